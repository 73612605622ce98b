"""Curvature: how steeply the loss bends where a run starts, and which learning rates that bears."""

from dataclasses import dataclass

import numpy as np

from playground.engine import randomness
from playground.engine.backpropagation import Backpropagation, with_ones
from playground.engine.initialisers import initialise
from playground.engine.network import Network
from playground.engine.optimisers import Momentum

NUDGE = 1e-4  # length of the step in parameters over which two gradients are compared
SETTLED = 0.05  # relative change between two turns that ends the iteration: nobody sees it on a logarithmic scale
MOST = 24  # turns, should they not settle
NOTICEABLE = 0.01  # share of the loss that an epoch must take off at least, or the rate is too small

_KEPT = Momentum.momentum
# What the optimiser makes of a constant gradient, in learning rates; and its bound of stability on a parabola, times
# learning rate and curvature: 2 by Newton's condition for SGD, for the others Polyak 1964 and, as in Cohen et al. 2021
# («Gradient descent on neural networks typically occurs at the edge of stability», appendix B), Nesterov 1983. The
# steps of RMSprop and Adam do not follow from the loss alone, so nothing is said of them.
_PACE = {"sgd": 1.0, "momentum": 1 / (1 - _KEPT), "nesterov": 1 / (1 - _KEPT)}
STABLE = {"sgd": 2.0, "momentum": 2 * (1 + _KEPT), "nesterov": 2 * (1 + _KEPT) / (1 + 2 * _KEPT)}


def pulls_too_far(config):
    """Whether L2 by itself throws the weights past 0 and ever farther out: its curvature is its rate, in every direction."""
    return config.reg == "l2" and not config.clip and config.opt in STABLE and config.lr * config.rate > STABLE[config.opt]


@dataclass(frozen=True)
class Start:
    """The mean data loss over the training set at a run's initial parameters (no regulariser).

    `loss`: its value; `slope`: ‖g‖, the length of its gradient; `curvature`: λ, of the eigenvalues of its second
    derivatives the one of greatest magnitude (below 0 where it bends downwards most strongly).
    """

    loss: float
    slope: float
    curvature: float

    def too_slow(self, opt: str, steps: int) -> float | None:
        """The learning rate below which an epoch of `steps` steps takes less than 1 % off the loss, were the gradient
        to stay as it is; None where that is unknown (no slope, an optimiser that scales its steps)."""
        if opt not in _PACE or not self.slope or not self.loss:
            return None
        return NOTICEABLE * self.loss / (steps * _PACE[opt] * self.slope**2)

    def too_fast(self, opt: str, pull: float = 0.0) -> float | None:
        """The learning rate from which steps along the steepest bend lead ever farther out; None where unknown.

        `pull`: the rate of L2, which is the curvature that it adds.
        """
        curvature = max(self.curvature, 0.0) + pull
        return STABLE[opt] / curvature if opt in STABLE and curvature else None


def start_of(training, settled: float = SETTLED) -> Start | None:
    """The Start of a Training's run, wherever training is now; None where its numbers are not finite.

    Power iteration (von Mises and Pollaczek-Geiringer 1929), first along the gradient, with a difference of gradients
    for the product of second derivatives and direction: H·v ≈ (g(p + εv) − g(p − εv)) / 2ε. It ends when λ changes by
    less than `settled` of itself. Each turn takes two passes over the training set.
    """
    loss_and_gradient, initial = _at_the_start(training)
    loss, gradient = loss_and_gradient(initial)
    slope = _length(gradient)
    direction = gradient / slope if slope else np.full(len(gradient), len(gradient) ** -0.5)
    curvature = np.inf
    for _ in range(MOST):
        ahead, behind = (loss_and_gradient(initial + sign * NUDGE * direction)[1] for sign in (1, -1))
        bend = (ahead - behind) / (2 * NUDGE)
        before, curvature, length = curvature, float(direction.dot(bend)), _length(bend)
        if not np.isfinite([slope, length]).all():
            return None
        if not length or abs(curvature - before) <= settled * abs(curvature):
            break
        direction = bend / length
    return Start(loss, slope, curvature)


def _at_the_start(training):
    """(function from parameters (n,) to loss and gradient (n,), the initial parameters (n,)), in buffers of their own."""
    config, samples = training.config, training.dataset.train
    network = Network.of(config)
    initialise(network, config.init, config.gain, randomness.stream(config.seed, randomness.WEIGHTS))
    initial, gradient = network.parameters.copy(), np.empty_like(network.parameters)
    measure = Backpropagation(network, training.loss, len(samples.y), gradient)
    inputs = with_ones(samples.inputs)

    def loss_and_gradient(parameters):
        network.parameters[:] = parameters
        with np.errstate(all="ignore"):
            return float(measure(inputs, samples.y)), gradient.copy()

    return loss_and_gradient, initial


def _length(vector):
    with np.errstate(all="ignore"):
        return float(np.sqrt(vector.dot(vector)))
