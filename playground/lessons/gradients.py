"""Lesson 5: through many layers gradients vanish or explode, and how to begin so that they do neither."""

from functools import cache
from math import log, prod, sqrt

from playground.config import Config
from playground.engine import ACTIVATIONS, Diagnosis, Diagnostics, Training
from playground.engine.propagation import Passage, passages, spread
from playground.explain.digits import plain
from playground.explain.flow import verdict
from playground.lessons.lesson import Best, Choice, Curve, Lesson, Number, Slip, Step, Task

UNITS, MANY = 8, 12  # units of a layer; layers of the last task
SIGMOID = {"data": "circle", "hidden": (UNITS,) * 10, "act": "sigmoid", "seed": 1}
THREE = ("sigmoid", "tanh", "relu")
WIDE = {"data": "circle", "hidden": (16,) * 16, "act": "identity", "out": "identity", "init": "normal", "seed": 8}
WRONG = (2.3197, 0.6505, 1.0)  # of SIGMOID's training points one that such a network has wrong however large its weights are: its error is seen
EXPLODING = {
    "data": "circle", "hidden": (UNITS,) * 8, "act": "relu", "out": "identity", "init": "he_normal", "gain": 1.5, "seed": 5,
}  # fmt: skip
GROWING = {"data": "circle", "act": "relu", "out": "identity", "init": "he_normal", "gain": 3, "seed": 3}
STUCK = {"data": "circle", "hidden": (UNITS,) * MANY, "act": "sigmoid", "init": "normal", "gain": 0.1, "seed": 1}
FOUND = {"act": "tanh", "init": "xavier_uniform", "gain": 1}  # with these it learns

DEPTHS = (2, 4, 6, 8, 12, 16, 20, 24)
FEW, TWICE = 6, 12  # of these, the ones that a prediction is about
LONG_ENOUGH = 500  # steps
STEEPEST = ACTIVATIONS["sigmoid"].greatest_slope
TRILLIONTH = 1e-12
BILLION = 1e9
HUNDREDTH = 0.01
LEARNED = 0.95
KEPT = 3.0  # factor within which a spread stays the same through all layers
DECADES = 8  # of the curve that is drawn by hand


# -- what can be said of a run ---------------------------------------------------------------------


def runs(run) -> list[tuple[Config, Training, Diagnosis]]:
    """The network and those compared with it."""
    others = run.comparison.alternatives
    return [
        (run.config, run.training, run.diagnosis()),
        *((other.config, other.training, other.record.diagnostics.measure()) for other in others),
    ]


def way(run) -> list[Passage]:
    """The way of δ from the last hidden layer back to the first."""
    return _way(run.training, run.record.diagnostics)


def _way(training, diagnostics):
    samples = training.dataset.train
    deltas = [delta / len(samples.y) for delta in diagnostics.layers()[1]]
    return passages(training.network, samples.inputs, deltas)


def shares(norms) -> list[float]:
    """Each layer's number as a part of the last layer's; 0 where that has none."""
    return [norm / norms[-1] if norms[-1] else 0.0 for norm in norms]


def spreads(run) -> tuple[list[float], list[float]]:
    """(of z, of δ) in every hidden layer; see `spread`."""
    network, samples = run.training.network, run.training.dataset.train
    z, deltas = network.forward(samples.inputs).z, run.record.diagnostics.layers()[1]
    return [spread(part) for part in z[:-1]], [spread(part) for part in deltas[:-1]]


def kept(run) -> bool:
    """Whether signals come through at least a dozen hidden layers, forward and back, as large as they were.

    Of a network not trained yet with weights from N(0, σ²), where σ is the gain.
    """
    def same(values):
        return values[-1] > 0 and 1 / KEPT < values[0] / values[-1] < KEPT
    begun = run.config.init == "normal" and run.training.step == 0
    return begun and len(run.config.hidden) >= MANY and all(map(same, spreads(run)))


def _accuracy(training) -> float:
    return training.evaluate().train_accuracy or 0.0


