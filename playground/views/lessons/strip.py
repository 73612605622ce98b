"""Eight small loss curves of eight rates from one start; pressing one takes its rate."""

import numpy as np
from markupsafe import Markup

from playground.lessons.descent import LEFT, MARKS, OFTEN, STEPS, Lane
from playground.settings import to_text
from playground.views.html import el, join

WIDTH, HEIGHT = 100, 56
LOW, HIGH = 0.02, 30.0  # shares of the first loss at the bottom and at the top of a curve
STRIDE = 3  # steps from one point to the next: odd, so that a loss that jumps at every step is seen to


def html(session, say) -> Markup:
    strip = session.strip.strip
    if strip is None:
        return Markup("")
    lanes = [el("li", _lane(lane, session, say)) for lane in strip.lanes]
    measure = say("learning-rate.figure.measure", steps=STEPS, left=f"{LEFT:.0%}", often=f"{OFTEN:.0%}")
    return join([el("ol", lanes, class_="strip"), el("p", measure, class_="about")])


def _lane(lane: Lane, session, say) -> Markup:
    rate, mark = f"{lane.rate:f}".rstrip("0").rstrip("."), lane.mark
    return el(
        "button", el("b", rate), _curve(lane), el("span", _word(mark, session, say)), type="button", class_=mark,
        data_do="take-rate", data_value=to_text(lane.rate), aria_pressed="true" if lane.rate == session.config.lr else "false",
        disabled=session.tutor.locked, id=f"lane-{rate.replace('.', '-')}",
    )  # fmt: skip


def _word(mark: str | None, session, say) -> str:
    if mark is None:
        return "?" if session.tutor.locked else "…"
    return dict(zip(MARKS, map(say, (
        "learning-rate.figure.crawling", "learning-rate.figure.good", "learning-rate.figure.bouncing", "learning-rate.figure.diverged",
    )), strict=True))[mark]  # fmt: skip


def _curve(lane: Lane) -> Markup:
    """The loss so far, on a logarithmic scale that is the same for all; the dashed line is where all begin."""
    lines = [el("path", d=f"M0 {_height(1.0):.1f}H{WIDTH}", class_="begin")]
    if len(lane.losses) > 1:
        lines.append(el("polyline", points=_points(np.array(lane.losses) / lane.losses[0]), class_="loss"))
    return el("svg", lines, viewBox=f"0 0 {WIDTH} {HEIGHT}", preserveAspectRatio="none", aria_hidden="true")


def _points(shares: np.ndarray) -> str:
    """All of the first steps, then every third, and the last."""
    last = len(shares) - 1
    steps = [*range(0, min(last, 20)), *range(20, last, STRIDE), last]
    return " ".join(f"{WIDTH * step / STEPS:.1f},{_height(shares[step]):.1f}" for step in steps)


def _height(share: float) -> float:
    inside = min(max(share, LOW), HIGH)
    return float(HEIGHT * np.log(HIGH / inside) / np.log(HIGH / LOW))


ACTIONS = {"take-rate": lambda session, rate: session.configure(lr=rate)}
