"""What every test shares: the project on the path, and the order from quick to slow."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "pyscript")]  # `playground`, `build_steps`

SLOWEST_LAST = ("build", "bench", "browser")  # folders of tests; all others come first


def pytest_collection_modifyitems(items):
    """Pure tests first, so that a wrong sum is told before a browser is started."""
    items.sort(key=lambda item: _rank(Path(item.path).relative_to(ROOT / "tests").parts[0]))


def _rank(folder):
    return SLOWEST_LAST.index(folder) + 1 if folder in SLOWEST_LAST else 0
