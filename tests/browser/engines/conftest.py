"""One browser of each engine, one page in it, watched from its first script. An engine that is not here is not tried."""

from contextlib import closing
from pathlib import Path

import pytest

from build_steps import browser as browsers
from tests.browser import sites
from tests.browser.conftest import AS_ROOT, DEFAULTS, FLAGS, HELPERS
from tests.browser.engines.chromium import Chromium
from tests.browser.engines.engine_page import EnginePage
from tests.browser.engines.firefox import Firefox
from tests.browser.engines.webkit import WebKit
from tests.browser.test_boot import STRICT
from tests.conftest import NOT_TRIED

WATCH = Path(__file__).with_name("watch.js")
ENGINES = ("webkit", "chromium", "firefox")  # the slowest first, beside which the others are done
beside_chromium = pytest.mark.parametrize("engine", ["webkit", "firefox"], indirect=True)  # in Chromium another test asks for the same, and more


def launch(name, request, without_wasm=False):
    """A running engine; the test is skipped where it cannot be had."""
    if name == "chromium":
        flags = ["--js-flags=--jitless"] if without_wasm else []
        return Chromium(request.getfixturevalue("playwright"), browsers.find_or_install(), [*FLAGS, *AS_ROOT, *flags])
    paths = browsers.others(name)
    if None in paths:
        pytest.skip(f"{NOT_TRIED}{name}: {browsers.why_not(name)}")
    if name == "firefox":
        return Firefox(*paths, {"javascript.options.wasm": False} if without_wasm else {})
    return WebKit(*paths, {"JSC_useWasm": "false"} if without_wasm else {})


@pytest.fixture(scope="session", params=ENGINES)
def engine(request):
    with closing(launch(request.param, request)) as running:
        running.name = request.param
        yield running


def watched(dist, site):
    """Puts the tests' own scripts before those of the page, and lets no service worker keep the page without them."""
    site.faults["/service-worker.js"] = sites.missing
    html = (dist / "index.html").read_text("utf-8")
    site.faults["/"] = sites.replaced(html.replace("<head>", '<head><script src="tests.js"></script>', 1).encode())
    site.faults["/tests.js"] = sites.replaced(HELPERS.read_bytes() + WATCH.read_bytes())
    return site


@pytest.fixture(scope="session")
def strict_site(dist):
    """The site under the policy that the page itself recommends, which forbids every foreign request."""
    with sites.served(dist) as running:
        running.headers["Content-Security-Policy"] = STRICT
        yield watched(dist, running)


@pytest.fixture
def own_watched(dist):
    """The site without any policy: in a sandboxed frame WebKit takes 'self' for nothing at all."""
    with sites.served(dist) as running:
        yield watched(dist, running)


@pytest.fixture
def page(engine, strict_site):
    """The page, opened once for all tests of an engine, put back to the start before each; none may make it complain."""
    opened = EnginePage(engine)
    if not opened.is_at(strict_site.address):
        opened.open(f"{strict_site.address}?lang=en")
    engine.resize(1280, 860)
    opened.call("pause")
    opened.configure(**DEFAULTS | {"lang": "en"})
    opened.call("reset")
    opened.evaluate("tests.tidy()")
    opened.status()
    yield opened
    assert opened.complaints == []
    opened.call("pause")
