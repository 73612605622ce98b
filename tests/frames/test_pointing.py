"""Pointing: every subject is found where it is drawn, and nothing is found where nothing is."""

import numpy as np
import pytest

from playground.explain import Bias, Edge, Loss, Unit, subjects
from playground.frames.geometry import FIELD, FIELD_BOTTOM, FIELD_LEFT, HEIGHT, WIDTH, Geometry, on_field
from playground.frames.pointing import box, edge_number, subject_at

REACH = 6.0
NETS = [(2, 4, 2, 1), (2, 1), (7, 16, 16, 1), (1, 3, 1), (2, *[16] * 24, 1), (2, *[1] * 24, 1), (7, 8, 8, 8, 8, 1)]
nets = pytest.mark.parametrize("sizes", NETS, ids=lambda sizes: "-".join(map(str, sizes))[:20])


@nets
def test_the_centre_of_every_unit_bias_and_head_is_that_subject(sizes):
    geometry = Geometry(sizes)
    for subject in subjects(sizes):
        if not isinstance(subject, Edge):
            place = box(geometry, subject)
            assert subject_at(geometry, place.x, place.y, REACH) == subject


@nets
def test_a_place_on_an_edge_is_that_edge_or_one_that_runs_through_the_same_place(sizes):
    geometry, tried = Geometry(sizes), 0
    for edge in subjects(sizes):
        if not isinstance(edge, Edge):
            continue
        place = curve(geometry, edge, 0.37)
        found = subject_at(geometry, *place, 1)
        if isinstance(found, Edge):
            tried += 1
            assert found == edge or apart(geometry, found, place) < 0.5
    assert tried > 0


def test_edges_that_run_alone_are_told_apart():
    geometry = Geometry((2, 4, 2, 1))
    edges = [edge for edge in subjects(geometry.sizes) if isinstance(edge, Edge)]
    assert all(subject_at(geometry, *curve(geometry, edge, 0.1), REACH) == edge for edge in edges if edge.layer == 3)
    for edge in edges:
        assert subject_at(geometry, *curve(geometry, edge, 0.2), 0.5) == edge


@nets
def test_the_nearest_edge_is_the_nearest_by_plain_search(sizes):
    geometry, rng = Geometry(sizes), np.random.default_rng(5)
    edges = [edge for edge in subjects(sizes) if isinstance(edge, Edge)]
    for x, y in rng.uniform((0, 0), (FIELD_LEFT, HEIGHT), (25, 2)):
        found = subject_at(geometry, x, y, REACH)
        if isinstance(found, Edge):
            layer = [edge for edge in edges if edge.layer == found.layer]
            assert apart(geometry, found, (x, y)) <= min(apart(geometry, edge, (x, y)) for edge in layer) + 0.5


def test_reach_decides_how_far_beside_an_edge_it_is_still_meant():
    geometry = Geometry((2, 1))
    x, y = curve(geometry, Edge(1, 1, 1), 0.02)  # where the curve is nearly level
    assert subject_at(geometry, x, y + 5, 6) == Edge(1, 1, 1)
    assert subject_at(geometry, x, y + 7, 6) is None


def test_the_field_is_no_subject_but_its_border_has_the_outputs_bias():
    geometry = Geometry((2, 4, 2, 1))
    for x, y in on_field(np.array([[0, 0], [5.9, 5.9], [-5, 3]])):
        assert subject_at(geometry, x, y, REACH) is None
    assert subject_at(geometry, FIELD_LEFT, HEIGHT / 2, REACH) == Bias(3, 1)


def test_the_line_over_the_field_is_output_and_loss():
    geometry, above = Geometry((2, 1)), FIELD_BOTTOM + FIELD + 15
    assert subject_at(geometry, FIELD_LEFT + 60, above, REACH) == Unit(1, 1)
    assert subject_at(geometry, FIELD_LEFT + 250, above, REACH) == Loss()


@pytest.mark.parametrize("place", [(-50, 300), (2000, 300), (5, 598), (WIDTH, HEIGHT), (WIDTH, 0)])
def test_where_nothing_is_nothing_is_found(place):
    assert subject_at(Geometry((2, 4, 2, 1)), *place, REACH) is None


@nets
def test_the_number_of_an_edge_is_its_place_among_all(sizes):
    edges = [edge for edge in subjects(sizes) if isinstance(edge, Edge)]
    assert [edge_number(sizes, edge) for edge in edges] == list(range(len(Geometry(sizes).edges["x0"])))


def curve(geometry, edge, t):
    """The place (x, y) of an edge at the curve's parameter t."""
    ends = {name: column[edge_number(geometry.sizes, edge)] for name, column in geometry.edges.items()}
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    return tuple(
        sum(weight * ends[name] for weight, name in zip(weights, names, strict=True))
        for names in (("x0", "cx0", "cx1", "x1"), ("y0", "cy0", "cy1", "y1"))
    )


def apart(geometry, edge, place):
    """How far a place is from an edge, by trying many points of the curve."""
    x, y = curve(geometry, edge, np.linspace(0, 1, 2001))
    return np.hypot(x - place[0], y - place[1]).min()
