"""One property of one function, shown: its curve over the z of the net in hand, marked, and a sentence with the numbers."""

import numpy as np
from markupsafe import Markup

from playground.engine.activations import ACTIVATIONS, Activation
from playground.lessons.atlas import PROPERTIES, RANGES, VALUES, cost
from playground.lessons.measures import first_z
from playground.settings import SettingError
from playground.views.html import el
from playground.views.lessons.function_plot import FunctionPlot, flat_share
from playground.views.words import number, percent, short

PLOT = FunctionPlot(20.0, -1.4, 2.6, (-4, -3, -2, -1, 0, 1, 2, 3, 4), (-1, -0.5, 0.5, 1, 1.5, 2))
OUT = 4.0  # how far out the slopes of the flat ends are told
MICRO = 1e6


def stage(act: str, what: str, session, say) -> Markup:
    """The picture and the sentence of a cell that has been pressed."""
    activation, z = ACTIVATIONS[act], first_z(session.training).ravel()
    words = _FACTS[what](activation, z, session)
    behind, marks = _marks(activation, what, z, session)
    picture = PLOT.svg(activation, z, behind=behind, marks=marks, aria_hidden="true", class_="stage")
    return el("div", picture, el("p", say(f"activations.shown.{what}", **words), role="status"))


def _place(session) -> float:
    """z of the first unit for the sample in view."""
    return float(session.trace().z[0][0])


def _marks(activation: Activation, what: str, z: np.ndarray, session) -> tuple:
    """What is drawn below and above the curves."""
    if what in ("value", "slope"):
        at = float(np.clip(_place(session), -5, 5))
        height = float((activation if what == "value" else activation.slope)(at))
        guide = el("path", d=f"M{PLOT.x(at)} {PLOT.y(0)}V{PLOT.y(height)}", class_="guide")
        return None, [guide, el("circle", cx=PLOT.x(at), cy=PLOT.y(height), r=3, class_=what)]
    if what == "range":
        ends = RANGES[activation.name]
        return PLOT.band(ends.low, ends.high), [PLOT.level(end, "end") for end in (ends.low, ends.high)]
    if what == "centred":
        return None, PLOT.level(float(activation(z).mean()), "mean")
    return (PLOT.flat_parts(activation), None) if what == "saturates" else (None, None)


def _at(activation: Activation, z: np.ndarray, session) -> dict:
    at = _place(session)
    return {"z": number(at), "a": number(float(activation(at))), "slope": number(float(activation.slope(at))),
            "greatest": number(activation.greatest_slope)}  # fmt: skip


def _ends(activation: Activation, z: np.ndarray, session) -> dict:
    a = activation(z)
    return {"range": str(RANGES[activation.name]), "low": number(float(a.min())), "high": number(float(a.max())), "count": len(z)}


def _centre(activation: Activation, z: np.ndarray, session) -> dict:
    return {"before": short(float(z.mean())), "after": short(float(activation(z).mean())), "count": len(z)}


def _flatness(activation: Activation, z: np.ndarray, session) -> dict:
    left, right = activation.slope([-OUT, OUT])
    return {"out": f"{OUT:g}", "left": short(float(left)), "right": short(float(right)), "flat": percent(flat_share(activation, z))}


def _measured(activation: Activation, z: np.ndarray, session) -> dict:
    ours, least = session.tutor.notes["cost"]
    return {"values": VALUES, "time": short(ours * MICRO), "least": short(least * MICRO), "times": short(ours / least)}


_FACTS = {"value": _at, "slope": _at, "range": _ends, "centred": _centre, "saturates": _flatness, "cost": _measured}


def _show(session, cell) -> None:
    """Shows a cell; a cost is measured now."""
    layer, act, what = (*str(cell).split("/"), "", "")[:3]
    if act not in RANGES or what not in PROPERTIES:
        raise SettingError("cell", cell, ", ".join(f"{layer}/{act}/{what}" for act in RANGES for what in PROPERTIES))
    session.pause()
    notes = session.tutor.notes
    notes |= {"layer": layer, "cell": (act, what), "claim": None}
    if what == "cost":
        notes["cost"] = cost(act), cost("relu")
    session.tell("study")


ACTIONS = {"atlas-show": _show}
