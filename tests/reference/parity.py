"""Runs whose end must be the same natively and in the browser, to 1e-9 after 1,000 steps."""

from playground.config import Config
from playground.engine import Training

CASES = {
    "default": {},
    "deep relu, momentum": {"data": "xor", "hidden": "8,8", "act": "relu", "init": "he_normal", "opt": "momentum", "lr": 0.003},
    "gelu, adam, l2, clip": {"data": "moons", "hidden": "6,4", "act": "gelu", "opt": "adam", "lr": 0.01, "reg": "l2",
                             "rate": 0.001, "clip": 1, "noise": 20},
    "cross-entropy, rmsprop": {"data": "gauss", "loss": "bce", "hidden": "4", "act": "elu", "opt": "rmsprop", "lr": 0.003},
    "regression, nesterov": {"data": "hills", "hidden": "8", "act": "silu", "opt": "nesterov", "batch": 32, "lr": 0.01,
                             "features": "x1,x2,x1*x2,sin(x2)", "init": "orthogonal"},
    "full batch, mixed layers": {"data": "spiral", "hidden": "5,4,3", "act": "softplus,leaky_relu,sigmoid", "batch": "all",
                                 "init": "lecun_normal", "reg": "l1", "rate": 0.001},
}  # fmt: skip


def parameters_after(settings, steps=1000):
    """The flat parameters after so many steps of a run, as a list of floats."""
    training = Training(Config(**settings))
    training.advance(steps)
    return training.network.parameters.tolist()


def all_parameters(steps=1000):
    """{case: parameters}, ready for JSON."""
    return {name: parameters_after(settings, steps) for name, settings in CASES.items()}
