"""One function, drawn around the place where the traced sample is on it, with its slope there as a tangent.

Of a unit it is the activation, with the z of the training set behind it; of the output ŷ it is the
loss; of a weight or a bias it is the loss as well, and the tangent is the gradient itself.
"""

from dataclasses import dataclass, field

import numpy as np

from playground.engine import Network
from playground.engine.activations import Activation
from playground.engine.diagnostics import SATURATED
from playground.engine.losses import Loss
from playground.explain import Bias, Edge, Unit, entry
from playground.trace import Trace

STEPS, BINS = 120, 24
LEAST = 3.0  # a unit's curve is drawn from −3 to 3 at least, so that its shape is seen
AIR = 0.04  # of the range that is left free at both ends
LARGEST = 1e100  # beyond, nothing can be drawn
REACHES = (5, 10, 20, 50, 100, 200, 500, 1000)  # ends of the range in which a parameter is moved


@dataclass(frozen=True)
class Curve:
    """A function on a range of its argument.

    `x`, `y` (n,): the function, finite; `flat` (n,): where its slope is less than SATURATED of
    its greatest; `at` (x, y) and `slope`: the sample's place, None where that is not finite.
    `bins` (m+1,), `counts` (m,): how often the training set is where, empty without a histogram.
    `saturated`: share of the training set on flat parts; `dead`: the slope is 0 for all of it.
    """

    x: np.ndarray
    y: np.ndarray
    flat: np.ndarray
    at: tuple[float, float] | None
    slope: float | None
    bins: np.ndarray = field(default_factory=lambda: np.empty(0))
    counts: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int))
    saturated: float = 0.0
    dead: bool = False


def of_unit(network: Network, inputs: np.ndarray, trace: Trace, unit: Unit) -> Curve:
    """The activation of a unit behind the inputs; `inputs` (n_in × n) are those of the training set."""
    activation, row = network.activations[unit.layer - 1], unit.index - 1
    z, everyone = float(trace.z[unit.layer - 1][row]), network.forward(inputs).z[unit.layer - 1][row]
    drawn = everyone[np.abs(everyone) < LARGEST]
    x = _grid(np.append(drawn, z), LEAST)
    counts, bins = np.histogram(drawn, BINS, (x[0], x[-1]))
    slopes = np.abs(activation.slope(everyone))
    return _curve(
        x, activation(x), _flat(activation, x), (z, float(trace.a[unit.layer - 1][row])), float(activation.slope(z)),
        bins=bins, counts=counts, saturated=float(_flat(activation, everyone).mean()), dead=bool((slopes == 0).all()),
    )  # fmt: skip


def of_loss(network: Network, loss: Loss, trace: Trace) -> Curve:
    """A sample's loss as a function of the output ŷ, as far as the output's activation can go."""
    activation = network.activations[-1]
    z = _grid(np.array([trace.z[-1][0], trace.y]), 2 * LEAST)
    outputs = activation(z)
    values = _losses(loss, z, outputs, trace.y)
    return _curve(outputs, values, np.zeros(len(z), bool), (trace.output, trace.loss), float(trace.da[-1][0]))


def of_parameter(network: Network, loss: Loss, trace: Trace, of: Edge | Bias) -> Curve:
    """A sample's loss as a function of one weight or bias alone: its slope is the gradient."""
    k, (row, column) = entry(of)
    entering = np.append(trace.a[k - 1] if k else trace.inputs, 1.0)[row]  # what the parameter is multiplied with
    value, gradient = network.layers[k][row, column], np.vstack([trace.dW[k], trace.db[k]])[row, column]
    x = np.linspace(-reach(value), reach(value), STEPS + 1)
    z = np.repeat(trace.z[k][:, None], len(x), axis=1)
    with np.errstate(all="ignore"):
        z[column] += (x - value) * entering
        z, outputs = _onward(network, k, z)
    values = _losses(loss, z, outputs, trace.y)
    return _curve(x, values, np.zeros(len(x), bool), (float(value), trace.loss), float(gradient))


def _onward(network: Network, k: int, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(z, ŷ) of the output, each (n,), where the z of weight layer k (units × n) lead."""
    a = network.activations[k](z)
    for weights, biases, activation in list(zip(network.weights, network.biases, network.activations, strict=True))[k + 1 :]:
        z = weights.T @ a + biases[:, None]
        a = activation(z)
    return z[0], a[0]


def reach(value: float) -> float:
    """The end of the range, from −reach to reach, in which a parameter of this value is moved."""
    return next((float(end) for end in REACHES if abs(value) <= end), abs(value))


def _grid(values: np.ndarray, least: float) -> np.ndarray:
    """Places from −least to least, and on to all values, with some air; 0, where functions have corners, is one of them."""
    drawn = values[np.abs(values) < LARGEST]
    low, high = min([-least, *drawn.tolist()]), max([least, *drawn.tolist()])
    air = AIR * (high - low)
    return np.union1d(np.linspace(low - air, high + air, STEPS + 1), 0.0)


def _flat(activation: Activation, z: np.ndarray) -> np.ndarray:
    return np.abs(activation.slope(z)) < SATURATED * activation.greatest_slope


def _losses(loss: Loss, z: np.ndarray, outputs: np.ndarray, y: float) -> np.ndarray:
    """The loss of each of many outputs (n,) alone, for one target."""
    measure, target, gradient = loss.measure_of(1), np.array([y]), np.empty(1)
    with np.errstate(all="ignore"):
        return np.array([measure(z[i : i + 1], outputs[i : i + 1], target, gradient) for i in range(len(z))])


def _curve(x, y, flat, at, slope, **more) -> Curve:
    drawn = (np.abs(x) < LARGEST) & (np.abs(y) < LARGEST)
    if not np.isfinite([*at, slope]).all() or max(map(abs, at)) >= LARGEST:
        at = slope = None
    return Curve(x[drawn], y[drawn], flat[drawn], at, slope, **more)
