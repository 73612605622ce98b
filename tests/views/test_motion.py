"""In every phase of a pass something true moves, from its beginning to its end; at rest nothing does."""

import asyncio
from itertools import pairwise

import numpy as np
import pytest

from playground.apps.playground import App
from playground.frames.passing import UPDATED
from playground.frames.colours import LIGHT
from playground.frames.light import colours, level
from playground.settings import SETTINGS
from playground.trace import phases

DEEP = ",".join(["4"] * 6)
NETS = {
    "two": {"hidden": "4,2"}, "one": {"hidden": "3"}, "four": {"hidden": "8,8,8,8"}, "single neuron": {"hidden": ""},
    "vanishing": {"hidden": DEEP, "act": "sigmoid", "gain": 0.1}, "exploding": {"hidden": DEEP, "act": "relu", "out": "identity", "init": "he_normal", "gain": 5},
    "saturated": {"hidden": "4,2", "act": "sigmoid", "gain": 30}, "dead": {"hidden": "2,2", "act": "relu", "init": "constant", "sample": "-3,-2,1"},
    "zeros": {"hidden": "4,2", "init": "zeros"},
    "regression": {"hidden": "3", "act": "sigmoid", "out": "identity", "data": "plane"}, "compared": {"hidden": "4,2", "versus": "act=relu"},
}  # fmt: skip
AT_FIRST = {key: setting.default for key, setting in SETTINGS.items()} | {"lang": "en"}
USUAL = {"act": "tanh", "out": "auto", "data": "circle", "init": "xavier_uniform", "gain": 1, "sample": "", "versus": ""}
TIMES = np.linspace(0.02, 0.98, 8)
SHADE, PLACE = 6, 0.4  # of 255, and units of the picture or pixels: what differs by less looks the same


@pytest.fixture(scope="module")
def shared():
    return App()


@pytest.fixture
def app(shared):
    """At the start of the usual run, whatever the test before has left: of these, any may be the first in its process."""
    shared.session.configure(**AT_FIRST)
    shared.session.reset()
    return shared


def frames(app, phase):
    """The frame at successive moments of a phase."""
    for progress in TIMES:
        app.session.walk.show(phase, progress)
        yield app.view.frame()


def pictures(app, phase):
    """The bytes of the picture's arrays at successive moments of a phase, without those of charts."""
    for frame in frames(app, phase):
        part = [entry for entry in frame.layout() if entry["part"] == 0]
        end = max(entry["offset"] for entry in part)
        yield frame.bytes[:end].tobytes()


def marks(frame):
    """What there is of the picture to be seen: {name: (colours as they come over the card, places and sizes)} of each kind of mark."""
    for name in [name for name, colours in frame.arrays.items() if name.endswith("color") and colours.ndim == 2]:
        colours = frame[name].astype(float)
        kind, opacity = name.removesuffix("color"), colours[:, 3:] / 255
        numbers = [frame[other].reshape(len(colours), -1) for other in frame.arrays
                   if other.startswith(kind) and other != name and frame[other].dtype == np.float32 and len(frame[other]) == len(colours)]  # fmt: skip
        yield kind, colours * opacity, np.concatenate([opacity * np.nan_to_num(part) for part in numbers] or [opacity], axis=1)


def looks_different(one, other):
    changes = [(np.abs(a[1] - b[1]).max(initial=0), np.abs(a[2] - b[2]).max(initial=0)) for a, b in zip(one, other, strict=True)]
    return any(shade >= SHADE or place >= PLACE for shade, place in changes)


@pytest.mark.parametrize("config", NETS.values(), ids=NETS)
def test_in_every_phase_of_every_kind_of_network_five_successive_pictures_look_different(app, config):
    """But for the opening where nothing gets through, which closes and is shut, and the steps of an update that hardly changes anything."""
    app.session.configure(**USUAL | config)
    for name in phases(len(app.session.training.network.weights)):
        seen = [list(marks(frame)) for frame in frames(app, name)]
        changes = sum(looks_different(*pair) for pair in pairwise(seen))
        still = name.endswith("/z") and name.startswith("backward") or name == "update"
        assert changes >= (2 if still else 4), (name, changes)


