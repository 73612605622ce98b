"""Lesson 1: without activation functions any number of layers is one layer; every ReLU adds a fold."""

from weakref import WeakKeyDictionary

import numpy as np

from playground.config import Config
from playground.engine import Network, Training, affine, inputs_of, regions
from playground.explain.digits import NOTHING
from playground.lessons.lesson import Best, Choice, Lesson, Number, Slip, Step, Task
from playground.settings import DOMAIN

ALONE = {"data": "plane", "hidden": "", "out": "identity", "lr": 0.03, "batch": "all"}
MOONS = {"data": "moons", "act": "identity", "out": "identity", "lr": 0.03, "batch": "all"}
XOR = MOONS | {"data": "xor", "hidden": "4", "seed": 4}
CIRCLE = MOONS | {"data": "circle", "hidden": "4", "seed": 8}
FIVE = MOONS | {"hidden": "2,2,2,2"}
BENT = {"act": "relu", "out": "tanh", "batch": 10}  # on top of the others: what a net needs to bend

FAR = (DOMAIN, 10 * DOMAIN, 100 * DOMAIN, 1000 * DOMAIN)  # how far out one can look along a straight line
LARGE = 50.0  # an answer that no target comes near
FLAT = 1e-3  # loss of a neuron that has become the plane of its targets
SETTLED = 0.01  # largest difference of a folded net from least squares at which its line stands still for the eye
EXACT = 5e-4  # … at which three decimals agree
SOLVED, LEARNED = 0.97, 0.98  # shares of the test and training points in the right colour
BENDING = 0.95
MANY_PIECES = 20
MOST_UNITS = 4
DIRECTIONS = 1800  # of the straight lines that are tried
_best_lines: WeakKeyDictionary = WeakKeyDictionary()  # by Training, whose data never change


# -- what can be said of a run ---------------------------------------------------------------------


def straight(run) -> bool:
    """Whether it is a net of x₁ and x₂ alone, without any activation."""
    return run.config.features == ("x1", "x2") and affine.is_foldable(run.training.network)


def least_squares(run) -> affine.Affine:
    """The line of least squares of the run's training points."""
    train = run.training.dataset.train
    return affine.least_squares(train.inputs, train.y)


def distance(run, network=None) -> float:
    """The largest difference of the folded net's numbers from those of least squares."""
    return float(abs(affine.folded(network or run.training.network).flat - least_squares(run).flat).max())


def is_one_neuron(run) -> bool:
    """Whether it is a single neuron of x₁ and x₂ without activation."""
    return run.config.hidden == () and straight(run)


