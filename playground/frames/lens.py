"""Which unit is magnified while a pass is told, and where: beside the one in hand, else beside the one that its phase is most about.

Only where units are too small to see what happens in them. The magnified unit covers neither what its phase moves, nor the
numbers over the field, nor anything outside the picture; where there is no such place, none is drawn.
"""

from dataclasses import dataclass

import numpy as np

from playground.explain.subjects import Bias, Edge, Subject, Unit
from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, HEIGHT, WIDTH, Geometry
from playground.frames.passing import Pass
from playground.frames.pointing import Box, box

LARGE, LANE = 32.0, 6.0  # pixels: side of a unit in which all can be seen, and for each that is added up in it
SIDE, LARGEST = 84.0, 0.25 * HEIGHT  # of the magnified one: pixels, but at most so many units of the picture
WIDE = 98.0  # pixels of the plate's width at least: room for its text
LINE = 17.0  # pixels of height that a line of text needs to be read easily
BESIDE = 8.0  # pixels between a unit, whose light is wider than itself, and the plate
PLACES = 61  # for the plate to begin, from edge to edge
AIR, EDGE = 6.0, 4.0  # units of the picture around the plot; between the plate and the picture's edge


@dataclass(frozen=True)
class Lens:
    """A `unit`, its own `place`, the `plate` that it is magnified on, and the `plot` on that: side and middle of a square."""

    unit: Unit
    place: Box
    plate: Box
    plot: Box


def lens(geometry: Geometry, told: Pass | None, subject: Subject | None, scale: float, alone: bool = False) -> Lens | None:
    """In a picture of `scale` pixels a unit, had its type the usual size; `subject` is what the learner has in hand.

    `alone`: the picture ends where the network does, with neither field nor texts.
    """
    if told is None or told.brief or _is_large(geometry, scale):
        return None
    unit = _in_hand(geometry, subject) or _strongest(geometry, told)
    return unit and _placed(geometry, told, unit, scale, alone)


def _is_large(geometry: Geometry, scale: float) -> bool:
    """Whether units are large enough to show all in themselves, also the sum of the most that comes into one, bias included."""
    return geometry.unit_side * scale >= max(LARGE, LANE * (max(geometry.sizes[:-1]) + 1))


# -- which ------------------------------------------------------------------------------------------


def _in_hand(geometry: Geometry, subject: Subject | None) -> Unit | None:
    """The hidden unit in hand, or that which a weight or bias in hand leads into."""
    match subject:
        case Edge(layer, _, index) | Bias(layer, index) | Unit(layer, index) if 0 < layer < geometry.columns:
            return Unit(layer, index)
    return None


def _strongest(geometry: Geometry, told: Pass) -> Unit | None:
    """Of the hidden layer that the phase is at: forward that with the largest |a|, back the brightest; none where only its edges are spoken of."""
    layer, trace = told.phase.layer, told.trace
    if not 0 < layer < geometry.columns or told.phase.part == "W":
        return None
    strengths = [trace.a[layer - 1]] if told.phase.direction == "forward" else [trace.dz[layer - 1], trace.da[layer - 1]]
    sizes = [np.nan_to_num(np.abs(values), nan=np.inf) for values in strengths]
    return Unit(layer, max(range(len(sizes[0])), key=lambda n: [size[n] for size in sizes]) + 1)


# -- where ------------------------------------------------------------------------------------------


def _placed(geometry: Geometry, told: Pass, unit: Unit, scale: float, alone: bool) -> Lens | None:
    own = box(geometry, unit)
    side = min(SIDE / scale, LARGEST)
    width = height = side + 2 * AIR
    if not alone:
        width, height = max(width, WIDE / scale), height + LINE / scale
    lefts = _free(geometry, told, own, width, own.width / 2 + BESIDE / scale, alone)
    if not lefts.size:
        return None
    left = float(lefts[_least_covering(geometry, told, own, lefts, width)])
    low, high = (FIELD_BOTTOM, FIELD_BOTTOM + FIELD) if left + width > FIELD_LEFT else (EDGE, HEIGHT - EDGE)
    y = float(np.clip(own.y, low + height / 2, high - height / 2))
    plate = Box(left + width / 2, y, width, height)
    return Lens(unit, own, plate, Box(plate.x, y + height / 2 - AIR - side / 2, side, side))


def _free(geometry: Geometry, told: Pass, own: Box, width: float, near: float, alone: bool) -> np.ndarray:
    """Where the plate may begin, in the picture, beside the unit, and off what the phase moves."""
    last = WIDTH - EDGE - width
    lefts = np.array([*np.linspace(EDGE, last, PLACES), own.x - near - width, own.x + near])
    rights = lefts + width
    free = (EDGE <= lefts) & (lefts <= last) & ((rights <= own.x - near) | (lefts >= own.x + near))
    if alone or told.is_at_output:
        free &= rights <= FIELD_LEFT
    for start, end in _spoken_of(geometry, told):
        free &= (rights <= start) | (lefts >= end)
    return lefts[free]


def _least_covering(geometry: Geometry, told: Pass, own: Box, lefts: np.ndarray, width: float) -> int:
    """Of these places that which covers the fewest columns that the pass has come through, the field counted as one more, by how much
    of it is covered; then the nearest."""
    columns = np.append(_columns(geometry), FIELD_LEFT)  # where the output is
    direction, layer = told.phase.direction, told.phase.layer
    come = columns[layer:] if direction == "backward" else columns[: layer + 1] if direction in ("input", "forward") else columns
    half = geometry.unit_side / 2
    covered = ((lefts[:, None] < come + half) & (come - half < lefts[:, None] + width)).sum(axis=1) + np.clip(np.minimum(lefts + width, FIELD_LEFT + FIELD) - np.maximum(lefts, FIELD_LEFT), 0, None) / FIELD
    return int(np.lexsort([np.abs(lefts + width / 2 - own.x), covered])[0])


def _columns(geometry: Geometry) -> np.ndarray:
    """Where the columns of units stand."""
    return geometry.units[np.cumsum([0, *geometry.sizes[: geometry.columns - 1]]), 0]


def _spoken_of(geometry: Geometry, told: Pass):
    """From where to where in the picture something moves: in any phase of the layer that the pass is at and in which a unit is magnified by itself."""
    phase, half = told.phase, geometry.unit_side / 2
    if not phase.layer:
        return
    columns = [*_columns(geometry), FIELD_LEFT + half]
    after = min(phase.layer + (phase.direction == "backward"), geometry.columns)
    if phase.direction == "forward" or phase.part == "W":
        yield float(columns[phase.layer - 1] + half), float(columns[phase.layer] + half)
    yield float(columns[phase.layer] - half), float(columns[after] - half)
