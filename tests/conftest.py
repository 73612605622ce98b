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
    """One process drives the browser from first to last, the others do all the rest: a second browser on two cores makes both crawl.

    Groups by mark (`--dist=loadgroup`) would say the same, but pytest-xdist 3.8 does not find them with pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class OneBrowser(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return "browser" if nodeid.startswith("tests/browser/") else nodeid

    return OneBrowser(config, log)


def _rank(folder):
    return SLOWEST_LAST.index(folder) + 1 if folder in SLOWEST_LAST else 0
