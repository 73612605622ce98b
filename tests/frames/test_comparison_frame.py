"""The compared networks' frame: each its own output field and its own curve, and nothing while nothing is compared."""

from dataclasses import replace

import numpy as np
import pytest

from playground.comparison import Comparison
from playground.config import Config
from playground.engine import inputs_of
from playground.explain import Unit
from playground.frames import comparison
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import DARK, LIGHT, rgb, signed_colours
from playground.frames.compared_networks import Beside
from playground.frames.comparison import SIDE, Compared, ComparisonFrame
from playground.frames.emphasis import at_phase, at_rest
from playground.frames.field import grid_points
from playground.frames.lamps import lamps
from playground.frames.passing import Pass
from playground.trace import Phase, trace_sample

CENTRES = {"sigmoid": 0.5}


def drawn(versus, steps=200, palette=LIGHT, **config):
    """(alternatives, frame, filled buffer) of a comparison some steps old."""
    made = Comparison(Config(versus=versus, samples=80, **config))
    made.advance_to(steps)
    frame = ComparisonFrame([(other.training.network.sizes, other.config.features, other.training.dataset) for other in made.alternatives])
    buffer = FrameBuffer(frame.fields())
    frame.fill(buffer, [compared(other) for other in made.alternatives], palette)
    return made.alternatives, frame, buffer


def compared(other):
    return Compared(other.training.network, other.training.dataset, CENTRES.get(other.config.output, 0.0), other.record.losses())


@pytest.mark.parametrize("versus", ["act=relu;act=sigmoid", "features=x1;features=x1,x2,x1*x2", "out=sigmoid;out=identity"])
def test_each_field_shows_its_own_network(versus):
    others, _, buffer = drawn(versus)
    for other, image in zip(others, buffer["compared.image"], strict=True):
        centre = CENTRES.get(other.config.output, 0.0)
        outputs = other.training.network.predict(inputs_of(grid_points(SIDE), other.config.features))
        expected = signed_colours(outputs - centre, 1 - centre, LIGHT).view(np.uint32).ravel()
        assert np.array_equal(image.ravel(), expected)


def test_equal_networks_look_equal_and_others_do_not():
    _, _, same = drawn("act=tanh;act=tanh")
    _, _, different = drawn("act=relu;act=sigmoid")
    assert np.array_equal(*same["compared.image"]) and np.array_equal(same["curve0.loss"], same["curve1.loss"])
    assert not np.array_equal(*different["compared.image"])


def test_a_curve_is_the_history_of_its_network():
    others, _, buffer = drawn("lr=0.1;lr=1", steps=1000)
    for k, other in enumerate(others):
        rows = other.record.losses()
        for column, values in (("step", rows[:, 0]), ("loss", rows[:, 1])):
            assert np.array_equal(buffer[f"curve{k}.{column}"][: len(rows)], values)
            assert (buffer[f"curve{k}.{column}"][len(rows) :] == values[-1]).all()
    low, high = buffer["curves_y.range"]
    assert all((low <= rows[:, 1]).all() and (rows[:, 1] <= high).all() for rows in (other.record.losses() for other in others))
    assert buffer["curves_x.range"].tolist() == [0, 1000]


def test_a_diverged_network_is_drawn_where_it_stopped():
    others, _, buffer = drawn("lr=100;lr=0.01", out="identity", act="relu", init="he_normal")
    assert others[0].diverged
    assert np.max(buffer["curve0.step"]) == others[0].training.step < np.max(buffer["curve1.step"]) == 200
    assert np.isfinite([*buffer["curves_x.range"], *buffer["curves_y.range"]]).all()


def beside(other, phase=None):
    network, trace = other.training.network, trace_sample(other.training.network, other.training.loss, (1.5, -2.0), 1.0)
    told = phase and Pass(network, trace, Phase.of(phase), 1.0)
    layers = len(network.weights)
    return Beside(network, trace, lamps(trace, told), at_phase(layers, told.phase) if told else at_rest(layers))


def test_compared_networks_are_lit_on_one_scale():
    others, frame, buffer = drawn("act=sigmoid;act=relu", steps=0, hidden=(8,) * 10, init="he_normal")
    frame.move(buffer, [beside(other) for other in others], LIGHT)
    errors = np.concatenate([np.concatenate([np.zeros(2), *beside(other).trace.dz[:-1]]) for other in others])
    assert len(buffer["nets_units.halo"]) == len(errors) == 2 * (2 + 80)
    assert (np.diff(buffer["nets_units.halo"][np.argsort(np.abs(errors), kind="stable")]) >= 0).all()
    first = slice(2, 10)
    dark, lit = buffer["nets_units.halo"][:82][first], buffer["nets_units.halo"][82:][first]
    assert dark.max() < lit.max()


def test_in_a_pass_compared_networks_are_at_its_phase():
    others, frame, buffer = drawn("act=sigmoid;act=relu", steps=0, hidden=(4, 4))
    frame.move(buffer, [beside(other, "forward/1/a") for other in others], LIGHT)
    unlit = buffer["nets_units.halo"].min()
    assert (buffer["nets_units.halo"] == unlit).all()  # the light comes on the way back
    frame.move(buffer, [beside(other, "backward/1") for other in others], LIGHT)
    assert (buffer["nets_units.halo"] > unlit).any()


