"""What the network answers along a straight line through the middle of the plane, and far beyond the data."""

import numpy as np
from markupsafe import Markup

from playground.explain.digits import plain
from playground.frames.axes import round_end
from playground.lessons.linear import FAR, along, looked
from playground.settings import DOMAIN
from playground.views.html import el, join

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 340.0, 170.0, 46.0, 12.0, 10.0, 22.0


def html(session, say) -> Markup:
    reach = looked(session)
    s, outputs = along(session, reach)
    label = say("linear.figure.ray", reach=f"{reach:g}", left=plain(float(outputs[0]), 3), right=plain(float(outputs[-1]), 3))
    return join([
        el("p", say("linear.figure.diagonal"), class_="caption"),
        _picture(s, outputs, session.training.dataset.train, label),
        _buttons(reach, session.tutor.locked, say),
    ])


def _picture(s: np.ndarray, outputs: np.ndarray, samples, label: str) -> Markup:
    """The outputs, the targets' range between two lines, and the width of the data as a ground."""
    reach = float(s[-1])
    lowest, highest = float(samples.y.min()), float(samples.y.max())
    top = round_end(float(np.nan_to_num(np.abs(outputs), posinf=0).max()), least=round_end(max(-lowest, highest), least=1e-9))

    def x(place: float) -> float:
        return LEFT + (place + reach) / (2 * reach) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return TOP + (top - min(max(value, -top), top)) / (2 * top) * (HEIGHT - TOP - BOTTOM)

    data = el("rect", x=f"{x(-DOMAIN):.1f}", y=TOP, width=f"{x(DOMAIN) - x(-DOMAIN):.1f}", height=HEIGHT - TOP - BOTTOM, class_="data")
    axes = [el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=f"{y(value):.1f}", y2=f"{y(value):.1f}") for value in (-top, 0, top)]
    numbers = [el("text", plain(value, 2), x=LEFT - 6, y=f"{y(value):.1f}", class_="power") for value in (-top, 0.0, top)]
    places = [el("text", plain(place, 2), x=f"{x(place):.1f}", y=HEIGHT - 6, class_="layer") for place in (-reach, 0.0, reach)]
    targets = [el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=f"{y(value):.1f}", y2=f"{y(value):.1f}", class_="level") for value in (lowest, highest)]
    points = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in zip(s.tolist(), np.nan_to_num(outputs).tolist(), strict=True))
    curve = el("polyline", points=points, class_="forward")
    return el("svg", data, axes, numbers, places, targets, curve, viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}", class_="decades ray", role="img",
              aria_label=label)  # fmt: skip


def _buttons(reach: float, locked: bool, say) -> Markup:
    buttons = [
        el("button", f"±{far:g}", type="button", class_="pill", id=f"reach-{far:g}", data_do="linear-reach", data_value=f"{far:g}",
           aria_pressed="true" if far == reach else "false", disabled=locked)
        for far in FAR
    ]  # fmt: skip
    name = el("span", say("linear.figure.reach"), id="name-reach")
    return el("div", name, buttons, class_="row-of-pills reach", role="group", aria_labelledby="name-reach")


def _look(session, reach: str) -> None:
    session.tutor.notes["reach"] = next(far for far in FAR if f"{far:g}" == reach)
    session.tell("status")  # looking is part of the task


ACTIONS = {"linear-reach": _look}
