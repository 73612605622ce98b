"""Where a field over the square is 0, as short straight stretches: marching squares."""

import numpy as np


def contour(heights: np.ndarray, reach: float) -> np.ndarray:
    """The stretches (n × 2 × 2) on which heights are 0, given on a grid (side × side) over [−reach, reach]², rows upwards.

    Between neighbouring grid points a height is taken for a straight line.
    """
    stretches = []
    positive = heights > 0
    cells = positive[:-1, :-1].astype(int) + positive[:-1, 1:] + positive[1:, :-1] + positive[1:, 1:]
    for row, column in zip(*np.nonzero((cells > 0) & (cells < 4)), strict=True):
        ends = list(_crossings(heights, row, column))
        stretches += [ends[at : at + 2] for at in range(0, len(ends), 2)]
    return np.array(stretches, dtype=float).reshape(-1, 2, 2) * (2 * reach / (len(heights) - 1)) - reach


def _crossings(heights, row: int, column: int):
    """The points (column, row) where the edges of a cell, one after another round it, change sign: two, or four at a saddle."""
    corners = ((column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1))
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        here, there = heights[start[1], start[0]], heights[end[1], end[0]]
        if (here > 0) != (there > 0):
            share = here / (here - there)
            yield [start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])]
