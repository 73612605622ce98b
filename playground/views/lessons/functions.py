"""The eight activation functions side by side: each with its slope, behind them the z of the net in hand; pressing one takes it."""

import numpy as np
from markupsafe import Markup

from playground.engine.activations import ACTIVATIONS as RECORDS
from playground.engine.activations import Activation
from playground.lessons.claims import FUNCTIONS
from playground.lessons.measures import first_z
from playground.views.html import el
from playground.views.lessons.function_plot import FunctionPlot, flat_share
from playground.views.names import name_of
from playground.views.words import percent, short

PLOT = FunctionPlot(10.0, -1.2, 2.4, (-4, -2, 0, 2, 4), (-1, 1, 2))


def html(session, say) -> Markup:
    z = first_z(session.training).ravel()
    chosen, told = session.config.act, not _is_asked(session)
    tiles = [el("li", _tile(RECORDS[name], z, name == chosen, told, say)) for name in FUNCTIONS]
    legend = [say("activations.figure.legend"), *([" ", say("activations.figure.legend.slope")] if told else [])]
    return el("div", el("ul", tiles, class_="functions"), el("p", el("small", legend)))


def _is_asked(session) -> bool:
    """Whether the learner is to judge the slopes by the curves."""
    return session.tutor.locked and session.tutor.step.name == "shapes"


def _tile(activation: Activation, z: np.ndarray, chosen: bool, slopes: bool, say) -> Markup:
    told = say("activations.figure.here", flat=percent(flat_share(activation, z)), mean=short(float(activation(z).mean())))
    return el(
        "button", el("b", name_of(activation.name)), PLOT.svg(activation, z, slopes, aria_hidden="true"), el("small", told),
        type="button", id=f"function-{activation.name}", aria_pressed="true" if chosen else "false", data_do="function-take",
        data_value=activation.name,
    )  # fmt: skip


ACTIONS = {"function-take": lambda session, name: session.configure(act=name)}
