"""How large the gradient is from layer to layer: ‖∂L/∂W‖, ‖δ‖ and the spread of the activations on one logarithmic axis.

The decades are those of the light of the error, and so are the colours of what is told of it.
"""

import numpy as np

from playground.engine.diagnostics import Diagnosis
from playground.frames.axes import decades, on_axis
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.colours import Palette
from playground.frames.light import DECADES, colours, level

MARKS = {"norm": "gradient_norms", "delta": "delta_norms", "spread": "spreads"}  # column: list of the Diagnosis
LIT = "norm", "delta"  # of these, what shines
ALWAYS = 10.0**-DECADES, 10.0  # decades that are always in sight


class GradientFlowFrame:
    """Fills the three marks of so many weight layers."""

    def __init__(self, layers: int):
        self._layers = layers

    def fields(self) -> list[Field]:
        marks = [Field(f"norms.{mark}", "column", "float64", (self._layers,)) for mark in (*MARKS, "floor")]
        marks += [Field(f"norms.{mark}_color", "column", "uint8", (self._layers, 4)) for mark in LIT]
        return [*marks, Field("norms.range", "range", "float64", (2,))]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """Layers stand side by side as in the picture, the first one on the left."""
        return {"norms": {"layer": np.arange(1.0, self._layers + 1)}}

    def fill(self, out: FrameBuffer, diagnosis: Diagnosis, palette: Palette) -> None:
        columns = {mark: np.array(getattr(diagnosis, name), dtype=float) for mark, name in MARKS.items()}
        low, high = decades(np.concatenate([*columns.values()]), *ALWAYS)
        for mark, values in columns.items():
            out[f"norms.{mark}"][:] = on_axis(values, low, high)
        for mark in LIT:
            out[f"norms.{mark}_color"][:] = colours(level(columns[mark]), palette)
        out["norms.floor"][:] = low
        out["norms.range"][:] = low, high
