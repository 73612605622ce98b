"""What goes along the two wires of a single neuron, from Σ to f and from f to the field: z and a on the way there, the error's light back.

Such a neuron is drawn whole over the picture; there is no other unit in which one could see that something moves.
"""

import numpy as np

from playground.frames import light
from playground.frames.buffer import LINE, Field, FrameBuffer, mark_fields
from playground.frames.colours import Palette, signed_colours
from playground.frames.geometry import BEND, BEND_SIDE, FIELD_LEFT, HEIGHT, SUM, SUM_RADIUS, Geometry
from playground.frames.passing import ENTERING, LEAVING, Pass

WAYS = ((SUM + SUM_RADIUS, BEND - BEND_SIDE / 2), (BEND + BEND_SIDE / 2, FIELD_LEFT))  # where each begins and ends
SIGNAL, THINNEST, BEAM = 7.0, 3.0, 6.0  # pixels of width: of a signal; of light at least, and so much more at level 1


class WiresFrame:
    """Fills the source `wires`; nothing where there are hidden layers, nor outside a pass."""

    def __init__(self, geometry: Geometry):
        self._is_one_neuron = geometry.is_one_neuron

    def fields(self) -> list[Field]:
        return mark_fields("wires", (*LINE, "width"), len(WAYS))

    def structure(self) -> dict[str, dict[str, np.ndarray]]:
        """No column stays as it is."""
        return {"wires": {}}

    def fill(self, out: FrameBuffer, told: Pass | None, palette: Palette) -> None:
        """`told` is None outside a pass."""
        out["wires.color"].fill(0)
        if not self._is_one_neuron or told is None or told.brief:
            return
        out["wires.y0"][:] = out["wires.y1"][:] = HEIGHT / 2
        if told.phase.direction == "backward":
            self._fill_back(out, told, palette)
        elif told.phase.direction in ("forward", "loss"):
            self._fill_there(out, told, palette)

    def _fill_there(self, out, told, palette):
        """z goes to f, and what f makes of it to the field."""
        gone = told.climbed if told.phase.direction == "forward" else (1.0, 1.0)
        colours = signed_colours(np.sign(np.concatenate(told.signals)), 1.0, palette)
        for row, (begin, end) in enumerate(WAYS):
            self._lay(out, row, begin, begin + (end - begin) * gone[row], SIGNAL, colours[row])

    def _fill_back(self, out, told, palette):
        """∂L/∂ŷ comes to f, and δ from there to Σ."""
        progress = {"a": 0.0, "z": told.progress}.get(told.phase.part, 1.0)
        gone = LEAVING.eased(progress), ENTERING.eased(progress)
        levels = light.level(np.array([told.trace.dz[-1][0], told.trace.da[-1][0]]), told.gain)
        colours = light.colours(levels, palette)
        for row, (begin, end) in enumerate(WAYS):
            self._lay(out, row, end, end + (begin - end) * gone[row], THINNEST + BEAM * levels[row] ** 2, colours[row])

    @staticmethod
    def _lay(out, row, x0, x1, width, colour):
        out["wires.x0"][row], out["wires.x1"][row], out["wires.width"][row] = x0, x1, width
        if x0 != x1:
            out["wires.color"][row] = colour
