"""Lesson 3: what an activation function does to the signal and to the gradient, measured on running nets; how ReLU units die."""

from functools import lru_cache

from playground.config import Config
from playground.engine import Training
from playground.engine.activations import ACTIVATIONS
from playground.explain.digits import NOTHING
from playground.lessons import measures
from playground.lessons.claims import CORNER, FUNCTIONS, TOO_HIGH
from playground.lessons.descent import essence
from playground.lessons.lesson import Best, Choice, Lesson, Number, Slip, Step, Task

RACE = {"data": "xor", "hidden": "8,8", "act": "sigmoid"}
WIDE = {"hidden": "8", "act": "sigmoid", "init": "xavier_normal", "gain": 10}
DEEP = {"hidden": "8,8", "act": "sigmoid", "init": "xavier_normal"}
CAREFUL = 0.01  # a learning rate with which the net in the corner learns
HEALTHY = CORNER | {"act": "relu", "lr": CAREFUL}
KILLED = CORNER | {"act": "relu", "lr": TOO_HIGH}
CHOOSE = {"hidden": "4", "act": "sigmoid", "lr": 0.1, "pace": "step"}

LEARNED, GENERAL = 0.95, 0.95  # shares of the training and test points in the right colour
SOLVED, MOST_STEPS = 0.97, 300
FEW_FLAT, CENTRED = 0.1, 0.1
LONG = 200  # steps after which nobody expects a dead unit back
LOOKED_AT = 20  # kept states of a run that are searched; steps between two looks at a race
PATIENCE = 1000  # steps of a race


# -- what can be said of a run ---------------------------------------------------------------------


def trainings(run) -> list:
    """The run's training and those compared with it."""
    return [run.training, *(other.training for other in run.comparison.alternatives)]


def function(run) -> str:
    """The name of the first hidden layer's activation; "" where there is no such layer."""
    return run.config.activations[0] if run.config.hidden else ""


def killed(run) -> int:
    """How many ReLU units of the first layer the very last step has killed."""
    change = run.training.last_change
    if change is None or function(run) != "relu":
        return 0
    before = run.training.network.parameters - change
    return len(measures.silent(run.training) - measures.silent(run.training, before))


def never_back(run) -> frozenset[int]:
    """Units of the first layer that died at least LONG steps ago and have stayed dead since, at every step looked at."""
    if function(run) != "relu" or run.training.step <= LONG:
        return frozenset()
    states = run.record.states(0, LOOKED_AT)
    sets = [(state.step, measures.silent(run.training, state.parameters)) for state in states]
    dead, since = measures.silent(run.training), run.training.step
    for step, silent in reversed(sets):
        if not dead & silent:
            break
        dead, since = dead & silent, step
    return dead if run.training.step - since >= LONG else frozenset()


def revived(run) -> frozenset[int]:
    """Units of the first layer that were silent when the run began and are above 0 for some point now; never any with ReLU."""
    begun = run.record.states(0, 2)[0]
    if begun.step > 0 or function(run) in ("relu", ""):
        return frozenset()
    return measures.silent(run.training, begun.parameters) - measures.silent(run.training)


def one_sign(run) -> bool:
    """Whether in the gradient of every single sample all weights into a unit of the second layer have the same sign."""
    train = run.training.dataset.train
    gradients = (run.trace(x.tolist(), float(y)).dW[1] for x, y in zip(train.x, train.y, strict=True))
    return all(((gradient >= 0).all(axis=0) | (gradient <= 0).all(axis=0)).all() for gradient in gradients)


def same_but_for_the_function(run) -> bool:
    """Whether the net in hand is that of the step CHOOSE, only with an activation of the learner's own."""
    start, chosen = LESSON.config(CHOOSE_STEP), run.config.act
    return isinstance(chosen, str) and start.replace(act=chosen).effect_of_change_to(run.config) in ("none", "view")


def solved(run) -> bool:
    result = run.evaluation()
    return (result.train_accuracy or 0.0) >= SOLVED and (result.test_accuracy or 0.0) >= GENERAL


def _percent(share: float | None) -> str:
    return NOTHING if share is None else f"{share:.1%}"


