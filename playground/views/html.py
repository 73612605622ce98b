"""HTML built from Python values: everything is escaped that is not HTML already."""

from collections.abc import Iterable
from functools import cache, lru_cache

from markupsafe import Markup, escape

VOID = {"input", "br", "img", "hr"}


def el(name: str, /, *children, **attributes) -> Markup:
    """One element. Children are text, Markup, or lists of them; None is left out.

    `class_` is written class, `data_do` data-do; an attribute that is True stands without a value, one that is None or
    False not at all.
    """
    opening = f"<{name}{''.join([_attribute(key, value) for key, value in attributes.items()])}>"
    if name in VOID:
        return Markup(opening)
    return Markup(f"{opening}{_content(children)}</{name}>")


def join(children: Iterable) -> Markup:
    """Several children side by side, without an element around them."""
    return Markup(_content(children))


def _attribute(key: str, value) -> str:
    if value is None or value is False:
        return ""
    name = _attribute_name(key)
    return f" {name}" if value is True else f' {name}="{_text(value)}"'


@cache
def _attribute_name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _content(children: Iterable) -> str:
    pieces = []
    for child in children:
        if isinstance(child, (list, tuple)) or hasattr(child, "__next__"):
            pieces.append(_content(child))
        elif child is not None:
            pieces.append(_text(child))
    return "".join(pieces)


def _text(value) -> str:
    return value if isinstance(value, Markup) else _escaped(str(value))


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    """Kept, because a page of panels says the same few hundred things again and again."""
    return str(escape(text))
