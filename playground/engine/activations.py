"""Activation functions: from pre-activations z to activations a, each with its derivative beside it.

Definitions follow torch.nn. Functions write into an array given to them, because the training
step calls them on buffers of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine import normal

_ZERO, _ONE = np.array(0.0), np.array(1.0)  # arrays: a Python number is converted at each call
_TWO, _MINUS_TWO = np.array(2.0), np.array(-2.0)
_LEAK, _REST = np.array(0.01), np.array(0.99)


@dataclass(frozen=True)
class Activation:
    """A function and its derivative.

    `function(z, out)` writes f(z) and `derivative(z, a, out)` writes f′(z), where a = f(z);
    all of one shape, any shape, and `out` is none of the others. `greatest_slope`: max |f′|.
    `to_see` is a quicker function where there is one, which differs from f by less than any colour shows.
    """

    name: str
    function: Callable
    derivative: Callable
    greatest_slope: float = 1.0
    to_see: Callable | None = None

    def __post_init__(self):
        if self.to_see is None:
            object.__setattr__(self, "to_see", self.function)

    def __call__(self, z):
        """f(z) as a new array."""
        z = np.asarray(z, dtype=float)
        a = np.empty_like(z)
        with np.errstate(all="ignore"):
            self.function(z, a)
        return a

    def slope(self, z):
        """f′(z) as a new array."""
        z = np.asarray(z, dtype=float)
        out = np.empty_like(z)
        with np.errstate(all="ignore"):
            self.derivative(z, self(z), out)
        return out


ACTIVATIONS: dict[str, Activation] = {}


def _register(name, function, derivative, greatest_slope=1.0, to_see=None):
    ACTIVATIONS[name] = Activation(name, function, derivative, greatest_slope, to_see)


def identity(z, out):
    """z"""
    np.copyto(out, z)


def identity_derivative(z, a, out):
    """1"""
    out.fill(1.0)


_register("identity", identity, identity_derivative)


def sigmoid(z, out):
    """1 / (1 + e⁻ᶻ)"""
    np.negative(z, out)
    np.exp(out, out)
    np.add(out, _ONE, out)
    np.reciprocal(out, out)


def sigmoid_derivative(z, a, out):
    """a (1 − a)"""
    np.subtract(_ONE, a, out)
    np.multiply(out, a, out)


_register("sigmoid", sigmoid, sigmoid_derivative, 0.25)


def tanh_derivative(z, a, out):
    """1 − a²"""
    np.multiply(a, a, out)
    np.subtract(_ONE, out, out)


def tanh_to_see(z, out):
    """1 − 2 / (1 + e²ᶻ), off by less than 10⁻¹⁵; in the browser more than twice as fast over many samples"""
    np.multiply(z, _TWO, out)
    np.exp(out, out)
    np.add(out, _ONE, out)
    np.divide(_MINUS_TWO, out, out)
    np.add(out, _ONE, out)


_register("tanh", np.tanh, tanh_derivative, to_see=tanh_to_see)


def relu(z, out):
    """max(0, z)"""
    np.maximum(z, _ZERO, out=out)


def relu_derivative(z, a, out):
    """1 where z > 0, else 0 (also at 0, as PyTorch has it)"""
    np.greater(z, _ZERO, out)


_register("relu", relu, relu_derivative)


def leaky_relu(z, out):
    """z where z > 0, else 0.01 z"""
    np.multiply(z, _LEAK, out)
    np.maximum(z, out, out=out)


def leaky_relu_derivative(z, a, out):
    """1 where z > 0, else 0.01"""
    np.greater(z, _ZERO, out)
    np.multiply(out, _REST, out)
    np.add(out, _LEAK, out)


_register("leaky_relu", leaky_relu, leaky_relu_derivative)


def elu(z, out):
    """z where z > 0, else eᶻ − 1 (α = 1); the greater of z and e^min(z,0) − 1 is both in one"""
    np.minimum(z, _ZERO, out=out)
    np.expm1(out, out)
    np.maximum(z, out, out=out)


def elu_derivative(z, a, out):
    """1 where z > 0, else eᶻ"""
    np.minimum(z, _ZERO, out=out)
    np.exp(out, out)


_register("elu", elu, elu_derivative)


def gelu(z, out):
    """z Φ(z), Φ the normal distribution function (the exact form, not the tanh approximation)"""
    np.multiply(z, normal.distribution(z), out)


def gelu_derivative(z, a, out):
    """Φ(z) + z φ(z)"""
    np.multiply(z, normal.density(z), out)
    np.add(out, normal.distribution(z), out)


_register("gelu", gelu, gelu_derivative, 1.1289041451851547)


def silu(z, out):
    """z σ(z)"""
    sigmoid(z, out)
    np.multiply(out, z, out)


def silu_derivative(z, a, out):
    """σ(z) + a (1 − σ(z))"""
    sigmoid(z, out)
    np.add(out, a * (1 - out), out)


_register("silu", silu, silu_derivative, 1.0998393194975)


def softplus(z, out):
    """log(1 + eᶻ)"""
    np.logaddexp(z, _ZERO, out)


def softplus_derivative(z, a, out):
    """σ(z)"""
    sigmoid(z, out)


_register("softplus", softplus, softplus_derivative)
