"""The legend of light: a mark for every decade of |δ| and |∂L/∂w|, drawn as in the picture, always with its true size."""

from math import cos, sin

import numpy as np
from markupsafe import Markup

from playground.frames.colours import DARK, LIGHT
from playground.frames.geometry import OPENING
from playground.frames.light import DECADES, colours, level
from playground.views.html import el, join

FOLLOWS = frozenset({"config"})
ACTIONS: dict = {}
POWERS = range(-DECADES, 2)  # the last stands for all that is larger than 1
NAMED = {-8: "10⁻⁸", -6: "10⁻⁶", -4: "10⁻⁴", -2: "10⁻²", 0: "1", 1: ">1"}
STEP, APART = 17, 10  # pixels between marks, and more before the one for all beyond 1
ARM, LEAST, MIDDLE, HEIGHT = 9.0, 1.2, 8, 28  # pixels: arms at level 1 and at level 0, of the drawing


def html(session, say) -> Markup:
    levels = level(10.0 ** np.array(POWERS))
    shades = colours(levels, DARK if session.dark else LIGHT)[:, :3].tolist()
    marks = [_mark(n, lit, shade) for n, (lit, shade) in enumerate(zip(levels.tolist(), shades, strict=True))]
    names = [el("text", name, x=_place(power + DECADES), y=HEIGHT - 2, text_anchor="middle") for power, name in NAMED.items()]
    width = _place(len(POWERS))
    drawing = el("svg", marks, names, width=width, height=HEIGHT, viewBox=f"0 0 {width} {HEIGHT}", aria_hidden="true")
    return join([el("span", say("page.legend.light")), drawing])


def _place(n: int) -> int:
    return 14 + n * STEP + APART * (n > DECADES)


def _mark(n: int, lit: float, shade: list[int]) -> Markup:
    """A chevron that points to the left, where the way back leads."""
    arm = max(ARM * lit**2, LEAST)
    x, y = arm * cos(OPENING), arm * sin(OPENING)
    tip = _place(n) - x / 2
    return el("path", d=f"M{tip + x:.2f} {MIDDLE - y:.2f}L{tip:.2f} {MIDDLE}L{tip + x:.2f} {MIDDLE + y:.2f}", stroke=f"rgb({','.join(map(str, shade))})")
