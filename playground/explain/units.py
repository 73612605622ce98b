"""The lines behind an input, a unit and the loss: forward z and a; backward ∂L/∂a, f′(z) and δ.

Each function yields (line, function that checks it by differences, or None where it is no derivative).
"""

from functools import partial

import numpy as np

from playground.explain import code, differences
from playground.explain.functions import FORMULAS, helpers
from playground.explain.line import Factor, Line, Text, apply, product
from playground.explain.losses import LOSS_FORMULAS
from playground.explain.numbers import Numbers, feature_symbol
from playground.explain.subjects import Unit
from playground.explain.symbols import LOSS, OUTPUT, Partial


def input_lines(numbers: Numbers, index: int):
    """An input: given, or made from the sample's x₁ and x₂."""
    name, factor = numbers.config.features[index - 1], numbers.a(0, index)
    key = "explain.input" if name in ("x1", "x2") else "explain.feature"
    one, layer = code.feature(index, name)
    terms = _feature_terms(numbers, name)
    yield Line("forward", Text(key), factor.symbol, factor.value, terms, numpy=one, numpy_layer=layer), None


def _feature_terms(numbers: Numbers, name: str):
    match name:
        case "x1" | "x2":
            return ()
        case "sin(x1)" | "sin(x2)":
            x = _coordinate(numbers, name[4:-1])
            return (product(apply("sin", x, value=np.sin(x.value), role="input")),)
        case "x1*x2":
            return (product(_coordinate(numbers, "x1"), _coordinate(numbers, "x2")),)
    return (product(*[_coordinate(numbers, name[:2])] * 2),)


def _coordinate(numbers: Numbers, name: str) -> Factor:
    """x₁ or x₂ of the sample; in the picture only where it is an input of its own."""
    features = numbers.config.features
    subject = Unit(0, features.index(name) + 1) if name in features else None
    return Factor(float(numbers.trace.x[int(name[1:]) - 1]), feature_symbol(name), "input", subject)


def unit_lines(numbers: Numbers, unit: Unit):
    """A unit's z and a, then ∂L/∂a, f′(z) and δ = ∂L/∂z."""
    yield _z(numbers, unit), None
    yield _a(numbers, unit), None
    yield _da(numbers, unit), partial(differences.of_a, numbers, unit)
    if not (unit.layer == numbers.last and numbers.slope_cancels):
        yield _slope(numbers, unit), partial(differences.of_slope, numbers, unit)
    yield _dz(numbers, unit), partial(differences.of_z, numbers, unit)


def loss_lines(numbers: Numbers):
    """The loss and ∂L/∂ŷ."""
    formula = LOSS_FORMULAS[numbers.config.loss_name]
    one, layer = code.loss(numbers)
    loss, output = numbers.trace.loss, Unit(numbers.last, 1)
    terms = formula.terms(numbers)
    yield Line("forward", formula.title, LOSS, loss, terms, numpy=one, numpy_layer=layer, notes=formula.notes), None
    yield _da(numbers, output), partial(differences.of_a, numbers, output)


def _z(numbers: Numbers, unit: Unit) -> Line:
    """z = Σ w·a + b"""
    factor, sources = numbers.z(unit.layer, unit.index), range(1, numbers.network.sizes[unit.layer - 1] + 1)
    terms = [product(numbers.weight(unit.layer, i, unit.index), numbers.a(unit.layer - 1, i)) for i in sources]
    terms.append(product(numbers.bias(unit.layer, unit.index)))
    one, layer = code.z(unit)
    return Line("forward", Text("explain.z"), factor.symbol, factor.value, tuple(terms), numpy=one, numpy_layer=layer)


def _a(numbers: Numbers, unit: Unit) -> Line:
    """a = f(z)"""
    z, a = numbers.z(unit.layer, unit.index), numbers.a(unit.layer, unit.index)
    name = numbers.function(unit.layer).name
    one, layer = code.a(numbers, unit)
    return Line(
        "forward", Text("explain.a", {"activation": name}), a.symbol, a.value, FORMULAS[name].terms(z, a),
        alias=OUTPUT if unit.layer == numbers.last else None, condition=FORMULAS[name].condition("value", z),
        numpy=one, numpy_layer=layer, helpers=helpers(one),
    )  # fmt: skip


def _da(numbers: Numbers, unit: Unit) -> Line:
    """∂L/∂a = Σ w·δ of the units it goes to; for the output the loss's own derivative."""
    factor, after, last = numbers.da(unit.layer, unit.index), unit.layer + 1, unit.layer == numbers.last
    one, layer = code.da(numbers, unit)
    if last:
        terms = LOSS_FORMULAS[numbers.config.loss_name].slope(numbers)
    else:
        targets = range(1, numbers.network.sizes[after] + 1)
        terms = tuple(product(numbers.weight(after, unit.index, j), numbers.delta(after, j)) for j in targets)
    return Line(
        "backward", Text("explain.da.output" if last else "explain.da.hidden"), factor.symbol, factor.value, terms,
        numpy=one, numpy_layer=layer,
    )  # fmt: skip


def _slope(numbers: Numbers, unit: Unit) -> Line:
    """f′(z), as the activation's own formula has it."""
    z, a, slope = (find(unit.layer, unit.index) for find in (numbers.z, numbers.a, numbers.slope))
    name = numbers.function(unit.layer).name
    one, layer = code.slope(numbers, unit)
    return Line(
        "backward", Text("explain.slope", {"activation": name}), slope.symbol, slope.value, FORMULAS[name].slope(z, a),
        condition=FORMULAS[name].condition("slope", z), numpy=one, numpy_layer=layer, helpers=helpers(one),
        notes=(Text("explain.note.flat"),) if slope.value == 0 else (),
    )  # fmt: skip


def _dz(numbers: Numbers, unit: Unit) -> Line:
    """δ = ∂L/∂z = ∂L/∂a · f′(z); where cross-entropy meets the sigmoid, ŷ − y."""
    delta, cancels = numbers.delta(unit.layer, unit.index), unit.layer == numbers.last and numbers.slope_cancels
    if cancels:
        terms = product(numbers.output()), product(numbers.target(), sign=-1)
    else:
        terms = (product(numbers.da(unit.layer, unit.index), numbers.slope(unit.layer, unit.index)),)
    one, layer = code.dz(numbers, unit)
    return Line(
        "backward", Text("explain.dz.cancels" if cancels else "explain.dz"),
        Partial(numbers.z(unit.layer, unit.index).symbol), delta.value, terms, alias=delta.symbol,
        numpy=one, numpy_layer=layer, helpers=helpers(one),
    )  # fmt: skip
