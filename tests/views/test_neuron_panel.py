"""Over the picture of a single neuron nothing is written before the pass has come to it."""

import pytest

from playground.explain.digits import plain
from playground.views.panels import neuron


@pytest.fixture
def app(app):
    app.session.configure(hidden="", features="x1,x2")
    return app


def told(app):
    """(the sum is written, the place on the curve is drawn)."""
    html = str(neuron.html(app.session, app.view.say))
    z = plain(float(app.session.passing()[1].z[0][0]), neuron.DIGITS)
    return f"<b>z = {z}</b>" in html and "·" in html, 'class="place"' in html


@pytest.mark.parametrize(("phase", "progress", "shown"), [
    ("input", 1.0, (False, False)), ("forward/1/z", 0.1, (False, False)), ("forward/1/z", 1.0, (True, False)),
    ("forward/1/a", 0.1, (True, False)), ("forward/1/a", 1.0, (True, True)), ("loss", 0.0, (True, True)), ("update", 1.0, (True, True)),
])  # fmt: skip
def test_sum_and_place_on_the_curve_are_there_once_the_pass_has_come_to_them(app, phase, progress, shown):
    app.session.show_phase(phase, progress)
    assert told(app) == shown


def test_all_is_there_while_no_pass_is_told(app):
    assert told(app) == (True, True)


def test_when_a_phases_numbers_arrive_in_the_picture_the_panel_is_rendered_anew(app):
    app.session.show_phase("forward/1/z", 0.1)
    app.view.frame()
    app.board.changed()
    assert "neuron" not in app.board.stale
    app.session.walk._progress = 0.95
    app.view.frame(further=True)
    assert "neuron" in app.board.stale
