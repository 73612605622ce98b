"""What an explanation speaks of, lit in the picture: outlines around units, drawn over everything, and halos under edges.

An edge keeps its own colour and width: they are the weight's sign and size. The subject itself is lit strongest. What its forward lines are made of is lit in the accent, what
its gradients are made of in the gradients' magenta, as the flow in the picture is.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from playground.explain import Edge, Factor, Line, Subject, Unit
from playground.frames.colours import Palette
from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, Geometry
from playground.frames.network import THICKEST
from playground.frames.pointing import CURVE, Box, box, edge_number

OWN, OTHERS, SOUGHT = 4.0, 2.4, 7.0  # pixels of a line around the subject, its factors, and the one asked for; of a halo beyond the widest edge
AROUND = 5.0  # units of the picture between a thing and the outline around it
Columns = dict[str, np.ndarray]


def lit(
    geometry: Geometry, subject: Subject | None, found: dict[Subject, bool], palette: Palette, sought: Subject | None = None
) -> dict[str, Columns]:
    """Columns of `lit_units` (x, y, width, height, color, line) and `lit_edges` (a curve's, color, width of the halo).

    `found` are the `sources` of the subject's lines, `sought` is the one that the learner asks for.
    """
    strokes = {other: (palette.gradient if backward else palette.accent, OTHERS) for other, backward in found.items()}
    if subject is not None:
        strokes[subject] = palette.ink, OWN
    if sought in strokes:
        strokes[sought] = strokes[sought][0], SOUGHT
    edges = {other: stroke for other, stroke in strokes.items() if isinstance(other, Edge)}
    return {
        "lit_units": _outlines(geometry, {other: stroke for other, stroke in strokes.items() if other not in edges}),
        "lit_edges": _halos(geometry, edges),
    }


def sources(lines: Iterable[Line]) -> dict[Subject, bool]:
    """Where the factors of some lines come from, and whether a gradient was the first to need them."""
    found: dict[Subject, bool] = {}
    for line in lines:
        for term in line.terms:
            for factor in term.factors:
                for subject in _subjects(factor):
                    found.setdefault(subject, line.kind == "backward")
    return found


def _subjects(factor: Factor) -> Iterator[Subject]:
    if factor.subject is not None:
        yield factor.subject
    for part in factor.parts:
        yield from _subjects(part)


def _outlines(geometry: Geometry, strokes: dict[Subject, tuple[str, float]]) -> Columns:
    boxes = [_lit_box(geometry, subject) for subject in strokes]
    return {
        "x": np.array([b.x for b in boxes]), "y": np.array([b.y for b in boxes]),
        "width": np.array([b.width for b in boxes]), "height": np.array([b.height for b in boxes]),
        "color": [colour for colour, _ in strokes.values()], "line": [width for _, width in strokes.values()],
    }  # fmt: skip


def _lit_box(geometry: Geometry, subject: Subject) -> Box:
    """What is outlined: the output as the whole field, all else as what it is, with a little air."""
    if subject == Unit(geometry.columns, 1):
        return Box(FIELD_LEFT + FIELD / 2, FIELD_BOTTOM + FIELD / 2, FIELD + AROUND, FIELD + AROUND)
    own = box(geometry, subject)
    return Box(own.x, own.y, own.width + AROUND, own.height + AROUND)


def _halos(geometry: Geometry, strokes: dict[Edge, tuple[str, float]]) -> Columns:
    """As wide for every edge, so that none outgrows its halo while training or a drag changes it."""
    numbers = [edge_number(geometry.sizes, edge) for edge in strokes]
    columns = {name: geometry.edges[name][numbers] for name in CURVE}
    return columns | {"color": [colour for colour, _ in strokes.values()], "width": [THICKEST + 2 * width for _, width in strokes.values()]}
