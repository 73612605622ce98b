"""How long it takes to read what is said of a phase: of the first of its kind in a pass the whole sentence, then what is new in it."""

import re
from collections import Counter

from playground.views.telling import Say, tell

CHARACTERS, WORDS = 6.5, 4.0  # Chinese characters, and words, numbers or formulas without a gap, that are read in a second
_PIECE = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff][^\s\u4e00-\u9fff，。：；（）]*")


def seconds(session, say: Say, phase: str) -> float:
    """Of a phase of the pass in view, whose name is one of `session.phases`."""
    kind = tell(session, _key, phase)
    before = session.phases[: session.phases.index(phase)]
    known = next((tell(session, say, earlier) for earlier in reversed(before) if tell(session, _key, earlier) == kind), "")
    return sum(map(_seconds, (_pieces(tell(session, say, phase)) - _pieces(known)).elements()))


def _key(key: str, /, **values) -> str:
    return key


def _pieces(sentence: str) -> Counter[str]:
    return Counter(_PIECE.findall(sentence))


def _seconds(piece: str) -> float:
    return 1 / (CHARACTERS if "\u4e00" <= piece[0] <= "\u9fff" else WORDS)
