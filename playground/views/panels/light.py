"""The legend of light: a mark for every decade of |δ| and |∂L/∂w|, drawn as in the picture, always with its true size.

Where a pass is turned up, the same marks stand for smaller sizes, and the legend says by how much. Where all is white it goes
on as far as the brightest light in sight. What the picture cannot show as large as it is has a note.
"""

from math import cos, log10, sin

import numpy as np
from markupsafe import Markup

from playground.explain.digits import plain, ten_to
from playground.frames.brightest import brightest
from playground.frames.colours import DARK, LIGHT, Palette
from playground.frames.gauge import is_cut_off
from playground.frames.geometry import OPENING
from playground.frames.light import DECADES, WHITE, colours, cores, level
from playground.trace import Phase
from playground.views import networks
from playground.views.arrived import arrived
from playground.views.brightness import gain
from playground.views.html import el, join
from playground.views.names import name_of

FOLLOWS = frozenset({"config", "study", "status", "phase", "arrived"})
ACTIONS: dict = {}
PLACES = (*range(14, 14 + 15 * (DECADES + 1), 15), 173)  # pixels from the left to the middle of each mark: of every decade up to 1, and of what is beyond
NAMED = 2  # every so many decades, and what is beyond 1
ARM, STROKE, LEAST = 6.5, 2.2, 1.2  # pixels of a mark at level 1: length of its arms, width; and of its arms at least
WIDTH, HEIGHT, MIDDLE = 202, 28, 8  # pixels of the drawing


def html(session, say) -> Markup:
    turned_up, largest = round(log10(gain(session))), _largest(session)
    factor = say("page.legend.turned_up", factor="×1000" if turned_up == 3 else f"×{ten_to(turned_up)}")
    told = el("span", say("page.legend.light.beyond", size=_written(largest)), class_="heard") if largest >= WHITE else None
    scale = _scale(DARK if session.dark or session.night else LIGHT, turned_up, largest)
    drawing = el("span", scale, class_="scale", data_night=session.night)
    name = el("span", say("page.legend.light"), data_alone=session.tutor.glows)
    notes = [el("span", note) for note in _notes(session, say)]
    return join([name, told, drawing, el("strong", factor) if turned_up else None, *notes])


def _largest(session) -> float:
    """The brightest light in sight, of all networks that are drawn; ∞ where it is past all numbers."""
    until = arrived(session)
    if until == "" or not session.tutor.lights:
        return 0.0
    traces = [session.passing()[1]]
    if networks.are_drawn(session):
        traces += [networks.trace_of(session, training) for training in networks.networks(session)[1:]]
    lights = [brightest(trace, Phase.of(until) if until else None) for trace in traces]
    return max((light.size for light in lights if light), default=0.0)


def _notes(session, say):
    """What is larger than it is drawn."""
    open_wide = sorted({a.name for a in session.training.network.activations[:-1] if a.greatest_slope > 1})
    if open_wide:
        yield say("page.legend.opening", activation=", ".join(map(name_of, open_wide)))
    if session.phase and Phase.of(session.phase).direction in ("loss", "backward") and is_cut_off(*session.passing(), session.training.loss):
        yield say("page.legend.cut_off")


# -- the drawing ----------------------------------------------------------------------------------


def _scale(palette: Palette, turned_up: int, largest: float) -> Markup:
    """A mark for each decade, with the sizes that have them where light is turned up by so many of them, and one for what is beyond.

    That is the largest, with its size, or whatever may come; nothing is while light is turned up. The drawing is as wide in any
    case: while a pass is told the legend must not move what stands below it.
    """
    lit = level(np.append(10.0 ** np.arange(-DECADES, 1.0), max(largest, WHITE)))[: -1 if turned_up else None]
    shades = colours(lit, palette)[:, :3].tolist()
    marks = [_mark(*mark) for mark in zip(PLACES, lit.tolist(), shades, cores(lit, palette).tolist(), strict=False)]
    every = 2 * NAMED if turned_up else NAMED  # powers of two digits need more room
    named = {n: ten_to(n - DECADES - turned_up) for n in range(0, DECADES + 1, every)}
    named |= {} if turned_up else {DECADES + 1: _written(largest) if largest >= WHITE else ">1"}
    names = [el("text", name, x=PLACES[n], y=HEIGHT - 2, text_anchor="middle") for n, name in named.items()]
    return el("svg", marks, names, width=WIDTH, height=HEIGHT, viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true")


def _written(size: float) -> str:
    return plain(size, 2) if np.isfinite(size) else "∞"


def _mark(place: int, lit: float, shade: list[int], core: float) -> list[Markup]:
    """A chevron that points to the left, where the way back leads; above 1 it is thicker, on paper with a white core."""
    arm = max(ARM * lit**2, LEAST)
    x, y = arm * cos(OPENING), arm * sin(OPENING)
    tip = place - x / 2
    path = f"M{tip + x:.2f} {MIDDLE - y:.2f}L{tip:.2f} {MIDDLE}L{tip + x:.2f} {MIDDLE + y:.2f}"
    thick = 2 * STROKE if lit > 1 else STROKE
    strokes = [(f"rgb({','.join(map(str, shade))})", thick), (LIGHT.card, thick * core)]
    return [el("path", d=path, stroke=colour, stroke_width=f"{width:.2f}") for colour, width in strokes if width]
