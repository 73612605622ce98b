"""The loss surface: true losses at true parameters, and the share of the way that the plane holds."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.frames.surface import SIDE, Plane, Surface
from playground.record import Record


def surface(steps=200, first=0, most=40, **settings):
    training = Training(Config(**settings))
    record = Record(training)
    record.advance(steps)
    return training, Surface(training, record.states(first, most))


SETTINGS = [{}, {"hidden": ""}, {"data": "plane", "hidden": "8,8"}, {"loss": "bce"}, {"init": "zeros"}, {"steps": 1},
            {"steps": 2}, {"opt": "adam", "data": "spiral"}, {"hidden": "", "features": "x1"}]  # fmt: skip


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_surface_at_the_present_is_the_present_loss(settings):
    training, made = surface(**settings)
    assert made.plane.path[-1].tolist() == [0, 0]
    assert made.loss_at(0, 0) == training.evaluate().train_loss


@pytest.mark.parametrize("settings", SETTINGS)
def test_every_point_of_the_grid_is_the_loss_of_a_network_with_those_parameters(settings):
    training, made = surface(**settings)
    shares = list(made.fill())
    assert shares[-1] == 1 and len(shares) == SIDE**2 and np.isfinite(made.losses).all()
    for row, column in ((0, 0), (3, 20), (24, 11)):
        training.network.parameters[:] = made.plane.parameters(made.x[column], made.y[row])
        assert made.losses[row, column] == training.evaluate().train_loss


def test_computing_leaves_training_alone():
    training, made = surface()
    before = training.network.parameters.copy()
    list(made.fill())
    assert np.array_equal(training.network.parameters, before)


def test_two_orthonormal_directions_and_the_way_to_the_right():
    for settings in SETTINGS:
        _, made = surface(**settings)
        assert np.allclose(made.plane.directions @ made.plane.directions.T, np.eye(2), atol=1e-9)
        assert made.plane.path[0, 0] < 0


def test_a_way_within_a_plane_is_held_whole_and_its_points_lie_where_they_are():
    rng = np.random.default_rng(1)
    directions, places = rng.normal(size=(2, 30)), rng.normal(size=(20, 2))
    way = rng.normal(size=30) + places @ directions
    plane = Plane.of(way)
    assert plane.share == pytest.approx(1)
    for point, (x, y) in zip(way, plane.path, strict=True):
        np.testing.assert_allclose(plane.parameters(x, y), point, atol=1e-9)


def test_the_share_is_that_of_the_best_plane_and_no_other_plane_holds_more():
    rng = np.random.default_rng(2)
    way = rng.normal(size=(30, 12)).cumsum(axis=0)
    plane, moves = Plane.of(way), way - way[-1]
    values = np.linalg.svd(moves, compute_uv=False) ** 2
    assert plane.share == pytest.approx(values[:2].sum() / values.sum()) and plane.share < 1
    for _ in range(50):
        other, _ = np.linalg.qr(rng.normal(size=(12, 2)))
        assert ((moves @ other) ** 2).sum() / (moves**2).sum() < plane.share


def test_a_straight_way_gets_a_second_direction_and_standing_still_no_plane():
    line = np.linspace(0, 1, 7)[:, None] * np.array([1.0, 2.0, 0.0])
    plane = Plane.of(line)
    assert plane.share == pytest.approx(1) and np.allclose(plane.path[:, 1], 0)
    assert Plane.of(np.ones((5, 3))) is None and Plane.of(np.ones((1, 3))) is None


def test_the_grid_holds_the_whole_way():
    _, made = surface(steps=500)
    (left, low), (right, high) = made.plane.path.min(axis=0), made.plane.path.max(axis=0)
    assert made.x[0] < left and right < made.x[-1] and made.y[0] < low and high < made.y[-1]


def test_heights_are_logarithms_between_the_least_and_the_greatest_loss():
    _, made = surface()
    made.losses[:] = 0.1
    made.losses[0, 0], made.losses[1, 1], made.losses[2, 2] = 0.001, 10.0, np.inf
    heights = made.heights()
    assert heights[0, 0] == 0 and heights[1, 1] == heights[2, 2] == 1 and heights[5, 5] == pytest.approx(0.5)
    made.losses[:] = 0.0
    assert not made.heights().any()
