"""The PyTorch script, run by PyTorch itself, gives the losses of the page and trains on as the page does."""

import ast
import json
import subprocess
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from playground.config import SETTINGS
from playground.export import torch_code
from playground.texts import LANGUAGES, say
from tests.export import torch_python
from tests.export.runs import SAY, SPECIAL, WITHOUT_BOUND, a_changed_run, a_run, combinations, flat, losses, read_report

STEPS = 50  # that are compared
EXACT = {"rtol": 1e-9, "atol": 1e-9}

# Runs in the other Python: opens each script named in its input, trains on, and tells what has come of it.
RUNNER = """
import io, json, sys
from contextlib import redirect_stdout

def reported(names, step):
    with redirect_stdout(io.StringIO()) as out:
        names["report"](step)
    return out.getvalue()

for file, steps in json.load(sys.stdin):
    names = {"__name__": "script"}
    exec(compile(open(file, encoding="utf-8").read(), file, "exec"), names)
    before = reported(names, 0)
    names["train"](steps)
    linear = [layer for layer in names["model"] if hasattr(layer, "weight")]
    print(json.dumps({
        "before": before, "after": reported(names, 0),
        "weights": [layer.weight.T.tolist() for layer in linear], "biases": [layer.bias.tolist() for layer in linear],
    }))
"""


def trainings():
    """{name: (Training, steps to compare)}: of every kind, at its start, on its way, and after changes on its way."""
    runs = {str(settings): (a_run(**settings), STEPS) for settings in combinations()}
    for name, settings in SPECIAL.items():
        runs[name] = a_run(steps=3, **settings), 0 if name == WITHOUT_BOUND else STEPS
    for opt in SETTINGS["opt"].choices:
        runs[f"{opt} on its way"] = a_run(steps=40, opt=opt, reg="l2", rate=0.01, clip=0.5), STEPS
        runs[f"{opt} after changes"] = a_changed_run(opt), STEPS
    return runs


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """{name: (training, steps, what its script told)}, all from one start of PyTorch, which takes seconds."""
    python = torch_python.find_or_install()
    if python is None:
        pytest.skip(f"no Python here has PyTorch; {torch_python.HOW}")
    folder, runs = tmp_path_factory.mktemp("scripts"), trainings()
    files = [str(folder / f"{number}.py") for number in range(len(runs))]
    for file, (training, _) in zip(files, runs.values(), strict=True):
        Path(file).write_text(torch_code(training, SAY), encoding="utf-8")
    orders = list(zip(files, (steps for _, steps in runs.values()), strict=True))
    ran = subprocess.run([python, "-c", RUNNER], input=json.dumps(orders), capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    return {name: (*run, json.loads(line)) for (name, run), line in zip(runs.items(), ran.stdout.splitlines(), strict=True)}


def test_pytorch_gives_the_same_losses_and_trains_on_in_the_same_way(results):
    for name, (training, steps, told) in results.items():
        np.testing.assert_allclose(read_report(told["before"])[1:], losses(training), **EXACT, err_msg=name)
        assert training.advance(steps) == steps, name
        np.testing.assert_allclose(read_report(told["after"])[1:], losses(training), **EXACT, err_msg=name)
        ours = flat(training.network.weights, training.network.biases)
        np.testing.assert_allclose(flat(told["weights"], told["biases"]), ours, **EXACT, err_msg=name)


def test_as_a_program_it_prints_the_losses_and_trains_on(tmp_path):
    python = torch_python.find_or_install()
    if python is None:
        pytest.skip(f"no Python here has PyTorch; {torch_python.HOW}")
    training = a_run(steps=10, loss="bce", out="sigmoid")
    file = tmp_path / "network.py"
    file.write_text(torch_code(training, partial(say, "zh")), encoding="utf-8")
    ran = subprocess.run([python, file, "150"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")
    for line, more in zip(ran.stdout.splitlines(), (0, 100, 50), strict=True):
        training.advance(more)
        np.testing.assert_allclose(read_report(line), [training.step, *losses(training)], **EXACT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_python_with_short_lines_and_every_word_said(language):
    for settings in (*SPECIAL.values(), *combinations()):
        code = torch_code(a_run(steps=1, **settings), partial(say, language))
        ast.parse(code)
        assert "«" not in code and max(map(len, code.splitlines())) <= 120
