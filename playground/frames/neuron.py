"""A single neuron, whole: what each input becomes by its weight, their sum, and the curve that the sum goes through."""

from dataclasses import dataclass

import numpy as np

from playground.engine import Network
from playground.frames.geometry import Geometry
from playground.trace import Trace

MOST_INPUTS = 3  # with more, there is no room for numbers at the edges
POINTS, LEAST = 33, 4.0  # of the curve; it is drawn from −4 to 4 at least


@dataclass(frozen=True)
class Neuron:
    """One pass through a network without hidden layers.

    `inputs`, `weights`, `products` (n,): x, w and w·x; `bias`, `z`, `output`: b, Σ w·x + b and f(z); `function`: the name of f.
    `curve` (points × 2): f around 0, so far that z is on it, both axes from 0 to 1; `at` (2,): the place of z there, None where
    that is not finite. `places` (n,): how high in the picture there is room for a number beside each edge; none where they are many.
    """

    inputs: np.ndarray
    weights: np.ndarray
    products: np.ndarray
    bias: float
    z: float
    output: float
    function: str
    curve: np.ndarray
    at: np.ndarray | None
    places: np.ndarray


def neuron(network: Network, trace: Trace, geometry: Geometry) -> Neuron:
    """The neuron of a network without hidden layers, in the pass of one sample."""
    weights, bias = network.weights[0][:, 0], float(network.biases[0][0])
    z, activation = float(trace.z[0][0]), network.activations[0]
    with np.errstate(all="ignore"):
        products = trace.inputs * weights
    curve, at = _curve(activation, z)
    return Neuron(
        inputs=trace.inputs, weights=weights.copy(), products=products, bias=bias, z=z, output=trace.output,
        function=activation.name, curve=curve, at=at, places=_beside_edges(geometry),
    )  # fmt: skip


def _curve(activation, z: float) -> tuple[np.ndarray, np.ndarray | None]:
    reach = max(LEAST, 1.1 * abs(z)) if np.isfinite(z) else LEAST
    x = np.append(np.linspace(-reach, reach, POINTS), z if np.isfinite(z) else 0.0)
    y = activation(x)
    low, high = y.min(), y.max()
    drawn = np.column_stack([(x + reach) / (2 * reach), (y - low) / ((high - low) or 1.0)])
    return drawn[:-1], drawn[-1] if np.isfinite(z) else None


def _beside_edges(geometry: Geometry) -> np.ndarray:
    """At the height of its input: edges run from there towards Σ."""
    return geometry.edges["y0"] if geometry.sizes[0] <= MOST_INPUTS else np.empty(0)
