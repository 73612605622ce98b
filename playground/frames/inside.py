"""Inside the units while a pass goes through them: each one's activation function, and on it what the pass does there.

Forward the contributions w·a are laid head to tail from 0, bias last, and the dot at their end goes with them along the
axis to z; then it slides to the curve and across to a. Backward the light of ∂L/∂a enters at the right, as high as the
unit; past the two blades of an opening of f′(z) leaves δ, where the tangent shows the slope. All else that a unit has in
the picture is in `frames.network`; light is on the one scale of `frames.light`.
"""

import numpy as np

from playground.frames import light
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.colours import Palette, rgb, signed_colours
from playground.frames.geometry import FIELD_LEFT, HEIGHT, Geometry
from playground.frames.lamps import level_of_layer
from playground.frames.passing import Pass, arrivals, eased
from playground.trace import Phase

SIDE = 118.0  # of the output's unit, which stands before the field
OUTPUT = np.array([FIELD_LEFT + 14.0 + SIDE / 2, HEIGHT / 2])  # its middle
RING, LIT = 3.0, 9.0  # pixels of its border; and of that lit at level 1
SMALLEST = 13.0  # units of the picture: side of a unit in which a curve can be seen
RANGES = {"sigmoid": (6.0, -0.15, 1.15), "tanh": (3.0, -1.25, 1.25), "identity": (3.0, -3.0, 3.0)}  # z to ±, a from and to
USUAL = (3.5, -1.0, 3.5)  # of all the others, which are bounded on one side
POINTS = 25  # of a curve
MARGIN = 0.08  # of its side: what stays free within a unit
VEILED = 0.9  # opacity of the ground under a curve, over the unit's map
LANES = 0.42  # of the side, at its foot: where contributions lie, each in a lane of its own
DOT, SMALLEST_DOT = 0.055, 2.2  # radius of the operating point, in sides of its unit; at least so many units of the picture
SOURCES = "curves", "axes", "grounds", "output", "dots", "across", "summed", "tangents", "openings"
QUADS = ("left", "right", "bottom", "top")
LINE = ("x0", "y0", "x1", "y1")


