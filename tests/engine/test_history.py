"""History: bounded, and the way back to any step is exact."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import History, Training, change, mark, seek, train

DEEP = {"hidden": "8,8,8,8"}


def parameters_at(config, step, changes=()):
    """The parameters of an undisturbed run at a step; changes: [(step, settings)]."""
    training = Training(config)
    for at, settings in changes:
        if at <= step:
            training.advance(at - training.step)
            training.reconfigure(training.config.replace(**settings))
    training.advance(step - training.step)
    return training.network.parameters


def test_entries_stay_at_multiples_of_the_stride_and_under_the_capacity():
    history = History(64)
    for step in range(10_000):
        history.record(step, step)
        assert len(history) <= 64
    assert history.stride == 256
    assert history.steps == history.entries == tuple(range(0, 10_000, 256))


def test_the_first_step_always_stays():
    history = History(16)
    for step in range(3, 500):
        history.record(step, step)
    assert history.steps[0] == 3


def test_at_least_2000_snapshots_of_a_deep_net_are_there_and_memory_is_bounded():
    training = Training(Config(opt="adam", **DEEP))
    history = History.of_states(training)
    train(training, history, 9000)
    assert 2000 <= len(history) <= 4096
    assert sum(state.nbytes for state in history.entries) < 48_000_000


def test_the_largest_net_with_adam_stays_in_the_budget():
    training = Training(Config(opt="adam", hidden=(16,) * 24))
    history = History.of_states(training)
    assert training.state().nbytes * history.capacity < 48_000_000 and history.capacity > 200


@pytest.mark.parametrize("settings", [{}, {"opt": "adam", "batch": 32}, {"opt": "momentum", "batch": "all"}])
def test_any_step_is_reached_again_to_the_bit(settings):
    config = Config(**settings)
    training = Training(config)
    history = History.of_states(training, capacity=32)
    train(training, history, 700)
    end = training.network.parameters.copy()
    for step in (0, 1, 24, 25, 333, 699):
        assert seek(training, history, step) == step == training.step
        assert (training.network.parameters == parameters_at(config, step)).all()
    train(training, history, 1)
    assert (training.network.parameters == end).all()


def test_a_seek_replays_the_live_settings_of_the_time():
    config, changes = Config(), [(100, {"lr": 0.5}), (150, {"opt": "adam", "lr": 0.01}), (150, {"batch": 7}), (333, {"clip": 1})]
    training = Training(config)
    history = History.of_states(training, capacity=32)
    for at, settings in changes:
        train(training, history, at - training.step)
        change(training, history, training.config.replace(**settings))
    train(training, history, 400)
    for step in (99, 100, 101, 149, 150, 151, 300, 333, 334, 733, 50):
        assert seek(training, history, step) == step
        assert (training.network.parameters == parameters_at(config, step, changes)).all()


def test_a_change_after_going_back_begins_another_future():
    training = Training(Config())
    history = History.of_states(training)
    train(training, history, 200)
    seek(training, history, 50)
    assert history.steps[-1] == 200
    change(training, history, training.config.replace(lr=1))
    assert history.steps[-1] == 50
    train(training, history, 100)
    branch = training.network.parameters.copy()
    seek(training, history, 10)
    assert training.config.lr == 0.03
    seek(training, history, 150)
    assert training.config.lr == 1 and (training.network.parameters == branch).all()


@pytest.mark.parametrize("capacity", [16, 4096])
def test_going_on_past_a_change_without_repeating_it_forgets_the_old_future(capacity):
    training = Training(Config())
    history = History.of_states(training, capacity=capacity)
    train(training, history, 105)
    for turn in range(5):
        change(training, history, training.config.replace(lr=1 + turn))
        train(training, history, 60)
    seek(training, history, 50)
    train(training, history, 54)
    assert history.steps[-1] > 300
    train(training, history, 100)
    assert history.steps[-1] <= 204
    for step in (60, 104, 105, 150, 204, 250):
        assert seek(training, history, step) == step
        assert (training.network.parameters == parameters_at(Config(), step)).all()


def test_parameters_from_outside_are_marked_and_found_again():
    training = Training(Config())
    history = History.of_states(training, capacity=16)
    train(training, history, 105)
    training.set_parameters(*Training(Config(seed=9)).network.plain().values())
    mark(training, history)
    train(training, history, 300)
    end = training.network.parameters.copy()
    seek(training, history, 20)
    assert seek(training, history, 405) == 405
    assert (training.network.parameters == end).all()


def test_so_many_changes_that_their_snapshots_are_thinned_out_never_lead_astray():
    training = Training(Config())
    history = History.of_states(training, capacity=32)
    truth = {}
    train(training, history, 1)
    for turn in range(200):
        change(training, history, training.config.replace(lr=0.01 + 0.001 * (turn % 7)))
        for _ in range(3):
            train(training, history, 1)
            truth[training.step] = training.network.parameters.copy()
    assert len(history) <= 32
    reached = [seek(training, history, step) for step in truth]
    assert reached[-1] == 601 and all(got <= step for got, step in zip(reached, truth, strict=True))
    assert len({*reached}) > 10
    for step in truth:
        got = seek(training, history, step)
        if got in truth:
            assert (training.network.parameters == truth[got]).all()


def test_a_change_that_repeats_at_one_step_takes_one_place():
    training = Training(Config())
    history = History.of_states(training)
    train(training, history, 3)
    for turn in range(1000):
        change(training, history, training.config.replace(lr=0.01 + turn / 1000))
    assert len(history) == 4


def test_the_last_row_before_a_step_is_found():
    rows = History(512)
    for step in (0, 10, 20):
        rows.record(step, f"row {step}")
    assert rows.at_or_before(15) == (10, "row 10") and rows.at_or_before(-1) == (0, "row 0")
    with pytest.raises(LookupError):
        History(16).at_or_before(1)


def test_a_diverged_run_can_be_gone_back_through():
    config = Config(data="plane", act="relu", hidden="8,8", lr=3, seed=1)
    training = Training(config)
    history = History.of_states(training)
    done = train(training, history, 1000)
    assert training.diverged and history.steps[-1] == done
    assert seek(training, history, done - 1 if done else 0) == max(done - 1, 0)
    assert training.diverged is None and np.isfinite(training.network.parameters).all()
