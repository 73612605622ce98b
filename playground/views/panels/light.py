"""The legend of light: a mark for every decade of |δ| and |∂L/∂w|, drawn as in the picture, always with its true size.

Where a pass is turned up, the same marks stand for smaller sizes, and the legend says by how much.
"""

from functools import lru_cache
from math import cos, log10, sin

import numpy as np
from markupsafe import Markup

from playground.explain.digits import ten_to
from playground.frames.colours import DARK, LIGHT, Palette
from playground.frames.geometry import OPENING
from playground.frames.light import DECADES, colours, level
from playground.views.brightness import gain
from playground.views.html import el, join

FOLLOWS = frozenset({"config", "study", "status", "phase"})
ACTIONS: dict = {}
NAMED = 2  # every so many decades, and what is beyond 1
STEP, APART = 17, 10  # pixels between marks, and more before the one for all beyond 1
ARM, LEAST, MIDDLE, HEIGHT = 9.0, 1.2, 8, 28  # pixels: arms at level 1 and at level 0, of the drawing


def html(session, say) -> Markup:
    turned_up = round(log10(gain(session)))
    factor = say("page.legend.turned_up", factor="×1000" if turned_up == 3 else f"×{ten_to(turned_up)}")
    scale = _scale(DARK if session.dark or session.night else LIGHT, turned_up)
    drawing = el("span", scale, class_="scale", data_night=session.night)
    return join([el("span", say("page.legend.light"), data_alone=session.tutor.glows), drawing, el("strong", factor) if turned_up else None])


@lru_cache
def _scale(palette: Palette, turned_up: int) -> Markup:
    """Marks for the levels of whole decades, with the sizes that have them where light is turned up by so many decades.

    The last stands for all that is larger than 1; nothing is while light is turned up.
    """
    powers = range(-DECADES, 1 if turned_up else 2)
    levels = level(10.0 ** np.array(powers))
    shades = colours(levels, palette)[:, :3].tolist()
    marks = [_mark(n, lit, shade) for n, (lit, shade) in enumerate(zip(levels.tolist(), shades, strict=True))]
    named = {power: ten_to(power - turned_up) for power in range(-DECADES, 1, NAMED)} | ({} if turned_up else {1: ">1"})
    names = [el("text", name, x=_place(power + DECADES), y=HEIGHT - 2, text_anchor="middle") for power, name in named.items()]
    width = _place(len(powers) - 1) + STEP
    return el("svg", marks, names, width=width, height=HEIGHT, viewBox=f"0 0 {width} {HEIGHT}", aria_hidden="true")


def _place(n: int) -> int:
    return 14 + n * STEP + APART * (n > DECADES)


def _mark(n: int, lit: float, shade: list[int]) -> Markup:
    """A chevron that points to the left, where the way back leads."""
    arm = max(ARM * lit**2, LEAST)
    x, y = arm * cos(OPENING), arm * sin(OPENING)
    tip = _place(n) - x / 2
    return el("path", d=f"M{tip + x:.2f} {MIDDLE - y:.2f}L{tip:.2f} {MIDDLE}L{tip + x:.2f} {MIDDLE + y:.2f}", stroke=f"rgb({','.join(map(str, shade))})")
