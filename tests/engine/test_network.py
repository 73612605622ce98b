"""The network: three ways forward agree, and its parameters are one vector seen as layers."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Network, Training, inputs_of
from playground.engine.backpropagation import Backpropagation, with_ones


@pytest.fixture
def training():
    run = Training(Config(hidden=(5, 3), act="gelu,relu", features="x1,x2,sin(x1)", samples=40))
    run.network.parameters[:] = np.random.default_rng(1).normal(size=len(run.network.parameters))
    return run


def test_forward_predict_activations_and_training_pass_agree(training):
    network, samples = training.network, training.dataset.train
    forward = network.forward(samples.inputs)
    assert (network.predict(samples.inputs) == forward.a[-1][0]).all()
    for recorded, a in zip(forward.a, network.activations_on(samples.inputs), strict=True):
        assert (recorded == a).all()
    backpropagate = Backpropagation(network, training.loss, len(samples.y), np.empty_like(network.parameters))
    backpropagate(with_ones(samples.inputs), samples.y)
    for k in range(3):
        np.testing.assert_allclose(backpropagate.z[k], forward.z[k], atol=1e-13)
        np.testing.assert_allclose(backpropagate.a[k], forward.a[k], atol=1e-13)


@pytest.mark.parametrize("act", ["tanh,relu", "gelu,tanh"])
def test_what_is_seen_of_the_plane_is_what_the_network_computes(act):
    config = Config(hidden=(5, 3), act=act, features="x1,x2,sin(x1)")
    network, inputs = Training(config).network, inputs_of(np.random.default_rng(0).uniform(-6, 6, (1000, 2)), config.features)
    for seen, a in zip(network.activations_to_see(inputs), network.activations_on(inputs), strict=True):
        np.testing.assert_allclose(seen, a, rtol=0, atol=1e-14)


def test_a_layer_is_weights_times_inputs_plus_bias(training):
    network, x = training.network, np.array([[0.5, -1.0]])
    inputs = inputs_of(x, training.config.features)
    z = [sum(network.weights[0][i][j] * inputs[i][0] for i in range(3)) + network.biases[0][j] for j in range(5)]
    np.testing.assert_allclose(network.forward(inputs).z[0][:, 0], z, atol=1e-14)


def test_drawing_the_boundary_between_steps_changes_nothing(training):
    other = Training(training.config)
    other.network.parameters[:] = training.network.parameters
    grid = inputs_of(np.random.default_rng(0).uniform(-6, 6, (1000, 2)), training.config.features)
    for _ in range(30):
        training.advance(1)
        training.network.predict(grid)
        training.network.activations_on(grid)
        training.evaluate()
        other.advance(1)
    assert (training.network.parameters == other.network.parameters).all()


def test_weights_and_biases_are_views_of_the_flat_vector(training):
    network = training.network
    assert [w.shape for w in network.weights] == [(3, 5), (5, 3), (3, 1)]
    network.parameters[:] = 7
    assert all((w == 7).all() for w in [*network.weights, *network.biases])
    assert network.weight_mask().sum() == 3 * 5 + 5 * 3 + 3


def test_a_network_without_hidden_layers_is_one_layer():
    network = Network.of(Config(hidden=""))
    assert network.sizes == (2, 1) and len(network.weights) == 1


def test_parameters_make_the_round_trip_through_json(training):
    plain, before = training.network.plain(), training.network.parameters.copy()
    training.network.parameters[:] = 0
    training.network.set_parameters(**plain)
    assert (training.network.parameters == before).all()


@pytest.mark.parametrize("spoil, named", [
    (lambda p: p["weights"].pop(), "weights: a list of 3 layers"),
    (lambda p: p.update(weights=None), "weights: a list of 3 layers"),
    (lambda p: p["biases"].append([1]), "biases: a list of 3 layers"),
    (lambda p: p["weights"][1].pop(), r"weights\[1\]: shape \(4, 3\) given, \(5, 3\) needed"),
    (lambda p: p["weights"][1][0].pop(), r"weights\[1\]: numbers of shape \(5, 3\)"),
    (lambda p: p["weights"][0][2].__setitem__(1, "x"), r"weights\[0\]: numbers"),
    (lambda p: p["weights"].__setitem__(0, {"a": 1}), r"weights\[0\]: numbers"),
    (lambda p: p["biases"][2].__setitem__(0, float("nan")), r"biases\[2\]: every number must be finite"),
    (lambda p: p["biases"][0].__setitem__(0, None), r"biases\[0\]"),
])  # fmt: skip
def test_bad_parameters_are_named_and_change_nothing(training, spoil, named):
    plain, before = training.network.plain(), training.network.parameters.copy()
    spoil(plain)
    with pytest.raises(ValueError, match=named):
        training.set_parameters(**plain)
    assert (training.network.parameters == before).all()
