"""A network by the light of its error alone, as small as a stamp: what the frames draw of it, as the paths of an SVG."""

from typing import NamedTuple

import numpy as np

from playground.frames import light
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import Palette
from playground.frames.compared_networks import WHOLE
from playground.frames.emphasis import at_rest
from playground.frames.geometry import HEIGHT, Geometry
from playground.frames.lamps import lamps
from playground.frames.network import NetworkFrame

WIDTH = WHOLE  # of the picture, HEIGHT high
THINNER = 0.24  # all lines are than in the large picture
FINE = 4  # strokes of one picture for each decade: what differs by less than that is drawn alike


class Stroke(NamedTuple):
    """Many lines of one colour (hex) and width (pixels) in one `path`, y downwards."""

    path: str
    colour: str
    width: float


def miniature(network, trace, palette: Palette) -> list[Stroke]:
    """Edges as bright and wide as |∂L/∂w|, the darkest first and what is without light not at all; then outlines of the units, in the light of |δ|."""
    geometry = Geometry(network.sizes)
    frame = NetworkFrame(geometry)
    out, lit = FrameBuffer(frame.fields()), lamps(trace)
    frame.fill(out, network, trace, at_rest(len(network.weights), beams=True), lit, palette)
    levels = light.level(np.concatenate([layer.ravel() for layer in trace.dW]))
    edges = _strokes(levels, _curves(geometry), out["edges.color"], out["edges.width"])
    units = _strokes(np.concatenate([np.zeros(network.sizes[0]), lit]), _squares(geometry), out["units.glow"], out["units.halo"])
    return [*(stroke for step, stroke in edges.items() if step), *units.values()]


def _strokes(levels: np.ndarray, paths: list[str], colours: np.ndarray, widths: np.ndarray) -> dict[int, Stroke]:
    """By their level in steps of a FINE part of a decade, in its order."""
    steps = np.ceil(levels * light.DECADES * FINE).astype(int)
    found = {}
    for step in np.unique(steps).tolist():
        members = np.flatnonzero(steps == step)
        brightest = members[levels[members].argmax()]
        colour = "#" + bytes(colours[brightest, :3]).hex()
        found[step] = Stroke("".join(paths[n] for n in members), colour, round(float(widths[brightest]) * THINNER, 2))
    return found


def _curves(geometry: Geometry) -> list[str]:
    e = {name: values if name.endswith("x") or name[:-1].endswith("x") else HEIGHT - values for name, values in geometry.edges.items()}
    ends = zip(*(e[name].round().astype(int).tolist() for name in ("x0", "y0", "cx0", "cy0", "cx1", "cy1", "x1", "y1")), strict=True)
    return ["M{} {}C{} {} {} {} {} {}".format(*each) for each in ends]


def _squares(geometry: Geometry) -> list[str]:
    side = round(geometry.unit_side)
    corners = np.column_stack([geometry.units[:, 0] - side / 2, HEIGHT - geometry.units[:, 1] - side / 2]).round().astype(int)
    return [f"M{x} {y}h{side}v{side}h-{side}z" for x, y in corners.tolist()]
