"""A real browser on the built site; a test fails when its page complains or asks another origin for anything.

Opting out takes the mark `console_errors_expected`. PLAYGROUND_DIST names another built site.
"""

import os
from pathlib import Path

import pytest
from build_steps import browser as browsers
from build_steps.places import DIST
from playwright.sync_api import sync_playwright

from tests.browser import sites
from tests.browser.playground_page import PlaygroundPage

HELPERS = Path(__file__).with_name("helpers.js")
FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
AS_ROOT = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
ENGLISH = {"locale": "en-GB", "viewport": {"width": 1280, "height": 860}}


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
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browsers.find_or_install(), args=[*FLAGS, *AS_ROOT])
        yield running
        running.close()


class Visits:
    """Opens pages in contexts of their own, each watched from its first request."""

    def __init__(self, browser):
        self._browser = browser
        self._contexts = []
        self.complaints = []

    def page(self, **options):
        """A page in a fresh context, not yet gone anywhere."""
        context = self._browser.new_context(**ENGLISH | options)
        self._contexts.append(context)
        context.add_init_script(path=HELPERS)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))
        context.route(lambda address: not _is_ours(address), self._refuse)
        context.set_default_timeout(15_000)
        return PlaygroundPage(context.new_page(), self.complaints)

    def open(self, address, **options):
        """A page in a fresh context, opened and ready."""
        return self.page(**options).open(address)

    def close(self):
        for context in self._contexts:
            context.close()

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"console {message.type}: {message.text}")

    def _refuse(self, route):
        self.complaints.append(f"foreign request: {route.request.url}")
        route.abort()


def _is_ours(address):
    return address.startswith(("http://127.0.0.1:", "data:", "blob:"))


@pytest.fixture
def visits(browser, request):
    """Opens pages for this test; afterwards none of them may have complained."""
    opened = Visits(browser)
    yield opened
    opened.close()
    _expect_peace(opened.complaints, request)


@pytest.fixture(scope="session")
def _shared(browser, site):
    visits = Visits(browser)
    yield visits.open(site.address), visits
    visits.close()


@pytest.fixture
def playground(_shared, request):
    """A page that tests share, put back to the start: every setting at its default, English, step 0, paused."""
    shared, visits = _shared
    visits.complaints.clear()
    shared.call("pause")
    shared.configure(**DEFAULTS)
    shared.call("reset")
    yield shared
    _expect_peace(visits.complaints, request)


def _expect_peace(complaints, request):
    if complaints and not request.node.get_closest_marker("console_errors_expected"):
        pytest.fail("the page complained:\n" + "\n".join(complaints), pytrace=False)


def _defaults():
    from playground.settings import SETTINGS, to_text

    return {key: to_text(setting.default) if isinstance(setting.default, tuple) else setting.default for key, setting in SETTINGS.items()}


DEFAULTS = _defaults()
