"""Compared networks: where nothing differs nothing ever does, to the bit; one that diverges stops alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.comparison import Comparison
from playground.config import Config
from playground.engine import Training
from playground.record import Record
from playground.settings import SETTINGS, SettingError

SMALL = {"samples": 60, "hidden": (3,), "batch": 7}


class Run:
    """A main network and what is compared with it, handled as the session does."""

    def __init__(self, **config):
        self.config = Config(**SMALL | config)
        self.reset()

    def reset(self):
        self.training = Training(self.config)
        self.record = Record(self.training)
        self.comparison = Comparison(self.config)

    def step(self, steps):
        target = max(self.training.step, self.comparison.step) + steps
        if not self.training.diverged:
            self.record.advance(target - self.training.step)
        self.comparison.advance_to(target)

    def seek(self, step):
        self.record.seek(step)
        self.comparison.seek(step)
        self.config = self.config.with_live_settings_of(self.training.config)

    def change(self, **changes):
        self.config = self.config.replace(**changes)
        self.record.change(self.config)
        self.comparison.change(self.config, self.training.step)

    @property
    def steps(self):
        return [self.training.step, *(other.training.step for other in self.comparison.alternatives)]

    def parameters(self, row):
        return self.comparison.alternatives[row].training.network.parameters

    def expect_twins(self):
        for other in self.comparison.alternatives:
            assert other.training.step == self.training.step
            assert np.array_equal(other.training.network.parameters, self.training.network.parameters)
            assert other.training.evaluate() == self.training.evaluate()
            assert np.array_equal(other.record.losses(), self.record.losses())


@pytest.mark.parametrize("versus", ["act=tanh", "lr=0.03", "hidden=3", "opt=sgd;opt=sgd", "init=xavier_uniform", "batch=7"])
def test_a_network_in_which_nothing_differs_is_the_main_one_to_the_bit(versus):
    run = Run(versus=versus)
    run.expect_twins()
    for _ in range(5):
        run.step(137)
        run.expect_twins()


ACTIONS = st.one_of(
    st.tuples(st.just("step"), st.integers(1, 150)),
    st.tuples(st.just("seek"), st.integers(0, 300)),
    st.tuples(st.just("change"), st.sampled_from([{"lr": 0.3}, {"opt": "adam"}, {"batch": 11}, {"reg": "l2", "rate": 0.01}])),
    st.tuples(st.just("reset"), st.none()),
)


@settings(deadline=None, max_examples=25)
@given(st.lists(ACTIONS, min_size=1, max_size=8))
def test_it_stays_so_whatever_the_learner_does(actions):
    run = Run(versus="act=tanh;act=tanh", data="xor")
    for name, argument in actions:
        if name == "reset":
            run.reset()
        elif name == "change":
            run.change(**argument)
        else:
            getattr(run, name)(argument)
        run.expect_twins()


def test_compared_networks_see_the_same_data_in_the_same_batches():
    run = Run(versus="hidden=8,8;hidden=")
    run.step(100)
    for other in run.comparison.alternatives:
        assert np.array_equal(other.training.dataset.train.x, run.training.dataset.train.x)
        assert other.training.epoch == run.training.epoch
        ours, theirs = run.training._batches.upcoming(3), other.training._batches.upcoming(3)
        assert all(np.array_equal(a[1], b[1]) for a, b in zip(ours, theirs, strict=True))


def test_a_compared_network_is_the_one_that_would_train_alone():
    run, alone = Run(versus="act=relu"), Training(Config(**SMALL, act="relu"))
    run.step(300)
    alone.advance(300)
    assert np.array_equal(run.parameters(0), alone.network.parameters)


def test_a_live_change_changes_all_but_what_is_compared():
    run = Run(versus="lr=0.5;lr=1")
    run.step(20)
    run.change(lr=0.01, opt="momentum")
    assert [(other.config.lr, other.config.opt) for other in run.comparison.alternatives] == [(0.5, "momentum"), (1, "momentum")]


def diverging():
    """The learning rate 100 with an unbounded output diverges within a few steps, 0.03 and 0.01 never."""
    return Run(versus="lr=100;lr=0.01", out="identity", act="relu", init="he_normal")


def test_a_network_that_diverges_stops_at_a_finite_state_while_the_others_go_on():
    run = diverging()
    run.step(400)
    lost, going = run.comparison.alternatives
    assert lost.diverged and lost.training.step < 400 and np.isfinite(run.parameters(0)).all()
    assert not going.diverged and going.training.step == run.training.step == 400
    assert not run.comparison.stuck


def test_a_live_change_leaves_a_diverged_network_where_it_is():
    run = diverging()
    run.step(400)
    stopped = run.comparison.alternatives[0].training.step
    run.change(opt="momentum")
    run.step(50)
    assert run.comparison.alternatives[0].diverged and run.steps == [450, stopped, 450]


def test_going_back_to_before_the_divergence_makes_all_go_on():
    run = diverging()
    run.step(400)
    stopped = run.comparison.alternatives[0].training.step
    run.seek(0)
    assert run.steps == [0, 0, 0] and not run.comparison.alternatives[0].diverged
    run.step(400)
    assert run.steps == [400, stopped, 400]


def test_the_others_come_back_to_a_diverged_main_network_that_goes_on_with_another_rate():
    run = Run(versus="lr=0.01", lr=100, out="identity", act="relu", init="he_normal")
    run.step(400)
    stopped = run.training.step
    assert run.training.diverged and run.comparison.step == 400
    run.change(lr=0.02)
    assert run.steps == [stopped, stopped]
    run.step(10)
    assert run.steps == [stopped + 10, stopped + 10]


def test_without_alternatives_there_is_nothing_to_do():
    none = Comparison(Config())
    none.advance_to(10)
    none.seek(5)
    none.change(Config(lr=1), 5)
    none.cut(5)
    assert (none.step, none.end, none.stuck) == (0, 0, True)


@pytest.mark.parametrize("key", ["data", "noise", "samples", "train", "points", "seed", "versus", "lang", "pace", "nonsense"])
def test_data_and_seed_are_the_same_for_all(key):
    default = SETTINGS[key].default if key in SETTINGS else 1
    with pytest.raises(SettingError) as refusal:
        Config(versus=f"{key}={default}")
    assert refusal.value.key == "versus"


def test_an_alternative_that_cannot_be_is_refused_as_versus():
    for impossible in ("act=relu,tanh,elu", "loss=bce"):
        with pytest.raises(SettingError) as refusal:
            Config(versus=impossible, out="tanh")
        assert refusal.value.key == "versus"


def test_a_comparison_that_another_setting_makes_impossible_ends():
    compared = Config(versus="act=relu,tanh")
    assert compared.replace(lr=1).versus == "act=relu,tanh"
    assert compared.replace(hidden="8").versus == ""
    with pytest.raises(SettingError):
        compared.replace(lr="banana")
