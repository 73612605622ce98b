"""Frames: what is drawn is what the network computed."""

import json

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training, inputs_of
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.colours import DARK, LIGHT, rgb, signed_colours
from playground.frames.curves import POINTS
from playground.frames.emphasis import CALM, FAINT, FULL, at_phase, while_running
from playground.frames.field import GRID, grid_points
from playground.frames.geometry import FIELD_LEFT, HEIGHT, WIDTH, Geometry, on_field
from playground.frames.labels import labels, number, shown
from playground.frames.network import THINNEST, WIDTH_PER_WEIGHT
from playground.frames.picture import Moment, PictureFrame
from playground.trace import phases, trace_sample


def picture(config, palette=LIGHT, emphasis=None, steps=20):
    """(training, frame, filled buffer) of a run some steps old."""
    training = Training(config)
    training.advance(steps)
    frame = PictureFrame(training.network.sizes, config.features)
    layers = len(training.network.weights)
    result = training.evaluate()
    train = training.dataset.train
    moment = Moment(
        network=training.network,
        trace=trace_sample(training.network, training.loss, train.x[0], train.y[0], config.features),
        emphasis=emphasis or while_running(layers, None),
        palette=palette,
        centre=0.5 if config.output == "sigmoid" else 0.0,
        rows=lambda: np.array([[0, 0.5, 0.6], [10, 0.4, 0.5]]),
        norms=lambda: [1e-9] * layers,
        numbers={"step": steps, "epoch": 0} | vars(result),
    )
    return training, frame, frame.fill(moment), moment


NETS = [Config(), Config(hidden=""), Config(hidden=(16,) * 3), Config(hidden=(1,) * 24), Config(data="plane"),
        Config(out="sigmoid"), Config(features="x1,x2,x1^2,x2^2,x1*x2,sin(x1),sin(x2)", hidden=(8,))]  # fmt: skip


@pytest.mark.parametrize("config", NETS, ids=lambda c: c.to_address() or "default")
def test_everything_stands_inside_the_picture(config):
    geometry = Geometry((len(config.features), *config.hidden, 1))
    half = geometry.unit_side / 2
    x, y = geometry.units.T
    assert (x - half >= 0).all() and (x + half < FIELD_LEFT).all()
    assert (y - half >= 0).all() and (y + half <= HEIGHT).all()
    assert all((0 <= geometry.marks[axis]).all() and (geometry.marks[axis] <= WIDTH).all() for axis in "xy")


@pytest.mark.parametrize("config", NETS, ids=lambda c: c.to_address() or "default")
def test_units_of_a_layer_do_not_overlap(config):
    geometry = Geometry((len(config.features), *config.hidden, 1))
    for size in geometry.sizes[:-1]:
        assert size == 1 or geometry.pitch(size) > geometry.unit_side
    assert geometry.gap > geometry.unit_side


@pytest.mark.parametrize("config", NETS, ids=lambda c: c.to_address() or "default")
def test_no_number_of_a_frame_is_infinite_or_missing_but_the_unused_end_of_the_curves(config):
    _, _, buffer, _ = picture(config)
    for field in buffer.fields:
        values = buffer[field.name].astype(float)
        if field.name.startswith("loss.") :
            values = values[:3]
        if field.name == "numbers" and config.task == "regression":
            values = values[:4]
        assert np.isfinite(values).all(), field.name


def test_edges_are_as_wide_as_their_weights_and_coloured_by_sign():
    training, _, buffer, _ = picture(Config(hidden=(3,)))
    weights = np.concatenate([w.ravel() for w in training.network.weights])
    expected = np.maximum(np.abs(weights) * WIDTH_PER_WEIGHT, THINNEST)
    assert np.allclose(buffer["edges.width"], expected, rtol=1e-6)
    blue = (buffer["edges.color"][:, :3] == rgb(LIGHT.positive)).all(axis=1)
    assert (blue == (weights > 0)).all()


def test_the_largest_gradient_has_the_largest_chevron():
    _, frame, buffer, moment = picture(Config(hidden=(5, 4)))
    strength = np.abs(np.concatenate([g.ravel() for g in moment.trace.dW]))
    tip = frame.geometry.marks
    edges = len(strength)
    arm = np.hypot(buffer["gradients.x1"][:edges] - tip["x"], buffer["gradients.y1"][:edges] - tip["y"])
    assert np.argmax(arm) == np.argmax(strength)
    assert np.allclose(arm**2 / arm.max() ** 2, strength / strength.max(), atol=1e-3)


def test_the_field_shows_what_the_network_predicts():
    config = Config(data="spiral", hidden=(6,))
    training, _, buffer, _ = picture(config)
    outputs = training.network.predict(inputs_of(grid_points(), config.features))
    expected = signed_colours(outputs, 1.0, LIGHT).view(np.uint32).reshape(1, GRID, GRID)
    assert np.array_equal(buffer["field.image"], expected)


