"""The magnified unit: true at every moment, on a plate of its own, joined to its unit."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import ACTIVATIONS, Training
from playground.explain import Unit
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import DARK, LIGHT, rgb
from playground.frames.geometry import FIELD_LEFT, Geometry
from playground.frames.labels import INDENT, labels, notes, text_width
from playground.frames.lens import lens
from playground.frames.light import colours, level
from playground.frames.magnified import MagnifiedFrame
from playground.frames.passing import Pass, arrivals
from playground.frames.plots import Plots
from playground.trace import Phase, phases, trace_sample

SIZES = (2, 8, 8, 8, 8, 1)
UNIT = Unit(3, 5)


def passing(name, progress=1.0, act="tanh", sizes=SIZES):
    config = Config(hidden=sizes[1:-1], act=act)
    training = Training(config)
    training.advance(20)
    trace = trace_sample(training.network, training.loss, (0.6, -0.4), 1.0, config.features)
    return Pass(training.network, trace, Phase.of(name), progress)


def drawn(told, palette=LIGHT, unit=UNIT):
    """(lens, filled buffer)."""
    geometry = Geometry(told.network.sizes)
    frame, found = MagnifiedFrame(geometry), lens(geometry, told, unit, 0.5)
    out = FrameBuffer(frame.fields())
    frame.fill(out, told, found, palette)
    return found, out


def plot(told, found):
    activation = told.network.activations[found.unit.layer - 1]
    return Plots.of(np.array([[found.plot.x, found.plot.y]]), np.array([found.plot.width]), [activation])


def at(told, values):
    return values[UNIT.layer - 1][UNIT.index - 1]


def ends(out):
    """(n×4) of the lines that are seen."""
    return np.stack([out[f"lens_lines.{name}"] for name in ("x0", "y0", "x1", "y1")], axis=1)[out["lens_lines.color"][:, 3] > 0]


def test_without_a_lens_there_is_nothing():
    told = passing("forward/3/z")
    frame = MagnifiedFrame(Geometry(SIZES))
    out = FrameBuffer(frame.fields())
    frame.fill(out, told, None, LIGHT)
    assert not out.bytes.any()


def test_contributions_add_up_to_z_one_after_another():
    told = passing("forward/3/z")
    found, out = drawn(told)
    assert out["lens_dot.x"][0] == pytest.approx(plot(told, found).across(at(told, told.trace.z))[0], rel=1e-5)
    first = told.network.weights[2][0, 4] * told.trace.a[1][0]
    _, early = drawn(passing("forward/3/z", arrivals(8)[0]))
    assert early["lens_dot.x"][0] == pytest.approx(plot(told, found).across(first)[0], rel=1e-5)


@pytest.mark.parametrize("act", ACTIVATIONS)
def test_the_dot_rises_from_the_axis_to_its_curve(act):
    told = passing("forward/3/a", act=act)
    found, out = drawn(told)
    assert out["lens_dot.y"][0] == pytest.approx(plot(told, found).up(at(told, told.trace.a))[0], rel=1e-4)
    _, start = drawn(passing("forward/3/a", 0.0, act))
    assert start["lens_dot.y"][0] == pytest.approx(plot(told, found).up(0.0)[0], rel=1e-4)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_leaves_the_opening_is_as_high_as_the_slope_and_as_bright_as_delta(palette):
    told = passing("backward/3/z")
    _, out = drawn(told, palette)
    height = out["lens_areas.top"] - out["lens_areas.bottom"]
    slope = told.network.activations[2].slope(told.trace.z[2])[4]
    assert height[2] / height[1] == pytest.approx(slope, rel=1e-4)
    for row, values in ((1, told.trace.da), (2, told.trace.dz)):
        assert (out["lens_areas.color"][row, :3] == colours(level(np.array([at(told, values)])), palette)[0, :3]).all()
    assert (out["lens_areas.color"][0] == [*rgb(palette.card), 255]).all()


def test_a_unit_that_the_pass_has_not_come_to_has_no_dot():
    assert not drawn(passing("forward/2/a"))[1]["lens_dot.color"].any()
    assert drawn(passing("forward/4/z"))[1]["lens_dot.color"].any()


def test_a_line_leads_from_the_unit_to_its_plate():
    found, out = drawn(passing("backward/3"))
    half = np.array([found.plate.width, found.plate.height]) / 2
    first, last = found.place.x - found.place.width / 2, found.plate.x + half[0]
    assert any(np.allclose(line[:3], [first, found.place.y, last]) and abs(line[3] - found.plate.y) <= half[1] for line in ends(out))


@pytest.mark.parametrize("name", ["forward/3/z", "forward/3/a", "backward/3/z"])
def test_in_these_phases_something_moves_from_beginning_to_end(name):
    moments = [drawn(passing(name, progress))[1].bytes.tobytes() for progress in np.linspace(0, 0.8, 6)]
    assert len(set(moments)) == 6


@pytest.mark.parametrize("sizes", [(2, 16, 1), (2, *(16,) * 24, 1), SIZES], ids=str)
def test_in_every_phase_all_is_finite(sizes):
    told = passing("input", sizes=sizes)
    for name in phases(len(sizes) - 1):
        _, out = drawn(Pass(told.network, told.trace, Phase.of(name), 0.6), unit=None)
        assert all(np.isfinite(array.astype(float)).all() for array in out.arrays.values())


def test_its_number_stands_on_the_plate_once_it_has_arrived():
    told = passing("backward/3/z")
    geometry, found = Geometry(SIZES), drawn(told)[0]

    def texts(name):
        return notes(geometry, told.trace, 0.5, Phase.of(name), lens=found)["text"]

    assert [texts(name)[0].split(" ")[0] for name in ("forward/3/z", "forward/3/a", "backward/3/a", "backward/3/z")] == ["z", "a", "∂a", "δ"]
    assert texts("forward/2/a") == [] and notes(geometry, None, 0.5, lens=found)["text"] == []


def test_no_number_is_half_hidden_by_the_plate_nor_sticks_out_of_it():
    """As on a telephone, where there is hardly room: that of a unit under the plate is left out, that on it has as many digits as fit."""
    scale, told = 0.344, passing("forward/1/z", sizes=(2, 3, 1))
    geometry = Geometry((2, 3, 1))
    found = lens(geometry, told, None, scale)
    everywhere, seen = (labels(geometry, ("x₁", "x₂"), told.trace, scale, told.phase, lens=plate) for plate in (None, found))
    assert 0 < len(seen["text"]) < len(everywhere["text"])
    left, right = (found.plate.x + side * found.plate.width / 2 for side in (-1, 1))
    bottom, top = (found.plate.y + side * found.plate.height / 2 for side in (-1, 1))
    for x, y, text in zip(seen["x"], seen["y"], seen["text"], strict=True):
        half = text_width(text) / 2 / scale
        assert x + half <= left or x - half >= right or y <= bottom + 2 / scale or y - 15 / scale >= top
    geometry = Geometry(SIZES)
    over_field = lens(geometry, told := passing("backward/1/z"), None, scale)
    assert over_field.plate.x > FIELD_LEFT
    outcome = [text for text in labels(geometry, ("x₁", "x₂"), told.trace, scale, told.phase, lens=over_field)["text"] if "L = " in text]
    assert len(outcome) == 1  # just above the field
    for name in phases(5):
        told = passing(name, act="sigmoid")
        if found := lens(Geometry(SIZES), told, None, 0.5):
            for text in notes(Geometry(SIZES), told.trace, 0.5, told.phase, lens=found, lit=False)["text"]:
                assert text_width(text) <= found.plate.width * 0.5 - 2 * INDENT + 1e-9, text
