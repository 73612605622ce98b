"""The browser computes what native Python computes: same data, parameters within 1e-9 after 1,000 steps."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training

STEPS = 1000
TOLERANCE = 1e-9
ROUNDING = 1e-14  # a few units in the last place of numbers up to 6

# Every dataset, activation, optimiser, loss, initialiser and regulariser at least once.
CONFIGS = [
    {},
    {"data": "xor", "act": "relu", "opt": "adam", "out": "sigmoid", "init": "he_uniform", "lr": 0.01},
    {"data": "spiral", "act": "tanh", "opt": "momentum", "hidden": "8,8", "features": "x1,x2,sin(x1),sin(x2)", "lr": 0.01},
    {"data": "gauss", "act": "sigmoid", "opt": "rmsprop", "loss": "mse", "noise": 25, "init": "normal", "lr": 0.003},
    {"data": "moons", "act": "leaky_relu", "opt": "nesterov", "reg": "l2", "rate": 0.001, "batch": 32, "lr": 0.01, "init": "he_normal"},
    {"data": "plane", "act": "gelu", "opt": "adam", "loss": "mse", "hidden": "6", "init": "lecun_normal", "lr": 0.003},
    {"data": "hills", "act": "silu", "opt": "sgd", "hidden": "8,8,8,8", "clip": 1, "init": "orthogonal", "seed": 4294967295},
    {"data": "custom", "act": "softplus", "opt": "adam", "loss": "bce", "batch": "all", "init": "uniform", "gain": 0.5},
    {"data": "circle", "act": "elu", "opt": "sgd", "reg": "l1", "rate": 0.0005, "samples": 123, "train": 37, "init": "xavier_normal"},
    {"data": "circle", "act": "tanh,relu,identity", "hidden": "5,4,3", "opt": "adam", "features": "x1^2,x2^2,x1*x2", "seed": 11},
    {"data": "circle", "hidden": "", "out": "sigmoid", "loss": "half_mse", "opt": "sgd", "lr": 0.3, "init": "constant"},
]  # fmt: skip


def _name(settings):
    return "-".join(str(settings.get(key, Config().plain()[key])) for key in ("data", "act", "opt", "loss"))


@pytest.mark.parametrize("settings", CONFIGS, ids=_name)
def test_a_run_in_the_browser_is_the_native_run(playground, settings):
    playground.configure(**settings)
    native = Training(Config(**settings))
    _expect_equal_data(playground.call("data"), native.dataset.plain())
    _expect_equal(playground.parameters(), native.network.plain(), ROUNDING)
    playground.step(STEPS)
    native.advance(STEPS)
    _expect_equal(playground.parameters(), native.network.plain(), TOLERANCE)


def _expect_equal_data(given, expected):
    """Random numbers are the same to the bit; a sine or a square root may differ in its last one."""
    for part in ("train", "test"):
        for name in ("x", "y"):
            assert np.abs(np.array(given[part][name]) - np.array(expected[part][name])).max() <= ROUNDING, f"{part}.{name}"


def _expect_equal(given, expected, tolerance):
    for kind in ("weights", "biases"):
        for layer, (mine, theirs) in enumerate(zip(given[kind], expected[kind], strict=True)):
            difference = np.abs(np.array(mine) - np.array(theirs)).max()
            assert difference <= tolerance, f"{kind}[{layer}]: {difference}"
