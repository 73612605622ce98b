"""What a training shows of its activation functions: one number each, of the first hidden layer where nothing else is said.

All are functions of a Training with a hidden layer, over its training points.
"""

import numpy as np

from playground.engine import Diagnostics, Network, Training
from playground.engine.diagnostics import SATURATED

AROUND = 1e-9  # as near to 0 as a corner is looked at


def first_z(training: Training, parameters: np.ndarray | None = None) -> np.ndarray:
    """z (units × n) of the first hidden layer, also with other flat `parameters` than the present ones."""
    network = training.network
    if parameters is not None:
        network = Network.of(training.config)
        network.parameters[:] = parameters
    return network.forward(training.dataset.train.inputs).z[0]


def silent(training: Training, parameters: np.ndarray | None = None) -> frozenset[int]:
    """Units of the first hidden layer, from 1, whose z is above 0 for no point: with ReLU they are dead."""
    return frozenset(int(unit) + 1 for unit in np.flatnonzero(first_z(training, parameters).max(axis=1) <= 0))


def flat(training: Training) -> float:
    """Share of all z at which the function has less than 5 % of its greatest slope."""
    activation = training.network.activations[0]
    return float((np.abs(activation.slope(first_z(training))) < SATURATED * activation.greatest_slope).mean())


def mean(training: Training) -> float:
    """Mean of the activations."""
    return float(training.network.activations[0](first_z(training)).mean())


def least(training: Training) -> float:
    """The smallest activation."""
    return float(training.network.activations[0](first_z(training)).min())


def falling(training: Training) -> float:
    """Share of all z at which a greater z makes a smaller activation."""
    return float((training.network.activations[0].slope(first_z(training)) < 0).mean())


def corner(training: Training) -> float:
    """By how much the function's slope jumps at z = 0."""
    below, above = training.network.activations[0].slope([-AROUND, AROUND])
    return float(above - below)


def dead(training: Training) -> int:
    """Hidden units that pass no gradient for any point."""
    return sum(Diagnostics(training).measure().dead_units[:-1])


def reach(training: Training) -> float:
    """‖∂L/∂W‖ of the first layer as a share of the last one's; 0 where nothing arrives."""
    norms = Diagnostics(training).measure().gradient_norms
    return norms[0] / norms[-1] if norms[-1] else 0.0


def accuracy(training: Training) -> float:
    """Share of the training points in the right colour."""
    return float(training.evaluate().train_accuracy)


def loss(training: Training) -> float:
    """The training loss."""
    return training.evaluate().train_loss


def peak(training: Training) -> float:
    """The greatest |ŷ|."""
    return float(np.abs(training.network.predict(training.dataset.train.inputs)).max())


def unit_gradients(training: Training) -> np.ndarray:
    """‖∂L/∂w‖ (units,) of each unit of the first hidden layer, its bias included, over all training points."""
    deltas = Diagnostics(training).layers()[1][0] / len(training.dataset.train.y)
    inputs = training.dataset.train.inputs
    gradients = deltas @ np.vstack([inputs, np.ones(inputs.shape[1])]).T
    return np.linalg.norm(gradients, axis=1)