def highest(training, record) -> float:
    """The greatest accuracy on the training points, as far as the run is remembered; while it learns it goes up and down."""
    if training.config.task == "regression":
        return 0.0
    return float(max(record.curves().accuracy[:, 0]))


def learned(training) -> bool:
    return _accuracy(training) >= LEARNED


def is_stack(run, act: str, depth: int) -> bool:
    """Whether it is a network of so many hidden layers, all with this activation."""
    return run.config.activations == (act,) * depth


@cache
def _start(**changes) -> tuple[Training, Diagnostics]:
    """A network before its first step: predictions are about it, whatever the learner has changed meanwhile."""
    training = Training(Config(**changes))
    return training, Diagnostics(training)


@cache
def first_share(depth: int = 10, act: str = "sigmoid") -> float:
    """What layer 1 gets of the last layer's gradient, at the start."""
    return shares(_start(**SIGMOID | {"hidden": (UNITS,) * depth, "act": act})[1].gradients()[0])[0]


@cache
def deltas_at_start() -> tuple[float, float]:
    """‖δ‖ of hidden layers 1 and 10 of the sigmoid network, at the start."""
    steps = _way(*_start(**SIGMOID))
    return steps[-1].delta, steps[0].delta


@cache
def growth(depth: int) -> float:
    """How many times as large δ is in hidden layer 1 as in the last, at the start of the network whose weights are too large."""
    steps = _way(*_start(**GROWING, hidden=(UNITS,) * depth))
    return steps[-1].delta / steps[0].delta


def per_layer(share: float, layers: int) -> float:
    """The factor that makes this share in so many layers."""
    return share ** (1 / layers) if share > 0 and layers else 0.0


# -- numbers in words ------------------------------------------------------------------------------


def tenfold(value: float, digits: int = 2) -> str:
    """A positive number as it is written everywhere: 3.4×10⁻⁷, 0.21, 1.8×10¹²."""
    return plain(value, digits)


def _percent(share: float) -> str:
    return f"{share:.1%}"


# -- the steps -------------------------------------------------------------------------------------


def heights(run) -> list[float]:
    """‖∂L/∂W‖ of every layer on a log axis: 1 is as large as the greatest, 0 eight powers of ten below."""
    norms = _start(**SIGMOID)[1].gradients()[0]
    return [1 + max(log(norm / max(norms), 10), -DECADES) / DECADES for norm in norms]


def _deaf_findings(run) -> dict:
    norms = run.diagnosis().gradient_norms
    return {
        "layers": len(norms), "accuracy": _percent(_accuracy(run.training)), "step": run.training.step,
        "share": tenfold(shares(norms)[0]),
    }  # fmt: skip


def _tosses_a_coin(run) -> bool:
    return abs(_accuracy(run.training) - 0.5) < 0.05


DEAF = Step(
    "deaf", ("student", "guide"), SIGMOID,
    ask=Curve(right=heights),
    task=Task(lambda run: is_stack(run, "sigmoid", 10) and run.training.step >= LONG_ENOUGH),
    after=True, findings=_deaf_findings, conclusions=(_tosses_a_coin,), figure="staircase", lit=True, dark=True, parts=("run", "backward"),
    claims=(lambda run: shares(run.diagnosis().gradient_norms)[0] < 1e-6,
            _tosses_a_coin),
)  # fmt: skip


def _square_share() -> float:
    return first_share(FEW) ** 2


def _nearest_guess(run) -> int:
    """Which of the three answers twice the depth bears out: half, the square, the same."""
    guesses = first_share(FEW) / 2, _square_share(), first_share(FEW)
    return min(range(3), key=lambda n: abs(log(first_share(TWICE) / guesses[n])))


def _depth_facts(run) -> dict:
    return {
        "few": FEW, "twice": TWICE, "share": tenfold(first_share(FEW)), "half": tenfold(first_share(FEW) / 2),
        "square": tenfold(_square_share()), "found": tenfold(first_share(TWICE)),
    }  # fmt: skip


