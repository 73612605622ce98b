"""Frames: what is drawn is what the network computed."""

import json
import re
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training, inputs_of
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.chart import Chart
from playground.frames.colours import DARK, LIGHT, rgb, signed_colours
from playground.frames.emphasis import CALM, FAINT, FULL, at_phase, at_rest
from playground.frames.field import GRID, grid_points
from playground.frames.geometry import FIELD, FIELD_LEFT, HEIGHT, WIDTH, Geometry, on_field
from playground.frames.labels import CHARACTER, SPACE, labels, number, shown, typeset, text_width
from playground.frames.lamps import lamps
from playground.frames.light import colours as light_colours
from playground.frames.light import level
from playground.frames.network import COMPUTED_RING, MOST_MARKS, THINNEST, RING, SEEN, THINNEST, WIDTH_PER_WEIGHT
from playground.frames.passing import Pass
from playground.frames.picture import Moment, PictureFrame
from playground.record import Record
from playground.trace import Phase, trace_sample


def picture(config, palette=LIGHT, emphasis=None, steps=20):
    """(training, frame, filled buffer) of a run some steps old."""
    training = Training(config)
    record = Record(training)
    record.advance(steps)
    frame = PictureFrame(training.network.sizes, config.features, training.dataset)
    layers = len(training.network.weights)
    result = training.evaluate()
    train = training.dataset.train
    trace = trace_sample(training.network, training.loss, train.x[0], train.y[0], config.features)
    moment = Moment(
        network=training.network,
        trace=trace,
        dataset=training.dataset,
        probe=train.x[0],
        emphasis=emphasis or at_rest(layers),
        lamps=lamps(trace),
        palette=palette,
        stage=palette,
        centre=0.5 if config.output == "sigmoid" else 0.0,
        chart=lambda: Chart("loss", True, record.curves(), steps),
        diagnosis=record.diagnostics.measure,
        step=steps,
        numbers=lambda: {"step": steps, "epoch": 0, "test_points": len(training.dataset.test.y)} | vars(result),
    )
    return training, frame, frame.fill(moment), moment


