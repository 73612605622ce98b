"""The list of presets: each an address, each taken over by a click, the one in force named."""

import html as entities
import re

import pytest

from playground.config import Config
from playground.presets import PRESETS
from playground.session import Session
from playground.texts import say
from playground.views.panels import presets


@pytest.fixture
def session():
    return Session(Config(lang="en", theme="dark"))


def look(session):
    return presets.html(session, lambda key, **values: say(session.language, key, **values))


def test_every_preset_and_its_counterpart_is_a_link_that_opens_it(session):
    links = [entities.unescape(link) for link in re.findall(r'href="\?([^"]*)"', look(session))]
    wanted = [config for preset in PRESETS.values() for config in (preset.config(session.config), preset.counterpart(session.config))]
    assert [Config.from_address(link) for link in links] == [(config, []) for config in wanted]


@pytest.mark.parametrize("name", PRESETS)
def test_a_click_takes_a_preset_over_and_its_name_stands_in_the_header(session, name):
    session.configure(seed=5, lr=0.5)
    presets.ACTIONS["presets.open"](session, name)
    assert session.config == PRESETS[name].config(session.config)
    assert (session.config.lang, session.config.theme) == ("en", "dark")
    header = look(session).split("<dialog")[0]
    assert entities.escape(say("en", f"preset.{name}.watch")) in header.replace("&#39;", "&#x27;").replace("&#34;", "&quot;")
    presets.ACTIONS["presets.instead"](session, name)
    assert session.config == PRESETS[name].counterpart(session.config)


def test_after_another_change_no_preset_is_in_force(session):
    presets.ACTIONS["presets.open"](session, "diverging")
    session.configure(cells="discrete", pace="max")
    assert 'class="watch"' in look(session)
    session.configure(seed=1)
    assert 'class="watch"' not in look(session)
