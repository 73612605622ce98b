"""The loss over the field: the area from y to ŷ is L, its height at ŷ is ∂L/∂ŷ; nothing of it stands before its phase."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import LIGHT, rgb
from playground.frames.gauge import APART, AXIS, LEFT, RIGHT, GaugeFrame, names, over_curve
from playground.frames.geometry import AWAY, FIELD, FIELD_BOTTOM, FIELD_LEFT, Geometry
from playground.frames.inside import OUTPUT, SIDE
from playground.frames.labels import TYPE, notes, text_width
from playground.frames.passing import SLOPE_SHINING, Pass, Step
from playground.trace import Phase, between, trace_sample, trial_step

LOSSES = [Config(loss="half_mse"), Config(loss="mse"), Config(out="sigmoid", loss="bce"), Config(out="identity", loss="half_mse")]


def gauge(config, name, progress=1.0, y=None):
    training = Training(config)
    target = (1.0 if y is None else y)
    trace = trace_sample(training.network, training.loss, (1.5, -2.0), target, config.features)
    out = FrameBuffer((frame := GaugeFrame()).fields())
    frame.fill(out, Pass(training.network, trace, Phase.of(name), progress), training.loss, LIGHT)
    return out, trace


@pytest.mark.parametrize("config", LOSSES, ids=lambda config: config.to_address())
def test_the_area_between_target_and_output_is_the_loss(config):
    out, trace = gauge(config, "loss")
    assert area_of(out, config) == pytest.approx(trace.loss, rel=0.01)


@pytest.mark.parametrize("config", LOSSES, ids=lambda config: config.to_address())
def test_the_height_at_the_output_is_the_derivative_that_lights_the_way_back(config):
    out, trace = gauge(config, "backward/3/a")
    ends = {"tanh": 2.6, "sigmoid": 1.3}.get(config.output, 2.6)
    assert out["gauge_lines.color"][2, 3] == 255
    assert (out["gauge_lines.y1"][2] - AXIS) * ends / (RIGHT - LEFT) == pytest.approx(abs(trace.da[-1][0]), rel=1e-4)


@pytest.mark.parametrize("name", ["input", "forward/1/z", "forward/2/a", "backward/2/a"])
def test_away_from_the_output_there_is_nothing(name):
    out, _ = gauge(Config(), name)
    assert not any(array.any() for key, array in out.arrays.items() if key.endswith("color"))


def test_output_gap_and_area_come_one_after_another():
    area = [gauge(Config(), "loss", progress)[0]["gauge_area.color"][:, 3].any() for progress in (0.1, 0.4, 0.7)]
    gap = [gauge(Config(), "loss", progress)[0]["gauge_lines.color"][1, 3] > 0 for progress in (0.1, 0.4, 0.7)]
    assert area == [False, False, True] and gap == [False, True, True]


def test_the_curve_opens_from_the_target_however_near_the_output_is():
    seen = [gauge(Config(), "loss", progress)[0] for progress in (0.1, 0.3, 0.6, 1.0)]
    ends = np.array([out["gauge_curve.x"][0, [0, -1]] for out in seen])
    assert (np.diff(ends[:, 0]) < 0).all() and (np.diff(ends[:, 1]) > 0).all()
    assert (ends[:, 0] <= seen[0]["gauge_marks.x"][0]).all() and ends[-1] == pytest.approx([LEFT, RIGHT])


@pytest.mark.parametrize("target", [-1.0, 0.3, 1.0])
def test_the_light_of_the_slope_runs_up_its_height_and_on_to_the_unit_at_one_speed(target):
    def way(progress):
        lines = gauge(Config(), "backward/3/a", progress, target)[0]
        lit = (lines[name][2:] * (lines["gauge_lines.color"][2:, 3] > 0) for name in ("gauge_lines.x0", "gauge_lines.x1", "gauge_lines.y0", "gauge_lines.y1"))
        x0, x1, y0, y1 = map(np.array, lit)
        return np.hypot(x1 - x0, y1 - y0)

    end = way(1.0)
    for progress in (0.1, 0.3, 0.5, 0.8):
        share = way(progress).sum() / end.sum()
        assert share == pytest.approx(SLOPE_SHINING.eased(progress), abs=1e-3)
        assert not way(progress)[1] or way(progress)[0] == pytest.approx(end[0], abs=1e-3)  # first the height


@pytest.mark.parametrize("target", [-1.0, 1.0, 250.0])
def test_whatever_the_target_all_is_within_the_axis(target):
    out, _ = gauge(Config(data="plane"), "loss", y=target)
    for places in (out["gauge_marks.x"][:2], out["gauge_curve.x"]):
        assert (places >= LEFT - 1e-3).all() and (places <= RIGHT + 1e-3).all()
    assert out["gauge_marks.x"][2] == AWAY  # where ŷ was, in the update only


def update(config, share):
    """The buffer in the update, so far on its way, with the passes before and after it."""
    training = Training(config)
    trace = trace_sample(training.network, training.loss, (1.5, -2.0), 1.0, config.features)
    new = trial_step(training, trace)
    here = between(training.network, new, share)
    after = trace_sample(between(training.network, new), training.loss, (1.5, -2.0), 1.0, config.features)
    step = Step([], here.forward(trace.inputs[:, None]), after)
    out = FrameBuffer((frame := GaugeFrame()).fields())
    frame.fill(out, Pass(here, trace, Phase.of("update"), share, step=step), training.loss, LIGHT)
    return out, trace, after


def area_of(out, config):
    unit = (RIGHT - LEFT) / {"tanh": 2.6, "sigmoid": 1.3}.get(config.output, 2.6)
    return ((out["gauge_area.right"] - out["gauge_area.left"]) * (out["gauge_area.top"] - out["gauge_area.bottom"])).sum() / unit**2


@pytest.mark.parametrize("config", LOSSES, ids=lambda config: config.to_address())
def test_in_the_update_the_area_becomes_the_loss_that_is_left_and_the_output_of_before_stays(config):
    config = config.replace(lr=0.1)
    areas = [area_of(update(config, share)[0], config) for share in (0.0, 0.5, 1.0)]
    out, before, after = update(config, 1.0)
    assert areas[0] == pytest.approx(before.loss, rel=0.01) and areas[2] == pytest.approx(after.loss, rel=0.01)
    assert areas[0] > areas[1] > areas[2]
    target, now, then = out["gauge_marks.x"].astype(float)
    unit = (RIGHT - LEFT) / {"tanh": 2.6, "sigmoid": 1.3}.get(config.output, 2.6)
    assert (now - target) / unit == pytest.approx(after.output - after.y, abs=1e-4)
    assert (then - target) / unit == pytest.approx(before.output - before.y, abs=1e-4)
    assert (out["gauge_area.color"][:, :3] == rgb(LIGHT.check)).all()


def test_when_the_light_goes_on_to_the_layer_before_the_loss_fades():
    seen = [gauge(Config(), "backward/2/a", progress)[0] for progress in (0.0, 0.2, 0.3, 0.5)]
    for part in ("veil", "gauge_area", "gauge_lines", "gauge_curve"):
        opacity = [int(out[f"{part}.color"][:, 3].max()) for out in seen]
        assert opacity[0] > opacity[1] > opacity[2] > opacity[3] == 0
    assert np.array_equal(seen[0]["gauge_lines.y1"], gauge(Config(), "backward/3/W")[0]["gauge_lines.y1"])  # and else stays as it was


@pytest.mark.parametrize("config", LOSSES, ids=lambda config: config.to_address())
def test_output_and_target_are_named_under_their_marks_apart_from_each_other_while_the_loss_is_there(config):
    training = Training(config)
    for target in (1.0, 0.5, -1.0):
        trace = trace_sample(training.network, training.loss, (1.5, -2.0), target, config.features)
        told = Pass(training.network, trace, Phase.of("loss"), 1.0)
        frame = GaugeFrame()
        frame.fill(out := FrameBuffer(frame.fields()), told, training.loss, LIGHT)
        marks = dict(zip(("y", "ŷ"), out["gauge_marks.x"][:2].tolist(), strict=True))
        for scale in (0.3, 0.6):
            named = names(told, scale)
            assert abs(named["ŷ"] - named["y"]) * scale >= APART - 1e-3
            assert (named["ŷ"] < named["y"]) == (marks["ŷ"] < marks["y"])
            assert all(abs(named[name] - marks[name]) * scale <= APART / 2 + 1e-3 for name in marks)
    assert names(told, 1e6) == pytest.approx(marks)
    assert all(names(Pass(training.network, trace, Phase.of(name), 1.0), 0.6) == {} for name in ("input", "forward/3/a", "backward/2/a"))
    assert names(None, 0.6) == {}


@pytest.mark.parametrize("scale", [0.347, 0.56, 1.1])
@pytest.mark.parametrize("config", LOSSES, ids=lambda config: config.to_address())
def test_the_curve_is_named_where_nothing_is(config, scale):
    training = Training(config)
    for target in (1.0, 0.0) if config.output == "sigmoid" else (1.0, 0.5, -1.0, 40.0):
        trace = trace_sample(training.network, training.loss, (1.5, -2.0), target, config.features)
        told = Pass(training.network, trace, Phase.of("backward/3/a"), 1.0)
        frame = GaugeFrame()
        frame.fill(out := FrameBuffer(frame.fields()), told, training.loss, LIGHT)
        place = over_curve(told, training.loss, TYPE / scale)
        columns = notes(Geometry((2, 4, 2, 1)), trace, scale, told.phase, lit=False, curve=place)
        assert columns["text"] == ["|∂L/∂ŷ|"]
        [x], [top], half = columns["x"], columns["y"], text_width(columns["text"][0]) / 2 / scale
        assert FIELD_LEFT - 10 <= x - half and x + half <= FIELD_LEFT + FIELD and top <= FIELD_BOTTOM + FIELD
        bottom = top - TYPE / scale
        assert bottom > OUTPUT[1] + SIDE / 2 or x - half > OUTPUT[0] + SIDE / 2  # clear of the output's unit
        over = (np.abs(out["gauge_curve.x"][0] - x) < half) & (out["gauge_curve.y"][0] > bottom)
        assert not over.any()
        for n in np.flatnonzero(out["gauge_lines.color"][:, 3]):
            ends = [(out[f"gauge_lines.x{k}"][n], out[f"gauge_lines.y{k}"][n]) for k in (0, 1)]
            assert all(y <= bottom or abs(at - x) >= half for at, y in ends)


@pytest.mark.parametrize("name", ["input", "forward/3/a", "backward/2/a"])
def test_away_from_the_output_no_curve_is_named(name):
    training = Training(Config())
    trace = trace_sample(training.network, training.loss, (1.5, -2.0), 1.0, Config().features)
    assert over_curve(Pass(training.network, trace, Phase.of(name), 1.0), training.loss, 20.0) is None
