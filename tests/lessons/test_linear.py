"""What lesson 1 says of its runs: tried natively, the way a student tries it."""

import asyncio
from functools import partial

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training, inputs_of
from playground.engine.affine import best_line, folded, largest_difference
from playground.frames.field import grid_points
from playground.lessons import linear
from playground.lessons.linear import LESSON
from playground.views.lessons import fold, ray
from playground.views.words import sentence
from tests.lessons import opening
from tests.lessons.opening import is_done, told, words

after = partial(opening.after, LESSON)


def test_a_lone_neuron_becomes_the_plane_of_its_targets_and_answers_without_bounds():
    session = after("alone", 200, "1")
    assert not is_done(session)  # it has learned, and nobody has looked
    ray.ACTIONS["linear-reach"](session, "600")
    assert is_done(session)
    assert told(session)["answer"] == pytest.approx(120, rel=1e-3)
    s, outputs = linear.along(session, 600)
    assert np.ptp(np.diff(outputs)) < 1e-10 and s[-1] == 600  # the same step everywhere
    html = ray.html(session, words)
    assert "from −120 to 120" in html and 'id="reach-600" data-do="linear-reach" data-value="600" aria-pressed="true"' in html


def test_looking_far_before_anything_is_learned_does_not_count():
    session = after("alone", 5, "1")
    ray.ACTIONS["linear-reach"](session, "6000")
    assert np.abs(linear.along(session, 6000)[1]).max() > linear.LARGE and not is_done(session)


@pytest.mark.parametrize("changes", [{"out": "tanh"}, {"hidden": "2"}, {"data": "gauss"}])
def test_a_lone_neuron_is_one_without_bend_on_the_plane(changes):
    session = after("alone", 300, "1", **changes)
    ray.ACTIONS["linear-reach"](session, "6000")
    assert not is_done(session)


def test_hills_leave_a_lone_neuron_almost_level():
    session = after("uneven", 200, "1")
    facts = told(session)
    assert is_done(session) and not is_done(after("uneven", 20, "1"))
    assert facts["loss"] == pytest.approx(facts["best"], rel=1e-3) and facts["best"] < facts["mean"]
    assert np.abs(session.training.network.parameters).max() < 0.02


def test_three_depths_come_to_the_same_straight_line():
    session = after("stack", 400)
    assert is_done(session)
    assert len(set(told(session)["accuracies"].split(" · "))) == 1
    lines = [folded(net).flat for net in linear.networks(session)]
    assert np.ptp(lines, axis=0).max() < linear.SETTLED


def test_the_folded_net_is_the_deep_one_and_the_line_of_least_squares():
    session = after("fold", 600, "3")
    deep, plane = session.training.network, inputs_of(grid_points(), ("x1", "x2"))
    assert largest_difference(deep, folded(deep), plane) < 1e-12
    assert linear.distance(session) < 1e-6
    before = deep.predict(plane)
    for _ in range(4):
        assert not is_done(session)
        fold.ACTIONS["fold-next"](session, None)
    assert "np.linalg.lstsq" in fold.html(session, words)
    fold.ACTIONS["fold-replace"](session, None)
    assert is_done(session) and session.config.hidden == ()
    assert np.abs(session.training.network.predict(plane) - before).max() < 1e-12


def test_an_untrained_net_can_be_folded_but_is_not_the_line():
    session = after("fold", 0, "3")
    fold.ACTIONS["fold-replace"](session, None)
    assert session.config.hidden == () and not is_done(session)


@pytest.mark.parametrize("hidden", ["3", "4,4"])
@pytest.mark.parametrize("init", ["xavier_normal", "orthogonal", "lecun_normal", "uniform"])
def test_other_depths_and_starts_end_at_the_same_line(hidden, init):
    assert is_done(after("least", 1500, "1", hidden=hidden, init=init))


def test_zeros_never_leave_the_start_in_a_deep_net():
    session = after("least", 1500, "1", hidden="4,4", init="zeros")
    assert linear.distance(session) > 0.1 and not is_done(session)


