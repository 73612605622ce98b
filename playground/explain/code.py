"""The NumPy lines that compute what a learner points at: for this one number, and for its whole layer at once.

One sample, so arrays are vectors: `x`, and per layer `z1`, `a1`, `da1` (∂L/∂a), `dz1` (∂L/∂z, δ)
of shape (units,), `W1`, `dW1` (n_in × n_out), `b1`, `db1` (n_out,); `y`, `L`, `lr` and `rate` are
numbers. Each function gives (one, layer). NumPy counts from 0.
"""

from playground.explain.functions import FORMULAS
from playground.explain.numbers import Numbers
from playground.explain.subjects import Bias, Edge, Unit

Lines = tuple[str, str]

_LOSSES = {
    "mse": "({a} - y)**2",
    "half_mse": "0.5 * ({a} - y)**2",
    "bce": "np.logaddexp(0, {z}) - y * {z}",
}
_LOSS_SLOPES = {
    "mse": "2 * ({a} - y)",
    "half_mse": "{a} - y",
    "bce": "(1 - y) / (1 - {a}) - y / {a}",
}


def array(name: str, layer: int) -> str:
    """`W2`; the activations of layer 0 are `x`."""
    return "x" if (name, layer) == ("a", 0) else f"{name}{layer}"


def entry(name: str, layer: int, *places: int) -> str:
    """`W2[2, 0]` of w⁽²⁾₃₁"""
    return f"{array(name, layer)}[{', '.join(str(n - 1) for n in places)}]"


def _both(template: str, unit: Unit) -> Lines:
    """A template of {z}, {a}, {da}, {dz} of one unit, filled in for the unit and for its layer."""
    names = ("z", "a", "da", "dz", "b", "slope")
    one = {name: entry(name, unit.layer, unit.index) for name in names}
    layer = {name: array(name, unit.layer) for name in names}
    return template.format(**one), template.format(**layer)


def feature(index: int, name: str) -> Lines:
    """x[2] = x1**2"""
    expression = name.replace("^", "**").replace("*x", " * x").replace("sin", "np.sin")
    return f"x[{index - 1}] = {expression}", ""


def z(unit: Unit) -> Lines:
    """z2 = a1 @ W2 + b2"""
    layer, before = unit.layer, array("a", unit.layer - 1)
    one = f"{entry('z', layer, unit.index)} = {before} @ W{layer}[:, {unit.index - 1}] + {entry('b', layer, unit.index)}"
    return one, f"z{layer} = {before} @ W{layer} + b{layer}"


def a(numbers: Numbers, unit: Unit) -> Lines:
    """a2 = np.tanh(z2)"""
    return _both("{a} = " + FORMULAS[numbers.function(unit.layer).name].numpy, unit)


def slope(numbers: Numbers, unit: Unit) -> Lines:
    """slope2 = 1 - a2**2"""
    name = numbers.function(unit.layer).name
    one, layer = _both("{slope} = " + FORMULAS[name].numpy_slope, unit)
    return one, f"slope{unit.layer} = np.ones_like(z{unit.layer})" if name == "identity" else layer


def da(numbers: Numbers, unit: Unit) -> Lines:
    """da2 = dz3 @ W3.T, and for the output the loss's own derivative."""
    if unit.layer == numbers.last:
        return _both("{da} = " + _LOSS_SLOPES[numbers.config.loss_name], unit)
    after = unit.layer + 1
    one, _ = _both("{da}", unit)
    return f"{one} = dz{after} @ W{after}[{unit.index - 1}]", f"da{unit.layer} = dz{after} @ W{after}.T"


def dz(numbers: Numbers, unit: Unit) -> Lines:
    """dz2 = (dz3 @ W3.T) * (1 - a2**2)"""
    if unit.layer == numbers.last and numbers.slope_cancels:
        return _both("{dz} = {a} - y", unit)
    times = _times_slope(numbers, unit.layer)
    one, layer = _both("{dz} = {da}" + times, unit)
    if unit.layer < numbers.last:
        after = unit.layer + 1
        layer = _both("{dz} = " + (f"(dz{after} @ W{after}.T)" if times else f"dz{after} @ W{after}.T") + times, unit)[1]
    return one, layer


