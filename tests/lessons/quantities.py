"""Every number that a lesson's text names, found once more from the parameters and data of the run that it is of.

None of it goes through `playground/lessons`: forward and backward pass, losses, shares and simulations are written out here, on
the engine's own functions, data and parameters alone. START: of the run that opened a step; FOUND: of one that has done its task;
FIGURES: of the run in view, in the sentences of figures.
"""

from functools import cache

import numpy as np

from playground.config import Config
from playground.engine import ACTIVATIONS, Training, affine, regions
from playground.explain.digits import plain
from playground.settings import DOMAIN


class Near:
    """A number or percentage that cannot be found again to all its digits."""

    def __init__(self, value, within):
        self.value, self.within = value, within

    def __eq__(self, shown):
        number = float(str(shown).rstrip("%").replace("−", "-")) / (100 if str(shown).endswith("%") else 1)
        return abs(number - self.value) <= self.within

    def __repr__(self):
        return f"{self.value} ± {self.within}"


# -- one network -----------------------------------------------------------------------------------


def passed(t):
    """z and a (units × n) of every weight layer, for all training points."""
    a, zs, activated = t.dataset.train.inputs, [], []
    for weights, bias, activation in zip(t.network.weights, t.network.biases, t.network.activations, strict=True):
        z = weights.T @ a + bias[:, None]
        a = activation(z)
        zs.append(z)
        activated.append(a)
    return zs, activated


def deltas(t):
    """∂L/∂z (units × n) of every weight layer for the mean of ½(ŷ − y)²."""
    assert t.config.loss_name == "half_mse"
    zs, activated = passed(t)
    y, back = t.dataset.train.y, []
    delta = (activated[-1] - y) / len(y) * t.network.activations[-1].slope(zs[-1])
    back.append(delta)
    for k in reversed(range(len(zs) - 1)):
        delta = (t.network.weights[k + 1] @ delta) * t.network.activations[k].slope(zs[k])
        back.append(delta)
    return back[::-1]


def norms(t):
    """‖∂L/∂W‖ of every layer."""
    before = [t.dataset.train.inputs, *passed(t)[1][:-1]]
    return [float(np.linalg.norm(a @ delta.T)) for a, delta in zip(before, deltas(t), strict=True)]


def lengths(t):
    """‖δ‖ of every hidden layer."""
    return [float(np.linalg.norm(delta)) for delta in deltas(t)[:-1]]


def spreads(t):
    """Root mean squares of z and of δ in every hidden layer."""
    return [[float(np.sqrt(np.mean(part**2))) for part in parts[:-1]] for parts in (passed(t)[0], deltas(t))]


def loss(t, part="train"):
    samples = getattr(t.dataset, part)
    output, y = t.network.predict(samples.inputs), samples.y
    return float({"half_mse": ((output - y) ** 2 / 2), "mse": (output - y) ** 2}[t.config.loss_name].mean())


def accuracy(t, part="train"):
    samples = getattr(t.dataset, part)
    middle = 0.5 if t.config.output == "sigmoid" else 0.0
    return float(((t.network.predict(samples.inputs) > middle) == (samples.y > middle)).mean())


def percent(share, digits=1):
    return f"{share:.{digits}%}"


def right(run, part="train", digits=1):
    return percent(accuracy(run.training, part), digits)


@cache
def steepest(name):
    """The greatest slope of a function, found on a fine grid."""
    return np.abs(ACTIVATIONS[name].slope(np.linspace(-10, 10, 20001))).max()


def flat(activation, z):
    """Share of z at which the function has less than a twentieth of its greatest slope."""
    return float((np.abs(activation.slope(z)) < 0.05 * steepest(activation.name)).mean())


def silent(t, parameters=None):
    """Units of the first layer, from 1, that are above 0 for no point, with other flat parameters than the present ones, too."""
    first = t.network.as_layers(t.network.parameters if parameters is None else parameters)[0]
    return {n for n, z in enumerate(first[:-1].T @ t.dataset.train.inputs + first[-1:].T, 1) if z.max() <= 0}


