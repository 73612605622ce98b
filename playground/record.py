"""What is remembered of a run while it goes on: snapshots to go back to, and the curves."""

from dataclasses import dataclass

import numpy as np

from playground.engine import Diagnostics, Evaluation, Training, history
from playground.engine.history import History

DENSE_BITS = 6  # the curves have every step up to 2**6, then half as many in each doubling
CURVE = 255  # points of the curves; the moment itself makes one more


@dataclass(frozen=True)
class Curves:
    """A run at its kept steps: `steps` (n,), ascending, and for each of them one row of every curve.

    `loss` and `accuracy`: (n × 2), on training and test data; `gradient`: ‖∂L/∂W‖ over the training
    set and `update`: ‖Δw‖/‖w‖ of the step that led there, both (n × weight layers). NaN where
    there is none: the accuracy of a regression, the update before the first step, all that a test set would tell.
    """

    steps: np.ndarray
    loss: np.ndarray
    accuracy: np.ndarray
    gradient: np.ndarray
    update: np.ndarray

    @classmethod
    def of(cls, steps, rows) -> "Curves":
        """From rows (n × (4 + 2 weight layers)) that hold the curves side by side."""
        rows = np.reshape(rows, (len(steps), -1))
        middle = (rows.shape[1] + 4) // 2
        return cls(np.array(steps, dtype=float), *np.split(rows, (2, 4, middle), axis=1))


class Record:
    """Advances a training and keeps, at steps that depend on nothing but the step, what it was like.

    `diagnostics` measures that training; `earlier` is what the curves were before the run went
    another way than it once did, None as long as it has not.
    """

    def __init__(self, training: Training):
        self._training, self.diagnostics = training, Diagnostics(training)
        self._snapshots = History.of_states(training)
        self._curves = History(CURVE)
        self._evaluation = None  # of this moment, once it has been asked for
        self.earlier: Curves | None = None
        self._keep()

    def advance(self, steps: int) -> int:
        """Up to `steps` steps; returns how many were done, fewer only if the training has diverged."""
        training, start = self._training, self._training.step
        while training.step < start + steps and not training.diverged:
            before = training.step
            kept = self._next_kept(before)
            history.train(training, self._snapshots, min(start + steps, kept) - before)
            self._evaluation = None
            self._went_on(before)
            if training.step == kept:  # to compute a point costs as much as many steps, and where slices end is chance
                self._keep_point()
        if training.diverged:  # its last good state may lie before what was kept last
            self._curves.drop_after(training.step)
        return max(training.step - start, 0)

    def change(self, config) -> None:
        """Takes over a live change of settings, to which a later `seek` will hold."""
        self._leave_future()
        history.change(self._training, self._snapshots, config)
        self._evaluation = None
        self._keep_point(cut=True)

    def cut(self) -> None:
        """The parameters were changed from outside: from here begins another future."""
        self._evaluation = None
        self._leave_future()
        history.mark(self._training, self._snapshots)
        self._keep_point(cut=True)

    @property
    def end(self) -> int:
        """The last step of the run that can be gone to without training anew."""
        return max(self._training.step, self._snapshots.steps[-1])

    def seek(self, step: int) -> None:
        """Takes the training to what it was at a step, live settings included, to the bit."""
        history.seek(self._training, self._snapshots, step)
        self._evaluation = None

    def evaluation(self) -> Evaluation:
        """Losses and accuracies at this step."""
        if self._evaluation is None:
            self._evaluation = self._training.evaluate()
        return self._evaluation

    def curves(self) -> Curves:
        """All that is kept, with the future that can still be gone to, and the present."""
        steps, rows = self._curves.steps, self._curves.entries
        if self._training.step in steps:
            return Curves.of(steps, rows)
        at = int(np.searchsorted(steps, self._training.step))
        return Curves.of((*steps[:at], self._training.step, *steps[at:]), (*rows[:at], self._point(), *rows[at:]))

    def losses(self) -> np.ndarray:
        """Steps, training losses and test losses (n×3) up to the present."""
        curves = self.curves()
        rows = np.column_stack([curves.steps, curves.loss])
        return rows[curves.steps <= self._training.step]

    def states(self, first: int, most: int) -> list:
        """At most `most` kept States from step `first` on to the present, evenly chosen; the present is the last."""
        present = self._training.step
        steps = [step for step in self._snapshots.steps if first <= step < present]
        chosen = np.unique(np.linspace(0, len(steps) - 1, min(most - 1, len(steps))).round().astype(int))
        return [*(self._snapshots.at_or_before(steps[i])[1] for i in chosen), self._training.state()]

    def _keep(self) -> None:
        self._snapshots.record(self._training.step, self._training.state())
        self._keep_point()

    def _next_kept(self, step: int) -> int:
        """The later, the farther apart: each point of the curves costs some passes over all the data."""
        spacing = max(1, 1 << max(0, step.bit_length() - DENSE_BITS))
        return max(self._curves.next_step(step), (step // spacing + 1) * spacing)

    def _keep_point(self, cut: bool = False) -> None:
        self._curves.record(self._training.step, self._point(), cut=cut)

    def _point(self) -> np.ndarray:
        result, (norms, ratios) = self.evaluation(), self.diagnostics.gradients()
        known = result.train_loss, result.test_loss, result.train_accuracy, result.test_accuracy, *norms, *ratios
        return np.array(known, dtype=float)  # None becomes NaN

    def _went_on(self, before: int) -> None:
        """Whoever trains past a step where something was changed, without that change, goes another way too."""
        steps, rows = self._curves.steps, self._curves.entries
        self._curves.went_on(before, self._training.step)
        if len(self._curves) < len(steps):
            self.earlier = Curves.of(steps, rows)

    def _leave_future(self) -> None:
        """Something is about to change: if that happens in the past, the way that the run once took is kept to compare."""
        if self._training.step < self._curves.steps[-1]:
            self.earlier = self.curves()
