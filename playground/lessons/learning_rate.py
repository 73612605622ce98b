"""Lesson 4: the learning rate: from crawling to diverging, and the exact border between them where the loss is a parabola."""

import numpy as np

from playground.engine.parabola import Parabola
from playground.explain.digits import plain
from playground.lessons.descent import LEFT, STEPS, arrival, essence, first_losses
from playground.lessons.lesson import Best, Choice, Curve, Lesson, Number, Slip, Step, Task

XOR = {"data": "xor", "hidden": "3", "act": "tanh", "out": "identity", "batch": "all", "seed": 7}
VALLEY = {"data": "gauss", "hidden": "", "out": "identity", "batch": "all"}
TENTH = 0.1
ALMOST = 0.98  # share of 2/λ_max, against half of it
NEAR = 0.9  # share of 2/λ_max from which a rate counts as large
DRAWN = 60  # steps of the curve to draw
GROWN = 10  # times the first loss: by then the growing direction has long outdone those that shrink
CALM = 10  # points of the loss curve that must fall one after another
JUMPS = 5
NOISY = 2.0  # times the least loss: a run that keeps getting higher is not at rest
LATEST = 20  # points of the loss curve that tell whether a run is at rest
PATIENCE = 3000


# -- what can be said of a run ---------------------------------------------------------------------


def losses(record, training) -> np.ndarray:
    """The training losses that are kept of a run, up to its present."""
    curves = record.curves()
    return curves.loss[curves.steps <= training.step, 0]


def first_loss(run) -> float:
    return float(losses(run.record, run.training)[0])


def learned(run) -> bool:
    """Whether only a tenth of the first loss is left, after as many steps as the strip shows."""
    return run.training.step <= STEPS and run.evaluation().train_loss <= TENTH * first_loss(run)


def calmed(run) -> bool:
    """Whether the loss, that jumped at a higher rate, falls smoothly now."""
    change = np.diff(losses(run.record, run.training))
    falls = (change > 0).sum() >= JUMPS and len(change) > CALM and bool((change[-CALM:] < 0).all())
    return run.config.lr < 1 and falls and rate_of(run, run.training.step - CALM) == run.config.lr


def rate_of(run, step: int) -> float:
    """The learning rate that a run had at a step of its past."""
    return max((state for state in run.record.states(0, run.training.step + 2) if state.step <= step), key=lambda state: state.step).config.lr


def parabola(run) -> Parabola | None:
    return Parabola.of(run.training)


def is_plain(run) -> bool:
    """Gradient descent on a parabola, with all points in every step and the same rate since step 0."""
    rates = {state.config.lr for state in run.record.states(0, 40)}
    return parabola(run) is not None and (run.config.opt, run.config.batch) == ("sgd", "all") and rates == {run.config.lr}


def share(run) -> float:
    """The learning rate as a share of 2/λ_max."""
    return run.config.lr / parabola(run).threshold


def reached(training) -> bool:
    """Whether a training has found the least loss but for one per cent."""
    known = Parabola.of(training)
    return known is not None and training.diverged is None and known.is_reached(training.evaluate().train_loss)


def swings_out(run) -> bool:
    """Whether the loss has grown many times over, at a rate at most a tenth above 2/λ_max."""
    return is_plain(run) and 1 < share(run) <= 1 + TENTH and run.evaluation().train_loss > GROWN * first_loss(run)


def is_large_and_converges(run) -> bool:
    return is_plain(run) and share(run) >= NEAR and reached(run.training)


def other(run):
    """The network compared with the run's own, or None."""
    return run.comparison.alternatives[0] if run.comparison.alternatives else None


def noise(alternative) -> tuple[float, float]:
    """Between how many times the least loss and how many a compared run has been lately."""
    latest = losses(alternative.record, alternative.training)[-LATEST:] / Parabola.of(alternative.training).least
    return float(latest.min()), float(latest.max())


def rests(run) -> bool:
    """Whether the net that takes one point per step stays near the least loss."""
    single = other(run)
    is_single = single is not None and single.config.batch == 1 and Parabola.of(single.training) is not None
    return is_single and single.training.step >= len(run.training.dataset.train.y) and noise(single)[1] < NOISY


def overtakes(run) -> bool:
    """Whether the net with momentum has arrived, and the one without has not."""
    fast = other(run)
    return fast is not None and (run.config.opt, fast.config.opt) == ("sgd", "momentum") and reached(fast.training) and not reached(run.training)


def steps_to_least(run, **changes) -> int | None:
    """How many steps the run, with some settings changed, takes from its start to the least loss; None where it does not get there."""
    return arrival(essence(run.config, **changes), PATIENCE)


