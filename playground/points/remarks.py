"""What a reader has to tell the learner, free of any language: keys of texts with the values that their sentences need."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Remark(NamedTuple):
    """Something that was done to the rows that are kept."""

    key: str
    values: dict[str, Any]


class Problem(NamedTuple):
    """Why a row is left out; `line`: where it stands, from 1, or None where it is about the text as a whole."""

    line: int | None
    key: str
    values: dict[str, Any]


def shown(cell: str, length: int = 24) -> str:
    """A cell to be told of, not too long."""
    return cell if len(cell) <= length else cell[: length - 1] + "…"


class NotThere(ValueError):
    """Something wanted that a text does not have: `what` (x1, x2, label, positive), what was asked for, what there is."""

    def __init__(self, what: str, asked: object, allowed: Sequence[str]):
        self.what, self.asked, self.allowed = what, asked, allowed
        super().__init__(f"{what}: {asked!r} ({', '.join(allowed)})")
