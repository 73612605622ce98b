"""Whether a page that goes on from a snapshot is as fast as one that was started cold: both at once, measured in turn."""

from collections import defaultdict
from statistics import median

from playwright.sync_api import Page

from tests.bench.answering import CHANGES, DEEP, change, pause
from tests.bench.bench import Bench
from tests.bench.table import Row, attempt
from tests.bench.training import NETS, PageWork, one_round

COLD, RESTORED = "cold", "restored"
ROUNDS, TRIES = 3, 10
NO_WORSE = 0.9  # of the cold page's rate, or of its time's inverse: what two pages of one kind differ by


def measure(bench: Bench) -> dict[str, list[Row]]:
    return {"A page from a snapshot beside a cold one": attempt("both", rows, bench)}


def rows(bench: Bench) -> list[Row]:
    restored, newcomer = bench.returning(), bench.newcomer()
    try:
        pages = {COLD: newcomer.page, RESTORED: restored}
        return [row for part in (training, answering) for row in attempt(part.__name__, part, pages)]
    finally:
        newcomer.leave()


def training(pages: dict[str, Page]) -> list[Row]:
    work = {which: PageWork(page) for which, page in pages.items()}
    found = defaultdict(lambda: defaultdict(list))
    for _ in range(ROUNDS):
        for net in NETS:
            for which, page in pages.items():
                result = one_round(page, work[which], net, "max")
                page.evaluate("playground.pause()")
                for unit, what in (("epochs/s", "epochs"), ("frames/s", "frames")):
                    found[f"{net}: training", unit][which].append(result[what])
    return [row for (name, unit), values in found.items() for row in compared(name, unit, values, more_is_better=True)]


def answering(pages: dict[str, Page]) -> list[Row]:
    found = defaultdict(lambda: defaultdict(list))
    for which, page in pages.items():
        page.evaluate("settings => playground.configure(settings)", DEEP)
    for _ in range(ROUNDS):
        for which, page in pages.items():
            found["playground.pause() heard"][which] += [pause(page, lambda page=page: page.evaluate("bench.pauseByCall()"), n) for n in range(TRIES)]
            page.evaluate("playground.run()")
            for what, changes in CHANGES.items():
                found[f"{what} changed: on the screen"][which] += change(page, changes, running=True, tries=TRIES)["shown"]
            page.evaluate("playground.pause()")
    return [row for name, values in found.items() for row in compared(name, "ms", values, more_is_better=False)]


def compared(name: str, unit: str, values: dict[str, list[float]], more_is_better: bool) -> list[Row]:
    """Medians of both, and how good the restored page is beside the cold one."""
    cold, restored = (median(values[which]) for which in (COLD, RESTORED))
    good = restored / cold if more_is_better else cold / restored
    return [
        Row(f"{name}, {COLD}", cold, unit), Row(f"{name}, {RESTORED}", restored, unit),
        Row(f"{name}, {RESTORED} beside {COLD}", good, "times", at_least=NO_WORSE),
    ]  # fmt: skip
