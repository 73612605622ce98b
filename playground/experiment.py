"""One experiment: the main network, those compared with it and what is remembered of them, on one clock."""

from collections.abc import Callable, Hashable

from playground.comparison import Comparison
from playground.config import Config
from playground.engine import Training
from playground.record import Record


class Experiment:
    """Whatever is done to the main network's run is done to the compared networks in the same order.

    `version` is another object whenever the experiment is at another moment.
    """

    def __init__(self, config: Config):
        self.training = Training(config)
        self._begin_history(config)

    # -- what it is now ------------------------------------------------------------------------

    @property
    def clock(self) -> int:
        """The step of all networks that can go on; the main one, if it has diverged alone, has stayed behind."""
        return max(self.training.step, self.comparison.step)

    @property
    def end(self) -> int:
        """The last step that any network can be taken to without training anew."""
        return max(self.record.end, self.comparison.end)

    @property
    def stuck(self) -> bool:
        """Whether no network can go on."""
        return self.training.diverged is not None and self.comparison.stuck

    def evaluation(self):
        """Losses and accuracies at this step, computed once a step."""
        return self.record.evaluation()

    def diagnosis(self):
        """Gradient norms, dead units and their kin at this step, computed once a step."""
        return self.once("diagnosis", self.record.diagnostics.measure)

    def once(self, name: Hashable, compute: Callable):
        """What `compute()` gives, computed once at each moment under this name."""
        if name not in self._computed:
            self._computed[name] = compute()
        return self._computed[name]

    # -- what happens to it --------------------------------------------------------------------

    def advance(self, steps: int) -> int:
        """Up to so many steps of the common clock; returns how many it went on."""
        start = self.clock
        if not self.training.diverged:
            self.record.advance(start + steps - self.training.step)
        self.comparison.advance_to(start + steps)
        self._moved()
        return max(self.clock - start, 0)

    def seek(self, step: int) -> None:
        """Takes every network to what it was at a step of the past, to the bit."""
        self.record.seek(step)
        self.comparison.seek(step)
        self._moved()

    def rewind(self, config: Config) -> None:
        """Begins again at step 0 with the same initial weights."""
        self.training.reset()
        self._begin_history(config)

    def change(self, config: Config) -> None:
        """Takes over a live change of settings."""
        self.record.change(config)
        self.comparison.change(config, self.training.step)
        self._moved()

    def set_parameters(self, weights, biases) -> None:
        """The main network goes on from these; raises ValueError and then nothing has changed."""
        self.training.set_parameters(weights, biases)
        self.record.cut()
        self.comparison.cut(self.training.step)
        self._moved()

    def compare(self, config: Config) -> None:
        """Compares with other networks from now on, or with none; those compared so far are forgotten."""
        self.comparison = Comparison(config)

    def swap(self, row: int) -> None:
        """A compared network becomes the main one and the main one takes its place, both as trained as they are."""
        self.training, self.record = self.comparison.swap(row, self.training, self.record)
        self._moved()

    def _begin_history(self, config: Config) -> None:
        self.record = Record(self.training)
        self.compare(config)
        self._moved()

    def _moved(self) -> None:
        self.version, self._computed = object(), {}
