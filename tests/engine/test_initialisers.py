"""Initial weights have the deviations that their authors published, times the gain."""

import math

import numpy as np
import pytest

from playground.config import SETTINGS, Config
from playground.engine import INITIALISERS, Training

N_IN, N_OUT = 300, 200
DEVIATIONS = {
    "uniform": 1 / math.sqrt(12),
    "normal": 1,
    "xavier_uniform": math.sqrt(2 / 500),
    "xavier_normal": math.sqrt(2 / 500),
    "he_uniform": math.sqrt(2 / 300),
    "he_normal": math.sqrt(2 / 300),
    "lecun_normal": math.sqrt(1 / 300),
}
BOUNDS = {"uniform": 0.5, "xavier_uniform": math.sqrt(6 / 500), "he_uniform": math.sqrt(6 / 300)}


def drawn(name, n_in=N_IN, n_out=N_OUT, seed=0):
    return INITIALISERS[name](np.random.default_rng(seed), n_in, n_out)


def test_the_registry_has_every_initialiser_of_the_table():
    assert tuple(INITIALISERS) == SETTINGS["init"].choices


@pytest.mark.parametrize("name", DEVIATIONS)
def test_the_deviation_is_the_published_one(name):
    weights = drawn(name)
    assert weights.shape == (N_IN, N_OUT)
    assert weights.std() == pytest.approx(DEVIATIONS[name], rel=0.01)
    assert abs(weights.mean()) < DEVIATIONS[name] / 50


@pytest.mark.parametrize("name", BOUNDS)
def test_uniform_weights_fill_their_range_and_keep_to_it(name):
    assert BOUNDS[name] * 0.999 < np.abs(drawn(name)).max() <= BOUNDS[name]


@pytest.mark.parametrize("n_in, n_out", [(5, 5), (7, 3), (3, 7), (1, 4), (4, 1)])
def test_orthogonal_weights_keep_lengths(n_in, n_out):
    weights = drawn("orthogonal", n_in, n_out)
    product = weights.T @ weights if n_in >= n_out else weights @ weights.T
    np.testing.assert_allclose(product, np.eye(min(n_in, n_out)), atol=1e-14)


@pytest.mark.parametrize("name, value", [("zeros", 0), ("constant", 1)])
def test_fixed_weights_are_all_the_same(name, value):
    assert (drawn(name) == value).all()


@pytest.mark.parametrize("name", INITIALISERS)
def test_the_gain_multiplies_every_weight_and_biases_start_at_zero(name):
    one, three = (Training(Config(init=name, gain=gain)).network for gain in (1, 3))
    for first, third in zip(one.weights, three.weights, strict=True):
        np.testing.assert_array_equal(third, first * 3)
    assert not any(bias.any() for bias in one.biases)
