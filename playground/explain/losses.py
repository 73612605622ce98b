"""Losses and ∂L/∂ŷ of one sample as sums of products: one record for each, found by name."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine import ACTIVATIONS
from playground.explain.line import Factor, Term, Text, apply, minus, number, over, product, square
from playground.explain.numbers import Numbers


@dataclass(frozen=True)
class LossFormula:
    """`terms(numbers)` add up to L, `slope(numbers)` to ∂L/∂ŷ; `title` says the loss in words."""

    title: Text
    terms: Callable
    slope: Callable
    notes: tuple[Text, ...] = ()


def _error(numbers: Numbers) -> Factor:
    return minus(numbers.output(), numbers.target())


def _cross_entropy(numbers: Numbers) -> tuple[Term, ...]:
    """−y ln ŷ − (1 − y) ln(1 − ŷ), the logarithms taken from z so that they stay exact where ŷ rounds to 0 or 1."""
    z, y = float(numbers.trace.z[-1][0]), numbers.target()
    certain = minus(number(1), numbers.output(), value=ACTIVATIONS["sigmoid"](-z), whole=True)
    return (
        product(y, _logarithm(numbers.output(), -np.logaddexp(0, -z)), sign=-1),
        product(minus(number(1), y), _logarithm(certain, -np.logaddexp(0, z)), sign=-1),
    )


def _logarithm(of: Factor, value: float) -> Factor:
    """ln of a probability; shown by its own number where the probability has rounded to 0."""
    return apply("ln", of, value=value, role="number", whole=of.value == 0)


def _cross_entropy_slope(numbers: Numbers) -> tuple[Term, ...]:
    """(1 − y)/(1 − ŷ) − y/ŷ, with the engine's floor under the divisors."""
    one, y, output = number(1), numbers.target(), numbers.output()
    tiny = np.finfo(float).tiny
    against, rest = minus(one, y), minus(one, output)
    return (
        product(over(against, rest, against.value / max(rest.value, tiny))),
        product(over(y, output, y.value / max(output.value, tiny)), sign=-1),
    )


LOSS_FORMULAS = {
    "mse": LossFormula(
        Text("explain.loss.mse"),
        lambda numbers: (product(square(_error(numbers))),),
        lambda numbers: (product(number(2), _error(numbers)),),
    ),
    "half_mse": LossFormula(
        Text("explain.loss.half_mse"),
        lambda numbers: (product(number(0.5), square(_error(numbers))),),
        lambda numbers: (product(numbers.output()), product(numbers.target(), sign=-1)),
    ),
    "bce": LossFormula(
        Text("explain.loss.bce"), _cross_entropy, _cross_entropy_slope, notes=(Text("explain.note.stable"),)
    ),
}
