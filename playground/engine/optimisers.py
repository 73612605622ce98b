"""Optimisers: from the gradient to the change of the parameters. Update rules follow torch.optim."""

import numpy as np


class Optimiser:
    """Turns a gradient into a step down the loss; base of the rules below.

    `change` (n,): the last step's Δ of the flat parameters. `memory` (rows × n): what the rule
    remembers between steps, and `count`, how many there were, if it needs that. All are 0 at first.
    """

    rows = 0

    def __init__(self, size, lr):
        self.change, self.memory, self.count = np.zeros(size), np.zeros((self.rows, size)), 0
        self._scratch = np.empty(size)
        self.lr = lr

    @property
    def lr(self):
        """Learning rate; may change between steps."""
        return self._lr

    @lr.setter
    def lr(self, lr):
        self._lr = lr
        self._descent = np.full(len(self.change), -lr)  # as long as the gradient: the fastest way to scale one

    def propose(self, gradient):
        """Writes the next step into `change`, for the caller to add; `gradient` (n,) is not changed."""
        raise NotImplementedError


class SGD(Optimiser):
    """Δ = −lr g"""

    def propose(self, gradient):
        np.multiply(gradient, self._descent, self.change)


class Momentum(Optimiser):
    """v ← 0.9 v + g;  Δ = −lr v (no dampening)"""

    rows, momentum = 1, 0.9

    def propose(self, gradient):
        (velocity,) = self.memory
        velocity *= self.momentum
        velocity += gradient
        np.multiply(velocity, self._descent, self.change)


class Nesterov(Momentum):
    """v ← 0.9 v + g;  Δ = −lr (g + 0.9 v)"""

    def propose(self, gradient):
        super().propose(gradient)
        np.multiply(self.memory[0], self.momentum, self._scratch)
        np.add(self._scratch, gradient, self._scratch)
        np.multiply(self._scratch, self._descent, self.change)


class RMSprop(Optimiser):
    """s ← 0.99 s + 0.01 g²;  Δ = −lr g / (√s + 1e-8)"""

    rows, alpha, epsilon = 1, 0.99, 1e-8

    def propose(self, gradient):
        (square,) = self.memory
        _decay(square, self.alpha, np.multiply(gradient, gradient, self._scratch))
        np.sqrt(square, self._scratch)
        self._scratch += self.epsilon
        np.divide(gradient, self._scratch, self.change)
        self.change *= self._descent


class Adam(Optimiser):
    """m ← 0.9 m + 0.1 g;  s ← 0.999 s + 0.001 g²;  Δ = −lr m̂ / (√ŝ + 1e-8), m̂ = m / (1 − 0.9ᵗ), ŝ likewise"""

    rows, beta1, beta2, epsilon = 2, 0.9, 0.999, 1e-8

    def propose(self, gradient):
        self.count += 1
        mean, square = self.memory
        np.copyto(self._scratch, gradient)
        _decay(mean, self.beta1, self._scratch)
        _decay(square, self.beta2, np.multiply(gradient, gradient, self._scratch))
        np.divide(square, 1 - self.beta2**self.count, self._scratch)
        np.sqrt(self._scratch, self._scratch)
        self._scratch += self.epsilon
        np.divide(mean, self._scratch, self.change)
        self.change *= -self._lr / (1 - self.beta1**self.count)


def _decay(average, keep, news):
    """average ← keep · average + (1 − keep) · news, in place; spoils `news`."""
    average *= keep
    news *= 1 - keep
    average += news


OPTIMISERS = {"sgd": SGD, "momentum": Momentum, "nesterov": Nesterov, "rmsprop": RMSprop, "adam": Adam}