def _depth_findings(run) -> dict:
    depth, share = len(run.config.hidden), shares(run.diagnosis().gradient_norms)[0]
    return {"depth": depth, "now": tenfold(share), "factor": tenfold(per_layer(share, depth))}


DEPTH = Step(
    "depth", ("student", "guide"), SIGMOID | {"hidden": (UNITS,) * FEW},
    ask=Choice(3, right=_nearest_guess),
    task=Task(
        lambda run: is_stack(run, "sigmoid", len(run.config.hidden))
        and 0 < shares(run.diagnosis().gradient_norms)[0] < TRILLIONTH,
        hints=2, by_training=False,
    ),
    after=True, facts=_depth_facts, findings=_depth_findings,
    conclusions=(lambda run: 0.15 < per_layer(shares(run.diagnosis().gradient_norms)[0], len(run.config.hidden)) < 0.3,), figure="depths", lit=True, parts=("backward",),
)  # fmt: skip

SLOPE = Step(
    "slope", ("student", "guide"), SIGMOID,
    ask=Number(
        lambda run: STEEPEST**9, within=0,
        slips=(
            Slip("divided", lambda run: STEEPEST / 9), Slip("times", lambda run: STEEPEST * 9), Slip("ten", lambda run: STEEPEST**10),
        ),
    ),
    after=True, figure="slopes", lit=True, parts=("backward",),
    facts=lambda run: {"slope": max((step.mean_slope for step in way(run)), default=0.0), "power": tenfold(STEEPEST**9)},
    claims=(lambda run: all(step.mean_slope < STEEPEST for step in way(run)),),
)  # fmt: skip


def _delta_share(run) -> float:
    steps = way(run)
    return steps[-1].delta / steps[0].delta if steps and steps[0].delta else 0.0


def _mean_factor(values) -> float:
    """The geometric mean."""
    values = list(values)
    return per_layer(prod(values), len(values))


def _factor_facts(run) -> dict:
    first, last = deltas_at_start()
    return {"first": tenfold(first, 3), "last": tenfold(last, 3)}


def _factor_findings(run) -> dict:
    steps, hidden = way(run), run.diagnosis().saturation[:-1]
    return {
        "gain": run.config.gain, "share": tenfold(_delta_share(run)),
        "weights": tenfold(_mean_factor(step.weights for step in steps[1:])),
        "slopes": tenfold(_mean_factor(step.slopes for step in steps[1:])),
        "flat": f"{sum(hidden) / max(len(hidden), 1):.0%}",
    }  # fmt: skip


def _shrunk() -> float:
    first, last = deltas_at_start()
    return first / last


FACTOR = Step(
    "factor", ("guide", "student"), SIGMOID | {"sample": WRONG},
    ask=Number(
        lambda run: per_layer(_shrunk(), 9), tolerance=0.05, within=0,
        slips=(
            Slip("divided", lambda run: _shrunk() / 9), Slip("ten", lambda run: per_layer(_shrunk(), 10)),
            Slip("all", lambda run: _shrunk()),
        ),
    ),
    task=Task(lambda run: is_stack(run, "sigmoid", 10) and run.training.step == 0 and _delta_share(run) >= HUNDREDTH, hints=2, by_training=False),
    after=True, facts=_factor_facts, findings=_factor_findings, figure="product", lit=True, parts=("run", "backward"),
    claims=(lambda run: 0.9 < _mean_factor(step.weights for step in way(run)) < 1.1,
            lambda run: _mean_factor(step.slopes for step in way(run)) < 0.25),
)  # fmt: skip


def _three(run) -> dict[str, Training]:
    """The compared networks by their activation."""
    return {config.act: training for config, training, _ in runs(run)}


ACTS = Step(
    "acts", ("student", "guide"), SIGMOID | {"versus": "act=tanh;act=relu"},
    ask=Choice(3, right=lambda run: max(range(3), key=lambda n: first_share(act=THREE[n]))),
    task=Task(lambda run: set(_three(run)) == set(THREE) and sum(map(learned, _three(run).values())) >= 2),
    after=True, facts=lambda run: {act: tenfold(first_share(act=act)) for act in THREE}, figure="staircase", lit=True, dark=True, parts=("run", "backward", "loss", "compare"),
)  # fmt: skip