def test_of_a_dense_layer_only_the_largest_gradients_have_a_mark():
    training, frame, buffer, moment = picture(Config(hidden=(16, 16)))
    tips = np.column_stack([buffer["gradients.x0"], buffer["gradients.y0"]])[: len(buffer["gradients.x0"]) // 2]
    places = np.column_stack([frame.geometry.marks["x"], frame.geometry.marks["y"]]).astype(np.float32)
    marked = (places[:, None] == tips).all(axis=2).any(axis=1)
    for layer, gradient in zip(np.split(marked, [32, 32 + 256]), moment.trace.dW, strict=True):
        strength = np.abs(gradient).ravel()
        assert layer.sum() == min(MOST_MARKS, len(layer))
        assert strength[layer].min() >= strength[~layer].max(initial=0)


def test_in_a_smaller_picture_light_is_thinner_so_that_it_does_not_run_together():
    _, frame, _, moment = picture(Config(hidden=(8, 8)))
    backward = at_phase(3, Phase.of("backward/1/W"))
    wide, slim = (frame.move(replace(moment, emphasis=replace(backward, slim=share)))["edges.width"].copy() for share in (1.0, 0.5))
    np.testing.assert_allclose(slim - THINNEST, (wide - THINNEST) / 2, atol=1e-5)
    assert wide.max() > 2


@pytest.mark.parametrize("hidden", [(3, 2), (16,) * 8], ids=["few edges", "many"])
def test_edges_marks_and_lights_never_depend_on_what_was_drawn_before(hidden):
    training, _, _, moment = picture(Config(hidden=hidden))
    layers, train = len(hidden) + 1, training.dataset.train
    backward = at_phase(layers, Phase.of("backward/2"))
    other = trace_sample(training.network, training.loss, train.x[1], train.y[1])
    moments = [
        moment, replace(moment, trace=other), replace(moment, emphasis=replace(moment.emphasis, lit=(1,))), replace(moment, emphasis=backward, stage=DARK),
        *(replace(moment, emphasis=at_phase(layers, Phase.of(name))) for name in ("forward/1/z", "forward/2/z", "update")),
        *(replace(moment, emphasis=at_phase(layers, Phase.of("backward/2"), progress)) for progress in (0.6, 0.9)),
        replace(moment, emphasis=backward), replace(moment, emphasis=backward, trace=other), replace(moment, emphasis=replace(backward, gain=1e3)),
        *(replace(moment, told=Pass(training.network, trace, Phase.of(name), 0.4, gain=gain)) for trace, name, gain in (
            (moment.trace, "forward/1/z", 1.0), (other, "forward/1/z", 1.0), (moment.trace, "backward/2", 1.0), (moment.trace, "backward/2", 1e3),
        )),
    ]  # fmt: skip

    def drawn(*moments):
        frame = PictureFrame(training.network.sizes, training.config.features, training.dataset)
        for one in moments:
            buffer = frame.move(one)
        return {name: values.copy() for name, values in buffer.arrays.items() if name.startswith(("edges.", "burning.", "gradients.", "lights."))}

    alone = [drawn(one) for one in moments]
    for first, second in permutations(range(len(moments)), 2):
        after = drawn(moments[first], moments[second])
        assert all(np.array_equal(values[_seen(name, after)], alone[second][name][_seen(name, alone[second])]) for name, values in after.items())


def _seen(name, arrays):
    """Which of a source's marks have a colour: where the others are does not matter."""
    return arrays[f"{name.partition('.')[0]}.color"][:, 3] > 0


def test_edges_follow_weights_that_are_changed_where_they_stand():
    training, frame, buffer, moment = picture(Config(hidden=(3, 2)))
    training.network.parameters[:] = np.linspace(-2, 2, len(training.network.parameters))
    frame.move(moment)
    weights = np.concatenate([layer.ravel() for layer in training.network.weights])
    assert (buffer["edges.color"][:, :3] == signed_colours(np.sign(weights), 1.0, LIGHT)[:, :3]).all()
    np.testing.assert_allclose(buffer["edges.width"], np.clip(np.abs(weights) * WIDTH_PER_WEIGHT, THINNEST, None), atol=1e-5)


NETS = [Config(), Config(hidden=""), Config(hidden=(16,) * 3), Config(hidden=(1,) * 24), Config(data="plane"),
        Config(out="sigmoid"), Config(features="x1,x2,x1^2,x2^2,x1*x2,sin(x1),sin(x2)", hidden=(8,))]  # fmt: skip


@pytest.mark.parametrize("config", NETS, ids=lambda c: c.to_address() or "default")
def test_everything_stands_inside_the_picture(config):
    geometry = Geometry((len(config.features), *config.hidden, 1))
    half = geometry.unit_side / 2
    x, y = geometry.units.T
    assert (x - half >= 0).all() and (x + half < FIELD_LEFT).all()
    assert (y - half >= 0).all() and (y + half <= HEIGHT).all()
    assert all((geometry.marks[axis] >= 0).all() and (geometry.marks[axis] <= WIDTH).all() for axis in "xy")


@pytest.mark.parametrize("config", NETS, ids=lambda c: c.to_address() or "default")
def test_units_of_a_layer_do_not_overlap(config):
    geometry = Geometry((len(config.features), *config.hidden, 1))
    for size in geometry.sizes[:-1]:
        assert size == 1 or geometry.pitch(size) > geometry.unit_side
    assert geometry.gap > geometry.unit_side


@pytest.mark.parametrize("config", NETS, ids=lambda c: c.to_address() or "default")
def test_no_number_of_a_frame_is_infinite_or_missing(config):
    _, _, buffer, _ = picture(config)
    for field in buffer.fields:
        values = buffer[field.name].astype(float)
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


def drawn_widths(frame, moment, exact):
    return frame.move(moment, exact)["edges.width"].copy()


def test_while_training_runs_edges_stay_as_they_were_until_one_would_look_different():
    training, frame, buffer, moment = picture(Config(hidden=(3,)))
    first, weights = buffer["edges.width"].copy(), training.network.weights[1]
    weights[0] += np.sign(weights[0]) * 0.9 * SEEN / WIDTH_PER_WEIGHT
    assert np.array_equal(drawn_widths(frame, moment, exact=False), first)
    weights[1:] += np.sign(weights[1:]) * 1.1 * SEEN / WIDTH_PER_WEIGHT
    then = drawn_widths(frame, moment, exact=False)
    assert then[6] == pytest.approx(first[6] + 0.9 * SEEN) and then[7] == pytest.approx(first[7] + 1.1 * SEEN)
    weights *= -1
    drawn_widths(frame, moment, exact=False)
    blue = (buffer["edges.color"][6:, :3] == rgb(LIGHT.positive)).all(axis=1)
    assert (blue == (weights[:, 0] > 0)).all()


def test_in_pause_edges_are_exact():
    training, frame, buffer, moment = picture(Config(hidden=(3,)))
    training.network.weights[1][0] *= 1.0001
    exact = np.abs(training.network.weights[1][0, 0]) * WIDTH_PER_WEIGHT
    assert drawn_widths(frame, moment, exact=False)[6] != np.float32(exact)
    assert drawn_widths(frame, moment, exact=True)[6] == np.float32(exact)


def test_a_chevron_is_as_large_as_the_light_of_its_gradient():
    _, frame, buffer, moment = picture(Config(hidden=(5, 4)))
    lit = level(np.concatenate([g.ravel() for g in moment.trace.dW]))
    tip = frame.geometry.marks
    edges = len(lit)
    arm = np.hypot(buffer["gradients.x1"][:edges] - tip["x"], buffer["gradients.y1"][:edges] - tip["y"])
    np.testing.assert_allclose(arm, frame.geometry.largest_mark * lit**2, rtol=1e-3)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("config", [Config(hidden=(8,) * 10, act="sigmoid"), Config(hidden=(8,) * 10, act="relu", init="he_normal")])
def test_the_larger_the_error_of_a_unit_the_brighter_its_lamp_in_the_whole_picture(config, palette):
    _, _, buffer, moment = picture(config, palette)
    sizes = np.abs(np.concatenate(moment.trace.dz[:-1]))
    order = np.argsort(sizes, kind="stable")
    lit = (buffer["units.glow"][2:][order][:, :3].astype(float) - rgb(palette.card)).__abs__().sum(axis=1)
    lamps_lit = level(sizes[order]) > 0
    assert (np.diff(lit[lamps_lit]) >= -2).all() and (np.diff(buffer["units.halo"][2:][order]) >= 0).all()


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
    frame = PictureFrame(drawn.network.sizes, config.features, drawn.dataset)
    for _ in range(5):
        drawn.advance(7)
        alone.advance(7)
        frame._field.fill(frame.buffer, drawn.network, 0.0, LIGHT)
    assert np.array_equal(drawn.network.parameters, alone.network.parameters)


def test_regression_has_no_accuracy():
    _, _, buffer, _ = picture(Config(data="plane"))
    assert np.isnan(buffer["numbers"][4:6]).all()


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


def emphasis_at(phase, layers=3):
    return at_phase(layers, Phase.of(phase))


def test_every_phase_lights_what_the_pass_has_reached():
    start = emphasis_at("input")
    assert start.units.tolist() == [FULL, FAINT, FAINT] and not start.gradients.any()
    assert emphasis_at("forward/2/z").edges.tolist() == [CALM, FULL, FAINT]
    assert emphasis_at("forward/2/a").edges.tolist() == [CALM, CALM, FAINT]
    assert emphasis_at("backward/2/a").edges.tolist() == [FAINT, FAINT, FULL]
    assert emphasis_at("backward/2/a").units.tolist() == [CALM, CALM, CALM]
    assert emphasis_at("backward/2/a").gradients.tolist() == [0, 0, FULL]
    assert emphasis_at("backward/2/z").edges.tolist() == [FAINT, FAINT, CALM]
    assert emphasis_at("backward/2").edges.tolist() == [FAINT, FULL, CALM]
    assert emphasis_at("backward/2").units.tolist() == [CALM, FULL, CALM]  # whose a is met
    assert emphasis_at("backward/2").gradients.tolist() == [0, FULL, FULL]
    assert (emphasis_at("update").edges == FULL).all()


@pytest.mark.parametrize(("phase", "computed"), [
    ("input", 0), ("forward/1/z", 1), ("forward/3/a", 3), ("loss", 3), ("backward/3/a", 3), ("backward/1/z", 1), ("update", None),
])  # fmt: skip
def test_the_units_that_the_way_there_is_at_have_a_thicker_border(phase, computed):
    emphasis = emphasis_at(phase)
    assert emphasis.computed == computed
    _, frame, buffer, _ = picture(Config(hidden=(4, 2)), emphasis=emphasis)
    layer = np.repeat([0, 1, 2], [2, 4, 2])
    thick = not phase.startswith("backward")  # there it would lie over the lamps
    assert (buffer["units.width"] == np.where(thick & (layer == computed), COMPUTED_RING, RING)).all()


def test_a_unit_takes_the_colour_of_its_signal_when_the_signal_goes_across():
    layers = 3
    assert at_phase(layers, Phase.of("forward/1/z")).signals.tolist() == [1, 0, 0]
    early, late = (at_phase(layers, Phase.of("forward/1/a"), progress).signals for progress in (0.5, 1.0))
    assert early.tolist() == [1, 0, 0] and late.tolist() == [1, 1, 0]
    assert at_phase(layers, Phase.of("input"), 0.0).signals.tolist() == [0, 0, 0]
    assert at_phase(layers, Phase.of("loss"), 0.0).signals.tolist() == [1, 1, 1]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_on_the_way_back_an_edge_is_lit_as_its_gradient_is_and_has_no_mark(palette):
    config = Config(hidden=(8,) * 4, act="sigmoid")
    _, frame, buffer, moment = picture(config, palette, at_phase(5, Phase.of("backward/2")))
    known = slice(frame.geometry.sizes[0] * 8, None)  # of layers 2 to 5
    lit = level(np.concatenate([g.ravel() for g in moment.trace.dW]))[known]
    np.testing.assert_array_equal(buffer["edges.color"][known, :3], light_colours(lit, palette)[:, :3])
    assert (np.diff(buffer["edges.width"][known][np.argsort(lit)]) >= 0).all() and not buffer["gradients.color"].any()
    weights = np.abs(np.concatenate([w.ravel() for w in moment.network.weights]))[:16]
    np.testing.assert_allclose(buffer["edges.width"][:16], np.clip(weights * WIDTH_PER_WEIGHT, THINNEST, None), rtol=1e-5)  # not reached yet


def test_a_gradient_lights_up_once_signal_and_error_have_met():
    marks = [at_phase(2, Phase.of("backward/1"), progress).gradients.tolist() for progress in (0.0, 0.5, 1.0)]
    assert marks == [[0, 1], [0, 1], [1, 1]]


def test_numbers_stand_at_the_units_only_where_there_is_room():
    config = Config(hidden=(4, 2))
    training, frame, _, moment = picture(config)
    wide = labels(frame.geometry, ("x₁", "x₂"), moment.trace, 0.7)["text"]
    assert len(wide) == 2 + 4 + 2 + 1 and wide[0] == f"x₁ = {number(moment.trace.inputs[0])}"
    assert labels(frame.geometry, ("x₁", "x₂"), moment.trace, 0.3)["text"] == []
    assert labels(frame.geometry, ("x₁", "x₂"), None, 0.7)["text"] == ["x₁", "x₂"]


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.5])
def test_output_and_loss_are_written_at_the_ends_of_the_field_where_they_are_pointed_at(scale):
    _, frame, _, moment = picture(Config())
    text = labels(frame.geometry, ("x₁", "x₂"), moment.trace, scale)["text"][-1]
    parts = re.split(" {4,}", text)
    characters = sum(map(len, parts))
    assert [part[0] for part in parts] == ["ŷ", "y", "L"]
    assert CHARACTER * characters + SPACE * (len(text) - characters) == pytest.approx(FIELD * scale, abs=2 * SPACE + 5)