def test_at_night_each_network_stands_on_a_dark_ground_of_its_own():
    others, frame, buffer = drawn("act=sigmoid;act=relu", steps=0, hidden=(4, 4))
    seen = [beside(other) for other in others]
    frame.move(buffer, seen, LIGHT)
    assert (buffer["nets_night.color"][:, 3] == 0).all()
    frame.move(buffer, seen, DARK, night=True)
    assert (buffer["nets_night.color"] == [*rgb(DARK.card), 255]).all()
    assert len(frame.structure()["nets_night"]["x"]) == 2


def test_in_each_network_the_unit_in_hand_is_magnified_within_its_own_picture():
    others, frame, buffer = drawn("act=sigmoid;act=relu", steps=0, hidden=(8,) * 6)
    passes = [beside(other) for other in others]
    told = [Pass(one.network, one.trace, Phase.of("backward/4/z"), 0.9) for one in passes]
    frame.move(buffer, [replace(one, told=there, subject=Unit(4, 3)) for one, there in zip(passes, told, strict=True)], LIGHT)
    corners = ["left", "right", "bottom", "top"]
    plates = np.stack([buffer[f"nets_lens_areas.{name}"].reshape(2, 5) for name in corners], axis=2)
    seen = buffer["nets_lens_areas.color"].reshape(2, 5, 4)[..., 3] > 0
    for left, areas, there, lit in zip(comparison.left_edges(2), plates, told, seen, strict=True):
        assert (left <= areas[lit][:, :2]).all() and (areas[lit][:, :2] <= left + 1).all()
        assert (1 < areas[lit][:, 2:]).all() and (areas[lit][:, 2:] < frame.height).all()
        height = areas[:, 3] - areas[:, 2]
        assert height[2] / height[1] == pytest.approx(there.network.activations[3].slope(there.trace.z[3])[2], rel=1e-3, abs=1e-6)
    frame.move(buffer, passes, LIGHT)
    assert not buffer["nets_lens_areas.color"].any() and not buffer["nets_lens_dot.color"].any()


def test_each_network_stands_over_its_own_field():
    _, frame, _ = drawn("hidden=4;hidden=8,8,8", steps=0)
    units = frame.structure()["nets_units"]
    for left, xs in zip(comparison.left_edges(2), np.split(units["x"], [2 + 4]), strict=True):
        assert (left <= xs).all() and (xs <= left + 1).all()
    assert (units["y"] > 1).all() and (units["y"] < frame.height).all()


def test_where_networks_are_not_drawn_there_are_fields_alone():
    frame = ComparisonFrame([((2, 1), ("x1", "x2"), other.training.dataset) for other in Comparison(Config(hidden="", versus="lr=1")).alternatives], False)
    assert frame.height == 1 and not any(field.name.startswith("nets") for field in frame.fields())


def test_nothing_is_drawn_while_nothing_is_compared():
    frame = ComparisonFrame([])
    assert frame.fields() == [] and frame.structure() == {}


def test_fields_stand_side_by_side_with_the_points_in_their_own():
    others, _, buffer = drawn("act=relu;act=sigmoid", steps=1, palette=DARK)
    edges = comparison.left_edges(2)
    halves = np.array_split(buffer["compared_points.x"], 2)
    assert all((left <= xs).all() and (xs <= left + 1).all() for left, xs in zip(edges, halves, strict=True))
    assert edges[-1] + 1 == pytest.approx(comparison.width(2))
    assert np.allclose(halves[0], halves[1] - edges[1], atol=1e-6)
    y = others[0].training.dataset.train.y[: len(halves[0])]
    assert np.array_equal(buffer["compared_points.color"], np.tile(signed_colours(y, 1.0, DARK), (2, 1)))


def luminance(colour):
    """As WCAG 2.2 has it, of three numbers up to 255."""
    parts = np.asarray(colour) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    dark, bright = sorted([luminance(one), luminance(other)])
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_unit_without_a_signal_can_be_seen_where_it_is_and_one_with_a_signal_keeps_its_colour(palette):
    others, frame, buffer = drawn("act=relu;act=tanh", steps=0, hidden=(8, 8))
    frame.move(buffer, [beside(other, "backward/1") for other in others], palette, palette is DARK)
    a = np.concatenate([np.concatenate([seen.trace.inputs, *seen.trace.a[:-1]]) for seen in map(beside, others)])
    borders, opacity = buffer["nets_units.color"][:, :3].astype(float), buffer["nets_units.alpha"][:, None]
    ground = rgb(palette.card)
    seen = (ground + opacity * (borders - ground))[a == 0]
    assert len(seen) >= 4 and min(contrast(one, ground) for one in seen) > 1.5
    strong = np.abs(a) > 0.999
    expected = [rgb(palette.positive if value > 0 else palette.negative) for value in a[strong]]
    assert np.abs(borders[strong] - expected).max() < 3
    assert np.abs(buffer["nets_units.fill"][a == 0][:, :3] - rgb(palette.neutral)).max() < 3  # nothing fills it
