"""The borders between the colours of all compared networks in one plane, as their outputs draw them."""

import numpy as np
from markupsafe import Markup

from playground.engine import inputs_of
from playground.engine.contour import contour
from playground.lessons.linear import trainings
from playground.settings import DOMAIN
from playground.views.html import el, join
from playground.views.lessons.plane import dots, plane
from playground.views.words import percent

SIDE = 49  # grid points a side
_AXIS = np.linspace(-DOMAIN, DOMAIN, SIDE)
GRID = np.stack(np.meshgrid(_AXIS, _AXIS), axis=-1).reshape(-1, 2)


def html(session, say) -> Markup:
    shallow_first = sorted(trainings(session), key=lambda training: len(training.network.weights))
    inputs = inputs_of(GRID, session.config.features)
    borders = [_border(training.network, inputs, place) for place, training in enumerate(shallow_first)]
    picture = plane([dots(session.training.dataset.train), borders], say("linear.figure.borders"))
    return join([picture, el("ul", [_entry(training, place, say) for place, training in enumerate(shallow_first)], class_="borders")])


def _border(network, inputs, place: int) -> Markup:
    stretches = contour(network.predict(inputs).reshape(SIDE, SIDE), DOMAIN)
    path = "".join(f"M{x1:.2f} {-y1:.2f}L{x2:.2f} {-y2:.2f}" for (x1, y1), (x2, y2) in stretches)
    return el("path", d=path, class_=f"net n{place}")


def _entry(training, place: int, say) -> Markup:
    sample = el("svg", el("path", d="M0 4H26", class_=f"net n{place}"), viewBox="0 0 26 8", aria_hidden="true")
    accuracy = percent(training.evaluate().train_accuracy)
    return el("li", sample, say("linear.figure.deep", layers=len(training.network.weights), accuracy=accuracy))


ACTIONS: dict = {}
