"""The compared networks of one moment: an output field for each, side by side, and their training losses over time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.engine import inputs_of
from playground.frames.axes import TICKS, half_decades, log_ticks, on_axis, round_end
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.chart import POINTS
from playground.frames.colours import DARK, LIGHT, Palette, signed_colours
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
    centre: float
    rows: np.ndarray


class ComparisonFrame:
    """Fills the fields and curves of networks that see these features of a point, one entry each; of none, nothing."""

    def __init__(self, features: Sequence[tuple[str, ...]]):
        self._inputs = [inputs_of(grid_points(SIDE), names) for names in features]

    def __len__(self) -> int:
        return len(self._inputs)

    def fields(self) -> list[Field]:
        if not len(self):
            return []
        curves = [
            Field(f"curve{k}.{column}", "column", "float64", (POINTS,)) for k in range(len(self)) for column in ("step", "loss")
        ]
        ranges = [Field(name, "range", "float64", (2,)) for name in ("curves_x.range", "curves_y.range")]
        ticks = Field("curves_y.ticks", "ticks", "float64", (TICKS,))
        return [Field("compared.image", "images", "uint32", (len(self), SIDE, SIDE)), *curves, *ranges, ticks]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """Where each field stands: one after another, each of side 1."""
        if not len(self):
            return {}
        return {"compared": {"x": left_edges(len(self))}} | {f"curve{k}": {} for k in range(len(self))}

    def fill(self, out: FrameBuffer, compared: list[Compared], palette: Palette, bands: int = 0) -> None:
        """`bands`: how finely the outputs are told apart, as in the main output field."""
        if not compared:
            return
        for k, (inputs, one) in enumerate(zip(self._inputs, compared, strict=True)):
            colours = field_colours(one.network, inputs, one.centre, palette, bands)
            out["compared.image"][k] = colours.reshape(SIDE, SIDE)
        low, high = half_decades(np.concatenate([one.rows[:, 1] for one in compared]))
        for k, one in enumerate(compared):
            self._fill_curve(out, k, one.rows[-POINTS:, 0], on_axis(one.rows[-POINTS:, 1], low, high))
        out["curves_x.range"][:] = 0, round_end(max(one.rows[-1, 0] for one in compared))
        out["curves_y.range"][:] = low, high
        out["curves_y.ticks"][:] = log_ticks(low, high)

    def _fill_curve(self, out: FrameBuffer, k: int, steps: np.ndarray, losses: np.ndarray) -> None:
        """The rest of the arrays repeats the last point, which draws nothing."""
        for column, values in (("step", steps), ("loss", losses)):
            out[f"curve{k}.{column}"][: len(values)] = values
            out[f"curve{k}.{column}"][len(values) :] = values[-1]


def left_edges(count: int) -> np.ndarray:
    """Where each of so many fields begins (count,)."""
    return np.arange(count) * (1.0 + GAP)


def width(count: int) -> float:
    """Of so many fields with the gaps between them; their height is 1."""
    return count + (count - 1) * GAP


def points(datasets: list, centres: list[float], palette: Palette) -> dict[str, np.ndarray]:
    """Columns of the first training points of each network's data, each in its own field."""
    columns = [_points_of_one(*one, palette) for one in zip(datasets, centres, left_edges(len(datasets)), strict=True)]
    return {name: np.concatenate([column[name] for column in columns]) for name in ("x", "y", "color")} if columns else {}


def _points_of_one(dataset, centre, left, palette) -> dict[str, np.ndarray]:
    x, y = dataset.train.x[:SHOWN_POINTS], dataset.train.y[:SHOWN_POINTS]
    inside = (np.abs(x) <= PLANE).all(axis=1)
    place = (x[inside] + PLANE) / (2 * PLANE) + [left, 0.0]
    colours = signed_colours(y[inside] - centre, 1.0 - centre, palette)
    return {"x": place[:, 0].astype(np.float32), "y": place[:, 1].astype(np.float32), "color": colours}
