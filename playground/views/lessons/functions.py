"""The eight activation functions side by side: each with its slope, behind them the z of the net in hand; pressing one takes it."""

import numpy as np
from markupsafe import Markup

from playground.engine.activations import ACTIVATIONS as RECORDS
from playground.engine.activations import Activation
from playground.engine.diagnostics import SATURATED
from playground.lessons.claims import FUNCTIONS
from playground.lessons.measures import first_z
from playground.views.html import el
from playground.views.names import name_of
from playground.views.words import percent, short

REACH, STEPS, BINS = 5.0, 100, 25
LOW, HIGH = -1.2, 2.4  # heights in view
UNIT = 10.0  # SVG units for 1 of z or a
ACROSS, UP = (-4, -2, 0, 2, 4), (-1, 1, 2)  # where numbers stand on the axes
FOOT = 7.0  # below the picture, for the numbers
WIDTH, HEIGHT = 2 * REACH * UNIT, (HIGH - LOW) * UNIT


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
    flat = float((np.abs(activation.slope(z)) < SATURATED * activation.greatest_slope).mean())
    told = say("activations.figure.here", flat=percent(flat), mean=short(float(activation(z).mean())))
    return el(
        "button", el("b", name_of(activation.name)), _picture(activation, z, slopes), el("small", told), type="button", id=f"function-{activation.name}",
        aria_pressed="true" if chosen else "false", data_do="function-take", data_value=activation.name,
    )  # fmt: skip


def _picture(activation: Activation, z: np.ndarray, slopes: bool) -> Markup:
    x = np.union1d(np.linspace(-REACH, REACH, STEPS + 1), [-1e-9, 0.0])  # corners and jumps lie at 0
    drawn = {"slope": activation.slope(x), "function": activation(x)} if slopes else {"function": activation(x)}
    curves = [el("polyline", points=_points(x, y), class_=name) for name, y in drawn.items()]
    return el("svg", _bars(z), _axes(), curves, viewBox=f"0 0 {WIDTH:g} {HEIGHT + FOOT:g}", aria_hidden="true")


def _axes() -> list[Markup]:
    """Both axes with ticks and their numbers."""
    ticks = "".join(f"M{_x(z)} {_y(0)}v2" for z in ACROSS) + "".join(f"M{_x(0)} {_y(a)}h2" for a in UP)
    along = [el("text", sign(z), x=_x(z), y=HEIGHT + FOOT - 1, text_anchor="middle") for z in ACROSS]
    upwards = [el("text", sign(a), x=f"{REACH * UNIT - 1.5:g}", y=f"{(HIGH - a) * UNIT + 2:g}", text_anchor="end") for a in UP]
    return [el("path", d=f"M0 {_y(0)}H{WIDTH:g}M{_x(0)} 0V{HEIGHT:g}{ticks}", class_="axis"), *along, *upwards]


def sign(number: float) -> str:
    """A whole number with a true minus sign."""
    return f"{number:g}".replace("-", "−")


def _bars(z: np.ndarray) -> list[Markup]:
    """How often the z of the training points are where; those beyond the ends of the picture stand at its ends."""
    counts, edges = np.histogram(np.clip(z[np.isfinite(z)], -REACH, REACH), BINS, (-REACH, REACH))
    tallest = max(int(counts.max()), 1)
    width = WIDTH / BINS
    return [
        el("rect", class_="bar", x=_x(edge), y=f"{HEIGHT * (1 - 0.5 * count / tallest):.1f}", width=f"{width - 0.6:.1f}",
           height=f"{HEIGHT * 0.5 * count / tallest:.1f}")
        for count, edge in zip(counts.tolist(), edges.tolist(), strict=False) if count
    ]  # fmt: skip


def _points(x: np.ndarray, y: np.ndarray) -> str:
    return " ".join(f"{_x(a)},{_y(b)}" for a, b in zip(x.tolist(), y.tolist(), strict=True) if LOW <= b <= HIGH)


def _x(z: float) -> str:
    return f"{(z + REACH) * UNIT:.1f}"


def _y(a: float) -> str:
    return f"{(HIGH - a) * UNIT:.1f}"


ACTIONS = {"function-take": lambda session, name: session.configure(act=name)}
