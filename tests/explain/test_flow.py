"""The words for the flow of gradients are right for every phenomenon of the fifth question, on several seeds."""

from dataclasses import replace

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Diagnostics, Training
from playground.engine.diagnostics import SHRUNK
from playground.explain.flow import FAINT, LOUD, RULED, verdict
from playground.lessons.activations import KILLED

DEEP = {"hidden": (8,) * 10, "data": "xor", "out": "identity"}  # the anchors' 10×8
SEEDS = range(4)


def judged(steps=0, **settings):
    training = Training(Config(**settings))
    training.advance(steps)
    diagnosis = Diagnostics(training).measure()
    return verdict(diagnosis, training.network), diagnosis


@pytest.mark.parametrize("seed", SEEDS)
def test_sigmoids_with_xavier_vanish_towards_the_input_and_not_at_the_output(seed):
    found, diagnosis = judged(act="sigmoid", init="xavier_normal", seed=seed, **DEEP)
    assert found.net == ("vanishing",)
    assert found.where("vanishing")[:3] == (1, 2, 3) and found.layers[-1] == ("healthy",)
    assert diagnosis.delta_norms[0] / diagnosis.delta_norms[-1] < 1e-4


@pytest.mark.parametrize("seed", SEEDS)
def test_tanh_with_tiny_weights_vanishes_everywhere_though_all_layers_are_alike(seed):
    found, diagnosis = judged(act="tanh", init="normal", gain=0.1, seed=seed, **DEEP)
    assert max(diagnosis.sample_norms) / min(diagnosis.sample_norms) < 10  # a ratio sees nothing
    assert found.where("vanishing") == tuple(range(1, 12)) and found.net == ("vanishing",)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("act", "init"), [("tanh", "xavier_normal"), ("relu", "he_normal")])
def test_the_matching_initialiser_is_healthy(act, init, seed):
    found, _ = judged(act=act, init=init, seed=seed, **DEEP)
    assert found.net == ("healthy",) and set(found.layers) == {("healthy",)}


@pytest.mark.parametrize("seed", SEEDS)
def test_relu_with_large_weights_explodes_everywhere(seed):
    found, diagnosis = judged(act="relu", init="normal", gain=2, seed=seed, **DEEP)
    assert found.net[0] == "exploding" and found.where("exploding") == tuple(range(1, 12))
    assert diagnosis.gradient_norms[0] > 1e6


@pytest.mark.parametrize("seed", SEEDS)
def test_large_weights_saturate_tanh(seed):
    found, _ = judged(hidden=(8, 8), act="tanh", gain=20, seed=seed)
    assert {1, 2} <= set(found.where("saturated")) and "saturated" in found.net


def test_steps_too_large_kill_relu_units():
    """The anchors' 2-8-1 with He weights, on XOR points of [−1, 1]², full batch: at 1.5 most units of most runs die."""
    rng = np.random.default_rng(0)
    points = [(x1, x2, 1 if x1 * x2 > 0 else -1) for x1, x2 in rng.uniform(-1, 1, (200, 2)).tolist()]
    dying = {"data": "custom", "points": points, "hidden": (8,), "act": "relu", "init": "he_normal", "out": "identity", "batch": "all"}
    runs = [judged(steps=100, lr=1.5, seed=seed, **dying) for seed in range(8)]
    dead = [diagnosis.dead_units[0] for _, diagnosis in runs]
    assert [("dead" in found.layers[0]) for found, _ in runs] == [units > 4 for units in dead]
    assert np.mean(dead) > 4 and sum("dead" in found.net for found, _ in runs) >= 4
    assert all("dead" not in judged(steps=100, lr=0.1, seed=seed, **dying)[0].net for seed in range(8))


@pytest.mark.parametrize(("lr", "steps"), [(0.5, 1), (0.3, 1)])
def test_a_step_that_throws_the_output_far_out_is_not_healthy(lr, steps):
    """The net of the third lesson whose units a single step kills: 4 of 8 dead, loss 889."""
    found, diagnosis = judged(steps=steps, **KILLED | {"lr": lr})
    assert found.net == ("astray",) and found.where("astray") == (2,) and diagnosis.error > 10 * found.yardstick


