"""What is looked at more closely: histograms and loss surface are computed only while they are open and training rests."""

import asyncio
import time

from playground.frames.histograms import Row, histograms
from playground.frames.surface import SPANS, Surface

PARTS = ("numbers", "histograms", "surface")  # the numbers of each layer are at hand and need no computing
STATES = 40  # points of the way on the surface
REST = 0.15  # seconds without a change before anything is computed: who drags through history is not kept waiting
SLICE = 0.008  # seconds of computing between two looks at what the learner has done
TELL_EVERY = 0.2  # seconds between two looks at how far the surface is


class Deeper:
    """The closer looks of one session, each as of the moment that its numbers were computed.

    `opened`: the parts that the learner has open; `histograms`: rows, or None; `surface`: the last whole one, or None;
    `progress`: how much of the next one is done, or None.
    Tells the session's listeners "deeper" when anything of it has changed.
    """

    def __init__(self, session):
        self._session, self._wanted, self._task = session, None, None
        self.opened: frozenset[str] = frozenset()
        self.span = "1000"
        self._forget()
        session.on("status", self.refresh)
        session.on("restart", self._forget)

    def show(self, part: str, opened: bool) -> None:
        """The learner opens or closes a part; KeyError where there is no such part."""
        if part not in PARTS:
            raise KeyError(part)
        self.opened = self.opened | {part} if opened else self.opened - {part}
        self._session.tell("deeper")
        self.refresh()

    def look_back(self, span: str) -> None:
        """The surface is that of the last so many steps (one of SPANS; KeyError)."""
        if SPANS[span] != SPANS[self.span]:
            self.span, self._surface_of = span, None
            self.refresh()

    def refresh(self) -> None:
        """Computes what is open and out of date, soon; nothing while training runs."""
        session = self._session
        wanted = None if session.running or not self._stale() else (session.experiment.version, self.span, self.opened)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if wanted:
            self._task = asyncio.ensure_future(session.guarded(self._look(wanted)))

    def _forget(self) -> None:
        """Another network: its numbers have nothing to do with the old one's."""
        self.histograms: list[Row] | None = None
        self.surface: Surface | None = None
        self.progress: float | None = None
        self._histograms_of = self._surface_of = self._wanted = None

    def _stale(self) -> bool:
        known = {"histograms": self._histograms_of, "surface": self._surface_of}
        return any(known[part] is not self._session.experiment.version for part in self.opened & known.keys())

    async def _look(self, wanted) -> None:
        await asyncio.sleep(REST)
        if self._wanted is not wanted:
            return
        session = self._session
        if "histograms" in self.opened and self._histograms_of is not session.experiment.version:
            self.histograms, self._histograms_of = histograms(session.training, session.record.diagnostics), session.experiment.version
            session.tell("deeper")
        if "surface" in self.opened and self._surface_of is not session.experiment.version:
            await self._survey(wanted)
        if self._wanted is wanted:
            self._wanted = None

    async def _survey(self, wanted) -> None:
        """Fills a new surface slice by slice; gives up when something else is wanted."""
        session, steps = self._session, SPANS[self.span]
        first = 0 if steps is None else session.training.step - steps
        surface = Surface(session.training, session.record.states(first, STATES))
        told = 0.0
        for self.progress in paced(surface.fill() if surface.plane else ()):
            if time.perf_counter() - told > TELL_EVERY:
                told = time.perf_counter()
                session.tell("deeper")
            await asyncio.sleep(0)
            if self._wanted is not wanted:
                self.progress = None
                session.tell("deeper")
                return
        self.surface, self._surface_of, self.progress = surface, session.experiment.version, None
        session.tell("deeper")


def paced(shares):
    """The same shares, but only one for each SLICE of time."""
    began = time.perf_counter()
    for share in shares:
        if time.perf_counter() - began > SLICE:
            yield share
            began = time.perf_counter()
