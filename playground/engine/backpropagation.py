"""Backpropagation: from a batch to the loss and its gradient, in buffers made once and used again.

Calls into NumPy are what a step costs in the browser, so everything that can be prepared is:
each layer's views and bound methods lie ready in tuples. All layers' values share one array, so
that a run of layers with the same activation gets its slopes f′(z) in one go.
"""

from functools import partial
from itertools import groupby

import numpy as np

FEW = 20  # samples up to which dot costs less than matmul in the browser


class Backpropagation:
    """Forward and backward pass over batches of a fixed number of samples.

    `gradient`: flat, as long as the network's parameters, overwritten by each call (it may be
    shared with others). Per weight layer, after a call: `z`, `a` and `dz` = ∂L/∂z, each
    (units × samples), and `slopes` = f′(z), which stay 1 where f is the identity or where the
    loss already contains it.
    """

    def __init__(self, network, loss, samples, gradient):
        self.gradient, self._samples, self._units = gradient, samples, network.sizes[1:]
        # Each layer's block of rows: its units, then ones, by which the next layer's biases are weights.
        self._starts = np.cumsum([0, *(n + 1 for n in self._units)]).tolist()
        self._z, self._a, self._slopes, self._dz = (np.ones((self._starts[-1], samples)) for _ in range(4))
        self._z.fill(0.0)
        self.z, self.a, self.slopes, self.dz = map(self._layers, (self._z, self._a, self._slopes, self._dz))
        self._measure, self._measured = loss.measure_of(samples), (self.z[-1][0], self.a[-1][0])
        self._delta = self.dz[-1][0]
        self._forward = list(self._forward_calls(network))
        self._runs = list(self._slope_calls(network, skip_output=loss.of_logits))
        self._backward = list(self._backward_calls(network))
        self._products = list(self._gradient_calls(network))
        self._first = self.dz[0].T, network.as_layers(gradient)[0]

    def _layers(self, whole):
        return [whole[start : start + n] for start, n in zip(self._starts[:-1], self._units, strict=True)]

    def _after_first(self):
        return reversed(range(1, len(self._units)))

    def _forward_calls(self, network):
        """(product with the layer, z, function, a, a with its row of ones) for each layer."""
        for k, (layer, activation) in enumerate(zip(network.layers, network.activations, strict=True)):
            with_ones = self._a[self._starts[k] : self._starts[k + 1]]
            yield self._product(layer.T), self.z[k], activation.function, self.a[k], with_ones

    def _backward_calls(self, network):
        """(dz, slopes, product with the weights, dz of the layer before), from the last layer to the second."""
        for k in self._after_first():
            yield self.dz[k], self.slopes[k], self._product(network.weights[k]), self.dz[k - 1]

    def _product(self, matrix):
        """A function (right, out) that writes matrix · right."""
        return matrix.dot if self._samples <= FEW else partial(np.matmul, matrix)

    def _slope_calls(self, network, skip_output):
        """(derivative, z, a, slopes) for each run of layers with one activation."""
        layers = range(len(self._units) - skip_output)
        for activation, run in groupby(layers, key=network.activations.__getitem__):
            run = list(run)
            rows = slice(self._starts[run[0]], self._starts[run[-1] + 1] - 1)
            if activation.name != "identity":
                yield activation.derivative, self._z[rows], self._a[rows], self._slopes[rows]

    def _gradient_calls(self, network):
        """(product with a, dz transposed, gradient) for each run of layers of one shape, after the first layer."""
        gradients, shapes = network.as_layers(self.gradient), [layer.shape for layer in network.layers]
        for (rows, columns), run in groupby(self._after_first(), key=shapes.__getitem__):
            run = sorted(run)
            a = self._stack(self._a, run[0] - 1, len(run), rows)
            dz = self._stack(self._dz, run[0], len(run), columns + 1)[:, :-1].transpose(0, 2, 1)
            if len(run) == 1:  # for one layer, dot costs less than matmul
                yield a[0].dot, dz[0], gradients[run[0]]
            else:
                start = sum(gradient.size for gradient in gradients[: run[0]])
                stop = start + len(run) * rows * columns
                yield partial(np.matmul, a), dz, self.gradient[start:stop].reshape(len(run), rows, columns)

    def _stack(self, whole, first, count, rows):
        """A view (count × rows × samples) of as many neighbouring blocks."""
        start = self._starts[first]
        return whole[start : start + count * rows].reshape(count, rows, self._samples)

    def __call__(self, inputs, y):
        """The loss of a batch; writes its gradient.

        inputs ((n_in + 1) × samples), the last row ones; y (samples,).
        """
        values = inputs
        for product, z, function, a, with_ones in self._forward:
            product(values, z)
            function(z, a)
            values = with_ones
        loss = self._measure(*self._measured, y, self._delta)
        for derivative, z, a, slopes in self._runs:
            derivative(z, a, slopes)
        multiply = np.multiply
        for dz, slope, back, before in self._backward:
            multiply(dz, slope, dz)
            back(dz, before)
        multiply(self.dz[0], self.slopes[0], self.dz[0])
        for product, dz, gradient in self._products:
            product(dz, gradient)
        inputs.dot(*self._first)
        return loss


def with_ones(inputs):
    """Inputs (n_in × n) with a row of ones below, ((n_in + 1) × n): what a Backpropagation takes."""
    return np.vstack([inputs, np.ones(inputs.shape[1])])
