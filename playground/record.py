"""What is remembered of a run while it goes on: snapshots to go back to, and the loss curves."""

import numpy as np

from playground.engine import Training, history
from playground.engine.history import History

DENSE_BITS = 7  # the curve has every step up to 2**7, then half as many in each doubling
CURVE = 511  # points of the loss curves; the moment itself makes one more


class Record:
    """Advances a training and keeps, at steps that depend on nothing but the step, what it was like."""

    def __init__(self, training: Training):
        self._training = training
        self._snapshots = History.of_states(training)
        self._losses = History(CURVE)
        self._keep()

    def advance(self, steps: int) -> int:
        """Up to `steps` steps; returns how many were done, fewer only if the training has diverged."""
        training, start = self._training, self._training.step
        while training.step < start + steps and not training.diverged:
            before = training.step
            stop = min(start + steps, self._next_kept(before))
            history.train(training, self._snapshots, stop - before)
            self._losses.went_on(before, training.step)
            self._keep_losses()
        if training.diverged:  # its last good state may lie before what was kept last
            self._losses.drop_after(training.step)
        return max(training.step - start, 0)

    def change(self, config) -> None:
        """Takes over a live change of settings, to which a later `seek` will hold."""
        history.change(self._training, self._snapshots, config)
        self._keep_losses(cut=True)

    def cut(self) -> None:
        """The parameters were changed from outside: from here begins another future."""
        history.mark(self._training, self._snapshots)
        self._keep_losses(cut=True)

    @property
    def end(self) -> int:
        """The last step of the run that can be gone to without training anew."""
        return max(self._training.step, self._snapshots.steps[-1])

    def seek(self, step: int) -> None:
        """Takes the training to what it was at a step, live settings included, to the bit."""
        history.seek(self._training, self._snapshots, step)

    def losses(self) -> np.ndarray:
        """Steps, training losses and test losses (n×3) so far."""
        return np.array([self._losses.steps, *zip(*self._losses.entries, strict=True)], dtype=float).T

    def _keep(self) -> None:
        self._snapshots.record(self._training.step, self._training.state())
        self._keep_losses()

    def _next_kept(self, step: int) -> int:
        """The later, the farther apart: each point of the curve costs a pass over all the data."""
        spacing = max(1, 1 << max(0, step.bit_length() - DENSE_BITS))
        return max(self._losses.next_step(step), (step // spacing + 1) * spacing)

    def _keep_losses(self, cut: bool = False) -> None:
        result = self._training.evaluate()
        self._losses.record(self._training.step, (result.train_loss, result.test_loss), cut=cut)