def folded(t):
    """(w₁, w₂, b) of a network without activations, multiplied out."""
    weights, bias = t.network.weights[0], t.network.biases[0]
    for later, onward in zip(t.network.weights[1:], t.network.biases[1:], strict=True):
        weights, bias = weights @ later, bias @ later + onward
    return np.array([*weights[:, 0], bias[0]])


def least_squares(t):
    train = t.dataset.train
    return np.linalg.lstsq(np.vstack([train.inputs, np.ones(len(train.y))]).T, train.y, rcond=None)[0]


def least_loss(t):
    train = t.dataset.train
    return float(np.mean((least_squares(t) @ np.vstack([train.inputs, np.ones(len(train.y))]) - train.y) ** 2) / 2)


def best_line(t, directions=720):
    """The largest share of points that a straight line gets right, of so many directions."""
    x, blue, best = t.dataset.train.x, t.dataset.train.y > 0, 0.0
    for angle in np.linspace(0, np.pi, directions, endpoint=False):
        order = np.argsort(x @ (np.cos(angle), np.sin(angle)))
        above = np.concatenate([[0], np.cumsum(np.where(blue[order], 1, -1))])  # blue less orange among the first
        best = max(best, *(0.5 + abs(blue.sum() - len(x) / 2 - extreme) / len(x) for extreme in (above.min(), above.max())))
    return best


def curvatures(t):
    """Eigenvalues of the second derivatives of a linear neuron's loss, ascending."""
    x = np.vstack([t.dataset.train.inputs, np.ones(len(t.dataset.train.y))])
    return np.linalg.eigvalsh(x @ x.T / x.shape[1])


def arrival(t, rate, momentum=0.0, most=3000):
    """Steps of gradient descent from the start until a linear neuron's loss is within 1 % of the least."""
    begun = Training(t.config.replace(versus=""))
    train = begun.dataset.train
    x, p = np.vstack([train.inputs, np.ones(len(train.y))]), begun.network.parameters.copy()
    least, velocity = least_loss(t), 0.0
    for step in range(1, most + 1):
        velocity = momentum * velocity + x @ (p @ x - train.y) / len(train.y)
        p = p - rate * velocity
        if np.mean((p @ x - train.y) ** 2) / 2 <= 1.01 * least:
            return step
    return "–"


# -- the 2-3-1 net of the second lesson -----------------------------------------------------------


def by_hand(run):
    """All numbers of the sample's passes in a net of sigmoids with a linear output and L = (ŷ − y)²."""
    x, y = run.probe
    (w1, w2), (b1, b2) = run.training.network.weights, run.training.network.biases
    z = x @ w1 + b1
    a = 1 / (1 + np.exp(-z))
    output = float(a @ w2[:, 0] + b2[0])
    error = 2 * (output - y)
    slope = a * (1 - a)
    back = w2[:, 0] * error
    delta = back * slope
    return {
        "output": output, "target": float(y), "loss": (output - y) ** 2, "error": error, "z": float(z[1]), "slope": float(slope[1]),
        "back": float(back[1]), "delta": float(delta[1]), "second": float(a[1] * error), "first": float(x[1] * delta[2]),
    }  # fmt: skip


# -- comparing -------------------------------------------------------------------------------------


def racing(run):
    return [run.training, *(other.training for other in run.comparison.alternatives)]


def start_of(run, **changes):
    return Training(run.config.replace(**{"versus": "", **changes}))


def best_seen(run):
    return max(float(np.nanmax(other.record.curves().accuracy[:, 0])) for other in (run, *run.comparison.alternatives))


def first_share(run, **changes):
    """What layer 1 gets of the last layer's gradient, at the start of a run with some settings changed."""
    begun = norms(start_of(run, **changes))
    return begun[0] / begun[-1]


def growth(run, **changes):
    """How many times as large δ is in hidden layer 1 as in the last, at the start of a run with some settings changed."""
    begun = lengths(start_of(run, **changes))
    return begun[0] / begun[-1]


