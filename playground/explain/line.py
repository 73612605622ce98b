"""An explanation's parts: factors make terms, terms make a line. Data only; `mathml` draws them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playground.explain.subjects import Subject
from playground.explain.symbols import Symbol

ROLES = ("weight", "bias", "input", "activation", "preactivation", "slope", "gradient", "target", "rate", "number")
FORMS = ("", "apply", "minus", "plus", "opposite", "square", "over")


@dataclass(frozen=True)
class Text:
    """A key of the catalogue and the plain values for its placeholders; the view says it in the learner's language."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Factor:
    """One number of a product: what it is called, its value, the role that colours it, where in the picture it comes from.

    A composite has a `form` and `parts`: "apply" (`name` is the function: tanh(z)), "minus"
    (ŷ − y), "plus", "opposite" (−z), "square", "over" (a fraction). With `whole` its number is shown as one: 0.27,
    not 1 − 0.73.
    """

    value: float
    symbol: Symbol | None = None
    role: str = "number"
    subject: Subject | None = None
    form: str = ""
    parts: tuple["Factor", ...] = ()
    name: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Term:
    """A product of factors, added (`sign` 1) or taken away (−1)."""

    factors: tuple[Factor, ...]
    sign: int = 1

    @property
    def value(self):
        """The product with its sign."""
        return self.sign * math.prod(factor.value for factor in self.factors)


@dataclass(frozen=True)
class Rest:
    """Terms that are not written out: how many there are, and their sum."""

    count: int
    value: float


@dataclass(frozen=True)
class Condition:
    """The case a line holds in: a factor is positive, or it is not."""

    factor: Factor
    positive: bool


@dataclass(frozen=True)
class Check:
    """A derivative once more, by a central difference (f(p + ε) − f(p − ε)) / 2ε.

    `verdict`: "agrees", "differs", "kink" (a corner of f lies between p − ε and p + ε), "tiny"
    (rounding hides it at any ε) or "none" (not a finite number). `text` says it.
    """

    numeric: float
    epsilon: float
    verdict: str
    text: Text


@dataclass(frozen=True)
class Line:
    """One number and the sum of products behind it.

    `kind`: "forward", "backward" or "update". `symbol`: what is computed (None: the product itself
    has no other name), `alias` its second name (δ). `terms` add up, with `rest`, to `value`; no
    terms: the number is given. `numpy` computes this one number, `numpy_layer` all of its layer at
    once; `helpers` are the definitions they need beside NumPy. `title` and `notes` say in words
    what happens here.
    """

    kind: str
    title: Text
    symbol: Symbol | None
    value: float
    terms: tuple[Term, ...] = ()
    rest: Rest | None = None
    alias: Symbol | None = None
    condition: Condition | None = None
    numpy: str = ""
    numpy_layer: str = ""
    helpers: tuple[str, ...] = ()
    check: Check | None = None
    notes: tuple[Text, ...] = ()


def number(value: float) -> Factor:
    """A constant of the formula."""
    return Factor(float(value))


def apply(name: str, *parts: Factor, value: float, role: str = "activation", whole: bool = False) -> Factor:
    """A function of its parts: tanh(z), max(0, z)."""
    return Factor(float(value), role=role, form="apply", parts=parts, name=name, whole=whole)


def minus(left: Factor, right: Factor, value: float | None = None, whole: bool = False) -> Factor:
    """left − right; `value` where it is known more exactly."""
    difference = left.value - right.value if value is None else float(value)
    return Factor(difference, form="minus", parts=(left, right), whole=whole)


def plus(left: Factor, right: Factor) -> Factor:
    """left + right"""
    return Factor(left.value + right.value, form="plus", parts=(left, right))


def opposite(of: Factor) -> Factor:
    """−of"""
    return Factor(-of.value, form="opposite", parts=(of,))


def square(base: Factor) -> Factor:
    """base²"""
    return Factor(base.value * base.value, form="square", parts=(base,))


def over(above: Factor, below: Factor, value: float) -> Factor:
    """above / below"""
    return Factor(float(value), form="over", parts=(above, below))


def product(*factors: Factor, sign: int = 1) -> Term:
    """The Term of these factors."""
    return Term(factors, sign)
