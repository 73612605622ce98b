"""The designed parts of the page that are no figure: Python writes their HTML, the page morphs it into place.

Each panel is a module with

- `FOLLOWS`: the session's events after which it may look different;
- `html(session, say)`: what it looks like now, as Markup. `say(key, **values)` gives a text in the learner's language;
- `ACTIONS`: what its elements do, `{name: function(session, value)}`. An action may be async, and may return a File to
  download. Whatever it raises is told to the learner; after a SettingError the panel shows again what is in force.

An element names its action in `data-do` (pyscript/page/panels.js): a button's click sends its `data-value`, a field's
change what it holds, with `data-live` while it moves, too, a form's submit an object of its named fields. `data-subject`
makes an element point at a unit, edge, bias or the loss while it is hovered or focused; a click takes that in hand.
"""

from types import ModuleType

from playground.views.panels import (
    cells,
    charts,
    compare,
    controls,
    deeper,
    flow,
    goal,
    inspector,
    kept,
    lesson,
    light,
    neuron,
    outline,
    owndata,
    presets,
    sample,
    scenes,
    shape,
    takeaway,
    teachers,
    time,
    tip,
    transport,
    watch,
    welcome,
    worksheet,
)

PANELS: dict[str, ModuleType] = {
    "scenes": scenes,
    "lesson": lesson,
    "teachers": teachers,
    "worksheet": worksheet,
    "presets": presets,
    "welcome": welcome,
    "controls": controls,
    "watch": watch,
    "goal": goal,
    "shape": shape,
    "light": light,
    "neuron": neuron,
    "outline": outline,
    "tip": tip,
    "cells": cells,
    "sample": sample,
    "transport": transport,
    "inspector": inspector,
    "charts": charts,
    "flow": flow,
    "time": time,
    "compare": compare,
    "kept": kept,
    "deeper": deeper,
    "owndata": owndata,
    "takeaway": takeaway,
}
"""By the name of the element `data-panel` that each fills, in reading order."""