def geometric(t):
    """The mean factor of ‖δ‖ from one hidden layer to the one before it."""
    sizes = lengths(t)
    return (sizes[0] / sizes[-1]) ** (1 / (len(sizes) - 1))


def passages(t):
    """What the weights and what the slopes make of ‖δ‖ on average from one hidden layer to the one before it."""
    zs, back = passed(t)[0], deltas(t)
    weights, slopes = [], []
    for k in range(len(back) - 2):
        arriving = t.network.weights[k + 1] @ back[k + 1]
        weights.append(np.linalg.norm(arriving) / np.linalg.norm(back[k + 1]))
        slopes.append(np.linalg.norm(back[k]) / np.linalg.norm(arriving))
    return [float(np.exp(np.log(factors).mean())) for factors in (weights, slopes)]


def flat_share(t):
    """Of all hidden activations."""
    return float(np.mean([flat(activation, z) for activation, z in zip(t.network.activations[:-1], passed(t)[0], strict=False)]))


def listed(units):
    return ", ".join(map(str, sorted(units)))


def dead_since(run, steps):
    """Units dead now and at every kept step of the last so many."""
    t = run.training
    states = [state for state in run.record.states(0, t.step + 2) if state.step >= t.step - steps]
    return set.intersection(*(silent(t, state.parameters) for state in states))


def killed(t):
    return silent(t) - silent(t, t.network.parameters - t.last_change)


def slope_at_start(run):
    """∂L/∂w₁ by a difference."""
    (w1, w2), (b,), train = run.training.network.weights[0][:, 0], run.training.network.biases[0], run.training.dataset.train

    def at(w):
        return np.mean((np.tanh(w * train.x[:, 0] + w2 * train.x[:, 1] + b) - train.y) ** 2) / 2
    return float((at(w1 + 1e-5) - at(w1 - 1e-5)) / 2e-5)


def sums(run):
    """z of the single neuron for every training point, its targets."""
    train = run.training.dataset.train
    return folded(run.training) @ np.vstack([train.inputs, np.ones(len(train.y))]), train.y


def bent(run):
    z, y = sums(run)
    return {
        "lowest": float(z.min()), "largest": float(z.max()), "bent": float(np.abs(np.tanh(z)).max()),
        "before": float(np.mean((z - y) ** 2) / 2), "after": float(np.mean((np.tanh(z) - y) ** 2) / 2),
    }  # fmt: skip


def steepness(activation):
    z = np.linspace(-10, 10, 200001)
    return Near(float(np.gradient(activation(z), z).max()), 1e-3)


def straight(run):
    t = run.training
    return {"accuracy": right(run), "loss": loss(t), "directions": 1800, "best": Near(best_line(t), 0.006)}


def one_answer(run):
    w1, w2, b = map(float, folded(run.training))
    reach = run.tutor.notes["reach"]
    return {"w1": w1, "w2": w2, "b": b, "reach": reach, "answer": w1 * reach + w2 * reach + b}


def overshot(run):
    """One step on from where training has stopped."""
    t, first = run.training, run.record.losses()[0, 1]
    further = Training(t.config.replace(versus=""))
    further.set_parameters(t.network.weights, t.network.biases)
    with np.errstate(all="ignore"):
        train = t.dataset.train
        before = [train.inputs, *passed(t)[1][:-1]]
        for k, (a, delta) in enumerate(zip(before, deltas(t), strict=True)):
            further.network.weights[k][:] -= t.config.lr * a @ delta.T
            further.network.biases[k][:] -= t.config.lr * delta.sum(axis=1)
        end = loss(further)
    return {"good": t.step, "bad": t.step + 1, "loss": plain(end, 4), "times": plain(end / first, 4)}


def run_with_one_point(run):
    single = run.comparison.alternatives[0]
    latest = single.record.losses()[-20:, 1] / least_loss(run.training)
    return {"low": float(latest.min()), "high": float(latest.max()), "rate": run.config.lr}


