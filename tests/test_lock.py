"""What a page has locked stays as it is: for its controls, its calls, and every address that comes later."""

import asyncio
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.apps.playground import App
from playground.calls import Calls
from playground.config import Config
from playground.session import Session, Surroundings
from playground.settings import SETTINGS, Locked, SettingError
from playground.texts import say
from playground.views.panels import PANELS


def opened(address):
    app = App()
    app.open(Surroundings(address=address))
    return app


def html(app, panel):
    return str(PANELS[panel].html(app.session, partial(say, "en")))


def test_a_locked_setting_is_refused_to_calls_and_controls_with_a_sentence():
    app = opened("?act=relu&lr=0.3&lock=act,lr")
    session = app.session
    for change in (lambda: Calls(session).configure({"act": "tanh"}), lambda: app.board.act("set.act", "tanh"), lambda: app.board.act("set.rate-mark", 3)):
        with pytest.raises(Locked) as caught:
            change()
        assert "relu" in app.view.sentence_for(caught.value) or "0.3" in app.view.sentence_for(caught.value)
    assert (session.config.act, session.config.lr) == ("relu", 0.3)
    assert Calls(session).configure({"data": "xor"})["data"] == "xor"


def test_what_the_author_has_set_up_cannot_be_taken_away():
    app = opened("?lock=act&goal=step>5&hide=data")
    for changes in ({"lock": ""}, {"lock": "act,lr"}, {"goal": "step>=0"}, {"hide": ""}):
        with pytest.raises(Locked):
            app.session.configure(**changes)


def test_without_a_lock_everything_can_be_changed():
    session = Session()
    session.configure(goal="step>5", hide="data", lock="")
    assert session.configure(goal="", hide="").goal == ""


def test_a_later_address_keeps_what_is_locked_and_is_told_so():
    app = opened("?act=relu&lock=act&lang=en")
    link = app.go_to("?act=elu&data=xor&lang=en")
    assert (app.session.config.act, app.session.config.data, app.session.config.lock) == ("relu", "xor", ("act",))
    assert [error.key for error in link.mistakes] == ["act"]
    assert "locked" in app.view.sentence_for(link.mistakes[0], "error.ignored")


def test_locked_data_keep_their_points():
    session = opened("?data=custom&points=1,1,1;-1,-1,-1&lock=data").session
    with pytest.raises(Locked):
        session.use_points([(0, 0, 1), (1, 1, -1)])


def test_a_refused_change_leaves_a_lesson_where_it_was():
    session = opened("?scene=linear&lock=lr").session
    before, opening = session.config, session.tutor.opening
    with pytest.raises(Locked):
        session.tutor.configure(lr=1)
    with pytest.raises(Locked):
        session.tutor.follow(Config(lr=1))
    assert session.config == before and session.tutor.opening == opening and session.tutor.staged


@pytest.mark.filterwarnings("error")
def test_a_lesson_leads_on_with_what_is_locked():
    async def story():
        session = opened("?scene=learning-rate&act=relu&lock=act&goal=step>5").session
        for step in session.tutor.lesson.steps:
            session.tutor.open("learning-rate", step.name)
            assert (session.config.at, session.config.act, session.config.lock, session.config.goal) == (step.name, "relu", ("act",), "step>5")
        session.pause()

    asyncio.run(story())


def test_a_compared_network_with_another_locked_setting_does_not_take_over():
    session = opened("?act=relu&versus=act=tanh&lock=act").session
    with pytest.raises(Locked):
        session.promote(0)
    assert session.config.act == "relu"


def test_locked_controls_cannot_be_used_and_say_why():
    app = opened("?lock=lr,opt,seed,hidden")
    controls = html(app, "controls")
    assert controls.count("<fieldset disabled") == 5  # lr, opt, seed; the layers twice
    assert say("en", "setting.locked") in controls
    assert 'id="run-dice" data-do="run.dice" title="Draw other initial weights and data" disabled' in html(app, "transport") or "disabled" in html(app, "transport")
    assert html(app, "shape") == ""


def test_what_is_hidden_is_not_in_the_page_at_all():
    app = opened("?hide=controls,inspector,transport,chart,shape")
    shown = app.board.changed()
    assert all(not shown.get(name) for name in ("controls", "inspector", "transport", "charts", "shape"))
    app.session.configure(hide="")
    assert {"controls", "inspector", "transport", "charts", "shape"} <= app.board.changed().keys()


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.sampled_from(["", "tanh", "xor", "0.1", "lr,act", "step>=0", "8,8", "linear"]))


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(st.one_of(st.sampled_from(list(SETTINGS)), st.text(max_size=8)), VALUES, max_size=4))
def test_no_call_and_no_address_unlocks_a_lock(changes):
    locked = _LOCKED.session
    before = [getattr(locked.config, key) for key in locked.config.locked]
    try:
        Calls(locked).configure(changes)
    except (SettingError, ValueError):
        pass
    try:
        _LOCKED.go_to("?" + "&".join(f"{key}={value}" for key, value in changes.items()))
    except SettingError:
        pass
    assert [getattr(locked.config, key) for key in locked.config.locked] == before


_LOCKED = opened("?act=relu&lr=0.3&hidden=3&lock=act,lr,hidden,samples,scene&goal=step>5&samples=20")
