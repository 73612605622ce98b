"""Regularisers: what large weights cost, and the gradient of that cost. Biases are free."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Regulariser:
    """`penalty(w)` is a float, `derivative(w)` its gradient, for weights w (n,) and rate 1."""

    name: str
    penalty: Callable
    derivative: Callable


REGULARISERS = {
    regulariser.name: regulariser
    for regulariser in (
        Regulariser("none", lambda w: 0.0, np.zeros_like),
        Regulariser("l1", lambda w: float(np.abs(w).sum()), np.sign),  # Σ|w|, subgradient 0 at 0
        Regulariser("l2", lambda w: 0.5 * float(w.dot(w)), np.positive),  # ½ Σ w²
    )
}


def clip_norm(gradient, greatest):
    """Scales a gradient (n,) in place so that its Euclidean norm is at most `greatest` (> 0).

    As torch.nn.utils.clip_grad_norm_, without the 1e-6 that it adds to the norm.
    """
    norm = float(np.sqrt(gradient.dot(gradient)))
    if norm > greatest:
        gradient *= greatest / norm
