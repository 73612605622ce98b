"""What every test shares: the project on the path, the order from quick to slow, and what the summary says."""

import re
import sys
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("no clock", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("no clock")

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "pyscript")]  # `playground`, `build_steps`

SLOWEST_LAST = ("build", "bench", "browser")  # folders of tests; all others come first
NOT_TRIED = "not tried: "  # how the reason of a test begins that is left out because this machine lacks something
LONGEST_FIRST = ("test_engines.py", "test_lessons.py", "test_endurance.py", "test_random_walks.py")  # among those that need a browser


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
    Those of all engines go an engine after another, and of an engine a file after another.

    Once Playwright has run in a process, no test there can run a loop of its own, so the order has to stay
    (`--no-loadscope-reorder`). Groups by mark (`--dist=loadgroup`) pytest-xdist 3.8 does not find with pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class FilesWithABrowser(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            if nodeid.startswith("tests/browser/engines/"):
                return f"{re.search(r'chromium|firefox|webkit|$', nodeid)[0]} {nodeid.split('::')[0]}"
            return nodeid.split("::")[0] if nodeid.startswith("tests/browser/") else nodeid

    return FilesWithABrowser(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter):
    """What could not be tried on this machine is said in so many words, after everything else: it has not passed."""
    yield
    reasons = [report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.getreports("skipped")]
    for reason in sorted(set(reasons)):
        if reason.startswith(NOT_TRIED):
            terminalreporter.write_line(f"NOT TRIED, so not passed: {reasons.count(reason)} tests; {reason.removeprefix(NOT_TRIED)}", red=True)


def _rank(path):
    folder = path.relative_to(ROOT / "tests").parts[0]
    late = SLOWEST_LAST.index(folder) + 1 if folder in SLOWEST_LAST else 0
    soon = folder == "browser" and path.name in LONGEST_FIRST
    return late, LONGEST_FIRST.index(path.name) if soon else len(LONGEST_FIRST)
