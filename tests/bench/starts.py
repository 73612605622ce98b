"""The ways of starting, side by side: when something is painted, when it is true, when it moves, when it can be used; what travels, and what it takes."""

import contextlib
from statistics import median

from tests.bench import peak
from tests.bench.bench import KEPT, OFFLINE, PATIENCE, READY, Bench
from tests.bench.sites import Site
from tests.bench.table import Row, reason
from tests.bench.visitors import InChromium, InFirefox, visitor

STOCK, FIRST, SECOND, FILE, AGAIN = "panel convert", "first visit", "second visit", "one file", "one file again"
STAGES = ("page", "python", "packages", "app", "picture")
PAINT, PICTURE, MOVES, INTERACTIVE, WHOLE = TIMES = ("first paint", "true picture", "recording moves", "interactive", "all of it drawn")
MOVED, MEMORY = "moved (a file: its size)", "peak memory of the browser"
UNITS = dict.fromkeys([*TIMES, *(f"  stage {stage}" for stage in STAGES)], "ms") | {MOVED: "MB", MEMORY: "MB"}
ROUNDS = {InChromium: 2, InFirefox: 1}
STARTED = f"{READY} || performance.getEntriesByName('interactive').length > 0"
DRAWN = "['boot:whole', 'interactive'].some((name) => performance.getEntriesByName(name).length) || performance.now() > %d"
REST = 3000  # milliseconds after the start in which all is drawn
LATER = "new Promise((resolve) => setTimeout(() => resolve(true), 500))"  # what has been put off has been asked for by then
# The stock page's marks are those of stock/marks.js.
MOMENTS = """(() => {
  const ends = (...names) => performance.getEntries().filter(({ name }) => names.includes(name)).map(({ startTime, duration }) => startTime + duration);
  const first = (...names) => (ends(...names).length ? Math.min(...ends(...names)) : null);
  const lasted = (name) => performance.getEntriesByName(name)[0]?.duration ?? null;
  return [
    first("first-contentful-paint"),
    first("picture", "boot:still", "boot:live"),
    first("boot:recording"),
    first("interactive", "boot:ready"),
    first("interactive", "boot:whole"),
    ...%s.map((stage) => lasted(`boot:${stage}`)),
  ];
})()""" % list(STAGES)  # fmt: skip

Figures = dict[str, float | None]  # {what: how much, in its unit; None where there is no such thing}


def measure(bench: Bench) -> dict[str, list[Row]]:
    """What is timed is not watched: the memory is that of a round of its own."""
    chromium, firefox = some_rounds(bench, InChromium), some_rounds(bench, InFirefox)
    return {
        "Starting, in Chromium": [*rows(chromium), *bars(middle(chromium)), beside_stock(middle(chromium), 0.4)],
        "Starting, in Firefox": [*rows(firefox), beside_stock(middle(firefox), 0.7)],
    }


def some_rounds(bench: Bench, kind) -> list[dict[str, Figures | str]]:
    return [*(one_round(bench, kind) for _ in range(ROUNDS[kind])), only_memory(one_round(bench, kind, peak.watched))]


def one_round(bench: Bench, kind, watch=contextlib.nullcontext) -> dict[str, Figures | str]:
    """The figures of each way of starting, or why there are none."""
    found = {}
    for ways, visits in (((STOCK,), by_stock), ((FIRST, SECOND), by_site), ((FILE, AGAIN), by_file)):
        try:
            with visitor(kind, bench.playwright) as here:
                for way, figures in visits(bench, here, watch):
                    found[way] = figures
        except Exception as error:
            found = dict.fromkeys(ways, reason(error)) | found
    return found


def by_stock(bench: Bench, here, watch):
    yield STOCK, start(here, bench.stock.address, bench.stock, watch)


def by_site(bench: Bench, here, watch):
    address = f"{bench.site.address}?lang=en"
    first = start(here, address, bench.site, watch)
    here.until(KEPT, PATIENCE)
    here.ask(OFFLINE, PATIENCE)
    yield FIRST, first | {MOVED: bench.site.bytes / 1e6}
    yield SECOND, start(here, address, bench.site, watch)


def by_file(bench: Bench, here, watch):
    for way in (FILE, AGAIN):
        yield way, start(here, f"{bench.file.as_uri()}?lang=en", bench.site, watch) | {MOVED: bench.file.stat().st_size / 1e6}


def start(here, address: str, site: Site, watch) -> Figures:
    """The page is opened, and left at rest."""
    site.forget()
    with watch() as most:
        here.go(address)
        here.until(STARTED, PATIENCE)
        here.until(DRAWN % (here.ask("performance.now()") + REST), PATIENCE)
        here.ask(LATER)
    return dict(zip(UNITS, [*here.ask(MOMENTS), site.bytes / 1e6, most[0] if most else None], strict=True))


def only_memory(found: dict[str, Figures | str]) -> dict[str, Figures | str]:
    return {way: figures if isinstance(figures, str) else {MEMORY: figures[MEMORY]} for way, figures in found.items()}


def middle(found: list[dict[str, Figures | str]]) -> dict[str, Figures]:
    """{way: medians of the rounds}, in the order of the table; without what no round has."""
    every = {way: [each[way] for each in found if way in each and not isinstance(each[way], str)] for way in (STOCK, FIRST, SECOND, FILE, AGAIN)}
    values = {way: {what: [each[what] for each in rounds if each.get(what) is not None] for what in UNITS} for way, rounds in every.items()}
    return {way: {what: median(each) for what, each in figures.items() if each} for way, figures in values.items()}


def rows(found: list[dict[str, Figures | str]]) -> list[Row]:
    """All ways side by side; beneath, why one of them has failed."""
    figures = middle(found)
    failures = {way: told for each in found for way, told in each.items() if isinstance(told, str)}
    cells = [Row(what, figures[way].get(what), unit, way=way) for what, unit in UNITS.items() for way in figures]
    return cells + [Row(way, None, failed=why) for way, why in failures.items()]


def bars(figures: dict[str, Figures]) -> list[Row]:
    return [
        Row("second visit: interactive sooner than the first", ratio(figures, FIRST, SECOND), "times", at_least=4),
        *(Row(f"{way}: {PICTURE}", figures[way].get(PICTURE), "ms", at_most=500) for way in (FIRST, SECOND)),
        Row(f"{FIRST}: {MOVES}", figures[FIRST].get(MOVES), "ms", at_most=1000),
        Row(f"{FIRST}: moved", figures[FIRST].get(MOVED), "MB", at_most=14),
        Row(f"{SECOND}: moved", figures[SECOND].get(MOVED), "MB", at_most=0.1),
    ]


def beside_stock(figures: dict[str, Figures], most: float) -> Row:
    return Row("one file, first opening: interactive after this part of the stock way's time", ratio(figures, FILE, STOCK), "", at_most=most)


def ratio(figures: dict[str, Figures], way: str, other: str) -> float | None:
    """Of the times until the learner can act; None without one of the two."""
    times = [figures[each].get(INTERACTIVE) for each in (way, other)]
    return times[0] / times[1] if all(times) else None