def spread_rule(run):
    sigma = run.config.gain
    return {"sigma": plain(sigma, 3), "sum": plain(max(run.config.hidden) * sigma**2, 3)}


def nearest_epsilon(run):
    """Of the slider's ε, the one whose central difference of w⁽¹⁾₂₃ comes nearest to the gradient."""
    begun, (x, y) = run.training.network, run.probe
    layers = [layer.copy() for layer in begun.layers]

    def at(w):
        layers[0][1, 2] = w
        a = 1 / (1 + np.exp(-(np.array([*x, 1.0]) @ layers[0])))
        return (float(np.array([*a, 1.0]) @ layers[1][:, 0]) - y) ** 2
    here, gradient = begun.layers[0][1, 2], by_hand(run)["first"]
    return min((10 ** (-half / 2) for half in range(2, 19)), key=lambda e: abs((at(here + e) - at(here - e)) / (2 * e) - gradient))


def pieces(run):
    return len(regions.pieces_of(run.training.network, DOMAIN))


def first_unit(run):
    x, _ = run.probe
    return float(1 / (1 + np.exp(-(np.array(x) @ run.training.network.weights[0][:, 0] + run.training.network.biases[0][0]))))


def mean_activation(run):
    return {"mean": float(passed(run.training)[1][0].mean())}


def at_depths(run):
    few = first_share(run, hidden=(8,) * 6)
    return {
        "few": 6, "twice": 12, "share": plain(few, 2), "half": plain(few / 2, 2), "square": plain(few**2, 2),
        "found": plain(first_share(run, hidden=(8,) * 12), 2),
    }  # fmt: skip


def growing(run):
    few = growth(run, hidden=(8,) * 6)
    return {
        "few": 6, "twice": 12, "times": plain(few, 2), "double": plain(2 * few, 2), "square": plain(few**2, 2),
        "found": plain(growth(run, hidden=(8,) * 12), 2), "gain": run.config.gain,
    }  # fmt: skip


def grown(run):
    t = run.training
    return {"depth": len(run.config.hidden), "now": plain(lengths(t)[0] / lengths(t)[-1], 2), "factor": plain(geometric(t), 2)}


def deep(run):
    share, depth = norms(run.training)[0] / norms(run.training)[-1], len(run.config.hidden)
    return {"depth": depth, "now": plain(share, 2), "factor": plain(share ** (1 / depth), 2)}


def through(run):
    t, sizes = run.training, lengths(run.training)
    weights, slopes = passages(t)
    return {
        "gain": run.config.gain, "share": plain(sizes[0] / sizes[-1], 2), "weights": plain(weights, 2), "slopes": plain(slopes, 2),
        "flat": percent(flat_share(t), 0),
    }  # fmt: skip


def half_lost(run):
    z = spreads(start_of(run, act="relu", gain=0.25))[0]
    return plain((z[-1] / z[0]) ** (1 / (len(z) - 1)), 2)


def of_pass(*names, **renamed):
    """Those numbers of the second lesson, some by other names."""
    def find(run):
        known = by_hand(run)
        return {name: known[name] for name in names} | {name: known[of] for name, of in renamed.items()}
    return find


def constant(**values):
    return lambda run: values


def quadratic(run):
    steepest = curvatures(run.training)[-1]
    return {"curvature": float(steepest), "threshold": float(2 / steepest), "grown": 10}


def rate_and_share(run):
    return {"rate": run.config.lr, "share": percent(run.config.lr * curvatures(run.training)[-1] / 2)}