def _listed(units) -> str:
    return ", ".join(map(str, sorted(units))) or "–"


# -- the steps -------------------------------------------------------------------------------------

def _slope_at_zero(name: str) -> float:
    return float(ACTIVATIONS[name].slope(0.0))


SHAPES = Step(
    "shapes", ("student", "guide"), {"hidden": "4", "act": "sigmoid"},
    ask=Number(
        lambda run: _slope_at_zero("tanh") / _slope_at_zero("sigmoid"),
        slips=(Slip("height", lambda run: 2.0), Slip("upside", lambda run: _slope_at_zero("sigmoid") / _slope_at_zero("tanh"))),
    ),
    task=Task(lambda run: run.training.network.activations[0].greatest_slope > 1, by_training=False),
    after=True, figure="functions", facts=lambda run: {"sigmoid": ACTIVATIONS["sigmoid"].greatest_slope},
    findings=lambda run: {"slope": run.training.network.activations[0].greatest_slope},
)  # fmt: skip


RACERS = ("sigmoid", "tanh", "relu")


def _racing(run) -> dict[str, Training]:
    """The compared networks by the function that they have in all hidden layers."""
    return {training.config.act: training for training in trainings(run) if isinstance(training.config.act, str)}


def _over(racing: dict[str, Training]) -> bool:
    """Whether two of the three have learned."""
    return set(racing) == set(RACERS) and sum(measures.accuracy(training) >= LEARNED for training in racing.values()) >= 2


def _race_findings(run) -> dict:
    shares = {act: _percent(measures.accuracy(training)) for act, training in _racing(run).items()}
    return {**shares, "steps": run.training.step}


@lru_cache
def _last(config: Config) -> int:
    """Which of RACERS is the last when two have learned, from a start (an `essence`), or after PATIENCE steps."""
    racing = {act: Training(config.replace(act=act)) for act in RACERS}
    while not _over(racing) and racing["sigmoid"].step < PATIENCE:
        for training in racing.values():
            training.advance(LOOKED_AT)
    return min(range(3), key=lambda n: measures.accuracy(racing[RACERS[n]]))


RACE_STEP = Step(
    "race", ("student", "guide"), RACE | {"versus": "act=tanh;act=relu"},
    ask=Choice(3, right=lambda run: _last(essence(run.config, versus=""))), task=Task(lambda run: _over(_racing(run))),
    after=True, controls=("lr",), facts=lambda run: {"rate": run.config.lr}, findings=_race_findings, parts=("run", "loss", "compare"),
    claims=(lambda run: [t.network.activations[0].name for t in trainings(run)] == ["sigmoid", "tanh", "relu"],),
)  # fmt: skip


def _first_unit(run) -> float:
    """a of the first unit for the sample in view."""
    return float(run.trace().a[0][0])


FLAT = Step(
    "flat", ("student", "guide"), WIDE | {"sample": "0.5,0.5,1", "seed": 2},
    ask=Number(
        lambda run: _first_unit(run) * (1 - _first_unit(run)), within=1e-5, tolerance=0.05,
        slips=(Slip("value", _first_unit),),
    ),
    task=Task(lambda run: function(run) == "sigmoid" and measures.flat(run.training) < FEW_FLAT, hints=2, by_training=False),
    after=True, figure="functions", controls=("init", "gain"),
    facts=lambda run: {"a": _first_unit(run)}, findings=lambda run: {"flat": _percent(measures.flat(run.training))},
    claims=(lambda run: measures.flat(run.training) > 0.5,),
)  # fmt: skip

def _mean(run) -> dict:
    return {"mean": measures.mean(run.training)}


def _is_centred(training) -> bool:
    return abs(measures.mean(training)) < CENTRED and measures.least(training) < 0


CENTRED_STEP = Step(
    "centred", ("student", "guide", "guide"), DEEP,
    ask=Choice(3, right=lambda run: 0),
    task=Task(lambda run: function(run) in FUNCTIONS and _is_centred(run.training), hints=2, by_training=False),
    after=True, figure="functions", facts=_mean, findings=_mean, conclusions=(lambda run: not one_sign(run),),
    claims=(one_sign, lambda run: abs(measures.mean(run.training) - 0.5) < 0.1),
)  # fmt: skip