def share(edge: Edge) -> Lines:
    """What an edge adds to z; of all edges of a layer (n_in × n_out)."""
    weight, value = entry("W", edge.layer, edge.source, edge.target), entry("a", edge.layer - 1, edge.source)
    return f"share = {weight} * {value}", f"shares = W{edge.layer} * {array('a', edge.layer - 1)}[:, None]"


def gradient(of: Edge | Bias) -> Lines:
    """dW2 = np.outer(a1, dz2);  db2 = dz2"""
    if isinstance(of, Bias):
        return _both("d{b} = {dz}", Unit(of.layer, of.index))
    value, delta = entry("a", of.layer - 1, of.source), entry("dz", of.layer, of.target)
    one = f"{entry('dW', of.layer, of.source, of.target)} = {value} * {delta}"
    return one, f"dW{of.layer} = np.outer({array('a', of.layer - 1)}, dz{of.layer})"


def update(numbers: Numbers, of: Edge | Bias) -> Lines:
    """W2 -= lr * dW2, with the regulariser's part where there is one."""
    if isinstance(of, Bias):
        return _both("{b} -= lr * d{b}", Unit(of.layer, of.index))
    penalty = {"l1": " + rate * np.sign({W})", "l2": " + rate * {W}"}.get(numbers.config.reg, "") if numbers.config.rate else ""
    template = "{W} -= lr * " + (f"(d{{W}}{penalty})" if penalty else "d{W}")
    return template.format(W=entry("W", of.layer, of.source, of.target)), template.format(W=f"W{of.layer}")


def loss(numbers: Numbers) -> Lines:
    """L = (a3[0] - y)**2, and the mean of it as for many samples."""
    expression = _LOSSES[numbers.config.loss_name]
    one, layer = _both(expression, Unit(numbers.last, 1))
    return f"L = {one}", f"L = np.mean({layer})"


def path(numbers: Numbers, of: Edge | Bias) -> str:
    """The chain rule from the loss back to one weight or bias, in one expression."""
    edge = isinstance(of, Edge)
    index = of.target if edge else of.index
    expression = _onward(numbers, of.layer, index)
    if not edge:
        return f"d{entry('b', of.layer, index)} = {expression}"
    return f"{entry('dW', of.layer, of.source, of.target)} = {entry('a', of.layer - 1, of.source)} * {_in_brackets(expression)}"


def _onward(numbers: Numbers, layer: int, index: int | None = None) -> str:
    """∂L/∂z of a layer (of one unit with `index`), down to the output, without the ∂L/∂z after it."""
    if layer == numbers.last and numbers.slope_cancels:
        return f"{_named('a', layer, index)} - y"
    if layer == numbers.last:
        back = _named("da", layer, index)
    else:
        weights = f"W{layer + 1}" + ("" if index is None else f"[{index - 1}]")
        back = f"({weights} @ {_in_brackets(_onward(numbers, layer + 1))})"
    return back + _times_slope(numbers, layer).format(a=_named("a", layer, index), z=_named("z", layer, index))


def _named(name: str, layer: int, index: int | None) -> str:
    return array(name, layer) if index is None else entry(name, layer, index)


def _times_slope(numbers: Numbers, layer: int) -> str:
    """" * (1 - {a}**2)"; nothing where f is the identity."""
    name = numbers.function(layer).name
    return "" if name == "identity" else f" * {_in_brackets(FORMULAS[name].numpy_slope)}"


def _in_brackets(expression: str) -> str:
    """The expression as one factor: in brackets where an operator stands outside of any."""
    depth = 0
    for character in expression:
        depth += (character in "([") - (character in ")]")
        if character == " " and depth == 0:
            return f"({expression})"
    return expression