def test_a_wholly_dead_layer_cuts_off_those_before_it():
    training = Training(Config(hidden=(4, 4, 4), act="relu", init="he_normal"))
    training.network.biases[1][:] = -1000
    found = verdict(Diagnostics(training).measure(), training.network)
    assert found.layers[1] == ("vanishing", "dead") and found.layers[0] == ("vanishing",)
    assert found.signals[0] == 0 and found.net == ("vanishing", "dead")


@pytest.mark.parametrize("settings", [{}, {"hidden": ""}, {"loss": "bce"}, {"data": "hills", "hidden": "8,8"},
                                      {"data": "spiral", "hidden": "8,8", "lr": 0.1}, {"hidden": "8,8,8,8"},
                                      {"data": "gauss", "act": "identity"}, {"act": "leaky_relu"}])  # fmt: skip
@pytest.mark.parametrize("steps", [0, 2000, 20_000])
def test_a_network_that_learns_is_healthy_before_on_the_way_and_when_it_is_done(settings, steps):
    found, _ = judged(steps=steps, **settings)
    assert found.net == ("healthy",)


def test_at_a_minimum_where_the_gradient_is_zero_nothing_is_the_matter():
    """A line through a circle: the mean gradient is gone, the error is not."""
    found, diagnosis = judged(steps=3000, hidden="", out="identity", lr=0.05, batch="all")
    assert diagnosis.gradient_norms[0] < 1e-8 and diagnosis.error > 0.5
    assert found.net == ("healthy",)


def test_where_the_error_is_gone_a_faint_signal_is_no_complaint():
    training = Training(Config())
    diagnosis = replace(Diagnostics(training).measure(), error=1e-9, sample_norms=[1e-30] * 3)
    assert verdict(diagnosis, training.network).net == ("healthy",)
    assert verdict(replace(diagnosis, error=0.0), training.network).net == ("healthy",)


@pytest.mark.parametrize("norm", [np.inf, np.nan])
def test_numbers_past_all_bounds_explode(norm):
    training = Training(Config())
    diagnosis = replace(Diagnostics(training).measure(), sample_norms=[1.0, norm, 1.0])
    assert verdict(diagnosis, training.network).where("exploding") == (2,)


def test_signals_just_beside_the_limits_get_the_words_of_their_side():
    training = Training(Config())
    diagnosis = replace(Diagnostics(training).measure(), error=1.0, sample_norms=[FAINT * 0.99, FAINT * 1.01, LOUD * 1.01])
    assert verdict(diagnosis, training.network).layers == (("vanishing",), ("healthy",), ("exploding",))


def test_zero_weights_let_nothing_through():
    found, _ = judged(init="zeros")
    assert found.net == ("vanishing",) and found.signals == (0, 0, 0)


# -- regularisers ----------------------------------------------------------------------------------

NETS = [{}, {"act": "relu", "hidden": "8,8"}, {"act": "identity", "hidden": "4,4"}, {"loss": "bce"}, {"data": "hills", "hidden": "8,8"},
        {"data": "spiral", "hidden": "8,8", "lr": 0.1}]  # fmt: skip


@pytest.mark.parametrize("settings", NETS)
@pytest.mark.parametrize(("reg", "rate"), [("l2", 1), ("l1", 0.1), ("l2", 0.1)])
def test_a_regulariser_that_silences_a_network_which_else_learns_is_named_and_not_called_vanishing(settings, reg, rate):
    without, _ = judged(steps=2000, **settings)
    found, diagnosis = judged(steps=2000, reg=reg, rate=rate, **settings)
    assert without.net == ("healthy",)
    assert "vanishing" not in found.net
    if min(found.signals) < FAINT:
        assert "held" in found.net and min(diagnosis.shares) < SHRUNK


def test_with_a_rate_of_1_every_such_network_is_held_down_by_l2():
    assert all("held" in judged(steps=1000, reg="l2", rate=1, **settings)[0].net for settings in NETS)


