"""What labels mean: two classes, of which sense says which one is +1; one class against all others; or numbers to be learned."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from playground.points.numbers import is_missing, number, numbers_of, plain
from playground.points.remarks import NotThere, Remark, shown
from playground.points.words import NO, NOT, YES

NUMBERS = "numbers"  # in place of the class that is +1: the labels are numbers to be learned
MOST_CLASSES = 50  # that are offered as +1; where labels are taken for numbers, FEW_CLASSES
FEW_CLASSES = 10
_SIGNS = {"+": 1, "-": -1}


@dataclass(frozen=True)
class Labels:
    """Targets in the order of the cells: ±1 or, in a regression, any number; None where a cell is none, and why.

    `numbers`: whether they may be learned as numbers; `classes`: what may be chosen as +1, the most frequent first; `positive`: what is, or NUMBERS; `wrong`: the key of the sentence
    for a cell without target, with `allowed`.
    """

    targets: list[float | None]
    classes: tuple[str, ...] = ()
    positive: str = ""
    regression: bool = False
    numbers: bool = False
    allowed: str = ""
    remarks: list[Remark] = field(default_factory=list)


def read_labels(cells: Sequence[str], name: str, positive: object = None, decimal_comma: bool = False) -> Labels:
    """Targets from the cells of a column. `positive`: the label that is to be +1, or NUMBERS; None leaves it to sense."""
    words = [plain(cell).casefold() for cell in cells]
    spelled = dict(zip(reversed(words), reversed([plain(cell) for cell in cells]), strict=True))  # as each stands first
    known = [word for word in words if not is_missing(word) or word in _SIGNS and _only_signs(words)]
    values = {word: number(word) for word in dict.fromkeys(known)}
    numbers = _may_be_numbers(known, values)
    asked = _asked(positive, values, numbers)
    if asked == NUMBERS or (asked is None and _are_numbers(known, values)):
        read = numbers_of(cells, name, decimal_comma)
        classes = _classes(known)
        return Labels(read.values, tuple(spelled[word] for word in classes) if len(classes) <= FEW_CLASSES else (), NUMBERS, True, True, NUMBERS, read.remarks)
    scheme = None if asked else _usual(known, values)
    if scheme:
        classes, allowed, remarks = scheme
        first = next((spelled[word] for word in _classes(known) if classes.get(word) == 1), "")
        offered = tuple(spelled[word] for word in _classes(known)[:MOST_CLASSES])
        return Labels([classes.get(word) for word in words], offered, first, False, numbers, allowed, remarks)
    return replace(_one_against_the_rest(words, known, values, asked, spelled), numbers=numbers)


def _classes(known: list[str]) -> list[str]:
    """The different labels, the most frequent first, of equally frequent ones in their alphabetical order."""
    return sorted(counts := Counter(known), key=lambda word: (-counts[word], word))


def _may_be_numbers(known: list[str], values: dict[str, float | None]) -> bool:
    """Whether nearly all labels are numbers, and more than two different ones."""
    found = [values[word] for word in known if values[word] is not None]
    return len(set(found)) > 2 and 5 * len(found) >= 4 * len(known)


def _asked(positive: object, values: dict[str, float | None], numbers: bool) -> str | None:
    """The label that is meant; raises NotThere where there is none such."""
    if positive is None or positive == "":
        return None
    word = plain(str(positive)).casefold()
    if word in values or (word == NUMBERS and numbers):
        return word
    same = [label for label, value in values.items() if value is not None and value == number(word)]
    if not same:
        raise NotThere("positive", positive, [shown(label) for label in list(values)[:MOST_CLASSES]])
    return same[0]


def _only_signs(words: list[str]) -> bool:
    return all(word in _SIGNS or word == "" for word in words) and "+" in words


def _are_numbers(known: list[str], values: dict[str, float | None]) -> bool:
    """Whether the labels are quantities and no names of classes: fractions, or many different whole numbers."""
    found = [values[word] for word in known if values[word] is not None]
    different = set(found)
    if not _may_be_numbers(known, values) or _mostly(found, {-1, 1}) or _mostly(found, {0, 1}):
        return False
    if not all(value.is_integer() for value in different) or len(different) > FEW_CLASSES:
        return True
    are_codes = sorted(different) in (list(range(len(different))), list(range(1, len(different) + 1))) and len(found) > len(different)
    return len(found) < 3 * len(different) and not are_codes


def _mostly(found: list[float], two: set[int]) -> bool:
    return 10 * sum(value in two for value in found) >= 9 * len(found)


def _usual(known: list[str], values: dict[str, float | None]) -> tuple[dict[str, int], str, list[Remark]] | None:
    """1 against −1 or 0 however they are written, or + against −; others are named as mistakes where they are few."""
    if _only_signs(known):
        return _SIGNS, "+, −", []
    found = [value for word in known if (value := values[word]) is not None]
    for negative in (-1, 0):
        if 1 in found or negative in found:
            classes = {word: 1 if value == 1 else -1 for word, value in values.items() if value in (negative, 1)}
            right = sum(word in classes for word in known)
            if right == len(known) or 10 * right >= 9 * len(known) or (right == len(found) and 2 * right > len(known)):
                return classes, f"{negative}, 1".replace("-", "−"), []
    return None


def _one_against_the_rest(words: list[str], known: list[str], values: dict[str, float | None], asked: str | None, spelled: dict[str, str]) -> Labels:
    classes = _classes(known)
    first = asked or _positive(classes, values)
    negative = asked is None and len(classes) == 1 and (first in NO)
    targets = [None if word not in values else -1 if word != first or negative else 1 for word in words]
    told, positive = [spelled[word] for word in classes], spelled.get(first, "")
    return Labels(targets, tuple(told[:MOST_CLASSES]), "" if negative else positive, remarks=_told(told, positive, negative))


def _told(classes: list[str], first: str, negative: bool) -> list[Remark]:
    if not classes:
        return []
    if len(classes) == 1:
        return [Remark("own.remark.only_b" if negative else "own.remark.only_a", {"first": shown(first)})]
    others = [word for word in classes if word != first]
    if len(others) == 1:
        return [Remark("own.remark.classes", {"first": shown(first), "second": shown(others[0])})]
    rest = ", ".join(map(shown, others[:5])) + (" …" if len(others) > 5 else "")
    return [Remark("own.remark.rest", {"first": shown(first), "rest": rest})]


def _says(words: frozenset[str], one: str, other: str) -> bool:
    """Whether a label is such a word; a letter (y, n, t, f) is only beside its contrary."""
    return one in words and (len(one) > 1 or not one.isascii() or other in YES | NO)


def _positive(classes: list[str], values: dict[str, float | None]) -> str:
    """Which class is +1: what says yes, or has a contrary that says no; else the greater number, or the first by the alphabet.

    Of more than two the most frequent, unless one says yes.
    """
    if len(classes) == 2:
        for one, other in (classes, classes[::-1]):
            if any(other.startswith(word) and other.removeprefix(word).strip(" -_") == one for word in NOT):
                return one
        for one, other in (classes, classes[::-1]):
            if (_says(YES, one, other) and other not in YES) or (_says(NO, other, one) and one not in NO):
                return one
        if all(values[word] is not None for word in classes):
            return max(classes, key=lambda word: values[word])
        return min(classes)
    return next((word for word in classes if word in YES), classes[0] if classes else "")
