"""Slope and curvature at the start: known parabolas, second derivatives worked out in full, runs beyond the bound."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.engine.backpropagation import Backpropagation, with_ones
from playground.engine.curvature import Start, start_of

LINEAR = {"data": "gauss", "hidden": "", "out": "identity", "batch": "all"}
NETS = [{}, {"data": "xor", "act": "relu", "hidden": "8", "init": "he_normal"}, {"data": "spiral", "hidden": "8,8"},
        {"data": "plane"}, {"out": "sigmoid"}, {"act": "sigmoid", "hidden": "8,8,8"}]  # fmt: skip


def second_derivatives(training, h=1e-4):
    """The full matrix (n×n) at the parameters as they are, column by column."""
    parameters, samples = training.network.parameters, training.dataset.train
    gradient = np.empty_like(parameters)
    measure, inputs = Backpropagation(training.network, training.loss, len(samples.y), gradient), with_ones(samples.inputs)
    columns = []
    for i in range(len(parameters)):
        pair = []
        for sign in (1, -1):
            parameters[i] += sign * h
            measure(inputs, samples.y)
            pair.append(gradient.copy())
            parameters[i] -= sign * h
        columns.append((pair[0] - pair[1]) / (2 * h))
    return np.array(columns)


def test_for_linear_regression_the_curvature_is_the_inputs_greatest_eigenvalue():
    """½ mean (w·x − y)² bends by mean x xᵀ, wherever one stands."""
    training = Training(Config(**LINEAR))
    inputs = with_ones(training.dataset.train.inputs)
    moments = inputs @ inputs.T / inputs.shape[1]
    assert start_of(training, 1e-6).curvature == pytest.approx(np.linalg.eigvalsh(moments)[-1], rel=1e-3)


@pytest.mark.parametrize("net", NETS, ids=str)
def test_the_curvature_is_that_of_the_second_derivatives_in_full(net):
    training = Training(Config(**net))
    values = np.linalg.eigvalsh(second_derivatives(training))
    greatest = values[np.abs(values).argmax()]
    assert start_of(training, 1e-4).curvature == pytest.approx(greatest, rel=1e-3)
    assert start_of(training).curvature == pytest.approx(greatest, rel=0.1)


def test_the_slope_and_the_loss_are_those_of_the_training_set():
    training = Training(Config(batch="all"))
    start = start_of(training)
    assert start.loss == pytest.approx(training.evaluate().train_loss)
    training.advance(1)
    assert start.slope == pytest.approx(np.linalg.norm(training.last_change) / training.config.lr)


def test_training_changes_nothing_of_the_start_and_the_start_nothing_of_training():
    training, other = Training(Config()), Training(Config())
    at_once = start_of(training)
    training.advance(50)
    other.advance(50)
    assert start_of(training) == at_once
    training.advance(50)
    other.advance(50)
    assert (training.network.parameters == other.network.parameters).all()


@pytest.mark.parametrize("opt", ["sgd", "momentum", "nesterov"])
def test_on_a_parabola_the_bound_parts_the_runs_that_settle_from_those_that_diverge(opt):
    bound = start_of(Training(Config(**LINEAR))).too_fast(opt)
    below, above = (Training(Config(**LINEAR, opt=opt, lr=share * bound)) for share in (0.95, 1.05))
    below.advance(2000)
    above.advance(2000)
    assert below.diverged is None
    assert below.evaluate().train_loss < 0.05
    assert above.diverged


@pytest.mark.parametrize("opt", ["sgd", "momentum", "nesterov"])
@pytest.mark.parametrize("rate", [1, 10])
def test_l2_bends_the_loss_by_its_rate(opt, rate):
    settings = LINEAR | {"opt": opt, "reg": "l2", "rate": rate}
    bound = start_of(Training(Config(**settings))).too_fast(opt, rate)
    below, above = (Training(Config(**settings, lr=share * bound)) for share in (0.95, 1.05))
    below.advance(2000)
    above.advance(2000)
    assert below.diverged is None and above.diverged


def test_below_the_lower_border_an_epoch_takes_less_than_a_hundredth_off_the_loss_and_above_more():
    for share, fits in ((0.5, False), (2, True)):
        rate = share * start_of(Training(Config())).too_slow("sgd", steps=25)
        training = Training(Config(lr=rate))
        before = training.evaluate().train_loss
        training.advance(25)
        assert (training.evaluate().train_loss < 0.99 * before) is fits


def test_nothing_is_said_where_nothing_is_known():
    start = Start(loss=0.5, slope=0.1, curvature=-2.0)
    assert start.too_fast("sgd") is None
    assert start.too_fast("adam") is start.too_slow("adam", 25) is start.too_slow("rmsprop", 25) is None
    assert Start(0.5, 0.0, 1.0).too_slow("sgd", 25) is None


def test_a_start_that_is_not_finite_gives_no_estimate():
    steep = Config(hidden=[16] * 24, act="identity", out="identity", init="constant", gain=100)
    assert start_of(Training(steep)) is None


@pytest.mark.parametrize("hidden", ["", "1", "4,2", "16," * 23 + "16"])
@pytest.mark.parametrize("init", ["zeros", "constant", "normal"])
def test_every_start_is_finite_or_none(hidden, init):
    start = start_of(Training(Config(hidden=hidden, init=init)))
    assert start is None or np.isfinite([start.loss, start.slope, start.curvature]).all()