def _spread_findings(run) -> dict:
    sigma = run.config.gain
    return {"sigma": tenfold(sigma, 3), "sum": tenfold(max(run.config.hidden, default=0) * sigma**2, 3)}


XAVIER = Step(
    "xavier", ("student", "guide", "guide"), WIDE | {"gain": 0.1},
    ask=Number(
        lambda run: sqrt(16) * 0.1,
        slips=(Slip("sum", lambda run: 16 * 0.1), Slip("variance", lambda run: 16 * 0.1**2), Slip("one", lambda run: 0.1)),
    ),
    task=Task(lambda run: is_stack(run, "identity", len(run.config.hidden)) and kept(run), hints=2, by_training=False),
    after=True, findings=_spread_findings, figure="variance", lit=True, dark=True, parts=("backward",),
    claims=(lambda run: abs(per_layer(spreads(run)[0][-1] / spreads(run)[0][0], 15) - 0.4) < 0.02,
            lambda run: abs(per_layer(spreads(run)[1][0] / spreads(run)[1][-1], 15) - 0.4) < 0.02),
)  # fmt: skip


@cache
def _half_lost() -> float:
    """The factor per layer of the spread of z, with ReLU and the weights that kept it without."""
    training, _ = _start(**WIDE | {"act": "relu", "gain": 0.25})
    z = training.network.forward(training.dataset.train.inputs).z
    return per_layer(spread(z[-2]) / spread(z[0]), len(z) - 2)


HE = Step(
    "he", ("student", "guide"), WIDE | {"act": "relu", "gain": 0.25},
    ask=Choice(3, right=lambda run: 0 if _half_lost() > 0.9 else 1 if _half_lost() > 0.6 else 2),
    task=Task(lambda run: is_stack(run, "relu", len(run.config.hidden)) and kept(run), hints=2, by_training=False),
    after=True, facts=lambda run: {"factor": tenfold(_half_lost())}, findings=_spread_findings,
    conclusions=(lambda run: abs(max(run.config.hidden) * run.config.gain**2 - 2) < 0.5,), figure="variance", lit=True, dark=True, parts=("backward",),
)  # fmt: skip


def _nearest_growth(run) -> int:
    """Which of the three answers twice the depth bears out: the same, the double, the square."""
    guesses = growth(FEW), 2 * growth(FEW), growth(FEW) ** 2
    return min(range(3), key=lambda n: abs(log(growth(TWICE) / guesses[n])))


GROW = Step(
    "grow", ("student", "guide"), GROWING | {"hidden": (UNITS,) * FEW},
    ask=Choice(3, right=_nearest_growth),
    task=Task(
        lambda run: is_stack(run, "relu", len(run.config.hidden)) and run.training.step == 0 and _delta_share(run) > BILLION,
        hints=2, by_training=False,
    ),
    after=True, figure="depths", lit=True, parts=("backward",),
    facts=lambda run: {
        "few": FEW, "twice": TWICE, "times": tenfold(growth(FEW)), "double": tenfold(2 * growth(FEW)),
        "square": tenfold(growth(FEW) ** 2), "found": tenfold(growth(TWICE)), "gain": run.config.gain,
    },
    findings=lambda run: {
        "depth": len(run.config.hidden), "now": tenfold(_delta_share(run)),
        "factor": tenfold(per_layer(_delta_share(run), len(run.config.hidden) - 1)),
    },
    claims=(lambda run: abs(_delta_share(run) / growth(FEW) - 1) < 1e-12,
            lambda run: all(growth(depth) < growth(deeper) for depth, deeper in zip(DEPTHS, DEPTHS[1:], strict=False))),
)  # fmt: skip


