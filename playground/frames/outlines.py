"""What edges were before the update, as outlines for as long as its phase lasts: where one is other by then, to be seen.

Under an edge that gets thinner its old width lies empty, with a rim in its old colour; on one that grows wider, its old
self with a rim of the ground. An edge that hardly changes has none: its outline would be its own.
"""

import numpy as np

from playground.frames.colours import Palette, rgb, signed_colours
from playground.frames.geometry import Geometry
from playground.frames.network import EDGE_OPACITY, width_of
from playground.frames.pointing import CURVE

CHANGED = 0.4  # pixels of width
RIM = 1.0  # pixels
MOST = 200  # outlines, of the edges that change most
Columns = dict[str, np.ndarray]


def outlines(geometry: Geometry, before=None, after=None, palette: Palette | None = None) -> dict[str, Columns]:
    """Columns of `old_under` and `old_over` (a curve's, color, width): strokes under and over the edges. Two networks, or none for no outlines."""
    if before is None:
        return {"old_under": _strokes(geometry, []), "old_over": _strokes(geometry, [])}
    old, new = (np.concatenate([weights.ravel() for weights in network.weights]) for network in (before, after))
    grown = width_of(new) - width_of(old)
    changed = np.flatnonzero((np.abs(grown) >= CHANGED) | (np.sign(old) * np.sign(new) < 0))
    changed = changed[np.argsort(-np.abs(grown[changed]), kind="stable")[:MOST]]
    under, over = changed[grown[changed] <= 0], changed[grown[changed] > 0]
    ground = np.append(rgb(palette.card), 255).astype(np.uint8)
    colours, width = signed_colours(np.sign(old), 1.0, palette), width_of(old)
    colours[:, 3] = round(255 * EDGE_OPACITY)
    return {
        "old_under": _strokes(geometry, [(under, colours[under], width[under] + 2 * RIM), (under, ground, width[under])]),
        "old_over": _strokes(geometry, [(over, ground, width[over] + 2 * RIM), (over, colours[over], width[over])]),
    }


def _strokes(geometry: Geometry, layers) -> Columns:
    """Layers of strokes, from the lowest up: (which edges, colours, widths)."""
    edges = np.concatenate([np.empty(0, dtype=np.intp), *(which for which, _, _ in layers)])
    colours = [np.broadcast_to(colour, (len(which), 4)) for which, colour, _ in layers]
    return {name: geometry.edges[name][edges] for name in CURVE} | {
        "color": np.concatenate([np.empty((0, 4), dtype=np.uint8), *colours]),
        "width": np.concatenate([np.empty(0), *(width for _, _, width in layers)]),
    }
