"""What was measured, as rows with a bar to reach: printed as a table, kept as JSON."""

import unicodedata
from dataclasses import dataclass
from statistics import median

HEADINGS = ("measured", "value", "unit", "bar", "")


@dataclass(frozen=True)
class Row:
    """One measurement. A bar is either a least (`at_least`) or a greatest value (`at_most`); most rows have none."""

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the bar is reached; None without one."""
        if self.at_least is not None:
            return self.value >= self.at_least
        return None if self.at_most is None else self.value <= self.at_most

    @property
    def bar(self) -> str:
        if self.at_least is not None:
            return f"≥ {number(self.at_least)}"
        return "" if self.at_most is None else f"≤ {number(self.at_most)}"

    def cells(self) -> tuple[str, ...]:
        return self.name, number(self.value), self.unit, self.bar, {True: "met", False: "missed", None: ""}[self.met]

    def plain(self) -> dict:
        """As JSON has it."""
        bar = self.at_least if self.at_least is not None else self.at_most
        return {"name": self.name, "value": self.value, "unit": self.unit, "bar": bar, "met": self.met}


def number(value: float) -> str:
    """Three significant digits, thousands apart: 0.123, 4.56, 78.9, 1,234."""
    size = abs(value)
    digits = 0 if size >= 100 or value == int(value) else 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{digits}f}"


def table(sections: dict[str, list[Row]]) -> str:
    """All sections (title: rows) as one text with aligned columns."""
    cells = [row.cells() for rows in sections.values() for row in rows]
    widths = [max(map(width, column)) for column in zip(HEADINGS, *cells, strict=True)]
    lines = [_line(HEADINGS, widths)]
    for title, rows in sections.items():
        lines += ["", title, *(_line(row.cells(), widths) for row in rows)]
    return "\n".join(line.rstrip() for line in lines)


def _line(cells, widths):
    name, value, *rest = (_padded(cell, w, right=i == 1) for i, (cell, w) in enumerate(zip(cells, widths, strict=True)))
    return "  ".join(["", name, value, *rest])


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
