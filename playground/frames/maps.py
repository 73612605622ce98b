"""What every unit makes of the plane: one small image for each, in the colours of its activation."""

import numpy as np

from playground.engine import inputs_of
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.colours import Palette, shades
from playground.frames.field import grid_points
from playground.frames.geometry import Geometry

CELLS = 20_000  # of all maps together; many units get coarser maps
FINEST, COARSEST = 20, 6  # cells a side


class MapsFrame:
    """Fills the images of all input and hidden units."""

    def __init__(self, geometry: Geometry, features: tuple[str, ...]):
        self._geometry, self._units = geometry, len(geometry.units)
        self._side = min(FINEST, max(COARSEST, int((CELLS / self._units) ** 0.5)))
        self._inputs = inputs_of(grid_points(self._side), features)

    def fields(self) -> list[Field]:
        return [Field("maps.image", "images", "uint32", (self._units, self._side, self._side))]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        side = self._geometry.unit_side
        corner = self._geometry.units - side / 2
        return {"maps": {"x": corner[:, 0], "y": corner[:, 1], "side": np.full(self._units, side)}}

    def fill(self, out: FrameBuffer, network, palette: Palette, opacity: float = 1.0) -> None:
        """Zero is neutral in every map; a unit's largest activation on the plane, or 1, has the full colour."""
        *hidden, _ = network.activations_to_see(self._inputs)
        values = np.concatenate([self._inputs, *hidden])
        reach = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1.0)
        shade = shades(values / reach, 1.0).reshape(out["maps.image"].shape)
        np.take(palette.signed.view(np.uint32).ravel(), shade, out=out["maps.image"])
        out["maps.image"].view(np.uint8)[..., 3::4] = round(255 * opacity)
