"""Gradient check: backpropagation against central differences, one parameter after the other."""

from dataclasses import dataclass

import numpy as np

from playground.engine.backpropagation import Backpropagation, with_ones


@dataclass(frozen=True)
class Comparison:
    """One parameter's derivative, twice: by backpropagation (`analytic`) and by differences (`numeric`)."""

    name: str
    analytic: float
    numeric: float

    @property
    def error(self):
        """|analytic − numeric|, relative to the greater where that exceeds 1."""
        return abs(self.analytic - self.numeric) / max(1.0, abs(self.analytic), abs(self.numeric))


class GradientError(AssertionError):
    """A derivative is wrong; names the parameter and both numbers."""


def compare_gradients(training, samples=None, step=1e-5):
    """A Comparison for every parameter of a Training, of its data loss plus its regulariser's penalty.

    samples: Samples (default: the training set); step: h of (L(p + h) − L(p − h)) / 2h. Where a
    ReLU's corner lies within h the two must differ. The network is left as it was.
    """
    samples = samples or training.dataset.train
    parameters = training.network.parameters
    analytic = _analytic(training, samples)
    comparisons = []
    for i, name in enumerate(parameter_names(training.network)):
        here = parameters[i]
        parameters[i] = here + step
        above = _objective(training, samples)
        parameters[i] = here - step
        below = _objective(training, samples)
        parameters[i] = here
        comparisons.append(Comparison(name, float(analytic[i]), (above - below) / (2 * step)))
    return comparisons


def check_gradient(training, samples=None, step=1e-5, tolerance=1e-6):
    """GradientError, naming the worst parameter and both numbers, if any derivative is off by more."""
    worst = max(compare_gradients(training, samples, step), key=lambda comparison: comparison.error)
    if not worst.error <= tolerance:
        raise GradientError(f"{worst.name}: backpropagation {worst.analytic!r}, differences {worst.numeric!r}")


def parameter_names(network):
    """One name per entry of the flat vector: "weights[0][1][2]", "biases[0][2]"."""
    for k, layer in enumerate(network.layers):
        n_in, n_out = layer.shape[0] - 1, layer.shape[1]
        yield from (f"weights[{k}][{i}][{j}]" for i in range(n_in) for j in range(n_out))
        yield from (f"biases[{k}][{j}]" for j in range(n_out))


def _analytic(training, samples):
    gradient = np.empty_like(training.network.parameters)
    with np.errstate(all="ignore"):
        Backpropagation(training.network, training.loss, len(samples.y), gradient)(with_ones(samples.inputs), samples.y)
    return gradient + training.regulariser_gradient()


def _objective(training, samples):
    passed = training.network.forward(samples.inputs)
    return training.loss.value(passed.z[-1][0], passed.a[-1][0], samples.y) + training.penalty()
