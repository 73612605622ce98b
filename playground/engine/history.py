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
        self.stride, self._steps, self._entries, self._cuts, self._gaps = 1, [], [], set(), {}

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
        if cut:
            self.drop_after(step)
            self._cuts.add(step)
        elif self._steps and step % self.stride:
            return
        at = bisect_right(self._steps, step)
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

    def reachable(self, start, step):
        """How far towards a step training on from the entry at `start` repeats the run: short of a cut that is gone."""
        return min(step, self._gaps.get(start, step + 1) - 1)

    def went_on(self, start, step):
        """Says that the run went from `start` to `step` without interruption.

        If a cut lies there, the run now goes another way than it once did: what was recorded from the cut on is dropped.
        """
        passed = [cut for cut in (*self._cuts, *self._gaps.values()) if start < cut <= step]
        if passed:
            self.drop_after(min(passed) - 1)

    def drop_after(self, step):
        """Forgets what was recorded after a step."""
        at = bisect_right(self._steps, step)
        del self._steps[at:], self._entries[at:]
        self._cuts = {cut for cut in self._cuts if cut <= step}
        self._gaps = {start: cut for start, cut in self._gaps.items() if cut <= step}

    def _thin(self):
        self.stride *= 2
        cuts = set(sorted(self._cuts)[-(self.capacity // 8) :])
        kept = {step for step in self._steps if step % self.stride == 0 or step in cuts} | {self._steps[0]}
        self._gaps = self._gaps_between(kept)
        self._cuts &= kept
        self._entries = [entry for step, entry in zip(self._steps, self._entries, strict=True) if step in kept]
        self._steps = [step for step in self._steps if step in kept]

    def _gaps_between(self, kept):
        """{kept step: the first cut after it that is dropped}, where there is one before the next kept step."""
        gaps, last = {}, None
        for step in self._steps:
            if step in kept:
                last = step
            elif step in self._cuts:
                gaps.setdefault(last, step)
            if step in self._gaps:
                gaps.setdefault(last, self._gaps[step])
        return gaps


def train(training, history, steps):
    """Advances a training, snapshots on the way; returns the steps done."""
    start, target = training.step, training.step + steps
    if not len(history):
        history.record(training.step, training.state())
    while training.step < target and not training.diverged:
        before = training.step
        training.advance(min(target, history.next_step(before)) - before)
        history.went_on(before, training.step)
        history.record(training.step, training.state())
    if training.diverged:  # the last good state may lie before the last snapshot
        history.drop_after(training.step)
    return max(training.step - start, 0)


def mark(training, history):
    """Keeps a snapshot right here; call it after anything but training has changed the run."""
    history.record(training.step, training.state(), cut=True)


def change(training, history, config):
    """A live change that `seek` will respect."""
    training.reconfigure(config)
    mark(training, history)


def seek(training, history, step):
    """Takes a training to what it was at a step, to the bit: from the nearest snapshot before it, by
    training again. Returns the step reached: an earlier one only where the run diverges before it,
    or where so many changes were made that the snapshots at them were thinned out.
    """
    start, state = history.at_or_before(max(step, 0))
    training.restore(state)
    training.advance(max(history.reachable(start, step) - start, 0))
    return training.step
