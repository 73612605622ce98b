"""Every phase has its sentence, its numbers are those of the pass, and what it claims is so."""

import re

import numpy as np
import pytest

from playground.config import Config
from playground.session import Session
from playground.texts import say
from playground.trace import phases
from playground.views.telling import tell


def at(phase, parameters=None, **settings):
    """A session that shows a phase."""
    made = Session(Config(**settings))
    if parameters:
        made.set_parameters(*parameters)
    made.show_phase(phase)
    return made


def sentence(made, language="en"):
    return tell(made, lambda key, **values: say(language, key, **values))


def told(made):
    """The numbers of the sentence."""
    text = sentence(made).translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")).replace("×10", "e")
    return [float(number) for number in re.findall(r"(?<![\w.])-?\d+\.?\d*(?:e-?\d+)?", text)]


def norm(values):
    return float(np.linalg.norm(values))


@pytest.mark.parametrize("settings", [{}, {"hidden": ""}, {"hidden": (16,) * 24}, {"hidden": (1, 1), "act": "relu"},
                                      {"out": "sigmoid"}, {"data": "plane"}, {"init": "zeros"}])  # fmt: skip
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_phase_of_every_shape_has_a_sentence_of_its_own(settings, language):
    made = Session(Config(**settings))
    sentences = []
    for phase in made.phases:
        made.show_phase(phase)
        sentences.append(sentence(made, language))
    assert len(set(sentences)) == len(made.phases) and all("nan" not in text and "{" not in text for text in sentences)


def test_numbers_are_those_of_the_trace():
    made = at("input", hidden=(3, 2), digits=8)
    trace = made.trace()
    expected = {
        "input": trace.x,
        "forward/1/z": [1, trace.z[0].min(), trace.z[0].max()],
        "forward/3/z": [3, made.training.network.biases[2][0], trace.z[2][0]],
        "forward/3/a": [trace.output, 1 - trace.output**2],
        "loss": [trace.output, trace.y, trace.loss],
        "backward/3/a": [trace.da[2][0], trace.output],
        "backward/2/a": [2, norm(trace.da[1])],
        "backward/2": [2, norm(trace.dW[1])],
    }
    for phase, numbers in expected.items():
        made.show_phase(phase)
        assert told(made) == pytest.approx(numbers, rel=1e-7), phase
    made.show_phase("backward/2/z")
    assert told(made) == pytest.approx([2, norm(trace.dz[1]) / norm(trace.da[1]), norm(trace.dz[1])], rel=1e-7)


def test_the_update_says_what_one_step_on_this_sample_would_do():
    made = at("update", lr=0.1, digits=8, hidden="", out="identity", parameters=([[[1.0], [0.0]]], [[0.0]]), sample="2,0,1")
    assert told(made) == pytest.approx([0.1, 0.2, 0.5, 0.125])  # w 1 → 0.8, b 0 → −0.1, ŷ 2 → 1.5, L ½ → ⅛


def test_digits_are_as_many_as_asked_for():
    few, many = at("loss", digits=2), at("loss", digits=8)
    assert len(sentence(few)) < len(sentence(many))


def test_small_numbers_are_written_with_a_power_of_ten():
    made = at("update", lr=1e-5, parameters=([[[1.0], [0.0]]], [[0.0]]), hidden="", out="identity", sample="2,0,1", loss="half_mse")
    assert "2×10⁻⁵" in sentence(made) and told(made)[1] == pytest.approx(2e-5)


ONE_UNIT = {"hidden": (1,), "out": "identity", "loss": "half_mse", "sample": "1,0,0"}


@pytest.mark.parametrize(("weight", "claim"), [(0.1, "gets through is"), (3.0, "shrinks")])
def test_the_signal_is_said_to_shrink_only_where_it_does(weight, claim):
    made = at("backward/1/z", parameters=([[[weight], [0.0]], [[1.0]]], [[0.0], [0.0]]), **ONE_UNIT)
    trace = made.trace()
    assert (norm(trace.dz[0]) < 0.25 * norm(trace.da[0])) == (claim == "shrinks")
    assert claim in sentence(made)


def test_a_slope_of_one_lets_the_whole_signal_through():
    made = at("backward/1/z", act="identity", parameters=([[[2.0], [0.0]], [[1.0]]], [[0.0], [0.0]]), **ONE_UNIT)
    assert "All of it gets through" in sentence(made) and "信号全部通过" in sentence(made, "zh")


def test_a_dead_unit_lets_nothing_through_and_where_nothing_arrives_that_is_said():
    dead = at("backward/1/z", act="relu", parameters=([[[-1.0], [0.0]], [[1.0]]], [[0.0], [1.0]]), **ONE_UNIT)
    assert "nothing gets through" in sentence(dead)
    dead.show_phase("forward/1/a")
    assert "1 of 1 units are on a flat part" in sentence(dead)
    silent = at("backward/1/z", parameters=([[[1.0], [0.0]], [[0.0]]], [[0.0], [1.0]]), **ONE_UNIT)
    assert "no signal arrives" in sentence(silent)


@pytest.mark.parametrize(("target", "claim"), [(5, "greater than"), (-5, "smaller than"), (2, "nothing to improve")])
def test_the_sentence_at_the_output_says_which_way_is_better(target, claim):
    made = at("backward/1/a", parameters=([[[1.0], [0.0]]], [[1.0]]), **ONE_UNIT | {"hidden": "", "sample": f"1,0,{target}"})
    assert claim in sentence(made)


def test_cross_entropy_and_sigmoid_are_said_to_cancel_where_they_do():
    assert "cancel" in sentence(at("backward/3/z", out="sigmoid"))
    assert "cancel" not in sentence(at("backward/3/z", out="sigmoid", loss="mse"))
    assert "cancel" not in sentence(at("backward/2/z", out="sigmoid"))


def test_numbers_that_are_none_are_dashes():
    made = at("backward/1", hidden="", out="identity", loss="mse", parameters=([[[1e300], [1e300]]], [[0.0]]))
    for phase in phases(1):
        made.show_phase(phase)
        assert "nan" not in sentence(made) and "inf" not in sentence(made)
