"""Lesson 2: the chain rule, worked by hand on one sample of a 2-3-1 net with a squared error."""

from collections.abc import Callable
from functools import partial
from math import nan

from playground.config import Config
from playground.engine import LOSSES, Network
from playground.explain import Bias, Edge, Loss
from playground.explain.digits import plain
from playground.explain.numbers import Numbers
from playground.lessons import hand
from playground.lessons.lesson import Best, Choice, Lesson, Number, Slip, Step, Task
from playground.lessons.nudging import HALVES, Nudge, epsilon_of, nudge, valley
from playground.trace import trace_sample

NET = {
    "data": "moons", "hidden": "3", "act": "sigmoid", "out": "identity", "loss": "mse", "batch": "all", "lr": 0.05, "sample": "-1,3,1",
}  # fmt: skip
# Chosen so that z⁽¹⁾ = (0, 1.5, −2), exactly: numbers that a pocket calculator can follow.
WEIGHTS = ([[0.75, 1, -0.5], [0.25, 0.5, -0.5]], [[1], [-1.5], [0.5]])
BIASES = ([0, 1, -1], [0.5])
START = WEIGHTS, BIASES
SIZES = [2, 3, 1]

A_PASS = ("timeline", "pass", "backward", "loss")  # the parts of the page in which one goes forward and back

SECOND, FIRST = Edge(2, 2, 1), Edge(1, 2, 3)  # the weights whose gradients are worked out
LEARNED = 0.01  # share of the sample's first loss that may be left
AGREED = 1e-9  # relative difference of gradient and quotient: nine digits alike


# -- what can be said of a run ---------------------------------------------------------------------


def is_example(run) -> bool:
    """Whether it still is a net of two inputs, three hidden units and one output."""
    return list(run.training.network.sizes) == SIZES and run.config.features == ("x1", "x2")


def numbers(run) -> Numbers:
    """The pass of the sample in view."""
    return Numbers(run.training.network, run.trace(), run.config)


def is_parameter(subject) -> bool:
    return isinstance(subject, (Edge, Bias))


def in_hand(run) -> Edge | Bias:
    """The weight or bias that the learner has in hand."""
    return run.pinned if is_parameter(run.pinned) else FIRST


def trial(run) -> Nudge:
    """What the learner's ε gives for the parameter in hand."""
    return nudge(run, in_hand(run), epsilon_of(run.tutor.notes.get("halves", HALVES[0])))


def best_halves(run) -> int:
    """Where the quotient comes nearest to the gradient."""
    tried = valley(run, in_hand(run))
    return min(tried, key=lambda halves: tried[halves].difference)


def agreed(run) -> bool:
    """Whether the learner has found an ε for which quotient and gradient have nine digits in common."""
    return is_example(run) and trial(run).difference < AGREED * abs(trial(run).gradient)


def example() -> Numbers:
    """The lesson's own pass, as it begins: for a sheet of paper."""
    config = Config(**NET)
    network = Network.of(config)
    network.set_parameters(*START)
    *x, y = config.sample
    return Numbers(network, trace_sample(network, LOSSES[config.loss_name], x, y), config)


START_LOSS = example().trace.loss


def _number(find: Callable, *slips: str) -> Number:
    """A question for a quantity, `find(numbers)`, that recognises these mistakes."""
    def slip(name):
        return lambda run: find(numbers(run)).slips.get(name, nan) if is_example(run) else nan
    return Number(
        lambda run: find(numbers(run)).value if is_example(run) else nan, hand.CLOSE, hand.NEAR,
        slips=tuple(Slip(name, slip(name)) for name in slips),
    )  # fmt: skip


def _facts(**finds: Callable) -> Callable:
    """Facts of a step: a quantity for each name."""
    return lambda run: {name: find(numbers(run)).value if is_example(run) else nan for name, find in finds.items()}


def _has_come_to(subject, phase: str) -> Callable:
    """Whether the learner has gone through the terms as far as this one."""
    return lambda run: run.pinned == subject and run.phase == phase and run.walk.before is None


# -- the steps -------------------------------------------------------------------------------------

