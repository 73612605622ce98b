"""Backpropagation: from a batch to the loss and its gradient, in buffers made once and used again.

Calls into NumPy are what a step costs in the browser, so everything that can be prepared is:
each layer's views and bound methods lie ready in tuples. All layers' values share one array, so
that a run of layers with the same activation gets its slopes f′(z) in one go.
"""

from itertools import groupby

import numpy as np


class Backpropagation:
    """Forward and backward pass over batches of a fixed number of samples.

    `gradient`: flat, as long as the network's parameters, overwritten by each call (it may be
    shared with others). Per weight layer, after a call: `z`, `a` and `dz` = ∂L/∂z, each
    (units × samples), and `slopes` = f′(z), which stay 1 where f is the identity or where the
    loss already contains it.
    """

    def __init__(self, network, loss, samples, gradient):
        self._measure = loss.measure
        self.gradient = gradient
        self._make_buffers(network, samples)
        self._runs = list(self._slope_runs(network, skip_output=loss.of_logits))
        self._forward = list(self._forward_tuples(network))
        self._backward = list(self._backward_tuples(network))
        self._first = self.dz[0].T, network.as_layers(gradient)[0]
        self._loss_arguments = self.z[-1][0], self.a[-1][0]
        self._delta = self.dz[-1][0]

    def _make_buffers(self, network, samples):
        # Each layer's block: its units, then a row of ones, by which the next layer's biases are weights.
        units = network.sizes[1:]
        self._starts = np.cumsum([0, *(n + 1 for n in units)]).tolist()
        z, a, slopes = (np.ones((self._starts[-1], samples)) for _ in range(3))
        z.fill(0.0)
        self._all = z, a, slopes
        self.z, self.a, self.slopes = ([whole[s : s + n] for s, n in zip(self._starts, units)] for whole in self._all)
        self._with_ones = [a[s : s + n + 1] for s, n in zip(self._starts, units)]
        self.dz = [np.empty((n, samples)) for n in units]

    def _slope_runs(self, network, skip_output):
        """(derivative, z, a, slopes) for each run of neighbouring layers with one activation."""
        layers = range(len(network.activations) - skip_output)
        for activation, run in groupby(layers, key=lambda k: network.activations[k]):
            run = list(run)
            rows = slice(self._starts[run[0]], self._starts[run[-1] + 1] - 1)
            if activation.name != "identity":
                yield activation.derivative, *(whole[rows] for whole in self._all)

    def _forward_tuples(self, network):
        """(dot, z, function, a, a with ones) for each layer."""
        for k, layer in enumerate(network.layers):
            yield layer.T.dot, self.z[k], network.activations[k].function, self.a[k], self._with_ones[k]

    def _backward_tuples(self, network):
        """(dz, slope, gradient dot, dz transposed, gradient, weights' dot, dz of the layer before), from the end."""
        gradients = network.as_layers(self.gradient)
        for k in reversed(range(1, len(network.layers))):
            dot, dz = self._with_ones[k - 1].dot, self.dz[k]
            yield dz, self.slopes[k], dot, dz.T, gradients[k], network.weights[k].dot, self.dz[k - 1]

    def __call__(self, inputs, y):
        """The loss of a batch; writes its gradient.

        inputs ((n_in + 1) × samples), the last row ones; y (samples,).
        """
        values = inputs
        for dot, z, function, a, with_ones in self._forward:
            dot(values, z)
            function(z, a)
            values = with_ones
        loss = self._measure(*self._loss_arguments, y, self._delta)
        for derivative, z, a, slopes in self._runs:
            derivative(z, a, slopes)
        multiply = np.multiply
        for dz, slope, dot, transposed, gradient, back, before in self._backward:
            multiply(dz, slope, dz)
            dot(transposed, gradient)
            back(dz, before)
        multiply(self.dz[0], self.slopes[0], self.dz[0])
        inputs.dot(*self._first)
        return loss


def with_ones(inputs):
    """Inputs (n_in × n) with a row of ones below, ((n_in + 1) × n): what a Backpropagation takes."""
    return np.vstack([inputs, np.ones(inputs.shape[1])])
