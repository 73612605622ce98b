"""The chain rule: all ways to the loss, each a product, add up to the gradient."""

from itertools import pairwise, product
from math import prod

import numpy as np
import pytest

from playground.explain import Bias, Edge, Loss, Unit, path, subjects
from tests.explain.passes import COMBINATIONS, a_pass, traced


def parameters(network):
    return [subject for subject in subjects(network.sizes) if isinstance(subject, (Edge, Bias))]


def gradient(trace, subject):
    if isinstance(subject, Edge):
        return trace.dW[subject.layer - 1][subject.source - 1][subject.target - 1]
    return trace.db[subject.layer - 1][subject.index - 1]


def all_products(network, trace, config, subject):
    """Every way's product by itself, without any help of the code under test: {route: value}."""
    start, layers = (subject.target if isinstance(subject, Edge) else subject.index) - 1, len(network.weights)
    slopes = [f.slope(z) for f, z in zip(network.activations, trace.z, strict=True)]
    first = 1.0
    if isinstance(subject, Edge):
        first = (trace.a[subject.layer - 2] if subject.layer > 1 else trace.inputs)[subject.source - 1]
    products = {}
    for others in product(*(range(n) for n in network.sizes[subject.layer + 1 :])):
        value = first * trace.dz[-1][0]
        for k, (i, j) in zip(range(subject.layer, layers), pairwise((start, *others)), strict=True):
            value *= slopes[k - 1][i] * network.weights[k][i][j]
        products[(start, *others)] = value
    return products


@pytest.mark.parametrize("act, out, loss", COMBINATIONS)
def test_the_ways_add_up_to_the_gradient(act, out, loss):
    network, trace, config = a_pass(act, out, loss, hidden=(2, 3, 2), features="x1,x2")
    for subject in parameters(network):
        line = path(network, trace, config, subject)
        assert line.value == gradient(trace, subject) and line.rest is None
        assert len(line.terms) == prod(network.sizes[subject.layer + 1 :]) == line.title.values["count"]
        assert sum(term.value for term in line.terms) == pytest.approx(line.value, rel=1e-12, abs=1e-12)
        expected = sorted(all_products(network, trace, config, subject).values())
        np.testing.assert_allclose(sorted(term.value for term in line.terms), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("act, loss", [("tanh", "mse"), ("silu", "bce"), ("leaky_relu", "half_mse")])
def test_of_many_ways_the_strongest_are_found_and_the_others_counted(act, loss):
    network, trace, config = a_pass(act, "sigmoid", loss, hidden=(3, 4, 3, 4), features="x1,x2")
    for subject in parameters(network):
        line = path(network, trace, config, subject)
        products = sorted(all_products(network, trace, config, subject).values(), key=abs, reverse=True)
        assert sum(products) == pytest.approx(line.value, rel=1e-10, abs=1e-15)
        if line.rest is None:
            assert len(products) <= 16
            continue
        np.testing.assert_allclose([abs(term.value) for term in line.terms], np.abs(products[:3]), rtol=1e-12)
        assert line.rest.count == len(products) - 3 and line.title.key == "explain.path.strongest"
        assert line.rest.value == pytest.approx(sum(products[3:]), abs=1e-12)
        share = np.abs(products[:3]).sum() / np.abs(products).sum()
        assert line.title.values["share"] == pytest.approx(share, rel=1e-10)


def test_a_way_s_factors_lead_from_the_parameter_to_the_loss():
    network, trace, config = a_pass(hidden=(2, 2), features="x1,x2")
    term = path(network, trace, config, Edge(1, 2, 1)).terms[1]
    assert [str(factor.symbol) for factor in term.factors] == [
        "x₂", "f′(z⁽¹⁾₁)", "w⁽²⁾₁₂", "f′(z⁽²⁾₂)", "w⁽³⁾₂₁", "f′(z⁽³⁾₁)", "∂L/∂ŷ"]  # fmt: skip
    assert [str(factor.subject) for factor in term.factors] == [
        "unit/0/2", "unit/1/1", "edge/2/1/2", "unit/2/2", "edge/3/2/1", "unit/3/1", "unit/3/1"]  # fmt: skip


def test_more_of_the_strongest_carry_more():
    lines = [path(*a_pass(hidden=(5, 5, 5), features="x1,x2"), Bias(1, 1), strongest=n) for n in (1, 2, 4, 25, 99)]
    assert [len(line.terms) for line in lines] == [1, 2, 4, 25, 25] and lines[-1].rest is None
    shares = [line.title.values["share"] for line in lines]
    assert shares == sorted(shares) and shares[-1] == pytest.approx(1)


def test_where_every_way_is_closed_it_is_said():
    network, _, config = a_pass("relu", hidden=(5, 5, 5))
    network.biases[2][:] = -1000
    line = path(network, traced(network, config), config, Bias(1, 1))
    assert line.value == 0 and line.title.key == "explain.path.closed"


def test_the_deepest_and_widest_network_has_its_strongest_ways():
    network, trace, config = a_pass(hidden=(16,) * 24, spread=0.2)
    line = path(network, trace, config, Edge(1, 1, 1))
    assert line.title.values["count"] == 16**23 and len(line.terms) == 3 and 0 < line.title.values["share"] < 1
    assert sum(term.value for term in line.terms) + line.rest.value == pytest.approx(line.value)


@pytest.mark.parametrize("subject", [Unit(1, 1), Loss()])
def test_only_a_parameter_has_a_path(subject):
    with pytest.raises(ValueError, match="only a weight or a bias"):
        path(*a_pass(), subject)
