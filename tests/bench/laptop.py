"""An old classroom laptop: the same starts with page and worker four times slower, and what is left of the training."""

import functools

from tests.bench import peak, starts
from tests.bench.bench import Bench
from tests.bench.others import beside
from tests.bench.slowed import TIMES, slowed
from tests.bench.table import Row, attempt
from tests.bench.training import NETS, PageWork, one_round
from tests.bench.visitors import InChromium, visitor

# Milliseconds of the same counting in the page and in a worker, the shortest of some tries: other programs lengthen them.
COUNTING = """(async () => {
  const count = () => {
    const began = performance.now();
    for (let i = 0, sum = 0; i < 2e8; i++) sum += i % 7;
    return performance.now() - began;
  };
  const shortest = `(() => { const count = ${count}; return Math.min(...Array.from({ length: 3 }, count)); })()`;
  const worker = new Worker(URL.createObjectURL(new Blob([`postMessage(${shortest})`])));
  const inWorker = await new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
  return [eval(shortest), inWorker];
})()"""


watched = functools.partial(peak.watched, TIMES * peak.INTERVAL)


def measure(bench: Bench) -> dict[str, list[Row]]:
    return {f"An old laptop: page and worker {TIMES} times slower, in Chromium": attempt("an old laptop", beside, rows, bench)}


def rows(bench: Bench) -> list[Row]:
    found = attempt("how much slower", slowness, bench)
    with slowed():
        figures = [starts.one_round(bench, InChromium, watched)]
    middle = starts.middle(figures)
    soon = [Row(f"{way}: {starts.INTERACTIVE}", middle[way].get(starts.INTERACTIVE), "ms", at_most=5000) for way in (starts.SECOND, starts.FILE)]
    return [*starts.rows(figures), *soon, *attempt("training", training, bench), *found]


def slowness(bench: Bench) -> list[Row]:
    """What the slowing comes to, found out by counting."""
    with visitor(InChromium, bench.playwright) as here:
        here.go("about:blank")
        plain = here.ask(COUNTING)
        with slowed():
            slow = here.ask(COUNTING)
    return [Row(f"{where} counts slower", b / a, "times") for where, a, b in zip(("the page", "a worker"), plain, slow, strict=True)]


def training(bench: Bench) -> list[Row]:
    """At the pace that the page begins with."""
    page = bench.returning()
    with slowed():
        work = PageWork(page)
        return [row for net in NETS for row in attempt(net, frames, page, work, net)]


def frames(page, work: PageWork, net: str) -> list[Row]:
    result = one_round(page, work, net, "epoch")
    return [
        Row(f"{net}, pace epoch: the page", result["pictures"], "frames/s", at_least=30),
        Row(f"{net}, pace epoch: from Python", result["frames"], "frames/s", at_least=30),
    ]
