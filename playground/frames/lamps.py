"""Lamps: the light of each hidden unit's error, while it is known; on the way back it comes up where the light has arrived."""

import numpy as np

from playground.frames.light import level
from playground.frames.passing import ARRIVED, Pass
from playground.trace import Trace


def lamps(trace: Trace, told: Pass | None = None, gain: float = 1.0) -> np.ndarray:
    """Levels of light (hidden units,) of one sample's |δ|, layer by layer; at rest, where no pass is told, of all, turned up by `gain`.

    In a pass: none before the way back; then those of the layers that it has come through. Where ∂L/∂a arrives its light
    comes up, and from there it goes through the opening f′(z) to δ.
    """
    hidden = range(1, len(trace.dz))
    if told is None or told.phase.direction == "update":
        layers = [level(trace.dz[k - 1], told.gain if told else gain) for k in hidden]
    else:
        layers = [level_of_layer(told, k) for k in hidden]
    return np.concatenate(layers) if layers else np.empty(0)


def level_of_layer(told: Pass, k: int) -> np.ndarray:
    """The light (units,) of a layer (from 1) in a pass before its update."""
    trace, phase, progress = told.trace, told.phase, told.progress
    known = level(trace.dz[k - 1], told.gain)
    if phase.direction != "backward" or k < phase.layer:
        return np.zeros_like(known)
    if k > phase.layer or phase.part == "W":
        return known
    arriving = level(trace.da[k - 1], told.gain)
    if phase.part == "a":
        return arriving * max(0.0, (progress - ARRIVED) / (1 - ARRIVED))
    return arriving + (known - arriving) * progress
