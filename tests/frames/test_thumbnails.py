"""Thumbnails: the very points and curves that they stand for, inside their frame."""

import re

import numpy as np
import pytest

from playground.config import Config
from playground.engine import ACTIVATIONS, make_dataset
from playground.frames.thumbnails import AXIS_X, AXIS_Y, CEILING, CURVE_HEIGHT, FLOOR, POINTS, REACH, SIDE, curve, dots
from playground.settings import REGRESSION_DATA, SETTINGS

PAIR = re.compile(r"([\d.e-]+) ([\d.e-]+)")


def places(path):
    return np.array([[float(x), float(y)] for x, y in PAIR.findall(path)])


@pytest.mark.parametrize("data", [data for data in SETTINGS["data"].choices if data != "custom"])
def test_a_data_sets_thumbnail_shows_its_points_with_their_signs_inside_the_frame(data):
    groups = dots(data)
    shown = np.concatenate([places(group.path) for group in groups])
    assert len(shown) == POINTS
    assert (shown > 0).all() and (shown < SIDE).all()
    parts = make_dataset(Config(data=data, samples=POINTS))
    positives = sum(int((part.y > 0).sum()) for part in (parts.train, parts.test))
    assert sum(len(places(group.path)) for group in groups if group.positive) == positives


def test_only_regression_tells_strengths_apart():
    assert {data for data in SETTINGS["data"].choices if len({group.strength for group in dots(data)}) > 1} == set(REGRESSION_DATA)


def test_a_point_up_right_stands_up_right():
    blue, orange = dots("custom", ((5.0, 5.0, 1), (-5.0, -5.0, -1)))
    (x, y), (below_x, below_y) = places(blue.path)[0], places(orange.path)[0]
    assert blue.positive and not orange.positive
    assert x > SIDE / 2 > below_x and y < SIDE / 2 < below_y


def test_of_many_drawn_points_only_some_are_shown():
    many = tuple((i / 100 - 3, 0.0, 1 if i % 2 else -1) for i in range(600))
    assert sum(len(places(group.path)) for group in dots("custom", many)) == POINTS


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_curve_runs_through_the_functions_values(name):
    x, y = places(curve(name)).T
    z = x / SIDE * 2 * REACH - REACH
    a = CEILING - y / CURVE_HEIGHT * (CEILING - FLOOR)
    assert np.allclose(a, ACTIVATIONS[name](z), atol=0.02)


def test_the_axes_cross_where_z_and_a_are_zero():
    x, y = places(curve("identity")).T
    middle = len(x) // 2
    assert (x[middle], y[middle]) == pytest.approx((AXIS_X, AXIS_Y), abs=0.05)
