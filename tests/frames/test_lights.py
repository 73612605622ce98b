"""Lights: they carry what the trace says, along the edges, the way it goes; at rest there is nothing to paint."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import LIGHT, rgb
from playground.frames.emphasis import at_phase
from playground.frames.geometry import MARK, Geometry
from playground.frames.light import colours, level
from playground.frames.lights import LightsFrame, Stream, streams
from playground.frames.passing import ARRIVED, MEETING, SUMMED, Pass, arrivals
from playground.trace import Phase, phases, trace_sample

CONFIG = Config(hidden=(4, 3))


def passing(name, progress=1.0, config=CONFIG):
    """A pass of a run some steps old, at a phase."""
    training = Training(config)
    training.advance(20)
    trace = trace_sample(training.network, training.loss, (1.5, -2.0), 1.0, config.features)
    return Pass(training.network, trace, Phase.of(name), progress)


def lights(told, sizes=(2, 4, 3, 1)):
    """The filled buffer of a network of such sizes."""
    frame = LightsFrame(Geometry(sizes))
    out = FrameBuffer(frame.fields())
    frame.fill(out, told, LIGHT)
    return out


def drawn(stream, progress, sizes):
    """The buffer with the lights of one stream."""
    frame = LightsFrame(Geometry(sizes))
    out = FrameBuffer(frame.fields())
    frame._draw(out, 0, stream, progress, LIGHT)
    return out


def forward(values):
    return Stream(1, np.array(values), 0.6, (0.0, 1.0))


def backward(values):
    return Stream(1, np.array(values), 0.6, (1.0, 0.0))


def shown(out):
    """Which strokes are drawn."""
    return out["lights.color"][:, 3] > 0


def test_forward_each_edge_carries_its_weight_times_the_activation():
    for layer in (1, 2, 3):
        told = passing(f"forward/{layer}/z")
        (stream,) = streams(told)
        assert (stream.layer, stream.back) == (layer, False)
        np.testing.assert_allclose(stream.values.sum(axis=0) + told.network.biases[layer - 1], told.trace.z[layer - 1], atol=1e-14)


def test_contributions_come_one_after_another_and_leave_room_for_the_bias():
    (stream,) = streams(passing("forward/2/z"))
    assert stream.ends.ravel().tolist() == arrivals(4)[:4].tolist()
    assert (np.diff(arrivals(4)) > 0).all() and arrivals(4)[-1] == SUMMED and (stream.begins >= 0).all()


def test_backward_delta_flows_along_the_layer_after_and_adds_up_to_the_sensitivity():
    for layer in (1, 2):
        told = passing(f"backward/{layer}/a")
        (stream,) = streams(told)
        assert (stream.layer, stream.back) == (layer + 1, True)
        np.testing.assert_allclose(stream.values.sum(axis=1), told.trace.da[layer - 1], atol=1e-14)


def test_where_a_gradient_is_made_signal_and_error_meet_at_its_mark_and_their_product_is_the_gradient():
    for layer in (1, 2, 3):
        told = passing(f"backward/{layer}")
        signal, error = streams(told)
        assert (signal.back, error.back) == (False, True) and signal.way[1] == error.way[1] == MARK and signal.ends == error.ends == MEETING
        np.testing.assert_allclose(signal.values * error.values, told.trace.dW[layer - 1], atol=1e-16)


def test_signal_and_error_are_seen_to_meet_and_go_out_while_their_product_lights_the_edge():
    """At no moment is neither to be seen: where they go out the beam of the gradient comes up, in the same time."""
    told = passing("backward/2", MEETING)
    out, edges = lights(told), 12
    both = shown(out)[:edges] & shown(out)[edges : 2 * edges]
    assert both.any() and (out["lights.color"][:edges][both, 3] == 255).all()
    tips = np.array([out[f"lights.{axis}0"] for axis in "xy"])
    np.testing.assert_allclose(tips[:, :edges][:, both], tips[:, edges : 2 * edges][:, both], atol=1e-3)
    strengths = [(at_phase(3, told.phase, progress).gradients[1], lights(passing("backward/2", progress))["lights.color"][:, 3].max() / 255)
                 for progress in np.linspace(MEETING, 1.0, 21)]  # fmt: skip
    beams, ends = np.array(strengths).T
    assert (np.diff(beams) > 0).all() and (np.diff(ends) <= 0).all() and ends[-1] == 0 and (beams + ends).min() > 0.4


@pytest.mark.parametrize("name", ["input", "forward/2/a", "loss", "backward/3/a", "backward/2/z", "update"])
def test_nothing_flows_where_nothing_goes_along_an_edge(name):
    assert streams(passing(name)) == []


@pytest.mark.parametrize("name", ["forward/2/z", "backward/1/a", "backward/2"])
@pytest.mark.parametrize("progress", [0.0, SUMMED, 1.0])
def test_at_rest_there_is_nothing_to_paint(name, progress):
    assert not lights(passing(name, progress)).bytes.any()
    assert not lights(None).bytes.any()


def test_lights_go_from_the_layer_before_to_the_layer_and_the_error_back():
    for name, sign, times in (("forward/2/z", 1, (0.5, 0.55, 0.6)), ("backward/1/a", -1, (0.1, 0.3, 0.5))):
        buffers = [lights(passing(name, progress)) for progress in times]
        lit = np.all([shown(out) for out in buffers], axis=0)
        assert lit.any() and (sign * np.diff([out["lights.x0"][lit] for out in buffers], axis=0) > 0).all()


def test_a_light_stands_on_its_edge():
    geometry = Geometry((2, 4, 3, 1))
    out = lights(passing("backward/1/a", ARRIVED / 2))
    middle = geometry.along(0.5, slice(8, 20))
    lit = shown(out)[:12]
    assert lit.any()
    np.testing.assert_allclose(out["lights.x0"][:12][lit], middle["x"][lit], atol=1e-3)
    np.testing.assert_allclose(out["lights.y0"][:12][lit], middle["y"][lit], atol=1e-3)


def test_a_signal_of_twice_the_strength_is_twice_as_large_and_what_is_nothing_is_not_drawn():
    out = drawn(forward([[2.0, -0.5, 0.0]]), 0.3, (1, 3, 1))
    width = out["lights.width"][:3]
    assert width[0] / width[1] == pytest.approx(2) and width[2] == 0  # twice the area for twice the strength
    assert shown(out)[:3].tolist() == [True, True, False]


@pytest.mark.parametrize(("stream", "values", "colour"), [
    (forward, [1e-3, -1e-3, 0.0], [rgb(LIGHT.positive), rgb(LIGHT.negative), rgb(LIGHT.soft)]),
    (backward, [1e-6, -1e-7, 0.0], colours(level(np.array([1e-6, 1e-7, 0.0])), LIGHT)[:, :3]),
])  # fmt: skip
def test_where_next_to_nothing_comes_it_is_seen_to_come_as_small_as_the_smallest_and_in_its_own_colour(stream, values, colour):
    out = drawn(stream([values]), 0.3, (1, 3, 1))
    assert shown(out)[:3].all() and np.array_equal(out["lights.color"][:3, :3], colour)
    length = np.hypot(out["lights.x1"] - out["lights.x0"], out["lights.y1"] - out["lights.y0"])[:3]
    assert length == pytest.approx(np.full(3, length[0]), abs=1e-3)
    beside = drawn(stream([[1.0, *values]]), 0.3, (1, 4, 1))
    assert shown(beside)[:4].tolist() == [True, False, False, False]


@pytest.mark.parametrize("stream", [forward, backward])
def test_a_light_is_as_large_whatever_else_is_lit(stream):
    alone, beside = (drawn(stream([row]), 0.3, (1, 2, 1)) for row in ([0.05, 0.0], [0.05, 1e4]))
    assert shown(alone)[0]
    for name in ("width", "x1", "y1", "color"):
        np.testing.assert_array_equal(alone[f"lights.{name}"][0], beside[f"lights.{name}"][0])


def test_forward_lights_have_the_colour_of_their_sign_and_the_error_is_chevrons_of_light():
    ahead = drawn(forward([[1.0, -1.0]]), 0.3, (1, 2, 1))
    half = len(ahead["lights.x1"]) // 2
    assert ahead["lights.color"][:2, :3].tolist() == [rgb(LIGHT.positive).tolist(), rgb(LIGHT.negative).tolist()]
    assert np.array_equal(ahead["lights.x1"][:2], ahead["lights.x1"][half : half + 2])  # both strokes lie in one line
    back = drawn(backward([[1.0, -1.0]]), 0.3, (1, 2, 1))
    assert (back["lights.color"][:2, :3] == colours(level(np.ones(1)), LIGHT)[0, :3]).all()
    assert not np.isclose(back["lights.y1"][:2], back["lights.y1"][half : half + 2]).any()
    assert (back["lights.x1"][:2] > back["lights.x0"][:2]).all() and (ahead["lights.x1"][:2] < ahead["lights.x0"][:2]).all()


@pytest.mark.parametrize("values", [np.zeros((2, 3)), np.full((2, 3), np.nan), np.array([[np.inf, 1, 0], [-np.inf, 2, np.nan]]),
                                    np.array([[1e308, 1e-308, 0], [-1e308, 1, 2]])])  # fmt: skip
@pytest.mark.parametrize("stream", [forward, backward])
def test_no_light_is_ever_at_a_place_that_is_none(values, stream):
    out = drawn(stream(values), 0.3, (2, 3, 1))
    assert all(np.isfinite(array.astype(float)).all() for array in out.arrays.values())


@pytest.mark.parametrize("config", [Config(hidden=""), Config(hidden=(16,) * 24), Config(features="x1,x2,x1^2,sin(x1)", hidden="1")])
def test_every_phase_of_every_shape_can_be_lit(config):
    told = passing("input", 0.3, config)
    frame = LightsFrame(Geometry(told.network.sizes))
    out = FrameBuffer(frame.fields())
    assert len(out["lights.x0"]) == 4 * max(weights.size for weights in told.network.weights)
    for name in phases(len(told.network.weights)):
        at = passing(name, 0.3, config) if len(config.hidden) < 9 else Pass(told.network, told.trace, Phase.of(name), 0.3)
        frame.fill(out, at, LIGHT)
        lit = any((np.square(level(s.values)) if s.back else np.abs(s.values)).max() > 0.2 for s in streams(at))
        assert shown(out).any() or not lit
