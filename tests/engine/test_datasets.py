"""Data sets: shapes, labels, balance, noise, split, seeds."""

import numpy as np
import pytest

from playground.config import SETTINGS, Config
from playground.engine import make_dataset
from playground.engine.datasets import DATASETS
from playground.engine.features import FEATURES, inputs_of

CLASSES = ("circle", "xor", "gauss", "spiral", "moons")


def everything(**settings):
    data = make_dataset(Config(**settings))
    return np.vstack([data.train.x, data.test.x]), np.concatenate([data.train.y, data.test.y])


def test_the_registries_have_every_data_set_and_feature_of_the_table():
    assert {*DATASETS, "custom"} == set(SETTINGS["data"].choices)
    assert tuple(FEATURES) == SETTINGS["features"].choices


@pytest.mark.parametrize("name", DATASETS)
def test_points_without_noise_lie_in_the_plane_and_labels_in_their_range(name):
    x, y = everything(data=name, samples=1000)
    assert x.shape == (1000, 2) and y.shape == (1000,)
    assert np.abs(x).max() <= 6
    assert np.abs(y).max() <= (1.2 if name == "plane" else 1)


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("samples", [20, 101, 1000])
def test_classes_without_noise_are_balanced(name, samples):
    _, y = everything(data=name, samples=samples)
    assert set(y) == {-1.0, 1.0}
    assert abs(y.sum()) <= 1


def test_labels_are_0_and_1_for_a_sigmoid_output():
    assert set(everything(out="sigmoid")[1]) == {0.0, 1.0}
    assert set(everything(loss="bce")[1]) == {0.0, 1.0}
    assert set(everything(out="identity")[1]) == {-1.0, 1.0}
    assert everything(data="plane", out="sigmoid")[1].min() < 0


def test_each_class_lies_where_its_definition_puts_it():
    x, y = everything(data="circle")
    radius = np.hypot(*x.T)
    assert radius[y > 0].max() <= 2.5 and 3.5 <= radius[y < 0].min() <= radius[y < 0].max() <= 5
    x, y = everything(data="xor")
    assert (np.sign(x.prod(axis=1)) == y).all() and np.abs(x).min() >= 0.3
    x, y = everything(data="gauss", samples=1000)
    np.testing.assert_allclose(x[y > 0].mean(axis=0), [2, 2], atol=0.15)
    assert x[y > 0].var() == pytest.approx(0.5, rel=0.15)
    x, y = everything(data="plane")
    np.testing.assert_allclose(y, x.sum(axis=1) / 10, atol=1e-15)
    x, y = everything(data="moons", samples=1000)
    centre = np.where(y[:, None] > 0, [-1.5, -0.75], [1.5, 0.75])
    np.testing.assert_allclose(np.hypot(*(x - centre).T), 3, atol=1e-12)


def test_spiral_arms_are_each_other_turned_by_half_a_turn():
    x, y = everything(data="spiral", samples=100)
    np.testing.assert_allclose(np.sort(x[y > 0], axis=0), np.sort(-x[y < 0], axis=0), atol=1e-12)


def test_hills_are_three_up_and_three_down():
    x, y = everything(data="hills", samples=1000)
    top, bottom = x[y.argmax()], x[y.argmin()]
    assert y.max() > 0.8 and y.min() < -0.8
    assert np.hypot(*(np.abs(top) - [4 if abs(top[0]) > 2 else 0, 2.5])) < 0.5
    assert np.hypot(*(np.abs(bottom) - [4 if abs(bottom[0]) > 2 else 0, 2.5])) < 0.5


@pytest.mark.parametrize("name", DATASETS)
def test_noise_changes_the_data_and_stays_moderate(name):
    quiet, loud = everything(data=name), everything(data=name, noise=50)
    assert not np.array_equal(quiet[0], loud[0]) or not np.array_equal(quiet[1], loud[1])
    assert np.abs(loud[0]).max() < 12


@pytest.mark.parametrize("percent, expected", [(10, 50), (50, 250), (90, 450), (33.3, 166)])
def test_the_split_is_the_share_asked_for(percent, expected):
    data = make_dataset(Config(train=percent))
    assert len(data.train.y) == expected and len(data.test.y) == 500 - expected


def test_training_and_test_points_are_different_points():
    data = make_dataset(Config())
    assert not {tuple(p) for p in data.train.x} & {tuple(p) for p in data.test.x}


def test_one_s_own_points_are_split_and_not_moved():
    points = [(1, 2, 1), (-1, 2, -1), (3, 3, 1), (0.5, -4, -1)]
    x, y = everything(data="custom", points=points, noise=50, samples=777)
    assert sorted(map(tuple, np.column_stack([x, y]))) == sorted(points)
    for percent in (10, 90):
        data = make_dataset(Config(data="custom", points="1,2,1;3,4,-1", train=percent))
        assert len(data.train.y) == len(data.test.y) == 1


def test_the_hand_drawn_default_has_both_classes():
    assert set(everything(data="custom")[1]) == {-1.0, 1.0}


def test_features_are_what_their_names_say():
    inputs = inputs_of([[2.0, -3.0], [0.0, 1.0]], tuple(FEATURES))
    assert inputs.shape == (7, 2)
    np.testing.assert_allclose(inputs[:, 0], [2, -3, 4, 9, -6, np.sin(2), np.sin(-3)])


def test_a_seed_gives_the_same_data_and_another_seed_others():
    first, again, other = everything(seed=1), everything(seed=1), everything(seed=2)
    assert (first[0] == again[0]).all() and not (first[0] == other[0]).all()


def test_data_have_a_json_form():
    plain = make_dataset(Config(samples=20)).plain()
    assert len(plain["train"]["x"]) == 10 and len(plain["train"]["x"][0]) == 2 and len(plain["test"]["y"]) == 10
