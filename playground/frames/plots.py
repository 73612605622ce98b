"""The plots inside the units: in each its activation function, and where in the picture a z and an a are in it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from playground.engine.activations import Activation

RANGES = {"sigmoid": (6.0, -0.15, 1.15), "tanh": (3.0, -1.25, 1.25), "identity": (3.0, -3.0, 3.0)}  # z to ±, a from and to
USUAL = (3.5, -1.0, 3.5)  # of all the others, which are bounded on one side
MARGIN = 0.08  # of its side: what stays free within a unit
POINTS = 25  # of a curve


@dataclass(frozen=True)
class Plots:
    """Of some units: `x`, `y` (units,) middle and `half` the side of each plot; `reach`, `low`, `high`: it shows z to ±reach, a from low to high."""

    x: np.ndarray
    y: np.ndarray
    half: np.ndarray
    reach: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, centres: np.ndarray, sides: np.ndarray, activations: Iterable[Activation]) -> "Plots":
        """In units (centres units×2, sides units) with an activation each."""
        ranges = np.array([_range(activation) for activation in activations]).reshape(-1, 3)
        return cls(*centres.T, sides * (0.5 - MARGIN), *ranges.T)

    def __getitem__(self, which: slice) -> "Plots":
        return Plots(*(getattr(self, field.name)[which] for field in fields(self)))

    def across(self, z: np.ndarray) -> np.ndarray:
        """x in the picture of z (…×units); beyond the plot at its edge."""
        return self.x + np.clip(z / self.reach, -1, 1) * self.half

    def up(self, a: np.ndarray | float) -> np.ndarray:
        """y in the picture of a (…×units), likewise."""
        return self.y + (2 * (np.clip(a, self.low, self.high) - self.low) / (self.high - self.low) - 1) * self.half

    def dots(self, z: np.ndarray, a: np.ndarray, risen: np.ndarray | float, crossed: np.ndarray | float) -> tuple[np.ndarray, ...]:
        """x and y (each units,) of operating points that have so far (0 to 1) risen from the axis to the curve, and x of how far they have crossed to the right."""
        x, axis = self.across(z), self.up(0.0)
        return x, axis + (self.up(a) - axis) * risen, x + (self.x + self.half - x) * crossed

    def rise(self, slope: np.ndarray) -> np.ndarray:
        """How steep such slopes (units,) of a over z are in the picture."""
        return slope * 2 * self.reach / (self.high - self.low)

    def curves(self, activations: Iterable[Activation]) -> tuple[np.ndarray, np.ndarray]:
        """x and y (each units × POINTS) in the picture of the units' functions."""
        z, a = (np.array(values).T for values in zip(*map(_curve, activations), strict=True))
        return self.across(z).T, self.up(a).T


def _range(activation: Activation) -> tuple[float, float, float]:
    return RANGES.get(activation.name, USUAL)


@lru_cache(maxsize=32)
def _curve(activation: Activation) -> tuple[np.ndarray, np.ndarray]:
    """z and a (each POINTS,)."""
    reach, _, _ = _range(activation)
    z = np.linspace(-reach, reach, POINTS)
    return z, activation(z)
