"""The switch under the output field: every shade of the output, or plain colours only."""

from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, HEIGHT, WIDTH
from playground.views.html import el

FOLLOWS = frozenset({"config", "status", "phase", "study"})
_PLACE = f"--left: {100 * FIELD_LEFT / WIDTH:.2f}%; --top: {100 * (1 - FIELD_BOTTOM / HEIGHT):.2f}%; --width: {100 * FIELD / WIDTH:.2f}%"


def html(session, say):
    config = session.config
    word = say("cells.steps" if config.task == "regression" else "cells.classes")
    field = el("input", type="checkbox", id="cells", checked=config.cells == "discrete", data_do="cells")
    return el("label", field, word, class_="cells", style=_PLACE, data_night=session.night)  # what lies over a dark picture is bright


def _switch(session, discrete: bool) -> None:
    session.configure(cells="discrete" if discrete else "smooth")


ACTIONS = {"cells": _switch}
