"""Python alone in the site's own worker: the engine beside the plain network, and the cost of one frame."""

import json
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from tests.bench.bench import IN_PAGE, PATIENCE, READY, Bench
from tests.bench.table import Row, attempt
from tests.bench.visitors import InChromium, visitor

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OPEN_WORKER = (HERE / "open_worker.js").read_text(encoding="utf-8")
SENT = ("tests/reference/plain_network.py", "tests/reference/speed.py")  # what the site itself does not carry


def measure(bench: Bench) -> dict[str, list[Row]]:
    """In the worker of a first visit, as only that one's script is taken by open_worker.js."""
    with visitor(InChromium, bench.playwright, f"{IN_PAGE}\n{OPEN_WORKER}") as here:
        page = here.go(f"{bench.site.address}?lang=en")
        here.until(READY, PATIENCE)
        return {
            "The engine alone in the worker, beside the plain NumPy network": attempt("engine", engine_rows, page),
            "Python's cost of one frame": attempt("frame", frame_rows, page),
        }


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
