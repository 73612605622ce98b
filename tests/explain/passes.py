"""Random small passes for the tests: every activation with every output and loss that go together."""

from itertools import product

import numpy as np

from playground.config import SETTINGS, Config
from playground.engine import LOSSES, Network
from playground.trace import trace_sample

ACTIVATIONS = SETTINGS["act"].choices
OUTPUTS = [("identity", "mse"), ("identity", "half_mse"), ("sigmoid", "mse"), ("sigmoid", "half_mse"),
           ("sigmoid", "bce"), ("tanh", "mse"), ("tanh", "half_mse")]  # fmt: skip
COMBINATIONS = [(act, *output) for act, output in product(ACTIVATIONS, OUTPUTS)]
EACH_ONCE = [(act, *OUTPUTS[n % len(OUTPUTS)]) for n, act in enumerate(ACTIVATIONS)]  # for what is added to a pass whatever it computes
FEATURES = "x1,x2,x1^2,x1*x2,sin(x2)"


def a_pass(act="tanh", out="tanh", loss="half_mse", hidden=(3, 2), features=FEATURES, spread=0.7, seed=3, y=1.0, **settings):
    """(network, trace, config) of a random network and one sample."""
    config = Config(act=act, out=out, loss=loss, hidden=hidden, features=features, **settings)
    network = Network.of(config)
    network.parameters[:] = np.random.default_rng(seed).normal(0, spread, len(network.parameters))
    return network, traced(network, config, y=y), config


def traced(network, config, x=(0.9, -0.4), y=1.0):
    return trace_sample(network, LOSSES[config.loss_name], x, y, config.features)
