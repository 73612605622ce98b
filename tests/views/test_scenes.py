"""The menu of lessons: how far one has come, and progress that is brought back."""

import pytest

from playground.lessons import LESSONS
from playground.settings import SettingError
from playground.texts import say
from playground.views.panels import scenes
from tests.lessons.opening import opened

LESSON = LESSONS["gradients"]


def started():
    session = opened(LESSON, LESSON.by_name["slope"])
    answer(session)
    return session


def answer(session):
    """The right one, by hand."""
    session.tutor.answer(f"{session.tutor.step.ask.right(session):.6g}")


def words(key, **values):
    return say("en", key, **values)


def test_the_menu_says_how_many_steps_of_a_lesson_are_done():
    session = opened(LESSON, LESSON.by_name["slope"])
    asked = sum(1 for step in LESSON.steps if step.ask or step.task)
    assert f"/{asked}" not in scenes.html(session, words)
    answer(session)
    assert f"1/{asked} · {LESSON.minutes} min" in scenes.html(session, words)


@pytest.mark.parametrize("text", ["", "hello", "{}", "[1]", '{"answers": 3}', "x1,x2,label"])
def test_a_file_without_progress_leaves_progress_as_it_is(text):
    session = started()
    with pytest.raises(SettingError):
        scenes.ACTIONS["study-import"](session, text)
    assert (LESSON.name, "slope") in session.tutor.study.answers


def test_progress_that_was_saved_is_brought_back():
    session = started()
    kept = scenes.ACTIONS["study-export"](session, None).text
    scenes.ACTIONS["study-forget"](session, None)
    assert not session.tutor.study.answers
    scenes.ACTIONS["study-import"](session, kept)
    assert (LESSON.name, "slope") in session.tutor.study.answers
