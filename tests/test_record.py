"""The record: what is kept of a run is what the run was, however it was advanced; left futures are kept to compare."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Diagnostics, Training
from playground.record import CURVE, Record


def recorded(steps=0, **settings):
    training = Training(Config(**settings))
    record = Record(training)
    record.advance(steps)
    return training, record


def test_what_the_curves_keep_does_not_depend_on_the_slices_of_the_run():
    runs = [Record(Training(Config())) for _ in range(3)]
    for record, slices in zip(runs, ([3000], [25] * 120, [7, 1, 30, 2] * 75), strict=True):
        for steps in slices:
            record.advance(steps)
    whole, *sliced = [record.curves() for record in runs]
    for curves in sliced:
        assert np.array_equal(curves.steps, whole.steps) and np.array_equal(curves.loss, whole.loss)


def test_no_point_of_the_curves_is_computed_in_vain(monkeypatch):
    record, computed = Record(Training(Config())), []
    record.advance(3000)
    monkeypatch.setattr(record, "_point", lambda: computed.append(record._training.step) or np.zeros(10))
    for _ in range(40):
        record.advance(25)
    assert 0 < len(computed) <= 20 and set(computed) <= {*record._curves.steps}


def test_every_kept_point_is_what_the_run_was_there():
    _, record = recorded(300, hidden="3,2")
    curves = record.curves()
    alone = Training(Config(hidden="3,2"))
    for k, step in enumerate(curves.steps):
        alone.advance(int(step) - alone.step)
        result, diagnosis = alone.evaluate(), Diagnostics(alone).measure()
        assert curves.loss[k].tolist() == [result.train_loss, result.test_loss]
        assert curves.accuracy[k].tolist() == [result.train_accuracy, result.test_accuracy]
        assert curves.gradient[k].tolist() == diagnosis.gradient_norms
        if step:
            assert curves.update[k].tolist() == diagnosis.update_ratios


def test_what_there_is_none_of_is_missing():
    _, record = recorded(5, data="plane")
    curves = record.curves()
    assert np.isnan(curves.accuracy).all() and np.isnan(curves.update[0]).all() and not np.isnan(curves.update[1:]).any()


@pytest.mark.parametrize("hidden", ["", "4,2", (16,) * 24])
def test_curves_have_one_column_for_every_layer(hidden):
    training, record = recorded(3, hidden=hidden)
    layers = len(training.network.weights)
    curves = record.curves()
    assert curves.gradient.shape == curves.update.shape == (4, layers) and curves.loss.shape == (4, 2)


def test_kept_points_depend_on_nothing_but_the_step():
    _, whole = recorded(700)
    _, pieces = recorded(0)
    for _ in range(70):
        pieces.advance(10)
    kept = set(whole.curves().steps)
    assert kept <= set(pieces.curves().steps) | {700} and 700 in pieces.curves().steps


def test_points_grow_rarer_and_the_present_is_always_one_of_them():
    _, record = recorded(5001)
    steps = record.curves().steps
    assert steps[-1] == 5001 and len(steps) <= CURVE + 1
    assert (np.diff(steps) > 0).all() and np.diff(steps)[-2] > 20 > np.diff(steps)[0]
    later = steps[steps >= 1000]
    assert len(later) >= 50  # fine enough to draw


def test_going_back_keeps_the_future_in_the_curves_until_something_changes():
    training, record = recorded(200)
    record.seek(77)
    steps = record.curves().steps
    assert 77 in steps and steps[-1] == 200 and record.earlier is None
    assert record.losses()[-1, 0] == 77
    first = record.curves()
    record.change(training.config.replace(lr=0.3))
    assert record.curves().steps[-1] == 77
    assert np.array_equal(record.earlier.steps, first.steps) and np.array_equal(record.earlier.loss, first.loss)


def test_changes_at_the_end_of_a_run_leave_no_future():
    training, record = recorded(50)
    record.change(training.config.replace(lr=0.3))
    record.advance(50)
    record.cut()
    assert record.earlier is None and record.curves().steps[-1] == 100


def test_training_past_an_old_change_without_it_keeps_the_way_with_it():
    training, record = recorded(100, lr=0.1)
    record.change(training.config.replace(lr=0.5))
    record.advance(100)
    with_change = record.curves()
    record.seek(50)
    record.advance(100)
    assert record.earlier.steps[-1] == 200 and record.curves().steps[-1] == 150
    assert np.array_equal(record.earlier.loss[-1], with_change.loss[-1])


def test_several_changes_at_one_step_leave_one_future():
    training, record = recorded(100)
    record.seek(40)
    for lr in (0.1, 0.2, 0.3):
        record.change(training.config.replace(lr=lr))
    assert record.earlier.steps[-1] == 100


def test_states_are_those_of_the_run_and_end_with_the_present():
    training, record = recorded(100)
    record.seek(90)
    states = record.states(first=20, most=12)
    assert len(states) == 12 and states[0].step == 20 and states[-1].step == 90
    assert np.array_equal(states[-1].parameters, training.network.parameters)
    alone = Training(training.config)
    alone.advance(states[5].step)
    assert np.array_equal(alone.network.parameters, states[5].parameters)
    assert [state.step for state in record.states(first=90, most=9)] == [90]


def test_recording_leaves_training_alone():
    training, _ = recorded(500, opt="adam")
    alone = Training(Config(opt="adam"))
    alone.advance(500)
    assert np.array_equal(training.network.parameters, alone.network.parameters)


def test_a_run_that_diverges_keeps_finite_points_only():
    training, record = recorded(3000, lr=100, out="identity", act="relu", init="he_normal")
    curves = record.curves()
    assert training.diverged and curves.steps[-1] == training.step
    assert np.isfinite(curves.loss).all()