# -- the steps -------------------------------------------------------------------------------------

CANDIDATES = (100.0, 1.0, 0.3, 1e-5)


def _best_of_candidates(run) -> int:
    return int(np.argmin([first_losses(essence(run.config, lr=rate), STEPS)[-1] for rate in CANDIDATES]))


STRIP = Step(
    "strip", ("student", "guide"), XOR | {"lr": 1e-3},
    ask=Choice(4, right=_best_of_candidates),
    task=Task(learned, hints=2),
    after=True, figure="strip",
    facts=lambda run: {"steps": STEPS}, findings=lambda run: {"loss": run.evaluation().train_loss, "rate": run.config.lr},
    claims=(lambda run: first_losses(essence(run.config), STEPS)[-1] > LEFT * first_loss(run),),
    parts=("run", "loss", "chart"),
)  # fmt: skip


def _expected(run) -> list[float]:
    """The first losses at the step's own rate, on a logarithmic scale, from 0 (the least) to 1 (the greatest)."""
    losses = first_losses(essence(run.config, lr=1.0), DRAWN)
    logs = np.log(np.minimum(losses, losses[np.isfinite(losses)].max()))  # with another activation, it may run away
    return ((logs - logs.min()) / (np.ptp(logs) or 1.0)).tolist()  # or be dead from the start, and all are the same


BOUNCE = Step(
    "bounce", ("student", "guide"), XOR | {"lr": 1.0},
    ask=Curve(_expected),
    task=Task(calmed, hints=2),
    after=True, controls=("lr",), parts=("run", "loss", "chart", "deeper"), facts=lambda run: {"steps": DRAWN},
    findings=lambda run: {"rate": run.config.lr},
    claims=(lambda run: (np.diff(_expected(run)) > 0).sum() > DRAWN / 4,),
)  # fmt: skip


def _overshoot(run) -> dict:
    end = run.training.diverged
    if end is None:
        return {"good": "–", "bad": "–", "loss": "–", "times": "–"}
    loss = np.inf if end.loss is None else end.loss
    return {"good": end.step, "bad": end.step + 1, "loss": _big(loss), "times": _big(loss / first_loss(run))}


def _big(value: float) -> str:
    return plain(value, 4) if np.isfinite(value) else "∞"


MILLION = 1e6
TENS, HUNDREDS = 10, 100


def _patience(run) -> int:
    """Whether the step's own rate makes the loss a million times as large within ten steps (0), a hundred (1), or later if ever."""
    losses = first_losses(essence(run.config, lr=10.0), HUNDREDS)
    steps = int(np.argmax(losses > MILLION * losses[0])) or HUNDREDS
    return 0 if steps < TENS else 1 if steps < HUNDREDS else 2


DIVERGE = Step(
    "diverge", ("guide", "student"), XOR | {"lr": 10.0},
    ask=Choice(3, right=_patience),
    task=Task(lambda run: run.training.diverged is not None),
    after=True, figure="overshoot", controls=("lr",), findings=_overshoot,
    parts=("run", "loss", "chart"),
)  # fmt: skip


ACROSS, NOISE, SLOW = 0.21, 0.1, 0.003  # the rates at which the steps on path, batch size and momentum begin


def _factor(run, rate: float) -> float:
    """What a step multiplies the distance along the steepest direction by."""
    return float(parabola(run).factors(rate)[-1]) if parabola(run) else np.nan


def _path(run) -> int:
    """0: along the floor, 1: across from side to side, 2: outwards."""
    factor = _factor(run, ACROSS)
    return 2 if factor < -1 else 1 if factor < 0 else 0


VALLEY_STEP = Step(
    "valley", ("guide", "student"), VALLEY | {"lr": ACROSS},
    ask=Choice(3, right=_path),
    task=Task(lambda run: reached(run.training)),
    after=True, figure="valley", controls=("lr",),
    facts=lambda run: {"rate": ACROSS, "factor": _factor(run, ACROSS)},
    claims=(lambda run: abs(parabola(run).loss(run.training.network.parameters) - run.evaluation().train_loss) < 1e-12,),
    parts=("run", "loss", "chart"),
)  # fmt: skip


def _threshold_facts(run) -> dict:
    known = parabola(run)
    if known is None:
        return {"curvature": "–", "threshold": "–", "grown": GROWN}
    return {"curvature": float(known.curvatures[-1]), "threshold": known.threshold, "grown": GROWN}


def _rate_findings(run) -> dict:
    return {"rate": run.config.lr, "share": f"{share(run):.1%}"}


def _of_the_start(value):
    """A number that follows from the parabola alone; of what is none it is not a number."""
    return lambda run: float(value(parabola(run).curvatures)) if parabola(run) else np.nan


