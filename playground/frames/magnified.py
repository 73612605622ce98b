"""The magnified unit: what `frames.inside` draws in a large unit, on a plate beside a small one."""

import numpy as np

from playground.frames.buffer import LINE, QUAD, Field, FrameBuffer, mark_fields
from playground.frames.colours import Palette, rgba, signed_colours
from playground.frames.geometry import Geometry
from playground.frames.inside import AHEAD, DOT
from playground.frames.lens import Lens
from playground.frames.opening import OpeningFrame
from playground.frames.passing import Pass
from playground.frames.plots import POINTS, Plots
from playground.frames.pointing import Box
from playground.frames.sums import SumsFrame, running_sums

FINE, CURVE, CROSSING, SUMMED = 1.0, 1.6, 2.0, 2.6  # pixels of width: of frame, leader and axis; of the other lines


class MagnifiedFrame:
    """Fills `lens_areas`, `lens_lines` and `lens_dot`, in the order in which they lie over each other."""

    def __init__(self, geometry: Geometry):
        alone = (max(geometry.sizes[:-1]), 1)  # one unit, with as many inputs as any has
        self._sums, self._opening = SumsFrame(alone), OpeningFrame(alone)
        self._inside = FrameBuffer([*self._sums.fields(), *self._opening.fields()])
        self._lines = 9 + POINTS + len(self._inside["summed.color"]) + 2

    def fields(self) -> list[Field]:
        return [*mark_fields("lens_areas", QUAD, 5), *mark_fields("lens_lines", (*LINE, "width"), self._lines), *mark_fields("lens_dot", ("x", "y", "radius"), 1)]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """No column stays as it is."""
        return {"lens_areas": {}, "lens_lines": {}, "lens_dot": {}}

    def fill(self, out: FrameBuffer, told: Pass | None, lens: Lens | None, palette: Palette) -> None:
        """Nothing without a lens."""
        for name in self.structure():
            out[f"{name}.color"].fill(0)
        if told is None or lens is None:
            return
        layer, unit = lens.unit.layer - 1, slice(lens.unit.index - 1, lens.unit.index)
        activation = told.network.activations[layer]
        plot = Plots.of(np.array([[lens.plot.x, lens.plot.y]]), np.array([lens.plot.width]), [activation])
        reached = told.reaches(lens.unit.layer)
        here = told.phase.layer == lens.unit.layer
        sums = running_sums(told)[:, unit] if here and told.phase.direction == "forward" else None
        inside = self._fill_inside(told, sums, here, plot, unit, palette)
        lines = [
            (_frame(lens.plate), FINE, rgba(palette.soft)),
            (_frame(lens.place), FINE, rgba(palette.ink)),
            (_leader(lens), FINE, rgba(palette.ink)),
            (np.array([[plot.x - plot.half, plot.up(0.0), plot.x + plot.half, plot.up(0.0)]])[..., 0], FINE, rgba(palette.hairline)),
            (_curve(plot, activation), CURVE, rgba(palette.ink) if reached else rgba(palette.soft, AHEAD)),
            (_lines(inside, "summed"), SUMMED, inside["summed.color"]),
        ]
        if reached:
            lines.append(self._draw_dot(out, told, lens, plot, sums, palette))
        lines.append((_lines(inside, "tangents"), CROSSING, inside["tangents.color"]))
        _draw_lines(out, lines)
        self._draw_areas(out, lens.plate, inside, palette)

    def _fill_inside(self, told, sums, here, plot, unit, palette) -> FrameBuffer:
        """Running sum and opening of this unit, as for a network that has no other."""
        inside = self._inside
        for source in ("summed", "openings", "tangents"):
            inside[f"{source}.color"].fill(0)
        if sums is not None:
            self._sums.fill(inside, sums, plot, palette)
        if here and told.computes("backward", "z"):
            self._opening.fill(inside, told, plot, palette, unit)
        return inside

    def _draw_dot(self, out, told, lens, plot, sums, palette):
        """The operating point; gives its line across to the unit's border."""
        number = sum(map(len, told.trace.z[: lens.unit.layer - 1])) + lens.unit.index - 1
        z, a = (signal[number : number + 1] for signal in told.signals)
        risen, crossed = 1.0, 0.0
        if sums is not None:
            z, (risen, crossed) = sums[-1], told.climbed
        x, y, end = plot.dots(z, a, risen, crossed)
        out["lens_dot.x"][:], out["lens_dot.y"][:], out["lens_dot.radius"][:] = x, y, DOT * lens.plot.width
        out["lens_dot.color"][:] = rgba(palette.ink)
        colours = signed_colours(np.sign(a), 1.0, palette) if crossed else np.zeros((1, 4), dtype=np.uint8)
        return np.stack([x, y, end, y], axis=1), CROSSING, colours

    def _draw_areas(self, out, plate: Box, inside: FrameBuffer, palette: Palette) -> None:
        (left, bottom), (right, top) = _corners(plate)
        for name, edge in zip(QUAD, (left, right, bottom, top), strict=True):
            out[f"lens_areas.{name}"][0], out[f"lens_areas.{name}"][1:] = edge, inside[f"openings.{name}"]
        out["lens_areas.color"][0], out["lens_areas.color"][1:] = rgba(palette.card), inside["openings.color"]


def _draw_lines(out: FrameBuffer, lines) -> None:
    """(lines n×4, width, colours) one after another."""
    first = 0
    for ends, width, colours in lines:
        rows = slice(first, first := first + len(ends))
        for name, column in zip(LINE, ends.T, strict=True):
            out[f"lens_lines.{name}"][rows] = column
        out["lens_lines.width"][rows], out["lens_lines.color"][rows] = width, colours


def _lines(buffer: FrameBuffer, source: str) -> np.ndarray:
    return np.stack([buffer[f"{source}.{name}"] for name in LINE], axis=1)


def _curve(plot: Plots, activation) -> np.ndarray:
    """In straight pieces, of which the last goes nowhere."""
    x, y = (values[0] for values in plot.curves([activation]))
    return np.stack([x, y, np.append(x[1:], x[-1]), np.append(y[1:], y[-1])], axis=1)


def _corners(box: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    return (box.x - box.width / 2, box.y - box.height / 2), (box.x + box.width / 2, box.y + box.height / 2)


def _frame(box: Box) -> np.ndarray:
    (left, bottom), (right, top) = _corners(box)
    return np.array([[left, bottom, right, bottom], [right, bottom, right, top], [right, top, left, top], [left, top, left, bottom]])


def _leader(lens: Lens) -> np.ndarray:
    """From the unit to its plate, from side to side."""
    to_right = 1 if lens.plate.x > lens.place.x else -1
    start, end = lens.place.x + to_right * lens.place.width / 2, lens.plate.x - to_right * lens.plate.width / 2
    (_, bottom), (_, top) = _corners(lens.plate)
    return np.array([[start, lens.place.y, end, np.clip(lens.place.y, bottom, top)]])