def texts_at(phase, scale=0.7, config=Config(hidden=(4, 2))):  # noqa: B008: a Config cannot change
    _, frame, _, moment = picture(config)
    return moment.trace, labels(frame.geometry, ("x₁", "x₂"), moment.trace, scale, Phase.of(phase))


def test_a_phase_shows_the_numbers_that_have_been_computed_by_then_and_no_others():
    trace, columns = texts_at("forward/1/z")
    assert columns["text"][2:] == [*(f"z = {number(z)}" for z in trace.z[0]), f"y = {number(trace.y)}"]
    trace, columns = texts_at("forward/2/a")
    assert columns["text"][6:] == [*(f"a = {number(a)}" for a in trace.a[1]), f"y = {number(trace.y)}"]
    _, columns = texts_at("loss")
    assert columns["text"][-1].startswith("ŷ = ") and "L = " in columns["text"][-1]


def test_on_the_way_back_what_comes_back_stands_in_magenta_at_the_units():
    trace, columns = texts_at("backward/2/a", config=Config(hidden=(2, 2)))
    magenta = [text for text, color in zip(columns["text"], columns["color"], strict=True) if color == LIGHT.gradient]
    assert magenta == [*(f"∂L/∂a = {number(da)}" for da in trace.da[1]), f"δ = {number(trace.dz[2][0])}"]
    assert f"a = {number(trace.a[1][0])}" in columns["text"]
    trace, columns = texts_at("backward/3/a", config=Config(hidden=(2, 2)))
    assert columns["text"][-1] == f"∂L/∂ŷ = {number(trace.da[2][0])}"
    trace, columns = texts_at("backward/1", config=Config(hidden=(2, 2)))
    assert [text for text in columns["text"] if text.startswith("δ")] == [f"δ = {number(d)}" for layer in trace.dz for d in layer]


