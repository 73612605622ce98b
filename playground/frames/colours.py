"""Colours of values: one diverging scale for signed values, the same meaning everywhere.

Blue is positive, orange negative: told apart by colour-blind eyes too. Magenta is gradients only.
"""

from dataclasses import dataclass

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


def _scale(palette: Palette) -> np.ndarray:
    stops = np.array([rgb(palette.negative), rgb(palette.neutral), rgb(palette.positive)])
    position = np.linspace(-1, 1, SHADES)
    channels = [np.interp(position, (-1, 0, 1), stops[:, channel]) for channel in range(3)]
    return np.column_stack([*channels, np.full(SHADES, 255)]).round().astype(np.uint8)


_SCALES = {palette: _scale(palette) for palette in (LIGHT, DARK)}


def shades(values: np.ndarray, reach: float) -> np.ndarray:
    """Index into a signed scale: −reach is 0, zero is the middle, +reach is 255; beyond is cut off."""
    scaled = np.multiply(values, (SHADES - 1) / 2 / reach)
    scaled += (SHADES - 1) / 2
    return np.clip(scaled, 0, SHADES - 1, out=scaled).astype(np.uint8)


def signed_colours(values: np.ndarray, reach: float, palette: Palette) -> np.ndarray:
    """RGBA (n×4 uint8) of signed values (n)."""
    return palette.signed[shades(values, reach)]
