"""Where everything stands in the picture of a network, in units of which the picture is 1000 wide and 600 high."""

from functools import cached_property

import numpy as np

WIDTH, HEIGHT = 1000.0, 600.0
LEFT, TOP, BOTTOM = 52.0, 26.0, 34.0
FIELD = 340.0  # side of the square that shows the output over the plane
FIELD_LEFT, FIELD_BOTTOM = WIDTH - FIELD - 22.0, (HEIGHT - FIELD) / 2
LARGEST_UNIT, SMALLEST_UNIT, LARGEST_BIAS, LARGEST_MARK = 62.0, 7.0, 12.0, 15.0
SUM, BEND, ABOVE_BIAS = FIELD_LEFT - 230.0, FIELD_LEFT - 95.0, 92.0  # of a single neuron: x of Σ and of f; how far its bias lies below Σ
SUM_RADIUS, BEND_SIDE = 34.0, 76.0  # of the circle around Σ, of the square around f
MARK = 0.36  # of the way along its edge: where the mark of a gradient is
OPENING = 0.6  # radians between an edge and a chevron's arm
AWAY = -100.0  # a place outside the picture
PLANE = 6.0  # the plane reaches from −6 to 6 in both directions


class Geometry:
    """Positions for a network of the given layer sizes (inputs, hidden …, output).

    Units are listed layer by layer, edges layer by layer with the source unit as the slow index,
    as `weights[k].ravel()` has them. A single neuron has room enough to be drawn whole: its edges end at Σ.
    """

    def __init__(self, sizes: tuple[int, ...]):
        self.sizes = tuple(sizes)
        self.columns = len(sizes) - 1  # inputs and hidden layers; the output's column is the field

    @cached_property
    def gap(self) -> float:
        return (FIELD_LEFT - LEFT) / self.columns

    @cached_property
    def unit_side(self) -> float:
        tallest = max(self.sizes[:-1])
        side = min(LARGEST_UNIT, 0.66 * (HEIGHT - TOP - BOTTOM) / tallest, 0.5 * self.gap)
        return max(SMALLEST_UNIT, side)

    @cached_property
    def bias_side(self) -> float:
        return min(LARGEST_BIAS, 0.4 * self.unit_side)

    @cached_property
    def largest_mark(self) -> float:
        """Length of the largest chevron's arms."""
        return min(LARGEST_MARK, 0.35 * self.gap)

    @cached_property
    def units(self) -> np.ndarray:
        """Centres (units×2) of all input and hidden units."""
        return np.concatenate([self._column(k) for k in range(self.columns)])

    def pitch(self, count: int) -> float:
        """Distance between the centres of units in a layer of `count`."""
        return min((HEIGHT - TOP - BOTTOM) / count, 2.2 * LARGEST_UNIT)

    def _column(self, k: int) -> np.ndarray:
        count = self.sizes[k]
        pitch = self.pitch(count)
        middle = (HEIGHT + BOTTOM - TOP) / 2
        y = middle + pitch * ((count - 1) / 2 - np.arange(count))
        x = np.full(count, LEFT + k * self.gap)
        return np.column_stack([x, y])

    @cached_property
    def edges(self) -> dict[str, np.ndarray]:
        """Cubic curves x0, y0, cx0, cy0, cx1, cy1, x1, y1 of all edges, right side to left side."""
        starts, ends = map(np.concatenate, zip(*(self._layer_edges(k) for k in range(self.columns)), strict=True))
        bend = (ends[:, 0] - starts[:, 0]) / 2
        return {
            "x0": starts[:, 0], "y0": starts[:, 1], "cx0": starts[:, 0] + bend, "cy0": starts[:, 1],
            "cx1": ends[:, 0] - bend, "cy1": ends[:, 1], "x1": ends[:, 0], "y1": ends[:, 1],
        }  # fmt: skip

    def _layer_edges(self, k: int) -> tuple[np.ndarray, np.ndarray]:
        half = np.array([self.unit_side / 2, 0.0])
        sources = self._column(k) + half
        targets = self._targets(k + 1) - half * (k + 1 < self.columns)
        return np.repeat(sources, len(targets), axis=0), np.tile(targets, (len(sources), 1))

    def _targets(self, layer: int) -> np.ndarray:
        if layer < self.columns:
            return self._column(layer)
        return np.array([[SUM - SUM_RADIUS if self.is_one_neuron else FIELD_LEFT, HEIGHT / 2]])

    @property
    def is_one_neuron(self) -> bool:
        """Whether there is nothing between inputs and output."""
        return self.columns == 1

    @cached_property
    def marks(self) -> dict[str, np.ndarray]:
        """x, y and direction (radians, the way the edge runs there) of one mark on each edge.

        Marks stand nearer to the source than to the target, where edges fan out and marks do not cover each other.
        """
        return self.along(MARK)

    @cached_property
    def chevrons(self) -> dict[str, np.ndarray]:
        """Unit vectors x, y (each 2 × edges) of both arms of all marks: from the tip forward along the edge."""
        direction = self.marks["direction"]
        angles = np.stack([direction + OPENING, direction - OPENING])
        return {"x": np.cos(angles), "y": np.sin(angles)}

    def along(self, t: float | np.ndarray, which: slice = slice(None), of: np.ndarray | slice = slice(None)) -> dict[str, np.ndarray]:
        """x, y and direction (radians) at the place t, from 0 at the source to 1 at the target, of some edges or all.

        `of` chooses among those of `which`; t is one for all of them or one for each.
        """
        e, s = {name: values[which][of] for name, values in self.edges.items()}, 1 - t
        weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
        x, y = (sum(w * e[name] for w, name in zip(weights, names, strict=True)) for names in _CONTROLS)
        slopes = (s * s, 2 * s * t, t * t)
        dx, dy = (
            sum(w * (e[b] - e[a]) for w, a, b in zip(slopes, names, names[1:], strict=False)) for names in _CONTROLS
        )
        return {"x": x, "y": y, "direction": np.arctan2(dy, dx)}

    @cached_property
    def biases(self) -> np.ndarray:
        """Places (units×2) of the biases of all hidden units and the output, at each unit's lower left corner; of a single neuron below Σ."""
        hidden = self.units[self.sizes[0] :] - self.unit_side / 2
        output = [SUM, HEIGHT / 2 - ABOVE_BIAS] if self.is_one_neuron else [FIELD_LEFT, HEIGHT / 2]
        return np.concatenate([hidden, [output]])


_CONTROLS = (("x0", "cx0", "cx1", "x1"), ("y0", "cy0", "cy1", "y1"))


def on_plane(x: float, y: float) -> np.ndarray | None:
    """The point (2,) of the plane at a place of the picture; None outside the field."""
    point = (np.array([x, y]) - [FIELD_LEFT, FIELD_BOTTOM]) * (2 * PLANE / FIELD) - PLANE
    return point if (np.abs(point) <= PLANE).all() else None


def on_field(points: np.ndarray) -> np.ndarray:
    """Places (n×2) in the picture of points (n×2) of the plane."""
    return np.array([FIELD_LEFT, FIELD_BOTTOM]) + (points + PLANE) * (FIELD / (2 * PLANE))
