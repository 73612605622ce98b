"""Epochs per second of the engine and of the plain yardstick, on the same task; runs natively and in Pyodide."""

from time import perf_counter

import numpy as np

from playground.config import Config
from playground.engine import Training
from tests.reference.plain_network import PlainNetwork

NETS = {"2-4-2-1": (4, 2), "2-8-8-8-8-1": (8, 8, 8, 8)}


def engine_epochs(hidden, epochs):
    """Seconds for so many epochs of the engine, 250 training points in batches of 10."""
    training = Training(Config(hidden=hidden))
    start = perf_counter()
    training.advance(epochs * 25)
    return perf_counter() - start


def plain_epochs(hidden, epochs):
    """Seconds for as many epochs of the plain network."""
    data = Training(Config(hidden=hidden)).dataset.train
    rng = np.random.default_rng(0)
    network = PlainNetwork((2, *hidden, 1), rng)
    x, y = data.x.copy(), data.y[:, None].copy()
    start = perf_counter()
    for _ in range(epochs):
        network.train_epoch(x, y, 0.03, 10, rng)
    return perf_counter() - start


def compare(epochs=400, rounds=5):
    """{net: (engine epochs/s, plain epochs/s)}: the best of some alternating rounds, as the machine is shared."""
    table = {}
    for name, hidden in NETS.items():
        times = [(engine_epochs(hidden, epochs), plain_epochs(hidden, epochs)) for _ in range(rounds)]
        table[name] = tuple(round(epochs / min(column)) for column in zip(*times, strict=True))
    return table


if __name__ == "__main__":
    for name, (engine, plain) in compare().items():
        print(f"{name}: engine {engine} epochs/s, plain {plain}, ratio {engine / plain:.2f}")
