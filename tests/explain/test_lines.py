"""Every line tells the trace's own number, and its sum comes to just that."""

import autograd
import numpy as np
import pytest

from playground.engine import Training
from playground.explain import Bias, Edge, Loss, Unit, explain, heading, subjects
from playground.explain.line import FORMS, ROLES
from playground.texts import CATALOGUES, say
from tests.explain.passes import COMBINATIONS, a_pass, traced
from tests.reference import autodiff

OF_PARAMETERS = ("explain.dw", "explain.db", "explain.dz", "explain.dz.cancels")  # ∂L/∂z is the bias's derivative


def all_lines(network, trace, config, checks=False):
    return {subject: explain(network, trace, config, subject, checks) for subject in subjects(network.sizes)}


def by_symbol(lines):
    return {(line.kind, str(line.symbol)): line for line in lines}


def factors_of(factor):
    yield factor
    for part in factor.parts:
        yield from factors_of(part)


@pytest.mark.parametrize("act, out, loss", COMBINATIONS)
def test_the_terms_of_every_line_add_up_to_its_value(act, out, loss):
    for y in (-1.0, 0.0, 1.0):
        for subject, lines in all_lines(*a_pass(act, out, loss, y=y)).items():
            for line in lines:
                total = sum(term.value for term in line.terms) if line.terms else line.value
                assert total == pytest.approx(line.value, rel=1e-12, abs=1e-12), (subject, line)


@pytest.mark.parametrize("act, out, loss", COMBINATIONS)
def test_every_value_is_the_very_number_of_the_trace(act, out, loss):
    network, trace, config = a_pass(act, out, loss)
    for subject, lines in all_lines(network, trace, config).items():
        line = by_symbol(lines)
        match subject:
            case Unit(0, i):
                assert lines[0].value == trace.inputs[i - 1]
            case Unit(k, j):
                own = f"⁽{'⁰¹²³'[k]}⁾{'₀₁₂₃'[j]}"
                assert line["forward", f"z{own}"].value == trace.z[k - 1][j - 1]
                assert line["forward", f"a{own}"].value == trace.a[k - 1][j - 1]
                assert line["backward", "∂L/∂ŷ" if k == 3 else f"∂L/∂a{own}"].value == trace.da[k - 1][j - 1]
                assert line["backward", f"∂L/∂z{own}"].value == trace.dz[k - 1][j - 1]
            case Edge(k, i, j):
                assert lines[0].value == network.weights[k - 1][i - 1][j - 1] * (trace.a[k - 2] if k > 1 else trace.inputs)[i - 1]
                assert lines[1].value == trace.dW[k - 1][i - 1][j - 1]
            case Bias(k, j):
                assert [line.value for line in lines[:2]] == [network.biases[k - 1][j - 1], trace.db[k - 1][j - 1]]
            case Loss():
                assert [line.value for line in lines] == [trace.loss, trace.da[-1][0]]


@pytest.mark.parametrize("act, out, loss", COMBINATIONS)
def test_every_derivative_is_that_of_another_s_automatic_differentiation(act, out, loss):
    network, trace, config = a_pass(act, out, loss)
    parameters, names = list(zip(network.weights, network.biases, strict=True)), [a.name for a in network.activations]
    y = np.array([trace.y])
    gradients = autodiff.gradients(parameters, trace.inputs[None], y, names, loss)
    for subject, lines in all_lines(network, trace, config).items():
        derivatives = [line.value for line in lines if line.title.key in OF_PARAMETERS]
        match subject:
            case Edge(k, i, j):
                assert derivatives == [pytest.approx(gradients[k - 1][0][i - 1, j - 1], rel=1e-9, abs=1e-12)]
            case Bias(k, j) | Unit(k, j) if k > 0:
                assert derivatives == [pytest.approx(gradients[k - 1][1][j - 1], rel=1e-9, abs=1e-12)]
    for k, a in enumerate(trace.a[:-1], start=1):  # ∂L/∂a: the layers behind, their input differentiated
        da = autograd.grad(autodiff.objective, 1)(parameters[k:], a[None], y, names[k:], loss, lambda w: 0.0)[0]
        found = [explain(network, trace, config, Unit(k, j + 1), False)[2].value for j in range(len(a))]
        np.testing.assert_allclose(found, da, rtol=1e-9, atol=1e-12)
    output = autograd.grad(autodiff.LOSSES[loss])(trace.a[-1], y)[0]
    assert explain(network, trace, config, Loss(), False)[1].value == pytest.approx(output, rel=1e-9)


