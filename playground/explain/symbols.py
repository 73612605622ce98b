"""The names of numbers, as mathematics writes them; as text here, as MathML in `writing`.

A layer stands above, in brackets, so that it is no power. The places stand below: of a weight first the unit that it comes
from, then the one that it leads to, as in the matrix of row vectors, z = a·W + b: w⁽²⁾₃₁ is `W2[2, 0]`.
"""

from dataclasses import dataclass

_RAISED, _LOWERED = (str.maketrans("0123456789()", digits) for digits in ("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "₀₁₂₃₄₅₆₇₈₉₍₎"))


@dataclass(frozen=True)
class Letter:
    """A letter with its layer above and its place in the layer below: w⁽²⁾₃₁. Without both: y, η."""

    name: str
    layer: int | None = None
    index: tuple[int, ...] = ()

    def __str__(self):
        return self.name + self.upper.translate(_RAISED) + self.lower.translate(_LOWERED)

    @property
    def upper(self):
        """The layer above: "(2)"."""
        return "" if self.layer is None else f"({self.layer})"

    @property
    def lower(self):
        """The places below: "31"; with a comma where one has two digits, "3,12"."""
        return ("," if any(n > 9 for n in self.index) else "").join(map(str, self.index))


@dataclass(frozen=True)
class Partial:
    """∂L/∂ of something."""

    of: Letter

    def __str__(self):
        return f"∂L/∂{self.of}"


@dataclass(frozen=True)
class Slope:
    """f′ of a pre-activation."""

    of: Letter

    def __str__(self):
        return f"f′({self.of})"


@dataclass(frozen=True)
class Feature:
    """An input that is made from the sample: x₁², x₁x₂, sin(x₁). `name` as in the settings."""

    name: str

    def __str__(self):
        return self.name.replace("x1", "x₁").replace("x2", "x₂").replace("^2", "²").replace("*", "")


Symbol = Letter | Partial | Slope | Feature
LOSS, OUTPUT, TARGET, RATE, PENALTY_RATE = Letter("L"), Letter("ŷ"), Letter("y"), Letter("η"), Letter("λ")
