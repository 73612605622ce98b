"""The lines behind a weight and a bias: what it does forward, its gradient, and the update that follows.

Each function yields (line, function that checks it by differences, or None where it is no derivative).
"""

from functools import partial

import numpy as np

from playground.explain import code, differences
from playground.explain.line import Line, Term, Text, apply, product
from playground.explain.numbers import Numbers
from playground.explain.subjects import Bias, Edge


def edge_lines(numbers: Numbers, edge: Edge):
    """w·a, ∂L/∂w = a·δ, and w ← w − η ∂L/∂w where that is what the optimiser does."""
    yield _share(numbers, edge), None
    yield _weight_gradient(numbers, edge), partial(differences.of_parameter, numbers, edge)
    if _is_plain_descent(numbers):
        yield _update(numbers, edge), None


def bias_lines(numbers: Numbers, bias: Bias):
    """b, ∂L/∂b = δ, and b ← b − η ∂L/∂b where that is what the optimiser does."""
    factor = numbers.bias(bias.layer, bias.index)
    yield Line("forward", Text("explain.bias"), factor.symbol, factor.value), None
    yield _bias_gradient(numbers, bias), partial(differences.of_parameter, numbers, bias)
    if _is_plain_descent(numbers):
        yield _update(numbers, bias), None


def _share(numbers: Numbers, edge: Edge) -> Line:
    term = product(numbers.weight(edge.layer, edge.source, edge.target), numbers.a(edge.layer - 1, edge.source))
    one, layer = code.share(edge)
    z = str(numbers.z(edge.layer, edge.target).symbol)
    return Line("forward", Text("explain.share", {"z": z}), None, term.value, (term,), numpy=one, numpy_layer=layer)


def _weight_gradient(numbers: Numbers, edge: Edge) -> Line:
    factor = numbers.gradient(edge)
    term = product(numbers.a(edge.layer - 1, edge.source), numbers.delta(edge.layer, edge.target))
    one, layer = code.gradient(edge)
    return Line("backward", Text("explain.dw"), factor.symbol, factor.value, (term,),
                numpy=one, numpy_layer=layer, notes=_why_no_update(numbers))  # fmt: skip


def _bias_gradient(numbers: Numbers, bias: Bias) -> Line:
    factor, term = numbers.gradient(bias), product(numbers.delta(bias.layer, bias.index))
    one, layer = code.gradient(bias)
    return Line("backward", Text("explain.db"), factor.symbol, factor.value, (term,),
                numpy=one, numpy_layer=layer, notes=_why_no_update(numbers))  # fmt: skip


def _is_plain_descent(numbers: Numbers) -> bool:
    return numbers.config.opt == "sgd" and not numbers.config.clip


def _why_no_update(numbers: Numbers) -> tuple[Text, ...]:
    """Said where a step is more than −η times this gradient."""
    if numbers.config.opt != "sgd":
        return (Text("explain.note.optimiser", {"optimiser": numbers.config.opt}),)
    return (Text("explain.note.clip", {"clip": numbers.config.clip}),) if numbers.config.clip else ()


def _update(numbers: Numbers, of: Edge | Bias) -> Line:
    """The parameter after a step on this one sample, the regulariser's part included."""
    parameter, gradient, rate = numbers.parameter(of), numbers.gradient(of), numbers.rate()
    penalty = _penalty(numbers, of)
    whole = gradient.value + sum(term.value for term in penalty)
    terms = (product(parameter), product(rate, gradient, sign=-1))
    terms += tuple(product(rate, *term.factors, sign=-1) for term in penalty)
    notes = [Text("explain.note.regulariser")] * bool(penalty) + [Text("explain.note.batch")] * (numbers.config.batch != 1)
    one, layer = code.update(numbers, of)
    return Line("update", Text("explain.update"), parameter.symbol, parameter.value - rate.value * whole, terms,
                numpy=one, numpy_layer=layer, notes=tuple(notes))  # fmt: skip


def _penalty(numbers: Numbers, of: Edge | Bias) -> tuple[Term, ...]:
    """The regulariser's gradient of one weight; a bias is free."""
    if isinstance(of, Bias) or numbers.config.reg == "none" or not numbers.config.rate:
        return ()
    weight = numbers.parameter(of)
    if numbers.config.reg == "l1":
        weight = apply("sign", weight, value=np.sign(weight.value), role="weight")
    return (product(numbers.penalty_rate(), weight),)
