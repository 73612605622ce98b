"""What every test shares: the project on the path, and the order from quick to slow."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "pyscript")]  # `playground`, `build_steps`

SLOWEST_LAST = ("build", "bench", "browser")  # folders of tests; all others come first
LONGEST_FIRST = ("test_lessons.py", "test_endurance.py", "test_random_walks.py")  # among those that need a browser


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="run the long tests, which are left out otherwise, and no others")


def pytest_collection_modifyitems(config, items):
    """Pure tests first, so that a wrong sum is told before a browser is started; those marked `long` in a run of their own."""
    wanted, others = [], []
    for item in items:
        (wanted if bool(item.get_closest_marker("long")) == config.getoption("--long") else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = sorted(wanted, key=lambda item: _rank(Path(item.path)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Each process does one test after another, of those that need a browser a file after another: they share a page.

    Once Playwright has run in a process, no test there can run a loop of its own, so the order has to stay
    (`--no-loadscope-reorder`). Groups by mark (`--dist=loadgroup`) pytest-xdist 3.8 does not find with pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class FilesWithABrowser(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return nodeid.split("::")[0] if nodeid.startswith("tests/browser/") else nodeid

    return FilesWithABrowser(config, log)


def _rank(path):
    folder = path.relative_to(ROOT / "tests").parts[0]
    late = SLOWEST_LAST.index(folder) + 1 if folder in SLOWEST_LAST else 0
    soon = folder == "browser" and path.name in LONGEST_FIRST
    return late, LONGEST_FIRST.index(path.name) if soon else len(LONGEST_FIRST)
