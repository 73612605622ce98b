"""How a run left all bounds: its last steps with their losses, and the one that was not taken."""

import numpy as np
from markupsafe import Markup

from playground.views.html import el, join
from playground.views.words import number

MOST_ROWS = 8


def html(session, say) -> Markup | None:
    if session.tutor.locked:
        return None  # nothing has happened yet
    end, curves = session.training.diverged, session.record.curves()
    before = curves.steps <= session.training.step
    steps, losses = curves.steps[before][-MOST_ROWS:], curves.loss[before, 0]
    rows = [_row(str(int(step)), loss, losses[0]) for step, loss in zip(steps, losses[-MOST_ROWS:], strict=True)]
    if end:
        rows.append(_row(str(end.step + 1), np.inf if end.loss is None else end.loss, losses[0], "lost"))
    heads = el("tr", [el("th", say(key), scope="col") for key in _HEADS])
    return join([el("table", heads, rows, class_="figures overshoot"), _verdict(end, say)])


_HEADS = ("learning-rate.figure.step", "learning-rate.figure.loss", "learning-rate.figure.times")


def _row(step: str, loss: float, first: float, name: str | None = None) -> Markup:
    return el("tr", el("th", step, scope="row"), el("td", _number(loss)), el("td", "× ", _number(loss / first)), class_=name)


def _number(value: float) -> str:
    return number(float(value)) if np.isfinite(value) else "∞"


def _verdict(end, say) -> Markup | None:
    return el("p", say("learning-rate.figure.returned", bad=end.step + 1, good=end.step), role="status") if end else None


ACTIONS: dict = {}
