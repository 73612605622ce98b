"""Runs from one and the same start, real Trainings: eight learning rates side by side, and the first steps of any one."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from playground.config import Config
from playground.engine import Training
from playground.engine.parabola import Parabola
from playground.settings import SETTINGS

RATES = (1e-5, 1e-3, 0.01, 0.1, 0.3, 1.0, 10.0, 100.0)
STEPS = 400
LEFT = 0.25  # share of the first loss: a run that has more of it left at the end was crawling
OFTEN = 0.1  # share of the steps: a run whose loss rose in more of them was bouncing
MARKS = ("crawling", "good", "bouncing", "diverged")


def essence(config: Config, **changes) -> Config:
    """The settings that a run depends on, some of them changed, without those of view and lesson: equal for equal runs."""
    return Config(**{key: getattr(config, key) for key, setting in SETTINGS.items() if setting.effect != "view"} | changes)


class Lane:
    """One run of the strip: `losses`, the training loss at step 0 and after every step that is made so far."""

    def __init__(self, config: Config):
        self.training = Training(config)
        self.losses = [self.training.evaluate().train_loss]

    @property
    def rate(self) -> float:
        return self.training.config.lr

    @property
    def over(self) -> bool:
        return self.training.diverged is not None or self.training.step >= STEPS

    @property
    def rises(self) -> int:
        """In how many steps the loss rose, rounding aside."""
        losses = np.array(self.losses)
        return int((losses[1:] > losses[:-1] * (1 + 1e-9)).sum())

    @property
    def mark(self) -> str | None:
        """One of MARKS, by what this run itself has done; None while it goes on."""
        if not self.over:
            return None
        if self.training.diverged:
            return "diverged"
        if self.rises > OFTEN * STEPS:
            return "bouncing"
        return "crawling" if self.losses[-1] > LEFT * self.losses[0] else "good"

    def advance(self) -> None:
        """One step. One that diverges is back at its last good state; the loss that it would have had ends its curve."""
        self.training.advance(1)
        diverged = self.training.diverged
        if diverged:
            del self.losses[diverged.step + 1 :]
        loss = diverged.loss if diverged else self.training.evaluate().train_loss
        self.losses.append(np.inf if loss is None else loss)


class Strip:
    """RATES from the start of a config, the same batches for all."""

    def __init__(self, config: Config):
        self.lanes = [Lane(essence(config, lr=rate)) for rate in RATES]

    @property
    def over(self) -> bool:
        return all(lane.over for lane in self.lanes)

    def fill(self) -> Iterator[float]:
        """Trains all to their ends, step by step side by side; pauses after each step with the share that is done."""
        while not self.over:
            for lane in self.lanes:
                if not lane.over:
                    lane.advance()
                    yield sum(STEPS if lane.over else lane.training.step for lane in self.lanes) / (STEPS * len(self.lanes))


@lru_cache(maxsize=16)
def first_steps(run: Config, steps: int) -> np.ndarray:
    """The flat parameters (up to steps + 1 × n) of the first steps of a run (an `essence`), step 0 first; fewer where it diverges."""
    training = Training(run)
    parameters = [training.network.parameters.copy()]
    while training.step < steps and training.advance(1):
        parameters.append(training.network.parameters.copy())
    return np.array(parameters)


@lru_cache(maxsize=16)
def first_losses(run: Config, steps: int) -> np.ndarray:
    """The training losses (steps + 1,) of the first steps of a run (an `essence`), step 0 first; past its end, infinite."""
    training = Training(run)
    losses = np.full(steps + 1, np.inf)
    losses[0] = training.evaluate().train_loss
    while training.step < steps and training.advance(1) and not training.diverged:
        losses[training.step] = training.evaluate().train_loss
    return losses


@lru_cache(maxsize=16)
def arrival(run: Config, most: int) -> int | None:
    """After how many of at most so many steps a run (an `essence`) on a parabola comes within a hundredth of the least loss, or None."""
    training = Training(run)
    known = Parabola.of(training)
    while known and training.step < most and training.advance(1):
        if known.is_reached(known.loss(training.network.parameters)):
            return training.step
    return None
