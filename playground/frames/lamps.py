"""Lamps: the light of each hidden unit's error, while it is known; on the way back it comes up where the light has arrived."""

import numpy as np

from playground.frames.light import level
from playground.trace import Phase, Trace

ARRIVED = 0.6  # the part of a phase after which the light along the edges has arrived (`frames.lights`)


def lamps(trace: Trace, phase: Phase | None = None, progress: float = 1.0) -> np.ndarray:
    """Levels of light (hidden units,) of one sample's |δ|, layer by layer; at rest (no phase) of all.

    In a pass: none before the way back; then those of the layers that it has come through. Where ∂L/∂a arrives its light
    comes up, and from there it goes through the opening f′(z) to δ.
    """
    layers = [_layer(trace, k, phase, progress) for k in range(1, len(trace.dz))]
    return np.concatenate(layers) if layers else np.empty(0)


def _layer(trace: Trace, k: int, phase: Phase | None, progress: float) -> np.ndarray:
    known = level(trace.dz[k - 1])
    if phase is None or phase.direction == "update":
        return known
    if phase.direction != "backward" or k < phase.layer:
        return np.zeros_like(known)
    if k > phase.layer or phase.part == "W":
        return known
    arriving = level(trace.da[k - 1])
    if phase.part == "a":
        return arriving * max(0.0, (progress - ARRIVED) / (1 - ARRIVED))
    return arriving + (known - arriving) * progress
