"""The dialog «take away»: its files under telling names, and the way back told in words."""

import asyncio
import json
from functools import partial

import pytest

from playground.config import Config
from playground.export import config_json, numpy_code, parameters_json
from playground.session import Session
from playground.texts import LANGUAGES, say
from playground.views.panels import takeaway


def session_of(**settings):
    return Session(Config(lang="en", data="moons", samples=30, **settings))


def shown(session, language="en"):
    return str(takeaway.html(session, partial(say, language)))


def opened(session, text):
    takeaway.ACTIONS["takeaway.open"](session, {"text": text})
    return shown(session)


def saved(session, name):
    return takeaway.ACTIONS["takeaway.save"](session, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_can_be_copied_and_saved(language):
    html = shown(session_of(), language)
    for name in takeaway.FILES:
        assert f'data-copy="{name}"' in html and f'data-value="{name}"' in html
        assert say(language, f"takeaway.{name}") in html


def test_what_changes_from_step_to_step_bears_the_step():
    session = session_of()
    asyncio.run(session.step(1))
    names = {name: saved(session, name).name for name in takeaway.FILES}
    assert names == {
        "numpy": "moons-step1-numpy.py", "torch": "moons-step1-pytorch.py", "config": "moons-settings.json",
        "parameters": "moons-step1-parameters.json", "history": "moons-step1-history.csv", "data": "moons-data.csv",
    }  # fmt: skip


def test_code_speaks_the_learners_language():
    session = session_of()
    session.configure(lang="zh")
    assert saved(session, "numpy").text == numpy_code(session.training, partial(say, "zh"))


def test_what_is_copied_is_what_is_saved_but_has_no_name():
    session = session_of()
    copied = takeaway.ACTIONS["takeaway.copy"](session, "history")
    assert (copied.name, copied.text) == ("", saved(session, "history").text)


def test_settings_come_into_force():
    session, other = session_of(), session_of(hidden=(3, 3), act=("relu", "elu"), opt="adam", lr=0.3)
    assert say("en", "takeaway.opened.settings") in opened(session, config_json(other.config))
    assert session.config.plain() == other.config.plain()


def test_parameters_go_into_the_network():
    session, other = session_of(), session_of(seed=7)
    assert say("en", "takeaway.opened.parameters") in opened(session, parameters_json(other.training.network))
    assert session.training.network.plain() == other.training.network.plain()


@pytest.mark.parametrize(("text", "told"), [
    ('{"lr": 0.1,\n}', "line 2"), ('{"lr": 1000}', "lr cannot be 1000"), ('{"learning": 1}', "learning"), ("3", "neither settings nor weights"),
    ("[1]", "neither settings nor weights"), ("https://example.org/?q=1", "Neither an address of this page"),
    (parameters_json(session_of(hidden=(3,)).training.network), "2-3-1"), ('{"weights": 1}', "finite numbers"),
    ('{"0.weight": [[1, 2]], "0.bias": [3]}', "2-1"),
    ('{"loss": "bce", "out": "tanh"}', "loss"),
])  # fmt: skip
def test_what_cannot_be_opened_is_told_and_stays_to_be_mended(text, told):
    session = session_of()
    before = session.config, session.training.network.plain()
    html = opened(session, text)
    assert told in html and text.splitlines()[0].replace('"', "&#34;") in html
    assert (session.config, session.training.network.plain()) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_is_followed_from_its_first_step_and_what_is_no_use_in_it_is_told(language):
    session = session_of()
    asyncio.run(session.step(3))
    html = opened(session, f"https://example.org/index.html?data=moons&samples=30&lr=9999&kiwi=1&lang={language}")
    assert session.training.step == 0 and session.config == session_of().config.replace(lang=language)
    assert "9999" in html and "kiwi" in html and say(language, "takeaway.opened.link") in str(takeaway.html(session, partial(say, language)))


def test_a_tensorflow_link_is_followed_and_told_of_in_full():
    session = session_of()
    html = opened(session, "https://playground.tensorflow.org/#activation=relu&dataset=xor&noise=80")
    assert (session.config.act, session.config.data, session.config.lang) == ("relu", "xor", "en") and "noise 80 → 50" in html


def test_parameters_of_pytorch_go_into_the_network():
    session = session_of(hidden="")
    assert say("en", "takeaway.opened.parameters") in opened(session, '{"fc.weight": [[1, 2]], "fc.bias": [3]}')
    assert session.training.network.plain() == {"weights": [[[1.0], [2.0]]], "biases": [[3.0]]}


def test_after_other_changes_nothing_is_said_any_more():
    session = session_of()
    opened(session, '{"lr": 0.1}')
    session.configure(lr=0.2)
    assert say("en", "takeaway.opened.settings") not in shown(session)


def test_what_was_opened_leaves_the_field_empty():
    session = session_of()
    opened(session, "{")
    assert '<textarea id="takeaway-text" name="text" rows="3" spellcheck="false"></textarea>' in opened(session, json.dumps({"lr": 0.1}))


def test_what_moves_can_be_taken_where_it_is_in_sight():
    both = [f'data-film="{name}" data-kind="{kind}"' for name in takeaway.FILMS for kind in takeaway.TAKEN_AS]
    assert [film in shown(session_of()) for film in both] == [True] * 4
    assert [film in shown(session_of(hide=("pass",))) for film in both] == [False, False, True, True]
    assert "data-film" not in shown(session_of(hide=("picture",)))
