"""Whatever a learner does in a step, every number that it says is true of the run that it speaks of, in both languages."""

import asyncio
import os
from functools import cache
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.lessons import LESSONS
from playground.texts import CATALOGUES
from playground.views.words import number
from tests.lessons.opening import opened
from tests.lessons.quantities import FIGURES, FOUND, START, Near
from tests.lessons.walking import Visitor

WALKS = int(os.environ.get("PLAYGROUND_WALKS", "100")) // 50
every_step = pytest.mark.parametrize("name", [f"{lesson.name}.{step.name}" for lesson in LESSONS.values() for step in lesson.steps])
TO_THE_TABLE = [("press", ("terms-move", "1"))]

# How the tasks are done, after the right answer; a step that is missing has none, or a form of its own to fill in.
SOLUTIONS = {
    "prologue.weigh": [("drag", (1, 2, 1, 0.8))],
    "prologue.bend": [("change", ("out", "tanh"))],
    "prologue.learn": [("train", 300)],
    "linear.alone": [("train", 1500), ("press", ("linear-reach", "600"))],
    "linear.uneven": [("train", 1500)],
    "linear.stack": [("train", 400)],
    "linear.fold": [("train", 600), ("press", ("fold-replace", None))],
    "linear.least": [("change", ("hidden", (3,))), ("change", ("init", "orthogonal")), ("train", 1500)],
    "linear.xor": [("train", 1500)],
    "linear.circle": [("train", 1500)],
    "linear.bend": [("train", 700)],
    "linear.folds": [("change", ("hidden", (4, 4))), ("train", 500)],
    "linear.xor-fewest": [("change", ("act", "relu")), ("change", ("hidden", (4,))), ("train", 2500)],
    "linear.circle-fewest": [("change", ("act", "relu")), ("change", ("hidden", (4,))), ("train", 2500)],
    "chain-rule.forward": TO_THE_TABLE * 15,
    "chain-rule.second": TO_THE_TABLE * 9,
    "chain-rule.delta": TO_THE_TABLE * 20,
    "chain-rule.nudge": [("press", ("chain-epsilon", "9")), ("press", ("chain-epsilon", "10"))],
    "chain-rule.update": [("press", ("chain-step", None))] * 8,
    "activations.shapes": [("press", ("function-take", "gelu"))],
    "activations.race": [("train", 250)],
    "activations.flat": [("change", ("gain", 1))],
    "activations.centred": [("press", ("function-take", "tanh"))],
    "activations.kill": [("change", ("lr", 1.0)), ("train", 1)],
    "activations.back": [("change", ("lr", 0.01)), ("train", 250)],
    "activations.revive": [("press", ("weights-to", "elu")), ("train", 300)],
    "activations.choose": [("press", ("function-take", "silu")), ("train", 290)],
    "learning-rate.strip": [("press", ("take-rate", "0.3")), ("train", 390)],
    "learning-rate.bounce": [("train", 70), ("change", ("lr", 0.1)), ("train", 30)],
    "learning-rate.diverge": [("train", 20)],
    "learning-rate.valley": [("train", 400)],
    "learning-rate.threshold": [("slightly above", None), ("train", 400)],
    "learning-rate.largest": [("slightly below", None), ("train", 400)],
    "learning-rate.batch": [("change", ("lr", 0.01)), ("train", 300)],
    "learning-rate.momentum": [("train", 250)],
    "gradients.deaf": [("train", 510)],
    "gradients.depth": [("press", ("gradients-depth", "20"))],
    "gradients.factor": [("press", ("gradients-gain", "8"))],
    "gradients.acts": [("train", 600)],
    "gradients.xavier": [("press", ("gradients-gain", "0.25"))],
    "gradients.he": [("press", ("gradients-gain", "0.355"))],
    "gradients.grow": [("press", ("gradients-depth", "24"))],
    "gradients.clip": [("train", 800)],
    "gradients.twelve": [("change", ("act", "relu")), ("change", ("init", "he_normal")), ("change", ("gain", 1)), ("train", 200)],
    "epilogue.doctor": [("change", ("act", "tanh")), ("train", 700)],
}  # fmt: skip
OTHERWISE = {  # the numbers of layers, points of the plane and steps of a figure; names
    "linear.figure.layer", "linear.figure.layers", "linear.figure.fold", "linear.figure.same", "linear.figure.refused", "gradients.figure.nth",
    "gradients.figure.lit.layers", "learning-rate.figure.measure", "learning-rate.figure.way", "chain-rule.figure.epsilon", "activations.figure.give",
}  # fmt: skip


