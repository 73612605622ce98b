"""HTML built from Python values: everything is escaped that is not HTML already."""

from collections.abc import Iterable

from markupsafe import Markup, escape

VOID = {"input", "br", "img", "hr"}


def el(name: str, /, *children, **attributes) -> Markup:
    """One element. Children are text, Markup, or lists of them; None is left out.

    `class_` is written class, `data_do` data-do; an attribute that is True stands without a value, one that is None or
    False not at all.
    """
    opening = f"<{name}{''.join(map(_attribute, attributes.items()))}>"
    if name in VOID:
        return Markup(opening)
    return Markup(opening + "".join(_texts(children)) + f"</{name}>")


def join(children: Iterable) -> Markup:
    """Several children side by side, without an element around them."""
    return Markup("".join(_texts(children)))


def _attribute(item) -> str:
    name, value = item[0].rstrip("_").replace("_", "-"), item[1]
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


def _texts(children):
    for child in children:
        if isinstance(child, (list, tuple)) or hasattr(child, "__next__"):
            yield from _texts(child)
        elif child is not None:
            yield str(escape(child))
