"""Visitors who have never been here, each with a browser of their own: its storage, caches and service workers last until they leave."""

import contextlib
import json
import tempfile

from playwright.sync_api import Page, Playwright

from build_steps import browser as browsers
from tests.bench.sites import Broken
from tests.browser.engines.engine import ANSWER
from tests.browser.engines.firefox import Firefox

VIEW = {"width": 1280, "height": 900}
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
UNTIL = "new Promise((resolve) => (function look() {{ if ({}) resolve(true); else setTimeout(look, 50); }})())"


class InChromium:
    """By Playwright. `prepare` is JavaScript that runs before that of every page."""

    def __init__(self, playwright: Playwright, prepare: str = ""):
        found = browsers.find()
        if not found:
            raise Broken(f"there is no browser; {browsers.HOW}")
        self._profile = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        self._context = playwright.chromium.launch_persistent_context(
            self._profile.name, executable_path=str(found), args=ARGUMENTS, viewport=VIEW
        )
        if prepare:
            self._context.add_init_script(prepare)
        self._context.on("weberror", lambda error: print(f"  the page says: {error.error}", flush=True))

    def go(self, address: str) -> Page:
        """Opens an address, and closes what was open before."""
        self.page = self._context.new_page()
        for other in self._context.pages[:-1]:
            other.close()
        self.page.goto(address)
        return self.page

    def ask(self, expression: str, seconds: float = 30):
        """The value of a JavaScript expression, or what its promise resolves with."""
        told = json.loads(self.page.evaluate(ANSWER % (f"({expression})", "null", seconds, 1000 * seconds)))
        if "error" in told:
            raise Broken(f"{told['error']}: {expression}")
        return told["value"]

    def until(self, condition: str, seconds: float = 120) -> None:
        self.ask(UNTIL.format(condition), seconds)

    def leave(self) -> None:
        self._context.close()
        self._profile.cleanup()


class InFirefox:
    """By what drives it for the tests."""

    def __init__(self, _: Playwright):
        paths = browsers.others("firefox")
        if None in paths:
            raise Broken(browsers.why_not("firefox"))
        self._engine = Firefox(*paths)
        self._engine.resize(**VIEW)

    def go(self, address: str) -> None:
        self._engine.go(address)

    def ask(self, expression: str, seconds: float = 30):
        try:
            return self._engine.evaluate(expression, seconds=seconds)
        except AssertionError as error:
            raise Broken(str(error)) from error

    def until(self, condition: str, seconds: float = 110) -> None:
        self.ask(UNTIL.format(condition), seconds)

    def leave(self) -> None:
        self._engine.close()


@contextlib.contextmanager
def visitor(kind, playwright: Playwright, *arguments):
    """A visitor of one of the two kinds, who leaves at the end."""
    here = kind(playwright, *arguments)
    try:
        yield here
    finally:
        with contextlib.suppress(Exception):  # of a browser that has broken down nothing is left to close
            here.leave()
