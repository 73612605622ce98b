"""Goals: what a course author sets as to be reached (`test_loss<0.05 and step<=2000`), read by a grammar of its own, never as code.

    either     = both {"or" both}
    both       = one {"and" one}
    one        = "not" one | "(" either ")" | name sign value | value sign name | flag

A `not` goes into the signs, so that what is unknown (the test loss where there is no test set) fulfils nothing.
"""

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

OF_THE_RUN = ("step", "epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "dead_units", "diverged")
OF_THE_SHAPE = ("hidden_units", "hidden_layers")
OF_THE_CONFIG = ("noise", "samples", "train", "gain", "lr", "batch", "clip", "rate", "seed")
NUMBERS = OF_THE_RUN + OF_THE_SHAPE + OF_THE_CONFIG
WORDS = ("data", "act", "out", "loss", "init", "opt", "reg")  # settings that are compared with a word: act==relu
FLAG = "diverged"  # 1 or 0, and stands without a sign, too
LONGEST, DEEPEST = 200, 16

SIGNS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_DENIED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_OTHER_SIGNS = str.maketrans({"≤": "<=", "≥": ">=", "≠": "!=", "＜": "<", "＞": ">", "（": "(", "）": ")", "“": "'", "”": "'"})
_TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-z_][a-z0-9_]*)|'([a-z0-9_]*)'|\"([a-z0-9_]*)\"|(<=|>=|==|!=|<|>|=|\(|\)))", re.ASCII)


@dataclass(frozen=True)
class Comparison:
    """One condition; `value` is a number or, for WORDS, a word."""

    name: str
    sign: str
    value: float | str

    @property
    def comparisons(self) -> tuple["Comparison", ...]:
        return (self,)

    def holds(self, look: Callable) -> bool:
        """Whether it is so; `look(name)` gives what is, None if that is unknown."""
        now = look(self.name)
        return now is not None and now == now and bool(SIGNS[self.sign](now, self.value))

    def denied(self) -> "Comparison":
        return Comparison(self.name, _DENIED[self.sign], self.value)

    def __str__(self) -> str:
        return f"{self.name}{self.sign}{self.value if isinstance(self.value, str) else number(self.value)}"


@dataclass(frozen=True)
class Joined:
    """Several goals of which all must be reached ("and"), or one ("or")."""

    word: str
    parts: tuple

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        return tuple(each for part in self.parts for each in part.comparisons)

    def holds(self, look: Callable) -> bool:
        """Whether it is reached; looks at no more than it needs."""
        return (all if self.word == "and" else any)(part.holds(look) for part in self.parts)

    def denied(self) -> "Joined":
        return Joined("or" if self.word == "and" else "and", tuple(part.denied() for part in self.parts))

    def __str__(self) -> str:
        return f" {self.word} ".join(f"({part})" if isinstance(part, Joined) else str(part) for part in self.parts)


def number(value: float) -> str:
    """A number as a goal is written: 0.05, 2000."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def parse(text: str) -> Comparison | Joined:
    """The goal that a text names; ValueError where it is none."""
    text = text.translate(_OTHER_SIGNS)
    if len(text) > LONGEST:
        raise ValueError(text)
    return _Reader(_tokens(text)).whole()


def _tokens(text: str) -> list:
    """Numbers as float, names and signs as they stand, quoted words as `Quoted`."""
    tokens, place, text = [], 0, text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise ValueError(text[place:])
        written, name, single, double, sign = match.groups()
        quoted = single if single is not None else double
        if written:
            tokens.append(_finite(written))
        else:
            tokens.append(_Quoted(quoted) if quoted is not None else "==" if sign == "=" else name or sign)
        place = match.end()
    return tokens


class _Quoted(str):
    """A word that is no name."""


def _finite(written: str) -> float:
    value = float(written)
    if not math.isfinite(value):
        raise ValueError(written)
    return value


class _Reader:
    """Goes through the tokens once, from left to right."""

    def __init__(self, tokens: list):
        self._tokens, self._place = tokens, 0

    def whole(self):
        goal = self._joined("or", DEEPEST)
        if self._next is not None:
            raise ValueError(self._next)
        return goal

    @property
    def _next(self):
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self):
        token = self._next
        self._place += 1
        return token

    def _is_next(self, word: str) -> bool:
        """Whether a word or sign comes next, and goes past it."""
        found = self._next == word and not isinstance(self._next, _Quoted)
        self._place += found
        return found

    def _joined(self, word: str, depth: int):
        parts = [self._inner(word, depth)]
        while self._is_next(word):
            parts.append(self._inner(word, depth))
        if len(parts) == 1:
            return parts[0]
        flat = [one for part in parts for one in (part.parts if isinstance(part, Joined) and part.word == word else (part,))]
        return Joined(word, tuple(flat))

    def _inner(self, word: str, depth: int):
        return self._joined("and", depth) if word == "or" else self._one(depth)

    def _one(self, depth: int):
        if depth == 0:
            raise ValueError(self._next)
        if self._is_next("not"):
            return self._one(depth - 1).denied()
        if self._is_next("("):
            goal = self._joined("or", depth - 1)
            if not self._is_next(")"):
                raise ValueError(self._next)
            return goal
        return self._comparison()

    def _comparison(self) -> Comparison:
        left = self._take()
        if self._next not in SIGNS or isinstance(self._next, _Quoted):
            if _is_name(left) and left == FLAG:
                return Comparison(FLAG, "==", 1.0)
            raise ValueError(left)
        sign, right = self._take(), self._take()
        if not _is_name(left):
            left, sign, right = right, _TURNED[sign], left
        return _checked(left, sign, right)


def _is_name(token) -> bool:
    return isinstance(token, str) and not isinstance(token, _Quoted) and token in (*NUMBERS, *WORDS)


def _checked(name, sign: str, value) -> Comparison:
    """A number is compared with a number, a word for being the same or not."""
    if not _is_name(name):
        raise ValueError(name)
    if name in NUMBERS and isinstance(value, float):
        return Comparison(name, sign, value)
    if name in WORDS and isinstance(value, str) and sign in ("==", "!="):
        return Comparison(name, sign, str(value))
    raise ValueError(value)