OUTPUT, LOSS, ERROR = partial(hand.activation, layer=2, unit=1), hand.loss, hand.error
PREACTIVATION, SLOPE, DELTA = (partial(find, layer=1, unit=2) for find in (hand.preactivation, hand.slope, hand.delta))
BACK = partial(Numbers.da, layer=1, index=2)
OF_SECOND, OF_FIRST = partial(hand.gradient, of=SECOND), partial(hand.gradient, of=FIRST)

FORWARD = Step(
    "forward", ("student", "guide"), NET, START, phase="input", focus="unit/0/1",
    ask=Number(
        lambda run: len(run.training.network.parameters), tolerance=0, within=0,
        slips=(Slip("biases", lambda run: sum(w.size for w in run.training.network.weights)), Slip("units", lambda run: sum(SIZES))),
    ),
    task=Task(lambda run: is_example(run) and _has_come_to(Loss(), "loss")(run), by_training=False),
    after=True, figure="pass", parts=A_PASS, findings=_facts(output=OUTPUT, target=Numbers.target, loss=LOSS),
    claims=(lambda run: len(run.training.network.parameters) == 13, lambda run: run.trace().loss == START_LOSS),
)  # fmt: skip

ERROR_STEP = Step(
    "error", ("guide", "student"), NET, START, phase="loss", focus="loss",
    ask=_number(ERROR, "half", "sign", "loss"),
    after=True, figure="pass", parts=A_PASS, facts=_facts(output=OUTPUT, error=ERROR),
    claims=(lambda run: ERROR(numbers(run)).value < 0 and run.trace().output < run.trace().y,),
)  # fmt: skip

SECOND_STEP = Step(
    "second", ("student", "guide"), NET, START, phase="backward/2/z", focus=str(SECOND),
    ask=_number(OF_SECOND, "preactivation", "incoming", "half", "sign"),
    task=Task(_has_come_to(Bias(2, 1), "backward/2"), by_training=False),
    after=True, figure="pass", parts=A_PASS, facts=_facts(gradient=OF_SECOND, error=ERROR),
    claims=(lambda run: hand.delta(numbers(run), 2, 1).value == ERROR(numbers(run)).value,),
)  # fmt: skip

SLOPE_STEP = Step(
    "slope", ("student", "guide", "guide"), NET, START, phase="backward/1/a", focus="unit/1/2",
    ask=_number(SLOPE, "activation", "other"),
    after=True, figure="pass", parts=A_PASS, facts=_facts(z=PREACTIVATION, slope=SLOPE, back=BACK),
    claims=(lambda run: max(hand.slope(numbers(run), 1, unit).value for unit in (1, 2, 3)) == 0.25,),
)  # fmt: skip

DELTA_STEP = Step(
    "delta", ("guide", "student"), NET, START, phase="backward/1/a", focus="unit/1/2",
    ask=_number(DELTA, "weight", "slope", "activation", "sign", "half"),
    task=Task(_has_come_to(Bias(1, 3), "backward/1"), by_training=False),
    after=True, figure="pass", parts=A_PASS, facts=_facts(slope=SLOPE, delta=DELTA),
)  # fmt: skip

PATH_STEP = Step(
    "path", ("student", "guide"), NET, START, phase="backward/2/z", focus=str(FIRST),
    ask=_number(OF_FIRST, "weight", "slope", "incoming", "half", "sign"),
    after=True, figure="path", parts=A_PASS, facts=_facts(gradient=OF_FIRST),
    claims=(lambda run: len(hand.links(numbers(run), FIRST)) == 5,),
)  # fmt: skip


def _nearest_end(run) -> int:
    """0: the smallest ε is best, 2: the largest, 1: one between."""
    best = best_halves(run) if is_example(run) else None
    return {HALVES[-1]: 0, HALVES[0]: 2}.get(best, 1)


NUDGE_STEP = Step(
    "nudge", ("student", "guide"), NET, START, phase="backward/1", focus=str(FIRST),
    ask=Choice(3, right=_nearest_end),
    task=Task(agreed, by_training=False),
    after=True, figure="nudge", parts=A_PASS, facts=lambda run: {"epsilon": plain(epsilon_of(best_halves(run)), 2) if is_example(run) else ""},
    claims=(lambda run: 1e-6 < epsilon_of(best_halves(run)) < 1e-4,),
)  # fmt: skip


