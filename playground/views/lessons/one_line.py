"""What the whole of a net without activation comes to, in one line."""

from markupsafe import Markup

from playground.engine.affine import folded
from playground.explain.writing import operator, row
from playground.views.html import join
from playground.views.lessons.matrices import letter, line, math


def html(session, say) -> Markup:
    layers = [letter("W", str(layer)) for layer in range(1, len(session.training.network.weights) + 1)]
    product = row('<mi mathvariant="normal" class="bold">W</mi>' + operator("=") + "".join(layers))
    return join([math(product), math(line(folded(session.training.network)))])


ACTIONS: dict = {}
