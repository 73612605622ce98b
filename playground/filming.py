"""The pictures of a film of the slow pass or of training: the page asks for each and takes it, so that it is even on the slowest machine."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

RATE = 30  # pictures of a video in a second
STAYS = 1  # seconds that the video of a pass stays at its end
TRAINING = 10  # seconds of training
ROUND = (5, 2, 1)  # steps from one picture to the next, where they are as many as the machine can make: a number that can be said


@dataclass(frozen=True)
class Picture:
    """What the page is to take: the picture `number` (from 0) `of` so many, called `name`, so many `steps` of training after the last (0: of a pass)."""

    number: int
    of: int
    name: str
    steps: int = 0


class Filming:
    """`begin`, then `go_on` for each further picture, then `end`: the learner is again where they were.

    Tells the session's listeners "film": a `Picture` that is in view now, or None where no other comes: it is over, or the
    learner has asked for something else meanwhile.
    """

    def __init__(self, session):
        self._session, self._pictures, self._errand, self._was = session, None, None, None

    @property
    def going(self) -> bool:
        """Whether something is being taken."""
        return self._pictures is not None

    async def begin(self, what: str, kind: str) -> None:
        """`what` is "pass" or "training", `kind` "video" or "pictures". Raises KeyError, PredictFirst."""
        session = self._session
        film = {"pass": self._pass, "training": self._training}[what]
        phase = None if session.walk.before else session.phase
        self._was = phase, session.walk.progress, session.running, session.telling
        self._pictures = film({"video": True, "pictures": False}[kind])
        self._errand = session.errand
        await self.go_on()

    async def go_on(self) -> None:
        """Shows the next picture."""
        picture = await self._next() if self.going else None
        if picture is None:
            self._pictures = None
        self._session.tell("film", picture)

    def end(self) -> None:
        """Nothing more is taken."""
        session, (phase, progress, ran, told) = self._session, self._was
        self._pictures = None
        if session.errand != self._errand:
            return  # the learner is elsewhere by now
        if phase is None:
            session.leave_pass()
        else:
            session.show_phase(phase, progress)
        if ran:
            session.run_in_sight()
        elif told:
            session.tell_pass()

    async def _next(self) -> Picture | None:
        if self._session.errand != self._errand:
            return None
        try:
            return await anext(self._pictures, None)
        except BaseException:
            self._pictures = None
            raise

    # -- what is taken -------------------------------------------------------------------------

    async def _pass(self, moves: bool) -> AsyncIterator[Picture]:
        """Each phase in as many pictures as it lasts, the last of which shows its end; or that end alone."""
        session = self._session
        each = {phase: self._pictures_of(phase) if moves else 1 for phase in session.phases}
        moments = [(phase, (n + 1) / count) for phase, count in each.items() for n in range(count)]
        moments += moments[-1:] * (STAYS * RATE if moves else 0)
        before = None
        for number, (phase, progress) in enumerate(moments):
            if phase == before:
                session.walk.go_to(progress)
                session.draw()
            else:
                session.show_phase(phase, progress)
                before, self._errand = phase, session.errand
            yield Picture(number, len(moments), phase.replace("/", "-"))

    def _pictures_of(self, phase: str) -> int:
        """How many a phase takes in a video, at least one."""
        return max(1, round(self._session.walk.seconds(phase) * RATE / self._session.speed()))

    async def _training(self, moves: bool) -> AsyncIterator[Picture]:
        """The state that it begins with, and that after each thirtieth of a second, or after each second."""
        session = self._session
        steps = self._steps()
        count, each = (TRAINING * RATE, steps) if moves else (TRAINING + 1, steps * RATE)
        session.run_by_hand()
        self._errand = session.errand
        for number in range(count):
            if number:
                await session.train_on(each)
            if session.errand != self._errand:
                return
            yield Picture(number, count, f"{number // RATE if moves else number}s", each)

    def _steps(self) -> int:
        """From one picture of a video to the next, as the pace has it. The fastest pace is what this machine has made so far."""
        session = self._session
        if session.config.pace != "max":
            return session.steps_per_frame()
        return rounded(session.slices.steps_in(1 / RATE))


def rounded(steps: int) -> int:
    """The largest of 1, 2, 5, 10, 20, 50, … that is not more."""
    power = 10 ** (len(str(steps)) - 1)
    return next(first * power for first in ROUND if first * power <= steps)
