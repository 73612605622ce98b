"""A staircase at several depths: the present one in front, those seen before faintly behind it.

Of ‖∂L/∂W‖, or where the step is about weights that are too large, of ‖δ‖: there forward and backward grow alike, and ∂L/∂W
is the product of both.
"""

from markupsafe import Markup

from playground.lessons.gradients import DEPTHS, GROW, UNITS
from playground.views.html import el, join
from playground.views.lessons import staircase
from playground.views.lessons.knob import count
from playground.views.lessons.side_by_side import side_by_side

CHOICES = 3  # in vain, until they count as a try


def html(session, say) -> Markup:
    norms, depth = _heights(session), len(session.config.hidden)
    seen = tuple(old for layers, old in session.tutor.notes.get("seen", {}).items() if layers != depth)
    return join([
        el("p", say("gradients.figure.deltas" if _of_deltas(session) else "gradients.figure.norms"), class_="caption"),
        staircase.picture(session, [norms], say, seen, "gradients.figure.flight" if _of_deltas(session) else "gradients.figure.stairs"),
        _buttons(session, depth, say),
        side_by_side(session, say),
    ])


def _of_deltas(session) -> bool:
    return session.tutor.step is GROW


def _heights(session) -> list[float]:
    diagnosis = session.diagnosis()
    return diagnosis.delta_norms[:-1] or [0.0] if _of_deltas(session) else diagnosis.gradient_norms


def _buttons(session, depth: int, say) -> Markup:
    buttons = [
        el(
            "button", str(choice), type="button", class_="pill", id=f"depth-{choice}", data_do="gradients-depth", data_value=choice,
            aria_pressed="true" if choice == depth else "false", disabled=session.tutor.locked,
        )
        for choice in DEPTHS
    ]  # fmt: skip
    name = el("span", say("gradients.figure.depth"), id="name-depth")
    return el("div", name, buttons, class_="depths", role="group", aria_labelledby="name-depth")


def _choose(session, depth: str) -> None:
    seen = session.tutor.notes.setdefault("seen", {})
    seen[len(session.config.hidden)] = _heights(session)
    session.configure(hidden=(UNITS,) * int(depth))
    count(session, CHOICES)


ACTIONS = {"gradients-depth": _choose}
