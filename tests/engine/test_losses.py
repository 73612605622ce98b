"""Losses are what their names say, safe far out."""

import math

import numpy as np
import pytest

from playground.config import SETTINGS
from playground.engine import ACTIVATIONS, LOSSES


def test_the_registry_has_every_loss_of_the_table():
    assert tuple(LOSSES) == SETTINGS["loss"].choices


@pytest.mark.parametrize("name, expected", [("mse", 2.5), ("half_mse", 1.25)])
def test_squared_errors_are_means_over_the_samples(name, expected):
    # errors 1 and −2: squares 1 and 4, mean 2.5
    z = np.array([2.0, 0.0])
    assert LOSSES[name].value(z, z, np.array([1.0, 2.0])) == expected


def test_cross_entropy_is_minus_the_mean_log_likelihood():
    z, y = np.array([0.3, -1.2, 2.0]), np.array([1.0, 0.0, 0.0])
    p = ACTIVATIONS["sigmoid"](z)
    expected = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    assert LOSSES["bce"].value(z, p, y) == pytest.approx(expected, rel=1e-14)


def test_cross_entropy_far_out_is_the_distance_and_its_derivative_stays_finite(recwarn):
    z, y = np.array([800.0, -800.0]), np.array([0.0, 1.0])
    p = ACTIVATIONS["sigmoid"](z)
    assert LOSSES["bce"].value(z, p, y) == 800
    assert np.isfinite(LOSSES["bce"].derivative(p, y)).all()
    assert not recwarn.list


@pytest.mark.parametrize("name", LOSSES)
def test_the_derivative_by_the_output_is_the_slope(name):
    z, y, h = np.array([0.3, -1.2, 0.9]), np.array([1.0, 0.0, 1.0]), 1e-6
    p = ACTIVATIONS["sigmoid"](z)
    logit = {True: lambda p: np.log(p / (1 - p)), False: lambda p: p}[LOSSES[name].of_logits]
    for i, derivative in enumerate(LOSSES[name].derivative(p, y)):
        above, below = p.copy(), p.copy()
        above[i], below[i] = p[i] + h, p[i] - h
        difference = LOSSES[name].value(logit(above), above, y) - LOSSES[name].value(logit(below), below, y)
        assert derivative == pytest.approx(difference / (2 * h), abs=1e-8)


def test_a_loss_of_nothing_finite_is_reported_as_such():
    assert math.isinf(LOSSES["mse"].value(np.array([1e200]), np.array([1e200]), np.zeros(1)))
