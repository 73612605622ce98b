"""What the learner takes along: δ through all layers of the net in view as a product, and the two rules for a start."""

from markupsafe import Markup

from playground.explain.symbols import Letter
from playground.explain.writing import Writer, operator, row, symbol_mathml
from playground.lessons.gradients import way
from playground.views.html import join
from playground.views.lessons.matrices import math
from playground.views.lessons.side_by_side import side_by_side


def html(session, say) -> Markup:
    steps = way(session)
    return join([math(_product(steps)) if len(steps) > 1 else None, math(_rules()), side_by_side(session, say)])


def _norm(layer: int) -> str:
    return row(f"<mo>‖</mo>{symbol_mathml(Letter('δ', layer))}<mo>‖</mo>")


def _product(steps) -> str:
    """‖δ⁽¹⁾‖ / ‖δ⁽¹²⁾‖ ≈ 0.93 · 1.1 · … ≈ 0.4"""
    write = Writer(2).number
    factors = [write(step.factor) for step in steps[1:]]
    shown = [*factors[:3], "<mo>…</mo>", factors[-1]] if len(factors) > 4 else factors
    share = steps[-1].delta / steps[0].delta if steps[0].delta else 0.0
    quotient = f'<mfrac displaystyle="true">{_norm(steps[-1].layer)}{_norm(steps[0].layer)}</mfrac>'
    return row(quotient + operator("≈") + operator("·").join(shown) + operator("≈") + write(share))


def _rules() -> str:
    """σ² = 2/(n_in + n_out) and σ² = 2/n_in"""
    def size(end):
        return f"<msub><mi>n</mi><mtext>{end}</mtext></msub>"
    def rule(name, below):
        variance = f'<msup><mi>σ</mi><mn>2</mn></msup><mo>=</mo><mfrac displaystyle="true"><mn>2</mn>{row(below)}</mfrac>'
        return f"<mtr><mtd><mtext>{name}</mtext></mtd><mtd>{row(variance)}</mtd></mtr>"
    return f'<mtable class="steps-of">{rule("Xavier", size("in") + operator("+") + size("out"))}{rule("He", size("in"))}</mtable>'


ACTIONS: dict = {}
