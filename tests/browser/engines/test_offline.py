"""After the first visit the site needs no network, in each engine (Chromium: tests/browser/test_offline.py)."""

from tests.browser import sites
from tests.browser.engines.conftest import beside_chromium
from tests.browser.engines.engine_page import EnginePage
from tests.browser.playground_page import PATIENCE_AT_START
from tests.browser.test_boot import STRICT
from tests.browser.test_second_visit import FAULTS, IN_THE_STORE, NOTHING_STORED, ONE_BIT_WRONG

KEPT = """new Promise((resolve) => new PerformanceObserver((seen) => seen.getEntriesByName("snapshot:kept").length && resolve(true))
    .observe({ type: "mark", buffered: true }))"""


@beside_chromium
def test_what_was_visited_once_opens_without_a_network_even_from_a_broken_snapshot(engine, dist):
    page = EnginePage(engine)
    with sites.served(dist) as site:
        site.headers["Content-Security-Policy"] = STRICT
        page.open(f"{site.address}?lang=en")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)", seconds=PATIENCE_AT_START)
        page.evaluate(KEPT, seconds=PATIENCE_AT_START)
    page.evaluate(ONE_BIT_WRONG)
    page.evaluate(f"{IN_THE_STORE % FAULTS['of which one bit is wrong']}.then(() => null)")
    page.open(f"{site.address}index.html?scene=linear&lang=zh")
    assert page.started() == "cold"
    assert page.evaluate(f"({NOTHING_STORED})()")
    assert (page.config()["scene"], page.evaluate("document.documentElement.lang")) == ("linear", "zh-Hans")
    page.configure(scene="playground")
    assert page.step(5)["step"] == 5
