"""What a training can say of itself: its state, its losses, why it stopped. Plain frozen records."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Divergence:
    """Why training stopped at `step`, its last good state: the next update leads to a batch loss that
    is "infinite" (or not a number) or has "grown" past the bound, or to "parameters" not finite.
    `loss` is that batch loss (None where it is not finite, or the parameters are not)."""

    step: int
    loss: float | None
    reason: str


@dataclass(frozen=True)
class State:
    """All that going on needs, as copies: a Training restored from it continues to the bit."""

    config: object
    step: int
    position: tuple
    count: int
    bound: float
    batch_loss: float | None
    parameters: np.ndarray
    memory: np.ndarray

    @property
    def nbytes(self):
        """Size of the arrays in bytes."""
        return self.parameters.nbytes + self.memory.nbytes


@dataclass(frozen=True)
class Evaluation:
    """Mean data loss (no regulariser) and accuracy (0–1; None for regression), on both parts of the data; None without a test set."""

    train_loss: float
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None
