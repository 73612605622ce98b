"""Which columns of a table are x₁, x₂ and the label: guessed from their names and from what is in them, or as the learner says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from playground.points.numbers import amount, is_missing, numbers_of, plain
from playground.points.remarks import NotThere
from playground.points.tables import Table
from playground.points.words import FIRST, ID, LABEL, NO, SECOND, YES

NONE = ""  # in place of a column: x₁ or x₂ is 0 everywhere, or all points have the label 1
ROLES = ("x1", "x2", "label")
_LOOKED_AT, _CELLS = 400, 20_000  # rows, evenly spread, to see what is in a column, and cells in all columns together
_FEW = 20  # different values of a column that tells kinds apart


@dataclass(frozen=True)
class Chosen:
    """The columns by their place from 0; None: there is none, x is 0 everywhere, and every label 1."""

    x1: int | None
    x2: int | None
    label: int | None


class _Column:
    """What is in a column, judged by a sample of its cells."""

    def __init__(self, table: Table, at: int):
        self.at, self.name = at, table.names[at]
        rows = table.rows[:: max(1, len(table.rows) // min(_LOOKED_AT, max(_CELLS // len(table.names), 25)))]
        self.cells = [plain(cells[at]) for _, cells in rows if at < len(cells) and not is_missing(cells[at])]
        self.values = numbers_of(self.cells, self.name).values
        self.whole = [found.value for cell in self.cells if (found := amount(cell)) and not found.unit]
        self.last = at == len(table.names) - 1
        self.sampled = len(rows)

    @cached_property
    def key(self) -> str:
        """The name as lists of names have it."""
        return re.sub(r"[\s_\-]*[(\[].*", "", plain(self.name)).casefold().strip(" _-")

    @cached_property
    def numeric(self) -> float:
        """Share of the cells that are numbers, in some sense."""
        return sum(value is not None for value in self.values) / len(self.cells) if self.cells else 0.0

    @cached_property
    def really_numeric(self) -> bool:
        """Whether most cells are numbers, and no dates or words."""
        return 2 * sum(amount(cell) is not None for cell in self.cells) > len(self.cells)

    @cached_property
    def kinds(self) -> int:
        return len({cell.casefold() for cell in self.cells})

    @cached_property
    def is_id(self) -> bool:
        """Whether it only counts or names the rows: by its name, or as the first column with 0, 1, 2, … or 1, 2, 3, …"""
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain(self.name)).casefold()
        if self.key in ID or re.search(r"(^|[\s_.-])id$", words) or any(self.key.endswith(word) for word in ID if not word.isascii()):
            return True
        steps = {after - before for before, after in zip(self.whole, self.whole[1:], strict=False)}
        counted = len(self.whole) == len(self.cells) == self.sampled > 2 and len(steps) == 1 and min(steps) >= 1
        return self.at == 0 and counted and self.whole[0] in (0, 1) and self.key not in FIRST

    def as_label(self) -> float:
        """How much it looks like the label, the higher the more."""
        if not self.cells or (self.is_id and self.key not in LABEL):
            return -10.0
        named = any(self.key == word or (len(word) > 4 or not word.isascii()) and self.key.endswith(word) for word in LABEL)
        score = 8.0 * named + 4.0 * self.last + 0.5 * (self.at == 0) - 4.0 * (self.kinds == 1 and len(self.cells) > 20)
        if not self.really_numeric:
            words = {cell.casefold() for cell in self.cells}
            repeated = 2 * self.kinds <= len(self.cells)
            if words <= YES | NO or (self.kinds <= _FEW and repeated):
                score += 5.0 if self.kinds <= 2 else 4.0
            else:
                score += 1.0 if self.kinds <= _FEW // 2 else -6.0  # of few rows each may be a class of its own
        elif self.kinds == 2:
            score += 1.5 + (set(self.whole) in ({0, 1}, {-1, 1}))
        elif self.kinds <= 10 and 3 * self.kinds <= len(self.cells) and all(value.is_integer() for value in self.whole):
            score += 1.0
        return score

    @cached_property
    def is_continuous(self) -> bool:
        """Whether it measures, rather than counts a few things."""
        return self.kinds > 8 or 2 * self.kinds > self.sampled or not all(value.is_integer() for value in self.whole)

    def as_input(self) -> float:
        """How well it serves as a coordinate; below 0: not at all."""
        if self.numeric < 0.5:
            return -1.0
        score = 4.0 if self.numeric >= (0.9 if len(self.cells) >= 10 else 0.6) else 1.0  # of few cells one may be a slip
        score += 2.0 * self.really_numeric + 2.0 * (self.kinds > 2) + 2.0 * self.is_continuous
        return max(score - 8.0 * self.is_id - 2.0 * (2 * len(self.cells) < self.sampled), 0.0)


def choose(table: Table, wanted: Mapping[str, object] | None = None) -> Chosen:
    """The columns as wanted (names, or numbers from 1; NONE or None for no column), and the best guess for those not named.

    Raises NotThere.
    """
    wanted = wanted or {}
    given = {role: _place(table, role, wanted[role]) for role in ROLES if role in wanted}
    free = [column for at in range(len(table.names)) if at not in given.values() and (column := _Column(table, at))]
    if "label" not in given:
        given["label"] = _guess_label(free, sum(role not in given for role in ("x1", "x2")))
    free = [column for column in free if column.at != given["label"]]
    for role in ("x1", "x2"):
        if role not in given:
            given[role] = _guess_input(free, role, other_is_free="x2" not in given and role == "x1")
            free = [column for column in free if column.at != given[role]]
    return Chosen(**given)


def _place(table: Table, role: str, asked) -> int | None:
    if asked is None or asked == NONE:
        return None
    if isinstance(asked, str) and asked in table.names:
        return table.names.index(asked)
    number = int(asked) if isinstance(asked, str) and asked.isdecimal() else asked
    if isinstance(number, bool) or not isinstance(number, (int, float)) or number not in range(1, len(table.names) + 1):
        raise NotThere(role, asked, table.names)
    return int(number) - 1


def _guess_label(columns: list[_Column], inputs: int) -> int | None:
    """The column that looks most like a label; none where two columns are plainly x₁ and x₂."""
    if not columns:
        return None
    keys = [column.key for column in columns]
    second = SECOND | {"y"} if "x" in keys and len(columns) > 2 else SECOND
    places = {column.at for column in columns if column.key in FIRST | second}
    is_plane = any(key in FIRST for key in keys) and any(key in second for key in keys)
    if len(columns) <= inputs and is_plane:
        return None
    if is_plane and len(columns) > 2:
        columns = [column for column in columns if column.at not in places]
    return max(columns, key=lambda column: (column.as_label(), column.at)).at


def _guess_input(columns: list[_Column], role: str, other_is_free: bool) -> int | None:
    names, others = (FIRST, SECOND) if role == "x1" else (SECOND | {"y"}, FIRST)
    for column in columns:
        if column.key in names and column.numeric > 0:
            return column.at
    able = [column for column in columns if column.as_input() >= 0]
    able = [column for column in able if not (other_is_free and column.key in others and len(able) > 1)]
    best = sorted(able, key=lambda column: (-column.as_input(), column.at))[: 2 if other_is_free else 1]
    return min((column.at for column in best), default=None)
