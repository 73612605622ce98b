"""The tutor opens steps whole, however they are gone to: by the menu, by an address, by a call of the page."""

import asyncio
import re
from functools import partial

import pytest

from playground.apps.playground import App
from playground.calls import Calls
from playground.lessons import LESSONS
from playground.lessons.addresses import start_of
from playground.lessons.study import PredictFirst
from playground.session import Session, Surroundings
from playground.settings import SettingError
from playground.texts import say
from playground.tutor import OPTIONAL_PARTS
from playground.views import words
from playground.views.panels import PANELS
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


def test_a_step_without_a_phase_does_not_begin_in_that_of_the_step_before():
    made = Session()
    made.tutor.configure(scene="chain-rule", at="update")
    assert made.phase
    made.tutor.configure(scene="chain-rule", at="exercise")
    assert made.phase is None


def test_where_the_light_would_answer_the_question_it_comes_with_the_answer():
    app = App()
    app.open(Surroundings(lang="en"))
    app.session.tutor.open("gradients", "acts")

    def lit():
        frame = app.view.frame()
        return [frame[name].astype(float).max() for name in ("units.halo", "nets_units.halo")]

    dark = lit()
    app.session.tutor.answer("2")
    assert all(now > before for now, before in zip(lit(), dark, strict=True))


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


# -- what is in sight --------------------------------------------------------------------------------

STEPS = [(lesson, step) for lesson in LESSONS.values() for step in lesson.steps]
every_step = pytest.mark.parametrize(("lesson", "step"), STEPS, ids=[f"{lesson.name}/{step.name}" for lesson, step in STEPS])


def shown(session, name):
    return str(PANELS[name].html(session, partial(say, session.language)))


def answered(lesson, step, lang="en"):
    """A session at a step whose question, if it has one, is behind the learner."""
    session = opened(lesson, step, lang)
    if step.ask:
        session.tutor.study.answers[lesson.name, step.name] = 0
    return session


@every_step
def test_a_step_names_parts_of_the_page_and_shows_no_other(lesson, step):
    tutor = opened(lesson, step).tutor
    assert set(step.parts) <= set(OPTIONAL_PARTS)
    assert [part for part in OPTIONAL_PARTS if tutor.in_sight(part)] == [part for part in OPTIONAL_PARTS if part in step.parts]
    assert tutor.in_sight("results") == bool({*step.parts} & {"numbers", "chart", "flow", "time"})


@every_step
def test_who_is_to_train_finds_the_buttons_and_who_is_not_to_does_not(lesson, step):
    if step.task:
        assert not step.task.by_training or "run" in step.parts
    session = answered(lesson, step)
    assert ("run-toggle" in shown(session, "transport")) == ("run" in step.parts)
    assert ("walk-toggle" in shown(session, "transport")) == ("pass" in step.parts)


@every_step
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sentence_under_the_picture_asks_for_training_only_where_it_may_begin(lesson, step, language):
    for session in (opened(lesson, step, language), answered(lesson, step, language)):
        asks = say(language, "control.run") in words.sentence(session, partial(say, language))
        assert not asks or ("run" in step.parts and not session.tutor.locked)


def test_the_loss_and_its_gradients_stay_away_until_the_prologue_has_come_to_them():
    weigh, add, bend, learn, _ = LESSONS["prologue"].steps
    for step in (weigh, add):
        session = answered(LESSONS["prologue"], step)
        seen = "".join(shown(session, name) for name in ("inspector", "outline", "neuron", "transport", "lesson"))
        assert not re.search(r"∂|δ|\bL\b|η", seen)
        assert "loss" not in words.figure_names(session, partial(say, "en"))["network"]
    assert "loss" in bend.parts and "backward" not in bend.parts
    assert {"loss", "backward", "run"} <= {*learn.parts}
    assert not any({"flow", "timeline", "pass"} & {*step.parts} for step in LESSONS["prologue"].steps)


def test_the_numbers_by_which_a_task_is_seen_to_come_nearer_stand_beside_it_while_it_trains():
    lesson = LESSONS["prologue"]
    session = answered(lesson, lesson.by_name["learn"])
    before = shown(session, "lesson")
    asyncio.run(session.step(3))
    after = shown(session, "lesson")
    result = session.evaluation()
    assert "step 0 · " in before and "step 3 · " in after
    assert words.number(result.train_loss) in after and words.percent(result.train_accuracy) in after


def test_of_networks_side_by_side_each_says_how_far_it_is_and_the_step_has_chosen_them():
    lesson = LESSONS["activations"]
    session = answered(lesson, lesson.by_name["race"])
    asyncio.run(session.step(2))
    compared = shown(session, "compare")
    for training in (session.training, *(other.training for other in session.comparison.alternatives)):
        assert words.percent(training.evaluate().train_accuracy) in compared
    assert "<select" not in compared and "<button" not in compared


def test_where_no_pass_is_told_a_point_that_is_pressed_is_only_looked_at():
    session = answered(LESSONS["prologue"], LESSONS["prologue"].steps[0])
    point = session.training.dataset.train.x[5].tolist()
    session.tell_pass_of(point, 1.0)
    assert session.probe == (point, 1.0) and not session.phase and not session.telling


def test_the_next_lesson_begins_at_its_first_step_and_one_begun_where_it_was_left():
    session = Session()
    for lesson in LESSONS.values():
        run(lambda lesson=lesson: session.tutor.open(lesson.name), session)
        assert session.tutor.step is lesson.steps[0]
    epilogue, linear = LESSONS["epilogue"], LESSONS["linear"]
    session.tutor.study.answers["epilogue", "doctor"] = 0
    session.tutor.study.answers["linear", linear.steps[0].name] = 0
    session.tutor.study.done.add(("linear", linear.steps[0].name))
    assert session.tutor.study.resume(epilogue).name == "doctor"
    assert session.tutor.study.resume(linear) is linear.steps[1]
