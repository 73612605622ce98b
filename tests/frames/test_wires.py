"""The wires of a single neuron: in its phases z and a go along them, and back its light; elsewhere there is nothing on them."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import LIGHT, signed_colours
from playground.frames.geometry import Geometry
from playground.frames.light import colours, level
from playground.frames.passing import Pass
from playground.frames.wires import WAYS, WiresFrame
from playground.trace import Phase, trace_sample


def wires(name, progress=1.0, hidden="", brief=False):
    """The buffer filled at a phase, and the trace."""
    training = Training(config := Config(hidden=hidden))
    trace = trace_sample(training.network, training.loss, (0.5, -1.0), 1.0, config.features)
    frame = WiresFrame(Geometry(training.network.sizes))
    frame.fill(out := FrameBuffer(frame.fields()), Pass(training.network, trace, Phase.of(name), progress, brief), LIGHT)
    return out, trace


def lengths(name, progress):
    out, _ = wires(name, progress)
    return (np.abs(out["wires.x1"] - out["wires.x0"]) * (out["wires.color"][:, 3] > 0)).tolist()


@pytest.mark.parametrize(("name", "first", "second"), [("forward/1/a", 0, 1), ("backward/1/z", 1, 0)])
def test_one_wire_after_the_other_is_gone_along(name, first, second):
    full = [end - begin for begin, end in WAYS]
    seen = [lengths(name, progress) for progress in np.linspace(0, 1, 11)]
    ways = np.array([[one[first], one[second]] for one in seen])
    assert (ways[0] == 0).all() and ways[-1].tolist() == pytest.approx([full[first], full[second]])
    assert (np.diff(ways, axis=0) >= 0).all() and (np.diff(ways, axis=0).sum(axis=1) > 0).sum() >= 6
    begun = np.flatnonzero(ways[:, 1])[0]
    assert ways[begun - 1, 0] == pytest.approx(full[first])


def test_there_they_have_the_colours_of_z_and_a_and_back_the_light_of_delta_and_of_what_arrives():
    out, trace = wires("forward/1/a")
    assert (out["wires.color"] == signed_colours(np.sign([trace.z[0][0], trace.output]), 1.0, LIGHT)).all()
    out, trace = wires("backward/1/z")
    levels = level(np.array([trace.dz[0][0], trace.da[0][0]]))
    assert (out["wires.color"] == colours(levels, LIGHT)).all()
    assert (out["wires.width"][0] < out["wires.width"][1]) == (levels[0] < levels[1])


@pytest.mark.parametrize(("name", "hidden", "brief"), [("input", "", False), ("update", "", False), ("backward/1/z", "", True), ("backward/1/z", "3", False)])
def test_elsewhere_there_is_nothing_on_them(name, hidden, brief):
    assert not wires(name, 0.7, hidden, brief)[0]["wires.color"].any()
