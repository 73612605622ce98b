"""Inside the units: the running sum ends at z, the dot at a on its curve, and the opening is as wide as the slope."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import ACTIVATIONS, Training
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import DARK, LIGHT, rgb
from playground.frames.geometry import Geometry
from playground.frames.inside import OUTPUT, SIDE, InsideFrame
from playground.frames.light import colours, level
from playground.frames.passing import Pass, arrivals
from playground.frames.plots import RANGES, USUAL
from playground.frames.sums import running_sums
from playground.trace import Phase, phases, trace_sample

CONFIG = Config(hidden=(4, 2))


def passing(name, progress=1.0, config=CONFIG, x=(0.6, -0.4)):
    training = Training(config)
    training.advance(20)
    trace = trace_sample(training.network, training.loss, x, 1.0, config.features)
    return Pass(training.network, trace, Phase.of(name), progress)


def inside(told, palette=LIGHT, sizes=(2, 4, 2, 1)):
    frame = InsideFrame(Geometry(sizes))
    out = FrameBuffer(frame.fields())
    frame.fill(out, told, palette)
    return out


def place(z, a, unit=0, activation="tanh"):
    """Where a point of the curve of a hidden unit is in the picture."""
    geometry = Geometry((2, 4, 2, 1))
    reach, low, high = RANGES.get(activation, USUAL)
    half = geometry.unit_side * 0.42
    x, y = geometry.units[2 + unit]
    return x + np.clip(z / reach, -1, 1) * half, y + (2 * (np.clip(a, low, high) - low) / (high - low) - 1) * half


def shown(out, source):
    return out[f"{source}.color"][:, 3] > 0


def test_outside_a_pass_there_is_nothing():
    assert not any(array.any() for name, array in inside(None).arrays.items() if name.endswith("color"))


def test_contributions_add_up_to_z_one_after_another():
    told = passing("forward/1/z")
    z = told.trace.z[0]
    first = told.network.weights[0][0] * told.trace.inputs[0]
    np.testing.assert_allclose(inside(told)["dots.x"][:4], [place(v, 0, n)[0] for n, v in enumerate(z)], rtol=1e-5)
    early = inside(passing("forward/1/z", arrivals(2)[0]))
    np.testing.assert_allclose(early["dots.x"][:4], [place(v, 0, n)[0] for n, v in enumerate(first)], rtol=1e-5)
    np.testing.assert_allclose(inside(passing("forward/1/z", 0.0))["dots.x"][:4], [place(0, 0, n)[0] for n in range(4)], rtol=1e-5)


def test_each_contribution_lies_where_the_last_one_ended_in_the_colour_of_its_sign():
    told = passing("forward/1/z")
    out = inside(told)
    starts, ends, colour = (out[f"summed.{name}"][:12].reshape(3, 4, -1) for name in ("x0", "x1", "color"))
    np.testing.assert_array_equal(starts[1:], ends[:-1])
    parts = told.network.weights[0] * told.trace.inputs[:, None]
    blue = (colour[:2, :, :3] == rgb(LIGHT.positive)).all(axis=2)
    assert (blue == (parts > 0)).all()


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_dot_rises_from_the_axis_to_its_curve(activation):
    config = Config(hidden=(4, 2), act=activation)
    told = passing("forward/1/a", config=config)
    z, a = told.trace.z[0], told.trace.a[0]
    out = inside(told)
    np.testing.assert_allclose(out["dots.y"][:4], [place(*pair, n, activation)[1] for n, pair in enumerate(zip(z, a, strict=True))], rtol=1e-4)
    start = inside(passing("forward/1/a", 0.0, config))
    np.testing.assert_allclose(start["dots.y"][:4], [place(0, 0, n, activation)[1] for n in range(4)], rtol=1e-4)


def test_only_units_that_the_pass_has_come_to_have_a_dot():
    assert shown(inside(passing("forward/1/z")), "dots").tolist() == [True] * 4 + [False] * 3
    assert shown(inside(passing("forward/2/a")), "dots").tolist() == [True] * 6 + [False]
    assert shown(inside(passing("loss")), "dots").all()


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_leaves_the_opening_is_as_high_as_the_slope_and_as_bright_as_delta(palette):
    told = passing("backward/2/z")
    out = inside(told, palette)
    slope = told.network.activations[1].slope(told.trace.z[1])
    beam, left = slice(0, 2), slice(2, 4)
    height = out["openings.top"] - out["openings.bottom"]
    np.testing.assert_allclose(height[left] / height[beam], slope, rtol=1e-4)
    for rows, values in ((beam, told.trace.da[1]), (left, told.trace.dz[1])):
        np.testing.assert_array_equal(out["openings.color"][rows, :3], colours(level(values), palette)[:, :3])


def test_nothing_leaves_a_relu_that_is_shut():
    told = passing("backward/1/z", config=Config(hidden=(4, 2), act="relu"), x=(-2.0, -2.0))
    dead = told.trace.z[0] < 0
    assert dead.any() and not shown(inside(told), "openings")[4:8][dead].any()


def test_the_output_has_a_unit_of_its_own_while_the_pass_is_there():
    out = inside(passing("backward/3/z"))
    assert shown(out, "output").all() and shown(out, "grounds")[-1]
    assert abs(out["dots.x"][-1] - OUTPUT[0]) < SIDE / 2 and abs(out["dots.y"][-1] - OUTPUT[1]) < SIDE / 2
    assert not shown(inside(passing("backward/2/z")), "output").any()


@pytest.mark.parametrize("config", [Config(hidden=""), Config(hidden=(16,) * 24), Config(act="relu", out="identity", data="plane")])
def test_in_every_phase_of_every_shape_all_is_finite(config):
    told = passing("input", config=config)
    frame = InsideFrame(Geometry(told.network.sizes))
    out = FrameBuffer(frame.fields())
    for name in phases(len(told.network.weights)):
        for progress in (0.0, 0.5, 1.0):
            frame.fill(out, Pass(told.network, told.trace, Phase.of(name), progress), LIGHT)
            assert all(np.isfinite(array.astype(float)).all() for array in out.arrays.values())


@pytest.mark.parametrize("name", ["forward/1/z", "forward/1/a", "forward/3/z", "forward/3/a", "backward/3/z", "backward/2/z", "backward/1/z"])
def test_in_these_phases_something_moves_from_beginning_to_end(name):
    moments = [inside(passing(name, progress)).bytes.tobytes() for progress in np.linspace(0, 0.8, 6)]
    assert len(set(moments)) == 6


def test_where_there_is_no_bias_the_contributions_take_all_the_time():
    network = Training(CONFIG).network
    assert not any(biases.any() for biases in network.biases)
    trace = trace_sample(network, Training(CONFIG).loss, (0.6, -0.4), 1.0, CONFIG.features)
    sums = [running_sums(Pass(network, trace, Phase.of("forward/1/z"), progress))[-1] for progress in (0.5, 0.6, 0.7, 0.8, 0.9)]
    assert all((before != after).all() for before, after in zip(sums, sums[1:], strict=False))
    assert sums[-1] == pytest.approx(trace.z[0])


def test_the_output_fades_when_the_light_goes_on_to_the_layer_before():
    seen = [inside(passing("backward/2/a", progress)) for progress in (0.0, 0.2, 0.3, 0.5)]
    for part in ("grounds", "curves", "output", "dots"):
        opacity = [int(out[f"{part}.color"][-1, 3]) for out in seen]
        assert opacity[0] > opacity[1] > opacity[2] > opacity[3] == 0
