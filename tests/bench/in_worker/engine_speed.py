"""Runs in the browser's worker: epochs per second of the engine and of the plain network, round by round."""

from tests.reference.speed import NETS, engine_epochs, plain_epochs

EPOCHS, ROUNDS = 250, 7


def measure():
    """{net: [(engine, plain), …]} in epochs per second."""
    table = {net: [] for net in NETS}
    for _ in range(ROUNDS):
        for net, hidden in NETS.items():
            seconds = engine_epochs(hidden, EPOCHS), plain_epochs(hidden, EPOCHS)
            table[net].append([EPOCHS / each for each in seconds])
    return table
