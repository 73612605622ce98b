"""Backpropagation is right: by central differences, by another's automatic differentiation, and by hand.

Every hidden activation goes with every output, loss and depth. Regularisers go with one of these at each depth: what they
add to the gradient depends on the parameters alone, which a test of its own shows for every network here.
"""

from itertools import product

import numpy as np
import pytest

from playground.config import SETTINGS, Config
from playground.engine import GradientError, Training, check_gradient, compare_gradients
from playground.engine.backpropagation import Backpropagation, with_ones
from tests.reference import autodiff

DEPTHS = {"one": (3,), "three": (4, 3, 2)}
OUTPUTS = [("identity", "mse"), ("identity", "half_mse"), ("sigmoid", "mse"), ("sigmoid", "half_mse"),
           ("sigmoid", "bce"), ("tanh", "mse"), ("tanh", "half_mse")]  # fmt: skip
REGULARISERS = {"none": 0, "l1": 0.01, "l2": 0.1}
ACTIVATIONS = SETTINGS["act"].choices
NETWORKS = [
    *({"act": act, "out": out, "loss": loss, "hidden": hidden} for act, (out, loss), hidden in product(ACTIVATIONS, OUTPUTS, DEPTHS.values())),
    *({"out": out, "loss": loss, "hidden": ()} for out, loss in OUTPUTS),  # without a hidden layer no hidden activation
]
REGULARISED = [{"hidden": hidden, "reg": reg, "rate": rate} for hidden, (reg, rate) in product((*DEPTHS.values(), ()), REGULARISERS.items()) if rate]


def a_training(act="tanh", out="tanh", loss="half_mse", hidden=(3,), reg="none", rate=0.0, **settings):
    """A small run away from its start: no parameter is 0, no bias either."""
    training = Training(Config(act=act, out=out, loss=loss, hidden=hidden, reg=reg, rate=rate, samples=20, seed=3, **settings))
    training.network.parameters[:] = np.random.default_rng(5).normal(0, 0.4, len(training.network.parameters))
    return training


def named(settings):
    return "-".join("x".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value) for value in settings.values())


every_network = pytest.mark.parametrize("settings", NETWORKS + REGULARISED, ids=named)


@every_network
def test_central_differences_agree(settings):
    check_gradient(a_training(**settings), step=1e-6, tolerance=1e-7)


@every_network
def test_another_s_automatic_differentiation_agrees(settings):
    training = a_training(**settings)
    config, network, samples = training.config, training.network, training.dataset.train
    rate = config.rate
    penalty = {"none": lambda w: 0.0, "l1": lambda w: rate * abs(w).sum(), "l2": lambda w: rate / 2 * (w**2).sum()}[config.reg]
    parameters = list(zip(network.weights, network.biases, strict=True))
    names = [activation.name for activation in network.activations]
    expected = autodiff.gradients(parameters, samples.inputs.T, samples.y, names, config.loss, penalty)
    ours = network.as_layers(np.array([comparison.analytic for comparison in compare_gradients(training)]))
    for layer, (dw, db) in zip(ours, expected, strict=True):
        np.testing.assert_allclose(layer[:-1], dw, rtol=0, atol=1e-9)
        np.testing.assert_allclose(layer[-1], db, rtol=0, atol=1e-9)


@pytest.mark.parametrize("reg", ["l1", "l2"])
def test_a_regulariser_adds_the_same_to_the_gradient_of_every_network_with_these_parameters(reg):
    """To what is checked above, and to what a step hands to the optimiser."""
    rate = REGULARISERS[reg]
    for settings in NETWORKS:
        plain, regularised = (a_training(**settings, batch="all", reg=name, rate=rate) for name in ("none", reg))
        weights = plain.network.parameters * plain.weight_mask
        added, costs = {"l1": (np.sign(weights), abs(weights)), "l2": (weights, weights**2 / 2)}[reg]
        np.testing.assert_allclose(regularised.regulariser_gradient(), rate * added, rtol=0, atol=1e-12, err_msg=named(settings))
        assert regularised.penalty() == pytest.approx(rate * costs.sum(), rel=1e-12), settings
        for training in (plain, regularised):
            assert training.advance(1) == 1
        np.testing.assert_allclose(regularised.gradient - plain.gradient, rate * added, rtol=0, atol=1e-12, err_msg=named(settings))


def test_a_different_activation_in_each_layer_is_differentiated_too():
    check_gradient(a_training(act=ACTIVATIONS, hidden=(3,) * len(ACTIVATIONS)), step=1e-6, tolerance=1e-7)


