"""Comparing in a session: one clock and one set of controls for all networks."""

import asyncio
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.config import Config
from playground.session import Session

SMALL = {"samples": 60, "hidden": (3,), "batch": 7}
DIVERGING = {"lr": 100, "out": "identity", "act": "relu", "init": "he_normal"}


def session(**config):
    made = Session(Config(**SMALL | config))
    made.surround(reduced_motion=True)
    return made


def run(work):
    return asyncio.run(work)


def trainings(made):
    return [made.training, *(other.training for other in made.comparison.alternatives)]


def steps(made):
    return [training.step for training in trainings(made)]


def parameters(made):
    return [training.network.parameters.copy() for training in trainings(made)]


def expect_twins(made):
    assert len(set(steps(made))) == 1
    assert all(np.array_equal(one, other) for one, other in pairwise(parameters(made)))


ACTIONS = st.one_of(
    st.tuples(st.just("step"), st.integers(1, 120)),
    st.tuples(st.just("seek"), st.integers(0, 250)),
    st.tuples(st.just("lr"), st.sampled_from([0.01, 0.3, 1.0])),
    st.tuples(st.just("opt"), st.sampled_from(["sgd", "adam"])),
    st.tuples(st.just("data"), st.sampled_from(["xor", "gauss"])),
    st.tuples(st.just("reset"), st.none()),
    st.tuples(st.just("promote"), st.integers(0, 1)),
)


@settings(deadline=None, max_examples=25)
@given(st.lists(ACTIONS, min_size=1, max_size=8))
def test_networks_in_which_nothing_differs_stay_equal_to_the_bit(actions):
    made = session(versus="act=tanh;act=tanh")
    for name, argument in actions:
        if name in ("step", "seek"):
            run(getattr(made, name)(argument))
        elif name == "reset":
            made.reset()
        elif name == "promote":
            made.promote(argument)
        else:
            made.configure(**{name: argument})
        expect_twins(made)


def test_choosing_what_to_compare_begins_all_anew_and_ending_it_leaves_the_main_run_alone():
    made = session()
    run(made.step(50))
    made.configure(versus="act=relu")
    assert steps(made) == [0, 0]
    run(made.step(70))
    trained = parameters(made)[0]
    made.configure(versus="")
    assert steps(made) == [70] and np.array_equal(parameters(made)[0], trained)


def test_ending_a_comparison_and_changing_the_rate_at_once_is_a_live_change():
    made = session(versus="act=relu")
    run(made.step(10))
    made.configure(versus="", lr=1)
    assert steps(made) == [10] and made.training.config.lr == 1


def test_the_main_run_is_the_one_it_is_without_a_comparison():
    made, alone = session(versus="act=relu;act=sigmoid"), session()
    for one in (made, alone):
        run(one.step(137))
        one.configure(lr=0.3)
        run(one.step(63))
    assert np.array_equal(parameters(made)[0], parameters(alone)[0])


def test_a_compared_network_becomes_the_main_one_as_trained_as_it_is():
    made = session(versus="act=relu;act=sigmoid")
    run(made.step(100))
    main, relu, sigmoid = parameters(made)
    made.promote(0)
    assert (made.config.act, made.config.versus) == ("relu", "act=tanh;act=sigmoid")
    assert all(np.array_equal(*pair) for pair in zip(parameters(made), (relu, main, sigmoid), strict=True))
    run(made.step(100))
    again = session(act="relu", versus="act=tanh;act=sigmoid")
    run(again.step(200))
    assert all(np.array_equal(*pair) for pair in zip(parameters(made), parameters(again), strict=True))


def test_promoting_another_depth_gives_a_picture_and_a_pass_of_that_depth():
    made = session(versus="hidden=4,4,4")
    run(made.step(20))
    made.promote(0)
    assert made.config.hidden == (4, 4, 4) and steps(made) == [20, 20]
    assert "forward/4/z" in made.phases and len(made.trace().z) == 4


def test_promoting_begins_anew_where_the_networks_would_not_be_the_same_any_more():
    made = Session(Config(hidden=(3, 3), act=("relu", "tanh"), versus="hidden=4"))
    run(made.step(20))
    made.promote(0)
    assert made.config.hidden == (4,) and steps(made) == [0, 0]
    assert made.config.alternatives[0].act == made.comparison.alternatives[0].config.act


def test_the_others_go_on_when_the_main_network_diverges_and_stop_when_told():
    made = session(versus="lr=0.01;lr=0.02", pace="max", **DIVERGING)

    async def story():
        made.run()
        await asyncio.sleep(0.2)
        assert made.running and made.status()["diverged"]
        made.pause()
        paused = steps(made)
        await asyncio.sleep(0.05)
        assert steps(made) == paused
        return paused

    stopped, one, other = run(story())
    assert stopped < one == other


def test_training_stops_by_itself_when_all_have_diverged():
    made = session(versus="lr=90", pace="max", **DIVERGING)

    async def story():
        made.run()
        await asyncio.sleep(0.5)

    run(story())
    assert not made.running and made.experiment.stuck and all(training.diverged for training in trainings(made))


def test_steps_and_seeking_count_on_the_common_clock():
    made = session(versus="lr=0.01", **DIVERGING)
    run(made.step(200))
    assert made.training.diverged and made.experiment.clock == 200
    run(made.step(50))
    assert made.experiment.clock == 250
    run(made.seek(230))
    assert made.comparison.step == 230
    run(made.seek(0))
    assert steps(made) == [0, 0]


def test_other_parameters_are_the_main_network_s_own():
    made = session(versus="act=tanh")
    run(made.step(30))
    plain = made.training.network.plain()
    plain["biases"][0][0] += 1.0
    made.set_parameters(plain["weights"], plain["biases"])
    main, other = parameters(made)
    assert not np.array_equal(main, other) and steps(made) == [30, 30]
    run(made.step(10))
    assert steps(made) == [40, 40]
