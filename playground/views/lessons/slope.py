"""What the slope does to the gradient, for one unit of the first layer: δ = f′(z) · Σ w δ, with the numbers of the sample in view."""

from markupsafe import Markup

from playground.explain.writing import Writer, brackets, layer_mathml, operator, row
from playground.views.html import join
from playground.views.lessons.matrices import math

DIGITS = 3


def html(session, say) -> Markup:
    network, trace = session.training.network, session.trace()
    write = Writer(DIGITS).number
    z, passed, delta = float(trace.z[0][0]), float(trace.da[0][0]), float(trace.dz[0][0])
    slope = float(network.activations[0].slope(z))
    f, d = "<msup><mi>f</mi><mo>′</mo></msup>", _indexed("δ", 1)
    symbols = row(d + operator("=") + f + brackets(_indexed("z", 1)) + operator("·") + "<munder><mo>∑</mo><mi>k</mi></munder>"
                  + f"<msubsup><mi>w</mi><mrow><mn>1</mn><mi>k</mi></mrow>{layer_mathml(2)}</msubsup>" + _indexed("δ", 2, "k"))  # fmt: skip
    numbers = row(f + brackets(write(z)) + operator("·") + _bracketed(write, passed) + operator("=") + write(slope) + operator("·")
                  + _bracketed(write, passed) + operator("=") + write(delta))  # fmt: skip
    return join([math(symbols), math(numbers)])


def _indexed(letter: str, layer: int, unit: str = "1") -> str:
    below = f"<mn>{unit}</mn>" if unit.isdigit() else f"<mi>{unit}</mi>"
    return f"<msubsup><mi>{letter}</mi>{below}{layer_mathml(layer)}</msubsup>"


def _bracketed(write, value: float) -> str:
    return brackets(write(value)) if value < 0 else write(value)


ACTIONS: dict = {}
