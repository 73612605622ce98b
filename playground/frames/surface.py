"""The loss surface in the plane that holds most of the way a run has gone, and that way on it.

The plane is that of Li et al., «Visualizing the Loss Landscape of Neural Nets» (2018): principal directions of the
differences of earlier parameters from the present ones, so that the present lies exactly in the plane.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.engine import Network, Training

SPANS = {"100": 100, "1000": 1000, "all": None}  # steps that the surface looks back; None: the whole run
SIDE = 25  # points of the grid along each axis
MARGIN = 1.35  # how far the grid reaches, in half widths of the path
FLATTEST = 0.4  # half height of the grid, at least, in half widths


@dataclass(frozen=True)
class Plane:
    """`origin` (n,): the present parameters; `directions` (2 × n), orthonormal; `path` (k × 2): the projected parameters,
    oldest first, the present one at (0, 0); `share` of the path's variance about the present that lies in the plane."""

    origin: np.ndarray
    directions: np.ndarray
    path: np.ndarray
    share: float

    @classmethod
    def of(cls, parameters: np.ndarray) -> "Plane | None":
        """Through parameters (k × n), oldest first; None where nothing has moved."""
        moves = parameters - parameters[-1]
        variances, vectors = np.linalg.eigh(moves @ moves.T)
        if not variances[-1] > 0:
            return None
        first = _unit(vectors[:, -1] @ moves)
        second = vectors[:, -2] @ moves if len(moves) > 2 else np.zeros_like(first)
        second = _unit(_across(second, first) if variances[-2] > 1e-12 * variances[-1] else _any_across(first))
        directions = _oriented(np.array([first, second]), moves)
        path = moves @ directions.T
        return cls(parameters[-1], directions, path, min(1.0, float((path**2).sum() / (moves**2).sum())))

    def parameters(self, x: float, y: float) -> np.ndarray:
        """The flat parameters (n,) at a place of the plane."""
        return self.origin + np.array([x, y]) @ self.directions


class Surface:
    """The training loss on a grid in a plane, computed bit by bit; `losses` (SIDE × SIDE), row by row from below.

    Works on a network of its own: the training may go on meanwhile. `steps`: the first and last one of the path.
    """

    def __init__(self, training: Training, states: list):
        self.steps = states[0].step, states[-1].step
        self.plane = Plane.of(np.array([state.parameters for state in states]))
        self._network, self._loss = Network.of(training.config), training.loss
        self._samples = training.dataset.train
        self.losses = np.full((SIDE, SIDE), np.nan)
        if self.plane:
            self.x, self.y = _axes(self.plane.path)

    def fill(self) -> Iterator[float]:
        """Computes the grid, pausing after each point with the share that is done."""
        for number, (row, column) in enumerate(np.ndindex(SIDE, SIDE), 1):
            self.losses[row, column] = self.loss_at(self.x[column], self.y[row])
            yield number / SIDE**2

    def loss_at(self, x: float, y: float) -> float:
        """The training loss (without the regulariser) at a place of the plane; inf where it is past all numbers."""
        self._network.parameters[:] = self.plane.parameters(x, y)
        passed = self._network.forward(self._samples.inputs)
        loss = self._loss.value(passed.z[-1][0], passed.a[-1][0], self._samples.y)
        return loss if np.isfinite(loss) else np.inf

    def heights(self) -> np.ndarray:
        """The losses on a logarithmic scale from 0 (the least of them) to 1 (the greatest finite one)."""
        finite = self.losses[np.isfinite(self.losses) & (self.losses > 0)]
        if not finite.size:
            return np.zeros_like(self.losses)
        low, high = np.log(finite.min()), np.log(finite.max())
        with np.errstate(divide="ignore"):
            heights = (np.log(self.losses) - low) / max(high - low, 1e-12)
        return np.clip(np.nan_to_num(heights, nan=1.0), 0.0, 1.0)


def _axes(path: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places of the grid along either axis: around the path, and high enough to see its sides."""
    middle = (path.max(axis=0) + path.min(axis=0)) / 2
    half = MARGIN * np.ptp(path, axis=0) / 2
    half[1] = max(half[1], FLATTEST * half[0])
    half[0] = max(half[0], FLATTEST * half[1])
    return tuple(np.linspace(m - h, m + h, SIDE) for m, h in zip(middle, half, strict=True))


def _oriented(directions: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """The way leads to the right, and its bulge points up."""
    path = moves @ directions.T
    signs = [-1.0 if path[0, 0] > 0 else 1.0, np.sign(path[np.abs(path[:, 1]).argmax(), 1]) or 1.0]
    return directions * np.array(signs)[:, None]


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)


def _across(vector: np.ndarray, first: np.ndarray) -> np.ndarray:
    """What of a vector is orthogonal to a unit vector."""
    return vector - (vector @ first) * first


def _any_across(first: np.ndarray) -> np.ndarray:
    """Where the way is straight: along the parameter that has moved least."""
    still = np.zeros_like(first)
    still[np.abs(first).argmin()] = 1.0
    return _across(still, first)
