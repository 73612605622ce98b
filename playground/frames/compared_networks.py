"""The compared networks as networks, side by side over their fields: in the same pass as the main one, in the same light."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.explain.subjects import Subject
from playground.frames.buffer import LINE, QUAD, Field, FrameBuffer
from playground.frames.colours import Palette, rgb, rgba
from playground.frames.emphasis import Emphasis
from playground.frames.geometry import FIELD_LEFT, HEIGHT, Geometry
from playground.frames.lens import lens
from playground.frames.magnified import MagnifiedFrame
from playground.frames.network import NetworkFrame
from playground.frames.passing import Pass

WHOLE = FIELD_LEFT + 8.0  # units of the picture that a network takes without its field: they become a side of the field below it
TALL = HEIGHT / WHOLE  # of a network, in sides of a field
THINNER = 0.45  # all lines are, in a picture so much smaller
PLACES = {
    **dict.fromkeys(("x0", "cx0", "cx1", "x1", "x", "left", "right"), "x"), **dict.fromkeys(("y0", "cy0", "cy1", "y1", "y", "bottom", "top"), "y"),
    "side": "size", "radius": "size",
}  # fmt: skip
CHANGING = {"edges": ("color", "width"), "burning": ("color", "width"), "units": ("color", "alpha", "width", "glow", "halo", "core")}
OUTLINE = 0.8  # how far the border of a unit without a signal is from the ground to the soft ink: there is no map that would show where it is
LENS = {"lens_areas": (*QUAD, "color"), "lens_lines": (*LINE, "width", "color"), "lens_dot": ("x", "y", "radius", "color")}
THINNED = ("width", "halo", "core")


@dataclass(frozen=True)
class Beside:
    """One of the networks at one moment: a pass of the sample in view, the light of its hidden units, and what stands out.

    `told`: the pass that is gone through, if any is; `subject`: what the learner has in hand; `scale`: pixels for a unit of its picture.
    """

    network: object
    trace: object
    lamps: np.ndarray
    emphasis: Emphasis
    told: Pass | None = None
    subject: Subject | None = None
    scale: float = 0.5


class ComparedNetworksFrame:
    """Fills edges and units of networks of such layer sizes, each with its left lower corner at (`lefts`, `bottom`)."""

    def __init__(self, shapes: Sequence[tuple[int, ...]], lefts: Sequence[float], bottom: float):
        self._frames = [NetworkFrame(Geometry(sizes)) for sizes in shapes]
        self._magnified = [MagnifiedFrame(frame.geometry) for frame in self._frames]
        parts = zip(self._frames, self._magnified, strict=True)
        self._buffers = [FrameBuffer([*network.fields(), *magnified.fields()]) for network, magnified in parts]
        self._corners = [{"x": left, "y": bottom, "size": 0.0} for left in lefts]
        self._grounds = {"x": np.array(lefts) + 0.5, "y": np.full(len(lefts), bottom + TALL / 2)}

    def fields(self) -> list[Field]:
        night = Field("nets_night.color", "column", "uint8", (len(self._frames), 4))
        fill = Field("nets_units.fill", "column", "uint8", (sum(frame.geometry.units.shape[0] for frame in self._frames), 4))
        return [night, fill, *(self._field(source, column) for source, columns in (CHANGING | LENS).items() for column in columns)]

    def _field(self, source: str, column: str) -> Field:
        arrays = [buffer[f"{source}.{column}"] for buffer in self._buffers]
        return Field(f"nets_{source}.{column}", "column", arrays[0].dtype.name, (sum(map(len, arrays)), *arrays[0].shape[1:]))

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """Where each edge and unit is, and the ground under each network."""
        placed = [self._placed(frame.structure(), corner) for frame, corner in zip(self._frames, self._corners, strict=True)]
        nets = {f"nets_{source}": {name: np.concatenate([one[source][name] for one in placed]) for name in placed[0][source]} for source in CHANGING}
        return {"nets_night": self._grounds} | nets | {f"nets_{source}": {} for source in LENS}

    @staticmethod
    def _placed(structure, corner):
        return {
            source: {name: (corner[PLACES[name]] + values / WHOLE).astype(np.float32) for name, values in structure[source].items()}
            for source in CHANGING
        }  # fmt: skip

    def fill(self, out: FrameBuffer, beside: Sequence[Beside], palette: Palette, night: bool = False, exact: bool = True) -> None:
        """One for each of the networks. `night`: they stand on a ground of their own, which is dark."""
        out["nets_night.color"][:] = rgba(palette.card, night)
        for frame, magnified, buffer, one in zip(self._frames, self._magnified, self._buffers, beside, strict=True):
            frame.fill(buffer, one.network, one.trace, one.emphasis, one.lamps, palette, exact)
            magnified.fill(buffer, one.told, lens(frame.geometry, one.told, one.subject, one.scale, alone=True), palette)
        for source, columns in CHANGING.items():
            for column in columns:
                values = np.concatenate([buffer[f"{source}.{column}"] for buffer in self._buffers])
                out[f"nets_{source}.{column}"][:] = values * THINNER if column in THINNED else values
        out["nets_units.fill"][:] = out["nets_units.color"]
        out["nets_units.color"][:] = _outlined(out["nets_units.color"], palette)
        for source, columns in LENS.items():
            for column in columns:
                out[f"nets_{source}.{column}"][:] = np.concatenate([self._put(*one, source, column) for one in zip(self._buffers, self._corners, strict=True)])

    @staticmethod
    def _put(buffer: FrameBuffer, corner: dict[str, float], source: str, column: str) -> np.ndarray:
        """Values of a column, places among them where this network stands."""
        values = buffer[f"{source}.{column}"]
        return corner[PLACES[column]] + values / WHOLE if column in PLACES else values


def _outlined(colours: np.ndarray, palette: Palette) -> np.ndarray:
    """RGBA (n×4) of borders of such signed colours; the neutral one becomes an outline that can be seen."""
    neutral, positive = rgb(palette.neutral), rgb(palette.positive)
    ends = np.stack([positive - neutral, rgb(palette.negative) - neutral])
    away = colours[:, :3] - neutral
    signal = (away @ ends.T / np.square(ends).sum(axis=1)).max(axis=1).clip(0, 1)
    outline = OUTLINE * (rgb(palette.soft) - neutral)
    return np.column_stack([colours[:, :3] + np.outer(1 - signal, outline), colours[:, 3]]).clip(0, 255).round()
