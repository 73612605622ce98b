"""The opening f′(z) in each unit of a layer: the light of ∂L/∂a comes in from the right, between the blades leaves that of δ."""

import numpy as np

from playground.frames import light
from playground.frames.buffer import LINE, QUAD, Field, FrameBuffer, mark_fields
from playground.frames.colours import Palette, rgba
from playground.frames.passing import ENTERING, LEAVING, Pass
from playground.frames.plots import Plots

BLADE = 0.03  # half the width of a blade, in halves of a plot; the others, too:
TANGENT = 0.45  # half the length of the tangent
LIT = 150  # opacity (0–255) of light


class OpeningFrame:
    """Fills the sources `openings` and `tangents` for the layer in view."""

    def __init__(self, sizes: tuple[int, ...]):
        self._widest = max(sizes[1:])

    def fields(self) -> list[Field]:
        return [*mark_fields("tangents", LINE, self._widest), *mark_fields("openings", QUAD, 4 * self._widest)]

    def fill(self, out: FrameBuffer, told: Pass, plots: Plots, palette: Palette, units: slice = slice(None)) -> None:
        """In δ's phase, of the layer's units with these plots: all, or those that are chosen."""
        trace, k = told.trace, told.phase.layer - 1
        z, a, da, dz = (values[k][units] for values in (trace.z, trace.a, trace.da, trace.dz))
        slope, x = told.network.activations[k].slope(z), plots.across(z)
        self._draw_light(out, told, plots, x, slope, light.level(np.concatenate([da, dz]), told.gain), palette)
        self._draw_tangents(out, plots, x, plots.up(a), slope, palette)

    def _draw_light(self, out, told, plots, x, slope, levels, palette):
        """Two beams of such levels (2 × units), ∂L/∂a and δ, and the two blades between them."""
        left, right, bottom, top = plots.x - plots.half, plots.x + plots.half, plots.y - plots.half, plots.y + plots.half
        gap, thick = np.clip(np.abs(slope), 0, 1) * plots.half, BLADE * plots.half
        arrive, leave = ENTERING.eased(told.progress), LEAVING.eased(told.progress)
        quads = [
            (right - (right - x) * arrive, right, bottom, top),
            (x - (x - left) * leave, x, plots.y - gap, plots.y + gap),
            (x - thick, x + thick, plots.y + gap, top),
            (x - thick, x + thick, bottom, plots.y - gap),
        ]
        n = 4 * len(x)
        for name, columns in zip(QUAD, zip(*quads, strict=True), strict=True):
            out[f"openings.{name}"][:n] = np.concatenate(columns)
        beams = light.colours(levels, palette)
        beams[:, 3] = LIT
        beams[len(x) :][levels[len(x) :] * leave == 0] = 0
        out["openings.color"][: 2 * len(x)] = beams
        out["openings.color"][2 * len(x) : n] = rgba(palette.soft)

    def _draw_tangents(self, out, plots, x, y, slope, palette):
        run, rise = TANGENT * plots.half, TANGENT * plots.half * plots.rise(slope)
        share, n = run / np.hypot(run, rise), len(x)
        out["tangents.x0"][:n], out["tangents.x1"][:n] = x - run * share, x + run * share
        out["tangents.y0"][:n], out["tangents.y1"][:n] = y - rise * share, y + rise * share
        out["tangents.color"][:n] = rgba(palette.gradient)
