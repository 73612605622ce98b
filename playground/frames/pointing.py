"""What stands at a place of the picture, and where in the picture a subject stands.

Places are in units of the picture, x from the left, y from below. Biases are small, so they go
before units, and units before the edges that end at them. The line over the field names ŷ on its
left, y in the middle, L on its right; the field itself is no subject: a place on it is a point of the plane.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.explain.subjects import Bias, Edge, Loss, Subject, Unit
from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, Geometry, on_plane

HEAD = 26.0  # height of the line «ŷ … y … L» over the field
OUTPUT_NAMED, LOSS_NAMED = 0.38 * FIELD, 0.31 * FIELD  # widths of «ŷ = …» at its beginning and «L = …» at its end
CONTROLS = (("x0", "cx0", "cx1", "x1"), ("y0", "cy0", "cy1", "y1"))
CURVE = tuple(name for names in zip(*CONTROLS, strict=True) for name in names)
ALONG = np.linspace(0, 1, 25)  # a curve's parameter at the corners of the straight pieces that stand for it
_BERNSTEIN = np.stack([(1 - ALONG) ** 3, 3 * (1 - ALONG) ** 2 * ALONG, 3 * (1 - ALONG) * ALONG**2, ALONG**3])


@dataclass(frozen=True)
class Box:
    """An upright rectangle by its centre."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies inside."""
        return abs(x - self.x) <= self.width / 2 and abs(y - self.y) <= self.height / 2

    def meets(self, other: "Box") -> bool:
        """Whether they have more than a border in common."""
        return 2 * abs(other.x - self.x) < self.width + other.width and 2 * abs(other.y - self.y) < self.height + other.height


WHOLE_FIELD = Box(FIELD_LEFT + FIELD / 2, FIELD_BOTTOM + FIELD / 2, FIELD, FIELD)
OUTPUT_HEAD = Box(FIELD_LEFT + OUTPUT_NAMED / 2, FIELD_BOTTOM + FIELD + HEAD / 2, OUTPUT_NAMED, HEAD)
LOSS_HEAD = Box(FIELD_LEFT + FIELD - LOSS_NAMED / 2, FIELD_BOTTOM + FIELD + HEAD / 2, LOSS_NAMED, HEAD)


def subject_at(geometry: Geometry, x: float, y: float, reach: float) -> Subject | None:
    """What the learner means by a place: what is there, or lies within `reach` of it; None for the field and for nothing."""
    place = np.array([x, y])
    small = _bias_at(geometry, place, reach) or _unit_at(geometry, place, reach) or _head_at(geometry, x, y)
    if small or on_plane(x, y) is not None:
        return small
    return _edge_at(geometry, place, reach)


def box(geometry: Geometry, subject: Unit | Bias | Loss) -> Box:
    """Where a unit, a bias or the loss stands; the output by its name over the field."""
    sizes = geometry.sizes
    match subject:
        case Loss():
            return LOSS_HEAD
        case Bias(layer, index):
            x, y = geometry.biases[sum(sizes[1:layer]) + index - 1]
            return Box(float(x), float(y), geometry.bias_side, geometry.bias_side)
        case Unit(layer, index) if layer < geometry.columns:
            x, y = geometry.units[sum(sizes[:layer]) + index - 1]
            return Box(float(x), float(y), geometry.unit_side, geometry.unit_side)
    return OUTPUT_HEAD


def edge_number(sizes: Sequence[int], edge: Edge) -> int:
    """The place of an edge in the order of `Geometry.edges`."""
    before = sum(a * b for a, b in zip(sizes[: edge.layer - 1], sizes[1 : edge.layer], strict=True))
    return before + (edge.source - 1) * sizes[edge.layer] + edge.target - 1


def _bias_at(geometry: Geometry, place: np.ndarray, reach: float) -> Bias | None:
    """Its square is small: the pointer may miss it a little, but not take a unit for its bias."""
    found, distance = _nearest(geometry.biases, place)
    half = max(geometry.bias_side / 2, min(reach, geometry.unit_side / 4))
    return Bias(*_numbered(geometry.sizes[1:], found, first=1)) if distance <= half else None


def _unit_at(geometry: Geometry, place: np.ndarray, reach: float) -> Unit | None:
    """In deep networks units are small, so what is near one counts too, but not where edges have room."""
    found, distance = _nearest(geometry.units, place)
    half = max(geometry.unit_side / 2, min(reach, geometry.gap / 3))
    return Unit(*_numbered(geometry.sizes[:-1], found, first=0)) if distance <= half else None


def _nearest(centres: np.ndarray, place: np.ndarray) -> tuple[int, float]:
    """(which, distance) of the nearest of squares, by the greater of the two distances along the axes."""
    distances = np.abs(centres - place).max(axis=1)
    found = int(distances.argmin())
    return found, float(distances[found])


def _numbered(sizes: Sequence[int], position: int, first: int) -> tuple[int, int]:
    """(layer, index) of a position in a list of units, layer by layer from layer `first`."""
    ends = np.cumsum(sizes)
    row = int(np.searchsorted(ends, position, side="right"))
    return row + first, position - int(ends[row] - sizes[row]) + 1


def _head_at(geometry: Geometry, x: float, y: float) -> Unit | Loss | None:
    if LOSS_HEAD.holds(x, y):
        return Loss()
    return Unit(geometry.columns, 1) if OUTPUT_HEAD.holds(x, y) else None


def _edge_at(geometry: Geometry, place: np.ndarray, reach: float) -> Edge | None:
    """The nearest curve among those that cross the gap between two columns."""
    k = int((place[0] - geometry.units[0, 0]) // geometry.gap)
    if not 0 <= k < geometry.columns:
        return None
    sources, targets = geometry.sizes[k : k + 2]
    first = edge_number(geometry.sizes, Edge(k + 1, 1, 1))
    distances = _distances(geometry, slice(first, first + sources * targets), place)
    found = int(distances.argmin())
    return Edge(k + 1, found // targets + 1, found % targets + 1) if distances[found] <= reach else None


def _distances(geometry: Geometry, which: slice, place: np.ndarray) -> np.ndarray:
    """From a place to each of some edges (n,)."""
    x, y = (np.column_stack([geometry.edges[name][which] for name in names]) @ _BERNSTEIN for names in CONTROLS)
    start_x, start_y, along_x, along_y = x[:, :-1], y[:, :-1], np.diff(x), np.diff(y)
    part = (place[0] - start_x) * along_x + (place[1] - start_y) * along_y
    part = np.clip(part / (along_x**2 + along_y**2), 0, 1)  # how far along each piece its nearest point lies
    return np.hypot(start_x + part * along_x - place[0], start_y + part * along_y - place[1]).min(axis=1)
