"""The networks that lesson 5 speaks of, as they begin: to be seen side by side by the light of their error."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from playground.config import Config
from playground.engine import Training
from playground.engine.propagation import norm
from playground.lessons.gradients import EXPLODING, FEW, GROWING, SIGMOID, TWICE, UNITS
from playground.trace import Trace, trace_sample


@dataclass(frozen=True)
class Light:
    """A network with its initial weights, and the pass of the first training point through it."""

    config: Config

    @cached_property
    def training(self) -> Training:
        return Training(self.config)

    @cached_property
    def passed(self) -> Trace:
        """The pass, as the derivatives are."""
        training, samples = self.training, self.training.dataset.train
        return trace_sample(training.network, training.loss, samples.x[0], samples.y[0], self.config.features)

    @cached_property
    def clipped(self) -> float:
        """By what a step on this sample alone would take its gradient: 1 where that is not clipped."""
        length = norm(np.concatenate([layer.ravel() for layer in (*self.passed.dW, *self.passed.db)]))
        return min(1.0, self.config.clip / length) if self.config.clip and length else 1.0

    @cached_property
    def trace(self) -> Trace:
        """The pass, with the gradient that a step would take."""
        return replace(self.passed, **{name: [self.clipped * layer for layer in getattr(self.passed, name)] for name in ("dW", "db")})

    @cached_property
    def arriving(self) -> list[float]:
        """‖∂L/∂a‖ of every hidden layer, from the first."""
        return [norm(layer) for layer in self.passed.da[:-1]]


def _begun(base: dict, **changes) -> Light:
    return Light(Config(**base | changes))


_FEW, _TWICE = (UNITS,) * FEW, (UNITS,) * TWICE
SIGMOIDS = _begun(SIGMOID, hidden=_FEW), _begun(SIGMOID), _begun(SIGMOID, hidden=_TWICE)
TANH, RELU, HE = _begun(SIGMOID, act="tanh"), _begun(SIGMOID, act="relu"), _begun(SIGMOID, act="relu", init="he_uniform")
LARGE = _begun(GROWING, hidden=_FEW), _begun(GROWING, hidden=_TWICE)
EXPLODED, CLIPPED = _begun(EXPLODING), _begun(EXPLODING, clip=1)

ANSWERED = {"depth": SIGMOIDS, "grow": (HE, *LARGE), "clip": (HE, EXPLODED, CLIPPED)}
FINISHED = {"acts": (SIGMOIDS[1], TANH, RELU), "he": (TANH, RELU, HE), "end": (*SIGMOIDS, TANH, RELU, HE, *LARGE, CLIPPED)}


def lights(tutor) -> tuple[Light, ...]:
    """What a step shows side by side once it gives nothing away: the answer, or how the task is done."""
    name = tutor.step.name
    if tutor.locked:
        return ()
    return ANSWERED.get(name, ()) or (FINISHED.get(name, ()) if tutor.finished else ())
