"""Lists, arrays and state_dicts as Python, NumPy and PyTorch print them."""

import ast
import re

from playground.foreign import literals_of

_CALL = re.compile(r"[A-Za-z_][\w.]*\(")  # array(, tensor(, OrderedDict(
_OPTIONS = re.compile(r",\s*(?:dtype|device|requires_grad|grad_fn|size)\s*=\s*(?:[\w.'\":]+|<[^>]*>)")
_CAPTION = re.compile(r"Parameter containing:\s*")
_GAP = re.compile(r"(?<=[\d.\]])\s+(?=[-+.\d\[])")  # between the numbers and rows of NumPy's print


def printed(text: str) -> dict | list | None:
    """The value in such a text, tuples as lists, pairs of names and values as a dict; None in another text.

    What might be JSON with a mistake in it is another: whoever wrote it is to be told where.
    """
    if text.lstrip().startswith("{") and "'" not in text:
        return None
    for pattern, instead in ((_CAPTION, ""), (_CALL, "("), (_OPTIONS, ""), (_GAP, ", ")):
        text = pattern.sub(instead, text)
    try:
        (statement,) = literals_of(text.strip())
        value = _as_lists(ast.literal_eval(statement.value))
    except (ValueError, SyntaxError, AttributeError, MemoryError, RecursionError):
        return None
    return value if isinstance(value, (dict, list)) else None


def _as_lists(value):
    if isinstance(value, dict):
        return {str(key): _as_lists(item) for key, item in value.items()}
    if not isinstance(value, (list, tuple)):
        return value
    items = [_as_lists(item) for item in value]
    names = all(isinstance(item, list) and len(item) == 2 and isinstance(item[0], str) for item in items)
    return dict(items) if items and names else items
