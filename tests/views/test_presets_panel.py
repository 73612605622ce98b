"""The list of presets: each an address, each taken over by a click, the one in force named."""

import html as entities
import re
from functools import partial

import pytest
from markupsafe import escape

from playground.config import Config
from playground.presets import PRESETS
from playground.session import Session
from playground.texts import LANGUAGES, say
from playground.views.panels import presets, watch, welcome
from playground.views.words import sentence


@pytest.fixture
def session():
    return Session(Config(lang="en", theme="dark"))


def look(session, panel=presets):
    return panel.html(session, lambda key, **values: say(session.language, key, **values))


def test_every_preset_and_its_counterpart_is_a_link_that_opens_it(session):
    links = [entities.unescape(link) for link in re.findall(r'href="\?([^"]*)"', look(session))]
    wanted = [config for preset in PRESETS.values() for config in (preset.config(session.config), preset.counterpart(session.config))]
    assert [Config.from_address(link) for link in links] == [(config, []) for config in wanted]


@pytest.mark.parametrize("name", PRESETS)
def test_a_click_takes_a_preset_over_and_says_what_to_watch_and_the_way_back_from_its_counterpart(session, name):
    session.configure(seed=5, lr=0.5)
    presets.ACTIONS["presets.open"](session, name)
    assert session.config == PRESETS[name].config(session.config)
    assert (session.config.lang, session.config.theme) == ("en", "dark")
    assert str(escape(say("en", f"preset.{name}.watch"))) in look(session, watch)
    assert f'data-do="presets.instead" data-value="{name}"' in look(session, watch)
    presets.ACTIONS["presets.instead"](session, name)
    assert session.config == PRESETS[name].counterpart(session.config)
    itself_a_preset = [other for other in PRESETS if PRESETS[other].config(session.config) == session.config]
    way_on = f'data-do="presets.instead" data-value="{itself_a_preset[0]}"' if itself_a_preset else f'data-do="presets.open" data-value="{name}"'
    assert way_on in look(session, watch)


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_a_newcomer_who_opens_a_preset_nothing_else_is_asked_than_its_own_words_ask(name, lang):
    session = Session()
    presets.ACTIONS["presets.open"](session, name)
    session.configure(lang=lang)
    words = partial(say, lang)
    asked = [word for word in (words("control.run"), words("control.tell")) if word in words(f"preset.{name}.watch")]
    assert not welcome.html(session, words)
    assert all(word in sentence(session, words) for word in asked)


def test_after_another_change_no_preset_is_in_view(session):
    presets.ACTIONS["presets.open"](session, "diverging")
    session.configure(cells="discrete", pace="max")
    assert look(session, watch)
    session.configure(seed=1)
    assert not look(session, watch)


def test_a_lesson_says_itself_what_to_watch(session):
    session.configure(scene="linear")
    presets.ACTIONS["presets.open"](session, "linear")
    session.configure(scene="linear")
    assert not look(session, watch)
