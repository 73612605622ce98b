"""How strongly each part of the picture stands out while the animation is at a phase."""

from dataclasses import dataclass, replace

import numpy as np

from playground.frames.passing import MEETING, SHOWN, TURNING, eased
from playground.trace import Phase

FAINT, CALM, FULL = 0.12, 0.45, 1.0


@dataclass(frozen=True)
class Emphasis:
    """Strengths from 0 to 1: `units` for each layer of units (inputs, hidden …), `edges` and `gradients` for each weight layer.

    `signals`: how far each layer's signal, which colours its units, is there. `beams`: gradients light their edges whole,
    instead of having marks on them.
    `computed`: the layer whose units the phase is at (0: inputs), None while it is at none;
    `lit`: the numbers (in the order of `Geometry.edges`) of the edge in hand, or those that what is in hand is made of;
    they show their signs wherever the pass is. `gain`: what the light of gradients is turned up by; `slim`: how wide beams are,
    against those in a picture of the usual size.
    `steps`: how strongly the update's steps stand in the place of the gradients that they follow from.
    """

    units: np.ndarray
    edges: np.ndarray
    gradients: np.ndarray
    signals: np.ndarray
    computed: int | None = None
    lit: tuple[int, ...] = ()
    beams: bool = False
    gain: float = 1.0
    slim: float = 1.0
    steps: float = 0.0

    def without_gradients(self) -> "Emphasis":
        """The same where gradients are not spoken of."""
        return replace(self, gradients=np.zeros_like(self.gradients), steps=0.0)


def at_rest(layers: int, beams: bool = False) -> Emphasis:
    """All is lit, while no pass is told: in pause as while training runs. `beams`: as at the end of a way back, but by its light alone."""
    units, edges, gradients, signals = (np.full(layers, FULL) for _ in range(4))
    if beams:
        units[:], signals[:] = CALM, 0.0
    return Emphasis(units, edges, gradients, signals, beams=beams)


def at_phase(layers: int, phase: Phase, progress: float = 1.0, gain: float = 1.0) -> Emphasis:
    """What the pass has reached at a phase is lit, what it computes now most of all; `progress`: how far through the phase it is."""
    units, edges = _way_back(layers, phase) if phase.direction == "backward" else _way_there(layers, phase)
    if flowing := phase.edges(layers):
        edges[flowing - 1] = FULL
    computed = {"loss": layers, "update": None}.get(phase.direction, phase.layer)
    strengths = units, edges, _gradients(layers, phase, progress), _signals(layers, phase, progress)
    steps = TURNING.eased(progress) if phase.direction == "update" else 0.0
    return Emphasis(*strengths, computed, beams=phase.direction == "backward", gain=gain, steps=steps)


def _way_there(layers: int, phase: Phase) -> tuple[np.ndarray, np.ndarray]:
    """Units and edges: what the signal has not come to is faint."""
    reached = {"input": 0, "forward": phase.layer}.get(phase.direction, layers)
    edges = np.full(layers, FULL) if phase.direction == "update" else np.where(np.arange(1, layers + 1) <= reached, CALM, FAINT)
    return np.where(np.arange(layers) <= reached, FULL, FAINT), edges


def _way_back(layers: int, phase: Phase) -> tuple[np.ndarray, np.ndarray]:
    """Units and edges: weights that the light has not come to are faint, so that none is taken for light; signals wait until it meets them."""
    units = np.full(layers, CALM)
    if phase.part == "W":
        units[phase.layer - 1] = FULL
    return units, np.where(np.arange(1, layers + 1) > phase.layer, CALM, FAINT)


def _signals(layers: int, phase: Phase, progress: float) -> np.ndarray:
    """A unit takes the colour of its signal when its dot has come to the curve and goes across."""
    if phase.direction not in ("input", "forward"):
        return np.full(layers, FULL)
    signals = np.where(np.arange(layers) < phase.layer, FULL, 0.0)
    if phase.layer < layers and phase.part != "z":
        signals[phase.layer] = eased((progress - SHOWN["a"]) / (1 - SHOWN["a"])) if phase.part else eased(progress)
    return signals


def _gradients(layers: int, phase: Phase, progress: float) -> np.ndarray:
    """Marks of the gradients that are known: from the last layer to the one that is done, where they light up once a and δ have met.

    The update begins with all of them and puts its steps in their place.
    """
    if phase.direction == "update":
        return np.full(layers, FULL * (1 - eased(progress / TURNING.begin)))
    gradients = np.zeros(layers)
    if phase.direction == "backward":
        gradients[phase.layer :] = FULL
        gradients[phase.layer - 1] = FULL * (phase.part == "W") * eased((progress - MEETING) / (1 - MEETING))
    return gradients