def test_the_same_depth_or_start_does_not_count():
    assert not is_done(after("least", 1500, "1"))
    assert not is_done(after("least", 1500, "1", hidden="3"))
    assert not is_done(after("least", 1500, "1", init="orthogonal"))


@pytest.mark.parametrize("step", ["xor", "circle"])
@pytest.mark.parametrize("hidden", ["1", "8", "4,4"])
def test_no_depth_gets_past_the_best_line(step, hidden):
    session = after(step, 1500, hidden=hidden, lr=0.02)
    train = session.training.dataset.train
    assert is_done(session)
    assert abs(session.evaluation().train_accuracy - 0.5) < 0.1 <= best_line(train.x, train.y) < 0.75
    assert session.evaluation().train_loss == pytest.approx(0.5, abs=0.01)  # that of a net which always answers 0


@pytest.mark.parametrize("changes", [{"features": "x1*x2"}, {"act": "relu"}, {"data": "gauss"}, {"out": "tanh"}])
def test_trying_in_vain_means_without_any_help(changes):
    assert not is_done(after("xor", 1500, **changes))


def test_a_bent_net_learns_the_moons_and_refuses_to_be_folded():
    session = after("bend", 1500, "1")
    assert is_done(session) and linear.bend(session).gap > 0.2
    fold.ACTIONS["fold-next"](session, None)
    fold.ACTIONS["fold-replace"](session, None)
    html = str(fold.html(session, words))
    assert session.config.hidden == (4,) and "ReLU stands in between" in html and "fold-replace" not in html


def test_more_units_make_more_than_twenty_pieces():
    session = after("folds", 1500, "7", hidden="4,4")
    assert is_done(session)
    assert not is_done(after("folds", 500, "7", hidden="4"))


@pytest.mark.parametrize("step", ["xor-fewest", "circle-fewest"])
def test_three_relus_are_enough_and_fewer_count_more(step):
    session = after(step, 3000, act="relu", hidden="4")
    assert is_done(session)
    first = session.tutor.study.bests[LESSON.name]["facts"]["units"]
    session.configure(hidden="3")
    asyncio.run(session.step(4000))
    assert (first, session.tutor.study.bests[LESSON.name]["facts"]["units"]) == (4, 3)


@pytest.mark.parametrize("data", [linear.XOR, linear.CIRCLE], ids=["xor", "circle"])
def test_two_relus_are_not_enough(data):
    for seed in range(6):
        training = Training(Config(**data | linear.BENT | {"act": "relu", "hidden": "2", "seed": seed}))
        training.advance(3000)
        assert training.evaluate().train_accuracy < 0.95


@pytest.mark.parametrize("changes", [{"features": "x1,x2,x1*x2", "act": "relu", "hidden": "4"}, {"act": "relu", "hidden": "8"}])
def test_help_from_outside_does_not_count_as_few_units(changes):
    session = after("xor-fewest", 2000, **changes)
    assert session.evaluation().test_accuracy > linear.SOLVED and not is_done(session)


def test_the_xor_of_four_points_takes_only_two_relus():
    """As the lesson has it: relu(x₁ − x₂) + relu(x₂ − x₁), and a bias that parts 0 from the rest."""
    points = [(x1, x2, 1 if x1 == x2 else -1) for x1 in (-1, 1) for x2 in (-1, 1)]
    training = Training(Config(data="custom", points=points, train=75, hidden="2", act="relu", out="identity"))
    training.set_parameters([[[1, -1], [-1, 1]], [[-1], [-1]]], [[0, 0], [1]])
    result = training.evaluate()
    assert result.train_accuracy == result.test_accuracy == 1.0


def test_whoever_puts_the_one_layer_in_place_before_training_has_arrived_has_shown_nothing():
    session = after("fold", 0, "3")
    fold.ACTIONS["fold-replace"](session, None)
    asyncio.run(session.step(1500))
    assert linear.settled(session) and not is_done(session)


def test_of_a_net_whose_parameters_were_given_nobody_says_that_it_has_not_learned():
    session = after("fold", 600, "3")
    fold.ACTIONS["fold-replace"](session, None)
    assert session.training.step == 0 and sentence(session, words).startswith("The sample in view")
    session.reset()
    assert sentence(session, words) == words("now.start")
