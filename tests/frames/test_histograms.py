"""Histograms: every value of every layer is counted, where it belongs."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Diagnostics, Training
from playground.frames.histograms import BINS, histogram, histograms


def rows(**settings):
    training = Training(Config(**settings))
    return training, histograms(training, Diagnostics(training))


@pytest.mark.parametrize("settings", [{}, {"hidden": ""}, {"hidden": (16,) * 24, "act": "relu"}, {"init": "zeros"},
                                      {"loss": "bce"}, {"act": "relu", "gain": 100, "hidden": (8,) * 10, "out": "identity"}])  # fmt: skip
def test_every_unit_of_every_sample_is_counted(settings):
    training, found = rows(**settings)
    samples = len(training.dataset.train.y)
    assert len(found) == len(training.network.weights)
    for row, units in zip(found, training.network.sizes[1:], strict=True):
        for each in (row.activations, row.deltas):
            assert each.counts.sum() + each.overflowed == units * samples and each.low < each.high


def test_activations_are_those_of_the_network():
    training, found = rows(hidden="5")
    a = training.network.activations_on(training.dataset.train.inputs)[0]
    expected, _ = np.histogram(a, bins=BINS, range=(-1, 1))
    assert found[0].activations.counts.tolist() == expected.tolist()


def test_saturation_stands_at_the_ends_of_what_a_function_can_reach():
    _, found = rows(hidden="8", gain=50)
    counts = found[0].activations.counts
    assert (found[0].activations.low, found[0].activations.high) == (-1, 1) and counts[0] + counts[-1] > 0.8 * counts.sum()
    _, found = rows(hidden="8", act="sigmoid")
    assert (found[0].activations.low, found[0].activations.high) == (0, 1)


def test_a_relu_reaches_as_far_as_its_values_do():
    training, found = rows(hidden="8", act="relu", init="he_normal")
    a = training.network.activations_on(training.dataset.train.inputs)[0]
    assert (found[0].activations.low, found[0].activations.high) == (0, a.max())


def test_deltas_have_zero_in_the_middle():
    _, found = rows(hidden="8,8")
    for row in found:
        assert row.deltas.low == -row.deltas.high


def test_what_has_overflowed_is_told_apart():
    found = histogram(np.array([0.0, 0.5, np.inf, np.nan]), 0.0, 1.0)
    assert found.counts.sum() == 2 and found.overflowed == 2
