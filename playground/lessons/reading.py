"""Numbers as students write them by hand."""

import math
import re

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII)
_SIGNS = str.maketrans({"−": "-", "–": "-", "，": ",", "．": ".", "／": "/", "·": "*", "×": "*", "⋅": "*"})
LONGEST = 60  # characters


def read_number(text: str) -> float:
    """The value of 0.25, 0,25, −1.5e-3, 3/4, or a product of these (−1/2 · 0,3). ValueError where it is none."""
    plain = "".join(str(text).translate(_SIGNS).lower().split())
    if not plain or len(plain) > LONGEST:
        raise ValueError(text)
    value = math.prod(map(_quotient, plain.split("*")))
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _quotient(text: str) -> float:
    above, *below = map(_decimal, text.split("/"))
    try:
        for number in below:
            above /= number
    except ZeroDivisionError:
        raise ValueError(text) from None
    return above


def _decimal(text: str) -> float:
    text = text.strip("()").replace(",", ".")
    if not _PLAIN.fullmatch(text):
        raise ValueError(text)
    return float(text)