START = {
    "prologue.bend": bent,
    "prologue.learn": lambda run: {"before": loss(run.training), "slope": slope_at_start(run)},
    "linear.alone": lambda run: {"domain": DOMAIN, "largest": float(np.abs(run.training.dataset.train.y).max())},
    "linear.stack": lambda run: dict(zip(("first", "second", "third"), sorted(len(t.network.parameters) for t in racing(run)), strict=True)),
    "linear.fold": lambda run: {"parameters": sum(w.size for w in run.training.network.weights) + sum(b.size for b in run.training.network.biases)},
    "linear.xor-fewest": constant(most=4), "linear.circle-fewest": constant(most=4),
    "chain-rule.error": of_pass("output", "error"), "chain-rule.second": of_pass("error", gradient="second"),
    "chain-rule.slope": of_pass("z", "slope", "back"), "chain-rule.delta": of_pass("slope", "delta"), "chain-rule.path": of_pass(gradient="first"),
    "chain-rule.nudge": lambda run: {"epsilon": plain(nearest_epsilon(run), 2)},
    "chain-rule.update": lambda run: {"rate": run.config.lr, "start": by_hand(run)["loss"]},
    "activations.shapes": constant(sigmoid=0.25),
    "activations.race": lambda run: {"rate": run.config.lr},
    "activations.flat": lambda run: {"a": first_unit(run)},
    "activations.centred": mean_activation,
    "activations.back": lambda run: {"dead": len(silent(run.training)), "steps": 200},
    "activations.choose": constant(most=300),
    "learning-rate.strip": constant(steps=400), "learning-rate.bounce": constant(steps=60),
    "learning-rate.valley": lambda run: {"rate": 0.21, "factor": float(1 - 0.21 * curvatures(run.training)[-1])},
    "learning-rate.threshold": quadratic,
    "learning-rate.largest": lambda run: quadratic(run) | {
        name: arrival(run.training, part * 2 / curvatures(run.training)[-1]) for name, part in (("near", 0.98), ("half", 0.5))
    },
    "learning-rate.batch": lambda run: {"points": len(run.training.dataset.train.y)},
    "learning-rate.momentum": lambda run: {"rate": 0.003, "plain": arrival(run.training, 0.003), "fast": arrival(run.training, 0.003, 0.9)},
    "gradients.depth": at_depths, "gradients.grow": growing,
    "gradients.slope": lambda run: {
        "slope": max(float(np.abs(activation.slope(z)).mean()) for activation, z in zip(run.training.network.activations[:-1], passed(run.training)[0], strict=False)),
        "power": plain(0.25**9, 2),
    },
    "gradients.factor": lambda run: {"first": plain(lengths(run.training)[0], 3), "last": plain(lengths(run.training)[-1], 3)},
    "gradients.acts": lambda run: {act: plain(first_share(run, act=act), 2) for act in ("sigmoid", "tanh", "relu")},
    "gradients.he": lambda run: {"factor": half_lost(run)},
    "gradients.clip": lambda run: {"norm": plain(max(norms(run.training)), 2), "loss": plain(loss(run.training), 2), "move": run.config.lr},
    "gradients.cures": constant(left=0.2, plain=plain(0.2**10, 2), residual=plain(1.2**10, 2)),
    "epilogue.doctor": lambda run: {"first": norms(run.training)[0], "last": norms(run.training)[-1], "layers": len(run.config.hidden)},
}  # fmt: skip

