"""Mini-batches: the training set, shuffled anew each epoch and cut into views."""

import numpy as np

from playground.engine.backpropagation import with_ones
from playground.engine.randomness import BatchOrder


class Batches:
    """Walks through the samples in an order that seed and epoch alone decide.

    `epoch`: epochs completed; `position`: samples of the current one already visited. The last
    batch of an epoch is smaller when the size does not divide the samples (as in PyTorch).
    """

    def __init__(self, samples, seed):
        self._source = with_ones(samples.inputs), samples.y
        self._shuffled = tuple(np.empty_like(part) for part in self._source)
        self._order = BatchOrder(seed, len(samples.y))
        self.epoch, self._loaded, self._size = 0, None, 1

    def cut(self, size, epoch, position):
        """Sets the batch size (a number, or "all") and goes to a place."""
        samples = len(self._source[1])
        self._size = samples if size == "all" else min(size, samples)
        self._go_to(epoch, position)

    def _go_to(self, epoch, position):
        self.epoch, self._next, (inputs, y) = epoch, 0, self._shuffled
        self._starts = range(position, len(y), self._size)
        self._views = [(inputs[:, i : i + self._size], y[i : i + self._size]) for i in self._starts]
        self._whole = position == 0

    @property
    def position(self):
        """Samples of this epoch already visited."""
        return self._starts[self._next]

    @property
    def sizes(self):
        """The set of the numbers of samples that batches have from here on."""
        last_of_a_whole_epoch = len(self._source[1]) % self._size
        return {self._size, last_of_a_whole_epoch, *(len(y) for _, y in self._views[-1:])} - {0}

    def upcoming(self, most):
        """The next batches of this epoch, at most `most`: [(inputs with ones (n_in + 1 × m), y (m,))], views."""
        if self._loaded != self.epoch:
            self._shuffle()
        return self._views[self._next : self._next + most]

    def done(self, count):
        """Says that this many of them have been used."""
        self._next += count
        if self._next == len(self._views):
            self.epoch, self._next = self.epoch + 1, 0
            if not self._whole:
                self._go_to(self.epoch, 0)

    def _shuffle(self):
        order = self._order.of_epoch(self.epoch)
        for source, shuffled in zip(self._source, self._shuffled, strict=True):
            source.take(order, axis=-1, out=shuffled, mode="clip")  # mode: "raise" would copy
        self._loaded = self.epoch
