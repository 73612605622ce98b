"""The network: one flat vector of parameters, seen as layers; forward passes that leave training alone."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from playground.engine.activations import ACTIVATIONS


@dataclass(frozen=True)
class Forward:
    """A recorded forward pass over n samples: per weight layer z and a, each (units × n)."""

    z: list
    a: list


def _product(weights, a):
    """Wᵀ·a; for many samples twice as fast as dot in the browser"""
    return np.matmul(weights.T, a)


def _product_to_see(weights, a):
    """The same but for rounding; for very many samples twice as fast again, where matmul has no BLAS below it"""
    return np.einsum("ij,ik->jk", weights, a)


class Network:
    """A fully connected network. Arrays hold one sample per column: inputs are (n_in × n).

    `sizes`: units per layer, inputs first; `activations`: one record per weight layer, output last.
    `parameters`: flat float64 vector; `layers[k]` ((n_in + 1) × n_out), `weights[k]` (n_in × n_out)
    and `biases[k]` (n_out,), the last row of the layer, are views of it. `weights[k][i][j]` joins
    unit i of layer k to unit j of layer k+1. A new network's parameters are 0.
    """

    def __init__(self, sizes, activations):
        self.sizes = tuple(sizes)
        self.activations = tuple(ACTIVATIONS[name] for name in activations)
        self.parameters = np.zeros(sum((n_in + 1) * n_out for n_in, n_out in pairwise(self.sizes)))
        self.layers = self.as_layers(self.parameters)
        self.weights = [layer[:-1] for layer in self.layers]
        self.biases = [layer[-1] for layer in self.layers]

    @classmethod
    def of(cls, config):
        """The network that a Config describes."""
        return cls((len(config.features), *config.hidden, 1), (*config.activations, config.output))

    def as_layers(self, flat):
        """Views ((n_in + 1) × n_out), one per layer, of any flat vector as long as the parameters."""
        layers, start = [], 0
        for n_in, n_out in pairwise(self.sizes):
            stop = start + (n_in + 1) * n_out
            layers.append(flat[start:stop].reshape(n_in + 1, n_out))
            start = stop
        return layers

    def weight_mask(self):
        """1 where the flat vector holds a weight, 0 where it holds a bias."""
        mask = np.ones_like(self.parameters)
        for layer in self.as_layers(mask):
            layer[-1] = 0
        return mask

    def forward(self, inputs):
        """Records every layer's z and a; returns a Forward of new arrays."""
        passed = Forward([], [])
        for z, a in self._pass(inputs):
            passed.z.append(z)
            passed.a.append(a)
        return passed

    def predict(self, inputs):
        """The outputs (n,), recording nothing."""
        for _, a in self._pass(inputs):
            output = a
        return output[0]

    def activations_on(self, inputs):
        """What every unit makes of these inputs: per weight layer an array (units × n)."""
        return [a for _, a in self._pass(inputs)]

    def activations_to_see(self, inputs):
        """`activations_on` very many samples, one layer after another, to within what a colour shows: several times as fast."""
        return (a for _, a in self._pass(inputs, _product_to_see, [activation.to_see for activation in self.activations]))

    def _pass(self, a, product=_product, functions=None):
        functions = functions or [activation.function for activation in self.activations]
        with np.errstate(all="ignore"):
            for weights, bias, function in zip(self.weights, self.biases, functions, strict=True):
                z = product(weights, a)
                z += bias[:, None]
                a = np.empty_like(z)
                function(z, a)
                yield z, a

    def plain(self):
        """The parameters as JSON has them: {weights: [[[…]]], biases: [[…]]}."""
        return {"weights": [w.tolist() for w in self.weights], "biases": [b.tolist() for b in self.biases]}

    def set_parameters(self, weights, biases):
        """Takes over parameters given as nested lists or arrays; on ValueError nothing has changed."""
        flat = np.empty_like(self.parameters)
        for name, given, rows in (("weights", weights, slice(0, -1)), ("biases", biases, -1)):
            _check_length(name, given, len(self.layers))
            for k, layer in enumerate(self.as_layers(flat)):
                layer[rows] = _checked(f"{name}[{k}]", given[k], layer[rows].shape)
        self.parameters[:] = flat


def _check_length(name, given, length):
    if not isinstance(given, (list, tuple)) or len(given) != length:
        raise ValueError(f"{name}: a list of {length} layers is needed")


def _checked(name, value, shape):
    try:
        array = np.array(value, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name}: numbers of shape {shape} are needed") from None
    if array.shape != shape:
        raise ValueError(f"{name}: shape {array.shape} given, {shape} needed")
    if not np.isfinite(array).all():
        raise ValueError(f"{name}: every number must be finite")
    return array
