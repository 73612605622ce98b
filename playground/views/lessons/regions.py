"""The plane as the learner's own ReLU net folds it: a line for each unit of the first layer, the pieces, the border of the output."""

from markupsafe import Markup

from playground.engine.affine import Affine, layer_maps
from playground.engine.regions import Piece, lines_of
from playground.lessons.linear import pieces, units
from playground.settings import DOMAIN
from playground.views.html import el, join
from playground.views.lessons.matrices import line, math
from playground.views.lessons.plane import dots, plane

MOST_LINES = 4  # that are written out


def html(session, say) -> Markup:
    parts = pieces(session)
    if not parts:
        return el("p", say("linear.figure.no-folds"))
    count = None if session.tutor.locked else say("linear.figure.pieces", units=units(session), pieces=len(parts))
    return join([_picture(session, parts, say), el("p", count, role="status") if count else None, _equations(session)])


def _picture(session, parts: list[Piece], say) -> Markup:
    folds = [(unit, ends) for unit, ends in enumerate(lines_of(session.training.network, DOMAIN), 1) if ends is not None]
    borders = [border for part in parts if (border := part.border(0.0)) is not None]
    content = [
        [_piece(part) for part in parts], [_stretch(ends, "fold") for _, ends in folds], dots(session.training.dataset.train),
        [_stretch(ends, "border") for ends in borders], [_label(unit, ends) for unit, ends in folds],
    ]  # fmt: skip
    return plane(content, say("linear.figure.regions"))


def _piece(part: Piece) -> Markup:
    """Its colour is the output's sign, the deeper the farther from 0."""
    height = float(part.output(part.corners.mean(axis=0)[:, None])[0, 0])
    points = " ".join(f"{x:.3f},{-y:.3f}" for x, y in part.corners)
    return el("polygon", points=points, class_="positive" if height > 0 else "negative", fill_opacity=f"{0.1 + 0.3 * min(abs(height) / 3, 1):.2f}")


def _stretch(ends, name: str) -> Markup:
    (x1, y1), (x2, y2) = ends
    return el("line", x1=f"{x1:.3f}", y1=f"{-y1:.3f}", x2=f"{x2:.3f}", y2=f"{-y2:.3f}", class_=name)


def _label(unit: int, ends) -> Markup:
    """A unit's number near one end of its line, inside the square."""
    x, y = ends[0] + (ends[1] - ends[0]) * 0.06
    return el("text", unit, x=f"{x:.2f}", y=f"{-y:.2f}")


def _equations(session) -> Markup | None:
    """The lines w·x + b = 0 of the first layer's units, while they are few."""
    first = layer_maps(session.training.network)[0]
    if len(first.bias) > MOST_LINES:
        return None
    lines = [Affine(first.weights[:, unit], first.bias[unit : unit + 1]) for unit in range(len(first.bias))]
    return el("ol", [el("li", math(line(fold, digits=3, left="<mn>0</mn>"))) for fold in lines], class_="equations")


ACTIONS: dict = {}
