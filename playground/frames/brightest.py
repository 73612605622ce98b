"""The brightest light in sight, and how much it truly is: above 1 a number says what brightness no longer does."""

from dataclasses import dataclass

import numpy as np

from playground.explain.subjects import Edge, Unit
from playground.trace import Phase, Trace


@dataclass(frozen=True)
class Brightest:
    """A unit or an edge, the `name` of what lights it and its `size`: |δ|, |∂L/∂a| or |∂L/∂w|, ∞ where it is past all numbers."""

    subject: Unit | Edge
    name: str
    size: float


def brightest(trace: Trace, phase: Phase | None = None) -> Brightest | None:
    """Of all that is lit once a phase has lit what it lights, at rest (None) of the whole network; None where all is dark."""
    found = max(_lights(trace, phase), key=lambda light: light.size, default=None)
    return found if found and found.size else None


def _lights(trace: Trace, phase: Phase | None):
    """The brightest of each kind of light in each layer; the output's unit is there only while the pass is at it."""
    if phase and phase.direction not in ("backward", "update"):
        return
    last = len(trace.z)
    here, part = (phase.layer, phase.part) if phase else (0, "")
    for layer in range(max(here, 1), last + 1):
        if (layer, part) == (here, "a"):
            yield _unit(layer, "∂L/∂a", trace.da[layer - 1])
            continue
        if layer < last or layer == here:
            yield _unit(layer, "δ", trace.dz[layer - 1])
        if (layer, part) != (here, "z"):
            yield _edge(layer, trace.dW[layer - 1])


def _unit(layer: int, name: str, values: np.ndarray) -> Brightest:
    sizes = _sizes(values)
    found = int(sizes.argmax())
    return Brightest(Unit(layer, found + 1), name, float(sizes[found]))


def _edge(layer: int, values: np.ndarray) -> Brightest:
    sizes = _sizes(values)
    source, target = np.unravel_index(int(sizes.argmax()), sizes.shape)
    return Brightest(Edge(layer, int(source) + 1, int(target) + 1), "∂L/∂w", float(sizes[source, target]))


def _sizes(values: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(values), np.abs(values), np.inf)
