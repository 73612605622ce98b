"""Every derivative once more, from the loss alone: nudge one number up and down by ε, and compare.

(L(p + ε) − L(p − ε)) / 2ε, for one sample, with the rest of the pass computed anew from where the
nudge is. A step too coarse for a steep network shows as a difference, so smaller ones are tried
before that is said; what rounding alone can do is reckoned with, and said where it hides all.
"""

from collections.abc import Callable

import numpy as np

from playground.explain.line import Check, Text
from playground.explain.numbers import Numbers
from playground.explain.subjects import Bias, Edge, Unit, entry

EPSILONS = (1e-5, 1e-6, 1e-7)
RELATIVE = 1e-5  # up to which the two agree
WITH_CORNER = ("relu", "leaky_relu", "elu")  # ELU's slope has the corner, which a difference feels as well
_ROUNDING = 2e-15  # of a pass, relative to the numbers in it
_DROWNED = 100  # times the rounding: below, fewer than two digits of a difference are right

Nudged = Callable[[float], tuple[float, tuple]]  # step → (value, on which side of their corners the units are)
Noise = Callable[[float], float]  # nudged value → how far rounding may have moved it


def of_parameter(numbers: Numbers, of: Edge | Bias) -> Check:
    """∂L/∂w or ∂L/∂b: the weight or bias is nudged in a copy."""
    k, place = entry(of)

    def nudged(step):
        parameters = numbers.network.layers[k].copy()
        parameters[place] += step
        return _from_z(numbers, of.layer, numbers.incoming(of.layer) @ parameters[:-1] + parameters[-1])

    return _compare(numbers.gradient(of).value, nudged, _noise(numbers))


def of_z(numbers: Numbers, unit: Unit) -> Check:
    """∂L/∂z: z moves exactly as the unit's bias does."""
    return of_parameter(numbers, Bias(unit.layer, unit.index))


def of_a(numbers: Numbers, unit: Unit) -> Check:
    """∂L/∂a: the pass starts anew behind this unit, with its activation nudged."""
    analytic = numbers.da(unit.layer, unit.index).value
    if unit.layer == numbers.last:
        return _of_output(numbers, analytic)

    def nudged(step):
        a = numbers.trace.a[unit.layer - 1].copy()
        a[unit.index - 1] += step
        return _from_a(numbers, unit.layer, a)

    return _compare(analytic, nudged, _noise(numbers))


def _of_output(numbers: Numbers, analytic: float) -> Check:
    """∂L/∂ŷ: the loss of a nudged output. Cross-entropy is steep near 0 and 1, so the nudge shrinks there."""
    output, room = numbers.trace.output, 1.0
    if numbers.slope_cancels:
        room = min(output, 1 - output)
    noise, argument = _noise(numbers), _ROUNDING * abs(analytic * output)  # near 1 even output + step is rounded
    return _compare(analytic, lambda step: (_loss(numbers, output + step), ()), lambda loss: noise(loss) + argument, room)


def of_slope(numbers: Numbers, unit: Unit) -> Check:
    """f′(z): the activation of a nudged z."""
    function, z = numbers.function(unit.layer), numbers.z(unit.layer, unit.index).value

    def nudged(step):
        return float(function(z + step)), _sides(function, np.array([z + step]))

    noise = _ROUNDING * (abs(numbers.a(unit.layer, unit.index).value) + abs(z) + 1)
    return _compare(numbers.slope(unit.layer, unit.index).value, nudged, lambda value: noise)


def _from_z(numbers: Numbers, layer: int, z: np.ndarray) -> tuple[float, tuple]:
    """(loss, sides) of the pass that goes on from a layer's z (units,)."""
    function = numbers.function(layer)
    a, sides = function(z), _sides(function, z)
    if layer == numbers.last:
        return float(numbers.loss.value(z, a, np.array([numbers.trace.y]))), sides
    loss, others = _from_a(numbers, layer, a)
    return loss, sides + others


def _from_a(numbers: Numbers, layer: int, a: np.ndarray) -> tuple[float, tuple]:
    network = numbers.network
    return _from_z(numbers, layer + 1, a @ network.weights[layer] + network.biases[layer])


def _sides(function, z: np.ndarray) -> tuple:
    return tuple((z > 0).tolist()) if function.name in WITH_CORNER else ()


def _loss(numbers: Numbers, output: float) -> float:
    """The loss of an output ŷ; cross-entropy takes it as the z whose sigmoid it is."""
    z = np.log(output) - np.log1p(-output) if numbers.slope_cancels else output
    return float(numbers.loss.value(np.array([z]), np.array([output]), np.array([numbers.trace.y])))


def _noise(numbers: Numbers) -> Noise:
    """How much rounding can move a loss near this one: an error of each z, weighed by its ∂L/∂z, and one of ŷ.

    That of ŷ counts by the slope of the nudged loss itself, which for squared errors is about its
    root; cross-entropy is a small difference of numbers as large as z.
    """
    trace = numbers.trace
    weighed = sum(float(np.abs(dz) @ (np.abs(z) + 1)) for z, dz in zip(trace.z, trace.dz, strict=True))
    weighed += abs(float(trace.z[-1][0])) if numbers.slope_cancels else 0.0
    return lambda loss: _ROUNDING * (abs(trace.loss) + weighed + (1 + abs(trace.output)) * abs(loss) ** 0.5)


def _compare(analytic: float, nudged: Nudged, noise: Noise, scale: float = 1.0) -> Check:
    """The Check at the largest ε that agrees, or else at the largest."""
    first = None
    with np.errstate(all="ignore"):
        for epsilon in EPSILONS:
            check = _at(epsilon * scale, analytic, nudged, noise)
            if check.verdict == "agrees":
                return check
            first = first or check
    return first


def _at(epsilon: float, analytic: float, nudged: Nudged, noise: Noise) -> Check:
    (above, sides), (below, other_sides) = nudged(epsilon), nudged(-epsilon)
    numeric = (above - below) / (2 * epsilon) if epsilon else float("nan")
    rounding = noise(max(abs(above), abs(below))) / epsilon if epsilon else 0.0
    verdict = "kink" if sides != other_sides else _verdict(analytic, numeric, rounding)
    return Check(numeric, epsilon, verdict, Text(_TEXTS[verdict], {"numeric": numeric, "epsilon": epsilon}))


def _verdict(analytic: float, numeric: float, noise: float) -> str:
    if not np.isfinite([analytic, numeric, noise]).all():
        return "none"
    greater, apart = max(abs(analytic), abs(numeric)), abs(analytic - numeric)
    if apart <= RELATIVE * greater:
        return "agrees"
    if greater <= _DROWNED * noise:
        return "tiny"
    return "agrees" if apart <= noise else "differs"


_TEXTS = {
    "agrees": "explain.check.agrees",
    "differs": "explain.check.differs",
    "kink": "explain.check.kink",
    "tiny": "explain.check.tiny",
    "none": "explain.check.none",
}
