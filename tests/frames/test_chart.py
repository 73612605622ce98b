"""The chart of the run and the gradient flow: what is drawn is what was measured, and every number of it is finite."""

from dataclasses import replace

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Diagnostics, Training
from playground.frames.axes import decades, half_decades, round_end
from playground.frames.buffer import FrameBuffer
from playground.frames.chart import LAYERED, POINTS, Chart, ChartFrame, depth_colours
from playground.frames.colours import DARK, LIGHT, rgb
from playground.frames.gradient_flow import GradientFlowFrame
from playground.record import Curves, Record

CHARTS = ("loss", "accuracy", "gradient", "update")


def drawn(name="loss", log=True, steps=40, palette=LIGHT, back_to=None, change=None, **settings):
    """(record, frame's buffer) of a run, perhaps gone back, perhaps changed there."""
    training = Training(Config(**settings))
    record = Record(training)
    record.advance(steps)
    if back_to is not None:
        record.seek(back_to)
    if change:
        record.change(training.config.replace(**change))
    chart = Chart(name, log, record.curves(), training.step, record.earlier)
    return record, filled(chart, len(training.network.weights), palette)


def filled(chart, layers, palette=LIGHT):
    frame = ChartFrame(layers)
    out = FrameBuffer(frame.fields())
    frame.fill(out, chart, palette)
    return out


@pytest.mark.parametrize(("name", "unit"), [("loss", 1), ("accuracy", 100)])
def test_losses_and_accuracies_have_a_line_for_training_and_one_for_test(name, unit):
    record, out = drawn(name)
    curves, n = record.curves(), 41
    for k, line in enumerate(("train_line", "test_line")):
        assert out[f"{line}.step"][:n].tolist() == curves.steps.tolist()
        np.testing.assert_allclose(out[f"{line}.value"][:n], unit * getattr(curves, name)[:, k])
        assert np.ptp(out[f"{line}.step"][n - 1 :]) == 0 and np.ptp(out[f"{line}.value"][n - 1 :]) == 0
    assert np.ptp(out["layers.step"]) == np.ptp(out["layers.value"]) == 0  # nothing of the layers is drawn


@pytest.mark.parametrize("name", LAYERED)
@pytest.mark.parametrize("hidden", ["", "4,2", (3,) * 24])
def test_gradients_and_updates_have_a_line_for_every_layer(name, hidden):
    record, out = drawn(name, hidden=hidden)
    curves = record.curves()
    first = 1 if name == "update" else 0  # no update has led to step 0
    for layer in range(curves.gradient.shape[1]):
        np.testing.assert_allclose(out["layers.value"][layer][: 41 - first], getattr(curves, name)[first:, layer], rtol=1e-6)
        assert out["layers.step"][layer][: 41 - first].tolist() == curves.steps[first:].tolist()
    assert np.ptp(out["train_line.value"]) == 0


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_layers_are_paler_towards_the_input(palette):
    colours = depth_colours(5, palette.gradient, palette)[:, :3].astype(float)
    assert np.abs(colours[-1] - rgb(palette.gradient)).max() <= 1
    away = np.abs(colours - rgb(palette.card)).sum(axis=1)
    assert (np.diff(away) > 0).all()
    assert np.abs(depth_colours(1, palette.gradient, palette)[0, :3] - rgb(palette.gradient)).max() <= 1


def test_the_present_is_marked_while_the_known_future_stays():
    record, out = drawn(steps=90, back_to=30)
    assert out["now.step"].tolist() == [30, 30] and out["now.value"].tolist() == out["chart_y.range"].tolist()
    assert out["train_line.step"].max() == 90 and out["chart_x.range"].tolist() == [0, 100]


def test_the_way_the_run_went_earlier_stays_as_a_line_of_its_own():
    record, out = drawn(steps=90, back_to=30, change={"lr": 0.3})
    assert out["train_line.step"].max() == 30 and out["earlier_line.step"].max() == 90
    np.testing.assert_allclose(out["earlier_line.value"][:65], record.earlier.loss[:65, 0])
    assert out["chart_x.range"][1] == 100
    _, first = drawn(steps=90)
    assert np.ptp(first["earlier_line.step"]) == 0


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("settings", [{}, {"data": "plane"}, {"init": "zeros"}, {"hidden": ""}, {"steps": 0}, {"steps": 1},
                                      {"lr": 100, "out": "identity", "act": "relu"}, {"lr": 0.00001, "gain": 100},
                                      {"hidden": (8,) * 10, "act": "sigmoid"},
                                      {"init": "normal", "gain": 100, "act": "relu", "hidden": (16,) * 24, "out": "identity"}])  # fmt: skip
