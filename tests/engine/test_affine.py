"""Affine maps: folding layers, least squares, the best straight line, and points between which a network bends."""

import itertools

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Network, Training, inputs_of
from playground.engine.affine import best_line, folded, is_foldable, largest_difference, least_squares, widest_bend

PLANE = inputs_of(np.random.default_rng(0).uniform(-6, 6, (2000, 2)), ("x1", "x2"))


def network(act="identity", out="identity", hidden=(5, 3), seed=0):
    """A net with random weights and biases."""
    made = Network.of(Config(hidden=hidden, act=act, out=out))
    made.parameters[:] = np.random.default_rng(seed).normal(size=made.parameters.size)
    return made


@pytest.mark.parametrize("hidden", [(), (1,), (4,), (4, 4, 4, 4), (16,) * 6])
@pytest.mark.parametrize("seed", range(3))
def test_layers_without_activation_are_one_affine_map(hidden, seed):
    deep = network(hidden=hidden, seed=seed)
    deep.parameters /= 2  # so that sixteen units to the power of six stay of order 1
    assert is_foldable(deep)
    assert largest_difference(deep, folded(deep), PLANE) < 1e-12 * max(1, abs(deep.predict(PLANE)).max())


def test_the_first_layers_alone_give_what_enters_the_next():
    deep = network(hidden=(5, 3))
    assert np.allclose(folded(deep, 2)(PLANE), deep.activations_on(PLANE)[1], atol=1e-12)


@pytest.mark.parametrize(("act", "out"), [("relu", "identity"), ("tanh", "identity"), ("identity", "tanh")])
def test_a_bend_anywhere_keeps_a_net_from_being_folded(act, out):
    bent = network(act, out)
    assert not is_foldable(bent)
    assert largest_difference(bent, folded(bent), PLANE) > 0.1


def test_least_squares_leaves_a_residual_that_no_input_explains():
    train = Training(Config(data="moons")).dataset.train
    residual = least_squares(train.inputs, train.y)(train.inputs)[0] - train.y
    assert np.allclose(train.inputs @ residual, 0, atol=1e-10) and abs(residual.sum()) < 1e-10


def test_the_widest_bend_is_the_one_that_trying_all_pairs_finds():
    bent, x = network("relu"), np.random.default_rng(1).uniform(-6, 6, (12, 2))
    output = lambda point: float(bent.predict(np.reshape(point, (2, 1)))[0])  # noqa: E731
    gaps = [abs(output((p + q) / 2) - (output(p) + output(q)) / 2) for p, q in itertools.combinations(x, 2)]
    found = widest_bend(bent, x, lambda points: inputs_of(points, ("x1", "x2")))
    assert found.gap == pytest.approx(max(gaps)) and found.gap > 0.1
    assert found.values == pytest.approx([output(end) for end in found.ends])
    assert found.middle == pytest.approx(output(found.ends.mean(axis=0)))


def test_a_net_without_activation_has_no_bend():
    x = np.random.default_rng(1).uniform(-6, 6, (30, 2))
    assert widest_bend(network(), x, lambda points: inputs_of(points, ("x1", "x2"))).gap < 1e-12


def test_the_best_line_is_at_least_as_good_as_any_line_that_is_tried_and_no_better_than_can_be():
    rng = np.random.default_rng(2)
    x, y = rng.uniform(-6, 6, (60, 2)), rng.choice([-1.0, 1.0], 60)
    tried = [(np.sign(x @ rng.normal(size=2) - rng.uniform(-6, 6)) == y).mean() for _ in range(3000)]
    assert max(tried) - 0.02 <= best_line(x, y) <= 1
    corners = np.array([[1.0, 1.0], [-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0]])
    assert best_line(corners, np.array([1.0, 1.0, -1.0, -1.0])) == 0.75  # XOR: three corners of four
    assert best_line(x, np.sign(x @ (1.0, 0.3) - 1)) == 1.0
