"""Sigmoid, and once the prediction is made its slope and where on it the network's units work."""

import numpy as np
from markupsafe import Markup

from playground.engine import ACTIVATIONS
from playground.views.html import el, join

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 340, 150, 38, 10, 20
REACH = 6.0  # of z, either way
BARS = 48
LINES = (0.0, 0.5, 1.0)
GREATEST = 0.25  # of the slope: the line there is part of the answer


def html(session, say) -> Markup:
    z, sigmoid, told = np.linspace(-REACH, REACH, 121), ACTIVATIONS["sigmoid"], not session.tutor.locked
    outcome = [_bars(session), _curve(z, sigmoid.slope(z), "slope")] if told else []
    picture = el(
        "svg", _axes((*LINES, GREATEST) if told else LINES), outcome, _curve(z, sigmoid(z), "value"),
        viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="decades slopes", role="img", aria_label=say("gradients.figure.sigmoid"),
    )  # fmt: skip
    slope = el("li", el("i", class_="backward", aria_hidden="true"), " ", say("gradients.figure.sigmoid.slope"))
    units = el("li", el("i", class_="units", aria_hidden="true"), " ", say("gradients.figure.sigmoid.z"))
    keys = [el("li", el("i", aria_hidden="true"), " σ(z)"), *([slope, units] if told else [])]
    return join([picture, el("ul", keys, class_="keys across")])


def _x(z: float) -> float:
    return LEFT + (z + REACH) / (2 * REACH) * (WIDTH - LEFT - 4)


def _y(value: float) -> float:
    return HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM)


def _axes(lines) -> list[Markup]:
    def line(value):
        y = f"{_y(value):.1f}"
        return el("g", el("line", x1=LEFT, x2=WIDTH - 4, y1=y, y2=y), el("text", f"{value:g}", x=LEFT - 5, y=y, class_="power"))
    def mark(z):
        return el("text", f"{z}".replace("-", "−"), x=f"{_x(z):.1f}", y=HEIGHT - 5, class_="layer")
    return [*map(line, lines), *map(mark, range(-4, 5, 2))]


def _curve(z, values, name: str) -> Markup:
    return el("polyline", points=" ".join(f"{_x(a):.1f},{_y(b):.1f}" for a, b in zip(z, values, strict=True)), class_=name)


def _bars(session) -> list[Markup]:
    """How often each z occurs, over all hidden units and training samples; the tallest bar fills a third."""
    samples = session.training.dataset.train
    z = np.concatenate([part.ravel() for part in session.training.network.forward(samples.inputs).z[:-1]] or [np.zeros(0)])
    counts, edges = np.histogram(z, BARS, (-REACH, REACH))
    tallest, width = max(counts.max(), 1), _x(edges[1]) - _x(edges[0])
    heights = [(HEIGHT - TOP - BOTTOM) / 3 * count / tallest for count in counts]
    return [
        el("rect", x=f"{_x(edge):.1f}", y=f"{_y(0) - height:.1f}", width=f"{width:.1f}", height=f"{height:.1f}", class_="units")
        for edge, height in zip(edges, heights, strict=False) if height
    ]  # fmt: skip


ACTIONS: dict = {}
