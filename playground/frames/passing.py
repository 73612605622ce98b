"""The pass that is gone through: where it is, and what in its phase moves when."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from playground.engine.network import Forward
from playground.trace import Phase, Trace


class Span(NamedTuple):
    """A part of a phase, in which something moves."""

    begin: float
    end: float

    def eased(self, progress):
        """How far the movement has come at a progress of the phase: 0 to 1, slow at both ends."""
        return eased((progress - self.begin) / (self.end - self.begin))


ARRIVED = 0.6  # the part of a phase after which the light that runs along the edges is there
MEETING, MERGED = 0.5, 0.75  # the parts after which a and δ have met on their edges, and have gone out into the light of their product
SUMMED = 0.9  # the part after which all contributions to a sum are there: they come one after another
UPDATED = 0.8  # the part of the update after which all has its new value
SHOWN = {"z": SUMMED, "a": 0.5}  # forward: when the number of a phase is there

RISING, CROSSING = Span(0.0, SHOWN["a"]), Span(SHOWN["a"], 0.9)  # the dot, from the axis to its curve; then across, from a to the unit's border
ENTERING, LEAVING = Span(0.0, 0.4), Span(0.5, 1.0)  # light into the opening f′(z), and what is let through
OUTPUT_COMING, GAP_OPENING, AREA_FILLING = Span(0.0, 0.25), Span(0.25, 0.55), Span(0.5, 0.95)  # of the loss: ŷ to its place, y to ŷ, and L
CURVE_OPENING = Span(0.0, 0.95)  # of the loss: the curve under which L is, from y to both sides
TURNING, MOVING = Span(0.2, 0.5), Span(0.2, UPDATED)  # of the update: steps come where the gradients' marks have gone; all parameters move
OUTPUT_FADING = Span(0.0, 0.4)  # of the phase after those of the output: its unit and the loss go
SLOPE_SHINING = Span(0.0, 0.9)  # of ∂L/∂ŷ: its light, up the height at ŷ and on to the output's unit


@dataclass(frozen=True)
class Step:
    """The update at one moment: what it changes each weight by in all, per weight layer (n_in × n_out); the way forward of the
    sample (one column) through the network as far as it has changed; the sample's pass once it has; and how far that is (0 to 1)."""

    change: list[np.ndarray]
    forward: Forward
    after: Trace
    share: float = 1.0


@dataclass(frozen=True)
class Pass:
    """The pass of one sample through a network, at a phase and so far (`progress`, 0 to 1) through it.

    `brief`: it only flits by, after a single step; nobody could see what happens in the units. `gain`: what its light is turned up by.
    `step`: what its update does, while it is there.
    """

    network: object
    trace: Trace
    phase: Phase
    progress: float
    brief: bool = False
    gain: float = 1.0
    step: Step | None = None

    @property
    def is_at_output(self) -> bool:
        """Whether the field makes room for the output's unit and the loss."""
        at_last = self.phase.direction in ("forward", "backward") and self.phase.layer == len(self.trace.z)
        return not self.brief and (at_last or self.phase.direction in ("loss", "update"))

    @property
    def presence(self) -> float:
        """How far the output's unit and the loss are there (0 to 1): they fade while the light goes on to the layer before."""
        if self.is_at_output or self.brief:
            return float(self.is_at_output)
        next_layer = self.computes("backward", "a") and self.phase.layer == len(self.trace.z) - 1
        return float(1 - OUTPUT_FADING.eased(self.progress)) if next_layer else 0.0

    @property
    def has_arrived(self) -> bool:
        """Whether what the phase computes is there, and its number with it."""
        return has_arrived(self.phase, self.progress)

    @cached_property
    def signals(self) -> tuple[np.ndarray, np.ndarray]:
        """z and a of all units (units,), layer by layer; in the update as far as they have changed."""
        z, a = (self.step.forward.z, self.step.forward.a) if self.step else (self.trace.z, self.trace.a)
        return np.nan_to_num(np.concatenate(z).ravel()), np.nan_to_num(np.concatenate(a).ravel())

    @property
    def output(self) -> float:
        """ŷ, in the update as far as it has changed."""
        return float(self.signals[1][-1]) if self.step else self.trace.output

    @property
    def climbed(self) -> tuple[float, float]:
        """In a forward phase, how far the dots of its layer have come from the axis up to the curve, and then across (0 to 1)."""
        return (0.0, 0.0) if self.phase.part == "z" else (RISING.eased(self.progress), CROSSING.eased(self.progress))

    def reaches(self, layer: int) -> bool:
        """Whether the pass has come to a weight layer (from 1), forward or on the way back."""
        return self.phase.direction != "input" and not (self.phase.direction == "forward" and layer > self.phase.layer)

    def computes(self, direction: str, part: str) -> bool:
        """Whether the phase is of such a direction and part."""
        return (self.phase.direction, self.phase.part) == (direction, part)

    def before(self, layer: int) -> np.ndarray:
        """The signals (n_in,) that come into a weight layer (from 1)."""
        return self.trace.inputs if layer == 1 else self.trace.a[layer - 2]


def has_arrived(phase: Phase, progress: float) -> bool:
    """Whether, so far through a phase, what it computes is there."""
    return progress >= {"forward": SHOWN.get(phase.part), "update": UPDATED}.get(phase.direction, ARRIVED)


def arrivals(inputs: int, biased: bool = True) -> np.ndarray:
    """When (parts of a phase, ascending) the contributions of so many inputs and then the bias are there (inputs + 1,).

    Where no unit is `biased` there is no time for what would not be seen.
    """
    return SUMMED * np.minimum(np.arange(1, inputs + 2) / (inputs + biased), 1)


def eased(share):
    """From 0 to 1, slow at both ends."""
    t = np.clip(share, 0.0, 1.0)
    return t * t * (3 - 2 * t)
