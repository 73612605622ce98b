"""The tutor opens steps whole, however they are gone to: by the menu, by an address, by a call of the page."""

import asyncio

import pytest

from playground.apps.playground import App
from playground.calls import Calls
from playground.lessons import LESSONS
from playground.lessons.addresses import start_of
from playground.lessons.study import PredictFirst
from playground.session import Session, Surroundings
from playground.settings import SettingError
from tests.lessons.opening import opened

TRAINED = next((lesson, step) for lesson in LESSONS.values() for step in lesson.steps if step.trained)


def run(go, session):
    """Goes somewhere, and waits until the stage is set."""
    async def story():
        go()
        step = session.tutor.step
        async with asyncio.timeout(60):
            while step and session.training.step < step.trained:
                await asyncio.sleep(0)

    asyncio.run(story())


def test_a_call_of_the_page_opens_a_step_with_its_own_settings_and_training():
    session, (lesson, step) = Session(), TRAINED
    session.configure(lang="en", theme="dark", lr=7)
    run(lambda: Calls(session).configure({"scene": lesson.name, "at": step.name}), session)
    assert session.config == start_of(lesson.name, step.name).replace(lang="en", theme="dark")
    assert session.training.step == step.trained


def test_an_address_gone_to_later_sets_the_stage_too():
    app, (lesson, step) = App(), TRAINED
    app.open(Surroundings(lang="en"))
    run(lambda: app.go_to(f"?scene={lesson.name}&at={step.name}&lang=en"), app.session)
    assert app.session.tutor.step is step and app.session.training.step == step.trained


def test_what_is_given_with_the_step_wins_over_its_own_settings():
    session = Session()
    lesson = LESSONS["linear"]
    run(lambda: Calls(session).configure({"scene": "linear", "at": lesson.steps[0].name, "lr": 0.5}), session)
    assert session.config.lr == 0.5


def test_another_scene_begins_at_its_beginning_whatever_step_was_open():
    session = Session()
    run(lambda: Calls(session).configure({"scene": "prologue", "at": "end"}), session)
    run(lambda: Calls(session).configure({"scene": "linear"}), session)
    assert session.config.at == LESSONS["linear"].steps[0].name
    Calls(session).configure({"scene": "playground"})
    assert session.config.at == ""


@pytest.mark.parametrize("changes", [{"scene": "linear", "lr": "x"}, {"scene": "linear", "at": "nowhere"}, {"scene": "nowhere"}, {"scene": ["linear"]}, {"at": 5}])
def test_a_refused_step_changes_nothing(changes):
    session = Session()
    before = session.config
    with pytest.raises(SettingError):
        Calls(session).configure(changes)
    assert session.config == before


@pytest.mark.parametrize("way", [lambda session, step: session.run(), lambda session, step: session.step(1), lambda session, step: session.seek(step + 1)])
def test_before_the_prediction_nobody_trains_but_everybody_may_look_back(way):
    lesson, step = next((lesson, step) for lesson in LESSONS.values() for step in lesson.steps if step.trained and step.ask)
    session = opened(lesson, step)
    assert session.tutor.locked

    async def go(way):
        if work := way(session, step.trained):
            await work

    with pytest.raises(PredictFirst):
        asyncio.run(go(way))
    assert session.training.step == step.trained
    asyncio.run(session.seek(0))
    assert session.training.step == 0
    asyncio.run(session.seek(step.trained))
    assert session.training.step == step.trained


def test_the_playground_keeps_the_settings_it_is_come_to_with():
    session = Session()
    session.configure(lr=0.5)
    Calls(session).configure({"scene": "playground", "seed": 3})
    assert (session.config.lr, session.config.seed) == (0.5, 3)


def test_a_setting_that_is_none_is_refused_whatever_it_is_called():
    with pytest.raises(SettingError):
        Calls(Session()).configure({"self": 1})
