"""Hidden layers and their units: what the buttons to add and remove them change, wherever they stand."""

from playground.config import Config
from playground.settings import MAX_LAYERS, MAX_UNITS
from playground.views.html import el

FIRST = 4  # units of a layer that is added to a network without any


def resized(config: Config, layer: int, more: int) -> dict:
    """One layer (counted from 1) with `more` units than it has; at least 1 and at most as many as are allowed."""
    hidden = list(config.hidden)
    hidden[layer - 1] = min(max(hidden[layer - 1] + more, 1), MAX_UNITS)
    return {"hidden": tuple(hidden)}


def lengthened(config: Config) -> dict:
    """One layer more, at the end and like the last one; none where there are as many as are allowed."""
    hidden = config.hidden + (config.hidden[-1:] or (FIRST,))
    return {"hidden": hidden[:MAX_LAYERS]}


def without(config: Config, layer: int) -> dict:
    """One layer less, with it its activation where layers differ in that."""
    def rest(items):
        return items[: layer - 1] + items[layer:]
    changes = {"hidden": rest(config.hidden)}
    return changes | {"act": rest(config.act)} if isinstance(config.act, tuple) and len(config.act) > 1 else changes


def with_activation(config: Config, layer: int, name: str) -> dict:
    """Another activation in one layer."""
    names = list(config.activations)
    names[layer - 1] = name
    return {"act": tuple(names)}


def _at(session, change, value, *more):
    """Changes the layer that an element names, unless it has gone since the element was drawn."""
    if 1 <= int(value) <= len(session.config.hidden):
        session.configure(**change(session.config, int(value), *more))


def _activate(session, value):
    layer, name = value
    _at(session, with_activation, layer, name)


ACTIONS = {
    "layers.less": lambda session, value: _at(session, resized, value, -1),
    "layers.more": lambda session, value: _at(session, resized, value, +1),
    "layers.remove": lambda session, value: _at(session, without, value),
    "layers.add": lambda session, value: session.configure(**lengthened(session.config)),
    "layers.act": _activate,
}


def stepper(layer: int, units: int, say) -> list:
    """A layer's number of units between a button for one less and one for one more."""
    return [
        _button("layers.less", "−", say("layers.less", layer=layer), layer, disabled=units <= 1),
        el("b", units, aria_label=say("layers.units", layer=layer, units=units), role="img"),
        _button("layers.more", "+", say("layers.more", layer=layer), layer, disabled=units >= MAX_UNITS),
    ]


def remover(layer: int, say):
    """The button to do without a layer."""
    return _button("layers.remove", "×", say("layers.remove", layer=layer), layer, class_="remove")


def adder(config: Config, say):
    """The button for one layer more."""
    full = len(config.hidden) >= MAX_LAYERS
    return el("button", say("layers.add"), type="button", data_do="layers.add", class_="add", disabled=full)


def dropper(config: Config, say):
    """The button for one layer less, the last."""
    last = len(config.hidden)
    name = say("layers.remove", layer=last)
    return el("button", say("layers.drop"), type="button", data_do="layers.remove", data_value=last, class_="add", title=name, disabled=not last)


def _button(action, sign, name, layer, **more):
    return el("button", sign, type="button", data_do=action, data_value=layer, aria_label=name, title=name, **more)
