"""Which unit is magnified, and where: never outside the picture, over the field's numbers, or over what its phase moves."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training
from playground.explain import Bias, Edge, Loss, Unit
from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, HEIGHT, WIDTH, Geometry
from playground.frames.lens import lens
from playground.frames.passing import Pass
from playground.trace import Phase, phases, trace_sample

DEEP = Config(hidden=(8,) * 10, act="sigmoid")
PHONE, DESKTOP = 0.34, 0.56  # pixels for a unit of the picture
SHAPES = [(4, 2), (8,), (16, 16), (8,) * 4, (8,) * 10, (16,) * 24]


def passing(name, config=DEEP):
    training = Training(config)
    trace = trace_sample(training.network, training.loss, (0.6, -1.4), 1.0, config.features)
    return Pass(training.network, trace, Phase.of(name), 0.7)


def magnified(name, subject=None, scale=DESKTOP, config=DEEP):
    told = passing(name, config)
    return lens(Geometry(told.network.sizes), told, subject, scale)


def test_where_units_are_large_none_is_magnified():
    config = Config(hidden=(4, 2))
    assert magnified("forward/1/z", config=config) is None and magnified("forward/1/z", scale=PHONE, config=config)


@pytest.mark.parametrize("scale", [0.6, 0.77, 1.1])
def test_a_unit_into_which_more_comes_than_can_be_told_apart_in_it_is_magnified(scale):
    """Nine bars, one under the other, in the lower half of 34 pixels would be a blot."""
    assert magnified("forward/2/z", scale=scale, config=Config(hidden=(8,) * 4))
    assert not magnified("forward/2/z", scale=scale, config=Config(hidden=(4, 4)))


@pytest.mark.parametrize("hidden", [(3,), *SHAPES], ids=str)
def test_on_a_telephone_at_least_half_of_the_field_stays_to_be_seen(hidden):
    geometry, told = Geometry((2, *hidden, 1)), passing("input", Config(hidden=hidden))
    for name in phases(len(hidden) + 1):
        if found := lens(geometry, replace(told, phase=Phase.of(name)), None, PHONE):
            across = min(found.plate.x + found.plate.width / 2, FIELD_LEFT + FIELD) - max(found.plate.x - found.plate.width / 2, FIELD_LEFT)
            assert max(across, 0) * found.plate.height <= FIELD**2 / 2, name


def test_outside_a_pass_and_where_it_only_flits_by_none_is():
    told = passing("backward/3/z")
    geometry = Geometry(told.network.sizes)
    brief = Pass(told.network, told.trace, told.phase, 0.7, brief=True)
    assert lens(geometry, None, Unit(2, 1), DESKTOP) is None and lens(geometry, brief, Unit(2, 1), DESKTOP) is None


@pytest.mark.parametrize(("subject", "unit"), [(Unit(3, 5), Unit(3, 5)), (Edge(3, 1, 4), Unit(3, 4)), (Bias(7, 2), Unit(7, 2))], ids=str)
@pytest.mark.parametrize("name", ["forward/3/z", "backward/9/z", "update"])
def test_it_is_the_unit_in_hand_or_that_which_a_weight_in_hand_leads_into(name, subject, unit):
    assert magnified(name, subject).unit == unit


@pytest.mark.parametrize("subject", [None, Unit(0, 1), Unit(11, 1), Edge(11, 2, 1), Loss()], ids=str)
def test_with_none_in_hand_it_is_the_one_with_the_strongest_signal_of_the_layer(subject):
    trace = passing("forward/4/z").trace
    assert magnified("forward/4/z", subject).unit == magnified("forward/4/a", subject).unit == Unit(4, int(np.abs(trace.a[3]).argmax()) + 1)
    back = {magnified(f"backward/4{part}", subject).unit for part in ("/a", "/z")}
    assert back == {Unit(4, int(np.abs(trace.dz[3]).argmax()) + 1)}


def test_where_all_are_shut_it_is_the_one_that_the_brightest_light_comes_to():
    config = Config(hidden=(8,) * 4, act="relu")
    told = passing("backward/2/z", config)
    told.trace.dz[1][:] = 0.0
    assert lens(Geometry(told.network.sizes), told, None, DESKTOP).unit.index == np.abs(told.trace.da[1]).argmax() + 1


@pytest.mark.parametrize("name", ["input", "forward/11/z", "loss", "backward/11/a", "backward/3", "update"])
def test_away_from_hidden_layers_and_where_only_edges_are_spoken_of_it_needs_one_in_hand(name):
    assert magnified(name) is None


@pytest.mark.parametrize(("hidden", "scale"), list(product(SHAPES, (PHONE, DESKTOP))), ids=str)
def test_it_covers_nothing_that_matters(hidden, scale):
    config = Config(hidden=hidden)
    geometry, told = Geometry((2, *hidden, 1)), passing("input", config)
    columns = [*sorted({float(x) for x in geometry.units[:, 0]}), FIELD_LEFT]
    for name in phases(len(hidden) + 1):
        phase = Phase.of(name)
        for subject in (None, Unit(1, 1), Unit(len(hidden), hidden[-1])):
            now = Pass(told.network, told.trace, phase, 0.7)
            found = lens(geometry, now, subject, scale)
            if found is None:
                continue
            left, right = found.plate.x - found.plate.width / 2, found.plate.x + found.plate.width / 2
            bottom, top = found.plate.y - found.plate.height / 2, found.plate.y + found.plate.height / 2
            assert 0 <= left and right <= WIDTH and 0 <= bottom and top <= HEIGHT
            if right > FIELD_LEFT:
                assert not now.is_at_output and FIELD_BOTTOM - 1e-6 <= bottom and top <= FIELD_BOTTOM + FIELD + 1e-6
            if flowing := phase.edges(len(hidden) + 1):  # what moves in this very phase
                assert right <= columns[flowing - 1] + geometry.unit_side or left >= columns[flowing] - geometry.unit_side / 2
            if 0 < phase.layer < geometry.columns:
                assert not left < columns[phase.layer] < right
            assert not (abs(found.place.x - found.plate.x) < found.plate.width / 2 and abs(found.place.y - found.plate.y) < found.plate.height / 2)


@pytest.mark.parametrize("scale", [PHONE, DESKTOP])
@pytest.mark.parametrize("layer", range(1, 11))
def test_on_the_way_back_it_lies_where_no_light_has_come_or_over_the_field(layer, scale):
    columns = np.unique(Geometry((2, *DEEP.hidden, 1)).units[:, 0])
    plates = [magnified(f"backward/{layer}/{part}", scale=scale).plate for part in "az"]
    assert plates[0] == plates[1]
    for plate in plates:
        assert plate.x + plate.width / 2 <= columns[layer] or plate.x - plate.width / 2 >= FIELD_LEFT


@pytest.mark.parametrize(("hidden", "scale"), list(product(SHAPES[1:], (PHONE, DESKTOP))), ids=str)
def test_in_dense_pictures_there_is_one_in_every_phase_of_every_hidden_layers_units(hidden, scale):
    config = Config(hidden=hidden)
    geometry, told = Geometry((2, *hidden, 1)), passing("input", config)
    for name in phases(len(hidden) + 1):
        phase = Phase.of(name)
        if 0 < phase.layer <= len(hidden) and phase.part != "W":
            assert lens(geometry, Pass(told.network, told.trace, phase, 0.7), None, scale), name
