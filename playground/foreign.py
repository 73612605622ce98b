"""Texts that somebody else has made, read as JSON or as Python's literals: such as cannot end Python itself.

In a browser's worker the stack is short: what is nested very deep, or a long row of signs, overflows it in a parser, which no
`except` hears of, and nothing goes on.
"""

import ast
import json
import re
from itertools import accumulate

DEEPEST = 32  # brackets within brackets

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"')
_NO_BRACKETS = re.compile(r"[^()\[\]{}]+")
# Numbers, words in quotes, names (of what is called, assigned or true), brackets, commas and colons: all that literals are made of.
_LITERALS = re.compile(
    r"""(?>[-+]?\.?\d[\w.]*+|'[^'\n\\]*+'|"[^"\n\\]*+"|[^\W\d]\w*+(?:\.\w++){0,3}+(?=\s*[(=,)\]}]|\s*$)|\#.*|[\[\](){}:,=\s])*+""", re.MULTILINE
)
_EXPONENT = re.compile(r"(?<=[\d.])e[-+]?\d+", re.IGNORECASE)
_SUM = re.compile(r"[\w.)\]}'\"]\s*[-+]")


def json_of(text: str):
    """The value of a JSON text. ValueError (JSONDecodeError, where it is none) or RecursionError."""
    _require_shallow(text)
    return json.loads(text)


def literals_of(text: str) -> list[ast.stmt]:
    """The statements of Python's literals, of calls of them and of names for them. SyntaxError, ValueError, MemoryError or RecursionError for all else."""
    bare = _EXPONENT.sub("", text)
    if not _LITERALS.fullmatch(bare) or _SUM.search(bare):
        raise ValueError("no literals")
    _require_shallow(text)
    return ast.parse(text).body


def _require_shallow(text: str) -> None:
    brackets = _NO_BRACKETS.sub("", _QUOTED.sub("", text))
    if max(accumulate(1 if bracket in "([{" else -1 for bracket in brackets), default=0) > DEEPEST:
        raise ValueError(f"more than {DEEPEST} brackets within one another")
