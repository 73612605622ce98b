"""Affine maps with their numbers as MathML: matrices, rows, and the line that comes of them."""

from markupsafe import Markup

from playground.engine.affine import Affine
from playground.explain.symbols import OUTPUT
from playground.explain.writing import Writer, layer_mathml, operator, row, symbol_mathml
from playground.views.html import el

DIGITS = 3


def math(*parts: str) -> Markup:
    """A formula that stands in a line of its own and scrolls where it is too wide."""
    return el("div", Markup(f"<math>{''.join(parts)}</math>"), class_="formula", tabindex=0)


def value(number: float, digits: int = 2) -> Markup:
    """One number in a line of text."""
    return Markup(f"<math>{Writer(digits).number(number)}</math>")


def numbers(array, digits: int = DIGITS) -> str:
    """A matrix (m × n), or a vector (n,) as one row, in brackets that the style sheet draws."""
    write = Writer(digits).number
    rows = "".join(f"<mtr>{''.join(f'<mtd>{write(entry)}</mtd>' for entry in line)}</mtr>" for line in array.reshape(-1, array.shape[-1]))
    return f'<mtable class="matrix">{rows}</mtable>'


def letter(name: str, layers: str) -> str:
    """W⁽²⁾, b⁽¹⁻²⁾"""
    symbol = f'<mi mathvariant="normal" class="bold">{name}</mi>'
    return f"<msup>{symbol}{layer_mathml(layers)}</msup>"


def line(affine: Affine, digits: int = 4, left: str = symbol_mathml(OUTPUT)) -> str:
    """ŷ = w₁ · x₁ + w₂ · x₂ + b with its numbers."""
    terms = []
    for at, value in enumerate(affine.flat):
        name = f"<msub><mi>x</mi><mn>{at + 1}</mn></msub>" if at + 1 < len(affine.flat) else ""
        sign = operator("−" if value < 0 else "+") if at or value < 0 else ""
        terms.append(sign + Writer(digits).number(abs(value)) + name)
    return row(left + operator("=") + "".join(terms))
