"""How large the gradient is from layer to layer: ‖∂L/∂W‖, ‖δ‖ and the spread of the activations on one logarithmic axis."""

import numpy as np

from playground.engine.diagnostics import Diagnosis
from playground.frames.axes import decades, on_axis
from playground.frames.buffer import Field, FrameBuffer

MARKS = {"norm": "gradient_norms", "delta": "delta_norms", "spread": "spreads"}  # column: list of the Diagnosis
ALWAYS = 1e-4, 10.0  # decades that are always in sight


class GradientFlowFrame:
    """Fills the three marks of so many weight layers."""

    def __init__(self, layers: int):
        self._layers = layers

    def fields(self) -> list[Field]:
        marks = [Field(f"norms.{mark}", "column", "float64", (self._layers,)) for mark in (*MARKS, "floor")]
        return [*marks, Field("norms.range", "range", "float64", (2,))]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """Layers stand side by side as in the picture, the first one on the left."""
        return {"norms": {"layer": np.arange(1.0, self._layers + 1)}}

    def fill(self, out: FrameBuffer, diagnosis: Diagnosis) -> None:
        columns = {mark: np.array(getattr(diagnosis, name), dtype=float) for mark, name in MARKS.items()}
        low, high = decades(np.concatenate([*columns.values()]), *ALWAYS)
        for mark, values in columns.items():
            out[f"norms.{mark}"][:] = on_axis(values, low, high)
        out["norms.floor"][:] = low
        out["norms.range"][:] = low, high
