"""Activations are PyTorch's, their derivatives are theirs."""

import math

import numpy as np
import pytest

from playground.config import SETTINGS
from playground.engine import ACTIVATIONS
from playground.engine.normal import distribution

WIDE = np.concatenate([np.linspace(-12, 12, 4801), [-1000, -40, 40, 1000]])

# At z = −2, −0.5, 0.5, 2, by the formulas of the PyTorch documentation, with Python's math.
EXPECTED = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "relu": lambda z: max(0.0, z),
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "elu": lambda z: z if z > 0 else math.expm1(z),
    "gelu": lambda z: z * 0.5 * (1 + math.erf(z / math.sqrt(2))),
    "silu": lambda z: z / (1 + math.exp(-z)),
    "softplus": lambda z: math.log1p(math.exp(z)),
}


def test_the_registry_has_every_activation_of_the_table():
    assert tuple(ACTIVATIONS) == SETTINGS["act"].choices


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_values_follow_the_documented_formula(name):
    for z in (-2.0, -0.5, 0.0, 0.5, 2.0):
        assert ACTIVATIONS[name](z) == pytest.approx(EXPECTED[name](z), abs=1e-15)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_derivative_is_the_slope_of_the_function(name):
    z = np.linspace(-6, 6, 401) + 0.0037  # no corner within h
    activation, h = ACTIVATIONS[name], 1e-5
    differences = (activation(z + h) - activation(z - h)) / (2 * h)
    np.testing.assert_allclose(activation.slope(z), differences, atol=2e-10)


@pytest.mark.parametrize("name, at_zero", [("relu", 0.0), ("leaky_relu", 0.01), ("elu", 1.0), ("gelu", 0.5), ("silu", 0.5)])
def test_the_slope_at_the_corner_is_pytorch_s(name, at_zero):
    assert ACTIVATIONS[name].slope(0.0) == pytest.approx(at_zero, abs=1e-16)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_greatest_slope_is_the_greatest(name):
    slopes = np.abs(ACTIVATIONS[name].slope(np.linspace(-50, 50, 1_000_001)))
    assert slopes.max() == pytest.approx(ACTIVATIONS[name].greatest_slope, rel=1e-9)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nothing_overflows_or_warns_far_out(name, recwarn):
    assert np.isfinite(ACTIVATIONS[name](WIDE)).all()
    assert np.isfinite(ACTIVATIONS[name].slope(WIDE)).all()
    assert not recwarn.list


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_nan_stays_visible(name):
    assert np.isnan(ACTIVATIONS[name](np.array([math.nan, 0.0]))[0])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_what_is_quicker_to_see_is_the_same_to_rounding(name):
    z, seen = np.append(WIDE, [0.0, math.nan]), np.empty(len(WIDE) + 2)
    with np.errstate(all="ignore"):
        ACTIVATIONS[name].to_see(z, seen)
    np.testing.assert_allclose(seen, ACTIVATIONS[name](z), rtol=0, atol=1e-15)
    assert seen[-2] == ACTIVATIONS[name](0.0)


def test_the_normal_distribution_function_is_exact_to_rounding():
    exact = np.array([0.5 * math.erfc(-z / math.sqrt(2)) for z in WIDE])
    np.testing.assert_allclose(distribution(WIDE), exact, rtol=0, atol=4e-16)
    left = (WIDE > -8) & (WIDE < 0)
    np.testing.assert_allclose(distribution(WIDE[left]), exact[left], rtol=1e-11)
