"""Epilogue: the five ideas side by side, one net that needs them, and questions that stay open."""

from functools import lru_cache

from playground.config import Config
from playground.engine import Training
from playground.engine.diagnostics import Diagnostics
from playground.lessons.lesson import Best, Choice, Lesson, Step, Task
from playground.presets import PRESETS
from playground.settings import SETTINGS

IDEAS = ("linear", "chain-rule", "activations", "learning-rate", "gradients")  # the lessons whose closing cards are recalled
OPEN = ("spiral-stuck", "dying-relu", "vanishing")  # presets that are worth a question
SICK = PRESETS["vanishing"].changes
IDEAS_OF_A_CURE = (  # changes and steps, as the question has them; a test tries all of them
    ({"lr": 10 * Config(**SICK).lr}, 1000), ({"hidden": (*SICK["hidden"], 8, 8)}, 1000), ({"act": "tanh"}, 1000), ({}, 5000),
)  # fmt: skip
CURES = ("act", "hidden", "init", "opt", "lr")
SOLVED = 0.95  # of the test points


def changed(run) -> set[str]:
    """The settings in which a run differs from the sick one, as far as they make a difference to training."""
    sick = Config(**SICK)
    return {
        key for key, setting in SETTINGS.items() if setting.effect != "view" and getattr(run.config, key) != getattr(sick, key)
    }  # fmt: skip


def cured(run) -> bool:
    """Whether it learns with one single setting changed, the data left alone."""
    different = changed(run)
    return len(different) == 1 and different <= set(CURES) and (run.evaluation().test_accuracy or 0.0) >= SOLVED


@lru_cache
def _norms() -> tuple[float, float]:
    """‖∂L/∂W‖ of the first and the last layer of the sick net before it is trained."""
    norms = Diagnostics(Training(Config(**SICK))).measure().gradient_norms
    return norms[0], norms[-1]


def _doctor_facts(run) -> dict:
    first, last = _norms()
    return {"first": first, "last": last, "layers": len(Config(**SICK).hidden)}


def _doctor_findings(run) -> dict:
    return {"accuracy": f"{run.evaluation().test_accuracy:.0%}", "steps": run.training.step}


RECALL = Step(
    "recall", ("student", "guide"), {"hidden": "4,2"}, trained=1000, figure="recall",
    claims=(lambda run: run.evaluation().test_accuracy >= SOLVED,),
)  # fmt: skip

DOCTOR = Step(
    "doctor", ("student", "guide"), {**SICK, "chart": "gradient"},
    ask=Choice(len(IDEAS_OF_A_CURE), right=lambda run: 2),
    task=Task(cured, hints=3, watch=("step", "tested")),
    after=True, controls=CURES, facts=_doctor_facts, findings=_doctor_findings,
    claims=(lambda run: not changed(run), lambda run: run.config.activations[0] == "sigmoid"),
    parts=("run", "backward", "numbers", "chart", "flow"),
)  # fmt: skip

END = Step("end", ("student", "guide"), {"data": "spiral"}, figure="open")


def best(run) -> Best:
    """The fewest steps after which the sick net was cured."""
    steps, accuracy = run.training.step, run.evaluation().test_accuracy
    return Best(steps, {"steps": steps, "accuracy": f"{accuracy:.0%}"})


LESSON = Lesson("epilogue", 5, (RECALL, DOCTOR, END), best)