def _updated(run, rate: float) -> float:
    """The weight after a step with a rate; 0 for none."""
    n = numbers(run)
    return n.parameter(SECOND).value - rate * n.gradient(SECOND).value if is_example(run) else nan


def steps_taken(run) -> list[float]:
    """The sample's loss before the first step on it alone, and after each."""
    return run.tutor.notes.get("losses", [])


def learned(run) -> bool:
    """Whether steps alone have left almost nothing of the loss of the lesson's sample."""
    (*x, y), losses = Config(**NET).sample, steps_taken(run)
    in_view = is_example(run) and run.probe == (x, y) and run.trace().loss < LEARNED * START_LOSS
    return in_view and len(losses) > 1 and (losses[0], losses[-1]) == (START_LOSS, run.trace().loss)


UPDATE_STEP = Step(
    "update", ("guide", "student"), NET, START, phase="backward/1", focus=str(SECOND),
    ask=Number(
        lambda run: _updated(run, run.config.lr), tolerance=0.005,
        slips=(
            Slip("sign", lambda run: _updated(run, -run.config.lr)), Slip("rate", lambda run: _updated(run, 1.0)),
            Slip("change", lambda run: _updated(run, run.config.lr) - _updated(run, 0.0)),
        ),
    ),
    task=Task(learned, hints=2, by_training=False), after=True, figure="update", controls=("lr",), parts=A_PASS,
    facts=lambda run: {"rate": run.config.lr, "start": START_LOSS},
    findings=lambda run: {"loss": run.trace().loss, "steps": len(steps_taken(run)) - 1},
    conclusions=(lambda run: run.trace().loss < LEARNED * START_LOSS,),
)  # fmt: skip


def own_exercise(run) -> bool:
    """Whether sample and parameters are not those of the lesson."""
    network = run.training.network
    return is_example(run) and not all((w == s).all() for w, s in zip(network.weights, WEIGHTS, strict=True))


def exercise_of(run) -> tuple:
    """What makes an exercise this one: sample, parameters, functions."""
    (x, y), network, config = run.probe, run.training.network, run.config
    return *x, y, network.parameters.tobytes(), config.act, config.loss


def checked(run) -> dict[str, str]:
    """{field: judgement} of what the learner has worked out: "right", a mistake, or "wrong"."""
    if not is_example(run):
        return {}
    given = run.tutor.notes.get("given", {})
    return {quantity.name: quantity.judged(given[quantity.name]) for quantity in hand.quantities(numbers(run)) if quantity.name in given}


def _worked_out(run) -> bool:
    """The loss and a gradient of the first layer, without having looked."""
    right = {name for name, judged in checked(run).items() if judged == "right"}
    first = any(name.startswith("gradient/edge/1/") for name in right)
    return own_exercise(run) and "loss" in right and first and exercise_of(run) not in run.tutor.notes.get("looked", ())


EXERCISE = Step(
    "exercise", ("guide",), NET, START,
    task=Task(_worked_out, hints=2, by_training=False), after=True, figure="exercise", controls=("act", "loss"), parts=("backward", "loss"),
    findings=lambda run: {"right": sum(judged == "right" for judged in checked(run).values())},
)  # fmt: skip

END = Step("end", ("student", "guide"), NET, START, phase="backward/1", focus=str(FIRST), figure="equations", parts=A_PASS)


def best(run) -> Best | None:
    """The fewest steps in which the sample's loss is gone."""
    losses = steps_taken(run)
    if not learned(run) or run.tutor.notes["rates"] != {run.config.lr}:
        return None
    steps = len(losses) - 1
    return Best(steps, {"steps": steps, "rate": run.config.lr, "loss": run.trace().loss})


LESSON = Lesson(
    "chain-rule", 25,
    (FORWARD, ERROR_STEP, SECOND_STEP, SLOPE_STEP, DELTA_STEP, PATH_STEP, NUDGE_STEP, UPDATE_STEP, EXERCISE, END),
    best,
)  # fmt: skip
