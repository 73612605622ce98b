"""Initial weights: from a layer's size to its weight matrix. Biases always start at 0.

Formulas follow torch.nn.init, where a layer's weights are the transpose of ours; `gain`
multiplies every weight, so any deviation can be reached.
"""

import math

import numpy as np


def zeros(rng, n_in, n_out):
    """0: no unit ever differs from its neighbour."""
    return np.zeros((n_in, n_out))


def constant(rng, n_in, n_out):
    """1 (so every weight is the gain): equal units stay equal."""
    return np.ones((n_in, n_out))


def uniform(rng, n_in, n_out):
    """U(−½, ½), as in TensorFlow Playground."""
    return rng.uniform(-0.5, 0.5, (n_in, n_out))


def normal(rng, n_in, n_out):
    """N(0, 1), so the deviation is the gain (torch.nn.init.normal_)."""
    return rng.standard_normal((n_in, n_out))


def xavier_uniform(rng, n_in, n_out):
    """U(−b, b), b = √(6 / (n_in + n_out)) (Glorot and Bengio 2010)."""
    bound = math.sqrt(6 / (n_in + n_out))
    return rng.uniform(-bound, bound, (n_in, n_out))


def xavier_normal(rng, n_in, n_out):
    """N(0, 2 / (n_in + n_out)) (Glorot and Bengio 2010)."""
    return rng.standard_normal((n_in, n_out)) * math.sqrt(2 / (n_in + n_out))


def he_uniform(rng, n_in, n_out):
    """U(−b, b), b = √(6 / n_in) (He et al. 2015; torch's kaiming_uniform_ for ReLU)."""
    bound = math.sqrt(6 / n_in)
    return rng.uniform(-bound, bound, (n_in, n_out))


def he_normal(rng, n_in, n_out):
    """N(0, 2 / n_in) (He et al. 2015; torch's kaiming_normal_ for ReLU)."""
    return rng.standard_normal((n_in, n_out)) * math.sqrt(2 / n_in)


def lecun_normal(rng, n_in, n_out):
    """N(0, 1 / n_in) (LeCun et al. 1998)."""
    return rng.standard_normal((n_in, n_out)) * math.sqrt(1 / n_in)


def orthogonal(rng, n_in, n_out):
    """Orthonormal rows or columns, whichever are fewer (Saxe et al. 2013; torch's orthogonal_)."""
    tall = rng.standard_normal((max(n_in, n_out), min(n_in, n_out)))
    q, r = np.linalg.qr(tall)
    q = q * np.sign(np.diag(r))  # makes the factorisation unique, hence the draw uniform
    return q if n_in >= n_out else q.T


INITIALISERS = {
    function.__name__: function
    for function in (zeros, constant, uniform, normal, xavier_uniform, xavier_normal,
                     he_uniform, he_normal, lecun_normal, orthogonal)
}  # fmt: skip


def initialise(network, name, gain, rng):
    """Writes fresh weights (`name` of INITIALISERS, times `gain`) and zero biases into a network, in place."""
    for weights, biases in zip(network.weights, network.biases, strict=True):
        weights[:] = INITIALISERS[name](rng, *weights.shape) * gain
        biases[:] = 0.0
