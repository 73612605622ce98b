"""How strongly each part of the picture stands out while the animation is at a phase."""

from dataclasses import dataclass, replace

import numpy as np

from playground.trace import Phase

FAINT, CALM, FULL = 0.12, 0.45, 1.0


@dataclass(frozen=True)
class Emphasis:
    """Strengths from 0 to 1: `units` for each layer of units (inputs, hidden …), `edges` and `gradients` for each weight layer.

    `computed`: the layer whose units the phase is at (0: inputs), None while it is at none; `backward`: on the way back;
    `lit`: the numbers (in the order of `Geometry.edges`) of the edge in hand, or those that what is in hand is made of;
    they show their signs wherever the pass is.
    """

    units: np.ndarray
    edges: np.ndarray
    gradients: np.ndarray
    computed: int | None = None
    lit: tuple[int, ...] = ()

    def without_gradients(self) -> "Emphasis":
        """The same where gradients are not spoken of."""
        return replace(self, gradients=np.zeros_like(self.gradients))


def while_running(layers: int, wave: int | None) -> Emphasis:
    """All lit; the backward wave passes over one weight layer (1 … layers) after another, the last first.

    `wave` counts frames; None (reduced motion) shows all gradients alike.
    """
    gradients = np.full(layers, FULL if wave is None else CALM)
    if wave is not None:
        gradients[layers - 1 - wave % layers] = FULL
    return Emphasis(np.full(layers, FULL), np.full(layers, FULL), gradients)


def at_phase(layers: int, phase: Phase) -> Emphasis:
    """What the pass has reached at a phase is lit, what it computes now most of all."""
    reached = {"input": 0, "forward": phase.layer}.get(phase.direction, layers)
    units = np.where(np.arange(layers) <= reached, FULL, FAINT)
    edges = np.where(np.arange(1, layers + 1) <= reached, CALM, FAINT)
    if phase.direction == "update":
        edges[:] = FULL
    if flowing := phase.edges(layers):
        edges[flowing - 1] = FULL
    computed = {"loss": layers, "update": None}.get(phase.direction, phase.layer)
    return Emphasis(units, edges, _gradients(layers, phase), computed)


def _gradients(layers: int, phase: Phase) -> np.ndarray:
    """Marks of the gradients that are known: from the last layer to the one that is done."""
    if phase.direction == "update":
        return np.full(layers, CALM)
    gradients = np.zeros(layers)
    if phase.direction == "backward":
        gradients[phase.layer :] = CALM
        gradients[phase.layer - 1] = FULL * (phase.part == "W")
    return gradients