def test_where_units_stand_close_the_newest_number_takes_the_only_line():
    config = Config(hidden=(6,))
    trace, columns = texts_at("backward/1/z", config=config)
    assert not [text for text in columns["text"] if text.startswith("a")]
    assert columns["text"][2:8] == [f"δ = {number(d)}" for d in trace.dz[0]]


def test_numbers_are_written_as_mathematics_writes_them():
    assert [number(value) for value in (-0.5, 0.0, 1234.5, -1.234e-7, None, np.nan, np.inf)] == ["−0.5", "0", "+1234", "−1.23×10⁻⁷", "–", "–", "–"]
    assert [shown(name) for name in ("x1^2", "x1*x2", "sin(x2)")] == ["x₁²", "x₁x₂", "sin(x₂)"]


def test_points_of_the_plane_stand_on_the_field():
    corner = on_field(np.array([[-6.0, -6.0], [6.0, 6.0]]))
    assert corner[0, 0] == FIELD_LEFT and corner[1, 0] - corner[0, 0] == corner[1, 1] - corner[0, 1]


LETTER = 12.0  # pixels of height of a text


def boxes_of(texts, scale):
    """(left, right, below, above) of each text, in units of the picture; the widths are those that labels reckon with."""
    for x, y, text in zip(texts["x"], texts["y"], texts["text"], strict=True):
        half = text_width(text.replace("    ", "  ")) / 2 / scale
        yield x - half, x + half, y - LETTER / scale, y


