"""A slider for the size of the initial weights: what is tried, and seen, at once."""

from markupsafe import Markup

from playground.settings import to_text
from playground.views.html import el

ACTION = "gradients-gain"


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


ACTIONS = {ACTION: _turn}
