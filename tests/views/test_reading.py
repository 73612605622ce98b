"""A phase lasts until what is new in its sentence can be read, in both languages alike."""

from functools import partial

import pytest

from playground.config import Config
from playground.presets import PRESETS
from playground.session import Session
from playground.texts import say
from playground.views.reading import CHARACTERS, WORDS, seconds
from playground.views.telling import tell
from playground.walk import PASS_PHASE

FIRST, LATER = "backward/3", "backward/2"  # told in the same words, with other numbers


def times(language, **settings):
    session = Session(Config(lang=language, **settings))
    session.show_phase("input")
    return {phase: seconds(session, partial(say, language), phase) for phase in session.phases}


def test_characters_and_words_are_counted_and_signs_are_not():
    session = Session(Config(lang="zh"))
    session.show_phase("input")
    assert tell(session, partial(say, "zh")) == "输入：样本 x₁ = −4.372，x₂ = −1.234 进入网络。"
    assert times("zh")["input"] == pytest.approx(8 / CHARACTERS + 4 / WORDS)
    assert times("en")["input"] == pytest.approx(10 / WORDS)  # Input: the sample x₁ = −4.372, x₂ = −1.234 enters the network.


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_said_of_an_earlier_layer_is_not_read_again(language):
    found = times(language)
    assert found[LATER] <= 2 / WORDS < 4 < found[FIRST]  # the layer and the norm alone
    assert found["backward/1/a"] < PASS_PHASE < found["backward/2/a"]


@pytest.mark.parametrize("settings", [{}, {"hidden": ()}, {"hidden": (8,) * 10, "act": "sigmoid"}], ids=str)
def test_a_pass_lasts_as_long_in_chinese_as_in_english(settings):
    chinese, english = (sum(max(PASS_PHASE, time) for time in times(language, **settings).values()) for language in ("zh", "en"))
    assert chinese == pytest.approx(english, rel=0.15)


def test_the_view_tells_the_walk(app):
    session = app.session
    session.configure(lang="en")
    session.show_phase("input")
    assert session.walk.seconds("forward/1/z") == pytest.approx(times("en")["forward/1/z"])
    assert session.walk.seconds(LATER) == PASS_PHASE


def test_sigmoid_beside_relu_is_told_in_twenty_seconds():
    """What the preset promises to a learner who has been given one address."""
    config = PRESETS["light"].config()
    told = times("zh", hidden=config.hidden, act=config.act, init=config.init)
    assert sum(max(PASS_PHASE, time) for time in told.values()) / config.speed <= 20
