"""What the epilogue says: the patient, its cures, and that the open questions have answers."""

import asyncio
import re

import pytest

from playground.config import Config
from playground.engine import Training
from playground.engine.diagnostics import Diagnostics
from playground.lessons import LESSONS, epilogue
from playground.lessons.addresses import read
from playground.lessons.epilogue import LESSON
from playground.presets import PRESETS
from playground.views.lessons import open_questions, recall
from playground.views.panels import lesson as panel
from tests.lessons.opening import opened, words


def treated(steps, **changes):
    """The patient's step, answered, with some settings changed, trained so far."""
    session = opened(LESSON, LESSON.by_name["doctor"])
    session.tutor.answer("2")
    session.configure(**changes)
    asyncio.run(session.step(steps))
    return session


def is_done(session):
    return (LESSON.name, "doctor") in session.tutor.study.done


@pytest.mark.parametrize("cure", [{"act": "tanh"}, {"act": "relu"}, {"hidden": "8"}, {"opt": "adam"}])
def test_one_change_cures_the_patient(cure):
    session = treated(3000, **cure)
    assert is_done(session) and session.tutor.study.bests[LESSON.name]["facts"]["steps"] == 3000


@pytest.mark.parametrize("vain", [{}, {"lr": 0.3}, {"lr": 0.003}, {"seed": 3}])
def test_patience_luck_or_another_rate_does_not(vain):
    session = treated(2000, **vain)
    assert session.evaluation().test_accuracy < 0.8 and not is_done(session)


def test_of_the_ideas_of_a_cure_the_right_one_works_and_no_other():
    session, cured = opened(LESSON, LESSON.by_name["doctor"]), []
    for changes, steps in epilogue.IDEAS_OF_A_CURE:
        training = Training(Config(**{**epilogue.SICK, **changes}))
        training.advance(steps)
        cured.append(training.evaluate().test_accuracy >= epilogue.SOLVED)
    assert cured.index(True) == LESSON.by_name["doctor"].ask.right(session) and cured.count(True) == 1


def test_adam_is_no_cure_with_other_seeds():
    for seed in range(1, 8):
        training = Training(Config(**{**epilogue.SICK, "opt": "adam", "seed": seed}))
        training.advance(3000)
        assert training.evaluate().test_accuracy < epilogue.SOLVED


@pytest.mark.parametrize("changes", [{"act": "tanh", "lr": 0.1}, {"act": "tanh", "data": "gauss"}])
def test_two_changes_do_not_count(changes):
    session = treated(2000, **changes)
    assert session.evaluation().test_accuracy > 0.95 and not is_done(session)


def test_another_problem_is_no_cure():
    assert not is_done(treated(1000, data="gauss", hidden="8,8,8,8,8,8,8,8,8,8"))


def test_every_idea_leads_to_the_closing_card_of_its_lesson():
    session = opened(LESSON, LESSON.by_name["recall"])
    assert list(epilogue.IDEAS) == [name for name in LESSONS if name not in ("prologue", "epilogue")]
    links = re.findall(r'href="([^"]+)"', str(recall.html(session, words)).replace("&amp;", "&"))
    assert [(read(link)[0].scene, read(link)[0].at) for link in links] == [(name, "end") for name in epilogue.IDEAS]

    async def follow():
        recall.ACTIONS[recall.ACTION](session, "gradients")
        session.pause()

    asyncio.run(follow())
    assert (session.config.scene, session.tutor.step.name) == ("gradients", "end")


def test_every_open_question_leads_to_its_preset():
    session = opened(LESSON, LESSON.by_name["end"])
    links = re.findall(r'href="([^"]+)"', str(open_questions.html(session, words)).replace("&amp;", "&"))
    assert [read(link)[0] for link in links] == [PRESETS[name].config(session.config) for name in epilogue.OPEN]


def preset(name, steps, **changes):
    training = Training(Config(**{**PRESETS[name].changes, **changes}))
    training.advance(steps)
    return training


def test_the_open_questions_can_be_answered():
    wide = preset("spiral-stuck", 2500, hidden=(16, 16), act="relu", init="he_normal", opt="adam", lr=0.01)
    assert wide.evaluate().test_accuracy > 0.95
    assert Diagnostics(preset("dying-relu", 300, clip=0.05)).measure().dead_units[0] == 0
    for seed in range(4):  # Adam alone is enough for the first seed only
        assert preset("vanishing", 3000, opt="adam", lr=0.01, gain=3, seed=seed).evaluate().test_accuracy > 0.95


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_the_end_of_every_lesson_leads_on_and_that_of_the_last_to_the_playground(lesson):
    names = [*LESSONS, "playground"]
    following = names[names.index(lesson.name) + 1]
    end = str(panel.html(opened(lesson, lesson.steps[-1]), words))
    assert re.findall(r'href="([^"]+)"', end)[-1] == f"?scene={following}"
