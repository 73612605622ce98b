"""What was measured, as rows with a bar to reach: printed as a table, kept as JSON."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

NOTHING = "–"
ERROR = re.compile(r"[\w.]+(Error|Exception): ")
HEADINGS = ("measured", "value", "unit", "bar", "")


@dataclass(frozen=True)
class Row:
    """One measurement; None where there is no such thing. A bar is either a least (`at_least`) or a greatest value
    (`at_most`); most rows have none. Rows with a `way` stand side by side, a column for each. `failed`: why there is no value."""

    name: str
    value: float | None
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None
    way: str = ""
    failed: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the bar is reached, which nothing is that is not there; None without a bar."""
        if self.at_least is None and self.at_most is None:
            return None
        if self.value is None:
            return False
        return self.value >= self.at_least if self.at_least is not None else self.value <= self.at_most

    @property
    def good(self) -> bool:
        """Whether it was measured and misses no bar."""
        return not self.failed and self.met is not False

    @property
    def verdict(self) -> str:
        return f"failed: {self.failed}" if self.failed else {True: "met", False: "missed", None: ""}[self.met]

    @property
    def bar(self) -> str:
        if self.at_least is not None:
            return f"≥ {number(self.at_least)}"
        return "" if self.at_most is None else f"≤ {number(self.at_most)}"

    def cells(self) -> tuple[str, ...]:
        return self.name, number(self.value), self.unit, self.bar, self.verdict

    def plain(self) -> dict:
        """As JSON has it."""
        bar = self.at_least if self.at_least is not None else self.at_most
        name = f"{self.way}: {self.name.strip()}" if self.way else self.name
        return {"name": name, "value": self.value, "unit": self.unit, "bar": bar, "met": self.met} | ({"failed": self.failed} if self.failed else {})


def attempt(name: str, work: Callable[..., list[Row]], *arguments) -> list[Row]:
    """The rows of `work`; if it fails, one that says so and why, so that nothing else is lost."""
    try:
        return work(*arguments)
    except Exception as error:
        return [Row(name, None, failed=reason(error))]


def reason(error: Exception) -> str:
    """What went wrong, in one line: of a traceback from the page's Python, that which names the error."""
    lines = [line for line in str(error).splitlines() if line]
    named = [line for line in lines if ERROR.match(line)]
    return (named[-1:] or lines[:1] or [type(error).__name__])[0]


def number(value: float | None) -> str:
    """Three significant digits, thousands apart: 0.123, 4.56, 78.9, 1,234."""
    if value is None:
        return NOTHING
    size = abs(value)
    digits = 0 if size >= 100 or value == int(value) else 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{digits}f}"


def table(sections: dict[str, list[Row]]) -> str:
    """All sections (title: rows) as one text with aligned columns; in a section what stands side by side comes first."""
    beneath = {title: [row.cells() for row in rows if not row.way] for title, rows in sections.items()}
    widths = _widths([HEADINGS, *(cells for each in beneath.values() for cells in each)])
    lines = [_line(HEADINGS, widths)]
    for title, rows in sections.items():
        lines += ["", title, *_side_by_side([row for row in rows if row.way]), *(_line(cells, widths) for cells in beneath[title])]
    return "\n".join(line.rstrip() for line in lines)


def _side_by_side(rows: list[Row]) -> list[str]:
    """Lines with a column for each way and a line for each thing measured, in the order in which they come."""
    if not rows:
        return []
    ways, names = ([*dict.fromkeys(each)] for each in ([row.way for row in rows], [row.name for row in rows]))
    value = {(row.name, row.way): number(row.value) for row in rows}
    unit = {row.name: row.unit for row in rows}
    cells = [("", *ways, ""), *((name, *(value.get((name, way), NOTHING) for way in ways), unit[name]) for name in names)]
    return [*(_line(each, _widths(cells), right=range(1, len(ways) + 1)) for each in cells), ""]


def _widths(lines: list[tuple]) -> list[int]:
    return [max(map(width, column)) for column in zip(*lines, strict=True)]


def _line(cells, widths, right=(1,)):
    return "  ".join(["", *(_padded(cell, w, right=i in right) for i, (cell, w) in enumerate(zip(cells, widths, strict=True)))])


def _padded(text, size, right):
    gap = " " * (size - width(text))
    return gap + text if right else text + gap


def width(text: str) -> int:
    """Columns of a terminal that a text takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def spread(name: str, times: list[float], **bar) -> list[Row]:
    """Rows for repeated times in milliseconds: median, 95th percentile, longest; the bar holds for all three."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    named = {"median": median(ordered), "95 %": late, "longest": ordered[-1]}
    return [Row(f"{name}, {which}", value, "ms", **bar) for which, value in named.items()]
