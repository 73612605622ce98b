"""Colours of values: one diverging scale for signed values, the same meaning everywhere.

Blue is positive, orange negative: told apart by colour-blind eyes too. Magenta is gradients only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

SHADES = 256


@dataclass(frozen=True)
class Palette:
    """Hex colours of one theme, and `signed`, its scale from negative over neutral to positive (256×4 uint8)."""

    positive: str
    negative: str
    neutral: str
    gradient: str
    ink: str
    soft: str
    hairline: str
    card: str
    accent: str
    check: str

    @property
    def signed(self) -> np.ndarray:
        return _SCALES[self]


LIGHT = Palette("#2667d6", "#e46c0a", "#ffffff", "#b0208a", "#1d2129", "#667080", "#e6e3dc", "#ffffff", "#3651c9", "#1b6e2c")
DARK = Palette("#2667d6", "#e46c0a", "#1c1f25", "#ee82d2", "#e9ecf1", "#98a1ae", "#2c313a", "#1c1f25", "#7c9bff", "#51cf66")


def rgb(colour: str) -> np.ndarray:
    """The three numbers (0–255) of a hex colour."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


@lru_cache(maxsize=64)
def rgba(colour: str, opacity: float = 1.0) -> np.ndarray:
    """RGBA (4 uint8, not to be written to) of a hex colour."""
    found = np.append(rgb(colour), 255 * opacity).round().astype(np.uint8)
    found.flags.writeable = False
    return found


def scale(colours: Sequence[str], places: Sequence[float]) -> np.ndarray:
    """RGBA (SHADES×4 uint8) from the first to the last of some hex colours, each at its place (ascending)."""
    stops, shades = np.array([rgb(colour) for colour in colours]), np.linspace(places[0], places[-1], SHADES)
    channels = [np.interp(shades, places, stops[:, channel]) for channel in range(3)]
    return np.column_stack([*channels, np.full(SHADES, 255)]).round().astype(np.uint8)


_SCALES = {palette: scale((palette.negative, palette.neutral, palette.positive), (-1, 0, 1)) for palette in (LIGHT, DARK)}


def shades(values: np.ndarray, reach: float) -> np.ndarray:
    """Index into a signed scale: −reach is 0, zero is the middle, +reach is 255; beyond is cut off."""
    scaled = np.multiply(values, (SHADES - 1) / 2 / reach)
    scaled += (SHADES - 1) / 2
    return np.clip(scaled, 0, SHADES - 1, out=scaled).astype(np.uint8)


def signed_colours(values: np.ndarray, reach: float, palette: Palette) -> np.ndarray:
    """RGBA (n×4 uint8) of signed values (n)."""
    return palette.signed[shades(values, reach)]
