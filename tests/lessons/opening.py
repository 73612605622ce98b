"""A session as a learner finds it who has just opened a step of a lesson."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from playground.config import Config
from playground.session import Session


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


def told(session):
    """The numbers of the step in view: those of its opening, and those of the run that did its task."""
    tutor = session.tutor
    return {**tutor.opening.facts, **tutor.study.findings.get((tutor.lesson.name, tutor.step.name), {})}