def test_every_unit_has_a_map_of_what_it_makes_of_the_plane():
    config = Config(hidden=(5, 3))
    training, _, buffer, _ = picture(config)
    maps = buffer["maps.image"]
    assert len(maps) == 2 + 5 + 3
    values = training.network.activations_on(inputs_of(grid_points(maps.shape[1]), config.features))[1][2]
    assert np.array_equal(maps[-1].ravel(), signed_colours(values, max(1, np.abs(values).max()), LIGHT).view(np.uint32).ravel())


def test_the_deepest_network_keeps_its_maps_small():
    _, _, buffer, _ = picture(Config(hidden=(16,) * 24), steps=1)
    assert buffer["maps.image"].size <= 25_000


def test_drawing_leaves_training_alone():
    config = Config(opt="adam")
    drawn, alone = Training(config), Training(config)
    frame = PictureFrame(drawn.network.sizes, config.features)
    for _ in range(5):
        drawn.advance(7)
        alone.advance(7)
        frame._field.fill(frame.buffer, drawn.network, 0.0, LIGHT)
    assert np.array_equal(drawn.network.parameters, alone.network.parameters)


def test_the_curves_hold_the_history_and_the_moment():
    _, _, buffer, _ = picture(Config(), steps=20)
    assert buffer["loss.step"][:3].tolist() == [0, 10, 20]
    assert np.isnan(buffer["loss.step"][3:]).all() and len(buffer["loss.step"]) == POINTS
    low, high = buffer["loss_y.range"]
    assert low <= min(0.4, buffer["loss.train"][2]) and high >= 0.6


def test_a_vanishing_gradient_stays_in_sight():
    _, _, buffer, _ = picture(Config())
    low, high = buffer["norm.range"]
    assert low <= 1e-9 < high


def test_regression_has_no_accuracy():
    _, _, buffer, _ = picture(Config(data="plane"))
    assert np.isnan(buffer["numbers"][4:]).all()


def test_zero_is_neutral_and_the_signs_are_blue_and_orange():
    for palette in (LIGHT, DARK):
        colours = signed_colours(np.array([-2.0, -1.0, 0.0, 1.0, 2.0]), 1.0, palette)[:, :3]
        assert (colours[0] == rgb(palette.negative)).all() and (colours[4] == rgb(palette.positive)).all()
        assert np.abs(colours[2].astype(float) - rgb(palette.neutral)).max() <= 2


def test_arrays_of_a_buffer_start_where_the_layout_says():
    buffer = FrameBuffer([Field("a.x", "column", "uint8", (3, 4)), Field("b.y", "column", "float64", (2,))])
    buffer["b.y"][:] = 1.5, -2
    layout = json.loads(json.dumps(buffer.layout()))
    assert [entry["offset"] % 8 for entry in layout] == [0, 0]
    start = layout[1]["offset"]
    assert np.frombuffer(buffer.bytes[start : start + 16].tobytes()).tolist() == [1.5, -2]


def test_every_phase_lights_what_the_pass_has_reached():
    layers = 3
    reached = [at_phase(layers, phase) for phase in phases(layers)]
    assert reached[0].units.tolist() == [FULL, FAINT, FAINT] and not reached[0].gradients.any()
    backward = at_phase(layers, "backward/2")
    assert backward.gradients.tolist() == [0, FULL, CALM]
    assert at_phase(layers, "forward/2/z").edges.tolist() == [CALM, FULL, FAINT]
    assert (at_phase(layers, "update").edges == FULL).all()


def test_the_wave_runs_from_the_last_layer_to_the_first():
    lit = [int(np.argmax(while_running(3, wave).gradients)) for wave in range(4)]
    assert lit == [2, 1, 0, 2]
    assert (while_running(3, None).gradients == FULL).all()


def test_numbers_stand_at_the_units_only_where_there_is_room():
    config = Config(hidden=(4, 2))
    training, frame, _, moment = picture(config)
    wide = labels(frame.geometry, ("x₁", "x₂"), moment.trace, 0.7)["text"]
    assert len(wide) == 2 + 4 + 2 + 1 and wide[0] == f"x₁ = {number(moment.trace.inputs[0])}"
    assert labels(frame.geometry, ("x₁", "x₂"), moment.trace, 0.3)["text"] == []
    assert labels(frame.geometry, ("x₁", "x₂"), None, 0.7)["text"] == ["x₁", "x₂"]


def test_numbers_are_written_as_mathematics_writes_them():
    assert [number(value) for value in (-0.5, 0.0, 1234.5, None)] == ["−0.5", "0", "+1.23e+03", "–"]
    assert [shown(name) for name in ("x1^2", "x1*x2", "sin(x2)")] == ["x₁²", "x₁x₂", "sin(x₂)"]


def test_points_of_the_plane_stand_on_the_field():
    corner = on_field(np.array([[-6.0, -6.0], [6.0, 6.0]]))
    assert corner[0, 0] == FIELD_LEFT and corner[1, 0] - corner[0, 0] == corner[1, 1] - corner[0, 1]