def test_the_deepest_and_widest_network_is_differentiated_too():
    training = a_training(hidden=(16,) * 24, features="x1,x2,x1^2,x2^2,x1*x2,sin(x1),sin(x2)")
    parameters = training.network.parameters
    assert len(parameters) == 8 * 16 + 23 * 17 * 16 + 17
    some = np.random.default_rng(0).normal(0, 1, len(parameters))  # the derivative along one direction
    gradient = np.empty_like(parameters)
    samples = training.dataset.train
    measure = Backpropagation(training.network, training.loss, len(samples.y), gradient)
    measure(with_ones(samples.inputs), samples.y)
    slope, start, h = gradient @ some, parameters.copy(), 1e-6
    losses = []
    for sign in (1, -1):
        parameters[:] = start + sign * h * some
        losses.append(training.evaluate().train_loss)
    assert slope == pytest.approx((losses[0] - losses[1]) / (2 * h), rel=1e-5)


def test_a_wrong_gradient_is_named_with_both_numbers(monkeypatch):
    training = a_training()
    monkeypatch.setattr(training, "regulariser_gradient", lambda: np.eye(len(training.network.parameters))[4] * 7)
    with pytest.raises(GradientError, match=r"weights\[0\]\[1\]\[1\]: backpropagation [67]\.\d+, differences -?0\.\d+"):
        check_gradient(training)


def test_checking_leaves_the_network_as_it_was():
    training = a_training()
    before = training.network.parameters.copy()
    compare_gradients(training)
    assert (training.network.parameters == before).all()


def test_a_step_of_a_2_3_1_network_is_the_one_worked_by_hand():
    # One sample x = (1, 2), y = 1; ReLU in the hidden layer, identity output, L = (ŷ − y)², lr = 0.1.
    w1, b1 = [[0.1, 0.2, -0.3], [0.4, -0.5, 0.6]], [0.0, 0.0, 0.0]
    w2, b2 = [[0.7], [-0.8], [0.9]], [0.1]
    # z₁ = 1·(0.1, 0.2, −0.3) + 2·(0.4, −0.5, 0.6) = (0.9, −0.8, 0.9);   a₁ = max(0, z₁) = (0.9, 0, 0.9)
    # ŷ = 0.9·0.7 + 0·(−0.8) + 0.9·0.9 + 0.1 = 0.63 + 0 + 0.81 + 0.1 = 1.54
    # L = (1.54 − 1)² = 0.54² = 0.2916;   ∂L/∂ŷ = 2·0.54 = 1.08 = δ₂
    # ∂L/∂W₂ = a₁ δ₂ = (0.972, 0, 0.972);   ∂L/∂b₂ = 1.08
    # ∂L/∂a₁ = W₂ δ₂ = (0.756, −0.864, 0.972);   δ₁ = that where z₁ > 0 = (0.756, 0, 0.972)
    # ∂L/∂W₁ = x δ₁ = row 1 (0.756, 0, 0.972), row 2 (1.512, 0, 1.944);   ∂L/∂b₁ = (0.756, 0, 0.972)
    # W₁ − 0.1 ∂L/∂W₁:  0.1 − 0.0756 = 0.0244   0.2   −0.3 − 0.0972 = −0.3972
    #                   0.4 − 0.1512 = 0.2488  −0.5    0.6 − 0.1944 = 0.4056
    # b₁: (−0.0756, 0, −0.0972);   W₂: 0.7 − 0.0972 = 0.6028, −0.8, 0.9 − 0.0972 = 0.8028;   b₂: 0.1 − 0.108 = −0.008
    training = Training(Config(data="custom", points="1,2,1;1,2,1", hidden="3", act="relu", out="identity", loss="mse", lr=0.1))
    training.set_parameters([w1, w2], [b1, b2])
    assert training.advance(1) == 1
    assert training.batch_loss == pytest.approx(0.2916, abs=1e-12)
    weights, biases = training.network.weights, training.network.biases
    np.testing.assert_allclose(weights[0], [[0.0244, 0.2, -0.3972], [0.2488, -0.5, 0.4056]], atol=1e-12)
    np.testing.assert_allclose(biases[0], [-0.0756, 0, -0.0972], atol=1e-12)
    np.testing.assert_allclose(weights[1], [[0.6028], [-0.8], [0.8028]], atol=1e-12)
    np.testing.assert_allclose(biases[1], [-0.008], atol=1e-12)


def test_cross_entropy_through_a_sigmoid_has_exactly_the_difference_as_delta():
    training = a_training(out="sigmoid", loss="bce")
    samples = training.dataset.train
    backpropagate = Backpropagation(training.network, training.loss, len(samples.y), np.empty_like(training.gradient))
    backpropagate(with_ones(samples.inputs), samples.y)
    np.testing.assert_array_equal(backpropagate.dz[-1][0], (backpropagate.a[-1][0] - samples.y) / len(samples.y))
