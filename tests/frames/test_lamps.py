"""Lamps of a pass: none lit before the way back reaches a unit, its own |δ| after, and in between what comes in and what goes out."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.frames.lamps import lamps, level_of_layer
from playground.frames.light import level
from playground.frames.passing import ARRIVED, Pass
from playground.trace import Phase, phases, trace_sample

CONFIG = Config(hidden=(3, 2), act="sigmoid")
TRACE = trace_sample((training := Training(CONFIG)).network, training.loss, (1.5, -2.0), 1.0)
FIRST, SECOND = (level(delta) for delta in TRACE.dz[:2])


def told(name, progress=1.0):
    return Pass(training.network, TRACE, Phase.of(name), progress)


def at(name, progress=1.0):
    lit = lamps(TRACE, told(name, progress))
    return lit[:3], lit[3:]


def test_at_rest_every_unit_shows_its_error():
    np.testing.assert_array_equal(lamps(TRACE), np.concatenate([FIRST, SECOND]))


@pytest.mark.parametrize("name", ["input", "forward/1/z", "forward/3/a", "loss", "backward/3/a", "backward/3"])
def test_before_the_light_gets_there_all_are_dark(name):
    assert not lamps(TRACE, told(name)).any()


def test_light_arrives_as_the_sensitivity_and_leaves_the_opening_as_delta():
    assert not at("backward/2/a", ARRIVED)[1].any()
    np.testing.assert_allclose(at("backward/2/a")[1], level(TRACE.da[1]))
    np.testing.assert_allclose(at("backward/2/z", 0.0)[1], level(TRACE.da[1]))
    np.testing.assert_allclose(at("backward/2/z")[1], SECOND)
    between = at("backward/2/z", 0.5)[1]
    assert ((between <= level(TRACE.da[1])) & (between >= SECOND)).all()  # of a sigmoid f′ is below 1


def test_what_the_light_has_come_through_stays_lit():
    assert not at("backward/2/z")[0].any()
    for name in ("backward/2", "backward/1/a", "backward/1"):
        np.testing.assert_array_equal(at(name)[1], SECOND)
    np.testing.assert_array_equal(np.concatenate(at("update")), lamps(TRACE))


def test_in_each_phase_of_the_way_back_that_reaches_a_unit_something_moves():
    for name in phases(3):
        phase = Phase.of(name)
        moves = not np.array_equal(lamps(TRACE, told(name, 0.7)), lamps(TRACE, told(name, 0.9)))
        assert moves == (phase.direction == "backward" and phase.layer < 3 and phase.part in "az")


def test_without_hidden_units_there_is_no_lamp():
    config = Config(hidden="")
    alone = Training(config)
    assert lamps(trace_sample(alone.network, alone.loss, (1.0, 2.0), 1.0)).shape == (0,)


def test_the_output_is_lit_by_what_comes_from_the_loss_and_then_by_its_delta():
    np.testing.assert_allclose(level_of_layer(told("backward/3/a"), 3), level(TRACE.da[2]))
    np.testing.assert_allclose(level_of_layer(told("backward/3/z"), 3), level(TRACE.dz[2]))
    assert not level_of_layer(told("loss"), 3).any()