THRESHOLD = Step(
    "threshold", ("student", "guide", "guide"), VALLEY | {"lr": 0.05},
    ask=Number(
        _of_the_start(lambda curvatures: 2 / curvatures[-1]),
        slips=(
            Slip("one", _of_the_start(lambda curvatures: 1 / curvatures[-1])),
            Slip("upside", _of_the_start(lambda curvatures: curvatures[-1] / 2)),
            Slip("flat", _of_the_start(lambda curvatures: 2 / curvatures[0])),
        ),
    ),
    task=Task(swings_out, hints=2),
    after=True, figure="threshold", controls=("lr",), facts=_threshold_facts, findings=_rate_findings,
    parts=("run", "loss", "chart"),
)  # fmt: skip


def _arrivals(run) -> tuple[int | None, int | None]:
    """After how many steps the least loss is reached at ALMOST 2/λ_max, and at half of it."""
    known = parabola(run)
    return tuple(steps_to_least(run, lr=part * known.threshold) for part in (ALMOST, 0.5)) if known else (None, None)


def _largest_facts(run) -> dict:
    near, half = _arrivals(run)
    return _threshold_facts(run) | {"near": near or "–", "half": half or "–"}


def _edge(run) -> int:
    near, half = _arrivals(run)
    return 2 if near is None else 1 if half is not None and near > half else 0


LARGEST = Step(
    "largest", ("student", "guide"), VALLEY | {"lr": 0.05},
    ask=Choice(3, right=_edge),
    task=Task(is_large_and_converges, hints=3),
    after=True, figure="threshold", controls=("lr",), facts=_largest_facts, findings=_rate_findings,
    claims=(lambda run: _arrivals(run)[1] < _arrivals(run)[0],),
    parts=("run", "loss", "chart"),
)  # fmt: skip


def _batch_findings(run) -> dict:
    low, high = noise(other(run))
    return {"low": low, "high": high, "rate": run.config.lr}


def _jitter(run) -> int:
    """0: one point per step comes to rest like all of them, 1: it does not, 2: it diverges."""
    known = parabola(run)
    latest = first_losses(essence(run.config, batch=1, lr=NOISE), 2 * len(run.training.dataset.train.y))[-100:]
    return 2 if not np.isfinite(latest).all() else 1 if known and latest.max() > NOISY * known.least else 0


BATCH = Step(
    "batch", ("student", "guide"), VALLEY | {"lr": NOISE, "versus": "batch=1"},
    ask=Choice(3, right=_jitter),
    task=Task(rests, hints=2),
    after=True, controls=("lr",), parts=("run", "loss", "compare"),
    facts=lambda run: {"points": len(run.training.dataset.train.y)}, findings=_batch_findings,
    claims=(lambda run: steps_to_least(run) < len(run.training.dataset.train.y),),
)  # fmt: skip


def _momentum_steps(run) -> tuple[int | None, int | None]:
    """Without and with momentum, at the same rate."""
    return tuple(steps_to_least(run, lr=SLOW, opt=opt, batch="all") for opt in ("sgd", "momentum"))


def _momentum_facts(run) -> dict:
    plain, fast = _momentum_steps(run)
    return {"plain": plain or "–", "fast": fast or "–", "rate": SLOW}


def _gain(run) -> int:
    """0: momentum changes little at the same rate, 1: it halves the steps, 2: it takes about a tenth of them."""
    plain, fast = _momentum_steps(run)
    ratio = plain / fast if plain and fast else 1.0
    return 2 if ratio > 5 else 1 if ratio > 1.4 else 0


MOMENTUM = Step(
    "momentum", ("guide", "student"), VALLEY | {"lr": SLOW, "versus": "opt=momentum"},
    ask=Choice(3, right=_gain),
    task=Task(overtakes),
    after=True, controls=("lr",), parts=("run", "loss", "compare"), facts=_momentum_facts,
    claims=(lambda run: 8 < steps_to_least(run) / steps_to_least(run, opt="momentum") < 14,),
)  # fmt: skip

END = Step("end", ("student", "guide"), VALLEY | {"lr": ACROSS}, trained=40, figure="threshold")


def best(run) -> Best | None:
    """The largest rate, as a share of the border, that has still converged."""
    if not is_large_and_converges(run):
        return None
    return Best(-share(run), {"rate": run.config.lr, "share": f"{share(run):.1%}", "steps": run.training.step})


LESSON = Lesson(
    "learning-rate", 15,
    (STRIP, BOUNCE, DIVERGE, VALLEY_STEP, THRESHOLD, LARGEST, BATCH, MOMENTUM, END),
    best,
)  # fmt: skip
