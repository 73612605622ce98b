"""Optimisers follow PyTorch's published update rules, worked by hand."""

import math

import numpy as np
import pytest

from playground.config import SETTINGS
from playground.engine import OPTIMISERS, REGULARISERS
from playground.engine.regularisers import clip_norm

# One parameter p = 1, lr = 0.1, gradients 2, then 1 (torch.optim's documentation, its default settings).
BY_HAND = {
    # p − 0.1·2 = 0.8;   0.8 − 0.1·1 = 0.7
    "sgd": (0.8, 0.7),
    # v = 2, p = 1 − 0.2 = 0.8;   v = 0.9·2 + 1 = 2.8, p = 0.8 − 0.28 = 0.52
    "momentum": (0.8, 0.52),
    # v = 2, g + 0.9·v = 3.8, p = 0.62;   v = 2.8, g + 0.9·v = 1 + 2.52 = 3.52, p = 0.62 − 0.352 = 0.268
    "nesterov": (0.62, 0.268),
    # s = 0.01·4 = 0.04, p = 1 − 0.2/(0.2 + 1e-8);   s = 0.99·0.04 + 0.01·1 = 0.0496, p −= 0.1/(√0.0496 + 1e-8)
    "rmsprop": (1 - 0.2 / (0.2 + 1e-8), 1 - 0.2 / (0.2 + 1e-8) - 0.1 / (math.sqrt(0.0496) + 1e-8)),
    # m = 0.2, s = 0.004; m̂ = 0.2/0.1 = 2, ŝ = 0.004/0.001 = 4, p = 1 − 0.2/(2 + 1e-8);
    # m = 0.18 + 0.1 = 0.28, s = 0.003996 + 0.001 = 0.004996; m̂ = 0.28/0.19, ŝ = 0.004996/0.001999
    "adam": (1 - 0.2 / (2 + 1e-8),
             1 - 0.2 / (2 + 1e-8) - 0.1 * (0.28 / 0.19) / (math.sqrt(0.004996 / 0.001999) + 1e-8)),
}  # fmt: skip


def test_the_registry_has_every_optimiser_of_the_table():
    assert tuple(OPTIMISERS) == SETTINGS["opt"].choices == tuple(BY_HAND)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_two_steps_are_the_ones_worked_by_hand(name):
    optimiser, parameter = OPTIMISERS[name](1, lr=0.1), np.array([1.0])
    for gradient, expected in zip((2.0, 1.0), BY_HAND[name], strict=True):
        before = parameter.copy()
        optimiser.propose(np.array([gradient]))
        parameter += optimiser.change
        assert parameter[0] == pytest.approx(expected, abs=1e-14)
        assert optimiser.change[0] == pytest.approx(expected - before[0], abs=1e-14)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_step_leaves_the_gradient_as_it_was(name):
    gradient = np.array([3.0, -2.0])
    OPTIMISERS[name](2, lr=0.1).propose(gradient)
    assert gradient.tolist() == [3.0, -2.0]


@pytest.mark.parametrize("name", OPTIMISERS)
def test_the_learning_rate_may_change_between_steps(name):
    small, large = (OPTIMISERS[name](1, lr=0.1) for _ in range(2))
    large.lr = 0.2
    for optimiser in (small, large):
        optimiser.propose(np.ones(1))
    assert large.change[0] == pytest.approx(2 * small.change[0], rel=1e-14)


def test_regularisers_have_the_documented_penalties_and_derivatives():
    w = np.array([2.0, -3.0, 0.0])
    assert REGULARISERS["none"].penalty(w) == 0 and not REGULARISERS["none"].derivative(w).any()
    assert REGULARISERS["l1"].penalty(w) == 5 and REGULARISERS["l1"].derivative(w).tolist() == [1, -1, 0]
    assert REGULARISERS["l2"].penalty(w) == 6.5 and REGULARISERS["l2"].derivative(w).tolist() == [2, -3, 0]


def test_clipping_shortens_a_long_gradient_and_leaves_a_short_one():
    gradient = np.array([3.0, 4.0])
    clip_norm(gradient, 10)
    assert gradient.tolist() == [3, 4]
    clip_norm(gradient, 1)
    np.testing.assert_allclose(gradient, [0.6, 0.8], rtol=1e-15)
