"""Numbers as a learner reads them: so many significant digits, a true minus sign, powers of ten where needed."""

import math
from dataclasses import dataclass

LOWEST, HIGHEST = 2, 8  # digits that can be asked for
_PLAIN = range(-4, 6)  # powers of ten that are written without one
NOTHING = "–"  # in place of what is not a finite number
_RAISED = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True)
class Shown:
    """A number in writing: `mantissa` without sign, times ten to the `power` if that is not None."""

    mantissa: str
    power: int | None = None
    negative: bool = False

    def __str__(self):
        sign = "−" if self.negative else ""
        return sign + self.mantissa + ("" if self.power is None else f"×10^{self.power}".replace("-", "−"))

    def is_exactly(self, value: float) -> bool:
        """Whether nothing but the last bits of a float was lost in writing."""
        if self.mantissa == NOTHING:
            return False
        read = float(f"{self.mantissa}e{self.power or 0}")
        return math.isclose(-read if self.negative else read, value, rel_tol=1e-12, abs_tol=0.0)


def shown(value: float, digits: int) -> Shown:
    """A number to so many significant digits; ValueError where digits is not from LOWEST to HIGHEST."""
    if not LOWEST <= digits <= HIGHEST:
        raise ValueError(f"digits: {digits}; allowed: {LOWEST}–{HIGHEST}")
    if not math.isfinite(value):
        return Shown(NOTHING)
    mantissa, power = f"{abs(value):.{digits - 1}e}".split("e")
    negative = value < 0
    if int(power) in _PLAIN:
        return Shown(_trimmed(f"{abs(value):.{max(digits - 1 - int(power), 0)}f}"), None, negative)
    return Shown(_trimmed(mantissa), int(power), negative)


def plain(value: float, digits: int) -> str:
    """A number where no MathML can be: −0.53, 1.2×10⁻⁵."""
    mantissa, power, exponent = str(shown(value, digits)).partition("^")
    return mantissa + exponent.translate(_RAISED) if power else mantissa


def ten_to(power: int) -> str:
    """10⁻⁷; of the power 0, 1."""
    return "10" + str(power).replace("-", "−").translate(_RAISED) if power else "1"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
