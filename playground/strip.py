"""The strip of learning rates: eight runs from the session's own start, trained in slices while a lesson shows them and training rests."""

import asyncio
import time

from playground.deeper import TELL_EVERY, paced
from playground.lessons.descent import Strip, essence

FIGURE = "strip"  # of the steps that show it


class StripOfRates:
    """The strip of one session. `strip`: its runs, as far as they have got; None where no step shows it.

    Tells the session's listeners "deeper" when it has got further.
    """

    def __init__(self, session):
        self._session, self._start, self._task = session, None, None
        self.strip: Strip | None = None
        for event in ("config", "study", "status"):
            session.on(event, self.refresh)

    def refresh(self, *_) -> None:
        """Begins anew where the runs would begin otherwise, and goes on where there is something to do."""
        config, step = self._session.config, self._session.tutor.step
        start = essence(config, lr=1.0) if step and step.figure == FIGURE else None
        if start != self._start:
            self._start, self.strip = start, start and Strip(start)
        if self._may_go_on(self.strip) and (self._task is None or self._task.done()):
            self._task = asyncio.ensure_future(self._session.guarded(self._go_on()))

    def _may_go_on(self, strip: Strip | None) -> bool:
        session = self._session
        return strip is not None and strip is self.strip and not strip.over and not session.running and not session.tutor.locked

    async def _go_on(self) -> None:
        told = 0.0
        while self._may_go_on(strip := self.strip):
            for _ in paced(strip.fill()):
                if time.perf_counter() - told > TELL_EVERY:
                    told = time.perf_counter()
                    self._session.tell("deeper")
                await asyncio.sleep(0)
                if not self._may_go_on(strip):
                    break
        self._session.tell("deeper")
