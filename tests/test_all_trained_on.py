"""All points trained on: there is no test set, and every place that shows a test's numbers says so; one sample is enough."""

import asyncio
import json
from functools import partial

import pytest

from playground.apps.playground import App
from playground.calls import Calls
from playground.config import Config
from playground.engine import Diagnostics, Training
from playground.export import tables
from playground.frames.numbers import NAMES
from playground.frames.thumbnails import dots
from playground.kept import KeptRun
from playground.session import Session, Surroundings
from playground.settings import SETTINGS
from playground.texts import LANGUAGES, say
from playground.views import words
from playground.views.board import Board
from playground.views.panels import charts, compare, controls, kept

AND = {
    "data": "custom", "points": "0,0,-1;0,1,-1;1,0,-1;1,1,1", "train": 100, "hidden": "", "init": "zeros", "out": "sigmoid", "loss": "mse",
    "lr": 5, "batch": "all",
}  # fmt: skip
ONE = {"data": "custom", "points": "1,2,1"}
UNTESTED = [{"train": 100}, {"train": 100, "data": "hills"}, AND, ONE, {**ONE, "train": 10, "hidden": ""}]
english = partial(say, "en")


def test_and_by_hand_one_step_from_zeros_moves_the_bias_alone():
    """ŷ = σ(0) = ½ for all four, so ∂Lᵢ/∂z = 2 (ŷ − y) ŷ (1 − ŷ) / 4 is ¹⁄₁₆ three times and −¹⁄₁₆ once: b = −5 · ⅛.

    The two points with x₁ = 1, as those with x₂ = 1, cancel each other.
    """
    calls = Calls(Session(Config(**AND)))
    asyncio.run(calls.step(1))
    assert calls.parameters() == {"weights": [[[0.0], [0.0]]], "biases": [[-0.625]]}
    status = calls.status()
    assert status["test_loss"] is status["test_accuracy"] is None and status["train_accuracy"] == 0.75
    assert calls.data()["test"] == {"x": [], "y": []} and len(calls.data()["train"]["y"]) == 4


@pytest.mark.parametrize("data", SETTINGS["data"].choices)
def test_every_data_set_can_be_trained_on_as_a_whole(data):
    training = Training(Config(data=data, train=100, batch=7))
    assert training.advance(3) == 3 and not training.dataset.tested
    assert len(training.dataset.train.y) == (12 if data == "custom" else 500)


def test_short_of_all_one_sample_at_least_is_left_to_test_with():
    assert len(Training(Config(train=99.99)).dataset.test.y) == 1


@pytest.mark.parametrize("settings", UNTESTED, ids=str)
def test_an_untested_run_is_measured_charted_kept_and_drawn(settings):
    app = App()
    app.open(Surroundings(lang="en"))
    session = app.session
    session.configure(**settings, versus="lr=0.1")
    asyncio.run(session.step(3))
    numbers = app.view.frame()["numbers"]
    assert numbers[NAMES.index("test_points")] == 0 and numbers[NAMES.index("test_loss")] != numbers[NAMES.index("test_loss")]
    asyncio.run(session.seek(1))
    json.dumps(session.status(), allow_nan=False)
    for language in LANGUAGES:
        session.configure(lang=language)  # what is kept of a panel is kept for the language of the session
        assert Board(session, partial(say, language)).changed()
    assert Diagnostics(session.training).measure().error >= 0


@pytest.mark.parametrize("points", [((1, 2, 1),), ((1, 2, -1),), ((1, 2, 1), (3, 4, 1))])
def test_one_sample_and_one_class_have_a_thumbnail(points):
    assert dots("custom", points)


def test_every_place_that_shows_a_test_s_numbers_says_that_there_is_no_test_set():
    session, none = Session(Config(train=100, versus="act=relu")), english("page.no_test")
    cards = str(compare.html(session, english))
    assert cards.count(none) == 2 and english("compare.test_accuracy") not in cards and cards.count(english("compare.train_accuracy")) == 2
    assert none in str(charts.html(session, english)) and "line test" not in str(charts.html(session, english))
    assert english("hint.train.all") in str(controls.html(session, english))
    assert "there is no test set" in words.figure_names(session, english)["chart"]
    session.configure(chart="accuracy")
    assert "there is no test set" in words.figure_names(session, english)["chart"]
    kept.ACTIONS["kept.keep"](session, {"name": "mine"})
    assert str(kept.html(session, english)).count(f"<td>{none}</td>") == 4


def test_exports_have_nothing_where_a_test_s_numbers_would_be():
    session = Session(Config(train=100, samples=20))
    rows = tables.history_csv(session.record.curves()).splitlines()
    assert rows[1].split(",")[2] == rows[1].split(",")[4] == ""
    assert {line.rsplit(",", 1)[1] for line in tables.data_csv(session.training.dataset).splitlines()[1:]} == {"train"}


@pytest.mark.parametrize("settings, untested", [({}, False), ({"train": 100}, True), (ONE, True), ({"data": "custom"}, False)])
def test_a_kept_run_knows_that_it_had_no_test_set(settings, untested):
    run = KeptRun.of("a", Training(Config(**settings)))
    assert run.untested is untested and (run.test_loss is None) is untested
