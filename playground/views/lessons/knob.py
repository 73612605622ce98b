"""A slider for the size of the initial weights: what is tried, and seen, at once."""

from markupsafe import Markup

from playground.settings import to_text
from playground.views.html import el

ACTION = "gradients-gain"
TURNS = 15  # in vain, until they count as a try


def knob(session, label: str, low: float, high: float, step: float) -> Markup:
    """From `low` to `high`; the setting is the gain."""
    gain = session.config.gain
    return el(
        "label", el("span", label, " ", el("output", to_text(round(gain, 4)))),
        el("input", type="range", min=low, max=high, step=step, value=gain, data_do=ACTION, data_live=True, id="gain-knob",
           disabled=session.tutor.locked),
        class_="knob",
    )  # fmt: skip


def _turn(session, value) -> None:
    session.configure(gain=value)
    count(session, TURNS)


def count(session, most: int) -> None:
    """Counts what has been tried in a figure; every so many times in vain make a try, after which the next hint comes."""
    tutor = session.tutor
    tutor.notes["turns"] = tutor.notes.get("turns", 0) + 1
    if tutor.lesson and not tutor.finished and tutor.notes["turns"] % most == 0:
        tutor.study.tried(tutor.lesson, tutor.step)
        session.tell("study")


ACTIONS = {ACTION: _turn}
