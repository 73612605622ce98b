"""The gradient of one parameter by trying: the loss a little above and a little below, for any ε."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from playground.explain import Bias, Edge, entry
from playground.trace import between

HALVES = range(2, 19)  # ε = 10^(−n/2): from 1e-1 to 1e-9


def epsilon_of(halves: int) -> float:
    """ε for a place of the slider."""
    return 10.0 ** (-halves / 2)


@dataclass(frozen=True)
class Nudge:
    """L(w + ε) and L(w − ε) of one sample, beside the gradient that backpropagation gives."""

    epsilon: float
    above: float
    below: float
    gradient: float

    @property
    def quotient(self) -> float:
        """(L(w + ε) − L(w − ε)) / 2ε"""
        return (self.above - self.below) / (2 * self.epsilon)

    @property
    def difference(self) -> float:
        """|quotient − gradient|"""
        return abs(self.quotient - self.gradient)


def nudge(run, of: Edge | Bias, epsilon: float) -> Nudge:
    """Tries it in a copy of the run's network, with the sample in view."""
    return next(_nudges(run, of, [epsilon]))


def valley(run, of: Edge | Bias) -> dict[int, Nudge]:
    """A Nudge for every place of the slider."""
    return dict(zip(HALVES, _nudges(run, of, map(epsilon_of, HALVES)), strict=True))


def _nudges(run, of: Edge | Bias, epsilons: Iterable[float]) -> Iterator[Nudge]:
    k, place = entry(of)
    trace = run.trace()
    gradient = float(trace.db[k][place[1]] if isinstance(of, Bias) else trace.dW[k][place])
    copy = between(run.training.network, run.training.network.parameters)
    here, inputs, y = copy.layers[k][place], trace.inputs[:, None], np.array([trace.y])

    def loss(value: float) -> float:
        copy.layers[k][place] = value
        passed = copy.forward(inputs)
        return run.training.loss.value(passed.z[-1][0], passed.a[-1][0], y)

    for epsilon in epsilons:
        yield Nudge(epsilon, loss(here + epsilon), loss(here - epsilon), gradient)