FOUND = {
    "prologue.weigh": lambda run: {"accuracy": right(run, digits=0)},
    "prologue.add": lambda run: {"accuracy": right(run, digits=0), "bias": float(run.training.network.biases[0][0])},
    "prologue.bend": bent,
    "prologue.learn": lambda run: {
        "steps": run.training.step, "loss": loss(run.training), "accuracy": right(run, digits=0), "to": float(run.training.network.weights[0][0, 0]),
        "before": float(run.record.losses()[0, 1]), "from": float(run.record.states(0, 2)[0].parameters[0]),
    },
    "linear.alone": one_answer,
    "linear.uneven": lambda run: {
        "loss": loss(run.training), "best": least_loss(run.training), "mean": float(run.training.dataset.train.y.var() / 2),
        "explained": percent(1 - 2 * least_loss(run.training) / run.training.dataset.train.y.var()),
    },
    "linear.stack": lambda run: {"accuracies": " · ".join(percent(accuracy(t)) for t in sorted(racing(run), key=lambda t: len(t.network.weights)))},
    "linear.least": lambda run: {
        "layers": len(run.training.network.weights), "distance": float(np.abs(folded(run.training) - least_squares(run.training)).max()),
    },
    "linear.xor": straight, "linear.circle": straight,
    "linear.bend": lambda run: {"gap": affine.widest_bend(run.training.network, run.training.dataset.train.x, np.transpose).gap},
    "linear.folds": lambda run: {"pieces": pieces(run), "units": sum(run.config.hidden)},
    "linear.xor-fewest": lambda run: {"units": sum(run.config.hidden), "accuracy": right(run, "test")},
    "linear.circle-fewest": lambda run: {"units": sum(run.config.hidden), "accuracy": right(run, "test")},
    "chain-rule.forward": of_pass("output", "target", "loss"),
    "chain-rule.update": lambda run: {"loss": by_hand(run)["loss"], "steps": len(run.tutor.notes["losses"]) - 1},
    "activations.shapes": lambda run: {"slope": steepness(run.training.network.activations[0])},
    "activations.race": lambda run: {"steps": run.training.step} | {t.network.activations[0].name: percent(accuracy(t)) for t in racing(run)},
    "activations.flat": lambda run: {"flat": percent(flat(run.training.network.activations[0], passed(run.training)[0][0]))},
    "activations.centred": mean_activation,
    "activations.kill": lambda run: {"dead": len(killed(run.training)), "units": run.training.network.sizes[1]},
    "activations.back": lambda run: {"gone": listed(dead_since(run, 200))},
    "activations.revive": lambda run: {"back": len(silent(run.training, run.record.states(0, 2)[0].parameters) - silent(run.training))},
    "activations.choose": lambda run: {"step": run.training.step, "accuracy": right(run, "test")},
    "learning-rate.strip": lambda run: {"loss": loss(run.training), "rate": run.config.lr},
    "learning-rate.bounce": lambda run: {"rate": run.config.lr},
    "learning-rate.diverge": overshot,
    "learning-rate.threshold": rate_and_share, "learning-rate.largest": rate_and_share,
    "learning-rate.batch": run_with_one_point,
    "gradients.deaf": lambda run: {
        "layers": len(norms(run.training)), "step": run.training.step, "accuracy": right(run), "share": plain(norms(run.training)[0] / norms(run.training)[-1], 2),
    },
    "gradients.depth": deep, "gradients.grow": grown, "gradients.factor": through,
    "gradients.xavier": spread_rule, "gradients.he": spread_rule,
    "gradients.clip": lambda run: {
        "step": min(t.diverged.step + 1 for t in racing(run) if t.diverged), "then": run.training.step,
        "accuracy": max((right(other) for other in (run, *run.comparison.alternatives) if other.config.clip), key=lambda text: float(text[:-1])),
    },
    "gradients.twelve": lambda run: {"step": run.training.step, "accuracy": percent(best_seen(run)), "factor": plain(geometric(run.training), 2)},
    "epilogue.doctor": lambda run: {"steps": run.training.step, "accuracy": right(run, "test", digits=0)},
}  # fmt: skip


def of_layer(run):
    z = passed(run.training)[0][0]
    return [{"flat": percent(flat(f, z)), "mean": plain(float(f(z).mean()), 2)} for f in ACTIVATIONS.values()]


def widest(run):
    bend = affine.widest_bend(run.training.network, run.training.dataset.train.x, np.transpose)
    return [{"mean": plain(float(bend.values.mean()), 4), "middle": plain(float(bend.middle), 4)}]


def along_the_diagonal(run):
    for reach in (6, 60, 600, 6000):
        left, right = (float(folded(run.training) @ (s, s, 1)) for s in (-reach, reach))
        yield {"reach": f"{reach:g}", "left": plain(left, 3), "right": plain(right, 3)}


def axes_of_the_valley(run):
    low, high = (curvatures(run.training)[n] for n in (0, -1))
    return [{"flat": plain(low, 4), "steep": plain(high, 4)}]


