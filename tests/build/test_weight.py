"""A first visit moves little, and the README tells how much of what."""

import re

import pytest

from build_steps import site, weight
from build_steps.places import DIST, ROOT

NEAR = 0.1  # of what a row says
ROW = re.compile(r"^\| (`[^|]*`|the rest[^|]*) \|[^|]*\| ([\d,]+) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def moved():
    site.build()
    return weight.first_visit(DIST)


def rows():
    """{what the files of a row begin with: kB}; nothing for the rest."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("### What a first visit moves")[1].split("\n#")[0]
    return {tuple(re.findall(r"`([^`]+)`", cell)): int(number.replace(",", "")) for cell, number in ROW.findall(section)}


def test_a_first_visit_moves_no_more_than_it_may_from_a_host_that_compresses_nothing(moved):
    assert sum(moved.values()) <= weight.LIMIT


def test_the_table_of_weights_is_true(moved):
    said, left = rows(), dict(moved)
    assert len(said) >= 8 and () in said
    for beginnings, kilobytes in sorted(said.items(), reverse=True):  # the rest last
        taken = {name: left.pop(name) for name in list(left) if not beginnings or name.startswith(beginnings)}
        assert sum(taken.values()) / 1000 == pytest.approx(kilobytes, rel=NEAR), (beginnings, taken)


def test_the_sums_that_the_readme_tells_are_true(moved):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert float(re.search(r"A first visit moves ([\d.]+) MB", readme)[1]) == pytest.approx(sum(moved.values()) / 1e6, abs=0.2)
    one_file, all_of_it = (DIST / "playground.html").stat().st_size / 1e6, sum(path.stat().st_size for path in DIST.rglob("*") if path.is_file()) / 1e6
    assert float(re.search(r"with all lessons in ([\d.]+) MB", readme)[1]) == pytest.approx(one_file, abs=1)
    assert float(re.search(r"`dist/` is ([\d.]+) MB", readme)[1]) == pytest.approx(all_of_it, abs=1)