def _outcome(run) -> tuple[list[Training], list[Training]]:
    """The networks without clipping that are lost, and those with it that have learned."""
    lost = [training for config, training, _ in runs(run) if config.clip == 0 and training.diverged]
    return lost, [training for config, training, _ in runs(run) if config.clip > 0 and learned(training)]


def _largest_norm() -> float:
    """‖∂L/∂W‖ of the layer that has the largest, at the start."""
    return max(_start(**EXPLODING)[1].gradients()[0])


def _clip_facts(run) -> dict:
    training, _ = _start(**EXPLODING)
    return {"norm": tenfold(_largest_norm()), "loss": tenfold(training.evaluate().train_loss), "move": run.config.lr}


def _clip_findings(run) -> dict:
    lost, saved = _outcome(run)
    return {"step": min(one.diverged.step + 1 for one in lost), "then": run.training.step, "accuracy": _percent(max(map(_accuracy, saved)))}


CLIP = Step(
    "clip", ("student", "guide", "guide"), EXPLODING | {"clip": 1, "versus": "clip=0"},  # in the picture the one that goes on
    ask=Number(
        lambda run: run.config.lr * run.config.clip, within=0,
        slips=(Slip("gradient", lambda run: run.config.clip), Slip("unclipped", lambda run: run.config.lr * _largest_norm())),
    ),
    task=Task(lambda run: all(_outcome(run))),
    after=True, facts=_clip_facts, findings=_clip_findings, figure="staircase", lit=True, parts=("run", "backward", "loss", "compare"),
    claims=(lambda run: verdict(run.diagnosis(), run.training.network).net == ("exploding",),
            lambda run: min(run.diagnosis().gradient_norms) > 1000),
)  # fmt: skip


LEFT_OVER = 0.2  # what a layer leaves of δ, as in the lesson's sigmoid network: about a fifth
CURES_STEP = Step(
    "cures", ("student", "guide"), SIGMOID,
    ask=Number(
        lambda run: 1 + LEFT_OVER, within=0, tolerance=0.005,
        slips=(Slip("without", lambda run: LEFT_OVER), Slip("one", lambda run: 1.0), Slip("minus", lambda run: 1 - LEFT_OVER)),
    ),
    after=True, figure="cures", lit=True, parts=("backward",),
    facts=lambda run: {
        "left": LEFT_OVER, "plain": tenfold(LEFT_OVER**10), "residual": tenfold((1 + LEFT_OVER) ** 10),
    },
    claims=(lambda run: abs(per_layer(_delta_share(run), 9) - LEFT_OVER) < 0.05,),
)  # fmt: skip


def solved(run) -> bool:
    """Whether a network of twelve hidden layers has learned the circle from x₁ and x₂ alone."""
    config = run.config
    return config.data == "circle" and config.features == ("x1", "x2") and len(config.hidden) == MANY and learned(run.training)


TWELVE = Step(
    "twelve", ("student", "guide"), STUCK,
    ask=Choice(3, right=lambda run: 2),
    task=Task(solved, hints=3),
    after=True, figure="staircase", controls=("act", "init", "gain", "lr"),
    findings=lambda run: {
        "accuracy": _percent(highest(run.training, run.record)), "step": run.training.step, "factor": tenfold(_mean_factor(step.factor for step in way(run)[1:])),
    },
    claims=(lambda run: verdict(run.diagnosis(), run.training.network).where("vanishing") == tuple(range(1, 11)),),
    lit=True, parts=("run", "backward", "numbers", "flow"),
)  # fmt: skip

END = Step("end", ("student", "guide"), STUCK | FOUND, trained=600, figure="keep", claims=(solved,), lit=True, parts=("backward",))


def best(run) -> Best | None:
    """The fewest steps in which a network of twelve layers learns the circle."""
    if not solved(run):
        return None
    return Best(run.training.step, {"step": run.training.step, "accuracy": _percent(_accuracy(run.training))})


LESSON = Lesson("gradients", 20, (DEAF, DEPTH, SLOPE, FACTOR, ACTS, XAVIER, HE, GROW, CLIP, CURES_STEP, TWELVE, END), best)