def meet(one, other):
    return one[0] < other[1] - 1 and other[0] < one[1] - 1 and one[2] < other[3] - 1 and other[2] < one[3] - 1


@pytest.mark.parametrize("scale", [0.42, 0.5, 0.56, 0.68, 1.1])
@pytest.mark.parametrize("hidden", ["4,2", "8", "3,3,3,3", "16,16", "2,2,2,2,2,2,2,2", "1"])
@pytest.mark.parametrize("phase", [None, "forward/1/z", "backward/1/z"])
def test_texts_cover_neither_units_nor_each_other_nor_end_outside_at_any_size_of_type(scale, hidden, phase):
    _, frame, _, moment = picture(Config(hidden=hidden))
    texts = labels(frame.geometry, ("x₁", "x₂"), moment.trace, scale, Phase.of(phase) if phase else None)
    half = frame.geometry.unit_side / 2
    units = [(x - half, x + half, y - half, y + half) for x, y in frame.geometry.units.tolist()]
    boxes = [*boxes_of(texts, scale)]
    for i, box in enumerate(boxes):
        assert not any(meet(box, unit) for unit in units), texts["text"][i]
        assert not any(meet(box, other) for other in boxes[:i]), texts["text"][i]
        assert box[0] >= 0 and box[1] <= WIDTH, texts["text"][i]


