"""The lesson that the README shows is a lesson: it passes what every lesson must."""

import asyncio
import re
from pathlib import Path

import pytest

from playground.config import Config
from playground.lessons import LESSONS
from playground.lessons.lesson import Lesson
from playground.session import Session
from playground.texts import CATALOGUES
from playground.views.panels import lesson as panel
from tests.lessons import test_lessons as every

README = Path(__file__).resolve().parents[2] / "README.md"


def examples():
    """The names that the README's two Python blocks define."""
    names = {}
    for block in re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S):
        exec(block, names)
    return names["LESSON"], names["TEXTS"]


@pytest.fixture
def example(monkeypatch):
    """The example as if its module and texts were there, under the name of a lesson that is."""
    lesson, texts = examples()
    taken = next(iter(LESSONS))  # the table of settings names the scenes
    adopted = Lesson(taken, lesson.minutes, lesson.steps, lesson.best)
    monkeypatch.setitem(LESSONS, taken, adopted)
    for language in CATALOGUES.values():
        for key, text in texts.items():
            monkeypatch.setitem(language, key.replace(lesson.name, taken, 1), text)
    return adopted


def test_its_texts_are_exactly_those_that_it_needs():
    lesson, texts = examples()
    assert set(lesson.keys()) == set(texts)


def test_it_passes_what_every_lesson_must(example):
    every.test_a_lesson_ends_with_its_closing_card_and_has_steps_of_different_names(example)
    for step in example.steps:
        every.test_a_step_opens_as_its_data_say_and_its_texts_can_be_filled_in(example, step)
        every.test_what_a_step_claims_is_true_of_its_run(example, step)
        every.test_no_task_is_done_before_the_learner_has_done_anything(example, step)
        every.test_a_question_has_an_answer_and_every_slip_is_told_apart_from_it(example, step)
        every.test_the_address_of_a_step_opens_that_step_and_follows_what_is_changed(example, step)


def test_its_task_can_be_done(example):
    session = Session(Config(lang="en"))
    session.tutor.open(example.name)
    session.tutor.answer("1")
    session.configure(hidden="4", seed=1)
    asyncio.run(session.step(3000))
    assert session.tutor.finished
    assert "of the training points were right then" in panel.html(session, lambda key, **values: CATALOGUES["en"][key].format(**values))
