"""Independent streams of randomness: changing how one is used leaves the others as they were."""

import numpy as np

DATA, WEIGHTS, BATCHES = range(3)
_EPOCHS_AT_ONCE = 32  # making a generator costs more than an epoch's permutation: share one


def stream(seed, *path):
    """A generator for one purpose: `path` is DATA, WEIGHTS or BATCHES, and numbers to tell uses apart."""
    return np.random.default_rng([seed, *path])


class BatchOrder:
    """The order in which each epoch visits n samples: a function of seed and epoch alone."""

    def __init__(self, seed, samples):
        self._seed, self._samples, self._block = seed, samples, None

    def of_epoch(self, epoch):
        """A permutation (n,) of 0 … n−1."""
        block, row = divmod(epoch, _EPOCHS_AT_ONCE)
        if block != self._block:
            rng = stream(self._seed, BATCHES, block)
            self._orders = [rng.permutation(self._samples) for _ in range(_EPOCHS_AT_ONCE)]
            self._block = block
        return self._orders[row]
