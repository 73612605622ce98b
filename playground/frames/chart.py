"""One chart of a run over time: losses, accuracies, or one line for each layer's gradient or update."""

from dataclasses import dataclass

import numpy as np

from playground.frames.axes import TICKS, decades, half_decades, log_ticks, on_axis, round_end, ticks_from_zero
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.colours import Palette, rgb
from playground.record import CURVE, Curves

POINTS = CURVE + 1  # of a line: all that is kept, and the present
LAYERED = ("gradient", "update")  # charts with one line for each layer; the others have these:
LINES = ("train", "test", "earlier")
PERCENT, ABOVE_ALL = 100.0, 102.0  # a line along 100 % is seen whole
PALEST = 0.35  # strength of the first layer's colour; the last one's is full
NOTHING = np.empty(0), np.empty(0)


@dataclass(frozen=True)
class Chart:
    """What is charted: the curve `name` of `curves`, with the present `step` in it, and of the way the run went `earlier`.

    `log` asks for a logarithmic axis of losses; gradients and updates always have one, accuracies (in per cent) never.
    """

    name: str
    log: bool
    curves: Curves
    step: int
    earlier: Curves | None = None

    @property
    def layered(self) -> bool:
        """Whether there is one line for each layer."""
        return self.name in LAYERED

    @property
    def logarithmic(self) -> bool:
        return is_logarithmic(self.name, self.log)

    def lines(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """(steps, values) of every line: one for each layer, or those of LINES."""
        lines = _columns(self.curves, self.name)
        if self.layered:
            return lines
        return [*lines, _columns(self.earlier, self.name)[0] if self.earlier else NOTHING]


def is_logarithmic(name: str, log: bool) -> bool:
    """Whether the chart of that name has a logarithmic axis."""
    return name in LAYERED or (name == "loss" and log)


class ChartFrame:
    """Fills the chart of a network of so many weight layers."""

    def __init__(self, layers: int):
        self._layers = layers

    def fields(self) -> list[Field]:
        lines = [Field(f"{line}_line.{column}", "column", "float64", (POINTS,)) for line in LINES for column in ("step", "value")]
        layers = [Field(f"layers.{column}", "images", "float64", (self._layers, POINTS)) for column in ("step", "value")]
        colours = Field("layers.color", "column", "uint8", (self._layers, 4))
        now = [Field(f"now.{column}", "column", "float64", (2,)) for column in ("step", "value")]
        ranges = [Field(name, "range", "float64", (2,)) for name in ("chart_x.range", "chart_y.range")]
        return [*lines, *layers, colours, *now, *ranges, Field("chart_y.ticks", "ticks", "float64", (TICKS,))]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """Every column of these sources changes."""
        return {source: {} for source in (*(f"{line}_line" for line in LINES), "layers", "now")}

    def fill(self, out: FrameBuffer, chart: Chart, palette: Palette) -> None:
        lines = chart.lines()
        low, high = value_range(chart, np.concatenate([values for _, values in lines]))
        two, layers = (None, lines) if chart.layered else (lines, None)
        for k, line in enumerate(LINES):
            _draw(two[k] if two else NOTHING, out[f"{line}_line.step"], out[f"{line}_line.value"], low, high)
        for k in range(self._layers):
            _draw(layers[k] if layers else NOTHING, out["layers.step"][k], out["layers.value"][k], low, high)
        out["layers.color"][:] = depth_colours(self._layers, palette.check if chart.name == "update" else palette.gradient, palette)
        out["now.step"][:], out["now.value"][:] = chart.step, (low, high)
        ends = [steps[-1] for steps, _ in lines if len(steps)]
        out["chart_x.range"][:] = 0, round_end(max([chart.curves.steps[-1], *ends]))
        out["chart_y.range"][:] = low, high
        out["chart_y.ticks"][:] = log_ticks(low, high) if chart.logarithmic else ticks_from_zero(high)


def value_range(chart: Chart, values: np.ndarray) -> tuple[float, float]:
    """Where the chart's vertical axis begins and ends."""
    if chart.name == "accuracy":
        return 0.0, ABOVE_ALL
    if chart.layered:
        return decades(values, *((1e-4, 1.0) if chart.name == "gradient" else (1e-5, 1e-1)))
    if chart.logarithmic:
        return half_decades(values)
    return 0.0, round_end(max([0.0, *values[np.isfinite(values)]]), least=0.01)


def depth_colours(layers: int, colour: str, palette: Palette) -> np.ndarray:
    """RGBA (layers × 4 uint8) of the layers' lines: one colour, paler towards the input."""
    strength = np.linspace(PALEST, 1.0, layers)[:, None] if layers > 1 else np.ones((1, 1))
    mixed = rgb(colour) * strength + rgb(palette.card) * (1 - strength)
    return np.column_stack([mixed, np.full(layers, 255)]).round().astype(np.uint8)


def _columns(curves: Curves, name: str) -> list[tuple[np.ndarray, np.ndarray]]:
    """(steps, values) of each column of a curve, where there was something to measure."""
    columns = getattr(curves, name).T * (PERCENT if name == "accuracy" else 1.0)
    return [(curves.steps[~np.isnan(column)], column[~np.isnan(column)]) for column in columns]


def _draw(line: tuple[np.ndarray, np.ndarray], x: np.ndarray, y: np.ndarray, low: float, high: float) -> None:
    """Puts a line into arrays of fixed length: its last point is repeated, which draws nothing, as does a lone point."""
    steps, values = line[0][-POINTS:], on_axis(line[1][-POINTS:], low, high)
    x[: len(steps)], y[: len(values)] = steps, values
    x[len(steps) :], y[len(values) :] = (steps[-1], values[-1]) if len(steps) else (0.0, low)
