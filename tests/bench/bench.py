"""What every kind of measurement is given: the sites, the one file, and pages of visitors."""

import contextlib
import functools
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.bench.sites import Broken, Site, serving
from tests.bench.visitors import InChromium

IN_PAGE = (Path(__file__).parent / "in_page.js").read_text(encoding="utf-8")
READY = "performance.getEntriesByName('boot:ready').length > 0"
KEPT = "performance.getEntriesByName('snapshot:kept').length > 0"
OFFLINE = "navigator.serviceWorker.ready.then(() => true)"
WAY = "performance.getEntriesByType('mark').map(({ name }) => name).find((name) => /^boot:(cold|restored)$/.test(name))"
PATIENCE = 120  # seconds, also for a page that is slowed


class Bench:
    """Lasts as long as `with` lasts; what is started in it is ended then."""

    def __init__(self, playwright: Playwright, folder: Path):
        self.playwright, self.folder = playwright, folder
        self._ends = contextlib.ExitStack()
        self._returning: InChromium | None = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.forget()
        self._ends.close()

    @functools.cached_property
    def site(self) -> Site:
        if not (self.folder / "index.html").exists():
            raise Broken(f"there is no site in {self.folder}")
        return self._ends.enter_context(serving(self.folder))

    @functools.cached_property
    def stock(self) -> Site:
        """Panel's own conversion of a small app."""
        from tests.bench.stock import site
        return self._ends.enter_context(serving(site.folder()))

    @property
    def file(self) -> Path:
        return self.folder / "playground.html"

    def returning(self) -> Page:
        """The page, ready, of one who comes again: restored from the snapshot that the first visit has left."""
        if not self._returning:
            self._returning = self.newcomer()
        return self._open(self._returning, "boot:restored")

    def newcomer(self) -> InChromium:
        """One whose first visit is over, with the page still open: it was a cold start, and all that is kept is kept."""
        here = InChromium(self.playwright, IN_PAGE)
        self._open(here, "boot:cold")
        here.until(KEPT, PATIENCE)
        here.ask(OFFLINE, PATIENCE)
        return here

    def forget(self) -> None:
        """Another is to come again the next time, as this one's browser may be broken."""
        if self._returning:
            with contextlib.suppress(Exception):
                self._returning.leave()
        self._returning = None

    def _open(self, here: InChromium, way: str) -> Page:
        page = here.go(f"{self.site.address}?lang=en")
        here.until(READY, PATIENCE)
        if here.ask(WAY) != way:
            raise Broken(f"the start was {here.ask(WAY)}, not {way}")
        return page