PULLED = ((1.0, -1.0, 0.0), (-1.0, -1.0, -1.0), (1.0, 1.0, -1.0))  # w₁, w₂, b of a unit, as the question has them


def _silent_everywhere(run) -> int:
    """Which of these makes z negative for every point."""
    return next(n for n, (w1, w2, b) in enumerate(PULLED) if (run.training.dataset.train.x @ (w1, w2) + b).max() < 0)


def _pulled_down(run) -> bool:
    """Whether the last step has made all weights and the bias of every unit smaller that it has killed."""
    change = run.training.last_change
    dead = measures.silent(run.training) - measures.silent(run.training, run.training.network.parameters - change)
    return all((run.training.network.as_layers(change)[0][:, unit - 1] < 0).all() for unit in dead)


KILL = Step(
    "kill", ("student", "guide"), HEALTHY,
    ask=Choice(3, right=_silent_everywhere),
    task=Task(lambda run: killed(run) > 0, hints=2, watch=("step",)),
    after=True, figure="units", controls=("lr",),
    findings=lambda run: {"dead": killed(run), "units": run.training.network.sizes[1]}, conclusions=(_pulled_down,),
    claims=(lambda run: not measures.silent(run.training), lambda run: run.training.dataset.train.x.min() > 0),
    parts=("run",),
)  # fmt: skip


def _dead_get_nothing(run) -> bool:
    """Whether there are dead units, and the gradient of each is exactly 0."""
    dead = measures.silent(run.training)
    return bool(dead) and not measures.unit_gradients(run.training)[[unit - 1 for unit in dead]].any()


BACK = Step(
    "back", ("student", "guide"), KILLED, trained=1,
    ask=Choice(3, right=lambda run: 0),
    task=Task(lambda run: bool(never_back(run)), hints=1, watch=("step",)),
    after=True, figure="units", controls=("lr", "opt"),
    facts=lambda run: {"dead": len(measures.silent(run.training)), "steps": LONG}, findings=lambda run: {"gone": _listed(never_back(run))},
    conclusions=(lambda run: not measures.unit_gradients(run.training)[[unit - 1 for unit in never_back(run)]].any(),),
    claims=(_dead_get_nothing, lambda run: len(measures.silent(run.training)) == 4),
    parts=("run",),
)  # fmt: skip

REVIVE = Step(
    "revive", ("student", "guide"), KILLED, trained=1,
    ask=Choice(3, right=lambda run: 1),
    task=Task(lambda run: bool(revived(run)), hints=2, watch=("step",)),
    after=True, figure="revive", findings=lambda run: {"back": len(revived(run))},
    claims=(_dead_get_nothing,),
    parts=("run",),
)  # fmt: skip

TABLE = Step("table", ("student", "guide"), DEEP, figure="claims", parts=("run", "loss", "compare"))

CHOOSE_STEP = Step(
    "choose", ("guide", "student"), CHOOSE,
    ask=Choice(3, right=lambda run: 2),
    task=Task(lambda run: same_but_for_the_function(run) and run.training.step <= MOST_STEPS and solved(run), hints=2, watch=("step", "right", "tested")),
    after=True, figure="functions",
    facts=lambda run: {"most": MOST_STEPS},
    findings=lambda run: {"step": run.training.step, "accuracy": _percent(run.evaluation().test_accuracy)},
    parts=("run", "numbers"),
)  # fmt: skip

END = Step("end", ("student", "guide"), CHOOSE | {"act": "silu"}, trained=MOST_STEPS, figure="slope")


def best(run) -> Best | None:
    """The fewest steps in which a function of the learner's choice solves the circle."""
    if not same_but_for_the_function(run) or not solved(run):
        return None
    return Best(run.training.step, {"steps": run.training.step})


LESSON = Lesson(
    "activations", 20,
    (SHAPES, RACE_STEP, FLAT, CENTRED_STEP, KILL, BACK, REVIVE, TABLE, CHOOSE_STEP, END),
    best,
)  # fmt: skip