def along(run, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """(s, ŷ), each (n,): the output along the diagonal x₁ = x₂ = s, from −reach to reach."""
    s = np.linspace(-reach, reach, 61)
    return s, run.training.network.predict(inputs_of(np.column_stack([s, s]), run.config.features))


def looked(run) -> float:
    """How far out the learner has looked along the diagonal."""
    return run.tutor.notes.get("reach", FAR[0])


def explained(run) -> float:
    """The share of the targets' variance that the best affine map accounts for."""
    train = run.training.dataset.train
    return float(1 - np.mean((least_squares(run)(train.inputs)[0] - train.y) ** 2) / train.y.var())


def trainings(run) -> list[Training]:
    """The run's own and those compared with it."""
    return [run.training, *(other.training for other in run.comparison.alternatives)]


def networks(run) -> list[Network]:
    """The run's network and those compared with it."""
    return [training.network for training in trainings(run)]


def settled(run) -> bool:
    """Whether there is no activation, and the line of least squares is reached."""
    return straight(run) and distance(run) < SETTLED


def replaced(run) -> bool:
    """Whether the net has made room for the one layer that it folds into, and it had arrived by then."""
    return run.tutor.notes.get("replaced", False)


def best_line(run) -> float:
    """The largest share of the training points that any straight line gets right."""
    training = run.training
    if training not in _best_lines:
        _best_lines[training] = affine.best_line(training.dataset.train.x, training.dataset.train.y, directions=DIRECTIONS)
    return _best_lines[training]


def units(run) -> int:
    return sum(run.config.hidden)


def solved(run) -> bool:
    """Whether a net of x₁ and x₂ alone puts the points into the right colours."""
    result = run.evaluation()
    return run.config.features == ("x1", "x2") and (result.train_accuracy or 0.0) >= LEARNED and (result.test_accuracy or 0.0) >= SOLVED


def pieces(run) -> list[regions.Piece]:
    """The pieces into which ReLU units fold the plane; none where others are at work."""
    config = run.config
    if config.features != ("x1", "x2") or set(config.activations) - {"relu"}:
        return []
    return regions.pieces_of(run.training.network, DOMAIN)


def bend(run) -> affine.Bend:
    """Where the run's network is seen best not to be affine."""
    return affine.widest_bend(run.training.network, run.training.dataset.train.x, lambda x: inputs_of(x, run.config.features))


def _percent(share: float | None) -> str:
    return NOTHING if share is None else f"{share:.1%}"


def _size(hidden) -> int:
    return len(Network.of(Config(hidden=hidden)).parameters)


# -- the steps -------------------------------------------------------------------------------------


def _largest_target(run) -> float:
    return float(np.abs(run.training.dataset.train.y).max())


def _answer_far_out(run) -> dict:
    reach, (w1, w2, b) = looked(run), map(float, affine.folded(run.training.network).flat)
    return {"w1": w1, "w2": w2, "b": b, "reach": reach, "answer": float(along(run, reach)[1][-1])}


def _has_seen_the_plane(run) -> bool:
    learned = is_one_neuron(run) and run.config.data == "plane" and run.evaluation().train_loss < FLAT
    return learned and bool(np.abs(along(run, looked(run))[1]).max() > LARGE)


ALONE_STEP = Step(
    "alone", ("student", "guide"), ALONE,
    ask=Choice(3, right=lambda run: 1 if affine.is_foldable(run.training.network) else 0),
    task=Task(_has_seen_the_plane, hints=2),
    after=True, figure="ray", facts=lambda run: {"largest": _largest_target(run), "domain": DOMAIN}, findings=_answer_far_out,
    claims=(is_one_neuron, lambda run: explained(run) > 0.999, lambda run: _largest_target(run) < 1.2),
    parts=("run", "loss", "chart"),
)  # fmt: skip


def _level_plane(run) -> dict:
    train = run.training.dataset.train
    return {
        "loss": run.evaluation().train_loss, "best": float(np.mean((least_squares(run)(train.inputs)[0] - train.y) ** 2) / 2),
        "mean": float(train.y.var() / 2), "explained": _percent(explained(run)),
    }  # fmt: skip


UNEVEN = Step(
    "uneven", ("student", "guide"), ALONE | {"data": "hills"},
    ask=Choice(3, right=lambda run: 1 if explained(run) < 0.1 else 2),
    task=Task(lambda run: is_one_neuron(run) and run.config.data == "hills" and settled(run)),
    after=True, figure="ray", findings=_level_plane, claims=(lambda run: explained(run) < 0.1,),
    parts=("run", "loss", "chart"),
)  # fmt: skip


def _shallow_first(run) -> list[Training]:
    return sorted(trainings(run), key=lambda training: len(training.network.weights))


def _sizes(run) -> dict:
    sizes = (len(training.network.parameters) for training in _shallow_first(run))
    return dict(zip(("first", "second", "third"), sizes, strict=False))


def _accuracies(run) -> dict:
    return {"accuracies": " · ".join(_percent(training.evaluate().train_accuracy) for training in _shallow_first(run))}


def _same_line(run) -> bool:
    return all(affine.is_foldable(network) and distance(run, network) < SETTLED for network in networks(run))


STACK = Step(
    "stack", ("student", "guide"), MOONS | {"hidden": "4,4,4,4", "versus": "hidden=;hidden=4"},
    ask=Choice(3, right=lambda run: 2 if all(map(affine.is_foldable, networks(run))) else 0),
    task=Task(lambda run: straight(run) and len(networks(run)) == 3 and all(distance(run, net) < SETTLED for net in networks(run))),
    after=True, facts=_sizes, findings=_accuracies, figure="borders", conclusions=(_same_line,),
    claims=(lambda run: [len(net.weights) for net in networks(run)] == [5, 1, 2],),
    parts=("run",),
)  # fmt: skip

FOLD = Step(
    "fold", ("student", "guide", "guide"), FIVE,
    ask=Number(
        lambda run: affine.folded(run.training.network).flat.size, tolerance=0, within=0,
        slips=(Slip("bias", lambda run: len(run.config.features)), Slip("all", lambda run: _size(FIVE["hidden"]))),
    ),
    task=Task(lambda run: run.config.hidden == () and run.config.data == "moons" and settled(run) and replaced(run), hints=2),
    after=True, facts=lambda run: {"parameters": _size(FIVE["hidden"])}, figure="fold",
    claims=(lambda run: affine.largest_difference(
        run.training.network, affine.folded(run.training.network), run.training.dataset.train.inputs) < 1e-12,),
    parts=("run", "loss", "numbers", "chart"),
)  # fmt: skip


def _is_another(run) -> bool:
    begun = Config(**FIVE)
    return len(run.config.hidden) not in (0, len(begun.hidden)) and run.config.init != begun.init


LEAST = Step(
    "least", ("student", "guide"), FIVE,
    ask=Choice(3, right=lambda run: 1),
    task=Task(lambda run: _is_another(run) and run.config.data == "moons" and settled(run) and distance(run) < EXACT, hints=3),
    after=True, figure="least", controls=("hidden", "init"),
    findings=lambda run: {"layers": len(run.config.hidden) + 1, "distance": distance(run)},
    parts=("run", "loss", "chart"),
)  # fmt: skip


def _line_findings(run) -> dict:
    result = run.evaluation()
    return {
        "accuracy": _percent(result.train_accuracy), "loss": result.train_loss, "best": _percent(best_line(run)), "directions": DIRECTIONS,
    }  # fmt: skip


def _half(run) -> bool:
    train = run.training.dataset.train
    return abs(((least_squares(run)(train.inputs)[0] > 0) == (train.y > 0)).mean() - 0.5) < 0.1


def _as_bad_as_zero(run) -> bool:
    """Whether the loss is nearly that of always answering 0: half of y² on average."""
    return abs(run.evaluation().train_loss - 0.5) < 0.02


def _straight_step(name: str, data: dict, say, ask=None) -> Step:
    """Trying it without activation, which cannot be."""
    def tried(run) -> bool:
        return run.config.data == data["data"] and run.config.hidden != () and run.training.step > 0 and settled(run)
    return Step(
        name, say, data, ask=ask, task=Task(tried, watch=("step", "loss", "right")),
        after=True, findings=_line_findings, controls=("hidden", "lr"), conclusions=(_as_bad_as_zero,),
        claims=(_half, lambda run: best_line(run) < 0.75),
        parts=("run", "loss", "numbers", "chart"),
    )  # fmt: skip


XOR_STRAIGHT = _straight_step("xor", XOR, ("student", "guide"), Choice(3, right=lambda run: 2 if _half(run) else 0))
CIRCLE_STRAIGHT = _straight_step("circle", CIRCLE, ("guide", "student"))

BEND = Step(
    "bend", ("student", "guide"), MOONS | BENT | {"hidden": "4", "out": "identity", "seed": 2},
    ask=Choice(3, right=lambda run: 0 if affine.is_foldable(run.training.network) else 1),
    task=Task(lambda run: not straight(run) and run.evaluation().train_accuracy >= BENDING, hints=2),
    after=True, figure="fold", findings=lambda run: {"gap": bend(run).gap}, conclusions=(lambda run: bend(run).gap > 0,),
    parts=("run", "numbers"),
)  # fmt: skip

FOLDS = Step(
    "folds", ("guide", "student"), CIRCLE | BENT | {"hidden": "3"}, trained=1500,
    ask=Number(
        lambda run: len(pieces(run)), tolerance=0, within=0,
        slips=(Slip("lines", lambda run: units(run)), Slip("doubled", lambda run: 2 ** units(run)), Slip("border", lambda run: 2)),
    ),
    task=Task(lambda run: len(pieces(run)) > MANY_PIECES, hints=2, by_training=False),
    after=True, figure="regions", controls=("hidden",), findings=lambda run: {"pieces": len(pieces(run)), "units": units(run)},
    claims=(lambda run: len(pieces(run)) == regions.most_pieces(3),),
    conclusions=(lambda run: len(pieces(run)) > MANY_PIECES,),
)  # fmt: skip


def _fewest(name: str, data: dict, say, right: int) -> Step:
    """Solving it with as few bent units as possible."""
    return Step(
        name, say, data | BENT | {"hidden": "8", "act": "identity"},
        ask=Choice(3, right=lambda run: right),
        task=Task(lambda run: run.config.data == data["data"] and solved(run) and units(run) <= MOST_UNITS, hints=3, watch=("step", "right", "tested")),
        after=True, figure="regions", controls=("act", "hidden"),
        facts=lambda run: {"most": MOST_UNITS},
        findings=lambda run: {"units": units(run), "accuracy": _percent(run.evaluation().test_accuracy)},
        conclusions=(lambda run: best_line(run) < 0.75, lambda run: run.config.hidden != ()),
        parts=("run", "numbers"),
    )  # fmt: skip


XOR_FEWEST = _fewest("xor-fewest", XOR, ("student", "guide"), 1)
CIRCLE_FEWEST = _fewest("circle-fewest", CIRCLE, ("guide",), 1)
END = Step("end", ("student", "guide"), FIVE, trained=600, figure="one-line")


def best(run) -> Best | None:
    """The fewest hidden units that solve what no line can; of equally few, those that are right more often."""
    if run.config.data not in ("xor", "circle") or not solved(run):
        return None
    accuracy = run.evaluation().test_accuracy
    return Best(units(run) + 1 - accuracy, {"units": units(run), "accuracy": _percent(accuracy)})


LESSON = Lesson(
    "linear", 20,
    (ALONE_STEP, UNEVEN, STACK, FOLD, LEAST, XOR_STRAIGHT, CIRCLE_STRAIGHT, BEND, FOLDS, XOR_FEWEST, CIRCLE_FEWEST, END),
    best,
)  # fmt: skip
