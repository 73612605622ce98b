"""What one neuron does, with the numbers that it has now: weigh and add, then bend."""

from markupsafe import Markup

from playground.engine.affine import folded
from playground.explain.writing import brackets, operator, row
from playground.lessons.prologue import is_one_neuron
from playground.views.html import join
from playground.views.lessons.matrices import line, math

Z = "<mi>z</mi>"


def html(session, say) -> Markup:
    if not is_one_neuron(session):
        return Markup("")
    return join([math(line(folded(session.training.network), 3, Z)), math(_bent(session.config.output))])


def _bent(output: str) -> str:
    """ŷ = tanh(z), or ŷ = z"""
    bent = Z if output == "identity" else row(f'<mi mathvariant="normal">{output}</mi>{brackets(Z)}')
    return row("<mover><mi>y</mi><mo>^</mo></mover>" + operator("=") + bent)


ACTIONS: dict = {}
