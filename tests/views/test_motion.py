"""In every phase of a pass something true moves, from its beginning to its end; at rest nothing does."""

import numpy as np
import pytest

from playground.apps.playground import App
from playground.trace import phases

NETS = [{"hidden": "4,2"}, {"hidden": "3"}, {"hidden": "8,8,8,8"}, {"hidden": "3", "act": "sigmoid", "out": "identity", "data": "plane"}]
TIMES = np.linspace(0.02, 0.98, 9)


@pytest.fixture(scope="module")
def app():
    made = App()
    made.session.configure(lang="en")
    return made


def pictures(app, phase):
    """The bytes of the picture's arrays at successive moments of a phase, without those of charts."""
    for progress in TIMES:
        app.session.walk.show(phase, progress)
        frame = app.view.frame()
        part = [entry for entry in frame.layout() if entry["part"] == 0]
        end = max(entry["offset"] for entry in part)
        yield frame.bytes[:end].tobytes()


@pytest.mark.parametrize("config", NETS, ids=lambda config: config["hidden"] + config.get("act", ""))
def test_in_every_phase_at_least_five_successive_pictures_differ(app, config):
    app.session.configure(**{"act": "tanh", "out": "auto", "data": "circle"} | config)
    for name in phases(len(app.session.training.network.weights)):
        seen = list(pictures(app, name))
        changes = sum(a != b for a, b in zip(seen, seen[1:], strict=False))
        assert changes >= 5, (name, changes)


def test_under_reduced_motion_a_phase_shows_its_end_and_nothing_moves(app):
    app.session.surround(reduced_motion=True)
    for name in phases(len(app.session.training.network.weights)):
        assert len(set(pictures(app, name))) == 1, name
    app.session.surround(reduced_motion=False)
