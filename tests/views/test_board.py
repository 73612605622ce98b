"""The board renders what has changed, once, and hands actions to their panel."""

import asyncio
from types import SimpleNamespace

import pytest

from playground.apps.playground import App
from playground.session import Session
from playground.views.board import WHILE_RUNNING, Board
from playground.views.html import el, join


@pytest.fixture
def session():
    return Session()


def panel(follows, html, **actions):
    return SimpleNamespace(FOLLOWS=frozenset(follows), html=html, ACTIONS=actions)


def test_only_panels_that_follow_an_event_and_look_different_are_sent_again(session):
    panels = {
        "seed": panel({"config"}, lambda session, say: el("b", session.config.seed)),
        "step": panel({"status"}, lambda session, say: el("i", session.training.step)),
    }
    board = Board(session, lambda key: key, panels)
    assert board.changed() == {"seed": "<b>0</b>", "step": "<i>0</i>"}
    assert board.changed() == {}
    session.configure(seed=5)
    assert board.changed() == {"seed": "<b>5</b>"}
    session.configure(lr=1)
    assert board.changed() == {}


def test_every_panel_follows_the_language(session):
    board = Board(session, lambda key: session.language, {"word": panel((), lambda session, say: el("b", say("x")))})
    assert board.changed() == {"word": "<b>zh</b>"}
    session.configure(lang="en")
    assert board.changed() == {"word": "<b>en</b>"}


def test_where_formulas_have_another_width_only_panels_with_formulas_are_rendered():
    app = App()
    app.board.changed()
    app.session.surround(room=300)
    assert app.board.stale == {"inspector", "lesson"}


def test_a_panel_is_asked_for_again_to_undo_what_was_typed(session):
    board = Board(session, lambda key: key, {"seed": panel({"config"}, lambda session, say: el("b", 1))})
    renewed = []
    board.renew = lambda: renewed.append(True)
    board.changed()
    board.again("seed")
    assert renewed and board.changed() == {"seed": "<b>1</b>"}


def test_a_run_is_shown_as_soon_as_it_begins_and_then_now_and_then():
    async def story():
        session, renewed = Session(), []
        board = Board(session, lambda key: key, {"x": panel({"status"}, lambda session, say: el("b", session.running))})
        board.renew = lambda: renewed.append(session.running)
        board.changed()
        session.run()
        assert renewed == [True] and board.changed() == {"x": "<b>True</b>"}
        session.tell("status")
        assert renewed == [True]
        session.pause()
        assert renewed == [True, False]

    asyncio.run(story())


def test_panels_that_take_long_leave_training_most_of_the_time(session, monkeypatch):
    now, renewed = 100.0, []
    monkeypatch.setattr("playground.views.board.time.monotonic", lambda: now)

    def html(session, say):
        nonlocal now
        now += 0.2
        return el("b", now)

    board = Board(session, lambda key: key, {"x": panel({"status"}, html)})
    board.renew = lambda: renewed.append(now)
    session.running = True
    board.changed()
    for _ in range(3):
        now += WHILE_RUNNING
        session.tell("status")
    assert not renewed
    now += 0.2
    session.tell("status")
    assert renewed == [now] and now - 100.2 < 1.8


def test_an_action_reaches_the_session_and_an_unknown_one_is_refused(session):
    board = Board(session, lambda key: key, {"x": panel((), lambda session, say: el("b"), seed=lambda s, v: s.configure(seed=v))})
    board.act("seed", "7")
    assert session.config.seed == 7
    board.act("pin", "unit/1/2")
    assert str(session.subject) == "unit/1/2" and session.config.focus == "unit/1/2"
    board.act("point", "edge/1/1/1")
    assert str(session.subject) == "edge/1/1/1"
    board.act("point", None)
    assert str(session.subject) == "unit/1/2"
    with pytest.raises(KeyError):
        board.act("nothing", None)


def test_html_escapes_what_is_text_and_leaves_out_what_is_not_there():
    assert el("p", "<&>", class_="a", data_do='"', hidden=True, title=None) == '<p class="a" data-do="&#34;" hidden>&lt;&amp;&gt;</p>'
    assert el("ul", [el("li", n) for n in (1, 2)]) == "<ul><li>1</li><li>2</li></ul>"
    assert el("input", value="x") == '<input value="x">'
    assert join(["<", None, el("br")]) == "&lt;<br>"


def test_panels_can_be_had_a_few_at_a_time_and_none_is_lost():
    panels = {name: panel({"config"}, lambda session, say, name=name: el("b", name, session.config.seed)) for name in ("x", "y", "z")}
    session = Session()
    board = Board(session, lambda key: key, panels)
    assert board.changed(seconds=0) == {"x": "<b>x0</b>"} and board.stale == {"y", "z"}
    session.configure(seed=7)
    assert board.stale == {"x", "y", "z"}
    assert board.changed(seconds=0) == {"x": "<b>x7</b>"}
    assert board.changed() == {"y": "<b>y7</b>", "z": "<b>z7</b>"} and not board.stale
