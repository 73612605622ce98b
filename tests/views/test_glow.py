"""Lesson 5 is seen by the light of the error: once it answers no question, at rest and in training, and only there."""

import numpy as np
import pytest

from playground.frames import light
from playground.frames.colours import DARK, LIGHT
from playground.frames.network import SHADES_SEEN
from playground.lessons import LESSONS
from playground.lessons.gradients import DEAF, LESSON
from playground.lessons.lesson import Curve
from playground.texts import say
from playground.views import networks, versus
from playground.views.panels import compare
from playground.views.panels import light as legend
from playground.views.playground import PlaygroundView
from playground.views.words import number, sentence, short
from tests.lessons.opening import opened

every_step = pytest.mark.parametrize("step", LESSON.steps, ids=lambda step: step.name)


def at(step, answered=True, **surroundings):
    session = opened(LESSON, step)
    session.surround(**surroundings)
    if answered and session.tutor.locked:
        right = session.tutor.opening.right
        session.tutor.answer([0.5, 0.5] if isinstance(step.ask, Curve) else repr(right))
    return session


def gradients(session):
    return np.concatenate([layer.ravel() for layer in session.trace().dW])


def words(key, **values):
    return say("en", key, **values)


@every_step
def test_every_edge_is_lit_by_its_gradient_on_the_one_scale(step):
    session = at(step)
    frame = PlaygroundView(session).frame()
    lit = light.level(gradients(session))
    assert np.array_equal(frame["edges.color"][:, :3], light.colours(lit, DARK)[:, :3])  # a dark ground on a light page
    assert (np.diff(frame["edges.width"][np.argsort(lit, kind="stable")]) >= 0).all()
    assert frame["night.color"][0, 3] == 255


@every_step
def test_where_the_light_would_answer_it_waits(step):
    session = at(step, answered=False)
    frame, shines = PlaygroundView(session).frame(), session.tutor.glows
    assert shines == (not step.dark)
    assert (frame["night.color"][0, 3] == 255) == shines and (frame["gradients.color"] == 0).all()
    assert np.array_equal(frame["edges.color"][:, :3], light.colours(light.level(gradients(session)), DARK)[:, :3]) == shines


def test_it_goes_on_while_the_network_trains_and_nothing_rescales_it():
    session = at(DEAF, reduced_motion=True)
    view = PlaygroundView(session)
    before = view.frame()["edges.width"].copy()
    session.start_step()
    frame = view.frame()
    assert np.array_equal(frame["edges.color"][:, :3], light.colours(light.level(gradients(session)), DARK)[:, :3])
    assert not np.array_equal(frame["edges.width"], before)


def test_while_it_trains_edges_are_painted_anew_once_an_eye_could_tell():
    session = at(DEAF, reduced_motion=True)
    view, painted = PlaygroundView(session), []
    view.frame()
    for _ in range(30):
        session.experiment.advance(5)
        session.show_again()
        frame = view.frame(further=True)
        shades = light.colours(light.level(gradients(session)), DARK)[:, :3].astype(int)
        assert np.abs(frame["edges.color"][:, :3] - shades).max() <= SHADES_SEEN
        painted.append(frame["edges.width"].tobytes())
    assert 1 < len(set(painted)) < 30
    session.show_again()
    assert np.array_equal(view.frame()["edges.color"][:, :3], shades)  # at rest exactly


def test_for_a_projector_it_is_ink_on_paper():
    session = at(DEAF, large=True)
    frame = PlaygroundView(session).frame()
    assert frame["night.color"][0, 3] == 0 and not session.night
    assert np.array_equal(frame["edges.color"][:, :3], light.colours(light.level(gradients(session)), LIGHT)[:, :3])


@every_step
def test_the_sentence_says_what_becomes_of_it(step):
    session = at(step)
    *hidden, _ = (np.linalg.norm(layer) for layer in session.trace().da)
    said = sentence(session, words)
    assert f"{number(hidden[-1])} in layer {len(hidden)} and {number(hidden[0])} in layer 1" in said
    assert ("fades" in said, "grows" in said) == (hidden[0] * 10 < hidden[-1], hidden[0] > 10 * hidden[-1])


def test_where_no_light_arrives_it_says_so():
    session = at(DEAF)
    session.configure(act="relu")
    session.set_parameters(*([np.full_like(layer, fill) for layer in layers] for layers, fill in (
        (session.training.network.weights, 0.5), (session.training.network.biases, -100.0))))  # fmt: skip
    assert "is 0 there" in sentence(session, words)


def test_the_legend_does_not_speak_of_weights_there_and_goes_dark_with_the_picture():
    html = legend.html(at(DEAF), words)
    assert "data-alone" in html and "data-night" in html
    assert "data-alone" not in legend.html(at(DEAF, answered=False), words)


def test_no_other_lesson_is_dark_at_rest():
    steps = [step for lesson in LESSONS.values() if lesson is not LESSON for step in lesson.steps]
    assert not any(step.lit for step in steps)


def test_it_is_the_same_in_the_dark_theme():
    light_page, dark_page = (PlaygroundView(at(DEAF, **dark)).frame() for dark in ({}, {"dark": True}))
    for name in ("edges.color", "edges.width", "units.glow"):
        assert np.array_equal(light_page[name], dark_page[name])


def test_networks_side_by_side_tell_what_arrives_at_their_first_layer():
    session = at(LESSON.by_name["acts"])
    html = str(compare.html(session, words))
    for training in networks.networks(session):
        arriving = np.linalg.norm(networks.trace_of(session, training).da[0])
        assert f"<dt>‖∂L/∂a‖, layer 1</dt><dd>{short(arriving)}</dd>" in html
    assert "∂L/∂a" not in compare.html(at(LESSON.by_name["acts"], answered=False), words)


def test_a_network_that_is_clipped_says_so():
    assert versus.network_words(at(LESSON.by_name["clip"]).config, words) == ["clipped at 1", "no clipping"]
