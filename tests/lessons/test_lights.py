"""Networks of lesson 5 side by side by the light of their error: true starts, one scale, and nothing before it may be seen."""

import re

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.frames import light
from playground.frames.colours import DARK, LIGHT
from playground.frames.miniature import FINE, miniature
from playground.lessons import lights
from playground.lessons.gradients import LESSON
from playground.lessons.lights import ANSWERED, CLIPPED, EXPLODED, FINISHED, HE, LARGE, RELU, SIGMOIDS, TANH
from playground.trace.trial import trial_step
from playground.views.lessons import FIGURES
from playground.views.lessons.side_by_side import side_by_side
from tests.lessons.opening import opened, words

ALL = FINISHED["end"]


def brightness(colour):
    return sum(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def test_sigmoid_is_dark_at_its_first_layer_the_deeper_the_darker():
    few, ten, twice = (one.arriving[0] for one in SIGMOIDS)
    assert few > 100 * ten > 1000 * twice
    assert max(light.level(SIGMOIDS[1].passed.dz[0])) < 0.3


def test_tanh_darkens_less_and_relu_with_he_stays_and_too_large_weights_burn():
    assert 1000 * SIGMOIDS[1].arriving[0] < RELU.arriving[0] < TANH.arriving[0]
    assert HE.arriving[0] > TANH.arriving[0] and HE.arriving[0] > 0.1 * HE.arriving[-1]
    active = [delta[delta != 0] for delta in HE.passed.dz[:-1]]
    assert min(light.level(layer).min() for layer in active if len(layer)) > 0.7  # no unit that is open is dark
    for large in LARGE:
        assert min(light.level(layer).max() for layer in large.passed.dz[:-1]) > 1
    assert LARGE[1].arriving[0] > 1e4 * LARGE[0].arriving[0]


def test_the_networks_compared_differ_in_one_thing():
    base = SIGMOIDS[1].config
    assert [one.config for one in SIGMOIDS] == [base.replace(hidden=(8,) * depth) for depth in (6, 10, 12)]
    assert TANH.config == base.replace(act="tanh") and RELU.config == base.replace(act="relu")
    assert HE.config == RELU.config.replace(init="he_uniform")
    assert CLIPPED.config == EXPLODED.config.replace(clip=1)


@pytest.mark.parametrize("one", [EXPLODED, CLIPPED, SIGMOIDS[0]])
def test_edges_show_the_gradient_that_a_step_on_this_sample_would_take(one):
    training = Training(one.config)
    taken = (training.network.parameters - trial_step(training, one.passed)) / one.config.lr
    shown = np.concatenate([np.concatenate([dW.ravel(), db]) for dW, db in zip(one.trace.dW, one.trace.db, strict=True)])
    assert np.allclose(shown, taken, rtol=1e-9, atol=1e-9 * np.abs(taken).max())


def test_clipping_dims_the_edges_alone():
    assert CLIPPED.clipped < 0.01 and EXPLODED.clipped == 1
    assert all(map(np.array_equal, CLIPPED.trace.dz, EXPLODED.trace.dz))
    brightest = [max(brightness(stroke.colour) for stroke in miniature(one.training.network, one.trace, DARK) if "C" in stroke.path) for one in (CLIPPED, EXPLODED)]
    assert brightest[0] < brightest[1]


@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.config.act}-{len(one.config.hidden)}-{one.config.clip:g}")
@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["night", "paper"])
def test_a_picture_has_every_edge_that_shines_in_the_colour_and_width_of_its_light(one, palette):
    network, trace = one.training.network, one.trace
    strokes = [stroke for stroke in miniature(network, trace, palette) if "C" in stroke.path]
    levels = light.level(np.concatenate([layer.ravel() for layer in trace.dW]))
    steps = np.ceil(levels * light.DECADES * FINE)
    assert [stroke.path.count("M") for stroke in strokes] == [int((steps == step).sum()) for step in np.unique(steps) if step]
    for stroke, step in zip(strokes, (step for step in np.unique(steps) if step), strict=True):
        brightest = levels[steps == step].max()
        assert stroke.colour == "#" + bytes(light.colours(np.array([brightest]), palette)[0, :3]).hex()
    assert [stroke.width for stroke in strokes] == sorted(stroke.width for stroke in strokes)


def test_every_unit_is_outlined_once():
    network = HE.training.network
    squares = [stroke for stroke in miniature(network, HE.trace, DARK) if "C" not in stroke.path]
    assert sum(stroke.path.count("M") for stroke in squares) == sum(network.sizes[:-1])


@pytest.mark.parametrize("gain", [7, 8, 9, 10.5, 12])
def test_where_large_weights_bring_the_gradient_to_layer_1_its_light_is_seen_there(gain):
    """The picture shows one sample's: of one that the network has right there would be none to see."""
    step = LESSON.by_name["factor"]
    session = opened(LESSON, step)
    assert np.abs(session.training.dataset.train.x - session.passing()[1].inputs).max(axis=1).min() < 1e-3  # the ring is around a point
    session.configure(gain=gain)
    assert step.task.done(session)
    trace = session.passing()[1]
    assert min(light.level(np.array([np.abs(delta).max()]))[0] for delta in (trace.dz[0], trace.dz[-2])) > 0.5


# -- where the lesson shows them ------------------------------------------------------------------------


@pytest.mark.parametrize("step", LESSON.steps, ids=lambda step: step.name)
def test_nothing_is_seen_before_it_gives_nothing_away(step):
    session = opened(LESSON, step)
    shown = lights.lights(session.tutor)
    assert not shown or step.ask is None
    if step.ask and not isinstance(right := session.tutor.opening.right, list):
        session.tutor.answer(repr(right))
        assert lights.lights(session.tutor) == ANSWERED.get(step.name, ())
        session.tutor.study.done.add((LESSON.name, step.name))
        assert lights.lights(session.tutor) == (ANSWERED | FINISHED).get(step.name, ())


def test_at_the_end_the_whole_row_is_there_each_picture_with_its_name_and_what_arrives():
    session = opened(LESSON, LESSON.by_name["end"])
    html = str(FIGURES["keep"].html(session, words))
    assert html.count("<svg") == html.count('role="img"') == len(ALL)
    names = re.findall(r"<b>([^<]+)</b><span>(\d+) layers</span><b class=\"arriving\">([^<]+)</b>", html)
    assert [float(shown.replace("×10", "e").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))) for _, _, shown in names] == pytest.approx(
        [np.linalg.norm(one.passed.da[0]) for one in ALL], rel=0.05)  # fmt: skip
    assert [name for name, *_ in names] == [
        *["sigmoid · Xavier"] * 3, "tanh · Xavier", "ReLU · Xavier", "ReLU · He", *["ReLU · 3 × He"] * 2, "ReLU · 1.5 × He"
    ]  # fmt: skip
    assert [int(layers) for _, layers, _ in names] == [6, 10, 12, 10, 10, 10, 6, 12, 8]


def test_they_stand_in_the_night_in_either_theme_and_on_paper_for_a_projector():
    session = opened(LESSON, LESSON.by_name["end"])
    night = side_by_side(session, words)
    session.surround(dark=True)
    assert side_by_side(session, words) == night and DARK.card in night
    session.surround(dark=False, large=True)
    assert LIGHT.card in side_by_side(session, words)


def test_they_are_starts_whatever_the_network_in_view_has_become():
    session = opened(LESSON, LESSON.by_name["end"])
    before = side_by_side(session, words)
    session.configure(act="relu", hidden=(4, 4))
    assert side_by_side(session, words) == before
    assert all(one.training.step == 0 and isinstance(one.config, Config) for one in ALL)
