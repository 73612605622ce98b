"""The NumPy lines run, and give the value they stand beside: alone, and for the whole layer."""

import math
import re
import warnings

import numpy as np
import pytest

from playground.explain import Bias, Edge, explain, path, subjects
from playground.explain.functions import HELPERS
from tests.explain.passes import COMBINATIONS, EACH_ONCE, a_pass


def namespace(network, trace, config, helpers):
    """What a learner has at hand: data, parameters, and the arrays of the pass."""
    x1, x2 = trace.x
    names = {"np": np, "math": math, "x1": x1, "x2": x2, "x": trace.inputs.copy(), "y": trace.y, "L": trace.loss,
             "lr": config.lr, "rate": config.rate}  # fmt: skip
    for k, z in enumerate(trace.z):
        names |= {f"W{k + 1}": network.weights[k].copy(), f"b{k + 1}": network.biases[k].copy(), f"slope{k + 1}": np.empty_like(z)}
        names |= {f"{name}{k + 1}": getattr(trace, name)[k].copy() for name in ("z", "a", "da", "dz", "dW", "db")}
    for definition in helpers:
        exec(definition, names)
    return names


def run(code, target, names):
    """The value of the target after a line of code that changes it; all of it is NaN before."""
    name = target.split("[")[0]
    if name in names and " -= " not in code:
        names[name] = np.full_like(names[name], np.nan) if isinstance(names[name], np.ndarray) else np.nan
    exec(code, names)
    return eval(target, names)


def lines_of(network, trace, config):
    for subject in subjects(network.sizes):
        lines = explain(network, trace, config, subject, checks=False)
        yield from lines
        if isinstance(subject, (Edge, Bias)):
            yield path(network, trace, config, subject)


@pytest.mark.parametrize("act, out, loss, reg", [
    *((*one, "none") for one in COMBINATIONS), *((*one, reg) for one in EACH_ONCE for reg in ("l1", "l2")),
])  # fmt: skip
def test_every_line_runs_and_gives_the_value(act, out, loss, reg):
    given = a_pass(act, out, loss, reg=reg, rate=0.2, features="x1,x1^2,x1*x2,sin(x1)",
                   hidden=(3, 2) if reg == "none" else (2,))  # fmt: skip
    for line in lines_of(*given):
        if line.numpy:
            target = re.match(r"[\w\[\], ]+?(?= -?= )", line.numpy)[0]
            value = run(line.numpy, target, namespace(*given, line.helpers))
            assert value == pytest.approx(line.value, rel=1e-12, abs=1e-13), line.numpy
        if line.numpy_layer:
            names = namespace(*given, line.helpers)
            entry = re.sub(r"^share$", "shares", target)
            layer = run(line.numpy_layer, entry if entry == "L" else entry.split("[")[0], names)
            if entry != "shares":
                assert eval(entry, names) == pytest.approx(line.value, rel=1e-12, abs=1e-13), line.numpy_layer
            else:
                assert np.isclose(layer, line.value, rtol=1e-12).any()


def test_only_bare_given_numbers_have_no_line():
    assert {line.title.key for line in lines_of(*a_pass()) if not line.numpy} == {"explain.bias"}
    without_layer = {line.title.key for line in lines_of(*a_pass()) if not line.numpy_layer}
    assert without_layer == {"explain.bias", "explain.input", "explain.feature", "explain.path.all"}


def test_the_helpers_hold_for_extreme_numbers():
    names = {"np": np, "math": math}
    for definition in HELPERS.values():
        exec(definition, names)
    z = np.array([-30.0, -5.0, 0.0, 5.0, 30.0])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert names["sigmoid"](z) == pytest.approx(1 / (1 + np.exp(-z)))
        assert 0 < names["Phi"](z)[0] < 1e-190 and names["Phi"](z)[-1] == 1
        assert names["phi"](z)[2] == pytest.approx(0.3989422804014327)
