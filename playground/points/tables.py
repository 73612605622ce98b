"""From a text to a table: whatever separates its cells, and whether it is CSV, Markdown, LaTeX, JSON, Python, a print of NumPy or an address."""

import ast
import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from urllib.parse import unquote

from playground.foreign import json_of, literals_of
from playground.points.numbers import amount, freed_of, is_missing, plain
from playground.points.remarks import Problem, Remark

MAX_TEXT = 1_000_000  # characters; what is beyond is left out, and that is said
SEPARATORS = ("\t", ";", ",", "|", "&", "，", "；", "、", None)  # None: any white space
_TRIED = 60  # lines of a text, to find out how it is made

_LINE_END = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"\s*(#|//|%(?!\d)|@|\\[a-z])")  # of ARFF and LaTeX, too, what is no row
_ATTRIBUTE = re.compile(r"\s*@attribute\s+(?:'([^']*)'|\"([^\"]*)\"|(\S+))", re.IGNORECASE)
_LATEX_END = re.compile(r"\s*\\\\\s*(?:\\[a-z]+\s*)*$")  # \\ behind a row, and \hline
_IMPORT = re.compile(r"^(?:import|from) .*$", re.MULTILINE)
_RULE = re.compile(r"(?=.*[-=+─])[\s|:+=─┼├┤-]+")  # between a heading and its rows, as Markdown draws it
_AROUND = re.compile(r"(?:[\w.]*(?:array|tensor|list|asarray)\b|dtype=[\w.]+|[\s\[\](),;])*")  # of a print, but for its rows
_INNERMOST = re.compile(r"\[([^\[\]()]*)\]|\(([^\[\]()]*)\)")
_ADDRESS = re.compile(r"(?:^|[?&\s])points=([^&#\s]+)")
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_WORD = re.compile(r'"([^"]*)"|(\S+)')
# What begins a file that is no text; the page hands over the first characters of such a file.
_FOREIGN = {"PK\x03\x04": "packed", "\xd0\xcf\x11\xe0": "excel", "%PDF": "pdf", "\x89PNG": "image", "\xff\xd8\xff": "image", "GIF8": "image"}

Row = tuple[int, list[str]]  # where it stands, from 1, and its cells


@dataclass(frozen=True)
class Table:
    """`names` of its columns (their numbers from 1 where there is no heading), rows of cells, and what is to be said of it.

    `by_line`: whether rows are told apart by their lines, or else by their place among the entries.
    """

    names: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    headed: bool = False
    decimal_comma: bool = False
    by_line: bool = True
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()

    def column(self, at: int) -> list[str]:
        """The cells of a column; "" where a row is too short, or longer than the table is wide."""
        return [cells[at] if at < len(cells) <= len(self.names) else "" for _, cells in self.rows]


def table_of(text: str) -> Table:
    """The table in a text; without rows, its `problems` say why."""
    for beginning, kind in _FOREIGN.items():
        if text.startswith(beginning):
            return Table(problems=(Problem(None, f"own.file.{kind}", {}),))
    if "\0" in text[:1000]:
        return Table(problems=(Problem(None, "own.file.other", {}),))
    remarks = [Remark("own.remark.cut", {"length": MAX_TEXT})] if len(text) > MAX_TEXT else []
    text = _LINE_END.sub("\n", text[:MAX_TEXT].removeprefix("\ufeff"))
    if address := _ADDRESS.search(text):
        text = unquote(address[1])
    for read in (_from_json, _from_python, _from_brackets):
        if rows := read(text):
            return _with_names(rows, read is _from_brackets, [], remarks)
    return _from_lines(text, remarks)


# -- JSON, and prints of arrays -----------------------------------------------------------------------


