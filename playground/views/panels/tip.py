"""The small box at the pointer: what it points at, its number and its gradient."""

from playground.explain.numbers import Numbers
from playground.views.explanation import in_short
from playground.views.html import el

FOLLOWS = frozenset({"config", "restart", "sample", "subject", "status", "phase"})
ACTIONS = {}


def html(session, say):
    """Empty where nothing is pointed at."""
    if session.pointed is None:
        return ""
    numbers = Numbers(*session.passing(), session.config)
    return el("span", in_short(numbers, session.pointed, session.tutor.in_sight("backward")))
