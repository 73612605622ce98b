"""Points of one's own: from pasted text (CSV and its kin) to labelled points of the plane, and back.

Rows that cannot be used are named, the others are kept. Nothing here raises: whatever was
dropped on the page is somebody's honest attempt.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from playground.settings import DOMAIN, MAX_POINTS, to_text

MAX_TEXT = 1_000_000  # characters; what is beyond is left out, and that is said
REACH = 5.0  # a column that leaves the plane is scaled to −5 … 5
SEPARATORS = ("\t", ";", ",", None)  # None: any white space
COLUMNS = ("x1", "x2", "label")

_LINE_END = re.compile(r"\r\n|\r|\n")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_MINUS = str.maketrans("−–", "--")  # what word processors make of a minus sign
_TRIED_LINES = 50  # of a text, to find its separator

Point = tuple[float, float, int]


class Remark(NamedTuple):
    """Something to tell the learner: a text key and the values that its sentence needs."""

    key: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """What a text holds.

    `points`: (x1, x2, ±1) as the setting `points` has them, at most MAX_POINTS; `problems`: one for
    each row left out, in their order; `remarks`: what was done to the rows that are kept.
    """

    points: tuple[Point, ...] = ()
    problems: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass
class _Rows:
    """Rows with two numbers and some label, with their line numbers (from 1), and problems by line number."""

    lines: list[int] = field(default_factory=list)
    places: list[tuple[float, float]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    problems: dict[int, Remark] = field(default_factory=dict)

    def complain(self, line: int, key: str, **values) -> None:
        self.problems[line] = Remark(key, {"line": line} | values)


def read(text: str) -> Reading:
    """The points of a text with one x,y,label a line.

    Separated by commas, semicolons, tabs or blanks; decimal commas, quotes, headings, blank lines
    and lines that begin with # are understood. Labels are −1/1, 0/1, −/+ or any two words.
    """
    rows = _rows(_lines(text))
    scheme = _scheme(rows.labels)
    known = [at for at, label in enumerate(rows.labels) if label in scheme.classes]
    for at in sorted(set(range(len(rows.labels))) - set(known)):
        rows.complain(rows.lines[at], "own.problem.label", value=_shown(rows.labels[at]), allowed=scheme.allowed)
    kept = _thinned(known)
    places, remarks = _fitted([rows.places[at] for at in kept])
    points = tuple((*place, scheme.classes[rows.labels[at]]) for place, at in zip(places, kept, strict=True))
    if len(text) > MAX_TEXT:
        remarks.insert(0, Remark("own.remark.cut", {"length": MAX_TEXT}))
    if len(kept) < len(known):
        remarks.append(Remark("own.remark.thinned", {"kept": len(kept), "all": len(known)}))
    if scheme.remark and kept:
        remarks.append(scheme.remark)
    return Reading(points, tuple(rows.problems[line] for line in sorted(rows.problems)), tuple(remarks))


def write(points) -> str:
    """Points (x1, x2, ±1) as CSV text with a heading; `read` gives them back."""
    return "".join(f"{to_text(tuple(row))}\n" for row in (COLUMNS, *points))


def refusal(points) -> str | None:
    """Why a network cannot learn from these points, as a text key; None when it can."""
    return None if len(points) else "own.refused.none"


# -- from text to rows ------------------------------------------------------------------------------


def _lines(text: str) -> list[tuple[int, str]]:
    """(number, line) of every line that says something."""
    lines = _LINE_END.split(text[:MAX_TEXT].removeprefix("\ufeff"))
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")]


def _rows(lines: list[tuple[int, str]]) -> _Rows:
    separator, rows = _separator(lines), _Rows()
    for number, line in lines:
        cells = _cells(line, separator)
        values = [_number(cell) for cell in cells[:2]]
        if not rows.lines and not rows.problems and not any(value is not None for value in values):
            continue  # still in the heading
        if len(cells) != len(COLUMNS):
            rows.complain(number, "own.problem.cells", count=len(cells))
        elif None in values:
            at = values.index(None)
            rows.complain(number, "own.problem.number", column=COLUMNS[at], value=_shown(cells[at]))
        else:
            rows.lines.append(number)
            rows.places.append(tuple(values))
            rows.labels.append(cells[2].casefold())
    return rows


def _separator(lines: list[tuple[int, str]]) -> str | None:
    """The separator that makes most of the first lines two numbers and a label."""

    def fitting(separator):
        cut = [_cells(line, separator) for _, line in lines[:_TRIED_LINES]]
        return sum(len(cells) == len(COLUMNS) and None not in map(_number, cells[:2]) for cells in cut)

    return max(SEPARATORS, key=fitting)


def _cells(line: str, separator: str | None) -> list[str]:
    """The cells of a line, without blanks around them and without empty ones at its end."""
    if separator is None:
        cells = line.split()
    else:
        try:
            cells = [cell.strip() for cell in next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])]
        except csv.Error:  # a cell longer than any number or label
            cells = [line]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _number(cell: str) -> float | None:
    """The finite number in a cell, with a decimal point or comma; None if there is none."""
    text = cell.translate(_MINUS)
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text.replace(",", "."))
    return number if abs(number) < float("inf") else None


def _shown(cell: str, length: int = 24) -> str:
    return cell if len(cell) <= length else cell[: length - 1] + "…"


# -- labels -----------------------------------------------------------------------------------------


class _Scheme(NamedTuple):
    """How labels name the two classes: `classes` {label: ±1}; `allowed`, free of any language; what to say of it."""

    classes: dict[str, int]
    allowed: str
    remark: Remark | None = None


_SIGNS = _Scheme({"+": 1, "-": -1, "−": -1, "–": -1}, "+, −")


def _scheme(labels: list[str]) -> _Scheme:
    """The scheme that most labels follow; in doubt numbers come before words."""
    counts = Counter(labels)
    schemes = (_numbers(counts, -1), _numbers(counts, 0), _SIGNS, _words(counts))
    return max(schemes, key=lambda scheme: sum(counts[label] for label in scheme.classes))


def _numbers(counts: Counter, negative: int) -> _Scheme:
    """1 against −1 or against 0, however they are written: 1, +1, 1.0."""
    classes = {label: 1 if _number(label) == 1 else -1 for label in counts if _number(label) in (negative, 1)}
    return _Scheme(classes, f"{negative}, 1".replace("-", "−"))


def _words(counts: Counter) -> _Scheme:
    """The two most frequent labels, in the order in which they first appear."""
    frequent = {label for label, _ in counts.most_common(2)}
    words = [label for label in counts if label in frequent]
    shown = [_shown(word) for word in words]
    remark = Remark("own.remark.classes", dict(zip(("first", "second"), shown, strict=True))) if len(words) == 2 else None
    return _Scheme(dict(zip(words, (1, -1), strict=False)), ", ".join(shown), remark)


# -- onto the plane ---------------------------------------------------------------------------------


def _thinned(rows: list[int]) -> list[int]:
    """At most MAX_POINTS of them, evenly spread, so that a text sorted by label keeps both classes."""
    return rows if len(rows) <= MAX_POINTS else [rows[i * len(rows) // MAX_POINTS] for i in range(MAX_POINTS)]


def _fitted(places: list[tuple[float, float]]) -> tuple[list[tuple[float, float]], list[Remark]]:
    """The places with each column that leaves the plane scaled to fit, and what was done to it."""
    columns, remarks = [], []
    for name, values in zip(COLUMNS, zip(*places, strict=True), strict=False):
        low, high = min(values), max(values)
        if max(-low, high) > DOMAIN:
            middle, half = low / 2 + high / 2, high / 2 - low / 2  # halved first: low + high may overflow
            factor = REACH / half if half else 1.0
            values = [(value - middle) * factor for value in values]
            remarks.append(Remark("own.remark.scaled", {"column": name, "shift": _digits(middle), "factor": _digits(factor)}))
        columns.append([round(value, 3) + 0.0 for value in values])  # + 0.0: no −0
    return list(zip(*columns, strict=True)), remarks


def _digits(number: float) -> str:
    return f"{number:.4g}".replace("-", "−")
