"""What a step says stays as it was when it opened, what it says at the end as it was when its task was done, whatever comes next."""

import asyncio
import json

import pytest

from playground.lessons import LESSONS
from playground.session import Session, Surroundings
from playground.texts import CATALOGUES
from playground.tutor import KEPT
from playground.views.panels import lesson as panel
from tests.lessons.opening import opened, told


def page(session, lang="en"):
    return str(panel.html(session, lambda key, **values: CATALOGUES[lang][key].format(**values)))


def at(lesson, step, answer=None):
    session = opened(LESSONS[lesson], LESSONS[lesson].by_name[step])
    if answer is not None:
        session.tutor.answer(answer)
    return session


def test_a_question_is_judged_by_the_run_of_which_it_was_asked():
    session = at("chain-rule", "update")
    asked, right = session.config.lr, session.tutor.opening.right
    session.configure(lr=asked / 4)
    assert session.tutor.opening.facts["rate"] == asked and f"η = {asked}" in page(session)
    assert not session.tutor.answer(repr(session.tutor.step.ask.right(session)))
    assert session.tutor.answer(repr(right))


def test_a_question_says_so_when_the_network_is_not_the_one_it_asks_of():
    session, words = at("linear", "folds"), CATALOGUES["en"]["lesson.moved"]
    assert words not in page(session)
    session.reset()
    assert session.tutor.moved and words in page(session)
    session.tutor.answer("7")
    assert words not in page(session)


def done():
    """A session in which the circle has been learned by SiLU, and the step at which that was seen."""
    session = at("activations", "choose", "2")
    session.configure(act="silu")
    while not session.tutor.finished:
        asyncio.run(session.step(1))
    return session, session.training.step


def test_what_is_said_of_the_run_that_did_the_task_stays_when_it_goes_on_and_when_it_begins_anew():
    session, step = done()
    words = f"at step {step}."
    assert words in page(session)
    for move in (lambda: asyncio.run(session.step(50)), session.reset, lambda: session.configure(act="relu"), session.tutor.again):
        move()
        assert words in page(session), move
    session.configure(lang="zh")
    assert f"第 {step} 步" in page(session, "zh")


def test_whoever_does_the_task_again_hears_of_the_new_run():
    session, step = done()
    session.configure(act="gelu")
    while not session.tutor.study.does(session.tutor.lesson, session.tutor.step, session):
        asyncio.run(session.step(1))
    assert session.training.step != step and told(session)["step"] == session.training.step


def test_it_stays_on_the_device():
    session, step = done()
    later = Session(surroundings=Surroundings(lang="en", kept=dict(session.surroundings.kept)))
    later.tutor.start()
    later.tutor.open("activations", "choose")
    assert later.training.step == 0 and f"at step {step}." in page(later)


@pytest.mark.parametrize("findings", [None, {}, {"activations/choose": {"step": [1]}}, {"activations/choose": 7}, []])
def test_of_progress_without_its_findings_nothing_is_said_until_the_task_is_done_again(findings):
    session, _ = done()
    kept = json.loads(session.surroundings.kept[KEPT])
    session.tutor.take_over(json.dumps(kept | {"findings": findings}))
    assert session.tutor.finished and "test points right at step" not in page(session)


def test_while_a_step_is_still_training_towards_its_beginning_it_says_no_number():
    session, texts = Session(), CATALOGUES["en"]

    async def story():
        session.tutor.open("activations", "back")
        assert texts["activations.back.say.1"].format(dead="…") in page(session)
        while session.training.step < 1:
            await asyncio.sleep(0)

    asyncio.run(story())
    assert texts["activations.back.say.1"].format(dead=4) in page(session)