@pytest.mark.parametrize(("reg", "rate"), [("l2", 0.001), ("l2", 0.01), ("l1", 0.001)])
def test_layers_that_were_silent_before_go_on_to_be_called_vanishing(reg, rate):
    settings = {"act": "sigmoid", "init": "xavier_normal", "reg": reg, "rate": rate, **DEEP}
    assert judged(steps=300, **settings)[0].net == ("vanishing",)
    held, _ = judged(steps=300, **settings | {"rate": 1, "reg": "l2"})
    assert held.layers[0] == ("vanishing",) and held.layers[8] == ("held",)  # the ninth layer did hear of the error


@pytest.mark.parametrize("settings", NETS)
@pytest.mark.parametrize(("reg", "rate"), [("l2", 0.001), ("l1", 0.0001), ("none", 1)])
def test_a_mild_regulariser_is_no_complaint(settings, reg, rate):
    for steps in (0, 2000):
        assert judged(steps=steps, reg=reg, rate=rate, **settings)[0].net == ("healthy",)


def test_where_the_data_hardly_pull_against_it_the_regulariser_rules():
    found, diagnosis = judged(steps=300, reg="l1", rate=1)
    assert found.net == ("ruled",)
    assert all(pull > RULED * norm for pull, norm in zip(diagnosis.pulls, diagnosis.gradient_norms, strict=True))


@pytest.mark.parametrize(("opt", "limit"), [("sgd", 2), ("momentum", 3.8), ("nesterov", 3.8 / 2.8)])
def test_past_its_limit_l2_alone_makes_the_weights_grow_without_end(opt, limit):
    """No data pull at the hidden weights of a dead layer: there is the regulariser alone."""
    def grows(product):
        training = Training(Config(hidden=(3,), act="relu", reg="l2", rate=product, lr=1, opt=opt, init="normal", batch="all"))
        weights = [w.copy() for w in training.network.weights]
        training.set_parameters([w.tolist() for w in weights], [[-1e6] * 3, [0.0]])
        before = np.linalg.norm(weights[0])
        training.advance(400)
        return np.linalg.norm(training.network.weights[0]) > before, "thrown" in verdict(Diagnostics(training).measure(), training.network).net

    assert grows(limit * 1.05) == (True, True)
    assert grows(limit * 0.95) == (False, False)


def test_what_comes_of_such_weights_is_not_called_vanishing_before_or_after_the_run_has_diverged():
    for steps in (3, 100, 1000):
        found, _ = judged(steps=steps, reg="l2", rate=10, lr=0.3)
        assert found.net[0] == "thrown" and "vanishing" not in found.net


@pytest.mark.parametrize("settings", [{"opt": "adam"}, {"opt": "rmsprop"}, {"clip": 1}, {"reg": "l1"}])
def test_nothing_of_the_kind_is_said_where_steps_do_not_grow_with_the_weights(settings):
    training = Training(Config(**{"reg": "l2", "rate": 10, "lr": 0.3} | settings))
    training.advance(1000)
    assert not training.diverged
    assert "thrown" not in verdict(Diagnostics(training).measure(), training.network).net


@pytest.mark.parametrize(("settings", "steps"), [({"lr": 1}, 1000), ({"lr": 3}, 1000), ({"lr": 3, "act": "relu", "hidden": "8,8"}, 20),
                                                 ({"lr": 0.3, "rate": 10, "opt": "momentum"}, 1000)])  # fmt: skip
def test_l1_whose_steps_are_as_long_as_the_weights_is_named_and_what_comes_of_it_is_not_called_vanishing(settings, steps):
    found, diagnosis = judged(steps=steps, **{"reg": "l1", "rate": 1} | settings)
    assert "tossed" in found.net and "vanishing" not in found.net
    assert diagnosis.stride > 0.5


def test_a_learning_rate_that_is_itself_too_large_is_not_put_down_to_a_mild_regulariser():
    settings = {"lr": 3, "opt": "momentum"}
    without, with_it = judged(steps=20, **settings)[0], judged(steps=20, reg="l2", rate=0.003, **settings)[0]
    assert without.net == with_it.net == ("vanishing", "saturated")
