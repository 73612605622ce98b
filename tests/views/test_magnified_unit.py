"""The magnified unit of a session: it follows what is in hand, and its plate is the unit for the pointer, too."""

import pytest

from playground.explain import Unit
from playground.views.panels import outline
from tests.screens import InstantScreen

NET = {"hidden": "8,8,8,8,8,8", "act": "tanh", "lang": "en"}


@pytest.fixture
def app(app):
    app.session.configure(**NET)
    app.session.show_phase("backward/6/z")
    return app


def test_it_follows_what_is_in_hand(app):
    strongest = app.session.magnified.unit
    assert strongest.layer == 6
    app.session.pin(Unit(6, strongest.index % 8 + 1))
    assert app.session.magnified.unit == app.session.pinned != strongest
    app.session.point(Unit(5, 2))
    assert app.session.magnified.unit == Unit(5, 2) and app.view._moment().lens == app.session.magnified
    app.session.point(None)
    app.session.pin(None)
    assert app.session.magnified.unit == strongest


def test_its_plate_is_the_unit_for_the_pointer(app):
    plate, unit = app.session.magnified.plate, app.session.magnified.unit
    place = {"x": plate.x, "y": plate.y}
    outline.ACTIONS["point_at"](app.session, place)
    assert app.session.pointed == unit and app.session.magnified.plate == plate
    outline.ACTIONS["press_at"](app.session, place)
    assert app.session.pinned == unit


def test_once_the_pass_is_left_nothing_is_magnified(app):
    app.session.leave_pass()
    assert app.session.magnified is None and app.view._moment().lens is None


def test_its_number_comes_with_its_phase(app):
    def texts():
        app.view.frame()
        return "".join(app.view.picture.sources["notes"].data["text"])

    app.session.walk.show("backward/5/z", 0.2)
    app.view._label()
    assert "δ" not in texts()
    app.session.walk.show("backward/5/z", 1.0)
    app.view._label()
    assert "δ" in texts()


def test_its_number_counts_while_contributions_arrive_and_then_says_z(app):
    def number():
        app.view.frame()
        return "".join(app.view.picture.sources["notes"].data["text"])

    app.session.pin(Unit(2, 3))
    app.session.walk.show("forward/2/z", 0.0)
    said = [number()]
    for progress in (0.15, 0.3, 0.5, 0.7, 0.85, 1.0):
        app.session.walk.go_to(progress)
        said.append(number())
    assert [text[:1] for text in said] == ["", "Σ", "Σ", "Σ", "Σ", "Σ", "z"] and len(set(said)) == len(said)


def test_in_a_picture_of_another_size_it_is_drawn_anew_where_its_number_is(app):
    app.session.screen = InstantScreen()
    app.view.picture.network.trigger("inner_width", None, 520)
    assert app.session.screen.shown and app.view._moment().lens == app.session.magnified
