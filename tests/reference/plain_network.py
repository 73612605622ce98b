"""The yardstick: a neural network as a textbook writes it in NumPy, independent of the engine.

Lists of W and b, one sample per row, `@`, new arrays at every step, mini-batch SGD on half the
mean squared error. Honest and readable, not deliberately slow: what a learner would write first.
"""

import numpy as np


def tanh_derivative(a):
    """1 − a², given a = tanh(z)."""
    return 1 - a**2


class PlainNetwork:
    """tanh in every layer, output too. `weights[k]` (n_in × n_out), `biases[k]` (n_out,)."""

    def __init__(self, sizes, rng):
        self.weights, self.biases = [], []
        for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
            bound = np.sqrt(6 / (n_in + n_out))
            self.weights.append(rng.uniform(-bound, bound, (n_in, n_out)))
            self.biases.append(np.zeros(n_out))

    def forward(self, x):
        """Every layer's activations, the inputs x (n × n_in) first."""
        activations = [x]
        for w, b in zip(self.weights, self.biases, strict=True):
            activations.append(np.tanh(activations[-1] @ w + b))
        return activations

    def step(self, x, y, lr):
        """One SGD step on a batch x (n × n_in), y (n × 1); returns its loss before the step."""
        activations = self.forward(x)
        error = activations[-1] - y
        delta = error / len(x) * tanh_derivative(activations[-1])
        gradients = []
        for k in reversed(range(len(self.weights))):
            gradients.append((activations[k].T @ delta, delta.sum(axis=0)))
            if k:
                delta = (delta @ self.weights[k].T) * tanh_derivative(activations[k])
        for k, (dw, db) in enumerate(reversed(gradients)):
            self.weights[k] -= lr * dw
            self.biases[k] -= lr * db
        return 0.5 * np.mean(error**2)

    def train_epoch(self, x, y, lr, batch, rng):
        """One epoch over shuffled samples; returns the last batch's loss."""
        order = rng.permutation(len(x))
        x, y = x[order], y[order]
        for start in range(0, len(x), batch):
            loss = self.step(x[start : start + batch], y[start : start + batch], lr)
        return loss
