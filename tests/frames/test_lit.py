"""Lit factors: what an explanation names is outlined where it stands, in the colour of its direction."""

import pytest

from playground.explain import Bias, Edge, Loss, Unit, explain, path, subjects
from playground.frames.colours import LIGHT
from playground.frames.geometry import FIELD, Geometry
from playground.frames.lit import OTHERS, OWN, SOUGHT, lit, sources
from playground.frames.network import THICKEST
from playground.frames.pointing import box
from tests.explain.passes import a_pass

NETWORK, TRACE, CONFIG = a_pass()
GEOMETRY = Geometry(NETWORK.sizes)


def lines_of(subject):
    return explain(NETWORK, TRACE, CONFIG, subject, checks=False)


def test_a_unit_lights_what_it_sums_up_and_what_brings_its_gradient_back():
    found = sources(lines_of(Unit(1, 2)))
    assert {Edge(1, i, 2) for i in range(1, 6)} | {Unit(0, i) for i in range(1, 6)} | {Bias(1, 2)} <= found.keys()
    assert not any(found[Edge(1, i, 2)] for i in range(1, 6))
    assert found[Edge(2, 2, 1)] and found[Unit(2, 1)] and Edge(2, 1, 1) not in found


@pytest.mark.parametrize("subject", [*subjects(NETWORK.sizes)], ids=str)
def test_every_subject_is_lit_strongest_and_its_factors_where_they_stand(subject):
    columns = lit(GEOMETRY, subject, sources(lines_of(subject)), LIGHT)
    units, edges = columns["lit_units"], columns["lit_edges"]
    halos = [(width - THICKEST) / 2 for width in edges["width"]]  # beyond the widest edge, on both sides
    widths = [*zip(units["line"], units["color"], strict=True), *zip(halos, edges["color"], strict=True)]
    assert widths.count((pytest.approx(OWN), LIGHT.ink)) == 1
    assert {round(width, 6) for width, _ in widths} <= {OWN, OTHERS} and {c for _, c in widths} <= {LIGHT.ink, LIGHT.accent, LIGHT.gradient}
    others = set(sources(lines_of(subject))) - {subject}
    assert len(units["x"]) + len(edges["x0"]) == len(others) + 1
    assert len({len(column) for column in units.values()}) == len({len(column) for column in edges.values()}) == 1


def test_the_ways_of_a_weight_are_lit_up_to_the_output():
    found = sources([path(NETWORK, TRACE, CONFIG, Edge(1, 1, 1))])
    assert {Edge(2, 1, 1), Edge(2, 1, 2), Edge(3, 1, 1), Edge(3, 2, 1), Unit(3, 1)} <= found.keys() and all(found.values())


def test_the_output_is_lit_as_the_whole_field_and_the_loss_as_its_name():
    columns = lit(GEOMETRY, Unit(3, 1), {}, LIGHT)["lit_units"]
    assert columns["width"][0] > FIELD
    columns = lit(GEOMETRY, Loss(), {}, LIGHT)["lit_units"]
    assert columns["x"][0] == box(GEOMETRY, Loss()).x


def test_with_nothing_in_hand_nothing_is_lit():
    columns = lit(GEOMETRY, None, {}, LIGHT)
    assert all(len(column) == 0 for source in columns.values() for column in source.values())


def test_the_factor_that_is_asked_for_stands_out_and_what_is_no_factor_is_not_lit():
    found = sources(lines_of(Unit(2, 1)))
    widths = lit(GEOMETRY, Unit(2, 1), found, LIGHT, Edge(2, 2, 1))["lit_edges"]["width"]
    assert widths.count(THICKEST + 2 * SOUGHT) == 1
    assert THICKEST + 2 * SOUGHT not in lit(GEOMETRY, Unit(2, 1), found, LIGHT, Edge(1, 1, 1))["lit_edges"]["width"]
