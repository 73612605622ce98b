"""The panels of a comparison: what is offered can be had, what is chosen is compared, what is typed is kept as text."""

import asyncio
import re
from functools import partial
from types import SimpleNamespace

import pytest

from playground.session import Session, Surroundings
from playground.settings import COMPARABLE, SettingError
from playground.texts import say
from playground.views.board import Board
from playground.views.files import File
from playground.views.panels import compare, kept


@pytest.fixture
def app():
    session = Session(surroundings=Surroundings(lang="en", reduced_motion=True))
    board = Board(session, partial(say, "en"), {"compare": compare, "kept": kept})
    return SimpleNamespace(session=session, board=board)


def versus(app):
    return app.session.config.versus


def html(app, panel):
    app.board.again(panel)
    return app.board.changed()[panel]


@pytest.mark.parametrize("key", COMPARABLE)
@pytest.mark.parametrize("settings", [{}, {"data": "plane"}, {"out": "sigmoid"}, {"hidden": ""}], ids=str)
def test_every_setting_can_be_chosen_and_gives_another_network(app, key, settings):
    app.session.configure(**settings)
    app.board.act("compare.key", key)
    (other,) = app.session.comparison.alternatives
    assert versus(app).startswith(f"{key}=") and other.config.effect_of_change_to(app.session.config.replace(versus="")) != "none"


def test_what_the_task_does_not_allow_is_not_offered(app):
    app.session.configure(data="plane")
    app.board.act("compare.key", "loss")
    assert "=bce" not in html(app, "compare") and "=mse" in html(app, "compare")


def test_values_are_chosen_changed_and_left_out(app):
    app.board.act("compare.key", "act")
    app.board.act("compare.value", ["0", "=elu"])
    app.board.act("compare.value", ["1", "=gelu"])
    assert versus(app) == "act=elu;act=gelu"
    app.board.act("compare.value", ["1", ""])
    assert versus(app) == "act=elu"
    app.board.act("compare.key", "")
    assert versus(app) == ""


def test_no_hidden_layer_is_a_value_like_any_other(app):
    app.board.act("compare.key", "hidden")
    app.board.act("compare.value", ["1", "="])
    assert versus(app).endswith(";hidden=") and app.session.comparison.alternatives[1].config.hidden == ()


def test_a_value_of_the_address_that_is_not_in_the_list_is_shown_as_chosen(app):
    app.session.configure(versus="lr=0.07;lr=0.1")
    assert '<option value="=0.07" selected>0.07</option>' in html(app, "compare")


def test_only_a_network_that_is_equal_is_called_so(app):
    app.session.configure(versus="act=tanh;act=relu")
    asyncio.run(app.session.step(20))
    assert html(app, "compare").count(say("en", "compare.same")) == 1


def test_a_name_is_text_whatever_it_says(app):
    app.board.act("kept.keep", {"name": '<b onclick="x">'})
    assert "<b " not in html(app, "kept") and "&lt;b onclick=" in html(app, "kept")


def test_kept_runs_stay_on_the_device_and_go_when_they_are_removed(app):
    told = []
    app.session.on("keep", lambda name, text: told.append((name, text)))
    app.session.configure(versus="act=relu")
    app.board.act("kept.keep", {"name": "a"})
    app.board.act("kept.rename", ["1", "b"])
    assert [name for name, _ in told] == ["runs", "runs"] and '"b"' in told[-1][1]
    file = app.board.act("kept.csv", None)
    assert isinstance(file, File) and file.text.splitlines()[1].startswith("a · tanh,tanh,0,")
    app.board.act("kept.clear", None)
    assert told[-1] == ("runs", "")


def test_kept_runs_go_to_a_file_and_come_back_beside_those_that_are_there(app):
    app.board.act("kept.keep", {"name": "a"})
    file = app.board.act("kept.export", None)
    app.board.act("kept.clear", None)
    app.board.act("kept.keep", {"name": "b"})
    for _ in range(2):  # a second time there is nothing new in it
        app.board.act("kept.import", file.text)
        assert re.findall(r'id="kept-\d+" value="(.*?)"', html(app, "kept")) == ["b", "a"]


@pytest.mark.parametrize("text", ["", "[]", "{}", "no JSON", '[{"name": "a"}]'])
def test_a_file_without_kept_runs_is_refused_and_changes_nothing(app, text):
    app.board.act("kept.keep", {"name": "a"})
    before = html(app, "kept")
    with pytest.raises(SettingError):
        app.board.act("kept.import", text)
    assert html(app, "kept") == before


def test_who_has_kept_nothing_can_still_load_a_file(app):
    assert 'data-do="kept.import"' in html(app, "kept") and 'data-do="kept.export"' not in html(app, "kept")
