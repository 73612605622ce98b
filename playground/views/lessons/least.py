"""The folded net beside the line of least squares, number by number."""

from markupsafe import Markup

from playground.engine.affine import Affine, folded, least_squares
from playground.views.html import el
from playground.views.lessons.matrices import value
from playground.views.words import number

NAMES = ("w₁", "w₂", "b")


def html(session, say) -> Markup:
    train = session.training.dataset.train
    return comparison(folded(session.training.network), least_squares(train.inputs, train.y), say)


def comparison(one: Affine, least: Affine, say) -> Markup:
    """What training has come to, what NumPy solves at once, and the difference."""
    rows = zip(NAMES, one.flat, least.flat, strict=True)
    heads = el("tr", el("th"), el("th", say("linear.figure.net")), el("th", "np.linalg.lstsq"), el("th", say("linear.figure.difference")))
    lines = [
        el("tr", el("th", name, scope="row"), el("td", number(ours)), el("td", number(theirs)), el("td", value(abs(ours - theirs))))
        for name, ours, theirs in rows
    ]
    return el("table", heads, lines, class_="figures")


ACTIONS: dict = {}
