"""Activations and their slopes as sums of products, and as NumPy: one record for each, found by name.

The engine's own records say the same as array operations; tests hold the two equal.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine import ACTIVATIONS, normal
from playground.explain.line import Condition, Factor, Term, apply, minus, number, plus, product, square

HELPERS = {
    "sigmoid": "sigmoid = lambda z: 1 / (1 + np.exp(-z))",
    "Phi": "Phi = np.vectorize(lambda z: math.erfc(-z / math.sqrt(2)) / 2)",
    "phi": "phi = lambda z: np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)",
}
_LEAK = 0.01


@dataclass(frozen=True)
class Formula:
    """A function f: `terms(z, a)` add up to a = f(z), `slope(z, a)` to f′(z), for factors z and a.

    `numpy` and `numpy_slope` are expressions of {z} and {a}. `cases`: which of the two sums
    ("value", "slope") are different for positive and other z, so that the condition must be said.
    """

    terms: Callable
    slope: Callable
    numpy: str
    numpy_slope: str
    cases: frozenset = frozenset()

    def condition(self, what: str, z: Factor) -> Condition | None:
        """The case that z is in, where the value or the slope has cases."""
        return Condition(z, z.value > 0) if what in self.cases else None


def helpers(*lines: str) -> tuple[str, ...]:
    """The definitions that NumPy lines need."""
    return tuple(source for name, source in HELPERS.items() if any(f"{name}(" in line for line in lines))


def _sum(*terms: Factor | Term) -> tuple[Term, ...]:
    return tuple(term if isinstance(term, Term) else product(term) for term in terms)


def _exp(z: Factor) -> Factor:
    with np.errstate(all="ignore"):
        return apply("exp", z, value=np.exp(z.value))


def _sigma(z: Factor) -> Factor:
    return apply("σ", z, value=ACTIVATIONS["sigmoid"](z.value))


def _distribution(z: Factor) -> Factor:
    return apply("Φ", z, value=normal.distribution(np.array(z.value)))


def _density(z: Factor) -> Factor:
    return apply("φ", z, value=normal.density(np.array(z.value)))


def _one() -> Factor:
    return number(1)


def _leaky(z, a):
    return _sum(z) if z.value > 0 else _sum(product(number(_LEAK), z))


def _elu(z, a):
    return _sum(z) if z.value > 0 else _sum(_exp(z), product(_one(), sign=-1))


FORMULAS: dict[str, Formula] = {
    "identity": Formula(lambda z, a: _sum(z), lambda z, a: _sum(_one()), "{z}", "1"),
    "sigmoid": Formula(
        lambda z, a: _sum(_sigma(z)),
        lambda z, a: _sum(product(a, minus(_one(), a))),
        "sigmoid({z})",
        "{a} * (1 - {a})",
    ),
    "tanh": Formula(
        lambda z, a: _sum(apply("tanh", z, value=a.value)),
        lambda z, a: _sum(_one(), product(square(a), sign=-1)),
        "np.tanh({z})",
        "1 - {a}**2",
    ),
    "relu": Formula(
        lambda z, a: _sum(apply("max", number(0), z, value=a.value)),
        lambda z, a: _sum(number(z.value > 0)),
        "np.maximum(0, {z})",
        "{z} > 0",
        frozenset({"slope"}),
    ),
    "leaky_relu": Formula(
        _leaky,
        lambda z, a: _sum(number(1 if z.value > 0 else _LEAK)),
        "np.where({z} > 0, {z}, 0.01 * {z})",
        "np.where({z} > 0, 1, 0.01)",
        frozenset({"value", "slope"}),
    ),
    "elu": Formula(
        _elu,
        lambda z, a: _sum(_one() if z.value > 0 else _exp(z)),
        "np.where({z} > 0, {z}, np.expm1(np.minimum({z}, 0)))",
        "np.exp(np.minimum({z}, 0))",
        frozenset({"value", "slope"}),
    ),
    "gelu": Formula(
        lambda z, a: _sum(product(z, _distribution(z))),
        lambda z, a: _sum(_distribution(z), product(z, _density(z))),
        "{z} * Phi({z})",
        "Phi({z}) + {z} * phi({z})",
    ),
    "silu": Formula(
        lambda z, a: _sum(product(z, _sigma(z))),
        lambda z, a: _sum(_sigma(z), product(a, minus(_one(), _sigma(z)))),
        "{z} * sigmoid({z})",
        "sigmoid({z}) + {a} * (1 - sigmoid({z}))",
    ),
    "softplus": Formula(
        lambda z, a: _sum(apply("ln", plus(_one(), _exp(z)), value=a.value)),
        lambda z, a: _sum(_sigma(z)),
        "np.logaddexp({z}, 0)",
        "sigmoid({z})",
    ),
}
