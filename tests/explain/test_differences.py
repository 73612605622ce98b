"""The finite differences agree with every derivative, and with nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from playground.explain import Bias, Edge, Loss, Unit, explain, subjects
from tests.explain.passes import ACTIVATIONS, COMBINATIONS, a_pass, traced


def checks_of(network, trace, config):
    for subject in subjects(network.sizes):
        yield from ((subject, line) for line in explain(network, trace, config, subject) if line.kind == "backward")


@pytest.mark.parametrize("seed", [3, 4])
@pytest.mark.parametrize("act, out, loss", COMBINATIONS)
def test_they_agree_with_every_derivative_of_random_networks(act, out, loss, seed):
    for subject, line in checks_of(*a_pass(act, out, loss, seed=seed)):
        assert line.check.verdict == "agrees", (subject, line)
        assert line.check.numeric == pytest.approx(line.value, rel=1e-4, abs=1e-8)


@pytest.mark.parametrize("act", ACTIVATIONS)
@pytest.mark.parametrize("hidden, spread", [((5,) * 10, 0.5), ((4,) * 24, 0.6), ((3, 2), 10.0), ((8,) * 6, 3.0), ((), 1.0)])
def test_they_never_contradict_deep_steep_or_saturated_networks(act, hidden, spread):
    network, trace, config = a_pass(act, hidden=hidden, spread=spread, features="x1,x2")
    some = [Edge(1, 1, 1), Bias(1, 1), Unit(1, 1), Unit(len(network.weights), 1), Loss()]
    verdicts = {line.check.verdict for s in some for line in explain(network, trace, config, s) if line.check}
    assert verdicts <= {"agrees", "kink", "tiny", "none"}


@pytest.mark.parametrize("act", ACTIVATIONS)
def test_a_wrong_derivative_is_contradicted(act):
    network, trace, config = a_pass(act)
    wrong = replace(trace, **{name: [layer * 1.001 for layer in getattr(trace, name)] for name in ("da", "dz", "dW", "db")})
    of_the_loss = [line for _, line in checks_of(network, wrong, config) if line.title.key != "explain.slope" and line.value]
    assert of_the_loss and {line.check.verdict for line in of_the_loss} == {"differs"}


@pytest.mark.parametrize("act", ["relu", "leaky_relu", "elu"])
def test_at_a_corner_they_say_so(act):
    network, _, config = a_pass(act)
    network.layers[0][:, 0] = 0  # z⁽¹⁾₁ = 0, just at the corner
    trace = traced(network, config)
    lines = [*explain(network, trace, config, Unit(1, 1))[3:], explain(network, trace, config, Edge(1, 1, 1))[1]]
    assert [line.check.verdict for line in lines] == ["kink"] * 3
    assert explain(network, trace, config, Unit(1, 1))[2].check.verdict == "agrees"  # ∂L/∂a does not cross it
    smooth = a_pass("softplus")[0]
    smooth.layers[0][:, 0] = 0
    config = config.replace(act="softplus")
    assert explain(smooth, traced(smooth, config), config, Bias(1, 1))[1].check.verdict == "agrees"


def test_a_corner_a_little_away_is_passed_by_with_a_smaller_step():
    network, _, config = a_pass("relu")
    network.layers[0][:, 0] = 0
    network.biases[0][0] = 3e-6
    check = explain(network, traced(network, config), config, Bias(1, 1))[1].check
    assert check.verdict == "agrees" and check.epsilon < 3e-6


def test_a_dead_unit_s_zeros_agree():
    network, _, config = a_pass("relu")
    network.biases[0][:] = -100
    trace = traced(network, config)
    assert all(line.check.verdict == "agrees" for _, line in checks_of(network, trace, config))


def test_a_gradient_that_has_all_but_vanished_is_called_too_small():
    network, trace, config = a_pass("sigmoid", hidden=(4,) * 20, spread=0.1)
    line = explain(network, trace, config, Edge(1, 1, 1))[1]
    assert 0 < abs(line.value) < 1e-12 and line.check.verdict == "tiny"


def test_what_is_not_finite_is_not_checked():
    network, _, config = a_pass("relu")
    network.parameters[:] = np.abs(network.parameters) * 1e200
    verdicts = {line.check.verdict for _, line in checks_of(network, traced(network, config), config)}
    assert "none" in verdicts and "differs" not in verdicts


def test_cross_entropy_is_checked_up_to_its_edges():
    network, _, config = a_pass(out="sigmoid", loss="bce", hidden=(), features="x1,x2")
    verdicts = []
    for bias in (0.0, 3.0, 10.0, 25.0, 40.0, -10.0, -40.0):
        network.parameters[:] = 0
        network.biases[0][:] = bias
        for y in (0.0, 1.0):
            verdicts.append(explain(network, traced(network, config, y=y), config, Loss())[1].check.verdict)
    assert set(verdicts[:4]) == {"agrees"} and "differs" not in verdicts


def test_they_can_be_left_out():
    assert all(line.check is None for line in explain(*a_pass(), Unit(1, 1), checks=False))
