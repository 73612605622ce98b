"""The legend of light: it always gives true sizes, goes on beyond 1 as far as the light in sight, and says what is drawn smaller than it is."""

import re

import numpy as np
import pytest

from playground.explain.digits import plain
from playground.views.panels import light

EXPLODING = {"hidden": "8,8,8,8", "act": "relu", "out": "identity", "gain": 5}


def legend(app):
    return str(light.html(app.session, app.view.say))


def names(app):
    return re.findall(r"<text[^>]*>([^<]*)</text>", legend(app))


def test_while_brightness_tells_it_the_last_mark_stands_for_all_beyond(app):
    assert names(app) == ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1", "&gt;1"]


def test_where_all_is_white_it_goes_on_to_the_largest_in_sight(app):
    app.session.configure(**EXPLODING)
    trace = app.session.passing()[1]
    largest = max(np.abs(layer).max() for layer in (*trace.dz[:-1], *trace.dW))
    assert largest > 10 and names(app)[-1] == plain(largest, 2)
    assert plain(largest, 2) in legend(app).split("<svg")[0]  # also for those who hear the page


def test_the_largest_of_all_compared_networks_counts(app):
    app.session.configure(hidden="4,4", act="relu", out="identity")
    alone = names(app)[-1]
    app.session.configure(versus="gain=9")
    assert alone == "&gt;1" and float(names(app)[-1].replace("×10", "e").translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))) > 10


def test_it_names_no_number_before_the_phase_that_lights_it(app):
    app.session.configure(**EXPLODING)
    told = [app.session.walk.show(name) or names(app)[-1] for name in ("loss", "backward/5/z", "backward/1")]
    assert told[0] == "&gt;1" and len(set(told)) == 3
    app.session.walk.show("backward/5/a", 0.1)
    assert names(app)[-1] == "&gt;1"


def test_it_says_what_is_larger_than_it_is_drawn(app):
    assert "fully open" not in legend(app)
    app.session.configure(act="gelu")
    assert "GELU" in legend(app) and "fully open" in legend(app)
    app.session.configure(**EXPLODING, loss="mse")
    assert "cut off" not in legend(app)
    app.session.walk.show("loss")
    assert "cut off" in legend(app)


def test_at_night_it_is_as_dark_as_the_picture(app):
    app.session.walk.show("backward/1")
    assert "data-night" in legend(app)
    app.session.walk.show("forward/1/z")
    assert "data-night" not in legend(app)
