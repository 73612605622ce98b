"""What the table of activation functions says of each by itself: range, centre, flat ends, cost."""

import time
from dataclasses import dataclass
from math import inf, isinf

import numpy as np

from playground.engine.activations import ACTIVATIONS
from playground.engine.diagnostics import SATURATED

PROPERTIES = ("value", "slope", "range", "centred", "saturates", "cost")  # what can be seen of a curve alone
OUTPUTS = ("identity", "sigmoid")  # functions of the output layer
PLANNED = "softmax"  # needs several outputs
FAR = 1000.0  # of z: as good as infinity for what a function tends to
VALUES = 10_000  # at a time, when the cost is measured
LONG, TRIES = 0.01, 5  # seconds of one measurement, because browsers' clocks are coarse; the quickest of so many counts


@dataclass(frozen=True)
class Range:
    """The values that a function takes, from `low` to `high`; `reached`: it takes the lowest one, too."""

    low: float
    high: float
    reached: bool = False

    def __str__(self):
        low, high = ("∞" if isinf(end) else f"{abs(end):g}" for end in (self.low, self.high))
        sign = "−" if self.low < 0 else ""
        return f"{'[' if self.reached else '('}{sign}{low}, {high})"


RANGES = {
    "identity": Range(-inf, inf), "sigmoid": Range(0, 1), "tanh": Range(-1, 1), "relu": Range(0, inf, reached=True),
    "leaky_relu": Range(-inf, inf), "elu": Range(-1, inf), "gelu": Range(-0.17, inf, reached=True),
    "silu": Range(-0.278, inf, reached=True), "softplus": Range(0, inf),
}  # fmt: skip


def is_odd(name: str) -> bool:
    """Whether f(−z) = −f(z): then activations average out where the z do."""
    f, z = ACTIVATIONS[name], np.linspace(0, 10, 101)
    return bool(np.allclose(f(-z), -f(z)))


def flat_ends(name: str) -> str:
    """Where the slope goes to 0: at "both" ends, at the "left" one, there "nearly", or at "none"."""
    left, right = np.abs(ACTIVATIONS[name].slope([-FAR, FAR])) / ACTIVATIONS[name].greatest_slope
    if left < SATURATED:
        return "both" if right < SATURATED else "nearly" if left > 0 else "left"
    return "none"


def cost(name: str) -> float:
    """Seconds that f takes for VALUES numbers on this device, now."""
    return min(_seconds(ACTIVATIONS[name].function) for _ in range(TRIES))


def _seconds(function) -> float:
    """For one call, by as many calls as take LONG."""
    z, out, calls = np.linspace(-5, 5, VALUES), np.empty(VALUES), 1
    while True:
        begun = time.perf_counter()
        for _ in range(calls):
            function(z, out)
        elapsed = time.perf_counter() - begun
        if elapsed >= LONG:
            return elapsed / calls
        calls *= 2
