"""The compared networks as networks, side by side over their fields: in the same pass as the main one, in the same light."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.frames.buffer import Field, FrameBuffer
from playground.frames.colours import Palette, rgba
from playground.frames.emphasis import Emphasis
from playground.frames.geometry import FIELD_LEFT, HEIGHT, Geometry
from playground.frames.network import NetworkFrame

WHOLE = FIELD_LEFT + 8.0  # units of the picture that a network takes without its field: they become a side of the field below it
TALL = HEIGHT / WHOLE  # of a network, in sides of a field
THINNER = 0.45  # all lines are, in a picture so much smaller
PLACES = {"x0": "x", "cx0": "x", "cx1": "x", "x1": "x", "x": "x", "y0": "y", "cy0": "y", "cy1": "y", "y1": "y", "y": "y", "side": "size"}
CHANGING = {"edges": ("color", "width"), "burning": ("color", "width"), "units": ("color", "alpha", "width", "glow", "halo", "core")}
THINNED = ("width", "halo", "core")


@dataclass(frozen=True)
class Beside:
    """One of the networks at one moment: a pass of the sample in view, the light of its hidden units, and what stands out."""

    network: object
    trace: object
    lamps: np.ndarray
    emphasis: Emphasis


class ComparedNetworksFrame:
    """Fills edges and units of networks of such layer sizes, each with its left lower corner at (`lefts`, `bottom`)."""

    def __init__(self, shapes: Sequence[tuple[int, ...]], lefts: Sequence[float], bottom: float):
        self._frames = [NetworkFrame(Geometry(sizes)) for sizes in shapes]
        self._buffers = [FrameBuffer(frame.fields()) for frame in self._frames]
        self._corners = [{"x": left, "y": bottom, "size": 0.0} for left in lefts]
        self._grounds = {"x": np.array(lefts) + 0.5, "y": np.full(len(lefts), bottom + TALL / 2)}

    def fields(self) -> list[Field]:
        night = Field("nets_night.color", "column", "uint8", (len(self._frames), 4))
        return [night, *(self._field(source, column) for source, columns in CHANGING.items() for column in columns)]

    def _field(self, source: str, column: str) -> Field:
        arrays = [buffer[f"{source}.{column}"] for buffer in self._buffers]
        return Field(f"nets_{source}.{column}", "column", arrays[0].dtype.name, (sum(map(len, arrays)), *arrays[0].shape[1:]))

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """Where each edge and unit is, and the ground under each network."""
        placed = [self._placed(frame.structure(), corner) for frame, corner in zip(self._frames, self._corners, strict=True)]
        nets = {f"nets_{source}": {name: np.concatenate([one[source][name] for one in placed]) for name in placed[0][source]} for source in CHANGING}
        return {"nets_night": self._grounds} | nets

    @staticmethod
    def _placed(structure, corner):
        return {
            source: {name: (corner[PLACES[name]] + values / WHOLE).astype(np.float32) for name, values in structure[source].items()}
            for source in CHANGING
        }  # fmt: skip

    def fill(self, out: FrameBuffer, beside: Sequence[Beside], palette: Palette, night: bool = False, exact: bool = True) -> None:
        """One for each of the networks. `night`: they stand on a ground of their own, which is dark."""
        out["nets_night.color"][:] = rgba(palette.card, night)
        for frame, buffer, one in zip(self._frames, self._buffers, beside, strict=True):
            frame.fill(buffer, one.network, one.trace, one.emphasis, one.lamps, palette, exact)
        for source, columns in CHANGING.items():
            for column in columns:
                values = np.concatenate([buffer[f"{source}.{column}"] for buffer in self._buffers])
                out[f"nets_{source}.{column}"][:] = values * THINNER if column in THINNED else values
