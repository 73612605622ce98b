"""The update of a pass in the picture: what has become of weights and loss is there once it has been made, and not before."""

import numpy as np
import pytest

from playground.frames.colours import LIGHT
from playground.frames.network import width_of
from playground.frames.passing import UPDATED
from playground.trace import trial_step


@pytest.fixture
def app(app):
    app.session.configure(lr=3, hidden=(3,), seed=3)
    return app


def texts(app, progress):
    """What is written in green."""
    app.session.walk.show("update", progress)
    app.view.frame()
    labels = app.view.picture.sources["labels"].data
    return [text for text, colour in zip(labels["text"], labels["color"], strict=True) if colour == LIGHT.check]


def outlined(app):
    return sum(len(app.view.picture.sources[name].data["width"]) for name in ("old_under", "old_over"))


def test_its_numbers_appear_when_it_has_been_made(app):
    assert texts(app, UPDATED - 0.05) == []
    written = texts(app, UPDATED + 0.05)
    assert written[0] == "L" and "→" in written[1] and len(written) > 4
    app.session.leave_pass()
    app.view.frame()
    assert LIGHT.check not in app.view.picture.sources["labels"].data["color"]


def test_the_picture_and_the_sentence_tell_the_same_loss_before_and_after(app):
    session = app.session
    _, numbers = texts(app, 1.0)[:2]
    before, after = numbers.removeprefix(" = ").split(" → ")
    assert f"from {before} to {after}" in app.view.sentence.object
    network, _ = session.shown()
    assert session.outcome().output == pytest.approx(float(network.predict(session.trace().inputs[:, None])[0]), abs=1e-12)


@pytest.mark.parametrize("change", [{}, {"opt": "momentum"}, {"opt": "adam"}, {"clip": 0.01}, {"reg": "l2", "rate": 1}])
def test_edges_stand_at_their_old_weights_first_and_at_what_the_optimiser_makes_of_them_last(app, change):
    session = app.session
    session.configure(**change)
    old = np.concatenate([w.ravel() for w in session.training.network.weights])
    layers = session.training.network.as_layers(trial_step(session.training, session.trace()))
    new = np.concatenate([layer[:-1].ravel() for layer in layers])
    for progress, weights in ((0.0, old), (1.0, new)):
        session.walk.show("update", progress)
        np.testing.assert_allclose(app.view.frame()["edges.width"], width_of(weights), rtol=1e-6)


def test_what_edges_were_stays_as_an_outline_for_as_long_as_the_phase(app):
    session = app.session
    session.show_phase("backward/1")
    assert outlined(app) == 0
    session.walk.show("update", 0.0)
    assert outlined(app) > 0
    session.leave_pass()
    assert outlined(app) == 0


def test_under_reduced_motion_the_end_stands_there_with_its_outlines_and_numbers(app):
    app.session.surround(reduced_motion=True)
    assert len(texts(app, 0.0)) > 4 and outlined(app) > 0
    new = np.concatenate([w.ravel() for w in app.session.shown()[0].weights])
    np.testing.assert_allclose(app.view.frame()["edges.width"], width_of(new), rtol=1e-6)


def test_compared_networks_go_to_their_own_new_weights(app):
    session = app.session
    session.configure(versus="act=relu")
    session.walk.show("update", 0.0)
    before = [one.network.parameters.copy() for one in app.view._moment().beside]
    session.show_phase("update")
    trainings = session.training, session.comparison.alternatives[0].training
    for one, old, training in zip(app.view._moment().beside, before, trainings, strict=True):
        assert np.array_equal(old, training.network.parameters)
        np.testing.assert_allclose(one.network.parameters, trial_step(training, one.trace))


def test_a_step_that_is_not_finite_puts_nothing_into_the_picture_that_is_no_number(app):
    session = app.session
    session.configure(hidden="", out="identity", loss="mse")
    session.set_parameters([[[1e300], [1e300]]], [[0.0]])
    for progress in (0.0, 0.5, 1.0):
        session.walk.show("update", progress)
        frame = app.view.frame()
        assert all(np.isfinite(array).all() for name, array in frame.arrays.items() if array.dtype.kind == "f" and name.split(".")[0] in (
            "edges", "gradients", "gauge_marks", "gauge_lines", "gauge_area", "gauge_curve", "dots"))  # fmt: skip


def test_where_gradients_are_not_spoken_of_the_update_tells_no_step(app):
    app.session.configure(hide="backward")
    assert texts(app, 1.0) == []


@pytest.mark.parametrize(("rate", "clip", "marked"), [(3, 0, True), (1e-5, 1e-6, False)])
def test_the_sentence_speaks_of_marks_where_there_are_any(app, rate, clip, marked):
    app.session.configure(lr=rate, clip=clip)
    app.session.show_phase("update")
    assert app.view.frame()["gradients.color"][:, 3].any() == marked == ("∧" in app.view.sentence.object)
    app.session.configure(hide="backward")
    assert not app.view.frame()["gradients.color"][:, 3].any() and "∧" not in app.view.sentence.object
