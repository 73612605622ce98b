"""Affine maps x·W + b: what several layers without activation come to, the one of least squares, and what is none."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Affine:
    """x·W + b: `weights` (n_in × n_out), `bias` (n_out,)."""

    weights: np.ndarray
    bias: np.ndarray

    def then(self, other: "Affine") -> "Affine":
        """This map, and another one after it: (x·W + b)·W′ + b′ = x·(W·W′) + (b·W′ + b′)."""
        return Affine(self.weights @ other.weights, self.bias @ other.weights + other.bias)

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """Its values (n_out × n) for inputs (n_in × n), one sample per column as everywhere in the engine."""
        return self.weights.T @ inputs + self.bias[:, None]

    @property
    def flat(self) -> np.ndarray:
        """Weights and bias in one vector, the bias last."""
        return np.append(self.weights.ravel(), self.bias)


@dataclass(frozen=True)
class Bend:
    """Two points (2,) and what a network makes of them and of the point half-way; an affine map would give there their mean."""

    ends: np.ndarray  # (2 × 2), a point in each row
    values: np.ndarray  # (2,)
    middle: float

    @property
    def mean(self) -> float:
        """What an affine map with these values would give half-way."""
        return float(self.values.mean())

    @property
    def gap(self) -> float:
        """How far from it the network is."""
        return abs(self.middle - self.mean)


def layer_maps(network) -> list[Affine]:
    """The affine part of every layer of a network."""
    return [Affine(w.copy(), b.copy()) for w, b in zip(network.weights, network.biases, strict=True)]


def is_foldable(network) -> bool:
    """Whether nothing stands between the layers but their affine maps."""
    return all(activation.name == "identity" for activation in network.activations)


def folded(network, layers: int | None = None) -> Affine:
    """The first so many layers (by default all) in one map, whatever their activations would do."""
    first, *rest = layer_maps(network)[:layers]
    for other in rest:
        first = first.then(other)
    return first


def least_squares(inputs: np.ndarray, y: np.ndarray) -> Affine:
    """The affine map of inputs (n_in × n) with the least mean squared difference from y (n,)."""
    solution = np.linalg.lstsq(np.column_stack([inputs.T, np.ones(len(y))]), y, rcond=None)[0]
    return Affine(solution[:-1, None], solution[-1:])


def largest_difference(network, affine: Affine, inputs: np.ndarray) -> float:
    """max |ŷ − (x·W + b)| over inputs (n_in × n)."""
    return float(np.abs(network.predict(inputs) - affine(inputs)[0]).max())


def widest_bend(network, x: np.ndarray, inputs_of) -> Bend:
    """Among all pairs of some points x (n × 2) the one half-way between which the network is farthest from being affine.

    `inputs_of(points)` gives the network's inputs (features × n) for points (n × 2).
    """
    first, second = np.triu_indices(len(x), 1)
    values = network.predict(inputs_of(x))
    middles = network.predict(inputs_of((x[first] + x[second]) / 2))
    widest = int(np.argmax(np.abs(middles - (values[first] + values[second]) / 2)))
    pair = [first[widest], second[widest]]
    return Bend(x[pair], values[pair], float(middles[widest]))


def best_line(x: np.ndarray, y: np.ndarray, directions: int = 360) -> float:
    """The largest share of points x (n × 2) that one straight line puts on the right sides of it; y (n,) is −1 or 1.

    Every place is tried for lines of so many directions.
    """
    best, positive = 0.0, y > 0
    for angle in np.linspace(0, np.pi, directions, endpoint=False):
        sides = positive[np.argsort(x @ (np.cos(angle), np.sin(angle)))]
        below = np.concatenate([[0], np.cumsum(sides)])  # positive ones below the line, wherever it lies
        right = below + (np.arange(len(y), -1, -1) - (below[-1] - below))
        best = max(best, right.max(), len(y) - right.min())
    return float(best / len(y))
