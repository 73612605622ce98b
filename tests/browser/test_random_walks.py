"""A hundred random sequences of what a learner can do: no complaint, no NaN in a picture, no state that the address cannot restore.

A failure prints the seed and the sequence. PLAYGROUND_WALK=<seed> walks that one alone.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from playground.settings import SETTINGS
from tests.browser.conftest import Visits

WALKER = Path(__file__).with_name("walks.js")
SEQUENCES = int(os.environ.get("PLAYGROUND_WALKS", 100))  # 500 take some ten minutes
AT_ONCE, LENGTH = 50, 10
ONE = os.environ.get("PLAYGROUND_WALK")
STARTS = [int(ONE)] if ONE else range(0, SEQUENCES, AT_ONCE)

# The lessons are scenes of their own; every other setting is walked through.
TABLE = [
    {"key": setting.key, "kind": setting.kind, "choices": setting.choices, "bounds": setting.bounds}
    for setting in SETTINGS.values() if setting.key not in ("scene", "at")
]  # fmt: skip


@dataclass
class Walk:
    """One sequence: what was done, what was wrong, and the state that it ended in."""

    seed: int
    log: list
    problems: list
    end: dict

    def told(self):
        return "\n".join([f"seed {self.seed}:", *(f"  {action}" for action in self.log), *(f"  → {problem}" for problem in self.problems)])


class Walker:
    """Walks on one page. What the page complains of belongs to the walk under way."""

    def __init__(self, playground):
        self._playground = playground
        if not playground.page.evaluate("'walks' in window"):
            playground.page.evaluate(WALKER.read_text(encoding="utf-8"))

    def walk(self, seed):
        heard = len(self._playground.complaints)
        walk = Walk(seed, **self._do("walk", {"seed": seed, "length": LENGTH, "settings": TABLE}))
        walk.problems += self._playground.complaints[heard:]
        return walk

    def go_elsewhere(self):
        self._playground.configure(data="moons", seed=9)

    def restore(self, walk):
        heard = len(self._playground.complaints)
        walk.problems += [*self._do("restore", walk.end), *self._playground.complaints[heard:]]

    def _do(self, name, argument):
        return self._playground.evaluate(f"walks.{name}(argument)", argument, seconds=60)


@pytest.fixture(scope="module")
def walker(browser, site):
    """On a page of its own: walks leave drafts and kept runs behind."""
    visits = Visits(browser)
    yield Walker(visits.open(site.address))
    visits.close()


@pytest.mark.long
@pytest.mark.parametrize("start", STARTS)
def test_whatever_is_done_the_page_holds_and_its_address_restores_it(walker, start):
    walks = []
    for seed in range(start, start + (1 if ONE else AT_ONCE)):
        walks.append(walker.walk(seed))
        assert not walks[-1].problems, walks[-1].told()
    walker.go_elsewhere()
    for walk in walks:
        walker.restore(walk)
        assert not walk.problems, walk.told()


def test_a_walk_does_something_and_a_state_that_is_not_restored_is_noticed(walker):
    walk = walker.walk(4)
    assert len(walk.log) >= LENGTH // 2 and not walk.problems
    walk.end["search"] += "&seed=77"
    walker.restore(walk)
    found = " ".join(walk.problems)
    assert "seed: 0 became 77" in found and "other parameters" in found
