"""What the lessons say in general, tried beyond the run of any one learner."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Diagnostics, Training
from playground.engine.curvature import start_of
from playground.engine.parabola import Parabola
from playground.explain import entry
from playground.lessons import activations, chain_rule, gradients, learning_rate, measures
from playground.lessons.descent import essence, first_losses
from playground.trace import trace_sample
from playground.views.lessons import revive
from playground.views.lessons.product import GREATEST

WITHIN = 1000  # steps in which both changes make twelve layers learn
BY_THEN = 600  # steps after which large weights under sigmoid are held against tanh


def trained(steps, **settings):
    training = Training(Config(**settings))
    training.advance(steps)
    return training


def accuracy(training):
    return training.evaluate().train_accuracy


# -- the learning rate -----------------------------------------------------------------------------


def test_past_two_over_the_largest_curvature_a_quadratic_loss_never_comes_back():
    known = Parabola.of(Training(Config(**learning_rate.VALLEY)))
    for times in (1.02, 1.1, 2):
        losses = first_losses(essence(Config(**learning_rate.VALLEY | {"lr": times * known.threshold})), 3000)
        assert not np.isfinite(losses[-1]) or losses[-1] > 10 * losses[0]


def test_another_loss_may_come_back_from_beyond_it():
    """The net of the first steps learns at η = 1, though 2/λₘₐₓ at its start is less than half of that."""
    training = Training(Config(**learning_rate.XOR | {"lr": 1.0}))
    assert start_of(training).too_fast("sgd") < 0.5
    losses = first_losses(essence(training.config), 400)
    assert losses[-1] < 0.1 * losses[0]


def test_at_a_rate_of_one_the_jumps_are_much_smaller_after_a_hundred_steps_and_do_not_end():
    losses = first_losses(essence(Config(**learning_rate.XOR | {"lr": 1.0})), 1200)
    rises = np.diff(losses) / losses[:-1]
    assert rises[:100].max() > 0.3 > 10 * rises[100:].max()
    assert all((rises[start : start + 100] > 0).any() for start in range(0, 1200, 100))


# -- the chain rule --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def losses_around():
    """(edge, ε) → L(w − ε), L(w), L(w + ε) of the lesson's sample."""
    def find(edge, epsilon):
        training = Training(Config(**chain_rule.NET))
        training.set_parameters(*chain_rule.START)
        *x, y = training.config.sample
        k, place = entry(edge)
        here = training.network.layers[k][place]

        def loss(value):
            training.network.layers[k][place] = value
            return trace_sample(training.network, training.loss, x, y, training.config.features).loss

        return loss(here - epsilon), loss(here), loss(here + epsilon)

    return find


def test_a_difference_of_a_weight_of_the_last_layer_is_exact_because_its_curvature_is_the_same_everywhere(losses_around):
    def curvature(edge, epsilon):
        below, here, above = losses_around(edge, epsilon)
        return (above + below - 2 * here) / epsilon**2
    last = [curvature(chain_rule.SECOND, epsilon) for epsilon in (0.1, 0.5, 2)]
    first = [curvature(chain_rule.FIRST, epsilon) for epsilon in (0.1, 0.5, 2)]
    assert np.ptp(last) < 1e-9 * last[0] and np.ptp(first) > 0.01 * abs(first[0])
    below, _, above = losses_around(chain_rule.SECOND, 0.5)
    assert abs(above - below) > 0.1, "its loss is not symmetric about the weight as it is"


# -- activations and deep nets ---------------------------------------------------------------------


def test_ten_times_the_rate_makes_up_for_two_small_slopes_but_not_for_ten():
    race = activations.RACE | {"act": "sigmoid"}
    assert accuracy(trained(400, **race)) < 0.7 and accuracy(trained(600, **race, lr=0.3)) > 0.95
    assert accuracy(trained(3000, **race | {"hidden": (8,) * 10}, lr=0.3)) < 0.6


@pytest.mark.parametrize("gain", np.arange(1, GREATEST + 0.1, 1))
def test_large_weights_bring_the_gradient_through_sigmoids_and_yet_they_learn_slowly(gain):
    training = Training(Config(**gradients.SIGMOID | {"gain": gain}))
    steps = gradients._way(training, Diagnostics(training))
    assert (steps[-1].delta / steps[0].delta > gradients.HUNDREDTH) == (gain >= 7)
    training.advance(BY_THEN)
    assert accuracy(training) <= 0.6


def test_by_then_the_tanh_net_has_learned():
    assert accuracy(trained(BY_THEN, **gradients.SIGMOID | {"act": "tanh"})) > 0.95


@pytest.mark.parametrize("act", ["tanh", "relu", "elu", "silu"])
def test_another_function_alone_does_not_make_twelve_layers_learn(act):
    assert accuracy(trained(WITHIN, **gradients.STUCK | {"act": act})) < 0.6


@pytest.mark.parametrize(("init", "gain"), [("xavier_uniform", 1), ("xavier_uniform", 9), ("normal", 1), ("he_normal", 6), ("orthogonal", 12)])
def test_other_weights_alone_do_not_make_twelve_layers_learn(init, gain):
    assert accuracy(trained(WITHIN, **gradients.STUCK | {"init": init, "gain": gain})) < 0.9


def test_of_the_killed_units_one_is_back_at_once_leaky_relu_leaves_the_deep_ones_elu_does_not():
    killed = trained(1, **activations.KILLED)
    dead = measures.silent(killed)

    def silent(act, steps):
        training = Training(Config(**activations.KILLED | revive.CAREFULLY | {"act": act}))
        training.set_parameters(killed.network.weights, killed.network.biases)
        training.advance(steps)
        return measures.silent(training)
    deep = silent("leaky_relu", 1)
    assert len(dead - deep) == 1 and len(deep) == 3
    assert silent("leaky_relu", 800) >= deep > deep & silent("elu", 200)
    assert silent("relu", 800) >= dead


# -- comparing -------------------------------------------------------------------------------------


def test_nets_with_other_batch_sizes_see_the_points_in_the_same_order():
    def order(batch):
        training = Training(Config(batch=batch, samples=40))
        return np.hstack([inputs for inputs, _ in training._batches.upcoming(20 // batch)])
    assert np.array_equal(order(1), order(4)) and np.array_equal(order(4), order(10))
