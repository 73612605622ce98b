"""What the learner takes along: δ through all layers as one power, with the numbers of the net in view, and the two rules for a start."""

from markupsafe import Markup

from playground.explain.writing import Writer, operator, row
from playground.lessons.gradients import way
from playground.views.html import el, join
from playground.views.lessons.matrices import math


def html(session, say) -> Markup:
    steps = way(session)
    return join([math(_product(steps)) if len(steps) > 1 else None, math(_rules())])


def _norm(layer: int) -> str:
    return row(f"<mo>‖</mo><msup><mi>δ</mi>{row(f'<mo>(</mo><mn>{layer}</mn><mo>)</mo>')}</msup><mo>‖</mo>")


def _product(steps) -> str:
    """‖δ⁽¹⁾‖ / ‖δ⁽¹²⁾‖ ≈ 0.93 · 1.1 · … ≈ 0.4"""
    write = Writer(2).number
    factors = [write(step.factor) for step in steps[1:]]
    shown = [*factors[:3], "<mo>…</mo>", factors[-1]] if len(factors) > 4 else factors
    share = steps[-1].delta / steps[0].delta if steps[0].delta else 0.0
    quotient = f"<mfrac>{_norm(steps[-1].layer)}{_norm(steps[0].layer)}</mfrac>"
    return row(quotient + operator("≈") + operator("·").join(shown) + operator("≈") + write(share))


def _rules() -> str:
    """Var(w) = 2/(n_in + n_out) and 2/n_in"""
    def size(end):
        return f"<msub><mi>n</mi><mtext>{end}</mtext></msub>"
    both = row(size("in") + operator("+") + size("out"))
    left = row("<msup><mi>σ</mi><mn>2</mn></msup><mo>=</mo>")
    xavier = f"<mtext>Xavier: </mtext>{left}<mfrac><mn>2</mn>{both}</mfrac>"
    he = f"<mtext>He: </mtext>{left}<mfrac><mn>2</mn>{size('in')}</mfrac>"
    return f'<mtable class="steps-of"><mtr><mtd>{row(xavier)}</mtd></mtr><mtr><mtd>{row(he)}</mtd></mtr></mtable>'


ACTIONS: dict = {}
