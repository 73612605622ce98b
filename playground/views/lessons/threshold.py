"""The second derivatives with their numbers, what a step multiplies each distance by, and 2/λ_max once it has been worked out."""

from markupsafe import Markup

from playground.engine.parabola import Parabola
from playground.explain.writing import Writer, operator, row
from playground.views.html import el, join
from playground.views.lessons import valley
from playground.views.lessons.matrices import math, numbers
from playground.views.words import number, short

DIGITS = 4
LAMBDA_MAX = "<msub><mi>λ</mi><mi>max</mi></msub>"


def html(session, say) -> Markup:
    parabola = Parabola.of(session.training)
    if parabola is None:
        return el("p", say("learning-rate.figure.bent"))
    by_hand = math(_second_derivatives(session.config, parabola)), _table(session, parabola, say), _border(session, parabola)
    return join([*by_hand, valley.html(session, say)])


def _second_derivatives(config, parabola: Parabola) -> str:
    """H = (1/n) Σ xᵀx with its numbers, x a row with a 1 for the bias; twice that for MSE."""
    above = "<mn>2</mn>" if config.loss_name == "mse" else "<mn>1</mn>"
    vector = '<mi mathvariant="normal" class="bold">x</mi>'
    formula = f"<mfrac>{above}<mi>n</mi></mfrac>{operator('∑')}<msup>{vector}<mi>⊤</mi></msup>{vector}"
    return row('<mi mathvariant="normal" class="bold">H</mi>' + operator("=") + formula + operator("=") + numbers(parabola.hessian))


def _table(session, parabola: Parabola, say) -> Markup:
    """Each direction: its curvature, the factor of a step, and how far the run is from the lowest point along it."""
    factors = parabola.factors(session.config.lr)
    distances = parabola.distances(session.training.network.parameters)
    heads = el("tr", el("th", "λ", scope="col"), el("th", "1 − ηλ", scope="col"), el("th", say("learning-rate.figure.distance"), scope="col"))
    rows = [
        el("tr", el("th", number(float(curvature)), scope="row"), el("td", number(float(factor)), class_="lost" if abs(factor) > 1 else None),
           el("td", short(float(distance))))
        for curvature, factor, distance in zip(parabola.curvatures[::-1], factors[::-1], distances[::-1], strict=True)
    ]  # fmt: skip
    return el("table", heads, rows, class_="figures")


def _border(session, parabola: Parabola) -> Markup | None:
    """2/λ_max with its numbers, which is what one has to work out in a step that asks for a number."""
    if session.tutor.step.name == "threshold" and session.tutor.locked:
        return None
    write = Writer(DIGITS).number
    symbols, values = f"<mfrac><mn>2</mn>{LAMBDA_MAX}</mfrac>", f"<mfrac><mn>2</mn>{write(float(parabola.curvatures[-1]))}</mfrac>"
    return math(row(symbols + operator("=") + values + operator("=") + write(parabola.threshold)))


ACTIONS: dict = {}
