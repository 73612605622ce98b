"""Stretches where a field is 0: on a circle they lie on it, of a straight line they make one, of nothing there are none."""

import numpy as np
import pytest

from playground.engine.contour import contour

AXIS = np.linspace(-6, 6, 61)
X1, X2 = np.meshgrid(AXIS, AXIS)


def test_the_border_of_a_disc_is_a_circle():
    stretches = contour(9 - X1**2 - X2**2, 6)
    assert np.hypot(*stretches.reshape(-1, 2).T) == pytest.approx(3, abs=0.01)
    assert np.hypot(*(stretches[:, 1] - stretches[:, 0]).T).sum() == pytest.approx(6 * np.pi, rel=0.01)


def test_an_affine_field_has_a_straight_border_to_the_last_bits():
    ends = contour(0.3 * X1 - 0.7 * X2 + 1, 6).reshape(-1, 2)
    assert np.abs(ends @ (0.3, -0.7) + 1).max() < 1e-12


@pytest.mark.parametrize("field", [np.ones_like(X1), -np.ones_like(X1), np.zeros_like(X1)])
def test_a_field_of_one_sign_has_no_border(field):
    assert contour(field, 6).shape == (0, 2, 2)


def test_at_a_saddle_two_stretches_meet_no_more_than_that():
    heights = np.array([[1.0, -1.0], [-1.0, 1.0]])
    assert contour(heights, 1).shape == (2, 2, 2)
