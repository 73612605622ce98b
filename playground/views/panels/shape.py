"""The network's shape, changed where it is seen: buttons over each hidden layer of the picture, and for layers over its output."""

from markupsafe import Markup

from playground.frames.geometry import FIELD_LEFT, LEFT, WIDTH, Geometry
from playground.views import layers
from playground.views.html import el

FOLLOWS = frozenset({"config", "restart"})
ACTIONS: dict = {}  # those of the controls' layers
MOST, FEW = 8, 4  # hidden layers beyond which there is no room for buttons; up to which numbers stand between them


def html(session, say):
    if "hidden" in (*session.config.locked, *session.config.hide):
        return Markup("")
    config, sizes = session.config, session.training.network.sizes
    count = len(config.hidden)
    places = _columns(sizes) if count <= MOST else []
    columns = [_column(layer, units, place, say) for layer, (units, place) in enumerate(zip(config.hidden, places, strict=False), 1)]
    ends = el("li", layers.dropper(config, say), layers.adder(config, say), class_="ends", style=f"--at: {100 * FIELD_LEFT / WIDTH:.2f}%")
    return el("ol", columns, ends, aria_label=say("shape.label"), class_="columns" if count <= FEW else "columns crowded")


def _columns(sizes):
    """Where each hidden layer stands, in shares of the picture's width."""
    gap = Geometry(sizes).gap
    return [(LEFT + layer * gap) / WIDTH for layer in range(1, len(sizes) - 1)]


def _column(layer: int, units: int, place: float, say):
    return el("li", layers.stepper(layer, units, say), id=f"column-{layer}", style=f"--at: {100 * place:.2f}%")
