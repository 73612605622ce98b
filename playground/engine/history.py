"""History: what to remember of a run, in bounded memory, and the way back to any of its steps."""

from bisect import bisect_right

SNAPSHOT_BUDGET = 48_000_000  # bytes


class History:
    """Entries by step, at multiples of a stride; when full, every other one goes and the stride doubles.

    Serves snapshots of a Training and rows of metrics alike. Step 0 (the first entry) always
    stays. A *cut* is an entry that cannot be reached by training on from an earlier one (a
    setting changed there): it stays through the thinning while there are at most an eighth of
    `capacity` of them.
    """

    def __init__(self, capacity):
        self.capacity, self.stride = max(capacity, 16), 1
        self.clear()

    @classmethod
    def of_states(cls, training, capacity=4096, budget=SNAPSHOT_BUDGET):
        """For snapshots of a training: as many as fit the budget in bytes, whatever its optimiser becomes."""
        size = training.network.parameters.nbytes * 3 + 1000  # Adam's memory is twice the parameters
        return cls(min(capacity, budget // size))

    def clear(self):
        """Forgets everything."""
        self.stride, self._steps, self._entries, self._cuts, self._gaps = 1, [], [], set(), set()

    def __len__(self):
        return len(self._steps)

    @property
    def steps(self):
        """The recorded steps, ascending."""
        return tuple(self._steps)

    @property
    def entries(self):
        """The entries, in the order of `steps`."""
        return tuple(self._entries)

    def next_step(self, step):
        """The first step after this one that would be kept."""
        return (step // self.stride + 1) * self.stride

    def record(self, step, entry, cut=False):
        """Keeps an entry if its step is a multiple of the stride (or the first, or a cut).

        A cut begins another future: what was recorded after it is dropped.
        """
        at = bisect_right(self._steps, step)
        if cut:
            self._drop_after(at)
            self._cuts.add(step)
        elif self._steps and step % self.stride:
            return
        if at and self._steps[at - 1] == step:
            self._entries[at - 1] = entry
        else:
            self._steps.insert(at, step)
            self._entries.insert(at, entry)
        while len(self._steps) > self.capacity:
            self._thin()

    def at_or_before(self, step):
        """(step, entry) of the nearest entry not after a step (the first, if there is none); LookupError if empty."""
        if not self._steps:
            raise LookupError("nothing recorded")
        at = max(bisect_right(self._steps, step) - 1, 0)
        return self._steps[at], self._entries[at]

    def reaches(self, start, step):
        """Whether training on from the entry at `start` leads to what the run was at `step`."""
        return start not in self._gaps or step <= start

    def _drop_after(self, at):
        kept = set(self._steps[:at])
        del self._steps[at:], self._entries[at:]
        self._cuts, self._gaps = self._cuts & kept, self._gaps & kept

    def _thin(self):
        self.stride *= 2
        cuts = set(sorted(self._cuts)[-(self.capacity // 8) :])
        keep = [step % self.stride == 0 or step in cuts or at == 0 for at, step in enumerate(self._steps)]
        self._mark_gaps(keep)
        self._steps = [step for step, kept in zip(self._steps, keep) if kept]
        self._entries = [entry for entry, kept in zip(self._entries, keep) if kept]
        self._cuts &= set(self._steps)
        self._gaps &= set(self._steps)

    def _mark_gaps(self, keep):
        """Where a cut, or an entry already before a gap, is dropped, the entry kept before it is before a gap."""
        last = self._steps[0]
        for step, kept in zip(self._steps, keep):
            if kept:
                last = step
            elif step in self._cuts or step in self._gaps:
                self._gaps.add(last)


def train(training, history, steps):
    """Advances a training, snapshots on the way; returns the steps done."""
    start, target = training.step, training.step + steps
    if not len(history):
        history.record(training.step, training.state())
    while training.step < target and not training.diverged:
        training.advance(min(target, history.next_step(training.step)) - training.step)
        history.record(training.step, training.state())
    return training.step - start


def change(training, history, config):
    """A live change that `seek` will respect: history keeps a snapshot right at it."""
    training.reconfigure(config)
    history.record(training.step, training.state(), cut=True)


def seek(training, history, step):
    """Takes a training to what it was at a recorded or unrecorded step, to the bit: from the nearest
    snapshot before it, by training again. Returns the step reached: another one only where the run
    has not been yet and diverges, or where so many settings changed that their snapshots were thinned out.
    """
    start, state = history.at_or_before(max(step, 0))
    training.restore(state)
    if history.reaches(start, step):
        training.advance(max(step, 0) - start)
    return training.step
