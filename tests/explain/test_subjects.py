"""Everything in the picture has a name, and a wrong name is told what is allowed."""

import pytest

from playground.explain import Bias, Edge, Loss, Unit, parse, subjects
from playground.explain.subjects import check

SIZES = (2, 3, 1)


def test_every_subject_of_a_network_is_its_name_and_back():
    names = [str(subject) for subject in subjects(SIZES)]
    assert [parse(name, SIZES) for name in names] == list(subjects(SIZES))
    assert len(set(names)) == len(names) == (2 + 3 + 1) + (2 * 3 + 3 * 1) + (3 + 1) + 1


def test_names_count_from_one_as_the_picture_does():
    assert parse("unit/0/2", SIZES) == Unit(0, 2)
    assert parse("edge/2/3/1", SIZES) == Edge(2, source=3, target=1)
    assert parse("bias/1/3", SIZES) == Bias(1, 3) and parse("loss", SIZES) == Loss()


@pytest.mark.parametrize("name, allowed", [
    ("unit/3/1", "layers go from 0 to 2"), ("unit/1/4", "index goes from 1 to 3"), ("unit/0/0", "index goes from 1 to 2"),
    ("edge/0/1/1", "layers go from 1 to 2"), ("edge/1/3/1", "source goes from 1 to 2"), ("edge/2/1/2", "target goes from 1 to 1"),
    ("bias/0/1", "layers go from 1 to 2"), ("bias/2/2", "index goes from 1 to 1"),
])  # fmt: skip
def test_what_lies_outside_the_network_is_refused(name, allowed):
    with pytest.raises(ValueError, match=f"{name}: {allowed}"):
        parse(name, SIZES)


@pytest.mark.parametrize("name", ["", "unit", "unit/1", "unit/1/2/3", "unit/1/-1", "unit/1/x", "unit/1/²", "edge/1/1", "loss/1",
                                  "weight/1/1/1", "unit/1/99999999999", "unit//1"])  # fmt: skip
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError, match="allowed: unit/LAYER/INDEX, edge/LAYER/SOURCE/TARGET"):
        parse(name, SIZES)


def test_a_network_without_hidden_layers_has_subjects_too():
    assert [str(subject) for subject in subjects((2, 1))] == [
        "unit/0/1", "unit/0/2", "unit/1/1", "edge/1/1/1", "edge/1/2/1", "bias/1/1", "loss"]  # fmt: skip
    check(Edge(1, 2, 1), (2, 1))
