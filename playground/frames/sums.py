"""The sum that grows to z in each unit of a layer: the contributions w·a head to tail from 0, the bias last, each in a lane of its own."""

from typing import NamedTuple

import numpy as np

from playground.frames.buffer import LINE, Field, FrameBuffer, mark_fields
from playground.frames.colours import Palette, signed_colours
from playground.frames.passing import Pass, arrivals
from playground.frames.plots import Plots


class Sums(NamedTuple):
    """What has come together so far in the units of a `layer` (from 1): their `values` (units,)."""

    layer: int
    values: np.ndarray


class SumsFrame:
    """Fills the source `summed` for the layer in view; the lanes take the lower half of each plot."""

    def __init__(self, sizes: tuple[int, ...]):
        self._most = max((before + 1) * count for before, count in zip(sizes, sizes[1:], strict=False))

    def fields(self) -> list[Field]:
        return mark_fields("summed", LINE, self._most)

    def fill(self, out: FrameBuffer, sums: np.ndarray, plots: Plots, palette: Palette) -> None:
        """`sums`: those of `running_sums` for the layer with these plots."""
        steps, n = len(sums) - 1, sums[1:].size
        ends = plots.across(sums)
        lanes = (np.arange(steps)[:, None] + 0.5) / steps
        out["summed.x0"][:n], out["summed.x1"][:n] = ends[:-1].ravel(), ends[1:].ravel()
        out["summed.y0"][:n] = out["summed.y1"][:n] = (plots.y - lanes * plots.half).ravel()
        colours = signed_colours(np.sign(np.diff(sums, axis=0)).ravel(), 1.0, palette)
        colours[(ends[1:] == ends[:-1]).ravel()] = 0
        out["summed.color"][:n] = colours


def running_sums(told: Pass) -> np.ndarray:
    """The sums (n_in + 2 × n_out) from 0 to z in a forward phase, as far as the pass has come."""
    layer = told.phase.layer
    weights, biases, before = told.network.weights[layer - 1], told.network.biases[layer - 1], told.before(layer)
    with np.errstate(all="ignore"):
        parts = np.vstack([weights * before[:, None], biases])
        if told.phase.part == "z":
            times = arrivals(len(before), biases.any())
            parts *= np.clip(1 + (told.progress - times) / times[0], 0, 1)[:, None]
        return np.nan_to_num(np.vstack([np.zeros(len(biases)), np.cumsum(parts, axis=0)]))


def counted(told: Pass) -> int:
    """How many contributions to each sum are there, in a forward phase that has not come to z; otherwise none."""
    if not told.computes("forward", "z") or told.has_arrived or told.brief:
        return 0
    layer = told.phase.layer
    return int(np.sum(told.progress >= arrivals(len(told.before(layer)), told.network.biases[layer - 1].any())))


def sums_so_far(told: Pass) -> Sums | None:
    """The sums of the contributions that are there, as long as they are not z; None where there is none of them."""
    layer, count = told.phase.layer, counted(told)
    if not count:
        return None
    with np.errstate(all="ignore"):
        return Sums(layer, told.before(layer)[:count] @ told.network.weights[layer - 1][:count])
