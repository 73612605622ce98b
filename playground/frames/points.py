"""The data points on the output field, and the ring around the one whose pass is shown."""

import numpy as np

from playground.frames.buffer import Field, FrameBuffer, mark_fields
from playground.frames.colours import Palette, signed_colours
from playground.frames.geometry import AWAY, PLANE, on_field
from playground.frames.pointing import Box

SIZE = 4.0  # of a point, in units of the picture
OUTSIDE = -1000.0  # a place of the plane that no picture shows


def marks(x: np.ndarray, y: np.ndarray, centre: float, palette: Palette) -> tuple[np.ndarray, np.ndarray]:
    """Points (n×2) and colours (n×4 uint8) of samples x (n×2), y (n): a point outside the plane's square is put outside the picture.

    `centre` is the label between the classes.
    """
    inside = (np.abs(x) <= PLANE).all(axis=1, keepdims=True)
    return np.where(inside, x, OUTSIDE), signed_colours(y - centre, 1.0 - centre, palette)


class PointsFrame:
    """Fills the training points, the test points and the ring of a data set of that size."""

    def __init__(self, dataset):
        self._counts = {"train": len(dataset.train.y), "test": len(dataset.test.y)}
        self._drawn = None

    def fields(self) -> list[Field]:
        points = [field for source, count in self._counts.items() for field in mark_fields(source, ("x", "y"), count)]
        return [*points, *(Field(f"probe.{column}", "column", "float64", (1,)) for column in "xy")]

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """Every column of these sources changes."""
        return {source: {} for source in (*self._counts, "probe")}

    def fill(self, out: FrameBuffer, dataset, probe, centre: float, palette: Palette, covered: Box | None = None) -> None:
        """`probe` is the point (x1, x2) in the ring; `covered`: what part of the picture is, where no point is drawn."""
        out["probe.x"][:], out["probe.y"][:] = _places(np.reshape(probe, (1, 2)), covered).T
        if self._drawn == (drawn := (dataset, centre, palette, covered)):
            return
        self._drawn = drawn
        for source in self._counts:
            part = getattr(dataset, source)
            points, out[f"{source}.color"][:] = marks(part.x, part.y, centre, palette)
            out[f"{source}.x"][:], out[f"{source}.y"][:] = _places(points, covered).T


def _places(points: np.ndarray, covered: Box | None) -> np.ndarray:
    """Where in the picture (n×2) points (n×2) of the plane are; what is covered is nowhere."""
    places = on_field(points)
    if covered:
        across, up = np.abs(places - [covered.x, covered.y]).T
        places[(across < covered.width / 2 + SIZE) & (up < covered.height / 2 + SIZE)] = AWAY
    return places
