"""How much training goes on between two looks at what the learner has done."""

TURN = 0.015  # seconds of Python between two frames: a little less than a screen takes from one picture to the next
LONGEST, SHORTEST = 0.012, 0.004  # seconds of training in it
AT_ONCE = 4  # steps that are made without a look up, however slow the machine: calls of one instant find them done
MEMORY = 0.8  # how much of what a frame has cost is remembered at the next: every few frames one costs more


class Slices:
    """Measures what a step and a frame cost on this machine: training gets what drawing leaves of a turn."""

    def __init__(self):
        self.seconds_per_step, self.seconds_per_frame = 1e-4, TURN - LONGEST

    def steps(self, limit: int | None) -> int:
        """How many fit; at most `limit`."""
        fitting = max(1, int(self.seconds() / self.seconds_per_step))
        return fitting if limit is None else min(limit, max(fitting, AT_ONCE))

    def seconds(self) -> float:
        return min(LONGEST, max(SHORTEST, TURN - self.seconds_per_frame))

    def steps_in(self, seconds: float) -> int:
        """How many a run makes in so long, with all that it draws meanwhile."""
        return max(1, int(seconds * self.seconds() / TURN / self.seconds_per_step))

    def trained(self, steps: int, seconds: float) -> None:
        if steps:
            self.seconds_per_step = max(1e-6, seconds / steps)

    def drawn(self, seconds: float) -> None:
        self.seconds_per_frame = MEMORY * self.seconds_per_frame + (1 - MEMORY) * seconds