def test_no_number_is_missing_or_outside_the_axes(name, log, settings):
    _, out = drawn(name, log, **settings)
    low, high = out["chart_y.range"]
    assert all(np.isfinite(out[field]).all() for field in out.arrays) and low < high
    for field in ("train_line.value", "test_line.value", "earlier_line.value", "layers.value"):
        assert (low * (1 - 1e-6) <= out[field]).all() and (out[field] <= high * (1 + 1e-6)).all()


def test_losses_past_all_bounds_stand_at_the_top():
    curves = Curves.of([0, 1, 2], [[0.5, 0.5, 0, 0, 1, 1], [np.inf, 1e308, 0, 0, 1, 1], [0.25, np.nan, 0, 0, np.inf, 1]])
    for name in ("loss", "gradient"):
        for log in (True, False):
            out = filled(Chart(name, log, curves, 2), 1)
            assert all(np.isfinite(out[field]).all() for field in out.arrays)
    out = filled(Chart("loss", True, curves, 2), 1)
    assert out["train_line.value"][1] == out["chart_y.range"][1]


def test_a_long_run_fits_its_lines():
    record, out = drawn(steps=5000)
    assert len(record.curves().steps) <= POINTS and out["train_line.step"][-1] == 5000


@pytest.mark.parametrize(("value", "end"), [(0, 10), (10, 10), (11, 15), (420, 500), (700, 700), (1000, 1000), (1001, 1500)])
def test_axes_end_at_round_numbers(value, end):
    assert round_end(value) == pytest.approx(end)


def test_linear_losses_begin_at_zero_and_logarithmic_ones_at_half_decades():
    _, out = drawn(log=False)
    assert out["chart_y.range"][0] == 0 and out["train_line.value"].max() <= out["chart_y.range"][1] < 2 * out["test_line.value"].max()
    assert half_decades(np.array([0.0, 0.02, 5.0])) == pytest.approx((0.01, 10.0))
    assert half_decades(np.array([])) == (0.1, 1.0)
    assert decades(np.array([0.0, np.inf, 3e-9]), 1e-4, 10) == pytest.approx((1e-9, 10))


def flow(diagnosis):
    frame = GradientFlowFrame(len(diagnosis.gradient_norms))
    out = FrameBuffer(frame.fields())
    frame.fill(out, diagnosis, LIGHT)
    return frame, out


@pytest.mark.parametrize("hidden", ["", "4,2", (16,) * 24])
def test_the_flow_shows_three_absolute_sizes_for_every_layer(hidden):
    diagnosis = Diagnostics(Training(Config(hidden=hidden))).measure()
    frame, out = flow(diagnosis)
    for mark, values in (("norm", diagnosis.gradient_norms), ("delta", diagnosis.delta_norms), ("spread", diagnosis.spreads)):
        np.testing.assert_allclose(out[f"norms.{mark}"], values)
    assert frame.structure()["norms"]["layer"].tolist() == list(range(1, len(diagnosis.spreads) + 1))


def test_a_vanishing_gradient_stays_in_sight_and_one_that_is_gone_stands_at_the_bottom():
    deep = Diagnostics(Training(Config(hidden=(8,) * 10, act="tanh", init="normal", gain=0.1, out="identity"))).measure()
    _, out = flow(deep)
    low, high = out["norms.range"]
    assert low <= min(deep.gradient_norms) < 1e-5 and high >= 10
    _, out = flow(replace(deep, gradient_norms=[0.0] * 5 + [np.inf] * 3 + [np.nan] * 3))
    assert all(np.isfinite(out[field]).all() for field in out.arrays)
    low, high = out["norms.range"]
    assert out["norms.norm"].tolist() == [low] * 5 + [high] * 6
