"""Lights that travel along the edges of one weight layer while a phase goes by: the signal on its way, or the gradient back.

A light is two strokes from its tip: forward both lie behind it, like the tail of a comet, in the colour of what it
carries; backward they open to a chevron of light that points where it goes, as large and bright as the scale of light
(`frames.light`) has it. At rest there is none.
"""

from dataclasses import dataclass

import numpy as np

from playground.frames import light
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.colours import Palette, signed_colours
from playground.frames.geometry import OPENING, Geometry
from playground.frames.lamps import ARRIVED
from playground.trace import Phase

WIDEST, STROKE = 7.0, 3.0  # pixels: a comet's width at most, a chevron's arms
TAIL = 1.6  # a comet's length, in lengths of the largest chevron's arm
FULL = 2.0  # a signal of this size is as wide as any
SMALLEST = 0.12  # of the largest light; weaker ones are not drawn
FADE = 0.12  # the part of its way in which a light comes up, and again goes out
NUMBERS = ("x0", "y0", "x1", "y1", "width")


@dataclass(frozen=True)
class Flow:
    """What runs along the edges into a layer (from 1): signed values (n_in × n_out), forward or backward."""

    layer: int
    values: np.ndarray
    backward: bool = False


def flow(phase: Phase, weights: list, trace) -> Flow | None:
    """What flows in a phase: w·a with z, w·δ with a hidden layer's ∂L/∂a, ∂L/∂w with the gradient; None where nothing does."""
    layer = phase.edges(len(weights))
    if layer is None:
        return None
    if phase.part == "W":
        return Flow(layer, trace.dW[layer - 1], backward=True)
    backward = phase.direction == "backward"
    before = trace.a[layer - 2] if layer > 1 else trace.inputs
    with np.errstate(all="ignore"):
        return Flow(layer, weights[layer - 1] * (trace.dz[layer - 1] if backward else before[:, None]), backward)


class LightsFrame:
    """Fills the source `lights`: as many as the largest layer has edges, for only one layer is lit at a time."""

    def __init__(self, geometry: Geometry):
        sizes = geometry.sizes
        counts = [a * b for a, b in zip(sizes, sizes[1:], strict=False)]
        ends = np.cumsum(counts).tolist()
        self._geometry, self._lights = geometry, max(counts)
        self._edges = [slice(end - count, end) for end, count in zip(ends, counts, strict=True)]

    def fields(self) -> list[Field]:
        strokes = 2 * self._lights
        numbers = [Field(f"lights.{name}", "column", "float32", (strokes,)) for name in NUMBERS]
        return [*numbers, Field("lights.color", "column", "uint8", (strokes, 4))]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """No column stays as it is."""
        return {"lights": {}}

    def fill(self, out: FrameBuffer, flow: Flow | None, progress: float, palette: Palette) -> None:
        """The lights of a flow that has come so far (0 to 1) through its phase."""
        for name in (*NUMBERS, "color"):
            out[f"lights.{name}"].fill(0)
        way = min(progress / ARRIVED, 1.0)
        if flow is None or not 0 < way < 1:
            return
        size = _sizes(flow)
        lit = np.flatnonzero(size >= SMALLEST)
        place = self._places(flow, way, lit)
        strokes = np.concatenate([lit, lit + self._lights])
        self._draw(out, strokes, place, size[lit], flow.backward)
        out["lights.color"][strokes] = np.tile(_colours(flow, lit, _glow(way), palette), (2, 1))

    def _places(self, flow: Flow, way: float, lit: np.ndarray) -> dict[str, np.ndarray]:
        eased = way * way * (3 - 2 * way)
        along = 1 - eased if flow.backward else eased
        places = self._geometry.along(along, self._edges[flow.layer - 1])
        return {name: values[lit] for name, values in places.items()}

    def _draw(self, out, strokes, place, size, backward):
        """Both strokes of each light, from its tip against the way it goes."""
        arm, opening = self._geometry.largest_mark * size, OPENING if backward else 0.0
        behind = place["direction"] + (0.0 if backward else np.pi)
        angles = np.concatenate([behind + opening, behind - opening])
        length = np.tile(arm if backward else TAIL * arm, 2)
        x, y = np.tile(place["x"], 2), np.tile(place["y"], 2)
        out["lights.x0"][strokes], out["lights.y0"][strokes] = x, y
        out["lights.x1"][strokes] = x + length * np.cos(angles)
        out["lights.y1"][strokes] = y + length * np.sin(angles)
        out["lights.width"][strokes] = STROKE if backward else np.tile(WIDEST * size, 2)


def _sizes(flow: Flow) -> np.ndarray:
    """Of the largest light: for a signal the square root of its strength, for a gradient the square of its level of light."""
    if flow.backward:
        return np.square(light.level(flow.values.ravel()))
    with np.errstate(all="ignore"):
        size = np.sqrt(np.minimum(np.abs(flow.values.ravel()) / FULL, 1.0))
    return np.nan_to_num(size, nan=0.0)


def _colours(flow: Flow, lit: np.ndarray, glow: float, palette: Palette) -> np.ndarray:
    if flow.backward:
        colours = light.colours(light.level(flow.values.ravel()[lit]), palette)
    else:
        colours = signed_colours(np.sign(flow.values.ravel()[lit]), 1.0, palette)
    colours[:, 3] = round(255 * glow)
    return colours


def _glow(way: float) -> float:
    """Opacity: it comes up where a light sets out and goes out where it arrives."""
    return min(1.0, way / FADE, (1 - way) / FADE)
