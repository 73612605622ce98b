"""The numbers in a column's cells, as people and spreadsheets write them: 1,650 · 12.5 % · ¥300 · 36.6 °C · −0,5 · (12) · ３．５."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from playground.points.remarks import Remark
from playground.points.words import MISSING, NO, YES

# What word processors and input methods make of a minus sign, a blank, a full stop, an apostrophe; and the full-width forms of ASCII.
_KIN = {"-": "−–—", " ": "\u3000\u00a0\u202f\u2009", ".": "\u3002", "'": "’", "¥": "\uffe5", "£": "\uffe1", "₩": "\uffe6"}
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(typed): meant for meant, kin in _KIN.items() for typed in kin}
_MONEY, _NO_UNIT = "$€£¥₩₹₽", r"\s\d,;|()"
_AMOUNT = re.compile(
    rf"(?P<open>\(?)\s*(?P<sign>[+-]?)\s*(?P<money>[{_MONEY}]?)\s*(?P<minus>-?)"
    r"(?P<digits>[0-9][0-9.,]*(?:[ '][0-9]{3})*(?:[.,][0-9]+)?|[.,][0-9]+)(?P<power>e[+-]?[0-9]{1,4})?"
    rf"\s*(?P<unit>(?:[^\W\d_]|[°℃℉%‰\u3380-\u33df{_MONEY}])[^{_NO_UNIT}]{{0,11}}|)(?P<close>\)?)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?", re.ASCII)
# Ten thousand and a hundred million, as Chinese counts, and what is said in hundredths and thousandths.
_FACTORS = {"\u4e07": 1e4, "\u4ebf": 1e8, "%": 1e-2, "‰": 1e-3}


class Amount(NamedTuple):
    """A number with the sign or word of its unit ("" where it has none)."""

    value: float
    unit: str


class Numbers(NamedTuple):
    """A column read as numbers: `values`, None where there is none; what was done to them."""

    values: list[float | None]
    remarks: list[Remark]


def freed_of(text: str) -> str:
    """Text with ASCII digits, signs and blanks in place of their full-width and typographic kin."""
    return text.translate(_PLAIN)


def plain(text: str) -> str:
    """The same without blanks around it."""
    return freed_of(text).strip()


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value: empty, NA, NaN, a dash …"""
    return plain(cell).casefold() in MISSING


def amount(cell: str, groups: str = "") -> Amount | None:
    """The finite number in a cell and its unit; `groups`: the mark that groups thousands in its column, if one does."""
    match = _AMOUNT.fullmatch(plain(cell))
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    digits = _decimal(match["digits"], groups)
    if digits is None:
        return None
    value = float(digits + (match["power"] or ""))
    if match["open"] or match["sign"] == "-" or match["minus"]:
        value = -value
    unit, factor = match["unit"], _FACTORS.get(match["unit"][:1], 1.0)
    value *= factor
    unit = (unit or match["money"]) if factor == 1.0 or unit == "%" else ""
    return Amount(value, unit) if abs(value) < float("inf") else None


def number(cell: str) -> float | None:
    """The finite number that a cell is, without any unit."""
    found = amount(cell)
    return found.value if found and not found.unit else None


def _decimal(digits: str, groups: str) -> str | None:
    """Digits with a decimal point alone; None where their marks make no number."""
    whole = digits.replace(" ", "").replace("'", "")
    marks = re.sub(r"\d", "", whole)
    if not marks:
        return whole
    last = marks[-1]
    if len(set(marks)) == 2:  # the last mark is the decimal one
        head, _, tail = whole.rpartition(last)
        grouped = _ungrouped(head, marks[0]) if marks.count(last) == 1 else None
        return None if grouped is None else f"{grouped}.{tail}"
    if len(marks) > 1 or (last == groups and _groups_once(whole, last)):
        return _ungrouped(whole, last)
    return whole.replace(last, ".")


def _ungrouped(digits: str, mark: str) -> str | None:
    """Digits without the mark of their thousands (of hundreds, too, as in India)."""
    head, *parts = digits.split(mark)
    fits = 1 <= len(head) <= 3 and len(parts[-1]) == 3 and all(len(part) in (2, 3) for part in parts)
    return head + "".join(parts) if fits else None


def _groups_once(digits: str, mark: str) -> bool:
    head, _, tail = digits.partition(mark)
    return 1 <= len(head) <= 3 and len(tail) == 3 and not head.startswith("0")


def numbers_of(cells: Sequence[str], name: str, decimal_comma: bool = False) -> Numbers:
    """The numbers of a column. `decimal_comma`: whether commas are decimal marks elsewhere in the table."""
    groups, remarks = _groups(cells, name, decimal_comma)
    amounts = [amount(cell, groups) for cell in cells]
    units = Counter(found.unit for found in amounts if found and found.unit)
    if units:
        unit = units.most_common(1)[0][0]
        remarks.append(Remark("own.remark.percent", {"column": name}) if unit == "%" else Remark("own.remark.unit", {"column": name, "unit": unit}))
        amounts = [None if found and found.unit not in ("", unit) else found for found in amounts]
    if any(amounts):
        return Numbers([found and found.value for found in amounts], remarks)
    return _others(cells, name)


def _others(cells: Sequence[str], name: str) -> Numbers:
    """Dates as days, and yes and no as 1 and 0."""
    for read, key in ((_days, "own.remark.days"), (_truth, "own.remark.truth")):
        values = [read(cell) for cell in cells]
        if any(value is not None for value in values):
            return Numbers(values, [Remark(key, {"column": name})])
    return Numbers([None] * len(cells), [])


def _days(cell: str) -> float | None:
    match = _DATE.fullmatch(plain(cell))
    try:
        return float(date(*map(int, match.groups())).toordinal()) if match else None
    except ValueError:
        return None


def _truth(cell: str) -> float | None:
    word = plain(cell).casefold()
    return 1.0 if word in YES else 0.0 if word in NO else None


def _groups(cells: Sequence[str], name: str, decimal_comma: bool) -> tuple[str, list[Remark]]:
    """The mark that groups thousands in a column where that is not plain from each cell, and what is to be said of it."""
    written = [match["digits"].replace(" ", "") for cell in cells if (match := _AMOUNT.fullmatch(plain(cell)))]
    for mark, other in ((",", "."), (".", ",")):
        once = [digits for digits in written if digits.count(mark) == 1 and other not in digits]
        if not once or not all(_groups_once(digits, mark) for digits in once):
            continue
        both = any(mark in digits and other in digits and digits.rindex(other) > digits.index(mark) for digits in written)
        often = any(digits.count(mark) > 1 for digits in written)
        plainly = mark == "," and any(digits.isdigit() and len(digits) < 4 for digits in written)
        if both or often or plainly:
            return mark, []
        if mark == "," or decimal_comma:
            groups = "" if mark == "," and decimal_comma else mark
            key = "own.remark.thousands" if groups else "own.remark.decimal_comma"
            return groups, [Remark(key, {"column": name, "value": once[0], "number": _decimal(once[0], groups)})]
    return "", []
