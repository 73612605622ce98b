"""A real browser on the built site; a test fails when its page complains or asks another origin for anything.

Opting out takes the mark `console_errors_expected`. PLAYGROUND_DIST names another built site.
"""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from build_steps import browser as browsers
from build_steps.places import DIST, ROOT
from tests.browser import sites
from tests.browser.playground_page import PATIENCE, PlaygroundPage

HELPERS = Path(__file__).with_name("helpers.js")
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
AS_ROOT = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
BLOCKED = "Service Worker registration blocked by Playwright"  # as these tests ask it to (ENGLISH), not the page's complaint
ENGLISH = {"locale": "en-GB", "service_workers": "block", "viewport": {"width": 1280, "height": 860}}


expect.set_options(timeout=1000 * PATIENCE)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def dist():
    """The built site: PLAYGROUND_DIST, or what `build.py test` has just built."""
    folder = Path(os.environ.get("PLAYGROUND_DIST", DIST))
    if not (folder / "index.html").exists():
        pytest.fail(f"there is no built site in {folder}: run `python3 build.py test`, which builds it first", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def site(dist):
    with sites.served(dist) as running:
        yield running


@pytest.fixture
def own_site(dist):
    """A server for this test alone, to sabotage."""
    with sites.served(dist) as running:
        yield running


@pytest.fixture(scope="session")
def modules():
    """The page's own modules, as they are written, beside a page without anything."""
    with sites.served(ROOT / "pyscript") as running:
        running.faults["/"] = sites.replaced(b"<!doctype html><title>modules</title>")
        yield running


@pytest.fixture(scope="module")
def empty_page(browser, modules):
    """That page (Playwright's), which can import them: what needs neither Python nor a document is tested in it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(modules.address)
    yield page
    context.close()


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright):
    running = playwright.chromium.launch(executable_path=browsers.find_or_install(), args=[*FLAGS, *AS_ROOT])
    yield running
    running.close()


class Visits:
    """Opens pages, each watched from its first request: in contexts of their own, or at home."""

    def __init__(self, browser, home=None):
        self._browser, self._home = browser, home
        self._contexts, self._at_home = [], []
        self.complaints = home.complaints if home else []

    def page(self, **options):
        """A page in a fresh context, not yet gone anywhere: on a first visit, where Python starts cold."""
        context = _watched(self._browser, self.complaints, **options)
        self._contexts.append(context)
        return PlaygroundPage(context.new_page(), self.complaints)

    def another(self, context):
        """A second page of one of the contexts: the same learner, with all that the browser has kept."""
        return PlaygroundPage(context.new_page(), self.complaints)

    def returning(self, viewport=None, locale=None, **media):
        """A page at home, not yet gone anywhere; all of one test are of the same learner. `media`: what Playwright's `emulate_media` takes."""
        if not self._at_home:
            self._home.tidy()
        page = self._home.new_page()
        self._at_home.append(page)
        if viewport:
            page.set_viewport_size(viewport)
        if locale:
            _speak(page, locale)
        if media:
            page.emulate_media(**media)
        return PlaygroundPage(page, self.complaints)

    def open(self, address, prepare="", **options):
        """A page at home, or where there is none in a fresh context, opened and ready. `prepare`: JavaScript that runs before its own."""
        page = (self.returning if self._home else self.page)(**options)
        if prepare:
            page.page.add_init_script(prepare)
        return page.open(address)

    def close(self):
        for closing in (self._at_home, self._contexts):
            while closing:
                closing.pop().close()


class Home:
    """The context of a learner who has been on the site before: Python goes on from what is kept there, in a third of the time.

    Tests that ask for a first visit, for another site or a context of their own take `Visits.page`.
    """

    def __init__(self, browser, address):
        self._browser, self._address = browser, address
        self._context = self._aside = None
        self.complaints = []

    def tidy(self):
        """Of the learner nothing is left but Python, and nobody has complained yet."""
        if not self._context:
            self._move_in()
        self._context.set_offline(False)
        self._context.clear_permissions()
        self._context.clear_cookies()
        self._aside.evaluate(FORGET)
        self.complaints.clear()

    def new_page(self):
        return self._context.new_page()

    def _move_in(self):
        self._context = _watched(self._browser, self.complaints)
        first = PlaygroundPage(self.new_page(), self.complaints).open(self._address)
        first.wait_until_python_is_kept()
        self._aside = first.page
        self._aside.goto(self._address + "build.txt")


def _speak(page, locale):
    """As Playwright does for a whole context."""
    agent = {"userAgent": page.evaluate("navigator.userAgent"), "acceptLanguage": locale}
    page.context.new_cdp_session(page).send("Emulation.setUserAgentOverride", agent)


# All that a browser keeps but the snapshot, and the word of it.
FORGET = """async () => {
    const python = "seeing-gradients-python";
    for (const name of Object.keys(localStorage)) if (name !== python) localStorage.removeItem(name);
    for (const { name } of await indexedDB.databases()) if (name !== python) indexedDB.deleteDatabase(name);
    for (const name of await caches.keys()) await caches.delete(name);
}"""


def _watched(browser, complaints, **options):
    """A context of which everything is heard that its pages complain of; what they ask others for they do not get."""

    def hear(message):
        if message.type in ("error", "warning") and message.text != BLOCKED:
            complaints.append(f"console {message.type}: {message.text}")

    def refuse(route):
        complaints.append(f"foreign request: {route.request.url}")
        route.abort()

    context = browser.new_context(**ENGLISH | options)
    context.add_init_script(path=HELPERS)
    context.on("console", hear)
    context.on("weberror", lambda error: complaints.append(f"uncaught: {error.error}"))
    context.route(lambda address: not _is_ours(address), refuse)
    context.set_default_timeout(1000 * PATIENCE)
    return context


def _is_ours(address):
    return address.startswith(("http://127.0.0.1:", "file:", "data:", "blob:"))


@pytest.fixture(scope="session")
def home(browser, site):
    return Home(browser, site.address)


@pytest.fixture
def visits(browser, home, request):
    """Opens pages for this test; afterwards none of them may have complained."""
    home.complaints.clear()  # those of the test before
    opened = Visits(browser, home)
    yield opened
    opened.close()
    _expect_peace(opened.complaints, request)


class Shared:
    """One page for many tests, opened again only when a test has broken it."""

    def __init__(self, visits, address, **options):
        self._visits, self._address, self._options = visits, address, options
        self._page, self._size = None, (ENGLISH | options)["viewport"]

    def at_the_start(self):
        """The page with every setting at its default, in English, at its size, at step 0, paused, folded, scrolled up, without notices."""
        try:
            return self._put_back()
        except Exception:  # whatever the last test did to it
            self._visits.close()
            self._page = None
            return self._put_back()

    def rest(self):
        """Nothing moves while other pages are tested."""
        with suppress(Exception):  # whatever the test did to it
            self._page.call("pause")

    def _put_back(self):
        self._page = self._page or self._visits.open(self._address, **self._options)
        self._page.page.set_viewport_size(self._size)
        self._page.evaluate("tests.putBack(argument)", DEFAULTS)
        self._visits.complaints.clear()
        return self._page


@pytest.fixture(scope="session")
def shared(browser, site):
    visits = Visits(browser)
    yield Shared(visits, site.address)
    visits.close()


@pytest.fixture(scope="session")
def shared_phone(browser, site):
    visits = Visits(browser)
    yield Shared(visits, f"{site.address}?lang=en", **PHONE)
    visits.close()


@pytest.fixture
def playground(shared, request):
    """A page that tests share, put back to the start before each."""
    yield from lent(shared, request)


@pytest.fixture
def phone(shared_phone, request):
    """The same on a telephone."""
    yield from lent(shared_phone, request)


def lent(shared, request):
    """A `Shared` page, for one test, in which it may not complain."""
    page = shared.at_the_start()
    yield page
    shared.rest()
    _expect_peace(page.complaints, request)


def _expect_peace(complaints, request):
    if complaints and not request.node.get_closest_marker("console_errors_expected"):
        pytest.fail("the page complained:\n" + "\n".join(complaints), pytrace=False)


def _defaults():
    from playground.settings import SETTINGS, to_text

    return {key: to_text(setting.default) if isinstance(setting.default, tuple) else setting.default for key, setting in SETTINGS.items()}


DEFAULTS = _defaults()
