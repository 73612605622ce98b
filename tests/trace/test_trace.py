"""A trace tells one sample's passes truthfully, in copies."""

import json

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.trace import trace_sample
from tests.reference import autodiff

CONFIGS = [
    Config(), Config(hidden=""), Config(loss="bce", hidden="3", act="gelu"),
    Config(data="hills", act="relu,elu", features="x1,sin(x2)"),
    Config(out="sigmoid", loss="mse", reg="l2", rate=1),
]  # fmt: skip


def traced(config, x=(1.5, -0.5), y=1.0, steps=20):
    training = Training(config)
    training.advance(steps)
    return training, trace_sample(training.network, training.loss, x, y, config.features)


@pytest.mark.parametrize("config", CONFIGS)
def test_the_gradient_is_the_sample_s_own(config):
    training, trace = traced(config)
    network = training.network
    expected = autodiff.gradients(list(zip(network.weights, network.biases, strict=True)), trace.inputs[None], np.array([1.0]),
                                  [a.name for a in network.activations], config.loss_name)  # fmt: skip
    for dw, db, (expected_dw, expected_db) in zip(trace.dW, trace.db, expected, strict=True):
        np.testing.assert_allclose(dw, expected_dw, rtol=0, atol=1e-12)
        np.testing.assert_allclose(db, expected_db, rtol=0, atol=1e-12)


@pytest.mark.parametrize("config", CONFIGS)
def test_every_link_of_the_chain_rule_holds(config):
    training, trace = traced(config)
    network = training.network
    for k, activation in enumerate(network.activations):
        before = trace.a[k - 1] if k else trace.inputs
        np.testing.assert_allclose(trace.z[k], before @ network.weights[k] + network.biases[k], atol=1e-14)
        np.testing.assert_allclose(trace.a[k], activation(trace.z[k]), atol=1e-15)
        np.testing.assert_allclose(trace.dz[k], trace.da[k] * activation.slope(trace.z[k]), atol=1e-14)
        np.testing.assert_allclose(trace.dW[k], np.outer(before, trace.dz[k]), atol=1e-15)
        np.testing.assert_allclose(trace.db[k], trace.dz[k], atol=1e-15)
        if k:
            np.testing.assert_allclose(trace.da[k - 1], network.weights[k] @ trace.dz[k], atol=1e-15)
    assert trace.output == trace.a[-1][0]


def test_a_trace_never_aliases_what_training_overwrites():
    training, trace = traced(Config(features="x1,x2"))
    before = json.dumps(trace.plain())
    training.advance(100)
    trace_sample(training.network, training.loss, (0, 0), -1)
    training.network.parameters[:] = 0
    assert json.dumps(trace.plain()) == before


def test_tracing_updates_nothing():
    config = Config(opt="adam")
    watched, alone = Training(config), Training(config)
    for _ in range(10):
        watched.advance(1)
        trace_sample(watched.network, watched.loss, (1, 2), 1)
    alone.advance(10)
    assert (watched.network.parameters == alone.network.parameters).all()


def test_the_plain_form_is_json():
    _, trace = traced(Config(hidden="3"))
    plain = json.loads(json.dumps(trace.plain(), allow_nan=False))
    assert list(plain) == ["x", "y", "z", "a", "da", "dz", "dW", "db", "output", "loss"]
    assert plain["x"] == [1.5, -0.5] and [len(layer) for layer in plain["z"]] == [3, 1]
    assert len(plain["dW"][0]) == 2 and len(plain["dW"][0][0]) == 3


def test_a_certain_and_wrong_sigmoid_still_has_finite_numbers():
    training = Training(Config(loss="bce", hidden=""))
    training.set_parameters([[[1000.0], [0.0]]], [[0.0]])
    plain = trace_sample(training.network, training.loss, (6, 0), 0).plain()
    json.dumps(plain, allow_nan=False)
    assert plain["loss"] == 6000 and plain["dz"] == [[1.0]]


@pytest.mark.parametrize("x, y", [((1,), 1), ((1, 2, 3), 1), ("ab", 1), ((1, float("nan")), 1), (None, 1),
                                  ((1, 2), None), ((1, 2), "y"), ((1, 2), float("inf")), ((1, 2), [1])])  # fmt: skip
def test_a_sample_that_is_none_is_refused(x, y):
    training = Training(Config())
    with pytest.raises(ValueError, match="x:|y:"):
        trace_sample(training.network, training.loss, x, y)
