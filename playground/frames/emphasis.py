"""How strongly each part of the picture stands out while the animation is at a phase."""

from dataclasses import dataclass

import numpy as np

FAINT, CALM, FULL = 0.12, 0.45, 1.0


@dataclass(frozen=True)
class Emphasis:
    """Strengths from 0 to 1: `units` for each layer of units (inputs, hidden …), `edges` and `gradients` for each weight layer."""

    units: np.ndarray
    edges: np.ndarray
    gradients: np.ndarray


def while_running(layers: int, wave: int | None) -> Emphasis:
    """All lit; the backward wave passes over one weight layer (1 … layers) after another, the last first.

    `wave` counts frames; None (reduced motion) shows all gradients alike.
    """
    gradients = np.full(layers, FULL if wave is None else CALM)
    if wave is not None:
        gradients[layers - 1 - wave % layers] = FULL
    return Emphasis(np.full(layers, FULL), np.full(layers, FULL), gradients)


def at_phase(layers: int, phase: str) -> Emphasis:
    """What the pass has reached at a phase is lit, the layer that it is at most of all."""
    direction, layer, _ = [*phase.split("/"), "", ""][:3]
    reached = {"input": 0, "forward": int(layer or 0)}.get(direction, layers)
    units = np.where(np.arange(layers) <= reached, FULL, FAINT)
    edges = np.where(np.arange(1, layers + 1) <= reached, CALM, FAINT)
    if direction == "forward":
        edges[reached - 1] = FULL
    if direction == "update":
        edges[:] = FULL
    return Emphasis(units, edges, _gradients(layers, direction, layer))


def _gradients(layers: int, direction: str, layer: str) -> np.ndarray:
    if direction == "update":
        return np.full(layers, CALM)
    gradients = np.zeros(layers)
    if direction == "backward":
        gradients[int(layer) :] = CALM
        gradients[int(layer) - 1] = FULL
    return gradients
