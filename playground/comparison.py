"""Networks compared with the main one: the same data, seed and order of the points, one setting different, and one clock for all."""

import numpy as np

from playground.config import Config
from playground.engine import Training
from playground.record import Record


class Alternative:
    """One compared network: a training of its own and what is remembered of it.

    A run that has diverged stays at its last finite state until the whole comparison goes back
    to before that step: a live change, which would let a run go on alone, passes it by.
    """

    def __init__(self, config: Config):
        self.training = Training(config)
        self.record = Record(self.training)

    @property
    def config(self) -> Config:
        """The settings it has at this moment of its run."""
        return self.training.config

    @property
    def diverged(self) -> bool:
        return self.training.diverged is not None

    def equals(self, training: Training) -> bool:
        """Whether it is, to the bit, where another training is."""
        ours, theirs = self.training.network, training.network
        return ours.sizes == theirs.sizes and np.array_equal(ours.parameters, theirs.parameters)

    def advance_to(self, step: int) -> None:
        """Trains up to a step, or stops before it where the run diverges."""
        if not self.diverged:
            self.record.advance(max(step - self.training.step, 0))

    def change(self, config: Config) -> None:
        """Takes over a live change, unless it has diverged."""
        if not self.diverged:
            self.record.change(config)


class Comparison:
    """The networks compared with the main one of a config (none, one or two), all at the same step.

    Whatever happens to the main network's run happens here too, in the same order, so that a
    network in which nothing differs stays equal to the main one to the bit. Only parameters that
    are given to the main network from outside are its own.
    """

    def __init__(self, config: Config):
        self.alternatives = [Alternative(other) for other in config.alternatives]

    @property
    def step(self) -> int:
        """The step of those that can go on, or the last that was reached; 0 without any."""
        return max((alternative.training.step for alternative in self.alternatives), default=0)

    @property
    def end(self) -> int:
        """The last step that can be gone to without training anew."""
        return max((alternative.record.end for alternative in self.alternatives), default=0)

    @property
    def stuck(self) -> bool:
        """Whether none of them can go on."""
        return all(alternative.diverged for alternative in self.alternatives)

    def advance_to(self, step: int) -> None:
        """Trains every network up to a step of the common clock; one that diverges stops alone."""
        for alternative in self.alternatives:
            alternative.advance_to(step)

    def seek(self, step: int) -> None:
        """Takes every network to what it was at a step, to the bit."""
        for alternative in self.alternatives:
            alternative.record.seek(step)

    def change(self, config: Config, step: int) -> None:
        """Takes over a live change that the main network undergoes at a step.

        The main network may have stopped there, diverged, long before the others: then these come back to it.
        """
        self._meet(step)
        for alternative, other in zip(self.alternatives, config.alternatives, strict=True):
            alternative.change(other)

    def cut(self, step: int) -> None:
        """The main network takes another way from a step on: what comes later is to be trained anew here too."""
        self._meet(step)
        for alternative in self.alternatives:
            if not alternative.diverged:
                alternative.record.cut()

    def swap(self, row: int, training: Training, record: Record) -> tuple[Training, Record]:
        """Takes the main network's training and record in place of an alternative's, which it gives back."""
        other = self.alternatives[row]
        taken = other.training, other.record
        other.training, other.record = training, record
        return taken

    def _meet(self, step: int) -> None:
        if self.step != step:
            self.seek(step)