def _from_json(text: str) -> list[Row] | None:
    """The rows of a list of lists or objects, of an object of columns, or of one object a line."""
    if text.lstrip()[:1] not in ("[", "{"):
        return None
    try:
        value = json_of(text)
    except (ValueError, RecursionError):
        try:
            value = [json_of(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            return None
    return _entries(value)


def _from_python(text: str) -> list[Row] | None:
    """The rows of Python's own lists and tuples: [((0, 1), 1), …], or X = np.array([[0, 1], …]) and y = […]. Nothing is run."""
    try:
        lines = literals_of(_IMPORT.sub("", text))
        if len(lines) == 1 and isinstance(lines[0], ast.Expr):
            return _entries(_value(lines[0].value))
        named = {line.targets[0].id: line.value for line in lines if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name)}
        return _entries({name: _value(value) for name, value in named.items() if _is_nested(value)})
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _value(node: ast.expr):
    """What a literal says; of a call, such as np.array(…), what its first argument does. Raises ValueError for all else."""
    if isinstance(node, ast.Call) and node.args:
        return _value(node.args[0])
    if isinstance(node, (ast.List, ast.Tuple)):
        return [_value(entry) for entry in node.elts]
    return ast.literal_eval(node)


def _is_nested(node: ast.expr) -> bool:
    return isinstance(node, (ast.List, ast.Tuple)) or isinstance(node, ast.Call) and any(map(_is_nested, node.args[:1]))


def _entries(value) -> list[Row] | None:
    rows = _json_rows(value)
    return [(n, [_json_cell(cell) for cell in _flat(row)]) for n, row in enumerate(rows)] if rows else None


def _flat(row: list) -> list:
    """A row with its point and label side by side, also where they were apart: [[x1, x2], label]."""
    return [cell for part in row for cell in (part if isinstance(part, list) else [part])]


def _json_rows(value) -> list[list] | None:
    """The rows of a value, the names of their columns (as far as there are any) first."""
    if isinstance(value, dict):
        columns = {name: cells for name, cells in value.items() if isinstance(cells, list)}
        if len(columns) == 1:
            return _json_rows(*columns.values())
        pairs = {name: cells for name, cells in columns.items() if cells and all(isinstance(cell, list) for cell in cells)}
        if len(pairs) == 1 and len(columns) == 2:  # {x: [[x1, x2], …], y: […]}
            (x,), (y,) = pairs.values(), (cells for name, cells in columns.items() if name not in pairs)
            return [[], *([*row, label] for row, label in zip(x, y, strict=False))]
        return [list(columns), *map(list, zip_longest(*columns.values()))] if columns else None
    if not isinstance(value, list) or not value:
        return None
    if all(isinstance(row, dict) for row in value):
        names = list(dict.fromkeys(name for row in value for name in row))
        return [names, *([row.get(name) for name in names] for row in value)]
    return [[], *value] if all(isinstance(row, list) for row in value) else None


def _json_cell(value) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: ""}[value]
    return value if isinstance(value, str) else repr(value) if isinstance(value, (int, float)) else json.dumps(value)


def _from_brackets(text: str) -> list[Row] | None:
    """The innermost groups of a print such as [[1 2 1]\\n [3 4 0]] or array([(1, 2, 'a'), …])."""
    if text.lstrip()[:1].isdecimal() or not _AROUND.fullmatch(_INNERMOST.sub("", text)):
        return None
    rows, line, seen = [], 1, 0
    for match in _INNERMOST.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        inside = (match[1] or match[2] or "").replace("\n", " ").replace("'", '"').strip()
        if inside:
            rows.append((line, _cells(inside, "," if "," in inside else None)))
    return rows if sum(len(cells) > 1 for _, cells in rows) == len(rows) else None


# -- lines of cells -----------------------------------------------------------------------------------


def _from_lines(text: str, remarks: list[Remark]) -> Table:
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip() and not _RULE.fullmatch(line)]
    told = _SEPARATOR_LINE.fullmatch(lines[0][1]) if lines else None
    comments = [line for line in lines if _COMMENT.match(line[1])]
    lines = [(n, _LATEX_END.sub("", line)) for n, line in lines[bool(told) :] if not _COMMENT.match(line)]
    if _is_address(lines):
        lines = [(n, group) for n, line in lines for group in re.split("[;；]", line) if group.strip()]
    separator, translated = (told[1], False) if told else _separator(lines)
    if translated:
        lines = [(n, freed_of(line)) for n, line in lines]
    rows = [(n, cells) for n, cells in _records(lines, separator) if cells]
    above = [line for n, line in comments if rows and n < rows[0][0]]
    attributes = [next(filter(None, found.groups()), "") for line in above if (found := _ATTRIBUTE.match(line))]
    return _with_names(rows, True, [*(_cells(plain(line).lstrip("#/% "), separator) for line in above), attributes], remarks)


def _is_address(lines: list[Row]) -> bool:
    """Whether semicolons part the points and commas their numbers, as in an address: x1,x2,label;x1,x2,label."""
    groups = [plain(group) for _, line in lines[:_TRIED] for group in re.split("[;；]", line) if group.strip()]
    return len(groups) > len(lines[:_TRIED]) and all(group.count(",") == 2 for group in groups)


def _separator(lines: list[Row]) -> tuple[str | None, bool]:
    """The separator that cuts most of the first lines into equally many cells, the most of them numbers.

    And whether the lines need to be freed of their full-width forms before.
    """
    sample = [line for _, line in lines[:_TRIED]]
    freed = [freed_of(line) for line in sample]
    tries = [(separator, False) for separator in SEPARATORS]
    if freed != sample:
        tries += [(separator, True) for separator in SEPARATORS if separator is None or separator.isascii()]
    return max(tries, key=lambda one: _fitness(freed if one[1] else sample, one[0]))


def _fitness(lines: list[str], separator: str | None) -> tuple[float, float]:
    cut = [cells for line in lines if (cells := _cells(line, separator))]
    widths = Counter(len(cells) for cells in cut if len(cells) > 1)
    if not widths:
        return 0.0, 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    numbers = sum(amount(cell) is not None for cells in cut if len(cells) == width for cell in cells)
    return float(numbers), count / len(cut)


