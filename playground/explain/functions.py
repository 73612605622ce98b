"""Activations and their slopes as sums of products, as formulas and as NumPy: one record for each, found by name.

The engine's own records say the same as array operations; tests hold the two equal.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine import ACTIVATIONS, normal
from playground.explain.line import Condition, Factor, Term, apply, minus, number, opposite, over, plus, product, square
from playground.explain.symbols import Letter
from playground.explain.writing import Writer, operator, row

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
    `definition(z, a)`: what f is where `terms` have but a name for it, σ(z).
    """

    terms: Callable
    slope: Callable
    numpy: str
    numpy_slope: str
    cases: frozenset = frozenset()
    definition: Callable | None = None

    def condition(self, what: str, z: Factor) -> Condition | None:
        """The case that z is in, where the value or the slope has cases."""
        return Condition(z, z.value > 0) if what in self.cases else None


def formula_of(name: str, what: str) -> str:
    """f(z) ("value") or f′(z) ("slope") as MathML in the symbols z and a = f(z), where it has cases as a table of them, with a brace by the style sheet."""
    formula = FORMULAS[name]
    terms = {"value": formula.definition or formula.terms, "slope": formula.slope}[what]
    sums = [_written(terms(*_symbols(name, z))) for z in (1.0, -1.0)]
    if what not in formula.cases:
        return sums[0]
    rows = "".join(
        f"<mtr><mtd>{written}{operator(',')}</mtd><mtd>{row(f'<mi>z</mi>{operator(sign)}<mn>0</mn>')}</mtd></mtr>"
        for written, sign in zip(sums, (">", "≤"), strict=True)
    )
    return f'<mtable columnalign="left" class="cases">{rows}</mtable>'


def _symbols(name: str, z: float) -> tuple[Factor, Factor]:
    return Factor(z, Letter("z")), Factor(float(ACTIVATIONS[name](z)), Letter("a"))


def _written(terms: tuple[Term, ...]) -> str:
    """The sum in symbols."""
    writer, written = Writer(), ""
    for place, term in enumerate(terms):
        first = place == 0 and term.sign > 0
        written += "" if first else operator("+" if term.sign > 0 else "−")
        alone = first and len(term.factors) == 1
        written += operator("⋅").join(writer.factor(factor, first and n == 0, alone) for n, factor in enumerate(term.factors))
    return row(written)


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
        definition=lambda z, a: _sum(over(_one(), plus(_one(), _exp(opposite(z))), value=a.value)),
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
