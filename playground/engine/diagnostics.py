"""Diagnostics: how the gradient flows through a network, one number per weight layer."""

from dataclasses import dataclass

import numpy as np

from playground.engine.backpropagation import Backpropagation, with_ones
from playground.engine.curvature import STABLE, pulls_too_far

SATURATED = 0.05  # share of the greatest slope below which a unit counts as saturated
SHRUNK = 0.25  # share of its weights' norm that a layer has left of the start's, below which it counts as shrunk


@dataclass(frozen=True)
class Diagnosis:
    """Over the whole training set at the current parameters; lists with one entry per weight layer.

    `gradient_norms`: ‖∂L/∂W‖ (Frobenius; data loss, weights without biases); `delta_norms`:
    ‖∂L/∂z‖; `spreads`: standard deviation of the activations; `dead_units`: units whose f′(z) is
    exactly 0 for every sample; `saturation`: share of (unit, sample) pairs where |f′(z)| is below
    5 % of the activation's greatest slope; `update_ratios`: ‖Δw‖/‖w‖ of the last step, weights
    without biases (None where no step has just been made, or all weights are 0). `sample_norms`:
    the root mean square over the samples of ‖∂Lᵢ/∂W‖, each sample's own gradient: unlike their
    mean it does not cancel at a minimum. `error`: the same of ∂Lᵢ/∂ŷ, one number (of ∂Lᵢ/∂z, where
    the loss contains the output's activation).

    Of the regulariser: `pulls`, the length of its gradient at a layer's weights; `shares`, ‖W‖ over what it was at the start
    of the run (1 where that was 0); `stride`, how far it alone moves all weights in a step, in lengths of theirs (0 where the
    optimiser scales its steps, or they are clipped); `overshoots`, see `pulls_too_far`; `before`, the Diagnosis of the start, where a regulariser
    is in force and some layer has but SHRUNK of its weights left, else None.
    """

    gradient_norms: list
    delta_norms: list
    spreads: list
    dead_units: list
    saturation: list
    update_ratios: list
    sample_norms: list
    error: float
    pulls: list
    shares: list
    stride: float
    overshoots: bool
    before: "Diagnosis | None"


class Diagnostics:
    """Measures one Training, again and again, in buffers of its own."""

    def __init__(self, training):
        self._training, samples = training, training.dataset.train
        self._inputs, self._y = with_ones(samples.inputs), samples.y
        self._gradient = np.empty_like(training.network.parameters)
        self._pass = Backpropagation(training.network, training.loss, len(self._y), self._gradient)
        self._gradients = [layer[:-1] for layer in training.network.as_layers(self._gradient)]
        self._slopes = np.empty_like(self._pass.slopes[-1])
        self._start, self._before = None, None

    def gradients(self):
        """(gradient_norms, update_ratios) alone, at a third of the cost of a Diagnosis."""
        with np.errstate(all="ignore"):
            self._pass(self._inputs, self._y)
            return [_norm(gradient) for gradient in self._gradients], self._update_ratios(self._training.network)

    def layers(self):
        """Copies of (activations, ∂Lᵢ/∂z of every sample's own loss), each one array (units × n) per weight layer."""
        with np.errstate(all="ignore"):
            self._pass(self._inputs, self._y)
            return [a.copy() for a in self._pass.a], [dz * len(self._y) for dz in self._pass.dz]

    def measure(self):
        """The present Diagnosis."""
        config, shares = self._training.config, self._shares()
        shrunk = config.reg != "none" and config.rate > 0 and min(shares) < SHRUNK
        return self._measured(shares, self._at_start() if shrunk else None)

    def _shares(self):
        network = self._training.network
        with np.errstate(all="ignore"):
            norms = [_norm(w) for w in network.weights]
            return [norm / (_norm(start[:-1]) or norm or 1.0) for norm, start in zip(norms, network.as_layers(self._training.start), strict=True)]

    def _at_start(self):
        """The Diagnosis of the start, measured once."""
        if self._start is not self._training.start:
            self._start, parameters = self._training.start, self._training.network.parameters
            now = parameters.copy()
            parameters[:] = self._start
            self._before = self._measured([1.0] * len(self._gradients), None)
            parameters[:] = now
        return self._before

    def _measured(self, shares, before):
        network = self._training.network
        with np.errstate(all="ignore"):
            gradient_norms, update_ratios = self.gradients()
            slopes = self._true_slopes(network.activations[-1])
            limits = [SATURATED * activation.greatest_slope for activation in network.activations]
            return Diagnosis(
                gradient_norms=gradient_norms,
                delta_norms=[_norm(dz) for dz in self._pass.dz],
                spreads=[float(a.std()) for a in self._pass.a],
                dead_units=[int((~slope.any(axis=1)).sum()) for slope in slopes],
                saturation=[float((np.abs(slope) < limit).mean()) for slope, limit in zip(slopes, limits, strict=True)],
                update_ratios=update_ratios,
                sample_norms=self._sample_norms(),
                error=self._error(),
                pulls=[_norm(pull[:-1]) for pull in network.as_layers(self._training.regulariser_gradient())],
                shares=shares,
                stride=self._stride(),
                overshoots=pulls_too_far(self._training.config),
                before=before,
            )

    def _stride(self):
        training, config = self._training, self._training.config
        if config.clip or config.opt not in STABLE:
            return 0.0
        weights = training.network.parameters * training.weight_mask
        return config.lr * (_ratio(_norm(training.regulariser_gradient()), _norm(weights)) or 0.0)

    def _sample_norms(self):
        """‖∂Lᵢ/∂W‖ is ‖δᵢ‖·‖aᵢ‖, a the activations before the layer; the pass has δᵢ/n."""
        before = [self._inputs[:-1], *self._pass.a[:-1]]
        squares = [_squares(dz).dot(_squares(a)) for dz, a in zip(self._pass.dz, before, strict=True)]
        return [float(np.sqrt(square * len(self._y))) for square in squares]

    def _error(self):
        loss = self._training.loss
        slopes = self._pass.dz[-1][0] if loss.of_logits else loss.derivative(self._pass.a[-1][0], self._y)
        return _norm(slopes) * len(self._y) ** 0.5

    def _true_slopes(self, output):
        """f′(z) per layer; of the output too, where the loss contains it and backpropagation does without."""
        output.derivative(self._pass.z[-1], self._pass.a[-1], self._slopes)
        return [*self._pass.slopes[:-1], self._slopes]

    def _update_ratios(self, network):
        change = self._training.last_change
        if change is None:
            return [None] * len(network.weights)
        changes = [layer[:-1] for layer in network.as_layers(change)]
        return [_ratio(_norm(dw), _norm(w)) for dw, w in zip(changes, network.weights, strict=True)]


def _squares(array):
    """The squared norm of every column."""
    return np.multiply(array, array).sum(axis=0)


def _norm(array):
    flat = array.ravel()
    return float(np.sqrt(flat.dot(flat)))


def _ratio(part, whole):
    return part / whole if whole else None
