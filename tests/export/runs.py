"""What a script must reproduce: runs of every kind, and what the engine makes of them."""

import io
from contextlib import redirect_stdout
from functools import partial
from itertools import product

import numpy as np

from playground.config import SETTINGS, Config
from playground.engine import Training
from playground.texts import say

SAY = partial(say, "en")
OUTPUTS = [("identity", "mse"), ("identity", "half_mse"), ("sigmoid", "mse"), ("sigmoid", "half_mse"),
           ("sigmoid", "bce"), ("tanh", "mse"), ("tanh", "half_mse")]  # fmt: skip
SMALL = {"data": "moons", "samples": 40, "noise": 10, "hidden": (3, 2), "batch": 7, "lr": 0.02}

WITHOUT_BOUND = "losses without bound"  # its first step already diverges

# A kind of everything else: data, features, depth, batches, clipping, initial weights, seeds.
SPECIAL = {
    "no hidden layer": {"hidden": (), "features": "x1,x2,x1^2,x2^2,x1*x2,sin(x1),sin(x2)", "opt": "nesterov", "reg": "l2", "rate": 0.1},
    "24 layers": {"hidden": (3,) * 24, "act": "tanh", "init": "orthogonal"},
    "16 units": {"hidden": (16, 16), "act": "gelu", "opt": "adam", "features": "sin(x1),x2"},
    "an activation per layer": {"hidden": (3, 3, 4, 2), "act": "relu,relu,silu,softplus", "opt": "rmsprop"},
    "regression": {"data": "hills", "features": "x1,x2,sin(x1),sin(x2)", "loss": "mse", "noise": 20},
    "drawn points": {"data": "custom", "points": "1,2,1;-2,-1,-1;3,0,1;0,-3,-1;2,2,1", "batch": 2, "train": 60},
    "all trained on": {"data": "custom", "points": "0,0,-1;0,1,-1;1,0,-1;1,1,1", "train": 100, "hidden": ""},
    "one sample": {"data": "custom", "points": "1,2,-1"},
    "all in one batch": {"batch": "all", "opt": "momentum", "clip": 0.01},
    "one sample a batch": {"batch": 1, "seed": 4294967295, "clip": 0.2, "reg": "l1", "rate": 0.01},
    "equal weights": {"init": "constant", "gain": 0.1, "opt": "adam", "reg": "l1", "rate": 0.001},
    "nothing but zeros": {"init": "zeros", "act": "relu", "opt": "adam"},
    WITHOUT_BOUND: {"init": "constant", "gain": 100, "hidden": (4,) * 24, "act": "identity", "out": "identity", "data": "plane"},
}


def combinations():
    """Every activation × output and loss; optimisers and regularisers go round with them, so that every pair of two choices is among them.

    A script is put together of one part for each choice, and no part depends on more than one other.
    """
    opts, regs = SETTINGS["opt"].choices, SETTINGS["reg"].choices
    for (i, act), (j, (out, loss)) in product(enumerate(SETTINGS["act"].choices), enumerate(OUTPUTS)):
        yield {"act": act, "out": out, "loss": loss, "opt": opts[(i + j) % len(opts)], "reg": regs[(i + 2 * j) % len(regs)], "rate": 0.01}


def a_run(steps=0, **settings):
    """A Training that has made so many steps."""
    training = Training(Config(**(SMALL | settings)))
    training.advance(steps)
    return training


def a_changed_run(opt="adam"):
    """A Training in the middle of an epoch whose optimiser and batches have been changed on the way."""
    training = a_run(steps=11, opt="momentum", batch=6)
    training.reconfigure(training.config.replace(opt=opt, batch=9, lr=0.01))
    training.advance(5)
    return training


def losses(training):
    result = training.evaluate()
    return [result.train_loss, result.test_loss] if training.dataset.tested else [result.train_loss]


def opened(code):
    """The names that a script defines, its __main__ not done."""
    names = {"__name__": "script"}
    exec(compile(code, "script.py", "exec"), names)
    return names


def printed(report, step):
    """[step, train loss, test loss] that a script's report prints; the last only where there is a test set."""
    with redirect_stdout(io.StringIO()) as out:
        report(step)
    return read_report(out.getvalue())


def read_report(line):
    words = line.split()
    assert words[0::2] == ["step", "train_loss", "test_loss"][: len(words) // 2]
    return [float(word) for word in words[1::2]]


def flat(network_weights, network_biases):
    return np.concatenate([np.ravel(part) for part in (*network_weights, *network_biases)])