class InsideFrame:
    """Fills what is drawn in the hidden units and in the output's; nothing outside a pass."""

    def __init__(self, geometry: Geometry):
        sizes = geometry.sizes
        hidden = geometry.units[sizes[0] :]
        self._centres = np.concatenate([hidden, [OUTPUT]])
        self._sides = np.append(np.full(len(hidden), geometry.unit_side), SIDE)
        self._shown = np.append(np.full(len(hidden), geometry.unit_side >= SMALLEST), not geometry.is_one_neuron)
        ends = np.cumsum(sizes[1:])
        self._layers = [slice(end - count, end) for end, count in zip(ends.tolist(), sizes[1:], strict=True)]
        self._steps = max((before + 1) * count for before, count in zip(sizes, sizes[1:], strict=False))
        self._widest = max(sizes[1:])
        self._half = self._sides * (0.5 - MARGIN)

    def fields(self) -> list[Field]:
        units = len(self._sides)
        return [
            *(Field(f"curves.{name}", "images", "float32", (units, POINTS)) for name in ("x", "y")),
            Field("curves.color", "column", "uint8", (units, 4)),
            *fields_of("axes", LINE, units), Field("grounds.color", "column", "uint8", (units, 4)),
            Field("output.color", "column", "uint8", (1, 4)), Field("output.width", "column", "float32", (1,)),
            *fields_of("dots", ("x", "y"), units), *fields_of("across", LINE, units), *fields_of("summed", LINE, self._steps),
            *fields_of("tangents", LINE, self._widest), *fields_of("openings", QUADS, 4 * self._widest),
        ]  # fmt: skip

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """What stays while the network's shape does."""
        (x, y), side = self._centres.T, self._sides
        return {
            "curves": {}, "axes": {}, "across": {}, "summed": {}, "tangents": {}, "openings": {},
            "output": {"x": OUTPUT[:1], "y": OUTPUT[1:], "side": np.array([SIDE])},
            "grounds": {"x": x, "y": y, "side": side}, "dots": {"radius": np.maximum(DOT * side, SMALLEST_DOT)},
        }  # fmt: skip

    def fill(self, out: FrameBuffer, told: Pass | None, palette: Palette) -> None:
        """`told` is None outside a pass."""
        for name in SOURCES:
            out[f"{name}.color"].fill(0)
        if told is None or told.brief:
            return
        reached = self._reached(told)
        self._draw_curves(out, told, reached, palette)
        self._draw_dots(out, told, reached, palette)
        if reached[-1]:
            self._draw_output(out, told, palette)
        if (told.phase.direction, told.phase.part) in (("forward", "z"), ("forward", "a")):
            self._draw_sums(out, told, palette)
        if (told.phase.direction, told.phase.part) == ("backward", "z"):
            self._draw_opening(out, told, palette)

    # -- where in a unit -----------------------------------------------------------------------

    def _scale(self, activation: str) -> tuple[float, float, float]:
        return RANGES.get(activation, USUAL)

    def _across(self, which: slice, activation: str, z: np.ndarray) -> np.ndarray:
        reach, _, _ = self._scale(activation)
        return self._centres[which, 0] + np.clip(z / reach, -1, 1) * self._half[which]

    def _up(self, which: slice, activation: str, a: np.ndarray) -> np.ndarray:
        _, low, high = self._scale(activation)
        return self._centres[which, 1] + (2 * (np.clip(a, low, high) - low) / (high - low) - 1) * self._half[which]

    # -- what is there -------------------------------------------------------------------------

    def _reached(self, told: Pass) -> np.ndarray:
        """Which units (units,) the pass has come to: only in those a dot is drawn."""
        phase, reached = told.phase, np.zeros(len(self._sides), dtype=bool)
        last = {"input": 0, "forward": phase.layer}.get(phase.direction, len(self._layers))
        for which in self._layers[:last]:
            reached[which] = True
        reached[-1] &= told.is_at_output
        return reached & self._shown

    def _draw_curves(self, out, told, reached, palette):
        for which, activation in zip(self._layers, told.network.activations, strict=True):
            reach, _, _ = self._scale(activation.name)
            z = np.linspace(-reach, reach, POINTS)
            out["curves.x"][which] = self._across(which, activation.name, z[:, None]).T
            out["curves.y"][which] = self._up(which, activation.name, activation(z)[:, None]).T
            zero = self._up(which, activation.name, np.zeros(1))
            out["axes.x0"][which] = self._centres[which, 0] - self._half[which]
            out["axes.x1"][which] = self._centres[which, 0] + self._half[which]
            out["axes.y0"][which] = out["axes.y1"][which] = zero
        shown = self._shown.copy()
        shown[-1] &= told.is_at_output  # the output's unit is there while the pass is
        out["grounds.color"][shown] = [*rgb(palette.card).astype(int), round(255 * VEILED)]
        out["curves.color"][shown] = [*rgb(palette.soft).astype(int), 140]
        out["curves.color"][reached] = [*rgb(palette.ink).astype(int), 255]
        out["axes.color"][shown] = [*rgb(palette.hairline).astype(int), 255]

    def _draw_dots(self, out, told, reached, palette):
        for k, which in enumerate(self._layers, 1):
            if not reached[which].any():
                continue
            activation = told.network.activations[k - 1]
            z, rise, over = self._place(told, k)
            x, axis = self._across(which, activation.name, z), self._up(which, activation.name, np.zeros(1))
            y = axis + (self._up(which, activation.name, activation(z)) - axis) * rise
            out["dots.x"][which], out["dots.y"][which] = x, y
            out["dots.color"][which] = [*rgb(palette.ink).astype(int), 255]
            right = self._centres[which, 0] + self._half[which]
            out["across.x0"][which], out["across.x1"][which] = x, x + (right - x) * over
            out["across.y0"][which] = out["across.y1"][which] = y
            if 0 < over:
                out["across.color"][which] = signed_colours(np.sign(told.trace.a[k - 1]), 1.0, palette)
        for name in ("dots", "across"):
            out[f"{name}.color"][~reached] = 0

    def _draw_output(self, out, told, palette):
        """The border of the output's unit: its signal on the way there, its light on the way back."""
        phase, progress, layers = told.phase, told.progress, len(told.trace.z)
        out["output.width"][0] = RING
        if phase.direction == "backward":
            lit = level_of_layer(told, layers)
            out["output.color"][0] = light.colours(lit, palette)[0]
            out["output.width"][0] = RING + (LIT - RING) * lit[0] ** 2
        elif phase.direction == "loss" or phase.part == "a":
            come = 1.0 if phase.direction == "loss" else eased((progress - 0.5) / 0.4)
            out["output.color"][0] = signed_colours(told.trace.a[-1] * come, 1.0, palette)[0]

    def _place(self, told: Pass, k: int) -> tuple[np.ndarray, float, float]:
        """Of the dots of a layer: where on the axis, how far up to the curve (0 to 1), how far across to the edge."""
        z, phase = told.trace.z[k - 1], told.phase
        if (phase.direction, phase.layer) != ("forward", k):
            return z, 1.0, 0.0
        if phase.part == "z":
            return self._sums(told, k)[-1], 0.0, 0.0
        return z, eased(told.progress / 0.5), eased((told.progress - 0.5) / 0.4)

    def _sums(self, told: Pass, k: int) -> np.ndarray:
        """The running sums (n_in + 2 × n_out), from 0 to z as far as it has come."""
        weights = told.network.weights[k - 1]
        before = told.before(k)
        with np.errstate(all="ignore"):
            parts = np.vstack([weights * before[:, None], told.network.biases[k - 1]])
            if told.phase == Phase("forward", k, "z"):
                times = arrivals(len(before))
                share = np.clip(1 + (told.progress - times) / (times[0]), 0, 1)
                parts = parts * share[:, None]
            sums = np.vstack([np.zeros(parts.shape[1]), np.cumsum(parts, axis=0)])
        return np.nan_to_num(sums)

    def _draw_sums(self, out, told, palette):
        """Each contribution from where the sum was to where it makes it, in its own lane from the top down."""
        k = told.phase.layer
        which, activation = self._layers[k - 1], told.network.activations[k - 1]
        sums = self._sums(told, k)
        count, units = len(sums) - 1, which.stop - which.start
        ends = np.array([self._across(which, activation.name, row) for row in sums])
        side, lanes = self._sides[which], (np.arange(count) + 0.5) / count
        foot = self._centres[which, 1] - self._half[which]
        y = foot + (1 - lanes[:, None]) * LANES * side
        n = count * units
        out["summed.x0"][:n], out["summed.x1"][:n] = ends[:-1].ravel(), ends[1:].ravel()
        out["summed.y0"][:n] = out["summed.y1"][:n] = y.ravel()
        moved = np.diff(sums, axis=0)
        colours = signed_colours(np.sign(moved).ravel(), 1.0, palette)
        colours[(ends[1:] == ends[:-1]).ravel()] = 0
        out["summed.color"][:n] = colours
        if not self._shown[which].any():
            out["summed.color"].fill(0)

    def _draw_opening(self, out, told, palette):
        """In the light of ∂L/∂a, out that of δ: as wide as what the blades let through."""
        k, progress = told.phase.layer, told.progress
        which, activation = self._layers[k - 1], told.network.activations[k - 1]
        if not self._shown[which].any():
            return
        trace, units = told.trace, which.stop - which.start
        slope = activation.slope(trace.z[k - 1])
        x = self._across(which, activation.name, trace.z[k - 1])
        y = self._up(which, activation.name, trace.a[k - 1])
        half, (cx, cy) = self._half[which], self._centres[which].T
        gap = np.clip(np.abs(slope), 0, 1) * half
        arrive, leave = eased(progress / 0.4), eased((progress - 0.5) / 0.5)
        beam = {"left": cx + half - (cx + half - x) * arrive, "right": cx + half, "bottom": cy - half, "top": cy + half}
        passed = {"left": x - (x - (cx - half)) * leave, "right": x, "bottom": cy - gap, "top": cy + gap}
        upper = {"left": x - 0.03 * half, "right": x + 0.03 * half, "bottom": cy + gap, "top": cy + half}
        lower = {"left": x - 0.03 * half, "right": x + 0.03 * half, "bottom": cy - half, "top": cy - gap}
        arriving, leaving = light.level(trace.da[k - 1], told.gain), light.level(trace.dz[k - 1], told.gain)
        incoming, outgoing = light.colours(arriving, palette), light.colours(leaving, palette)
        incoming[:, 3] = outgoing[:, 3] = 150
        outgoing[leaving * leave == 0] = 0
        blades = np.tile([*rgb(palette.soft).astype(np.uint8), 255], (units, 1))
        for n, (quad, colours) in enumerate(((beam, incoming), (passed, outgoing), (upper, blades), (lower, blades))):
            rows = slice(n * units, (n + 1) * units)
            for name in QUADS:
                out[f"openings.{name}"][rows] = quad[name]
            out["openings.color"][rows] = colours
        reach, low, high = self._scale(activation.name)
        run, rise = 0.45 * half, slope * 0.45 * half * (2 * reach) / (high - low)
        length = np.hypot(run, rise)
        out["tangents.x0"][:units], out["tangents.x1"][:units] = x - run * run / length, x + run * run / length
        out["tangents.y0"][:units], out["tangents.y1"][:units] = y - rise * run / length, y + rise * run / length
        out["tangents.color"][:units] = [*rgb(palette.gradient).astype(int), 255]


def fields_of(source: str, numbers: tuple[str, ...], count: int) -> list[Field]:
    """The fields of a source whose marks have these numbers and a colour each."""
    columns = [Field(f"{source}.{name}", "column", "float32", (count,)) for name in numbers]
    return [*columns, Field(f"{source}.color", "column", "uint8", (count, 4))]
