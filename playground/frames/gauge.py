"""The loss of the traced sample, over the field while a pass is at the output: ŷ and y on one axis, between them the area L.

Above the axis stands |∂L/∂ŷ| for every ŷ; it is 0 at y, and the area under it from y to ŷ is L, whatever the loss (for half
the squared error the triangle that is half the square of the gap). Its height at ŷ is what lights the way back. In the update
ŷ goes to where the new parameters take it, with the area of the loss that is left; what it was stays as an outline.
"""

import numpy as np

from playground.frames import light
from playground.frames.buffer import LINE, QUAD, Field, FrameBuffer, mark_fields
from playground.frames.colours import Palette, rgba, signed_colours
from playground.frames.geometry import AWAY, FIELD, FIELD_BOTTOM, FIELD_LEFT, HEIGHT
from playground.frames.inside import OUTPUT, SIDE
from playground.frames.passing import AREA_FILLING, CURVE_OPENING, GAP_OPENING, OUTPUT_COMING, SLOPE_SHINING, Pass

LEFT, RIGHT, AXIS = FIELD_LEFT + 160.0, FIELD_LEFT + FIELD - 16.0, HEIGHT / 2 - SIDE / 2  # units of the picture: where the axis is
TALLEST = 215.0  # units of the picture; what is taller is cut off
ENDS = {"tanh": (-1.3, 1.3), "sigmoid": (-0.15, 1.15)}  # of the axis; an unbounded output has what it needs, and at least the first
STRIPS = 32  # of the area
CURVE = 41  # points
NEAR = 6.0  # units of the picture between the curve and its name
APART = 18.0  # pixels between the middles of two names on the axis, at least
VEIL, AREA, LEFT_OVER = 0.94, 0.275, 0.43  # opacities: of the ground over the field, of the area, and of what is left of it after the update
SOURCES = "veil", "gauge_area", "gauge_lines", "gauge_curve", "gauge_marks"


class GaugeFrame:
    """Fills the ground over the field and what stands on it."""

    def fields(self) -> list[Field]:
        return [
            *mark_fields("veil", (), 1), *mark_fields("gauge_area", QUAD, STRIPS), *mark_fields("gauge_lines", LINE, 4),
            *(Field(f"gauge_curve.{name}", "images", "float32", (1, CURVE)) for name in ("x", "y")),
            *mark_fields("gauge_curve", (), 1), *mark_fields("gauge_marks", ("x", "y"), 3),
        ]  # fmt: skip

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """What never changes: where the ground is."""
        middle = {"x": [FIELD_LEFT + FIELD / 2], "y": [FIELD_BOTTOM + FIELD / 2], "side": [FIELD]}
        return dict.fromkeys(SOURCES, {}) | {"veil": {name: np.array(value) for name, value in middle.items()}}

    def fill(self, out: FrameBuffer, told: Pass | None, loss, palette: Palette) -> None:
        """`loss` is a record of LOSSES; `told` is None outside a pass."""
        for name in SOURCES:
            out[f"{name}.color"].fill(0)
        out["gauge_marks.x"].fill(AWAY)
        if not (told and told.presence):
            return
        out["veil.color"][0] = rgba(palette.card, VEIL)
        if told.phase.direction != "forward":
            _Gauge(out, told, loss, palette).draw()
        if told.presence < 1:
            for name in SOURCES:
                opacity = out[f"{name}.color"][:, 3]
                opacity[:] = opacity * told.presence