def _records(lines: list[Row], separator: str | None) -> Iterator[Row]:
    """Lines as cells; quoted cells may go over several lines."""
    open_since = None
    for n, line in lines:
        if open_since is None and separator is not None and _opens(line, separator):
            open_since, held = n, [line]
        elif open_since is not None:
            held.append(line)
            if line.count('"') % 2:
                yield open_since, _cells("\n".join(held), separator)
                open_since = None
        else:
            yield n, _cells(line, separator)
    if open_since is not None:  # it was no quotation mark: an inch, say
        by_number = dict(lines)
        yield from ((n, _cells(by_number[n], separator)) for n in by_number if n >= open_since)


def _opens(line: str, separator: str) -> bool:
    """Whether a quoted cell begins here and does not end here."""
    return line.count('"') % 2 == 1 and any(cell.lstrip().startswith('"') for cell in line.split(separator))


def _cells(line: str, separator: str | None) -> list[str]:
    """The cells of a line, without blanks around them and without empty ones at its end."""
    if separator is None:
        cells = [quoted or word for quoted, word in _WORD.findall(line)]
    else:
        if separator == "|":
            line = line.strip().removeprefix("|").removesuffix("|")
        try:
            reader = csv.reader(line.splitlines(keepends=True), delimiter=separator, skipinitialspace=True)
            cells = next(reader, []) if '"' in line else line.split(separator)
            cells = [cell.strip() for cell in cells]
        except csv.Error:  # a cell longer than any number or label
            cells = [line]
    while cells and not cells[-1]:
        cells.pop()
    return cells


# -- the heading --------------------------------------------------------------------------------------


def _with_names(rows: list[Row], by_line: bool, comments: Iterable[list[str]], remarks: list[Remark]) -> Table:
    """The table of rows of which the first may be a heading; or else a comment before them may be one."""
    names_given, rows = (rows[0][1], rows[1:]) if not by_line else ([], rows)
    heading = _heading(rows) if by_line or not names_given else []
    rows = rows[len(heading) :]
    width = max((len(cells) for _, cells in heading), default=0)
    wide = _width(rows, width or len(names_given))
    headings = [names_given, *([cells for _, cells in heading if len(cells) == width][:1]), *([] if heading else reversed(list(comments)))]
    given = next((cells for cells in headings if cells and (not rows or wide - 1 <= len(cells))), [])
    if given and len(given) == wide - 1 and _begin_with_names(rows):
        given = ["", *given]  # pandas and R write it so
    kept = [(n, cells) for n, cells in rows if not given or cells != given]
    if len(kept) < len(rows):
        remarks = [*remarks, Remark("own.remark.repeated", {"count": len(rows) - len(kept)})]
    names = _unique([*given, *[""] * (wide - len(given))])
    return Table(tuple(names), tuple(kept), bool(given), _has_decimal_commas(kept), by_line, tuple(remarks))


def _heading(rows: list[Row]) -> list[Row]:
    """The first rows, as far as they have words where most others have numbers."""
    numeric = _numeric_columns(rows[1:_TRIED])
    heading = []
    for row in rows[:10]:
        cells = [cell for at, cell in enumerate(row[1]) if at in numeric and not is_missing(cell)]
        words = sum(amount(cell) is None for cell in cells)
        if numeric and cells and 2 * words <= len(cells):
            break
        if not numeric and any(amount(cell) for cell in row[1]):
            break
        heading.append(row)
    return heading


def _begin_with_names(rows: list[Row]) -> bool:
    """Whether the first cells are the rows' names or numbers."""
    firsts = [cells[0] for _, cells in rows]
    numbers = [amount(cell) for cell in firsts[:_TRIED]]
    if not any(numbers):
        return len(set(firsts)) == len(firsts)
    return all(numbers) and [found.value - numbers[0].value for found in numbers] == list(range(len(numbers)))


def _numeric_columns(rows: list[Row]) -> set[int]:
    counts, numbers = Counter(), Counter()
    for _, cells in rows:
        for at, cell in enumerate(cells):
            if not is_missing(cell):
                counts[at] += 1
                numbers[at] += amount(cell) is not None
    return {at for at, count in counts.items() if 2 * numbers[at] > count}


def _width(rows: list[Row], heading: int) -> int:
    """How many cells a row has: as many as the heading, if some rows do; else as most rows."""
    widths = Counter(len(cells) for _, cells in rows if len(cells) > 1) or Counter(len(cells) for _, cells in rows)
    if heading > 1 and 10 * widths[heading] >= len(rows):
        return heading
    return max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))[0]


def _has_decimal_commas(rows: list[Row]) -> bool:
    """Whether some cell can only be meant so: 0,5 · 12,75."""
    cells = (plain(cell) for _, row in rows[:_TRIED] for cell in row)
    return any(re.fullmatch(r"[+-]?([0-9]*,[0-9]{1,2}|[0-9]*,[0-9]{4,}|0,[0-9]+)", cell) for cell in cells)


def _unique(names: list[str]) -> list[str]:
    """Names of columns: what has none is called by its number, a second of the same name gets a number behind it."""
    unique = {}  # in their order
    for at, name in enumerate(names, 1):
        name = " ".join(name.split())[:40] or str(at)
        free, again = name, 2
        while free in unique:
            free, again = f"{name} ({again})", again + 1
        unique[free] = at
    return list(unique)
