"""The data points on the output field: each where it is, in the colour of its target."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import make_dataset
from playground.engine.datasets import Dataset, Samples
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import DARK, LIGHT, signed_colours
from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, WIDTH
from playground.frames.pointing import Box
from playground.frames.points import PointsFrame


def drawn(dataset, palette=LIGHT, centre=0.0, probe=(0.0, 0.0)):
    """(frame, its filled buffer) of a data set."""
    frame = PointsFrame(dataset)
    out = FrameBuffer(frame.fields())
    frame.fill(out, dataset, probe, centre, palette)
    return frame, out


@pytest.mark.parametrize("part", ["train", "test"])
def test_every_point_stands_where_it_is_on_the_plane(part):
    dataset = make_dataset(Config(samples=50))
    _, out = drawn(dataset)
    shown = np.column_stack([out[f"{part}.x"], out[f"{part}.y"]])
    expected = np.array([FIELD_LEFT, FIELD_BOTTOM]) + (getattr(dataset, part).x + 6.0) / 12.0 * FIELD
    assert np.allclose(shown, expected, atol=1e-4)


def test_a_point_outside_the_square_is_nowhere():
    x = np.array([[0.0, 0.0], [7.0, 1.0], [6.0, -6.0], [1.0, -9.0]])
    _, out = drawn(Dataset(*2 * [Samples(x, x.T, np.ones(4))]))
    for column in ("train.x", "train.y", "test.x", "test.y"):
        assert ((out[column] < 0) | (out[column] > WIDTH)).tolist() == [False, True, False, True] and np.isfinite(out[column]).all()


@pytest.mark.parametrize("settings, centre", [({"data": "xor"}, 0.0), ({"out": "sigmoid"}, 0.5), ({"data": "plane"}, 0.0)], ids=str)
def test_a_points_colour_is_that_of_its_target_in_either_theme(settings, centre):
    dataset = make_dataset(Config(**settings))
    frame, out = drawn(dataset, LIGHT, centre)
    for palette in (LIGHT, DARK):
        frame.fill(out, dataset, (0.0, 0.0), centre, palette)
        assert np.array_equal(out["train.color"], signed_colours((dataset.train.y - centre) / (1 - centre), 1.0, palette))


def test_the_ring_follows_the_sample_in_view():
    dataset = make_dataset(Config())
    frame, out = drawn(dataset)
    assert (out["probe.x"][0], out["probe.y"][0]) == (FIELD_LEFT + FIELD / 2, FIELD_BOTTOM + FIELD / 2)
    frame.fill(out, dataset, (-6.0, 6.0), 0.0, LIGHT)
    assert (out["probe.x"][0], out["probe.y"][0]) == (FIELD_LEFT, FIELD_BOTTOM + FIELD)


def test_other_data_of_the_same_size_replaces_the_points():
    frame, out = drawn(make_dataset(Config()))
    other = make_dataset(Config(data="spiral"))
    frame.fill(out, other, (0.0, 0.0), 0.0, LIGHT)
    assert np.array_equal(out["test.x"], drawn(other)[1]["test.x"]) and np.array_equal(out["test.color"], drawn(other)[1]["test.color"])


def test_where_the_field_is_covered_points_step_aside():
    dataset = make_dataset(Config())
    frame, out = drawn(dataset)
    whole = out["train.x"].copy()
    covered = Box(FIELD_LEFT + FIELD / 4, FIELD_BOTTOM + FIELD / 2, FIELD / 2, FIELD)
    frame.fill(out, dataset, (-3.0, 0.0), 0.0, LIGHT, covered)
    left = whole < FIELD_LEFT + FIELD / 2
    assert left.any() and (out["train.x"][left] < 0).all() and (out["train.x"][whole > FIELD_LEFT + FIELD / 2 + 5] > 0).all()
    assert out["probe.x"][0] < 0
    frame.fill(out, dataset, (-3.0, 0.0), 0.0, LIGHT)
    assert np.array_equal(out["train.x"], whole)
