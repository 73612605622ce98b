"""The view: what the learner does reaches the session, and what the session decides is shown."""

import asyncio

import numpy as np
import pytest

from playground.apps.playground import App
from playground.config import Config
from playground.frames.geometry import on_field
from playground.session import Surroundings


@pytest.fixture
def app():
    made = App()
    made.complaints = []
    made.view.complain = lambda sentence, error=None: made.complaints.append(sentence)
    made.open(Surroundings(lang="en"))
    return made


def test_every_word_switches_with_the_language(app):
    app.session.configure(lang="zh")
    assert "<span>训练</span>" in app.board.changed()["transport"]
    assert "网络还没有学习" in app.view.sentence.object
    app.session.configure(lang="en")
    assert "<span>Train</span>" in app.board.changed()["transport"] and "has not learned" in app.view.sentence.object


def test_the_sentence_follows_from_the_state(app):
    app.session.surround(reduced_motion=True)  # no wave after the step
    asyncio.run(app.session.step(10))
    assert "step 10" in app.view.sentence.object
    app.session.show_phase("backward/3")
    assert "layer 3" in app.view.sentence.object


def test_a_diverged_run_is_named_with_its_step(app):
    app.session.configure(lr=100, act="relu", out="identity", init="he_normal")
    asyncio.run(app.session.step(5000))
    assert "Diverged" in app.view.sentence.object and str(app.session.training.diverged.step + 1) in app.view.sentence.object


def test_a_new_shape_gives_every_source_columns_of_equal_length(app):
    for hidden in ("", "3", "16,16", "1,2,3,4"):
        app.session.configure(hidden=hidden)
        for source in app.view.picture.sources.values():
            assert len({len(column) for column in source.data.values()}) <= 1


def test_the_layout_names_a_model_for_every_array(app):
    layout = app.view.layout()
    assert all(entry["model"] for entry in layout if entry["kind"] != "numbers")
    assert {entry["kind"] for entry in layout} == {"column", "images", "range", "numbers"}


def test_a_frame_holds_the_step_that_the_status_says(app):
    asyncio.run(app.session.step(33))
    assert app.view.frame()["numbers"][0] == app.session.status()["step"] == 33


def test_figures_have_a_name_for_those_who_hear_the_page(app):
    label = app.view.picture.network.html_attributes["aria-label"]
    assert "2 – 4 – 2 – 1" in label and "Step 0" in label


def test_the_theme_recolours_field_and_axes(app):
    light = app.view.frame()["field.image"].copy()
    app.session.configure(theme="dark")
    assert not np.array_equal(app.view.frame()["field.image"], light)
    assert app.view.picture.chart.xaxis[0].major_label_text_color == "#98a1ae"


def test_an_address_is_taken_over_and_what_is_wrong_in_it_is_named(app):
    ignored = app.go_to("?lr=banana&hidden=4,x&act=reluu&data=%00&seed=3")
    assert {error.key for error in ignored} == {"lr", "hidden", "act", "data"} and app.session.config.seed == 3
    assert "banana" in app.view.sentence_for(ignored[0], "error.ignored")
    assert app.page()["search"] == "?seed=3"
