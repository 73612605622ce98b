"""Prologue: one neuron, by hand. It weighs, adds, bends; and what learning means."""

from functools import lru_cache

import numpy as np

from playground.config import Config
from playground.engine import Training, affine
from playground.lessons.lesson import Best, Choice, Lesson, Number, Slip, Step, Task

ONE = {"data": "gauss", "noise": 20, "samples": 200, "train": 80, "hidden": "", "batch": "all", "pace": "step"}
PLAIN, BENT = ONE | {"out": "identity"}, ONE | {"out": "tanh"}
RIGHT = 0.95  # of the training points
ASIDE, SHIFTED, WELL, ASTRAY = (0.8, -0.8, 0.0), (0.8, 0.8, -3.0), (0.8, 0.8, 0.0), (0.4, -0.6, 0.5)  # w₁, w₂, b
POINT = (2.0, 1.0)  # whose z is to be worked out by hand


def parameters(w1: float, w2: float, b: float) -> tuple:
    """As `Session.set_parameters` takes them."""
    return [np.array([[w1], [w2]])], [np.array([b])]


# -- what can be said of a run ---------------------------------------------------------------------


def is_one_neuron(run) -> bool:
    """Whether it is a single neuron of x₁ and x₂."""
    return run.config.hidden == () and run.config.features == ("x1", "x2")


def sums(run) -> np.ndarray:
    """z (n,) of every training point, before it is bent."""
    return affine.folded(run.training.network)(run.training.dataset.train.inputs)[0]


def by_hand(run) -> bool:
    """Whether the points are right without a single step of training."""
    return is_one_neuron(run) and run.training.step == 0 and run.evaluation().train_accuracy >= RIGHT


def _z(run, point=POINT, bias=1.0) -> float:
    w1, w2, b = affine.folded(run.training.network).flat
    return float(w1 * point[0] + w2 * point[1] + bias * b)


def _weights_as_begun(run) -> bool:
    return np.array_equal(run.training.network.parameters[:2], SHIFTED[:2])


def _percent(share: float) -> str:
    return f"{share:.0%}"


# -- the steps -------------------------------------------------------------------------------------


WEIGH = Step(
    "weigh", ("student", "guide"), PLAIN, parameters=parameters(*ASIDE), focus="edge/1/2/1",
    ask=Choice(3, right=lambda run: 0),
    task=Task(lambda run: by_hand(run) and run.training.network.parameters[2] == 0, by_training=False, watch=("right",)),
    after=True, figure="neuron", parts=("inspector",),
    findings=lambda run: {"accuracy": _percent(run.evaluation().train_accuracy)},
    claims=(lambda run: abs(run.evaluation().train_accuracy - 0.5) < 0.05,),
)  # fmt: skip

ADD = Step(
    "add", ("guide", "student"), PLAIN, parameters=parameters(*SHIFTED), focus="bias/1/1",
    ask=Number(_z, slips=(Slip("bias", lambda run: _z(run, bias=0)), Slip("sign", lambda run: _z(run, bias=-1)))),
    task=Task(lambda run: by_hand(run) and _weights_as_begun(run), hints=2, by_training=False, watch=("right",)),
    after=True, figure="neuron", parts=("inspector",),
    findings=lambda run: {
        "accuracy": _percent(run.evaluation().train_accuracy), "bias": float(affine.folded(run.training.network).bias[0]),
    },
    claims=(lambda run: run.evaluation().train_accuracy < 0.8, lambda run: _z(run) < 0),
)  # fmt: skip


def _bend_facts(run) -> dict:
    z, y = sums(run), run.training.dataset.train.y
    bent = np.tanh(z)
    return {
        "lowest": float(z.min()), "largest": float(z.max()), "bent": float(abs(bent).max()),
        "before": float(np.mean((z - y) ** 2) / 2), "after": float(np.mean((bent - y) ** 2) / 2),
    }  # fmt: skip


BEND = Step(
    "bend", ("student", "guide"), PLAIN, parameters=parameters(*WELL), focus="unit/1/1",
    ask=Choice(3, right=lambda run: 1 if np.array_equal(np.tanh(sums(run)) > 0, sums(run) > 0) else 0),
    task=Task(lambda run: is_one_neuron(run) and run.config.output == "tanh", by_training=False),
    after=True, figure="neuron", controls=("out",), parts=("inspector", "loss"), facts=_bend_facts, findings=_bend_facts,
    claims=(
        lambda run: abs(_bend_facts(run)["before"] - run.evaluation().train_loss) < 1e-12,
        lambda run: _bend_facts(run)["lowest"] < -5 and _bend_facts(run)["largest"] > 5 and _bend_facts(run)["bent"] <= 1,
    ),
)  # fmt: skip

DOWNHILL = BENT | {"lr": 0.03}


@lru_cache
def _first_step() -> tuple[float, float]:
    """(loss at the start, ∂L/∂w₁ there) of the step "learn"; a prediction stays right whatever the learner does next."""
    training = Training(Config(**DOWNHILL))
    training.set_parameters(*parameters(*ASTRAY))
    loss = training.evaluate().train_loss
    training.advance(1)
    return loss, float(training.gradient[0])


def _learn_facts(run) -> dict:
    before, slope = _first_step()
    return {"before": before, "slope": slope}


def _learn_findings(run) -> dict:
    result, begun, curves = run.evaluation(), run.record.states(0, 2)[0], run.record.curves()
    return {
        "steps": run.training.step - begun.step, "before": float(curves.loss[0, 0]), "loss": result.train_loss,
        "accuracy": _percent(result.train_accuracy), "from": float(begun.parameters[0]), "to": float(run.training.network.parameters[0]),
    }  # fmt: skip


LEARN = Step(
    "learn", ("student", "guide", "guide"), DOWNHILL, parameters=parameters(*ASTRAY), focus="edge/1/1/1",
    ask=Choice(3, right=lambda run: 0 if _first_step()[1] < 0 else 1),
    task=Task(lambda run: is_one_neuron(run) and run.training.step > 0 and run.evaluation().train_accuracy >= RIGHT, watch=("step", "loss", "right")),
    after=True, figure="neuron", controls=("lr",), facts=_learn_facts, findings=_learn_findings,
    claims=(lambda run: run.evaluation().train_accuracy < 0.5, lambda run: run.evaluation().train_loss == _first_step()[0]),
    parts=("run", "backward", "loss", "numbers", "chart"),
)  # fmt: skip

END = Step("end", ("student", "guide"), BENT | {"lr": 0.1}, parameters=parameters(*ASTRAY), trained=40, figure="neuron")


def best(run) -> Best | None:
    """The fewest steps of training until the points are right."""
    rates = {state.config.lr for state in run.record.states(0, run.training.step + 2)}
    if run.config.at != LEARN.name or rates != {run.config.lr}:
        return None
    steps, accuracy = run.training.step, run.evaluation().train_accuracy
    return Best(steps, {"steps": steps, "rate": run.config.lr, "accuracy": _percent(accuracy)})


LESSON = Lesson("prologue", 5, (WEIGH, ADD, BEND, LEARN, END), best)