@cache
def of_the_start(lesson: str, step: str) -> dict:
    """The numbers of the run that a step opens with, found independently."""
    find = START.get(f"{lesson}.{step}")
    return find(opened(LESSONS[lesson], LESSONS[lesson].by_name[step])) if find else {}


@cache
def right_at_the_start(lesson: str, step: str):
    return opened(LESSONS[lesson], LESSONS[lesson].by_name[step]).tutor.opening.right


def shown(value) -> str:
    return number(value) if isinstance(value, float) else str(value)


def same(told, found) -> bool:
    return found == shown(told) if isinstance(found, Near) else shown(found) == shown(told)


def check(visitor) -> None:
    """Every number in view, and every sentence that speaks of a run."""
    lesson, step = visitor.lesson, visitor.step
    base, start = f"{lesson.name}.{step.name}.", of_the_start(lesson.name, step.name)
    allowed = cache(lambda key: list(FIGURES[key](visitor.session)))
    assert not visitor.wrong
    assert visitor.session.tutor.opening.right == right_at_the_start(lesson.name, step.name)
    for language, texts in visitor.read().items():
        for key, all_values in texts.items():
            names = {name for _, name, _, _ in Formatter().parse(CATALOGUES[language][key]) if name}
            found = {**start, **visitor.findings} if key == f"{base}after" else start
            for values in all_values if names else ():
                if key.startswith(base):
                    for name in names:
                        assert same(values[name], found[name]), (language, key, name, values[name], found[name])
                elif key in FIGURES:
                    assert any(all(same(values[name], one[name]) for name in names) for one in allowed(key)), (key, values, allowed(key))
                else:
                    assert key in OTHERWISE or not key.startswith(f"{lesson.name}.figure."), key


def visit(name: str) -> Visitor:
    lesson, step = name.split(".")
    return Visitor(LESSONS[lesson], LESSONS[lesson].by_name[step], FOUND.get(name, lambda run: {}))


async def solve(visitor) -> None:
    ask, session = visitor.step.ask, visitor.session
    if ask:
        right = session.tutor.opening.right
        await visitor.do("answer", "0.3,0.7" if isinstance(right, list) else right if isinstance(right, int) else repr(right))
    for name, value in SOLUTIONS.get(f"{visitor.lesson.name}.{visitor.step.name}", ()):
        if name.startswith("slightly"):
            name, value = "change", ("lr", round(session.tutor.opening.facts["threshold"] * (1.05 if "above" in name else 0.95), 4))
        if name == "press" and value[0] == "fold-replace":
            for _ in range(4):
                await visitor.do("press", ("fold-next", None))
        await visitor.do(name, value)


@every_step
def test_the_task_of_a_step_is_done_as_it_says_and_what_it_then_says_is_true(name):
    async def story():
        visitor = visit(name)
        await visitor.open()
        check(visitor)
        await solve(visitor)
        check(visitor)
        if name in SOLUTIONS:
            assert visitor.solved and visitor.session.tutor.finished and (f"{name}.after" in visitor.read()["en"]) == visitor.step.after
        for move in ("again", "reload"):
            await visitor.do(move, None)
            check(visitor)
    asyncio.run(story())


@every_step
@settings(max_examples=WALKS, deadline=None)
@given(data=st.data())
def test_wherever_a_learner_goes_in_a_step_its_numbers_and_sentences_hold(name, data):
    async def wander(visitor, most):
        for _ in range(data.draw(st.integers(0, most))):
            move, values = data.draw(st.sampled_from([(move, values) for move, values in visitor.moves.items() if values]))
            await visitor.do(move, data.draw(st.sampled_from(values)))
            check(visitor)

    async def story():
        visitor = visit(name)
        await visitor.open()
        await wander(visitor, 4)
        if data.draw(st.booleans()):
            await solve(visitor)
            check(visitor)
            await wander(visitor, 4)
    asyncio.run(story())
