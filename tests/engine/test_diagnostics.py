"""Diagnostics say what their names say, and see the five questions' phenomena."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Diagnostics, Training, compare_gradients
from playground.trace import trace_sample


def measured(steps=0, **settings):
    training = Training(Config(**settings))
    diagnostics = Diagnostics(training)
    training.advance(steps)
    return training, diagnostics.measure()


def test_norms_are_those_of_the_whole_training_set_s_gradient():
    training, diagnosis = measured(steps=10, hidden="4,3")
    layers = training.network.as_layers(np.array([c.analytic for c in compare_gradients(training)]))
    np.testing.assert_allclose(diagnosis.gradient_norms, [np.linalg.norm(layer[:-1]) for layer in layers], rtol=1e-12)


def test_lists_have_one_entry_per_weight_layer():
    for hidden in ("", "4", "4,3,2"):
        training, diagnosis = measured(hidden=hidden)
        lists = [values for values in vars(diagnosis).values() if isinstance(values, list)]
        assert {len(values) for values in lists} == {len(training.network.weights)}


@pytest.mark.parametrize("settings", [{"hidden": "4,3"}, {"loss": "bce", "hidden": "3"}, {"data": "plane", "hidden": ""}])
def test_sample_norms_are_those_of_every_sample_s_own_gradient(settings):
    training, diagnosis = measured(steps=10, **settings)
    train, config = training.dataset.train, training.config
    traces = [trace_sample(training.network, training.loss, x, y, config.features) for x, y in zip(train.x, train.y, strict=True)]
    norms = [[np.linalg.norm(dW) for dW in trace.dW] for trace in traces]
    np.testing.assert_allclose(diagnosis.sample_norms, np.sqrt(np.mean(np.square(norms), axis=0)), rtol=1e-9)
    errors = [(trace.dz if config.loss_name == "bce" else trace.da)[-1][0] for trace in traces]
    assert diagnosis.error == pytest.approx(np.sqrt(np.mean(np.square(errors))), rel=1e-9)


def test_the_short_measure_and_the_layers_agree_with_the_whole_diagnosis():
    training, diagnosis = measured(steps=10, hidden="4,3")
    norms, ratios = Diagnostics(training).gradients()
    assert norms == diagnosis.gradient_norms and ratios == diagnosis.update_ratios
    a, dz = Diagnostics(training).layers()
    assert [values.std() for values in a] == pytest.approx(diagnosis.spreads)
    samples = len(training.dataset.train.y)
    assert [np.linalg.norm(values) / samples for values in dz] == pytest.approx(diagnosis.delta_norms)


def test_the_update_ratio_is_the_last_step_s():
    training = Training(Config(lr=0.5))
    diagnostics = Diagnostics(training)
    assert diagnostics.measure().update_ratios == [None] * 3
    before = [w.copy() for w in training.network.weights]
    training.advance(1)
    expected = [np.linalg.norm(w - old) / np.linalg.norm(w) for w, old in zip(training.network.weights, before, strict=True)]
    assert diagnostics.measure().update_ratios == pytest.approx(expected, rel=1e-9)
    training.restore(training.state())
    assert diagnostics.measure().update_ratios == [None] * 3


def test_a_relu_whose_bias_is_far_below_zero_is_dead():
    training, diagnosis = measured(hidden="4,3", act="relu", init="he_normal")
    training.network.biases[0][1:3] = -1000
    diagnosis = Diagnostics(training).measure()
    assert diagnosis.dead_units[0] == 2
    assert diagnosis.saturation[0] >= 0.5


def test_large_weights_saturate_a_tanh_and_an_identity_never_is():
    _, tame = measured(hidden="8", act="tanh")
    _, wild = measured(hidden="8", act="tanh", gain=50)
    assert tame.saturation[0] < 0.4 < 0.9 < wild.saturation[0]
    _, straight = measured(hidden="8", act="identity", out="identity", gain=50)
    assert straight.saturation == [0, 0] and straight.dead_units == [0, 0]


def test_the_output_s_saturation_is_told_even_where_the_loss_contains_it():
    _, diagnosis = measured(hidden="8", loss="bce", gain=50)
    assert diagnosis.saturation[-1] > 0.5
    _, diagnosis = measured(hidden="", loss="bce")
    assert diagnosis.saturation[-1] < 0.5


def test_gradients_vanish_through_deep_sigmoids_and_not_through_xavier_tanh():
    deep = {"hidden": (8,) * 10, "data": "xor"}
    _, sigmoid = measured(act="sigmoid", **deep)
    _, tanh = measured(act="tanh", **deep)
    assert sigmoid.delta_norms[0] / sigmoid.delta_norms[-1] < 1e-4
    assert tanh.delta_norms[0] / tanh.delta_norms[-1] > 1e-2
    _, small = measured(act="tanh", init="normal", gain=0.1, **deep)
    assert max(small.gradient_norms[:-1]) < 1e-4 and small.spreads[-1] < 1e-4
    _, huge = measured(act="relu", init="normal", gain=2, out="identity", **deep)
    assert huge.gradient_norms[0] > 1e6


def test_measuring_leaves_training_alone():
    config = Config(opt="adam")
    watched, alone = Training(config), Training(config)
    diagnostics = Diagnostics(watched)
    for _ in range(40):
        watched.advance(1)
        diagnostics.measure()
    alone.advance(40)
    assert (watched.network.parameters == alone.network.parameters).all()
