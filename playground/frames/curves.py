"""Loss over time and gradient norm of each layer, as columns for two small charts on logarithmic axes."""

import math

import numpy as np

from playground.frames.buffer import Field, FrameBuffer

POINTS = 512  # of a curve; the history thins itself out before it has more
SMALLEST_LOSS = 1e-12
ROUND = (1, 1.5, 2, 3, 5, 7, 10)
NORM_FLOOR, NORM_CEILING = 1e-4, 10.0  # decades that are always in sight


class CurvesFrame:
    """Fills the loss chart and the gradient chart."""

    def __init__(self, layers: int):
        self._layers = layers

    def fields(self) -> list[Field]:
        curve = [Field(f"loss.{name}", "column", "float64", (POINTS,)) for name in ("step", "train", "test")]
        ranges = [Field(name, "range", "float64", (2,)) for name in ("loss_x.range", "loss_y.range", "norm.range")]
        return [*curve, *ranges, Field("norms.norm", "column", "float64", (self._layers,))]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """Bars stand one below another, the first layer on top."""
        return {"norms": {"layer": np.arange(self._layers, 0, -1.0)}, "loss": {}}

    def fill(self, out: FrameBuffer, rows: np.ndarray, latest: np.ndarray, norms: list[float]) -> None:
        """`rows` (n×3: step, train loss, test loss) are the history, `latest` is one such row of this moment."""
        rows = np.vstack([rows[rows[:, 0] < latest[0]][-(POINTS - 1) :], latest])
        for column, name in enumerate(("step", "train", "test")):
            out[f"loss.{name}"].fill(np.nan)
            out[f"loss.{name}"][: len(rows)] = rows[:, column]
        out["loss_x.range"][:] = 0, _round_end(latest[0])
        out["loss_y.range"][:] = _decades(rows[:, 1:])
        out["norms.norm"][:] = np.maximum(norms, 1e-300)
        out["norm.range"][:] = _norm_range(norms)


# Ranges move in steps: each change makes Bokeh lay out the whole figure again.


def _round_end(step: float) -> float:
    """The next of 10, 15, 20, 30, 50, 70, 100 … that is not before the step."""
    decade = 10.0 ** max(1, math.floor(math.log10(max(step, 1))))
    return next(decade * factor for factor in ROUND if decade * factor >= step)


def _decades(losses: np.ndarray) -> tuple[float, float]:
    """The half decades that hold all positive losses."""
    positive = losses[losses > SMALLEST_LOSS]
    if not positive.size:
        return 0.1, 1.0
    low, high = math.log10(positive.min()), math.log10(positive.max())
    return 10 ** (math.floor(2 * low) / 2), 10 ** ((math.floor(2 * high) + 1) / 2)


def _norm_range(norms: list[float]) -> tuple[float, float]:
    positive = [norm for norm in norms if norm > 0]
    low, high = min([NORM_FLOOR, *positive]), max([NORM_CEILING, *positive])
    return 10.0 ** math.floor(math.log10(low)), 10.0 ** math.ceil(math.log10(high))
