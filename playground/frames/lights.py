"""Lights that travel along the edges of one weight layer while a phase goes by: the signal on its way, or the error back.

A light is two strokes from its tip: forward both lie behind it, like the tail of a comet, in the colour of what it
carries; backward they open to a chevron of light that points where it goes, as large and bright as the scale of light
(`frames.light`) has it. Where ∂L/∂W is made, an edge has both: they meet, and go out while its gradient lights up.
Weak ones are not drawn beside others; where all are weak, all are, as small as the smallest: next to nothing is seen to come.
At rest there is none.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.frames import light
from playground.frames.buffer import Field, FrameBuffer, mark_fields
from playground.frames.colours import Palette, rgba, signed_colours
from playground.frames.geometry import MARK, OPENING, Geometry
from playground.frames.passing import ARRIVED, MEETING, MERGED, Pass, arrivals, eased

TRIP = 0.5  # the longest part of a phase that a contribution is on its way
WIDEST, STROKE = 7.0, 3.0  # pixels: a comet's width at most, a chevron's arms
TAIL = 1.6  # a comet's length, in lengths of the largest chevron's arm
FULL = 2.0  # a signal of this size is as wide as any
SMALLEST = 0.12  # of the largest light; weaker ones are not drawn beside others
FADE = 0.12  # the part of its way in which a light comes up, and again goes out
NUMBERS = ("x0", "y0", "x1", "y1", "width")


@dataclass(frozen=True)
class Stream:
    """What runs along the edges into a layer (from 1): values (n_in × n_out), as signals or, `back`, as light.

    `begins`, `ends`: when, in parts of the phase, one for all edges or n_in × 1; `way`: from where to where, 0 at an edge's source;
    `gain`: what its light is turned up by; `stays`: until when its lights stand where they have met others, None where they just arrive.
    """

    layer: int
    values: np.ndarray
    ends: np.ndarray | float
    way: tuple[float, float]
    begins: np.ndarray | float = 0.0
    gain: float = 1.0
    stays: float | None = None

    @property
    def back(self) -> bool:
        return self.way[0] > self.way[1]

    @cached_property
    def sizes(self) -> np.ndarray:
        """Of the largest light: for a signal the square root of its strength, for the error the square of its level of light."""
        sizes = np.square(light.level(self.values.ravel(), self.gain)) if self.back else self._strengths()
        return sizes if (sizes >= SMALLEST).any() else np.full_like(sizes, SMALLEST)

    def _strengths(self):
        with np.errstate(all="ignore"):
            return np.nan_to_num(np.sqrt(np.minimum(np.abs(self.values.ravel()) / FULL, 1.0)), nan=0.0)


def streams(told: Pass) -> list[Stream]:
    """What flows in a phase: w·a with z, w·δ with a hidden layer's ∂L/∂a, a and δ with the gradient that they make; else nothing."""
    trace, phase = told.trace, told.phase
    layer = phase.edges(len(trace.z))
    if layer is None:
        return []
    before, weights = told.before(layer)[:, None], told.network.weights[layer - 1]
    with np.errstate(all="ignore"):
        if phase.direction == "forward":
            ends = arrivals(len(before), told.network.biases[layer - 1].any())[:-1, None]
            return [Stream(layer, weights * before, ends, (0.0, 1.0), np.maximum(ends - TRIP, 0.0))]
        if phase.part == "a":
            return [Stream(layer, weights * trace.dz[layer - 1], ARRIVED, (1.0, 0.0), gain=told.gain)]
        shape = np.ones_like(weights)
        error = Stream(layer, trace.dz[layer - 1] * shape, MEETING, (1.0, MARK), gain=told.gain, stays=MERGED)
        return [Stream(layer, before * shape, MEETING, (0.0, MARK), stays=MERGED), error]


