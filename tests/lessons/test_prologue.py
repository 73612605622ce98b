"""What the prologue says of one neuron: tried natively, the way a student tries it."""

import asyncio

import numpy as np
import pytest

from playground.config import Config
from playground.engine.affine import folded
from playground.explain import Bias, Edge
from playground.lessons import prologue
from playground.lessons.prologue import LESSON
from playground.session import Session
from playground.views.lessons import neuron
from playground.views.playground import PlaygroundView
from tests.lessons.opening import is_done, opened, told

W1, W2, B = Edge(1, 1, 1), Edge(1, 2, 1), Bias(1, 1)


def answered(step, answer):
    """A session that has opened a step and answered its question."""
    session = opened(LESSON, LESSON.by_name[step])
    session.tutor.answer(answer)
    return session


def trained(session, steps):
    asyncio.run(session.step(steps))
    return session


def direction(session):
    """Where the border runs, in degrees (0 to 180)."""
    w1, w2, _ = folded(session.training.network).flat
    return np.degrees(np.arctan2(w1, -w2)) % 180


def test_the_step_can_be_opened_from_a_larger_network_in_view():
    session = Session(Config(lang="en"))
    view = PlaygroundView(session)  # follows a restart after the tutor
    session.tutor.open(LESSON.name, "weigh")
    session.pause()
    view.frame()
    assert session.training.network.parameters.tolist() == list(prologue.ASIDE)


def test_a_weight_turns_the_border_about_the_middle():
    session = answered("weigh", "0")
    before = direction(session)
    session.change_parameter(W2, -0.4)
    assert direction(session) != pytest.approx(before) and not is_done(session)
    session.change_parameter(W2, 0.4)
    assert is_done(session)
    assert prologue._z(session, point=(0, 0)) == 0


def test_training_is_not_by_hand_even_back_at_the_start():
    session = trained(answered("weigh", "0"), 100)
    assert session.evaluation().train_accuracy >= prologue.RIGHT and not is_done(session)
    session.reset()
    assert not is_done(session)


def test_the_bias_shifts_the_border_and_does_not_turn_it():
    session = answered("add", "-0.6")
    before = direction(session)
    session.change_parameter(B, -0.5)
    assert is_done(session) and direction(session) == before


def test_the_point_that_is_worked_out_is_blue_and_taken_for_orange():
    session = answered("add", "-0,6")
    assert session.training.dataset.nearest(prologue.POINT)[1] == 1
    assert prologue._z(session) == pytest.approx(-0.6)


def test_the_weights_are_to_be_left_alone_where_the_bias_is_the_matter():
    session = answered("add", "-3/5")
    session.change_parameter(W1, 2)
    session.change_parameter(B, 0)
    assert session.evaluation().train_accuracy >= prologue.RIGHT and not is_done(session)


def test_tanh_leaves_the_border_where_it_is_and_the_loss_falls():
    session = answered("bend", "1")
    before, loss = session.training.dataset.train, session.evaluation().train_loss
    straight = session.training.network.predict(before.inputs) > 0
    session.configure(out="sigmoid")
    assert not is_done(session)
    session.configure(out="tanh")
    bent = session.training.network.predict(before.inputs)
    assert is_done(session) and np.array_equal(bent > 0, straight)
    facts = told(session)
    assert (facts["before"], facts["after"]) == pytest.approx((loss, session.evaluation().train_loss))
    assert facts["after"] < 0.1 < 1 < facts["before"] and abs(bent).max() == pytest.approx(facts["bent"])


def test_the_first_step_goes_against_the_slope_and_so_do_many():
    session = answered("learn", "0")
    before, slope = prologue._first_step()
    trained(session, 1)
    w1 = session.training.network.parameters[0]
    assert slope < 0 and w1 == pytest.approx(prologue.ASTRAY[0] - session.config.lr * slope)
    assert session.evaluation().train_loss < before and not is_done(session)
    trained(session, 99)
    assert is_done(session) and session.tutor.study.bests[LESSON.name]["score"] == 100


def test_the_slope_is_that_of_the_loss():
    ends = []
    for w1 in (prologue.ASTRAY[0] - 1e-5, prologue.ASTRAY[0] + 1e-5):
        session = answered("learn", "0")
        session.change_parameter(W1, w1)
        ends.append(session.evaluation().train_loss)
    assert (ends[1] - ends[0]) / 2e-5 == pytest.approx(prologue._first_step()[1], rel=1e-6)


def test_fewer_steps_are_a_better_run():
    session = trained(answered("learn", "0"), 100)
    session.reset()
    session.configure(lr=0.3)
    trained(session, 10)
    assert session.tutor.study.bests[LESSON.name]["facts"]["steps"] == 10


@pytest.mark.parametrize(("changes", "shown"), [({}, "tanh"), ({"hidden": "2"}, None), ({"features": "x1,x2,x1*x2"}, None)])
def test_the_formula_is_shown_of_one_neuron_only(changes, shown):
    session = opened(LESSON, LESSON.by_name["learn"])
    session.configure(**changes)
    html = str(neuron.html(session, lambda key, **values: key))
    assert shown in html if shown else html == ""
