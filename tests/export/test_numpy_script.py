"""The NumPy script gives the losses of the page, and trains on as the page does."""

import ast
import itertools
import os
import subprocess
import sys
from functools import partial

import numpy as np
import pytest

from playground.config import SETTINGS
from playground.export import numpy_code
from playground.texts import LANGUAGES, say
from tests.export.runs import (
    OUTPUTS,
    SAY,
    SPECIAL,
    WITHOUT_BOUND,
    a_changed_run,
    a_run,
    combinations,
    flat,
    losses,
    opened,
    printed,
    read_report,
)  # fmt: skip

EXACT = {"rtol": 1e-9, "atol": 1e-9}


def check(training, steps):
    """Before and after so many more steps, script and engine agree in losses and parameters."""
    script = opened(numpy_code(training, SAY))
    with np.errstate(all="ignore"):
        for more in (0, steps):
            script["train"](more)
            assert training.advance(more) == more
            network = training.network
            np.testing.assert_allclose(printed(script["report"], training.step), [training.step, *losses(training)], **EXACT)
            np.testing.assert_allclose(flat(script["weights"], script["biases"]), flat(network.weights, network.biases), **EXACT)


def test_every_two_choices_are_tried_together():
    """Of activation, output with its loss, optimiser and regulariser: a fault that needs two of them is met."""
    choices = {"act": SETTINGS["act"].choices, "out": OUTPUTS, "opt": SETTINGS["opt"].choices, "reg": SETTINGS["reg"].choices}
    tried = [run | {"out": (run["out"], run["loss"])} for run in combinations()]
    for one, other in itertools.combinations(choices, 2):
        assert {(run[one], run[other]) for run in tried} == set(itertools.product(choices[one], choices[other]))


@pytest.mark.parametrize("act", SETTINGS["act"].choices)
def test_every_activation_output_loss_optimiser_and_regulariser(act):
    for settings in combinations():
        if settings["act"] == act:
            check(a_run(**settings), steps=50)


@pytest.mark.parametrize("name", SPECIAL)
def test_whatever_else_can_be_set(name):
    check(a_run(steps=3, **SPECIAL[name]), steps=0 if name == WITHOUT_BOUND else 50)


@pytest.mark.parametrize("opt", SETTINGS["opt"].choices)
def test_it_goes_on_from_the_middle_of_a_run(opt):
    check(a_run(steps=40, opt=opt, reg="l2", rate=0.01, clip=0.5), steps=50)


@pytest.mark.parametrize("opt", SETTINGS["opt"].choices)
def test_it_goes_on_after_changes_on_the_way(opt):
    check(a_changed_run(opt), steps=50)


def test_it_goes_on_past_the_epochs_that_share_a_generator():
    training = a_run(steps=31 * 3 - 1, samples=30, batch=5)
    check(training, steps=20)
    assert training.epoch > 32


def test_it_goes_on_from_a_run_that_has_diverged():
    training = a_run(steps=0, out="identity", act="relu", lr=100)
    training.advance(1000)
    assert training.diverged
    check(training, steps=0)


def test_it_goes_on_from_an_optimiser_that_remembers_infinity():
    training = a_run(opt="rmsprop")
    training.optimiser.memory[0, 0] = np.inf
    check(training, steps=5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_the_same_program_in_every_language(language):
    def program(say_it):
        tree = ast.parse(numpy_code(a_run(opt="adam", act="gelu", clip=1), say_it))
        for node in ast.walk(tree):
            if isinstance(node, (ast.Module, ast.FunctionDef)) and ast.get_docstring(node) is not None:
                del node.body[0]
        return ast.dump(tree)

    assert program(partial(say, language)) == program(lambda key, **values: key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_lines_are_short_and_every_word_is_said(language):
    for settings in (*SPECIAL.values(), *combinations()):
        code = numpy_code(a_run(steps=1, **settings), partial(say, language))
        assert "«" not in code and max(map(len, code.splitlines())) <= 120


def test_as_a_program_it_prints_the_losses_and_trains_on(tmp_path):
    training = a_run(steps=10)
    file = tmp_path / "network.py"
    file.write_text(numpy_code(training, partial(say, "zh")), encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    ran = subprocess.run([sys.executable, file, "150"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")
    for line, more in zip(ran.stdout.splitlines(), (0, 100, 50), strict=True):
        training.advance(more)
        np.testing.assert_allclose(read_report(line), [training.step, *losses(training)], **EXACT)