class LightsFrame:
    """Fills the source `lights`: two for each edge of the largest layer, for only one layer is lit at a time."""

    def __init__(self, geometry: Geometry):
        sizes = geometry.sizes
        counts = [a * b for a, b in zip(sizes, sizes[1:], strict=False)]
        ends = np.cumsum(counts).tolist()
        self._geometry, self._lights = geometry, 2 * max(counts)
        self._edges = [slice(end - count, end) for end, count in zip(ends, counts, strict=True)]
        self._trace = self._phase = self._streams = None

    def fields(self) -> list[Field]:
        return mark_fields("lights", NUMBERS, 2 * self._lights)

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """No column stays as it is."""
        return {"lights": {}}

    def fill(self, out: FrameBuffer, told: Pass | None, palette: Palette) -> None:
        """The lights of a pass; without one there are none."""
        for name in (*NUMBERS, "color"):
            out[f"lights.{name}"].fill(0)
        first = 0
        for stream in self._followed(told) if told else ():
            self._draw(out, first, stream, told.progress, palette)
            first += stream.values.size

    def _followed(self, told: Pass) -> list[Stream]:
        """While a phase goes by its streams stay the same."""
        trace, phase = told.trace, (told.phase, told.gain)
        if trace is not self._trace or phase != self._phase:
            self._trace, self._phase, self._streams = trace, phase, streams(told)
        return self._streams

    def _draw(self, out, first: int, stream: Stream, progress: float, palette: Palette) -> None:
        """Both strokes of each light of a stream, from its tip against the way it goes."""
        size, way = stream.sizes, _ways(stream, progress)
        opacity = _opacities(stream, progress, way)
        lit = np.flatnonzero((size >= SMALLEST) & (opacity > 0))
        size, way = size[lit], way[lit]
        place = self._geometry.along(stream.way[0] + (stream.way[1] - stream.way[0]) * eased(way), self._edges[stream.layer - 1], lit)
        arm, opening = self._geometry.largest_mark * size, OPENING if stream.back else 0.0
        behind = place["direction"] + (0.0 if stream.back else np.pi)
        angles = np.concatenate([behind + opening, behind - opening])
        length = np.tile(arm if stream.back else TAIL * arm, 2)
        x, y = np.tile(place["x"], 2), np.tile(place["y"], 2)
        strokes = np.concatenate([first + lit, first + lit + self._lights])
        out["lights.x0"][strokes], out["lights.y0"][strokes] = x, y
        out["lights.x1"][strokes] = x + length * np.cos(angles)
        out["lights.y1"][strokes] = y + length * np.sin(angles)
        out["lights.width"][strokes] = STROKE if stream.back else np.tile(WIDEST * size, 2)
        out["lights.color"][strokes] = np.tile(_colours(stream, lit, opacity[lit], palette), (2, 1))


def _ways(stream: Stream, progress: float) -> np.ndarray:
    """How far on its way each light is; below 0 it has not set out, from 1 on it has arrived."""
    way = (progress - stream.begins) / (stream.ends - stream.begins)
    return np.broadcast_to(way, stream.values.shape).ravel()


def _opacities(stream: Stream, progress: float, way: np.ndarray) -> np.ndarray:
    """Lights come up where they set out and go out where they arrive; those that meet others do so once they have met (0 to 1)."""
    going = (1 - way) / FADE if stream.stays is None else (stream.stays - progress) / (stream.stays - stream.ends)
    return np.clip(np.minimum(way / FADE, going), 0, 1)


def _colours(stream: Stream, lit: np.ndarray, opacity: np.ndarray, palette: Palette) -> np.ndarray:
    values = np.nan_to_num(stream.values.ravel()[lit])
    colours = light.colours(light.level(values, stream.gain), palette) if stream.back else signed_colours(np.sign(values), 1.0, palette)
    if not stream.back:
        colours[values == 0] = rgba(palette.soft)  # the middle of both signs is hardly told from the card
    colours[:, 3] = (255 * opacity).round()
    return colours
