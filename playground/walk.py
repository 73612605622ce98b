"""The walk through the phases of a pass: which one is in view, how far through it, and the clock that moves on."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Protocol

from playground.engine import Network
from playground.trace import Timeline, strides

PASS_PHASE = 2.0  # seconds that each phase of a pass told slowly takes at least, at speed 1: as long as what is said of it takes to be read
WAVE_PHASE = 0.24  # seconds that each phase of the wave after a single step takes, at speed 1
FRAME = 1 / 60  # seconds from one frame of a movement to the next, drawing included; where that takes longer, they come as they are drawn
LONGEST_TURN = 0.25  # seconds that one turn of the clock may count for: behind a hidden page the walk waits


class Stage(Protocol):
    """Where a walk is played: the session."""

    def speed(self) -> float:
        """How many times as fast as usual."""

    def reading(self, phase: str) -> float:
        """Seconds that what is said of a phase of the pass takes to be read."""

    def still(self) -> bool:
        """Whether nothing is to move: then every phase stands at its end."""

    def entered(self, phase: str | None) -> None:
        """Another phase is in view, or none."""

    def held(self) -> None:
        """The walk stays where it is."""

    def moved(self) -> None:
        """The same phase, a little further on."""

    async def drawn(self) -> None:
        """Returns once the last movement has been drawn."""


class Walk:
    """`phase` is None while the picture shows the whole network at once; `telling`: it goes on by itself.

    `before`: in the wave after a step, the network as it was before that step, else None. Every task is a
    coroutine to be run; each ends itself once anything else has been asked for.
    """

    def __init__(self, stage: Stage, layers: int):
        self._stage, self._layers, self.timeline = stage, layers, Timeline.of(layers)
        self.phase: str | None = None
        self.telling = False
        self.before: Network | None = None
        self._progress = 1.0
        self._number = 0  # a task whose number is no longer this one ends itself

    @property
    def progress(self) -> float:
        """How far the movement of the phase has come, 0 to 1."""
        return 1.0 if self._stage.still() else self._progress

    def stop(self) -> None:
        """Stays where it is, for whoever moves it next; tells nobody."""
        self._number += 1
        self.telling, self.before = False, None

    def leave(self) -> None:
        """The whole network is in view again; tells nobody."""
        self.stop()
        self.phase, self._progress = None, 1.0

    def show(self, name: str, progress: float = 1.0) -> None:
        """Stands at a phase, so far through it; ValueError lists the names."""
        timeline = self.timeline.to(name)
        self.stop()
        self._enter(timeline, progress)

    def go_to(self, progress: float) -> None:
        """The phase in view, so far through it; tells nobody."""
        self._progress = progress

    def play(self, name: str) -> Coroutine:
        """Stands at a phase and plays its movement once; ValueError lists the names."""
        self.show(name, 0.0)
        return self._play(self._number)

    def tell(self) -> Coroutine:
        """Goes on from where it is, or at the end from the start, to the last phase, and stays there."""
        self.stop()
        self.telling = True
        if self.phase is None or (self._done and self.timeline.at_end):
            self._enter(self.timeline.first(), 0.0)
        return self._tell(self._number)

    def wave(self, before: Network) -> Coroutine:
        """Runs from the loss back to the update of the step that was made last, and leaves."""
        self.stop()
        self.before = before
        return self._wave(self._number)

    def seconds(self, phase: str) -> float:
        """How long a phase of a pass told slowly lasts, at speed 1."""
        return max(PASS_PHASE, self._stage.reading(phase))

    # -- the tasks -----------------------------------------------------------------------------

    async def _play(self, number: int) -> None:
        await self._move(self.seconds(self.phase), number)

    async def _tell(self, number: int) -> None:
        while await self._move(self.seconds(self.phase), number):
            if self.timeline.at_end:
                self.telling = False
                self._stage.held()
                return
            self._enter(self.timeline.forward(), 0.0)

    async def _wave(self, number: int) -> None:
        for name in strides(self._layers):
            if number == self._number:
                self._enter(self.timeline.to(name), 0.0)
                await self._move(WAVE_PHASE, number)
        if number == self._number:
            self.leave()
            self._stage.entered(None)

    async def _move(self, seconds: float, number: int) -> bool:
        """Through the rest of the phase in view; whether it came to its end undisturbed."""
        then = time.perf_counter()
        while number == self._number and not self._done:
            left = (1 - self._progress) * seconds / self._stage.speed()
            await asyncio.sleep(max(0.0, min(FRAME, left) - (time.perf_counter() - then)))
            await self._stage.drawn()
            if number == self._number:
                now = time.perf_counter()
                self._advance(min(now - then, LONGEST_TURN) * self._stage.speed() / seconds)
                then = now
        return number == self._number

    def _advance(self, share: float) -> None:
        self._progress = min(1.0, self._progress + share)
        if not self._stage.still():
            self._stage.moved()

    @property
    def _done(self) -> bool:
        return self._progress >= 1

    def _enter(self, timeline: Timeline, progress: float) -> None:
        self.timeline, self.phase, self._progress = timeline, timeline.name, progress
        self._stage.entered(self.phase)
