"""Small pictures to choose by: the points of a data set, the curve of an activation. Paths as SVG writes them."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from playground.config import Config
from playground.engine import ACTIVATIONS, make_dataset
from playground.frames.geometry import PLANE

SIDE = 44  # units of a picture's width, and of a data set's height
CURVE_HEIGHT = 28
POINTS, MARGIN = 56, 3  # how many of a data set are drawn, and what stays free around them
REACH, FLOOR, CEILING = 4.0, -1.4, 2.4  # of an activation: z from −4 to 4, a from −1.4 to 2.4; the frame cuts the rest
BANDS = (1.0, 0.6, 0.3)  # shares of the greatest target that are told apart by their strength


class Dots(NamedTuple):
    """Points of one sign and `strength` (of BANDS) in one path: each is a line without length, drawn with a round end."""

    positive: bool
    strength: float
    path: str


@lru_cache(maxsize=16)
def dots(data: str, points: tuple = ()) -> tuple[Dots, ...]:
    """A data set's points, strongest first; `points` are those of data="custom"."""
    config = Config(data=data, samples=POINTS, **({"points": points[:POINTS]} if points else {}))
    parts = make_dataset(config)
    x, y = (np.concatenate([getattr(part, name) for part in (parts.train, parts.test)]) for name in ("x", "y"))
    places, strengths = _on_thumbnail(x), np.abs(y) / np.abs(y).max()
    bands = np.array(BANDS)[np.abs(strengths[:, None] - BANDS).argmin(axis=1)]
    groups = ((positive, band) for band in BANDS for positive in (True, False))
    made = (Dots(positive, band, _dotted(places[(bands == band) & ((y > 0) == positive)])) for positive, band in groups)
    return tuple(group for group in made if group.path)


@lru_cache(maxsize=16)
def curve(activation: str) -> str:
    """The path of an activation's curve over z from −4 to 4; the axes cross at (AXIS_X, AXIS_Y)."""
    z = np.linspace(-REACH, REACH, 33)
    a = ACTIVATIONS[activation](z)
    return "M" + "L".join(f"{x:.3g} {y:.3g}" for x, y in zip(_across(z), _up(a), strict=True))


def _across(z):
    return (z + REACH) * SIDE / (2 * REACH)


def _up(a):
    return (CEILING - a) * CURVE_HEIGHT / (CEILING - FLOOR)


AXIS_X, AXIS_Y = float(_across(0)), float(_up(0))


def _on_thumbnail(points):
    """Places (n×2), y downwards, of points (n×2) of the plane."""
    scale = (SIDE / 2 - MARGIN) / PLANE
    return SIDE / 2 + points * [scale, -scale]


def _dotted(places):
    return "".join(f"M{x:.3g} {y:.3g}h0" for x, y in places)
