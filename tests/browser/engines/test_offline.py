"""After the first visit the site needs no network, in each engine (Chromium: tests/browser/test_offline.py)."""

from tests.browser import sites
from tests.browser.engines.conftest import beside_chromium
from tests.browser.engines.engine_page import EnginePage
from tests.browser.playground_page import PATIENCE_AT_START
from tests.browser.test_boot import STRICT


@beside_chromium
def test_what_was_visited_once_opens_without_a_network(engine, dist):
    page = EnginePage(engine)
    with sites.served(dist) as site:
        site.headers["Content-Security-Policy"] = STRICT
        page.open(f"{site.address}?lang=en")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)", seconds=PATIENCE_AT_START)
    page.open(f"{site.address}index.html?scene=linear&lang=zh")
    assert page.evaluate("playground.config().then(({ scene, lang }) => [scene, lang])") == ["linear", "zh"]
    assert page.evaluate("playground.configure({ scene: 'playground' }).then(() => playground.step(5)).then(({ step }) => step)") == 5
