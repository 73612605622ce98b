"""Inside the units while a pass goes through them: each one's activation function, and on it what the pass does there.

Forward the contributions w·a are laid head to tail from 0, bias last (`frames.sums`), and the dot at their end goes with
them along the axis to z; then it slides to the curve and across to a. Backward the light of ∂L/∂a enters at the right, as
high as the unit; past the two blades of an opening of f′(z) leaves δ, where the tangent shows the slope (`frames.opening`).
In the update the dot goes on to the z of the new parameters. All else that a unit has in the picture is in `frames.network`;
light is on the one scale of `frames.light`.
"""

import numpy as np

from playground.frames import light
from playground.frames.buffer import LINE, Field, FrameBuffer, mark_fields
from playground.frames.colours import Palette, rgba, signed_colours
from playground.frames.geometry import FIELD_LEFT, HEIGHT, Geometry
from playground.frames.lamps import level_of_layer
from playground.frames.opening import OpeningFrame
from playground.frames.passing import CROSSING, Pass
from playground.frames.plots import POINTS, Plots
from playground.frames.sums import SumsFrame, running_sums

SIDE = 118.0  # of the output's unit, which stands before the field
OUTPUT = np.array([FIELD_LEFT + 14.0 + SIDE / 2, HEIGHT / 2])  # its middle
RING, LIT = 3.0, 9.0  # pixels of its border; and of that lit at level 1
SMALLEST = 13.0  # units of the picture: side of a unit in which a curve can be seen
VEILED = 0.9  # opacity of the ground under a curve, over the unit's map
AHEAD = 0.55  # opacity of the curve of a unit that the pass has not come to
DOT, SMALLEST_DOT = 0.055, 2.2  # radius of the operating point, in sides of its unit; at least so many units of the picture
OUTPUTS_OWN = "curves", "axes", "grounds", "output", "dots", "across"  # the last row of each is the output's unit
SOURCES = "curves", "axes", "grounds", "output", "dots", "across", "summed", "tangents", "openings"


class InsideFrame:
    """Fills what is drawn in the hidden units and in the output's; nothing outside a pass."""

    def __init__(self, geometry: Geometry):
        sizes = geometry.sizes
        hidden = geometry.units[sizes[0] :]
        self._centres = np.concatenate([hidden, [OUTPUT]])
        self._sides = np.append(np.full(len(hidden), geometry.unit_side), SIDE)
        self._seen = np.append(np.full(len(hidden), geometry.unit_side >= SMALLEST), not geometry.is_one_neuron)
        ends = np.cumsum(sizes[1:])
        self._layers = [slice(end - count, end) for end, count in zip(ends.tolist(), sizes[1:], strict=True)]
        self._sums, self._opening = SumsFrame(sizes), OpeningFrame(sizes)
        self._plots = self._activations = None  # those whose curves are drawn

    def fields(self) -> list[Field]:
        units = len(self._sides)
        return [
            *(Field(f"curves.{name}", "images", "float32", (units, POINTS)) for name in ("x", "y")), *mark_fields("curves", (), units),
            *mark_fields("axes", LINE, units), *mark_fields("grounds", (), units), *mark_fields("output", ("width",), 1),
            *mark_fields("dots", ("x", "y"), units), *mark_fields("across", LINE, units), *self._sums.fields(), *self._opening.fields(),
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
        self._follow(out, tuple(told.network.activations))
        reached = self._reached(told)
        self._colour_curves(out, told, reached, palette)
        if reached[-1]:
            self._draw_output(out, told, palette)
        layer = self._layers[told.phase.layer - 1]
        in_view = told.phase.layer > 0 and self._seen[layer].any()
        sums = running_sums(told) if in_view and told.phase.direction == "forward" else None
        if reached.any():
            self._draw_dots(out, told, reached, sums, palette)
        if sums is not None:
            self._sums.fill(out, sums, self._plots[layer], palette)
        if in_view and told.computes("backward", "z"):
            self._opening.fill(out, told, self._plots[layer], palette)
        if reached[-1] and told.presence < 1:
            for name in OUTPUTS_OWN:
                out[f"{name}.color"][-1, 3] = out[f"{name}.color"][-1, 3] * told.presence

    def _follow(self, out: FrameBuffer, activations: tuple) -> None:
        """Curves and axes stay as they are as long as the functions do."""
        if activations == self._activations:
            return
        self._activations = activations
        each = [activation for activation, which in zip(activations, self._layers, strict=True) for _ in range(which.stop - which.start)]
        self._plots = plots = Plots.of(self._centres, self._sides, each)
        out["curves.x"][:], out["curves.y"][:] = plots.curves(each)
        out["axes.x0"][:], out["axes.x1"][:] = plots.x - plots.half, plots.x + plots.half
        out["axes.y0"][:] = out["axes.y1"][:] = plots.up(0.0)

    def _reached(self, told: Pass) -> np.ndarray:
        """Which units (units,) the pass has come to: only in those a dot is drawn."""
        reached = np.zeros(len(self._sides), dtype=bool)
        for layer, which in enumerate(self._layers, 1):
            reached[which] = told.reaches(layer)
        reached[-1] &= told.presence > 0
        return reached & self._seen

    def _colour_curves(self, out, told, reached, palette):
        shown = self._seen.copy()
        shown[-1] &= told.presence > 0  # the output's unit is there while the pass is, and fades
        out["grounds.color"][shown] = rgba(palette.card, VEILED)
        out["curves.color"][shown] = rgba(palette.soft, AHEAD)
        out["curves.color"][reached] = rgba(palette.ink)
        out["axes.color"][shown] = rgba(palette.hairline)

    def _draw_dots(self, out, told, reached, sums, palette):
        """Where each unit's z and a are; in the layer in view on the way there."""
        z, a = told.signals
        z, risen, crossed = z.copy(), np.ones(len(z)), np.zeros(len(z))
        if sums is not None:
            layer = self._layers[told.phase.layer - 1]
            z[layer], (risen[layer], crossed[layer]) = sums[-1], told.climbed
        x, y, end = self._plots.dots(z, a, risen, crossed)
        out["dots.x"][:], out["dots.y"][:] = x, y
        out["dots.color"][reached] = rgba(palette.ink)
        out["across.x0"][:], out["across.x1"][:] = x, end
        out["across.y0"][:] = out["across.y1"][:] = y
        crossing = reached & (crossed > 0)
        out["across.color"][crossing] = signed_colours(np.sign(a[crossing]), 1.0, palette)

    def _draw_output(self, out, told, palette):
        """The border of the output's unit: its signal on the way there, its light on the way back."""
        layers = len(told.trace.z)
        out["output.width"][0] = RING
        if told.phase.direction == "backward":
            lit = level_of_layer(told, layers)
            out["output.color"][0] = light.colours(lit, palette)[0]
            out["output.width"][0] = RING + (LIT - RING) * lit[0] ** 2
        elif told.phase.direction != "forward" or told.phase.part == "a":
            come = CROSSING.eased(told.progress) if told.phase.direction == "forward" else 1.0
            out["output.color"][0] = signed_colours(np.array([told.output * come]), 1.0, palette)[0]
