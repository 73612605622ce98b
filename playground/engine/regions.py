"""Where a network of ReLU units is folded: the pieces of the plane on which it is affine, each a convex polygon."""

from dataclasses import dataclass

import numpy as np

from playground.engine.affine import Affine, layer_maps

MOST = 1500  # pieces; no picture of more than these can be read
SLIVER = 1e-9  # share of the square: what is smaller is rounding


@dataclass(frozen=True)
class Piece:
    """A convex polygon (n × 2) on which the network's output is one affine map of the point."""

    corners: np.ndarray
    output: Affine

    @property
    def area(self) -> float:
        x, y = self.corners.T
        return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)

    def border(self, level: float) -> np.ndarray | None:
        """The ends (2 × 2) of the stretch where the output's pre-activation is `level`, if it crosses this piece."""
        heights = self.output(self.corners.T)[0] - level
        return _stretch(self.corners, heights)


def pieces_of(network, reach: float) -> list[Piece]:
    """The pieces in the square [−reach, reach]² of a network of x1, x2 whose hidden units are all ReLU (at most MOST of them).

    Layer by layer: on a piece each unit's pre-activation is affine, and where that is 0 the unit folds it in two.
    """
    square = _square(reach)
    *hidden, last = layer_maps(network)
    pieces = [(square, Affine(np.eye(2), np.zeros(2)))]
    for layer in hidden:
        pieces = [part for corners, seen in pieces for part in _folded(corners, seen.then(layer), SLIVER * 4 * reach**2)]
        if len(pieces) > MOST:
            return []
    return [Piece(corners, seen.then(last)) for corners, seen in pieces]


def _folded(corners, z: Affine, least: float) -> list[tuple[np.ndarray, Affine]]:
    """A piece cut by every unit of a layer of pre-activations z, each part with the activations that hold on it."""
    parts = [corners]
    for unit in range(len(z.bias)):
        parts = [half for part in parts for half in _halves(part, part @ z.weights[:, unit] + z.bias[unit], least)]
    return [(part, _rectified(z, part.mean(axis=0))) for part in parts]


def _rectified(z: Affine, inside) -> Affine:
    active = inside @ z.weights + z.bias > 0
    return Affine(z.weights * active, z.bias * active)


def _halves(corners, heights, least: float) -> list[np.ndarray]:
    """A convex polygon cut where heights (one for each corner, affine between) are 0; whole, if they are nowhere on both sides of it."""
    if heights.min() >= 0 or heights.max() <= 0:
        return [corners]
    halves = [_above(corners, heights), _above(corners, -heights)]
    return [half for half in halves if len(half) > 2 and Piece(half, None).area > least]


def _above(corners, heights) -> np.ndarray:
    kept = []
    for at, (here, after) in enumerate(zip(heights, np.roll(heights, -1), strict=True)):
        if here >= 0:
            kept.append(corners[at])
        if here * after < 0:
            kept.append(_between(corners[at], corners[(at + 1) % len(corners)], here, after))
    return np.array(kept).reshape(-1, 2)


def _stretch(corners, heights) -> np.ndarray | None:
    """The ends (2 × 2) of the stretch in a convex polygon where the heights are 0; None where it does not cross it."""
    pairs = enumerate(zip(heights, np.roll(heights, -1), strict=True))
    ends = [_between(corners[at], corners[(at + 1) % len(corners)], *pair) for at, pair in pairs if (pair[0] > 0) != (pair[1] > 0)]
    return np.array(ends) if len(ends) == 2 else None


def _between(start, end, here, after):
    """The point between two corners where the height is 0."""
    return start + (end - start) * (here / (here - after))


def lines_of(network, reach: float) -> list[np.ndarray | None]:
    """For each unit of the first layer the ends (2 × 2) of its line w·x + b = 0 within [−reach, reach]²; None where it passes by."""
    square = _square(reach)
    return [_stretch(square, heights) for heights in layer_maps(network)[0](square.T)]


def _square(reach: float) -> np.ndarray:
    return reach * np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])


def patterns(network, inputs: np.ndarray) -> int:
    """How many different patterns of active and inactive hidden units a network shows on inputs (features × n)."""
    codes = np.zeros(inputs.shape[1], dtype=np.int64)
    for z in network.forward(inputs).z[:-1]:
        for row in z > 0:
            codes = np.unique(2 * codes + row, return_inverse=True)[1]
    return int(codes.max(initial=0)) + 1


def most_pieces(lines: int) -> int:
    """Into how many pieces so many straight lines can cut the plane at most: 1 + n + n(n − 1)/2."""
    return 1 + lines + lines * (lines - 1) // 2
