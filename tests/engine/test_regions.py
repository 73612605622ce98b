"""The pieces of a ReLU net: they cover the plane, the net is affine on each, and there are as many as patterns of active units."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Network
from playground.engine.regions import lines_of, most_pieces, patterns, pieces_of

REACH = 6.0
FINE = np.stack(np.meshgrid(*[np.linspace(-REACH, REACH, 401)] * 2)).reshape(2, -1)


def network(hidden, seed=0):
    made = Network.of(Config(hidden=hidden, act="relu", out="identity"))
    made.parameters[:] = np.random.default_rng(seed).normal(size=made.parameters.size)
    return made


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("hidden", [(1,), (3,), (6,), (3, 3), (4, 4, 4)])
def test_the_pieces_cover_the_square_and_the_net_is_affine_on_each(hidden, seed):
    net, rng = network(hidden, seed), np.random.default_rng(seed)
    pieces = pieces_of(net, REACH)
    assert sum(piece.area for piece in pieces) == pytest.approx(4 * REACH**2)
    for piece in pieces:
        inside = rng.dirichlet(np.ones(len(piece.corners)), 5) @ piece.corners
        assert piece.output(inside.T)[0] == pytest.approx(net.predict(inside.T), abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("hidden", [(3,), (5,), (3, 3)])
def test_there_are_as_many_pieces_as_patterns_on_a_fine_grid(hidden, seed):
    net = network(hidden, seed)
    pieces = pieces_of(net, REACH)
    seen = patterns(net, FINE)
    large = [piece for piece in pieces if piece.area > 0.01]
    assert len(large) <= seen <= len(pieces)


def test_lines_in_general_position_cut_the_plane_into_as_many_pieces_as_they_can():
    net = network((3,))
    net.weights[0][:] = [[1, 0, 1], [0, 1, 1]]
    net.biases[0][:] = [0.5, 1.0, -1.0]
    assert len(pieces_of(net, REACH)) == most_pieces(3) == 7 == patterns(net, FINE)
    assert [most_pieces(n) for n in range(5)] == [1, 2, 4, 7, 11]


def test_a_unit_that_folds_nothing_in_the_square_has_no_line_and_makes_no_piece():
    net = network((2,))
    net.weights[0][:] = [[1, 1], [0, 0]]
    net.biases[0][:] = [-2.0, 50.0]
    first, second = lines_of(net, REACH)
    assert np.allclose(first[:, 0], 2.0) and second is None
    assert len(pieces_of(net, REACH)) == 2


def test_units_without_weights_and_bias_fold_nothing():
    net = network((4, 4))
    net.parameters[:] = 0
    assert len(pieces_of(net, REACH)) == 1


def test_the_border_of_a_piece_lies_where_the_output_is_0():
    net = network((4,), seed=3)
    borders = [border for piece in pieces_of(net, REACH) if (border := piece.border(0.0)) is not None]
    assert borders and all(net.predict(border.T) == pytest.approx([0, 0], abs=1e-9) for border in borders)
