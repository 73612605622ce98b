"""Where axes begin and end. Ranges move in steps: each change makes Bokeh lay out the whole figure again."""

import math
from functools import lru_cache

import numpy as np

ROUND = (1, 1.5, 2, 3, 5, 7, 10)
NEAR = 1e-9
TICKS = 7  # at most, of one axis
LOWEST, HIGHEST = 1e-30, 1e300  # numbers beyond these have no part in where a logarithmic axis begins and ends


def round_end(value: float, least: float = 10.0) -> float:
    """The next of … 10, 15, 20, 30, 50, 70, 100 … that is not below the value, and no less than `least`."""
    value = max(value, least)
    decade = 10.0 ** math.floor(math.log10(value))
    return next(decade * factor for factor in ROUND if decade * factor >= value * (1 - 1e-12))


def half_decades(values: np.ndarray) -> tuple[float, float]:
    """The half decades that hold all positive values; 0.1 to 1 if there is none."""
    shown = _shown(values)
    if not shown.size:
        return 0.1, 1.0
    low, high = math.log10(shown.min()), math.log10(shown.max())
    return 10 ** (math.floor(2 * low) / 2), 10 ** ((math.floor(2 * high) + 1) / 2)


def decades(values: np.ndarray, low: float, high: float) -> tuple[float, float]:
    """The whole decades that hold all positive values, and `low` and `high` always."""
    shown = np.append(_shown(values), (low, high))
    return 10.0 ** math.floor(math.log10(shown.min())), 10.0 ** math.ceil(math.log10(shown.max()))


@lru_cache(maxsize=16)
def log_ticks(low: float, high: float) -> np.ndarray:
    """Round numbers (TICKS,) on a logarithmic axis, ascending; the last one is repeated where there are fewer.

    1, 2 and 5 of each decade; of more than two decades their beginnings, of very many only some of those.
    """
    first, last = math.ceil(math.log10(low) - NEAR), math.floor(math.log10(high) + NEAR)
    ticks = [10.0**n for n in range(first, last + 1, (last - first) // TICKS + 1)]
    if math.log10(high / low) <= 2 + NEAR:
        fine = [m * 10.0**n for n in range(first - 1, last + 1) for m in (1, 2, 5)]
        ticks = [tick for tick in fine if low * (1 - NEAR) <= tick <= high * (1 + NEAR)]
    return _filled(ticks)


@lru_cache(maxsize=16)
def ticks_from_zero(high: float) -> np.ndarray:
    """The same (TICKS,) on a linear axis that begins at 0: whole multiples of 1, 2 or 5 of a decade."""
    decade = 10.0 ** math.floor(math.log10(high))
    step = next(step for step in (decade * m for m in (0.1, 0.2, 0.5, 1, 2, 5)) if high / step < TICKS)
    return _filled([n * step for n in range(math.floor(high / step + NEAR) + 1)])


def _filled(ticks: list[float]) -> np.ndarray:
    return np.array([*ticks, *ticks[-1:] * TICKS][:TICKS])


def on_axis(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """The same values, held within the axis: what is 0 at the bottom of a logarithmic one, what is not finite at the top."""
    return np.clip(np.nan_to_num(values, nan=high, posinf=high, neginf=low), low, high)


def _shown(values: np.ndarray) -> np.ndarray:
    values = np.asarray(values)
    return values[(values >= LOWEST) & (values <= HIGHEST)]
