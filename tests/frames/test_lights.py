"""Lights: they carry what the trace says, along the edges, the way it goes; at rest there is nothing to paint."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import LIGHT, rgb
from playground.frames.geometry import Geometry
from playground.frames.lamps import ARRIVED
from playground.frames.light import colours, level
from playground.frames.lights import Flow, LightsFrame, flow
from playground.trace import Phase, phases, trace_sample

CONFIG = Config(hidden=(4, 3))


def passing(config=CONFIG):
    training = Training(config)
    training.advance(20)
    return training.network, trace_sample(training.network, training.loss, (1.5, -2.0), 1.0, config.features)


def flow_at(name, config=CONFIG):
    network, trace = passing(config)
    return flow(Phase.of(name), network.weights, trace)


def lights(stream, progress, sizes=(2, 4, 3, 1)):
    """The filled buffer of a network of such sizes."""
    frame = LightsFrame(Geometry(sizes))
    out = FrameBuffer(frame.fields())
    frame.fill(out, stream, progress, LIGHT)
    return out


def shown(out):
    """Which strokes are drawn."""
    return out["lights.color"][:, 3] > 0


def test_forward_each_edge_carries_its_weight_times_the_activation():
    network, trace = passing()
    for layer, before in ((1, trace.inputs), (2, trace.a[0]), (3, trace.a[1])):
        stream = flow_at(f"forward/{layer}/z")
        assert (stream.layer, stream.backward) == (layer, False)
        np.testing.assert_allclose(stream.values.sum(axis=0) + network.biases[layer - 1], trace.z[layer - 1], atol=1e-14)


def test_backward_delta_flows_along_the_layer_after_and_adds_up_to_the_sensitivity():
    _, trace = passing()
    for layer in (1, 2):
        stream = flow_at(f"backward/{layer}/a")
        assert (stream.layer, stream.backward) == (layer + 1, True)
        np.testing.assert_allclose(stream.values.sum(axis=1), trace.da[layer - 1], atol=1e-14)


def test_the_gradient_itself_flows_in_the_phase_that_finishes_a_layer():
    _, trace = passing()
    for layer in (1, 2, 3):
        stream = flow_at(f"backward/{layer}")
        assert stream.layer == layer and stream.backward and np.array_equal(stream.values, trace.dW[layer - 1])


@pytest.mark.parametrize("name", ["input", "forward/2/a", "loss", "backward/3/a", "backward/2/z", "update"])
def test_nothing_flows_where_nothing_goes_along_an_edge(name):
    assert flow_at(name) is None


@pytest.mark.parametrize("progress", [0.0, ARRIVED, 0.9, 1.0])
def test_at_rest_there_is_nothing_to_paint(progress):
    out = lights(flow_at("forward/2/z"), progress)
    assert not out.bytes.any()
    assert not lights(None, 0.3).bytes.any()


def test_lights_go_from_the_layer_before_to_the_layer_and_gradients_back():
    for name, sign in (("forward/2/z", 1), ("backward/2", -1)):
        tips = [lights(flow_at(name), progress)["lights.x0"] for progress in (0.1, 0.3, 0.5)]
        lit = tips[0] > 0
        assert lit.any() and (sign * np.diff([tip[lit] for tip in tips], axis=0) > 0).all()


def test_a_light_stands_on_its_edge():
    geometry = Geometry((2, 4, 3, 1))
    out = lights(flow_at("forward/2/z"), ARRIVED / 2)
    middle = geometry.along(0.5, slice(8, 20))
    lit = shown(out)[:12]
    np.testing.assert_allclose(out["lights.x0"][:12][lit], middle["x"][lit], atol=1e-3)
    np.testing.assert_allclose(out["lights.y0"][:12][lit], middle["y"][lit], atol=1e-3)


def test_a_signal_of_twice_the_strength_is_twice_as_large_and_what_is_nothing_is_not_drawn():
    values = np.array([[2.0, -0.5, 0.0]])
    out = lights(Flow(1, values), 0.3, sizes=(1, 3, 1))
    width = out["lights.width"][:3]
    assert width[0] / width[1] == pytest.approx(2) and width[2] == 0  # twice the area for twice the strength
    assert shown(out).tolist() == [True, True, False] * 2


@pytest.mark.parametrize("backward", [False, True])
def test_a_light_is_as_large_whatever_else_is_lit(backward):
    alone, beside = (lights(Flow(1, np.array([row]), backward), 0.3, sizes=(1, len(row), 1)) for row in ([0.01, 0.0], [0.01, 1e4]))
    for name in ("width", "x1", "y1", "color"):
        np.testing.assert_array_equal(alone[f"lights.{name}"][0], beside[f"lights.{name}"][0])


def test_forward_lights_have_the_colour_of_their_sign_and_gradients_are_chevrons_of_light():
    forward = lights(Flow(1, np.array([[1.0, -1.0]])), 0.3, sizes=(1, 2, 1))
    assert forward["lights.color"][:2, :3].tolist() == [rgb(LIGHT.positive).tolist(), rgb(LIGHT.negative).tolist()]
    assert np.array_equal(forward["lights.x1"][:2], forward["lights.x1"][2:])  # both strokes lie in one line
    back = lights(Flow(1, np.array([[1.0, -1.0]]), backward=True), 0.3, sizes=(1, 2, 1))
    assert (back["lights.color"][:, :3] == colours(level(np.ones(1)), LIGHT)[0, :3]).all()
    assert not np.isclose(back["lights.y1"][:2], back["lights.y1"][2:]).any()
    assert (back["lights.x1"] > back["lights.x0"]).all() and (forward["lights.x1"] < forward["lights.x0"]).all()


@pytest.mark.parametrize("values", [np.zeros((2, 3)), np.full((2, 3), np.nan), np.array([[np.inf, 1, 0], [-np.inf, 2, np.nan]]),
                                    np.array([[1e308, 1e-308, 0], [-1e308, 1, 2]])])  # fmt: skip
@pytest.mark.parametrize("backward", [False, True])
def test_no_light_is_ever_at_a_place_that_is_none(values, backward):
    out = lights(Flow(1, values, backward), 0.3, sizes=(2, 3, 1))
    assert all(np.isfinite(array.astype(float)).all() for array in out.arrays.values())


@pytest.mark.parametrize("config", [Config(hidden=""), Config(hidden=(16,) * 24), Config(features="x1,x2,x1^2,sin(x1)", hidden="1")])
def test_every_phase_of_every_shape_can_be_lit(config):
    network, trace = passing(config)
    frame = LightsFrame(Geometry(network.sizes))
    out = FrameBuffer(frame.fields())
    assert len(out["lights.x0"]) == 2 * max(weights.size for weights in network.weights)
    for name in phases(len(network.weights)):
        stream = flow(Phase.of(name), network.weights, trace)
        frame.fill(out, stream, 0.3, LIGHT)
        assert shown(out).any() == (stream is not None)
