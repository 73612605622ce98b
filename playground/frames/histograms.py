"""How the numbers of each layer are distributed over units and samples: its activations, and the δ it gets back."""

from dataclasses import dataclass

import numpy as np

from playground.engine import Training
from playground.engine.diagnostics import Diagnostics

BINS = 32
FAR = 50.0  # z at which a bounded activation has reached its bounds


@dataclass(frozen=True)
class Histogram:
    """`counts` (BINS,) of values between `low` and `high`; `overflowed`: how many values are not finite."""

    counts: np.ndarray
    low: float
    high: float
    overflowed: int = 0


@dataclass(frozen=True)
class Row:
    """One weight layer: its activations a, and ∂Lᵢ/∂z of every sample's own loss."""

    activations: Histogram
    deltas: Histogram


def histograms(training: Training, diagnostics: Diagnostics) -> list[Row]:
    """One Row for each weight layer, over the training set. Each has axes of its own: sizes differ by many decades."""
    functions = training.network.activations
    layers = zip(functions, *diagnostics.layers(), strict=True)
    return [Row(histogram(a, *_bounds(function, a)), histogram(dz, *_symmetric(dz))) for function, a, dz in layers]


def histogram(values: np.ndarray, low: float, high: float) -> Histogram:
    """Of all finite values."""
    finite = values[np.isfinite(values)]
    counts, _ = np.histogram(finite, bins=BINS, range=(low, high))
    return Histogram(counts, low, high, values.size - finite.size)


def _bounds(function, values: np.ndarray) -> tuple[float, float]:
    """What a bounded activation can reach, so that saturation stands at the ends; of others, what these values reach."""
    low, high = function([-FAR, FAR]).round(9)
    return (float(low), float(high)) if high - low < FAR else _reach(values)


def _symmetric(values: np.ndarray) -> tuple[float, float]:
    reach = max(map(abs, _reach(values)))
    return -reach, reach


def _reach(values: np.ndarray) -> tuple[float, float]:
    """Lowest and highest finite value, apart from each other: an axis needs a length."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    return (low, high) if high - low > 1e-12 * max(abs(low), abs(high), 1e-280) else (low - 1.0, high + 1.0)
