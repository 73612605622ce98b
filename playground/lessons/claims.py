"""The table of activation functions: what each is good for and bad at, every claim with the networks in which it is seen."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playground.engine import Training
from playground.lessons import measures

KINDS = ("strength", "weakness", "when", "output")
FUNCTIONS = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "softplus")

# XOR pushed into the corner where both inputs are positive: what comes in is not centred, so that one step can kill ReLU units.
_NEAR, _FAR, _APART = 1.0, 4.0, 0.6
CORNER_POINTS = tuple(
    (x1 + right, x2 + up, 1 if x1 == x2 else -1)
    for x1 in (_NEAR, _FAR) for x2 in (_NEAR, _FAR) for right in (-_APART, 0.0, _APART) for up in (-_APART, 0.0, _APART)
)  # fmt: skip
CORNER = {
    "data": "custom", "points": CORNER_POINTS, "train": 70, "hidden": "8", "init": "he_normal", "out": "identity",
    "batch": "all", "seed": 1, "pace": "step",
}  # fmt: skip
TOO_HIGH = 0.5  # the learning rate with which one step kills

_WIDE = {"hidden": "8", "init": "xavier_normal"}
_DEEP = {"hidden": (8,) * 6, "init": "he_normal"}
_DEEPER = {"hidden": (8,) * 10, "init": "he_normal", "seed": 1}
_NARROW = {"hidden": (4,) * 10, "init": "he_normal", "opt": "adam", "lr": 0.01, "seed": 1}  # ReLU units die together
_SMALL = {"hidden": "4", "lr": 0.1}
_KILL = CORNER | {"lr": TOO_HIGH}


@dataclass(frozen=True)
class Claim:
    """What is said of a function, and the run that shows it: `config` for `steps` steps, `than` the function (or other setting) beside it.

    `measure(training)` is the number by which it is seen, and `compare(ours, theirs)` what is claimed of the two; `bound(ours)`
    says how large it is.
    """

    act: str
    kind: str
    measure: Callable[[Training], float]
    config: Mapping[str, Any]
    than: str
    compare: Callable[[float, float], bool]
    bound: Callable[[float], bool]
    steps: int = 0

    @property
    def name(self) -> str:
        return f"{self.act}.{self.kind}"

    @property
    def settings(self) -> dict:
        """The settings, all of them but the defaults, under which it is seen."""
        return {"act": self.act, **self.config, "versus": self.than}

    def numbers(self, run) -> list[float]:
        """What is measured of a run: its network's number, then those of the compared ones."""
        return [self.measure(training) for training in (run.training, *(other.training for other in run.comparison.alternatives))]

    def seen(self, run) -> bool:
        """Whether a run bears it out."""
        ours, theirs = self.numbers(run)
        return self.bound(ours) and self.compare(ours, theirs)


def _less(share: float) -> Callable[[float, float], bool]:
    """Less than such a share of the other number, both by their size."""
    return lambda ours, theirs: abs(ours) < share * abs(theirs)


def _high(number: float) -> bool:
    return number >= 0.95


CLAIMS: tuple[Claim, ...] = (
    Claim("sigmoid", "strength", measures.peak, {"hidden": "4", "lr": 0.3, "out": "sigmoid"}, "out=identity", operator.lt, lambda n: n <= 1, 500),
    Claim("sigmoid", "weakness", measures.reach, _DEEPER, "act=relu", _less(0.01), lambda n: n < 1e-3),
    Claim("sigmoid", "when", measures.accuracy, {"hidden": "8", "lr": 0.3}, "act=tanh", operator.le, _high, 300),
    Claim("sigmoid", "output", measures.accuracy, {"hidden": "8", "lr": 0.1, "act": "tanh", "out": "sigmoid"}, "loss=half_mse", operator.gt,
          lambda n: n > 0.85, 300),
    Claim("identity", "output", measures.loss, {"data": "plane", "hidden": ""}, "out=tanh", _less(0.01), lambda n: n < 1e-3, 100),
    Claim("tanh", "strength", measures.mean, _WIDE, "act=sigmoid", _less(0.1), lambda n: abs(n) < 0.05),
    Claim("tanh", "weakness", measures.flat, _WIDE | {"gain": 10}, "gain=1", operator.gt, lambda n: n > 0.5),
    Claim("tanh", "when", measures.accuracy, {"hidden": "8", "lr": 0.1}, "act=sigmoid", operator.gt, lambda n: n > 0.9, 300),
    Claim("relu", "strength", measures.reach, _DEEPER, "act=sigmoid", operator.gt, lambda n: n > 0.05),
    Claim("relu", "weakness", measures.dead, _KILL, "act=leaky_relu", operator.gt, lambda n: n >= 1, 1),
    Claim("relu", "when", measures.accuracy, _DEEP | {"lr": 0.1}, "act=sigmoid", operator.gt, _high, 300),
    Claim("leaky_relu", "strength", measures.dead, _KILL, "act=relu", operator.lt, lambda n: n == 0, 1),
    Claim("leaky_relu", "weakness", measures.flat, _WIDE, "act=elu", operator.gt, lambda n: n > 0.3),
    Claim("leaky_relu", "when", measures.accuracy, _NARROW, "act=relu", operator.gt, _high, 500),
    Claim("elu", "strength", measures.mean, _WIDE, "act=relu", _less(0.8), lambda n: abs(n) < 0.4),
    Claim("elu", "weakness", measures.flat, _WIDE | {"gain": 10}, "gain=1", operator.gt, lambda n: n > 0.2),
    Claim("elu", "when", measures.accuracy, _DEEP | {"lr": 0.1}, "act=sigmoid", operator.gt, _high, 300),
    Claim("gelu", "strength", measures.corner, _WIDE, "act=relu", _less(1e-3), lambda n: abs(n) < 1e-6),
    Claim("gelu", "weakness", measures.falling, _WIDE, "act=relu", operator.gt, lambda n: n > 0.1),
    Claim("gelu", "when", measures.accuracy, _DEEP | {"lr": 0.05}, "act=sigmoid", operator.gt, _high, 500),
    Claim("silu", "strength", measures.dead, _KILL, "act=relu", operator.lt, lambda n: n == 0, 1),
    Claim("silu", "weakness", measures.falling, _WIDE, "act=relu", operator.gt, lambda n: n > 0.05),
    Claim("silu", "when", measures.accuracy, _SMALL, "act=sigmoid", operator.gt, _high, 300),
    Claim("softplus", "strength", measures.corner, _WIDE, "act=relu", _less(1e-3), lambda n: abs(n) < 1e-6),
    Claim("softplus", "weakness", measures.mean, _WIDE, "act=relu", operator.gt, lambda n: n > 0.7),
    Claim("softplus", "when", measures.least, _WIDE, "act=elu", operator.gt, lambda n: n > 0),
)  # fmt: skip

BY_NAME: dict[str, Claim] = {claim.name: claim for claim in CLAIMS}