def ends_of_spreads(run):
    z, back = spreads(run.training)
    return plain(z[-1] / z[0], 2), plain(back[0] / back[-1], 2)


def stairs(run):
    every = [", ".join(plain(norm, 2) for norm in norms(t)) for t in racing(run)]
    return [{"values": "; ".join(every)}]


CIRCLE = {"data": "circle", "hidden": (8,) * 10, "seed": 1}
LARGE = {"data": "circle", "act": "relu", "out": "identity", "init": "he_normal"}
SEEN_BY_LIGHT = [
    *(CIRCLE | {"act": "sigmoid", "hidden": (8,) * depth} for depth in (6, 10, 12)), CIRCLE | {"act": "tanh"}, CIRCLE | {"act": "relu"},
    CIRCLE | {"act": "relu", "init": "he_uniform"}, *(LARGE | {"hidden": (8,) * depth, "gain": 3, "seed": 3} for depth in (6, 12)),
    LARGE | {"hidden": (8,) * 8, "gain": 1.5, "seed": 5},
]  # fmt: skip


@cache
def seen_by_light():
    """Of each network at its start and its first training point: ‖∂L/∂a‖ of the hidden layers, ‖(∂L/∂W, ∂L/∂b)‖."""
    return [back_with_the_first(Training(Config(**changes))) for changes in SEEN_BY_LIGHT]


def back_with_the_first(t):
    zs, activated = passed(t)
    before = [t.dataset.train.inputs, *activated]
    arriving, squares = activated[-1][:, 0] - t.dataset.train.y[0], 0.0
    lengths_of = []
    for k in reversed(range(len(zs))):
        delta = arriving * t.network.activations[k].slope(zs[k][:, 0])
        squares += (delta**2).sum() * ((before[k][:, 0] ** 2).sum() + 1)
        arriving = t.network.weights[k] @ delta
        lengths_of.insert(0, float(np.linalg.norm(arriving)))
    return lengths_of[1:], squares**0.5


FIGURES = {
    "linear.figure.deep": lambda run: [{"layers": len(t.network.weights), "accuracy": percent(accuracy(t))} for t in racing(run)],
    "linear.figure.pieces": lambda run: [{"units": sum(run.config.hidden), "pieces": pieces(run)}],
    "linear.figure.no-map": widest,
    "linear.figure.ray": along_the_diagonal,
    "activations.figure.here": of_layer,
    "activations.figure.silent": lambda run: [
        {"silent": len(silent(run.training)), "units": run.training.network.sizes[1], "points": len(run.training.dataset.train.y)}
    ],
    "learning-rate.figure.returned": lambda run: [{"bad": run.training.diverged.step + 1, "good": run.training.step}],
    "learning-rate.figure.directions": axes_of_the_valley,
    "chain-rule.figure.step": lambda run: [{"rate": plain(run.config.lr, 4)}],
    "gradients.figure.stairs": stairs,
    "gradients.figure.flight": lambda run: [{"values": ", ".join(plain(length, 2) for length in lengths(run.training))}],
    "gradients.figure.ends": lambda run: [
        {"first": plain(norms(run.training)[0], 2), "last": plain(norms(run.training)[-1], 2), "layers": len(norms(run.training))}
    ],
    "gradients.figure.lit.label": lambda run: [{"values": ", ".join(plain(length, 2) for length in arriving)} for arriving, _ in seen_by_light()],
    "gradients.figure.lit.clipped": lambda run: [{"norm": "1", "factor": plain(1 / seen_by_light()[-1][1], 2)}],
    "gradients.figure.spreads": lambda run: [dict(zip(("forward", "backward"), ends_of_spreads(run), strict=True))],
    "gradients.figure.forward": lambda run: [{"times": ends_of_spreads(run)[0]}],
    "gradients.figure.backward": lambda run: [{"times": ends_of_spreads(run)[1]}],
}  # fmt: skip
