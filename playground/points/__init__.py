"""Points of one's own: from whatever text somebody has (a table in a file, a print, an address) to samples of the plane, and back.

    text → tables → columns → numbers, labels → fitting → points

Every row is kept or named with a reason, and what was done to the rows that are kept is said. Nothing here raises for what a text
holds: whatever was dropped on the page is somebody's honest attempt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from playground.points.columns import NONE, ROLES, Chosen, choose
from playground.points.fitting import fitted, fitted_targets, thinned
from playground.points.labels import MOST_CLASSES, NUMBERS, Labels, read_labels
from playground.points.numbers import amount, is_missing, numbers_of
from playground.points.remarks import NotThere, Problem, Remark, shown
from playground.points.tables import MAX_TEXT, Table, table_of
from playground.settings import MAX_POINTS, to_text

__all__ = ["HEADING", "MAX_TEXT", "NONE", "NUMBERS", "ROLES", "Draft", "NotThere", "Problem", "Reading", "Remark", "read", "write"]

MOST_ROWS = 4 * MAX_POINTS
HEADING = ("x1", "x2", "label")
Point = tuple[float, float, float]


@dataclass(frozen=True)
class Reading:
    """What a text holds.

    `points`: (x1, x2, label) as the setting `points` has them, at most MAX_POINTS; `columns`: their names in the text; `x1`, `x2`,
    `label`: which of them were taken, NONE for none; `classes`: the labels that may be chosen as +1, and `positive`, which is
    (NUMBERS in a regression, for which the labels may do if they are `numbers`); `problems`: one for each row left out, in their order; `remarks`: what was done to the others.
    """

    points: tuple[Point, ...] = ()
    columns: tuple[str, ...] = ()
    x1: str = NONE
    x2: str = NONE
    label: str = NONE
    classes: tuple[str, ...] = ()
    positive: str = ""
    numbers: bool = False
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    by_line: bool = True


def read(text: str, wanted: Mapping[str, object] | None = None) -> Reading:
    """The points of a text. `wanted` says what is not to be guessed: x1, x2 and label (names of columns, or numbers from 1; NONE
    or None for none) and `positive`, the label that is +1 (all others are −1), or NUMBERS for a regression.

    Raises NotThere where something is wanted that the text does not have.
    """
    wanted = dict(wanted or {})
    table = table_of(text)
    chosen = choose(table, {role: wanted[role] for role in ROLES if role in wanted})
    if table.problems or not table.rows or chosen.x1 is None and chosen.x2 is None:
        return Reading(columns=table.names, problems=table.problems or _emptiness(text, table), remarks=table.remarks, by_line=table.by_line)
    return _Rows(table, chosen, wanted.get("positive")).reading()


@dataclass(frozen=True)
class Draft:
    """A text, what is wanted of it, and what it holds."""

    text: str
    wanted: Mapping[str, object]
    reading: Reading

    @classmethod
    def of(cls, text: str, wanted: Mapping[str, object]) -> "Draft":
        """Raises NotThere where something is wanted that the text does not have."""
        return cls(text, wanted, read(text, wanted))

    def changed(self, text: str, wanted: Mapping[str, object]) -> "Draft":
        """With another text, or something else wanted: what was wanted before holds while the columns are the same."""
        if not wanted and text != self.text:
            try:
                again = Draft.of(text, self.wanted)
            except NotThere:
                return Draft.of(text, {})
            return again if again.reading.columns == self.reading.columns else Draft.of(text, {})
        before = {key: value for key, value in self.wanted.items() if not (key == "positive" and "label" in wanted)}
        return Draft.of(text, before | wanted)


def write(points) -> str:
    """Points (x1, x2, label) as CSV text with a heading; `read` gives them back."""
    return "".join(f"{to_text(tuple(row))}\n" for row in (HEADING, *points))


def _emptiness(text: str, table: Table) -> tuple[Problem, ...]:
    """Why there is nothing in a text."""
    if not text.removeprefix("\ufeff").strip():
        return ()
    return (Problem(None, "own.empty.numbers" if len(table.names) != 1 else "own.empty.column", {}),)


def _fewer(table: Table, label: int | None) -> Table:
    """The table, or as many of its rows, evenly spread over all labels, as are worth being read when only MAX_POINTS are taken."""
    if len(table.rows) <= MOST_ROWS:
        return table
    labels = [0] * len(table.rows) if label is None else table.column(label)
    kept = thinned(labels if len(set(labels)) <= MOST_CLASSES else [0] * len(labels), MOST_ROWS)
    return replace(table, rows=tuple(table.rows[at] for at in kept))


class _Rows:
    """The rows of a table seen as samples: each has two coordinates and a target, or a problem."""

    def __init__(self, table: Table, chosen: Chosen, positive: object):
        self._all, self._table = len(table.rows), _fewer(table, chosen.label)
        table = self._table
        self._places = {"x1": chosen.x1, "x2": chosen.x2, "label": chosen.label}
        self._remarks, self._cells = list(table.remarks), {}
        for role, at in self._places.items():
            self._cells[role] = table.column(at) if at is not None else None
        self._inputs = [self._coordinates(role) for role in ("x1", "x2")]
        self._labels = self._read_labels(positive)
        self._problems = {row: problem for row in range(len(table.rows)) if (problem := self._problem(row))}

    def _name(self, role: str) -> str:
        at = self._places[role]
        return NONE if at is None else self._table.names[at]

    def _coordinates(self, role: str) -> list[float | None]:
        if self._cells[role] is None:
            self._remarks.append(Remark("own.remark.zero", {"column": role}))
            return [0.0] * len(self._table.rows)
        read = numbers_of(self._cells[role], self._name(role), self._table.decimal_comma)
        self._remarks += read.remarks
        return read.values

    def _read_labels(self, positive: object) -> Labels:
        if self._cells["label"] is None:
            return Labels([1] * len(self._table.rows), remarks=[Remark("own.remark.no_label", {})])
        return read_labels(self._cells["label"], self._name("label"), positive, self._table.decimal_comma)

    def _problem(self, row: int) -> Problem | None:
        line, cells = self._table.rows[row]
        if len(cells) > len(self._table.names):
            return Problem(line, "own.problem.cells", {"count": len(cells), "expected": len(self._table.names)})
        targets = (*self._inputs, self._labels.targets)
        for role, values in zip(ROLES, targets, strict=True):
            if values[row] is None:
                return self._missing(role, row, line)
        return None

    def _missing(self, role: str, row: int, line: int) -> Problem:
        cell, name = self._cells[role][row], self._name(role)
        if is_missing(cell):
            return Problem(line, "own.problem.missing", {"column": name})
        if role == "label" and not self._labels.regression:
            return Problem(line, "own.problem.label", {"value": shown(cell), "allowed": self._labels.allowed})
        key = "own.problem.unit" if amount(cell) else "own.problem.number"
        return Problem(line, key, {"column": name, "value": shown(cell)})

    def reading(self) -> Reading:
        labels, good = self._labels, [row for row in range(len(self._table.rows)) if row not in self._problems]
        kept = [good[at] for at in thinned([0 if labels.regression else labels.targets[row] for row in good])]
        columns = []
        for role, values in zip(("x1", "x2"), self._inputs, strict=True):
            column, remarks = fitted([values[row] for row in kept], self._name(role))
            columns.append(column)
            self._remarks += remarks
        targets = [labels.targets[row] for row in kept]
        self._remarks += labels.remarks if kept else []
        if labels.regression:
            targets, remarks = fitted_targets(targets, self._name("label"))
            if set(targets) <= {0, 1}:  # whatever else there was is in rows that are left out
                targets, remarks = [1 if target else -1 for target in targets], []
            else:
                self._remarks += [Remark("own.remark.regression", {"column": self._name("label")}), *remarks]
        if len(kept) < len(good):
            everything = self._all if self._all > len(self._table.rows) else len(good)
            self._remarks.append(Remark("own.remark.thinned", {"kept": len(kept), "all": everything}))
        return Reading(
            points=tuple(zip(*columns, targets, strict=True)), columns=self._table.names,
            x1=self._name("x1"), x2=self._name("x2"), label=self._name("label"), classes=labels.classes, positive=labels.positive,
            numbers=labels.numbers,
            problems=tuple(self._problems.values()), remarks=tuple(self._remarks), by_line=self._table.by_line,
        )  # fmt: skip
