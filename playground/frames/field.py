"""The network's output over the whole plane as one image."""

import numpy as np

from playground.engine import inputs_of
from playground.frames.buffer import Field, FrameBuffer
from playground.frames.colours import Palette, shades
from playground.frames.geometry import PLANE

GRID = 64  # cells a side; finer costs time in every frame
CLASS_BANDS, REGRESSION_BANDS = 2, 5  # of the field that is told apart into plain colours


def bands_of(config) -> int:
    """How finely the setting `cells` wants the outputs told apart; 0 is every shade."""
    if config.cells == "smooth":
        return 0
    return REGRESSION_BANDS if config.task == "regression" else CLASS_BANDS


def grid_points(side: int = GRID) -> np.ndarray:
    """Centres (side²×2) of the plane's cells, row by row from the bottom."""
    centres = (np.arange(side) + 0.5) * (2 * PLANE / side) - PLANE
    x1, x2 = np.meshgrid(centres, centres)
    return np.column_stack([x1.ravel(), x2.ravel()])


class FieldFrame:
    """Fills the image of the output of a network that sees these features of a point."""

    def __init__(self, features: tuple[str, ...]):
        self._inputs = inputs_of(grid_points(), features)

    def fields(self) -> list[Field]:
        return [Field("field.image", "images", "uint32", (1, GRID, GRID))]

    def fill(self, out: FrameBuffer, network, centre: float, palette: Palette, bands: int = 0) -> None:
        """`centre` is the output between the two classes: 0, or 0.5 where outputs are probabilities.

        With `bands` the outputs are told apart only so finely: 2 shows the decision, 0 every shade.
        """
        colours = field_colours(network, self._inputs, centre, palette, bands)
        out["field.image"][:] = colours.reshape(1, GRID, GRID)


def field_colours(network, inputs: np.ndarray, centre: float, palette: Palette, bands: int = 0) -> np.ndarray:
    """The colours (n,) uint32 of a network's outputs for inputs (features × n)."""
    *_, (outputs,) = network.activations_to_see(inputs)
    values = (outputs - centre) / (1.0 - centre)
    values = banded(values, bands) if bands else values
    return palette.signed.view(np.uint32).ravel()[shades(values, 1.0)]


def banded(values: np.ndarray, bands: int) -> np.ndarray:
    """Values (n) cut into bands of equal width from −1 to 1, each band at its middle.

    What lies on a border belongs to the band below: an output of 0 is no decision for the positive class.
    """
    band = np.clip(np.ceil((values + 1.0) * (bands / 2)), 1, bands)
    return (2 * band - 1) / bands - 1.0
