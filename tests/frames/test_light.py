"""One scale of light: monotone over twelve decades, the same for whatever is drawn with it, readable on paper and at night."""

import numpy as np
import pytest

from playground.frames.colours import DARK, LIGHT, rgb
from playground.frames.light import BURNING, colours, level

SIZES = np.logspace(-9, 5, 57)


def luminance(rgba):
    """Relative luminance (WCAG 2) of colours (n×4 uint8)."""
    linear = np.where((c := rgba[:, :3] / 255) <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def test_a_decade_is_an_eighth_of_the_way_from_dark_to_one():
    np.testing.assert_allclose(level(np.array([1, 0.1, 1e-4, 1e-8, 1e-12, 0, 10, 1e9])), [1, 0.875, 0.5, 0, 0, 0, 1.125, BURNING])


def test_signs_do_not_matter_and_what_is_not_finite_burns():
    np.testing.assert_array_equal(level(-SIZES), level(SIZES))
    np.testing.assert_array_equal(level(np.array([np.nan, np.inf, -np.inf])), BURNING)


@pytest.mark.parametrize(("palette", "sense"), [(LIGHT, -1), (DARK, 1)])
def test_the_larger_the_brighter_at_night_and_the_darker_on_paper(palette, sense):
    steps = np.diff(luminance(colours(level(SIZES), palette))) * sense
    assert (steps >= -1e-3).all()
    inner = (SIZES[:-1] > 1e-8) & (SIZES[1:] < 10)
    assert (steps[inner] > 0).all()


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_is_dark_is_hardly_told_from_the_card_and_what_is_one_stands_out(palette):
    card = luminance(np.append(rgb(palette.card), 255)[None])[0]
    dark, bright = luminance(colours(level(np.array([1e-8, 1.0])), palette))
    contrast = [(max(card, one) + 0.05) / (min(card, one) + 0.05) for one in (dark, bright)]
    assert contrast[0] < 1.25 and contrast[1] > 7
