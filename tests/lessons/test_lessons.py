"""Every lesson is whole: its texts can be filled in, what they claim is true of the run, no task is done beforehand."""

import pytest

from playground.lessons import LESSONS
from playground.lessons.addresses import read, start_of, write
from playground.lessons.lesson import SPEAKERS, Choice, Curve, Number, Opening
from playground.lessons.study import is_right, slip
from playground.texts import CATALOGUES
from playground.views.panels import lesson as panel
from playground.views.words import number
from tests.lessons.opening import opened

STEPS = [(lesson, step) for lesson in LESSONS.values() for step in lesson.steps]
every_step = pytest.mark.parametrize(("lesson", "step"), STEPS, ids=[f"{lesson.name}/{step.name}" for lesson, step in STEPS])
every_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


@every_lesson
def test_a_lesson_ends_with_its_closing_card_and_has_steps_of_different_names(lesson):
    assert lesson.steps[-1].name == "end" and len(lesson.by_name) == len(lesson.steps)
    assert 5 <= lesson.minutes <= 25 or lesson.name in ("prologue", "epilogue")


@every_step
def test_a_step_opens_as_its_data_say_and_its_texts_can_be_filled_in(lesson, step):
    for lang, texts in CATALOGUES.items():
        session = opened(lesson, step, lang)
        assert session.tutor.step is step and session.training.step == step.trained
        facts = {name: number(value) if isinstance(value, float) else value for name, value in step.facts(session).items()}
        for key in step.keys(lesson.name):
            assert key.endswith(".after") or texts[key].format(**facts)
        assert str(panel.html(session, lambda key, texts=texts, **values: texts[key].format(**values)))


@every_step
def test_what_a_step_claims_is_true_of_its_run(lesson, step):
    session = opened(lesson, step)
    for n, claim in enumerate(step.claims):
        assert claim(session), f"claim {n}"


@every_step
def test_no_task_is_done_before_the_learner_has_done_anything(lesson, step):
    session = opened(lesson, step)
    if step.task:
        assert not step.task.done(session)
        assert step.task.hints >= 1


@every_step
def test_a_question_has_an_answer_and_every_slip_is_told_apart_from_it(lesson, step):
    session, ask = opened(lesson, step), step.ask
    assert set(step.say) <= set(SPEAKERS)
    if isinstance(ask, Choice):
        assert 0 <= ask.right(session) < ask.options
    elif isinstance(ask, Number):
        opening = Opening.of(step, session)
        assert is_right(ask, opening.right, opening.right)
        for name, value in opening.slips.items():
            assert not is_right(ask, value, opening.right), name
            assert slip(ask, value, opening.slips)
    elif isinstance(ask, Curve):
        assert all(0 <= y <= 1 for y in ask.right(session))


@every_step
def test_the_address_of_a_step_opens_that_step_and_follows_what_is_changed(lesson, step):
    config = start_of(lesson.name, step.name)
    assert read(write(config)) == (config, [])
    assert read(f"?scene={lesson.name}&at={step.name}") == (config, [])
    other = config.replace(lr=0.77, seed=5, lang="zh")
    assert read(write(other)) == (other, [])


@every_lesson
def test_a_lesson_opens_at_its_first_step_where_the_address_names_none_or_one_that_it_has_not(lesson):
    first = start_of(lesson.name, lesson.steps[0].name)
    assert read(f"?scene={lesson.name}") == read(f"?scene={lesson.name}&at=") == (first, [])
    config, [error] = read(f"?scene={lesson.name}&at=nowhere&lang=en")
    assert config == first.replace(lang="en") and (error.key, error.allowed) == ("at", ", ".join(lesson.by_name))
