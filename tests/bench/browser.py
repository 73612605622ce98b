"""The built site on a port of its own, and a browser to open it in."""

import contextlib
import functools
import threading
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from build_steps import browser as browsers
from build_steps import server

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
VIEW = {"width": 1280, "height": 900}
IN_PAGE = (Path(__file__).parent / "in_page.js").read_text(encoding="utf-8")


class Broken(Exception):
    """Something could not be measured; the text says what."""


@dataclass
class Site:
    """Where the site is, and what its server has sent: `requests`, and `bytes` of headers and bodies."""

    address: str = ""
    requests: int = 0
    bytes: int = 0

    def forget(self) -> None:
        self.requests = self.bytes = 0


@contextlib.contextmanager
def serving(folder: Path):
    """A Site that is being served."""
    if not (folder / "index.html").exists():
        raise Broken(f"there is no site in {folder}")
    site, listening = Site(), server.listen("127.0.0.1", 0, folder)
    listening.RequestHandlerClass = functools.partial(CountingHandler, site, folder)
    site.address = f"http://127.0.0.1:{listening.server_address[1]}/"
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        listening.shutdown()
        listening.server_close()


class CountingHandler(server.Handler):
    """The site's own server, with a meter on the wire."""

    def __init__(self, site, *arguments):
        self.site = site
        super().__init__(*arguments)

    def setup(self):
        super().setup()
        self._write, self.wfile.write = self.wfile.write, self._count

    def do_GET(self):
        self.site.requests += 1
        super().do_GET()

    def _count(self, data):
        self.site.bytes += len(data)
        return self._write(data)


@contextlib.contextmanager
def browser():
    """A headless Chromium; whatever it refuses is told as Broken."""
    found = browsers.find()
    if not found:
        raise Broken(f"there is no browser; {browsers.HOW}")
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=str(found), args=ARGUMENTS)
            yield chromium
            chromium.close()
    except Error as error:
        raise Broken(str(error).splitlines()[0]) from error


def new_context(chromium: Browser, prepare: str = "") -> BrowserContext:
    """A visitor who has never been here. `prepare` is JavaScript that runs before the page's own."""
    context = chromium.new_context(viewport=VIEW, service_workers="block")
    context.add_init_script(IN_PAGE)
    if prepare:
        context.add_init_script(prepare)
    context.on("weberror", lambda error: print(f"  the page says: {error.error}", flush=True))
    return context


def visit(context: BrowserContext, site: Site, query: str = "") -> Page:
    """The page, ready for the learner."""
    page = context.new_page()
    page.goto(f"{site.address}?lang=en{query}")
    page.evaluate("playground.ready")
    return page
