"""`window.playground` in Python: every promised call, in plain JSON."""

import asyncio
import json
import re

import pytest

from playground.calls import NAMES, Calls, call
from playground.config import Config
from playground.session import Session
from playground.settings import SettingError

PROMISED = {
    "config", "configure", "run", "pause", "step", "reset", "seek", "status", "data", "readData", "useData", "parameters",
    "setParameters", "trace", "showPhase", "phases",
}  # fmt: skip


@pytest.fixture
def calls():
    return Calls(Session(Config(hidden=(3,), seed=5)))


def test_every_promised_call_exists_and_no_other():
    assert set(NAMES) == PROMISED


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [("showPhase", ["loss", 0.5], "showPhase(name)"), ("configure", [], "configure(changes)"), ("run", [1], "run()"), ("train", [], "train: config,")],
)
def test_a_call_that_there_is_not_or_with_other_arguments_is_refused_with_what_there_is(calls, name, arguments, told):
    with pytest.raises(ValueError, match="^" + re.escape(told)):
        call(calls, name, arguments)


def test_answers_are_plain_json(calls):
    asyncio.run(calls.step(3))
    for name in ("config", "status", "data", "parameters", "trace", "phases"):
        json.dumps(getattr(calls, name)(), allow_nan=False)


TEXT = "id,a,b,c,kind\n1,0.1,2,3,no\n2,0.2,4,1,yes\n3,x,1,1,no\n"


def test_a_text_is_read_as_it_would_be_used(calls):
    told = calls.readData(TEXT)
    assert told == json.loads(json.dumps(told))
    assert told | {"remarks": 0, "problems": 0} == {
        "columns": ["id", "a", "b", "c", "kind"], "x1": "a", "x2": "b", "label": "kind", "positive": "yes", "task": "classification",
        "kept": 2, "points": [[0.1, 2, -1], [0.2, 4, 1]], "problems": 0, "remarks": 0,
    }  # fmt: skip
    assert [problem["line"] for problem in told["problems"]] == [4] and "x" in told["problems"][0]["message"]
    assert calls.config()["data"] == "circle"


def test_a_text_is_used_with_the_columns_that_are_named_and_the_rest_guessed(calls):
    assert calls.useData(TEXT, {"x1": "c", "x2": 2, "positive": "no"})["points"] == [[3, 0.1, 1], [1, 0.2, -1]]
    assert calls.config() | {"data": "custom", "points": "3,0.1,1;1,0.2,-1", "train": 100} == calls.config()
    assert calls.useData(TEXT, {"label": 3, "x2": None})["x2"] is None
    assert calls.useData("a,b,y\n1,2,0.5\n2,3,1\n3,4,-1\n")["task"] == "regression" and calls.config()["out"] == "identity"


@pytest.mark.parametrize(
    "text, choice, key",
    [("hello", None, "points"), ("", None, "points"), (TEXT, {"x1": "height"}, "x1"), (TEXT, {"label": 9}, "label"), (TEXT, {"positive": "maybe"}, "positive")],
)
def test_a_text_that_cannot_be_used_so_is_refused_by_name_and_nothing_has_changed(calls, text, choice, key):
    before = calls.config()
    with pytest.raises(SettingError) as refused:
        calls.useData(text, choice)
    assert refused.value.key == key and calls.config() == before


@pytest.mark.parametrize("arguments", [[5], [TEXT, 5], [TEXT, {"x3": 1}], [None]])
def test_whatever_else_is_given_to_read_is_refused_in_words(calls, arguments):
    with pytest.raises(ValueError, match="text, {x1, x2, label, positive}"):
        calls.readData(*arguments)


def test_status_has_one_entry_for_each_weight_layer(calls):
    status = calls.status()
    assert set(status) == {
        "step", "epoch", "running", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "diverged",
        "gradient_norms", "dead_units", "phase", "paused",
    }  # fmt: skip
    assert len(status["gradient_norms"]) == len(status["dead_units"]) == 2


def test_weights_join_unit_i_of_a_layer_to_unit_j_of_the_next(calls):
    given = calls.parameters()
    assert len(given["weights"][0]) == 2 and len(given["weights"][0][0]) == 3 and len(given["biases"][0]) == 3
    given["weights"][0][1][2] = 0.25
    assert calls.setParameters(given)["weights"][0][1][2] == 0.25
    assert calls._session.training.network.weights[0][1, 2] == 0.25


def test_parameters_of_pytorch_and_numpy_are_taken_as_well(calls):
    given = calls.parameters()
    (w1, w2), (b1, b2) = given["weights"], given["biases"]
    calls.reset()
    turned = [list(map(list, zip(*w, strict=True))) for w in (w1, w2)]
    calls.setParameters([[[0.0] * 3] * 2, [0.0] * 3, [[0.0]] * 3, [0.0]])
    assert calls.setParameters({"0.weight": turned[0], "0.bias": b1, "2.weight": turned[1], "2.bias": b2}) == given


@pytest.mark.parametrize("wrong", [None, {}, {"weights": []}, {"weights": [[[1]]], "biases": [[1]]}, "x", 7])
def test_wrong_parameters_are_refused_and_change_nothing(calls, wrong):
    before = calls.parameters()
    with pytest.raises(ValueError):
        calls.setParameters(wrong)
    assert calls.parameters() == before


@pytest.mark.parametrize("wrong", [-1, 1.5, "3", None, True, float("nan"), [1]])
def test_a_number_of_steps_must_be_a_whole_number(calls, wrong):
    with pytest.raises(ValueError):
        asyncio.run(calls.step(wrong))


@pytest.mark.parametrize("wrong", [{}, {"x": [1]}, {"x": [1, 2]}, {"x": "ab", "y": 1}, {"x": [1, None], "y": 1}, 3, "s"])
def test_a_sample_to_trace_needs_two_numbers_and_a_label(calls, wrong):
    with pytest.raises(ValueError):
        calls.trace(wrong)


def test_a_trace_updates_nothing(calls):
    before = calls.parameters()
    trace = calls.trace({"x": [0.5, -1], "y": 1})
    assert set(trace) >= {"z", "a", "da", "dz", "dW", "db", "loss"} and len(trace["z"]) == 2
    assert calls.parameters() == before


@pytest.mark.parametrize("wrong", [None, 3, "lr", ["lr"]])
def test_configure_takes_an_object_only(calls, wrong):
    with pytest.raises(SettingError):
        calls.configure(wrong)


def test_an_unknown_setting_is_named_with_the_known_ones(calls):
    with pytest.raises(SettingError) as refusal:
        calls.configure({"learning_rate": 1})
    assert refusal.value.key == "learning_rate" and "lr" in refusal.value.allowed