@pytest.mark.parametrize(("rate", "differ"), [(0.001, False), (100.0, True)])
def test_in_the_update_edges_are_painted_anew_only_when_one_looks_different_and_at_its_end(app, rate, differ):
    app.session.configure(hidden="3", act="tanh", out="auto", data="circle", lr=rate)
    widths = []

    def note():
        widths.append((app.session.walk.progress, app.view.frame()["edges.width"].copy()))

    app.session.moved, plain = note, app.session.moved
    app.session.walk.show("update", 0.5)
    note()
    asyncio.run(app.session.walk.tell())
    app.session.moved = plain
    (_, first), *_, (_, last) = widths
    between = [one for progress, one in widths if progress < UPDATED]
    assert len(between) > 5 and all((one == first).all() for one in between) != differ
    app.session.walk.show("update")
    assert (last == app.view.frame()["edges.width"]).all() and (last != first).any()


def test_under_reduced_motion_a_phase_shows_its_end_and_nothing_moves(app):
    app.session.surround(reduced_motion=True)
    for name in phases(len(app.session.training.network.weights)):
        assert len(set(pictures(app, name))) == 1, name
    app.session.surround(reduced_motion=False)


def test_under_reduced_motion_the_end_of_each_phase_is_that_of_its_movement_light_and_all(app):
    for name in phases(len(app.session.training.network.weights)):
        app.session.walk.show(name, 1.0)
        moved = app.view.frame().bytes.copy()
        app.session.surround(reduced_motion=True)
        app.session.walk.show(name, 0.1)
        assert np.array_equal(app.view.frame().bytes, moved), name
        app.session.surround(reduced_motion=False)


def test_while_it_trains_every_frame_has_the_light_of_its_own_gradients_and_it_falls_with_them(app):
    """Two hundredfold: with them chevrons shrink and lamps go out, for nothing is scaled to what is in sight."""
    app.session.configure(act="tanh", out="auto", data="gauss", hidden="4,2", lr=0.3)
    seen = []
    for steps in (0, *[25] * 40):
        app.session.experiment.advance(steps)
        frame, trace = app.view.frame(further=True), app.session.trace()
        gradients, deltas = np.concatenate([layer.ravel() for layer in trace.dW]), np.concatenate(trace.dz[:-1])
        assert np.array_equal(frame["units.glow"][2:], colours(level(deltas), LIGHT))
        ends = [frame[f"gradients.{column}"].reshape(2, -1)[0] for column in ("x0", "y0", "x1", "y1")]
        arms = np.hypot(ends[2] - ends[0], ends[3] - ends[1])
        np.testing.assert_allclose(arms, app.view._frame.geometry.largest_mark * np.square(level(gradients)), atol=1e-3)
        seen.append((np.linalg.norm(gradients), arms.mean(), frame["units.glow"][2:, :3].mean()))
    (loud, large, dark), (quiet, small, pale) = max(seen), min(seen)
    assert loud > 200 * quiet and large > 1.5 * small and pale > dark + 20  # on paper light is dark


@pytest.mark.parametrize("phase", ["forward/3/z", "loss", "backward/3", "backward/2/a", "update"])
def test_no_point_stands_on_what_lies_over_the_field_be_it_fading(app, phase):
    app.session.configure(act="tanh", out="auto", data="circle", hidden="4,2")
    for progress in TIMES:
        app.session.walk.show(phase, progress)
        frame = app.view.frame()
        assert not (frame["veil.color"][0, 3] and (frame["train.x"] > 0).any()), progress
    assert phase != "backward/2/a" or (frame["train.x"] > 0).all()