@pytest.mark.parametrize("act, out, loss", COMBINATIONS)
def test_every_factor_has_a_colour_and_what_is_in_the_picture_its_place(act, out, loss):
    network, trace, config = a_pass(act, out, loss, features="x2,x1*x2")
    known = set(subjects(network.sizes))
    for lines in all_lines(network, trace, config).values():
        for factor in (f for line in lines for term in line.terms for top in term.factors for f in factors_of(top)):
            assert factor.role in ROLES and factor.form in FORMS and bool(factor.parts) == bool(factor.form)
            assert factor.subject is None or factor.subject in known
            if factor.role in ("weight", "bias", "slope", "gradient", "preactivation") and not factor.form:
                assert factor.subject is not None
            if isinstance(factor.subject, Edge) and factor.role == "weight":
                k, i, j = factor.subject.layer, factor.subject.source, factor.subject.target
                assert factor.value == network.weights[k - 1][i - 1][j - 1]


@pytest.mark.parametrize("reg, rate", [("none", 0), ("l1", 0.3), ("l2", 0.3)])
def test_the_update_is_what_a_step_of_training_on_this_one_sample_does(reg, rate):
    training = Training(config := a_pass(reg=reg, rate=rate, lr=0.2, data="custom", points="1,2,1;1,2,1", batch=1)[2])
    training.network.parameters[:] = np.random.default_rng(1).normal(0, 1, len(training.network.parameters))
    trace = traced(training.network, config, (1, 2))
    updates = {s: lines[2] for s, lines in all_lines(training.network, trace, config).items() if isinstance(s, (Edge, Bias))}
    assert training.advance(1) == 1
    for subject, line in updates.items():
        assert line.kind == "update"
        match subject:
            case Edge(k, i, j):
                assert line.value == training.network.weights[k - 1][i - 1][j - 1]
            case Bias(k, j):
                assert line.value == training.network.biases[k - 1][j - 1]


@pytest.mark.parametrize("settings, note", [
    ({"opt": "adam"}, "explain.note.optimiser"), ({"opt": "momentum", "clip": 1}, "explain.note.optimiser"),
    ({"clip": 0.5}, "explain.note.clip"),
])  # fmt: skip
def test_where_a_step_is_more_than_this_gradient_no_update_is_shown_and_it_is_said_why(settings, note):
    for subject in (Edge(1, 1, 1), Bias(1, 1)):
        lines = explain(*a_pass(**settings), subject)
        assert [line.kind for line in lines] == ["forward", "backward"] and lines[1].notes[0].key == note


def test_a_step_on_a_batch_is_said_to_be_a_mean():
    assert [note.key for note in explain(*a_pass(batch=10), Bias(1, 1))[-1].notes] == ["explain.note.batch"]
    assert not explain(*a_pass(batch=1), Bias(1, 1))[-1].notes


def test_a_unit_that_passes_nothing_back_says_so():
    network, _, config = a_pass(act="relu")
    network.biases[0][:] = -100
    slope = explain(network, traced(network, config), config, Unit(1, 1))[3]
    assert slope.value == 0 and [note.key for note in slope.notes] == ["explain.note.flat"] and not slope.condition.positive


def test_a_certain_and_wrong_sigmoid_still_adds_up():
    network, _, config = a_pass(out="sigmoid", loss="bce", hidden=(), features="x1,x2")
    for bias in (-800.0, -50.0, 50.0, 800.0):
        network.parameters[:] = 0
        network.biases[0][:] = bias
        for y in (0.0, 1.0):
            lines = explain(network, traced(network, config, y=y), config, Loss())
            assert all(np.isfinite(term.value) for line in lines for term in line.terms)
            for line in lines:
                assert sum(term.value for term in line.terms) == pytest.approx(line.value, rel=1e-12, abs=1e-12)


def test_numbers_past_all_bounds_are_explained_without_an_error():
    for act in ("relu", "gelu", "elu", "softplus"):
        network, _, config = a_pass(act=act)
        network.parameters *= 1e200
        assert all_lines(network, traced(network, config), config, checks=True)


def test_explaining_changes_nothing():
    network, trace, config = a_pass()
    before, plain = network.parameters.copy(), trace.plain()
    all_lines(network, trace, config, checks=True)
    assert (network.parameters == before).all() and trace.plain() == plain


def test_a_subject_outside_the_network_is_refused():
    with pytest.raises(ValueError, match="layers go from 0 to 3"):
        explain(*a_pass(), Unit(4, 1))


@pytest.mark.parametrize("language", list(CATALOGUES))
@pytest.mark.parametrize("act, out, loss", [("tanh", "tanh", "mse"), ("relu", "sigmoid", "bce")])
def test_every_line_can_be_said(language, act, out, loss):
    network, trace, config = a_pass(act, out, loss, reg="l2", rate=0.1)
    for subject, lines in all_lines(network, trace, config, checks=True).items():
        texts = [heading(config, subject), *(text for line in lines for text in (line.title, *line.notes))]
        texts += [line.check.text for line in lines if line.check]
        assert all(say(language, text.key, **text.values) for text in texts)
