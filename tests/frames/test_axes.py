"""Ticks: round numbers inside the axis, enough of them and never too many."""

import numpy as np
import pytest

from playground.frames.axes import ROUND, TICKS, log_ticks, ticks_from_zero


def shown(ticks):
    assert ticks.shape == (TICKS,)
    return [float(f"{tick:.6g}") for tick in np.unique(ticks)]


@pytest.mark.parametrize(("low", "high", "ticks"), [
    (10**-1.5, 1, [0.05, 0.1, 0.2, 0.5, 1]), (0.1, 10**0.5, [0.1, 0.2, 0.5, 1, 2]), (10**-0.5, 1, [0.5, 1]), (1, 10**0.5, [1, 2]),
    (0.01, 1, [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]), (10**-2.5, 1, [0.01, 0.1, 1]), (1e-6, 1, [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1]),
    (1e-8, 1, [1e-8, 1e-6, 1e-4, 0.01, 1]),
])  # fmt: skip
def test_a_logarithmic_axis_has_round_numbers_along_all_of_it(low, high, ticks):
    assert shown(log_ticks(low, high)) == ticks


def test_ticks_of_any_logarithmic_axis_lie_on_it():
    def lie_on(low, high):
        ticks = log_ticks(10.0**low, 10.0 ** min(high, 300))
        exponents = np.log10(ticks)
        inside = (exponents >= low - 1e-6).all() and (exponents <= high + 1e-6).all()
        return inside and len(shown(ticks)) >= 2 and (np.diff(ticks) >= 0).all()

    axes = [(low, low + span) for low in np.arange(-30, 300, 7) / 2 for span in (0.5, 1, 1.5, 2, 2.5, 7, 40, 290)]
    assert [axis for axis in axes if not lie_on(*axis)] == []


@pytest.mark.parametrize("high", [factor * 10.0**n for factor in ROUND for n in (-2, 0, 5)] + [102.0])
def test_a_linear_axis_has_round_numbers_from_zero_on(high):
    ticks = shown(ticks_from_zero(high))
    assert ticks[0] == 0 and 3 <= len(ticks) and 0.7 * high < ticks[-1] <= high * (1 + 1e-9)


def test_accuracies_are_marked_from_0_to_100():
    assert shown(ticks_from_zero(102.0)) == [0, 20, 40, 60, 80, 100]
