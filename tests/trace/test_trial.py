"""A trial step is the step that training on this one sample would make, and leaves training alone."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.trace import trace_sample, trial_step

POINTS = "1,2,1;-1,0.5,-1;2,-2,1;0.5,-1,-1"


def run(**settings):
    training = Training(Config(data="custom", points=POINTS, train=25, batch=1, hidden="3", **settings))
    training.advance(7)  # so that an optimiser has something to remember
    return training


def trial(training):
    sample = training.dataset.train
    trace = trace_sample(training.network, training.loss, sample.x[0], sample.y[0], training.config.features)
    return trial_step(training, trace)


@pytest.mark.parametrize("opt", ["sgd", "momentum", "nesterov", "rmsprop", "adam"])
@pytest.mark.parametrize("more", [{}, {"reg": "l1", "rate": 0.1}, {"reg": "l2", "rate": 2, "clip": 0.01}])
def test_where_one_sample_is_all_the_data_the_trial_is_the_next_step(opt, more):
    training = run(opt=opt, **more)
    assert len(training.dataset.train.y) == 1
    tried, before = trial(training), training.network.parameters.copy()
    training.advance(1)
    np.testing.assert_allclose(tried, training.network.parameters, rtol=0, atol=1e-15)
    assert not np.array_equal(before, training.network.parameters)


@pytest.mark.parametrize("opt", ["momentum", "adam"])
def test_trying_changes_neither_parameters_nor_what_the_optimiser_remembers(opt):
    tried, alone = run(opt=opt), run(opt=opt)
    for _ in range(3):
        trial(tried)
    tried.advance(20)
    alone.advance(20)
    assert np.array_equal(tried.network.parameters, alone.network.parameters)


def test_a_step_by_hand():
    """ŷ = w·x with identity, no hidden layer, L = ½(ŷ − y)²: w = 1, 0, b = 0, x = (2, 0), y = 1, lr = 0.1.

    ŷ = 2, ∂L/∂ŷ = 1, ∂L/∂w = (2, 0), ∂L/∂b = 1, so w becomes (0.8, 0) and b −0.1.
    """
    training = Training(Config(hidden="", out="identity", loss="half_mse", lr=0.1))
    training.set_parameters([[[1.0], [0.0]]], [[0.0]])
    trace = trace_sample(training.network, training.loss, (2, 0), 1)
    np.testing.assert_allclose(trial_step(training, trace), [0.8, 0.0, -0.1], atol=1e-15)
