"""The start of the page: its stages, the time until the learner can act, and what travels for it."""

from statistics import median

from playwright.sync_api import Browser, Page

from tests.bench.browser import Site, new_context, visit
from tests.bench.table import Row

VISITORS = 2
PREFIX = "boot:"
SNAPSHOT_KEPT = "performance.getEntriesByName('snapshot:kept').length > 0"
SOONER = 4  # times, the second visit than the first


def measure(chromium: Browser, site: Site) -> tuple[list[Row], Page]:
    """Rows for the first and second visits of some visitors; and the last page, open."""
    firsts, seconds = [], []
    for number in range(VISITORS):
        context = new_context(chromium)
        result, page = timed_visit(context, site)
        firsts.append(result)
        page.wait_for_function(SNAPSHOT_KEPT)
        result, page = timed_visit(context, site)
        seconds.append(result)
        if number + 1 < VISITORS:
            context.close()
    ratio = median(each["ready"] for each in firsts) / median(each["ready"] for each in seconds)
    sooner = Row("second visit: ready sooner than the first", ratio, "times", at_least=SOONER)
    return rows("first visit", firsts) + rows("second visit", seconds) + [sooner], page


def timed_visit(context, site: Site) -> tuple[dict, Page]:
    for other in context.pages:
        other.close()
    site.forget()
    page = visit(context, site)
    measures = page.evaluate("bench.measures()")
    page.wait_for_timeout(500)  # style sheets that Panel's components ask for after the first picture
    stages = {name.removeprefix(PREFIX): time for name, time in measures.items() if name.startswith(PREFIX)}
    ready = stages.pop("ready")
    return {"stages": stages, "ready": ready, "requests": site.requests, "megabytes": site.bytes / 1e6}, page


def rows(which: str, visits: list[dict]) -> list[Row]:
    """Medians over the visitors."""
    stages = [Row(f"{which}: stage {stage}", median(each["stages"][stage] for each in visits), "ms")
              for stage in visits[0]["stages"]]  # fmt: skip
    return [
        Row(f"{which}: ready", median(each["ready"] for each in visits), "ms"),
        *stages,
        Row(f"{which}: moved", visits[0]["megabytes"], "MB"),
        Row(f"{which}: requests", visits[0]["requests"], ""),
    ]
