"""The error as light: how bright and how wide |δ| and |∂L/∂w| are drawn, on one scale for all layers, pictures and moments.

What is 1 is at level 1, and each decade less an eighth below: 10⁻⁸ and what is smaller is dark. Above 1 the light goes on,
wider and of the last colour, to 10⁴, and burns white: at night all of it, on paper its core. Sources of the colours: single
hue, evenly darker (on paper) or brighter (at night).
A pass in which all is dim may be turned up by one factor, its `gain`, and the legend then says so; nothing else rescales.
"""

from collections.abc import Iterable

import numpy as np

from playground.frames.colours import DARK, LIGHT, SHADES, Palette, scale
from playground.trace import Trace

DECADES = 8  # from what is dark to 1
BURNING = 1.5  # the highest level
DIM = 1e-3  # a pass is turned up if its brightest light is weaker
GAINS = (1.0, 1e3, 1e6, 1e9, 1e12)
CORE = 0.4  # of a light's width, at level 1: so much is white where it burns on paper
_STOPS = (-8, -6, -4, -2, -1, 0, 1)  # powers of ten that have these colours
WHITE = 10.0 ** _STOPS[-1]  # from here on brightness alone cannot say how large a light is, and its number is written
_COLOURS = {
    LIGHT: ("#f4eef2", "#eed7e8", "#e4a8d3", "#d252b3", "#b81c90", "#880868", "#4a003c"),
    DARK: ("#2a2430", "#4a2350", "#86267a", "#cf3aab", "#ea7acb", "#ffd3f0", "#ffffff"),
}


def level(values: np.ndarray, gain: float = 1.0) -> np.ndarray:
    """From 0 (dark) over 1 (for a size of 1, times the gain) to BURNING; what is not finite burns."""
    with np.errstate(all="ignore"):
        decades = np.log10(np.abs(values) * gain)
    return np.maximum(np.fmin(1 + decades / DECADES, BURNING), 0.0)  # of a NaN and a number `fmin` takes the number


def gain_of(traces: Iterable[Trace]) -> float:
    """By what passes that are seen together are turned up, all of them alike: the first of GAINS that takes the brightest light of all
    to DIM or beyond, where it stays below 1. So nothing is turned up where a single light is bright; nor where there is none."""
    brightest = max(float(np.nan_to_num(np.abs(layer), nan=np.inf).max()) for trace in traces for layer in (*trace.da, *trace.dz, *trace.dW))
    return next((gain for gain in GAINS if brightest * gain >= DIM), GAINS[-1]) if brightest else 1.0


def colours(levels: np.ndarray, palette: Palette) -> np.ndarray:
    """RGBA (n×4 uint8) of light of such levels (n)."""
    place = levels * (SHADES - 1) / _PLACES[-1]
    return _SCALES[palette][np.minimum(place, SHADES - 1).astype(np.intp)]


def cores(levels: np.ndarray, palette: Palette) -> np.ndarray:
    """Which part of its width (n, 0 to 1) is white in the middle of light of such levels (n): on paper, of what is above 1."""
    return np.where(levels > 1, CORE * levels, 0.0) * (palette is not DARK)


_PLACES = [1 + power / DECADES for power in _STOPS]  # the levels of the stops
_SCALES = {palette: scale(stops, _PLACES) for palette, stops in _COLOURS.items()}
