"""What becomes of a signal from layer to layer: of z on its way forward, of δ = ∂L/∂z on its way back."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Passage:
    """How δ comes from the layer after it into hidden layer `layer` (from 1), over all samples: δ = (δ′·Wᵀ) ⊙ f′(z).

    `weights` = ‖δ′·Wᵀ‖ / ‖δ′‖ and `slopes` = ‖(δ′·Wᵀ) ⊙ f′(z)‖ / ‖δ′·Wᵀ‖, whose product is `factor` exactly; `mean_slope` is
    the plain mean of |f′(z)|; `delta` = ‖δ‖, where δ of each sample is that of the mean loss.
    """

    layer: int
    weights: float
    slopes: float
    mean_slope: float
    delta: float

    @property
    def factor(self) -> float:
        """‖δ‖ / ‖δ′‖"""
        return self.weights * self.slopes


def passages(network, inputs, deltas) -> list[Passage]:
    """The way of δ from the last hidden layer to the first; `deltas`: ∂L/∂z (units × n) of every weight layer."""
    with np.errstate(all="ignore"):
        z = network.forward(inputs).z
        return [_passage(network, k, z[k], deltas) for k in reversed(range(len(deltas) - 1))]


def _passage(network, k, z, deltas):
    slopes, arriving = network.activations[k].slope(z), network.weights[k + 1] @ deltas[k + 1]
    before, between, after = norm(deltas[k + 1]), norm(arriving), norm(slopes * arriving)
    return Passage(k + 1, _ratio(between, before), _ratio(after, between), float(np.abs(slopes).mean()), after)


def spread(array) -> float:
    """Root mean square: the standard deviation of what has mean 0, as z and δ have over the draw of the weights."""
    return norm(array) / array.size**0.5


def norm(array) -> float:
    """The Euclidean norm, also where squares would be too large or too small for a float."""
    with np.errstate(all="ignore"):
        greatest = float(np.abs(array).max(initial=0.0))
        if not greatest or not np.isfinite(greatest):
            return greatest
        return greatest * float(np.sqrt(np.square(array / greatest).sum()))


def _ratio(part, whole):
    return part / whole if whole else 0.0
