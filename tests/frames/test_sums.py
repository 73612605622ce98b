"""The number counts with the running sum: what it says is always a sum of whole contributions, in their order, the bias last."""

from dataclasses import replace

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.explain import Unit
from playground.frames.geometry import Geometry
from playground.frames.labels import labels, notes, number, typeset
from playground.frames.lens import lens
from playground.frames.passing import SUMMED, Pass
from playground.frames.sums import sums_so_far
from playground.trace import Phase, trace_sample

NAMES = ("x₁", "x₂")


def passing(name, progress, hidden=(4, 2), steps=20, **settings):
    training = Training(Config(hidden=hidden, **settings))
    training.advance(steps)
    trace = trace_sample(training.network, training.loss, (0.6, -0.4), 1.0, ("x1", "x2"))
    return Pass(training.network, trace, Phase.of(name), progress)


def counted_through(name, **settings):
    """The different sums, in the order in which they are to be seen."""
    found, told = [], passing(name, 0.0, **settings)
    for progress in np.linspace(0, 1, 201):
        sums = sums_so_far(replace(told, progress=progress))
        if sums and not (found and np.array_equal(sums.values, found[-1])):
            found.append(sums.values)
    return found


@pytest.mark.parametrize("name", ["forward/1/z", "forward/2/z", "forward/3/z"])
def test_every_number_on_the_way_to_z_is_a_sum_of_contributions_in_their_order(name):
    told = passing(name, 1.0)
    layer = told.phase.layer
    sums = np.cumsum(told.before(layer)[:, None] * told.network.weights[layer - 1], axis=0)
    np.testing.assert_allclose(counted_through(name), sums, rtol=1e-12)
    np.testing.assert_allclose(sums[-1] + told.network.biases[layer - 1], told.trace.z[layer - 1], rtol=1e-12)


def test_where_no_unit_has_a_bias_the_last_contribution_makes_z():
    assert len(counted_through("forward/2/z", steps=0)) == 4 - 1


@pytest.mark.parametrize(("name", "progress"), [("forward/1/z", 0.0), ("forward/1/z", SUMMED), ("forward/1/a", 0.3), ("loss", 0.3), ("backward/1/z", 0.3)])
def test_before_the_first_contribution_and_with_z_nothing_is_on_its_way(name, progress):
    assert sums_so_far(passing(name, progress)) is None


def texts(told, scale=0.7):
    """The sums, and all that is to be read while they are on their way."""
    sums, layer = sums_so_far(told), told.phase.layer
    before = Phase.of(f"forward/{layer - 1}/a" if layer > 1 else "input")
    return sums, labels(Geometry(told.network.sizes), NAMES, told.trace, scale, before, sums=sums)["text"]


def test_the_sum_stands_where_z_will_and_takes_no_other_number_away():
    sums, found = texts(passing("forward/2/z", 0.5))
    assert [text for text in found if text.startswith("Σ")] == [f"Σ = {number(value)}" for value in sums.values]
    assert sum(text.startswith("a") for text in found) == 4
    for hidden, name in (((4, 2), "forward/3/z"), ((), "forward/1/z")):
        sums, found = texts(passing(name, 0.5, hidden))
        assert found[-1].startswith(f"Σ = {number(sums.values[0])}") and "ŷ" not in found[-1]


def test_the_magnified_unit_counts_too():
    told = passing("forward/2/z", 0.5, (8, 8, 8, 8))
    geometry, sums = Geometry(told.network.sizes), sums_so_far(told)
    plate = lens(geometry, told, Unit(2, 3), 0.5)
    assert notes(geometry, told.trace, 0.5, Phase.of("forward/1/a"), lens=plate, sums=sums)["text"] == [f"Σ = {number(sums.values[2])}"]


def test_a_sum_is_written_upright():
    columns = {"x": [0.0, 0.0], "y": [0.0, 0.0], "text": ["Σ = +1", "z = +1"], "color": ["", ""]}
    assert typeset(columns, 1.0)["style"] == ["normal", "normal", "italic", "normal"]
