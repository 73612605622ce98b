"""The loss of the traced sample, over the field while a pass is at the output: ŷ and y on one axis, between them the area L.

Above the axis stands |∂L/∂ŷ| for every ŷ; it is 0 at y, and the area under it from y to ŷ is L, whatever the loss (for half
the squared error the triangle that is half the square of the gap). Its height at ŷ is what lights the way back.
"""

import numpy as np

from playground.frames import light
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.colours import Palette, rgb, signed_colours
from playground.frames.geometry import AWAY, FIELD, FIELD_BOTTOM, FIELD_LEFT, HEIGHT
from playground.frames.inside import LINE, OUTPUT, QUADS, SIDE, fields_of
from playground.frames.passing import Pass, eased

LEFT, RIGHT, AXIS, TALLEST = FIELD_LEFT + 160.0, FIELD_LEFT + FIELD - 16.0, HEIGHT / 2 - SIDE / 2, 215.0  # units of the picture; what is taller is cut off
ENDS = {"tanh": (-1.3, 1.3), "sigmoid": (-0.15, 1.15)}  # of the axis; an unbounded output has what it needs, and at least the first
STRIPS = 32  # of the area
CURVE = 41  # points
VEIL = 0.94  # opacity of the ground over the field


class GaugeFrame:
    """Fills the ground over the field and what stands on it."""

    def fields(self) -> list[Field]:
        return [
            Field("veil.color", "column", "uint8", (1, 4)), *fields_of("gauge_area", QUADS, STRIPS), *fields_of("gauge_lines", LINE, 4),
            *(Field(f"gauge_curve.{name}", "images", "float32", (1, CURVE)) for name in ("x", "y")),
            Field("gauge_curve.color", "column", "uint8", (1, 4)), *fields_of("gauge_marks", ("x", "y"), 2),
        ]  # fmt: skip

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """What never changes: where the ground is."""
        middle = {"x": [FIELD_LEFT + FIELD / 2], "y": [FIELD_BOTTOM + FIELD / 2], "side": [FIELD]}
        others = {name: {} for name in ("gauge_area", "gauge_lines", "gauge_curve", "gauge_marks")}
        return {"veil": {name: np.array(value) for name, value in middle.items()}, **others}

    def fill(self, out: FrameBuffer, told: Pass | None, loss, palette: Palette) -> None:
        """`loss` is a record of LOSSES; `told` is None outside a pass."""
        for name in ("veil", "gauge_area", "gauge_lines", "gauge_curve", "gauge_marks"):
            out[f"{name}.color"].fill(0)
        out["gauge_marks.x"].fill(AWAY)
        if not (told and told.is_at_output):
            return
        out["veil.color"][0] = [*rgb(palette.card).astype(int), round(255 * VEIL)]
        if told.phase.direction != "forward":
            _Gauge(out, told, loss, palette).draw()


class _Gauge:
    """Draws one moment."""

    def __init__(self, out: FrameBuffer, told: Pass, loss, palette: Palette):
        self._out, self._told, self._loss, self._palette = out, told, loss, palette
        trace = told.trace
        self._output, self._target = trace.output, trace.y
        self._low, self._high = _ends(told.network.activations[-1].name, trace.output, trace.y)
        self._unit = (RIGHT - LEFT) / (self._high - self._low)

    def draw(self) -> None:
        backward = self._told.phase.direction == "backward"
        progress = 1.0 if backward else self._told.progress
        self._draw_curve()
        self._draw_lines(eased(progress / 0.25), eased((progress - 0.25) / 0.3))
        self._draw_area(eased((progress - 0.5) / 0.45))
        if backward:
            self._draw_slope()

    def _x(self, value):
        return LEFT + (np.clip(value, self._low, self._high) - self._low) * self._unit

    def _height(self, output):
        with np.errstate(all="ignore"):
            slope = np.abs([float(self._loss.derivative(np.array([v]), np.array([self._target]))[0]) for v in np.atleast_1d(output)])
        return np.minimum(np.nan_to_num(slope, nan=np.inf) * self._unit, TALLEST)

    def _draw_curve(self) -> None:
        values = np.linspace(self._low, self._high, CURVE)
        self._out["gauge_curve.x"][0], self._out["gauge_curve.y"][0] = self._x(values), AXIS + self._height(values)
        self._out["gauge_curve.color"][0] = [*rgb(self._palette.soft).astype(int), 255]

    def _draw_lines(self, come: float, gap: float) -> None:
        """The axis, and on it the gap from y to ŷ; ŷ comes from the middle of the axis."""
        target, output = self._x(self._target), self._x(self._output)
        here = (LEFT + RIGHT) / 2 + (output - (LEFT + RIGHT) / 2) * come
        self._line(0, LEFT, AXIS, RIGHT, AXIS, self._palette.hairline)
        if gap:
            self._line(1, target, AXIS, target + (output - target) * gap, AXIS, self._palette.ink)
        marks = self._out
        marks["gauge_marks.x"][:], marks["gauge_marks.y"][:] = (target, here), AXIS
        marks["gauge_marks.color"][0] = [*rgb(self._palette.card).astype(int), 255]
        marks["gauge_marks.color"][1] = signed_colours(np.sign([self._output]), 1.0, self._palette)[0]

    def _draw_area(self, share: float) -> None:
        if not share:
            return
        ends = self._target + (self._output - self._target) * share * np.linspace(0, 1, STRIPS + 1)
        x = self._x(ends)
        self._out["gauge_area.left"][:], self._out["gauge_area.right"][:] = np.minimum(x[:-1], x[1:]), np.maximum(x[:-1], x[1:])
        self._out["gauge_area.bottom"][:] = AXIS
        self._out["gauge_area.top"][:] = AXIS + self._height((ends[:-1] + ends[1:]) / 2)
        self._out["gauge_area.color"][:] = [*rgb(self._palette.ink).astype(int), 70]

    def _draw_slope(self) -> None:
        """The height at ŷ is lit; from there the light goes to the output's unit."""
        told = self._told
        first = (told.phase.part, told.progress) if told.phase.part == "a" else ("", 1.0)
        grown, gone = eased(first[1] / 0.5), eased((first[1] - 0.5) / 0.4)
        lit = light.colours(light.level(told.trace.da[-1], told.gain), self._palette)[0]
        x, height = self._x(self._output), self._height(self._output)[0]
        self._line(2, x, AXIS, x, AXIS + height * grown, lit)
        if gone:
            end = OUTPUT[0] + SIDE / 2
            top = AXIS + height
            self._line(3, x, top, x + (end - x) * gone, top + (OUTPUT[1] - top) * gone, lit)

    def _line(self, row: int, x0, y0, x1, y1, colour) -> None:
        for name, value in zip(LINE, (x0, y0, x1, y1), strict=True):
            self._out[f"gauge_lines.{name}"][row] = value
        self._out["gauge_lines.color"][row] = [*rgb(colour).astype(int), 255] if isinstance(colour, str) else colour


def _ends(activation: str, output: float, target: float) -> tuple[float, float]:
    """Of the axis (lowest, highest value)."""
    if activation in ENDS:
        return ENDS[activation]
    low, high = min(-1.3, output, target), max(1.3, output, target)
    spare = 0.1 * (high - low)
    return low - spare * (low < -1.3), high + spare * (high > 1.3)
