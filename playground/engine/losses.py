"""Losses: from the network's outputs ŷ and the targets y to one number and its gradient."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

_ZERO = np.array(0.0)
_TINY = np.finfo(float).tiny


@dataclass(frozen=True)
class Loss:
    """A mean over n samples and its derivatives; arrays have shape (n,).

    `measure_of(n)` prepares a `measure(z, output, y, out)` for n samples, which returns the loss
    and writes ∂L/∂ŷ, or ∂L/∂z when `of_logits` (the output's sigmoid is then already in it).
    `derivative(output, y)` is ∂L/∂ŷ always.
    """

    name: str
    measure_of: Callable
    derivative: Callable
    of_logits: bool = False

    def value(self, z, output, y):
        """The mean loss (a float; inf or NaN where it is) of outputs (n,) with pre-activations z (n,)."""
        with np.errstate(all="ignore"):
            return self.measure_of(len(y))(z, output, y, np.empty_like(output))


def _squared_error(name, weight):
    def measure_of(n):
        mean, slope = weight / n, np.full(n, 2 * weight / n)

        def measure(z, output, y, out):
            np.subtract(output, y, out)
            loss = float(out.dot(out)) * mean
            np.multiply(out, slope, out)
            return loss

        return measure

    def derivative(output, y):
        return (output - y) * (2 * weight / len(y))

    return Loss(name, measure_of, derivative)


def _cross_entropy(n):
    """mean of log(1 + eᶻ) − y z, safe for any z; and δ = (σ(z) − y) / n exactly."""

    def measure(z, output, y, out):
        np.subtract(output, y, out)
        np.divide(out, n, out)
        return float((np.logaddexp(_ZERO, z) - y * z).mean())

    return measure


def _cross_entropy_derivative(output, y):
    """(−y/ŷ + (1−y)/(1−ŷ)) / n, with divisors no smaller than the smallest float, so that it stays finite."""
    return ((1 - y) / np.maximum(1 - output, _TINY) - y / np.maximum(output, _TINY)) / len(y)


LOSSES = {
    loss.name: loss
    for loss in (
        _squared_error("mse", 1.0),  # mean (ŷ − y)²
        _squared_error("half_mse", 0.5),  # mean ½ (ŷ − y)²
        Loss("bce", _cross_entropy, _cross_entropy_derivative, of_logits=True),
    )
}