def test_where_the_line_over_the_field_has_no_room_what_is_new_in_a_pass_stands_there_alone():
    _, frame, _, moment = picture(Config(hidden=(4, 2)))

    def texts(phase, scale=0.34):
        return labels(frame.geometry, ("x₁", "x₂"), moment.trace, scale, Phase.of(phase))

    def names(phase):
        return [text.split(" = ")[0] for text in texts(phase)["text"] if "=" in text]

    assert [names(phase) for phase in ("forward/2/a", "forward/3/z", "forward/3/a", "loss")] == [["y"], ["z"], ["ŷ"], ["L"]]
    assert names("backward/3/a") == ["L", "∂L/∂ŷ"] and names("backward/3/z") == ["L", "δ"]
    assert len(texts("loss", 0.7)["text"][-1].split()) == 9  # all three, where they fit
    for phase in ("forward/3/a", "loss", "backward/3/z"):
        for left, right, *_ in boxes_of(texts(phase), 0.34):
            assert 0 <= left and right <= WIDTH


@pytest.mark.parametrize("scale", [0.3, 0.34, 0.7])
def test_where_the_loss_is_not_spoken_of_the_output_is_named_over_the_field_clear_of_the_network(scale):
    _, frame, _, moment = picture(Config(hidden=(8,) * 24))
    trace = replace(moment.trace, a=[*moment.trace.a[:-1], np.array([1.26e9])])
    texts = labels(frame.geometry, ("x₁", "x₂"), trace, scale, loss=False)
    (left, right, *_) = next(box for box, text in zip(boxes_of(texts, scale), texts["text"], strict=True) if text.startswith("ŷ"))
    assert FIELD_LEFT - 1 <= left and right <= WIDTH


def test_names_are_in_italics_and_meet_what_they_are_at_one_place():
    texts = {"x": [500.0, 100.0, 40.0], "y": [10.0, 20.0, 30.0], "text": ["ŷ = −0.1     y = −1     L = 0.4273", "x₁", "sin(x₁)"], "color": ["#111111"] * 3}
    pieces = typeset(texts, 0.7)
    rows = list(zip(pieces["text"], pieces["style"], pieces["align"], strict=True))
    assert rows[:2] == [("ŷ", "italic", "right"), (" = −0.1", "normal", "left")]
    assert [row[0] for row in rows] == ["ŷ", " = −0.1", "y", " = −1", "L", " = 0.4273", "x₁", "sin(x₁)"]
    assert rows[6:] == [("x₁", "italic", "center"), ("sin(x₁)", "normal", "center")]
    assert pieces["x"][0] == pieces["x"][1] < pieces["x"][2] == pieces["x"][3] < pieces["x"][4]
    assert typeset({"x": [], "y": [], "text": [], "color": []}, 0.7)["style"] == []