class _Gauge:
    """One moment, to be drawn into `out`."""

    def __init__(self, out: FrameBuffer | None, told: Pass, loss, palette: Palette | None):
        self._out, self._told, self._loss, self._palette = out, told, loss, palette
        self._output, self._before, self._target = told.output, told.trace.output, told.trace.y
        self._low, self._high = _ends_in(told)
        self._unit = (RIGHT - LEFT) / (self._high - self._low)

    def draw(self) -> None:
        direction = self._told.phase.direction
        progress = self._told.progress if direction == "loss" else 1.0
        self._draw_curve(CURVE_OPENING.eased(progress))
        self._draw_lines(OUTPUT_COMING.eased(progress), GAP_OPENING.eased(progress))
        self._draw_area(AREA_FILLING.eased(progress))
        if direction == "backward":
            self._draw_slope()
        if direction == "update":
            self._draw_before()

    def curve(self, share: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
        """x and y (each CURVE,) of |∂L/∂ŷ|; it opens from y to both sides, be ŷ where it may."""
        values = self._target + (np.linspace(self._low, self._high, CURVE) - self._target) * share
        return self._x(values), AXIS + self._heights(values)

    def _x(self, value):
        return _place(value, self._low, self._high)

    def _heights(self, outputs: np.ndarray) -> np.ndarray:
        """|∂L/∂ŷ| of this sample at such outputs (n,), in units of the picture."""
        return np.minimum(_slopes(self._loss, outputs, self._target), TALLEST / self._unit) * self._unit

    def _draw_curve(self, share: float) -> None:
        self._out["gauge_curve.x"][0], self._out["gauge_curve.y"][0] = self.curve(share)
        self._out["gauge_curve.color"][0] = rgba(self._palette.soft)

    def _draw_lines(self, come: float, gap: float) -> None:
        """The axis, and on it the gap from y to ŷ; ŷ comes from the middle of the axis."""
        target, output = self._x(self._target), self._x(self._output)
        here = (LEFT + RIGHT) / 2 + (output - (LEFT + RIGHT) / 2) * come
        self._line(0, LEFT, AXIS, RIGHT, AXIS, rgba(self._palette.hairline))
        if gap:
            self._line(1, target, AXIS, target + (output - target) * gap, AXIS, rgba(self._palette.ink))
        self._out["gauge_marks.x"][:2], self._out["gauge_marks.y"][:] = (target, here), AXIS
        self._out["gauge_marks.color"][0] = rgba(self._palette.card)
        self._out["gauge_marks.color"][1] = signed_colours(np.sign([self._output]), 1.0, self._palette)[0]

    def _draw_area(self, share: float) -> None:
        if not share:
            return
        ends = self._target + (self._output - self._target) * share * np.linspace(0, 1, STRIPS + 1)
        x = self._x(ends)
        self._out["gauge_area.left"][:], self._out["gauge_area.right"][:] = np.minimum(x[:-1], x[1:]), np.maximum(x[:-1], x[1:])
        self._out["gauge_area.bottom"][:] = AXIS
        self._out["gauge_area.top"][:] = AXIS + self._heights((ends[:-1] + ends[1:]) / 2)
        is_left = self._told.phase.direction == "update"  # of the loss, by the step
        self._out["gauge_area.color"][:] = rgba(self._palette.check, LEFT_OVER) if is_left else rgba(self._palette.ink, AREA)

    def _draw_before(self) -> None:
        """The outline of what the area was before the update, from where ŷ is now to where it was."""
        x, here = self._x(self._before), self._x(self._output)
        self._line(2, here, AXIS, x, AXIS, rgba(self._palette.soft))
        self._line(3, x, AXIS, x, AXIS + self._heights(np.array([self._before]))[0], rgba(self._palette.soft))
        self._out["gauge_marks.x"][2] = x

    def _draw_slope(self) -> None:
        """The height at ŷ is lit, however small it is; from its top the light goes to the output's unit, all of it at one speed."""
        told = self._told
        progress = told.progress if told.phase.part == "a" and told.is_at_output else 1.0
        lit = light.colours(light.level(told.trace.da[-1], told.gain), self._palette)[0]
        x, height = self._x(self._output), self._heights(np.array([self._output]))[0]
        top, goal = AXIS + height, OUTPUT[1]
        end = FIELD_LEFT if len(told.trace.z) == 1 else OUTPUT[0] + SIDE / 2  # to a single neuron, which stands before the field
        distance = np.hypot(end - x, goal - top)
        way = SLOPE_SHINING.eased(progress) * (height + distance)
        self._line(2, x, AXIS, x, AXIS + min(way, height), lit)
        if way > height:
            gone = (way - height) / distance
            self._line(3, x, top, x + (end - x) * gone, top + (goal - top) * gone, lit)

    def _line(self, row: int, x0, y0, x1, y1, colour) -> None:
        for name, value in zip(LINE, (x0, y0, x1, y1), strict=True):
            self._out[f"gauge_lines.{name}"][row] = value
        self._out["gauge_lines.color"][row] = colour


def names(told: Pass | None, scale: float) -> dict[str, float]:
    """Where under the axis ŷ and y are named (x in units of the picture); nothing while the loss is not there.

    At `scale` pixels a unit they stand apart from each other, be ŷ and y however close.
    """
    if not (told and told.is_at_output) or told.phase.direction == "forward":
        return {}
    places = {name: float(_place(value, *_ends_in(told))) for name, value in (("ŷ", told.output), ("y", told.trace.y))}
    left, right = sorted(places, key=places.get)
    lacking = max(0.0, APART / scale - (places[right] - places[left])) / 2
    return {left: places[left] - lacking, right: places[right] + lacking}


def over_curve(told: Pass | None, loss, height: float) -> tuple[float, float, int] | None:
    """Where the curve can be named by a text of such a height (all in units of the picture): x and bottom of the text, which begins there
    (1) or ends there (−1). It stands over the curve's taller end or, where that is too tall, left of what is. None while the loss is not there."""
    if not (told and told.is_at_output) or told.phase.direction == "forward":
        return None
    x, y = _Gauge(None, told, loss, None).curve()
    bottom = FIELD_BOTTOM + FIELD - NEAR - height
    if y.max() + NEAR > bottom:
        return float(x[y + NEAR > bottom].min() - NEAR), bottom, -1
    is_right = bool(y[-1] >= y[0])
    return RIGHT if is_right else LEFT, float(y.max() + NEAR), -1 if is_right else 1


def is_cut_off(network, trace, loss) -> bool:
    """Whether the area at ŷ is taller than there is room for."""
    low, high = _ends(network.activations[-1].name, [trace.output, trace.y])
    return bool(_slopes(loss, np.array([trace.output]), trace.y)[0] > TALLEST * (high - low) / (RIGHT - LEFT))


def _slopes(loss, outputs: np.ndarray, target: float) -> np.ndarray:
    """|∂L/∂ŷ| of one sample at such outputs (n,); ∞ where it is no number."""
    with np.errstate(all="ignore"):
        slopes = np.abs(loss.derivative(outputs, np.full_like(outputs, target)) * len(outputs))  # it is that of the mean
    return np.nan_to_num(slopes, nan=np.inf)


def _place(value, low: float, high: float):
    """x in the picture of a value on the axis from `low` to `high`; beyond it at its end."""
    return LEFT + (np.clip(value, low, high) - low) * (RIGHT - LEFT) / (high - low)


def _ends_in(told: Pass) -> tuple[float, float]:
    """Of the axis in such a pass, the same before its update and after."""
    values = [told.trace.output, told.trace.y, *([told.step.after.output] if told.step else [])]
    return _ends(told.network.activations[-1].name, values)


def _ends(activation: str, values: list[float]) -> tuple[float, float]:
    """Of the axis on which these values are to be seen (lowest, highest value)."""
    if activation in ENDS:
        return ENDS[activation]
    finite = [value for value in values if np.isfinite(value)]
    low, high = min(-1.3, *finite), max(1.3, *finite)
    spare = 0.1 * (high - low)
    return low - spare * (low < -1.3), high + spare * (high > 1.3)
