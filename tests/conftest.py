"""What every test shares: the project on the path, and the order from quick to slow."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "pyscript")]  # `playground`, `build_steps`

SLOWEST_LAST = ("build", "bench", "browser")  # folders of tests; all others come first


def pytest_collection_modifyitems(items):
    """Pure tests first, so that a wrong sum is told before a browser is started."""
    items.sort(key=lambda item: _rank(Path(item.path).relative_to(ROOT / "tests").parts[0]))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """One process drives a browser from first to last; the other plays the lessons, then does all that needs none.

    Groups by mark (`--dist=loadgroup`) would say the same, but pytest-xdist 3.8 does not find them with pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class TwoBrowsers(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            if not nodeid.startswith("tests/browser/"):
                return nodeid
            return "lessons" if nodeid.startswith("tests/browser/test_lessons.py") else "browser"

    return TwoBrowsers(config, log)


def _rank(folder):
    return SLOWEST_LAST.index(folder) + 1 if folder in SLOWEST_LAST else 0
