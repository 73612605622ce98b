"""The network once more, transparent, over its picture: a button for every unit and bias, for the output and the loss.

Edges have no button: the page tells where the pointer is, and `frames.pointing` what is there. With
the keyboard they are reached from a unit, by way of its explanation.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from markupsafe import Markup

from playground import texts
from playground.config import Config
from playground.explain import Bias, Edge, Loss, Subject, Unit, entry, heading
from playground.explain.numbers import Numbers
from playground.frames.geometry import HEIGHT, WIDTH, Geometry, on_plane
from playground.frames.pointing import box, subject_at
from playground.views.explanation import Say, in_short, spoken
from playground.views.html import el, join

FOLLOWS = frozenset({"config", "restart", "status", "sample"})
REACH = 9.0  # units of the picture beside an edge where it is still meant
PER_PIXEL = 0.01  # what a drag of one pixel adds to a weight
MANY = 80  # units, beyond which the buttons' names have no numbers
geometry_of = lru_cache(maxsize=2)(Geometry)


def html(session, say: Say) -> Markup:
    """The buttons from the inputs on; while something moves, or of a large network, without their numbers."""
    sizes, loss = session.training.network.sizes, session.tutor.in_sight("loss")
    if session.running or sum(sizes) > MANY:
        buttons = _without_numbers(session.config, session.language, session.pinned, loss)
    else:
        numbers = Numbers(*session.passing(), session.config)
        backward = session.tutor.in_sight("backward")
        buttons = _buttons(session.config, session.pinned, loss, say, lambda subject: f": {in_short(numbers, subject, backward)}")
    return el("div", buttons, role="group", aria_label=say("outline.label"), id="outline-group")


@lru_cache(maxsize=2)
def _without_numbers(config: Config, language: str, pinned: Subject | None, loss: bool) -> Markup:
    """Kept, because hundreds of buttons take longer than a frame."""
    return _buttons(config, pinned, loss, lambda key, **values: texts.say(language, key, **values), lambda subject: "")


def _buttons(config: Config, pinned: Subject | None, loss: bool, say: Say, number_of: Callable[[Subject], str]) -> Markup:
    """The tabulator stops at what is in hand, or else at the first; the arrow keys go on from there. `loss`: it is spoken of."""
    geometry = geometry_of((len(config.features), *config.hidden, 1))
    everything = [subject for subject in _in_order(geometry.sizes) if loss or subject != Loss()]
    stop = pinned if pinned in everything else everything[0]
    return join(
        el("button", type="button", id=f"outline-{subject}".replace("/", "-"), class_=type(subject).__name__.lower(),
           data_subject=str(subject), data_layer=getattr(subject, "layer", len(geometry.sizes)),
           tabindex=0 if subject == stop else -1, aria_pressed="true" if subject == pinned else "false",
           aria_label=spoken(heading(config, subject), say, config.digits) + number_of(subject), style=_place(geometry, subject))
        for subject in everything
    )  # fmt: skip


def _in_order(sizes: tuple[int, ...]) -> Iterator[Subject]:
    """Each unit is followed by its bias, the output by the loss."""
    for layer, count in enumerate(sizes):
        for index in range(1, count + 1):
            yield Unit(layer, index)
            if layer:
                yield Bias(layer, index)
    yield Loss()


def _place(geometry: Geometry, subject: Subject) -> str:
    """Where the subject stands in the picture, in per cent."""
    place = box(geometry, subject)
    left, top = place.x - place.width / 2, HEIGHT - place.y - place.height / 2
    return f"left:{left / WIDTH:.2%};top:{top / HEIGHT:.2%};width:{place.width / WIDTH:.2%};height:{place.height / HEIGHT:.2%}"


# -- what the pointer does ---------------------------------------------------------------------------


def _point_at(session, place: dict | None) -> None:
    """The pointer is over a place of the picture; None: it has left."""
    session.point(_subject_at(session, place) if place else None)


def _press_at(session, place: dict) -> None:
    """A place was pressed: on the plane the nearest data point tells its pass, elsewhere what is there is taken in hand."""
    subject, point = _subject_at(session, place), on_plane(place["x"], place["y"])
    if subject is None and point is not None:
        session.tell_pass_of(*session.training.dataset.nearest(point))
    else:
        session.pin(subject)


def _drag(session, drag: dict) -> None:
    """A drag that began on a weight or a bias moves it by so many pixels; it is in hand from then on."""
    of = _subject_at(session, drag)
    if not isinstance(of, (Edge, Bias)):
        return
    if session.pinned != of:
        session.pin(of)
    k, place = entry(of)
    session.change_parameter(of, session.training.network.layers[k][place] + PER_PIXEL * float(drag["by"]))


def _subject_at(session, place: dict) -> Subject | None:
    """The plate of a magnified unit is that unit, whatever lies under it."""
    if session.magnified and session.magnified.plate.holds(float(place["x"]), float(place["y"])):
        return session.magnified.unit
    subject = subject_at(geometry_of(session.training.network.sizes), float(place["x"]), float(place["y"]), REACH)
    return subject if subject != Loss() or session.tutor.in_sight("loss") else None


ACTIONS = {"point_at": _point_at, "press_at": _press_at, "drag": _drag}
