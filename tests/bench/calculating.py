"""Python alone in the site's own worker: the engine beside the plain network, and the cost of one frame."""

import json
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from tests.bench.browser import Site, new_context, visit
from tests.bench.table import Row

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OPEN_WORKER = (HERE / "open_worker.js").read_text(encoding="utf-8")
SENT = ("tests/reference/plain_network.py", "tests/reference/speed.py")  # what the site itself does not carry


def measure(chromium: Browser, site: Site) -> dict[str, list[Row]]:
    context = new_context(chromium, prepare=OPEN_WORKER)
    page = visit(context, site)
    sections = {
        "The engine alone in the worker, beside the plain NumPy network": engine_rows(page),
        "Python's cost of one frame": frame_rows(page),
    }
    context.close()
    return sections


def engine_rows(page: Page) -> list[Row]:
    """Medians over the rounds; the ratio is taken within each round."""
    rows = []
    for net, rounds in run(page, "engine_speed.py").items():
        engine, plain = (median(column) for column in zip(*rounds, strict=True))
        ratio = median(a / b for a, b in rounds)
        rows += [
            Row(f"{net}: engine", engine, "epochs/s"),
            Row(f"{net}: plain NumPy", plain, "epochs/s"),
            Row(f"{net}: engine / plain", ratio, "times", at_least=2.5),
        ]
    return rows


def frame_rows(page: Page) -> list[Row]:
    costs = run(page, "frame_cost.py")
    return [Row(f"{net}: {part}", value, "ms") for net, parts in costs.items() for part, value in parts.items()]


def run(page: Page, name: str):
    """Runs one of the Python files of in_worker/ in the page's worker; gives what its `measure()` returns."""
    files = {path: (ROOT / path).read_text(encoding="utf-8") for path in SENT}
    source = (HERE / "in_worker" / name).read_text(encoding="utf-8")
    return json.loads(page.evaluate("bench.python", {"files": files, "source": source}))
