"""The step that one sample alone would cause, what a traced pass ends in: tried out and not made; and networks on the way."""

from copy import deepcopy

import numpy as np

from playground.engine.network import Network
from playground.engine.regularisers import clip_norm


def trial_step(training, trace):
    """The flat parameters (n,) after one step of `training` on the sample of `trace` alone.

    The step is a true one: with the regulariser, clipped, and by the run's optimiser with all that it
    remembers; the training itself stays as it is. Not finite where the step is not.
    """
    optimiser = deepcopy(training.optimiser)
    with np.errstate(all="ignore"):
        gradient = _flat(trace)
        if training.config.reg != "none":
            gradient += training.regulariser_gradient()
        if training.config.clip:
            clip_norm(gradient, training.config.clip)
        optimiser.propose(gradient)
        return training.network.parameters + optimiser.change


def between(network, parameters, share=1.0):
    """A copy of a network, so far (0 to 1) on the way to other flat parameters (n,); those not finite stay as they are."""
    made = Network(network.sizes, [activation.name for activation in network.activations])
    with np.errstate(all="ignore"):
        way = parameters if share == 1 else network.parameters + share * (parameters - network.parameters)
    made.parameters[:] = np.where(np.isfinite(way), way, network.parameters)
    return made


def _flat(trace):
    """The trace's gradient (n,) in the order of the parameters: each layer's weights, then its biases."""
    return np.concatenate([np.concatenate([dW.ravel(), db]) for dW, db in zip(trace.dW, trace.db, strict=True)])
