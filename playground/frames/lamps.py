"""Lamps: the light of each hidden unit's error, while it is known; on the way back it comes up where the light has arrived."""

from itertools import accumulate

import numpy as np

from playground.frames.light import level
from playground.frames.passing import ARRIVED, Pass
from playground.trace import Trace


def lamps(trace: Trace, told: Pass | None = None, gain: float = 1.0) -> np.ndarray:
    """Levels of light (hidden units,) of one sample's |δ|, layer by layer; at rest, where no pass is told, of all, turned up by `gain`.

    In a pass: none before the way back; then those of the layers that it has come through. Where ∂L/∂a arrives its light
    comes up, and from there it goes through the opening f′(z) to δ.
    """
    ends = [0, *accumulate(map(len, trace.dz))]
    known = level(np.concatenate(trace.dz)[: ends[-2]], told.gain if told else gain)
    if told is None or told.phase.direction == "update":
        return known
    if told.phase.direction != "backward":
        return np.zeros_like(known)
    begin, end = ends[told.phase.layer - 1 : told.phase.layer + 1]
    known[:begin], known[begin:end] = 0.0, level_of_layer(told, told.phase.layer)
    return known


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
