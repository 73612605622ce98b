"""The way of δ from layer to layer: its factors are exact, and what they multiply to is the δ of backpropagation."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Diagnostics, Training
from playground.engine.propagation import norm, passages, spread


def way(**settings):
    training = Training(Config(**settings))
    deltas = [dz / len(training.dataset.train.y) for dz in Diagnostics(training).layers()[1]]
    return training, deltas, passages(training.network, training.dataset.train.inputs, deltas)


@pytest.mark.parametrize("act", ["sigmoid", "tanh", "relu", "gelu"])
@pytest.mark.parametrize("hidden", ["8,8,8,8", "5,3,7", "4"])
def test_the_factors_of_all_layers_multiply_to_the_delta_of_backpropagation(act, hidden):
    training, deltas, steps = way(act=act, hidden=hidden, data="xor", seed=3)
    delta_norms = Diagnostics(training).measure().delta_norms
    running = norm(deltas[-1])
    assert [passage.layer for passage in steps] == list(range(len(deltas) - 1, 0, -1))
    for passage in steps:
        running *= passage.factor
        assert running == pytest.approx(delta_norms[passage.layer - 1]) == pytest.approx(passage.delta)


def test_one_unit_a_layer_worked_by_hand():
    training, deltas, _ = way(act="sigmoid", hidden="1,1", samples=20)
    training.set_parameters([[[1.0], [0.0]], [[3.0]], [[-2.0]]], [[0.0], [0.5], [0.0]])
    deltas = [dz / len(training.dataset.train.y) for dz in Diagnostics(training).layers()[1]]
    last, first = passages(training.network, training.dataset.train.inputs, deltas)
    x = training.dataset.train.x[:, 0]
    a = 1 / (1 + np.exp(-x))
    assert (last.weights, first.weights) == pytest.approx((2, 3))  # |−2| and |3|, as there is one weight only
    assert first.mean_slope == pytest.approx((a * (1 - a)).mean())
    assert 0 < first.slopes <= 0.25 and 0 < last.slopes <= 0.25


def test_a_network_without_hidden_layers_has_no_way():
    assert way(hidden="")[2] == []


def test_dead_units_pass_nothing_and_nothing_is_divided_by_zero():
    training, _, _ = way(act="relu", hidden="2,2")
    training.set_parameters([[[0, 0], [0, 0]], [[1, 1], [1, 1]], [[1], [1]]], [[-1, -1], [-1, -1], [0]])
    deltas = Diagnostics(training).layers()[1]
    steps = passages(training.network, training.dataset.train.inputs, deltas)
    assert [(passage.factor, passage.delta, passage.mean_slope) for passage in steps] == [(0, 0, 0), (0, 0, 0)]


def test_norms_past_the_squares_of_floats():
    assert norm(np.array([3e200, 4e200])) == pytest.approx(5e200)
    assert norm(np.array([3e-200, 4e-200])) == pytest.approx(5e-200)
    assert norm(np.array([1.0, np.inf])) == np.inf and np.isnan(norm(np.array([np.nan, 1.0])))
    assert norm(np.zeros(3)) == 0 and spread(np.array([[3.0, -3.0], [3.0, -3.0]])) == 3
