"""A session as a learner finds it who has just opened a step of a lesson."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from playground.config import Config
from playground.session import Session
from playground.texts import say


def opened(lesson, step, lang="en"):
    """A session that has opened a step and been trained as far as that begins with; it stands still."""
    session = Session(Config(lang=lang))

    async def story():
        session.tutor.open(lesson.name, step.name)
        while session.training.step < step.trained:  # the tutor is at it
            await asyncio.sleep(0)
        session.pause()

    with ThreadPoolExecutor(1) as aside:  # a browser test has a loop of its own on this thread
        aside.submit(lambda: asyncio.run(asyncio.wait_for(story(), timeout=60))).result()
    return session


def after(lesson, step, steps=0, answer="0", **changes):
    """A session that has opened a step of that name, answered if it is asked, changed some settings and trained so far."""
    session = opened(lesson, lesson.by_name[step])
    if session.tutor.locked:
        session.tutor.answer(answer)
    if changes:
        session.configure(**changes)
    if steps:
        asyncio.run(session.step(steps))
    return session


def is_done(session):
    """Whether the task of the step in view is."""
    return (session.tutor.lesson.name, session.tutor.step.name) in session.tutor.study.done


def words(key, **values):
    return say("en", key, **values)


def told(session):
    """The numbers of the step in view: those of its opening, and those of the run that did its task."""
    tutor = session.tutor
    return {**tutor.opening.facts, **tutor.study.findings.get((tutor.lesson.name, tutor.step.name), {})}
