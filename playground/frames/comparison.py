"""The compared networks of one moment: each as a network over its output field, side by side, and their training losses over time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.engine import inputs_of
from playground.frames import points
from playground.frames.axes import TICKS, half_decades, log_ticks, on_axis, round_end
from playground.frames.buffer import Field, FrameBuffer, mark_fields
from playground.frames.chart import POINTS
from playground.frames.colours import DARK, LIGHT, Palette
from playground.frames.compared_networks import TALL, Beside, ComparedNetworksFrame
from playground.frames.field import field_colours, grid_points
from playground.frames.geometry import PLANE

SIDE = 48  # cells of a field; three of them cost less than the main one
GAP = 0.06  # between two fields, in sides of a field
SHOWN_POINTS = 120  # data points in each small field
# One colour for each network, the main one first, told apart by dashes too: not the colours of signs, gradients or checks.
COLOURS = {LIGHT: (LIGHT.accent, "#0e7c86", "#7d4f1e"), DARK: (DARK.accent, "#4cc3cf", "#d8a86c")}
DASHES = ("solid", "8 4", "2 4")


@dataclass(frozen=True)
class Compared:
    """What is drawn of one network: `centre` is the output between the classes, `rows` (n×3) the history of step, train
    loss and test loss up to now."""

    network: object
    dataset: object
    centre: float
    rows: np.ndarray


class ComparisonFrame:
    """Fills networks, fields and curves, of each of which is given its layer sizes, what it sees of a point, and its data; of none, nothing.

    `drawn`: whether the networks are, over their fields.
    """

    def __init__(self, networks: Sequence[tuple[tuple[int, ...], tuple[str, ...], object]], drawn: bool = True):
        self._inputs = [inputs_of(grid_points(SIDE), features) for _, features, _ in networks]
        self._points = [min(SHOWN_POINTS, len(dataset.train.y)) for _, _, dataset in networks]
        shapes = [sizes for sizes, _, _ in networks]
        self._networks = ComparedNetworksFrame(shapes, left_edges(len(networks)), 1.0 + GAP) if drawn and shapes else None
        self._drawn = None  # whose points are

    def __len__(self) -> int:
        return len(self._inputs)

    @property
    def height(self) -> float:
        """In sides of a field."""
        return height(self._networks is not None)

    def fields(self) -> list[Field]:
        if not len(self):
            return []
        curves = [
            Field(f"curve{k}.{column}", "column", "float64", (POINTS,)) for k in range(len(self)) for column in ("step", "loss")
        ]
        ranges = [Field(name, "range", "float64", (2,)) for name in ("curves_x.range", "curves_y.range")]
        ticks = Field("curves_y.ticks", "ticks", "float64", (TICKS,))
        shown = mark_fields("compared_points", ("x", "y"), sum(self._points))
        fields = [Field("compared.image", "images", "uint32", (len(self), SIDE, SIDE)), *shown, *curves, *ranges, ticks]
        return [*(self._networks.fields() if self._networks else ()), *fields]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """Where each field stands, one after another, each of side 1, and over it its network."""
        if not len(self):
            return {}
        networks = self._networks.structure() if self._networks else {}
        return networks | {"compared": {"x": left_edges(len(self))}, "compared_points": {}} | {f"curve{k}": {} for k in range(len(self))}

    def move(self, out: FrameBuffer, beside: list[Beside], palette: Palette, night: bool = False, exact: bool = True) -> None:
        """What moves while a phase goes by: the networks, at `night` on a dark ground; `exact` as in `NetworkFrame.fill`."""
        if self._networks and beside:
            self._networks.fill(out, beside, palette, night, exact)

    def fill(self, out: FrameBuffer, compared: list[Compared], palette: Palette, bands: int = 0) -> None:
        """`bands`: how finely the outputs are told apart, as in the main output field."""
        if not compared:
            return
        for k, (inputs, one) in enumerate(zip(self._inputs, compared, strict=True)):
            colours = field_colours(one.network, inputs, one.centre, palette, bands)
            out["compared.image"][k] = colours.reshape(SIDE, SIDE)
        self._fill_points(out, compared, palette)
        low, high = half_decades(np.concatenate([one.rows[:, 1] for one in compared]))
        for k, one in enumerate(compared):
            self._fill_curve(out, k, one.rows[-POINTS:, 0], on_axis(one.rows[-POINTS:, 1], low, high))
        out["curves_x.range"][:] = 0, round_end(max(one.rows[-1, 0] for one in compared))
        out["curves_y.range"][:] = low, high
        out["curves_y.ticks"][:] = log_ticks(low, high)

    def _fill_points(self, out: FrameBuffer, compared: list[Compared], palette: Palette) -> None:
        """The first training points of each network's data, each in its own field."""
        if self._drawn == (drawn := [(one.dataset, one.centre, palette) for one in compared]):
            return
        self._drawn = drawn
        ends = np.cumsum(self._points)
        for one, left, end, count in zip(compared, left_edges(len(self)), ends, self._points, strict=True):
            rows, train = slice(end - count, end), one.dataset.train
            shown, out["compared_points.color"][rows] = points.marks(train.x[:count], train.y[:count], one.centre, palette)
            out["compared_points.x"][rows], out["compared_points.y"][rows] = ((shown + PLANE) / (2 * PLANE) + [left, 0.0]).T

    def _fill_curve(self, out: FrameBuffer, k: int, steps: np.ndarray, losses: np.ndarray) -> None:
        """The rest of the arrays repeats the last point, which draws nothing."""
        for column, values in (("step", steps), ("loss", losses)):
            out[f"curve{k}.{column}"][: len(values)] = values
            out[f"curve{k}.{column}"][len(values) :] = values[-1]


def left_edges(count: int) -> np.ndarray:
    """Where each of so many fields begins (count,)."""
    return np.arange(count) * (1.0 + GAP)


def width(count: int) -> float:
    """Of so many fields with the gaps between them."""
    return count + (count - 1) * GAP


def height(drawn: bool) -> float:
    """Of a field, and of the network over it if that is drawn."""
    return 1.0 + drawn * (GAP + TALL)
