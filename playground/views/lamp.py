"""A lamp beside a number that is |δ| or |∂L/∂w|: as large and bright as its light in the picture."""

from functools import lru_cache

import numpy as np
from markupsafe import Markup

from playground.frames.colours import DARK, LIGHT, Palette
from playground.frames.light import DECADES, colours, level
from playground.views.html import el

LEAST, MOST = 1.4, 4.4  # pixels of radius at level 0 and from level 1 on
SIDE = 10
FINE = 4  # parts of a decade that are told apart


def lamp(value: float, session) -> Markup:
    """In the colours of the page."""
    steps = round(float(level(np.array([value]))[0]) * DECADES * FINE)
    return _drawn(steps / (DECADES * FINE), DARK if session.dark else LIGHT)


@lru_cache(maxsize=128)
def _drawn(lit: float, palette: Palette) -> Markup:
    radius = LEAST + (MOST - LEAST) * min(lit, 1.0) ** 2
    red, green, blue, _ = colours(np.array([lit]), palette)[0].tolist()
    bulb = el("circle", cx=SIDE / 2, cy=SIDE / 2, r=f"{radius:.2f}", fill=f"rgb({red},{green},{blue})")
    return el("svg", bulb, class_="lamp", width=SIDE, height=SIDE, viewBox=f"0 0 {SIDE} {SIDE}", aria_hidden="true")
