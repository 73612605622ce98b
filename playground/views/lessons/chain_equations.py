"""Backpropagation through two layers in four lines, with the live numbers of the pass; and one weight's path."""

from markupsafe import Markup

from playground.explain.symbols import OUTPUT
from playground.explain.writing import brackets, operator, row, symbol_mathml
from playground.lessons.chain_rule import is_example
from playground.views.html import join
from playground.views.lessons.chain_path import chain
from playground.views.lessons.chain_table import numbers as pass_numbers
from playground.views.lessons.chain_table import other_net
from playground.views.lessons.matrices import letter, math, numbers

TIMES = operator("⊙")


def html(session, say) -> Markup:
    if not is_example(session):
        return other_net(say)
    n = pass_numbers(session)
    trace = n.trace
    slopes = n.function(1).slope(trace.z[0])
    output, weights, hidden, first = letter("δ", "2"), letter("W", "2"), letter("δ", "1"), letter("a", "1")
    equations = (
        _equation(output, _by(symbol_mathml(OUTPUT)) + TIMES + _slope("2"), numbers(trace.dz[1])),
        _equation(_by(weights), _transposed(first) + output, numbers(trace.dW[1])),
        _equation(
            hidden, brackets(output + _transposed(weights)) + TIMES + _slope("1"),
            numbers(trace.da[0]) + TIMES + numbers(slopes), numbers(trace.dz[0]),
        ),
        _equation(_by(letter("W", "1")), _transposed('<mi mathvariant="normal" class="bold">x</mi>') + hidden, numbers(trace.dW[0])),
    )  # fmt: skip
    return join([*map(math, equations), chain(session)])


def _equation(left: str, *rights: str) -> str:
    """left = right, and below it what that comes to."""
    rows = (f"<mtr><mtd>{'' if at else left}</mtd><mtd>{operator('=')}</mtd><mtd>{row(right)}</mtd></mtr>" for at, right in enumerate(rights))
    return f'<mtable class="steps-of" displaystyle="true">{"".join(rows)}</mtable>'


def _by(written: str) -> str:
    """∂L/∂ of something."""
    return f"<mfrac><mrow><mi>∂</mi><mi>L</mi></mrow><mrow><mi>∂</mi>{written}</mrow></mfrac>"


def _slope(layer: str) -> str:
    return row(f"<msup><mi>f</mi><mo>′</mo></msup>{brackets(letter('z', layer))}")


def _transposed(written: str) -> str:
    return f"<msup>{row(written)}<mi>⊤</mi></msup>"


ACTIONS: dict = {}
