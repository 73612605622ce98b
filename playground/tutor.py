"""Leads through a lesson: opens its steps, keeps the network still until a prediction is made, sees when a task is done."""

from contextlib import suppress
from dataclasses import replace

from playground.config import Config
from playground.lessons import LESSONS
from playground.lessons.addresses import at_a_step, start_of
from playground.lessons.descent import essence
from playground.lessons.lesson import Lesson, Opening, Step
from playground.lessons.study import Study
from playground.settings import OF_THE_PAGE

KEPT = "study"  # under this name progress stays on the device
UNKNOWN = "…"
RESULTS = ("numbers", "chart", "flow", "time")  # what the results are made of: without any of them they are out of sight, too
OPTIONAL_PARTS = (
    "controls", "shape", "inspector", "sample", "run", "timeline", "pass", "backward", "loss", *RESULTS, "compare", "kept",
    "deeper", "presets", "takeaway",
)  # fmt: skip


class Tutor:
    """The lesson side of one session. Tells the session's listeners "study" when anything of it has changed, "task" when one is done."""

    def __init__(self, session):
        self._session = session
        self.study = Study()
        self.notes: dict = {}  # what the figure of a step remembers until another step is opened
        self._opening = False  # a step with the network of another: nothing to be recognised yet
        self._opened: tuple[Opening, tuple] | None = None  # what the step in view said and asked, and of which run
        self._does = self._was_running = False
        session.on("status", self._observe)
        session.on("restart", lambda: self._take_parameters(tell=False))  # the view may not have followed yet

    # -- where the learner is ------------------------------------------------------------------

    @property
    def lesson(self) -> Lesson | None:
        """The lesson of the scene; None in the playground."""
        return LESSONS.get(self._session.config.scene)

    @property
    def step(self) -> Step | None:
        lesson = self.lesson
        return lesson and lesson.by_name.get(self._session.config.at, lesson.steps[0])

    @property
    def locked(self) -> bool:
        """Whether a prediction comes first, before the network may run."""
        return bool(self.lesson) and self.study.locked(self.lesson, self.step)

    @property
    def finished(self) -> bool:
        """Whether all is done that the step asks for."""
        return bool(self.lesson) and self.study.finished(self.lesson, self.step)

    @property
    def opening(self) -> Opening:
        """What the step in view has said and asked; until its stage is set, without any number."""
        if self._opened:
            return self._opened[0]
        opening = Opening.of(self.step, self._session)
        return replace(opening, facts=dict.fromkeys(opening.facts, UNKNOWN))

    @property
    def staged(self) -> bool:
        """Whether the step in view has begun: what it says is said from now on."""
        return self._opened is not None

    @property
    def moved(self) -> bool:
        """Whether the run in view is another by now than the one that the step spoke of when it opened."""
        return self._opened is not None and self._opened[1] != self._run_in_view()

    def _run_in_view(self) -> tuple:
        session, training = self._session, self._session.training
        return essence(session.config), training.step, training.network.parameters.tobytes(), session.probe

    @property
    def out_of_sight(self) -> tuple[str, ...]:
        """The parts of the page that the step does without: all but those that it is about."""
        if not self.step:
            return ("lesson",)
        results = () if set(RESULTS) & set(self.step.parts) else ("results",)
        return *(part for part in OPTIONAL_PARTS if part not in self.step.parts), *results

    def in_sight(self, part: str) -> bool:
        """Whether the learner sees a part of the page: neither the step does without it nor was it to be hidden."""
        return part not in self.out_of_sight and part not in self._session.config.hide

    @property
    def lights(self) -> bool:
        """Whether the light of the error is shown: not where it is not spoken of, nor before a question that it would answer."""
        return self.in_sight("backward") and not (self.locked and self.step.dark)

    @property
    def glows(self) -> bool:
        """Whether the picture is seen by the light of the error alone, also while no pass is told."""
        return self.step is not None and self.step.lit and self.lights

    # -- what the learner does -----------------------------------------------------------------

    def start(self) -> None:
        """Takes in what was kept on the device, here or by another page of the same learner."""
        before = self.study
        self.study = Study.from_json(self._session.surroundings.kept.get(KEPT, ""), LESSONS.values())
        self.study.slips = {place: slip for place, slip in before.slips.items() if place in self.study.answers or place in self.study.tries}  # not kept
        if vars(self.study) != vars(before):
            self._tell()

    def configure(self, /, **changes) -> Config:
        """Changes some settings; to another step of a lesson, beginning with its own. Raises SettingError and then nothing has changed."""
        here = self._session.config
        if changes.get("scene", here.scene) != here.scene:
            changes = {"at": ""} | changes  # a step of one lesson says nothing about another
        there = here.replace(**changes)
        if there.scene in LESSONS and (there.scene, there.at) != (here.scene, here.at):
            there = at_a_step(start_of(there.scene, there.at).replace(**self._staying() | changes))
        return self.go_to(there)

    def go_to(self, config: Config) -> Config:
        """Takes over a whole Config; for another step than before, the stage is set. Raises Locked and then nothing has changed."""
        self._session.config.refuse(config)
        before = self._session.config
        moves = (config.scene, config.at) != (before.scene, before.at)
        self._leave(moves)
        self._session.adopt(config)
        self._opening = False
        if moves:
            self.set_stage()
        return config

    def follow(self, config: Config) -> None:
        """Goes where a link leads, to the beginning of the run that it names. Raises Locked and then nothing has changed."""
        self._session.config.refuse(config)
        self._session.pause()
        self._session.reset()
        self.go_to(config)

    def open(self, scene: str, step: str = "") -> None:
        """Goes to a step of a lesson (if none is named, to where it is to be taken up again), or to the playground.

        Language, theme, what is hidden and what is locked stay. Raises SettingError and then nothing has changed.
        """
        if scene in LESSONS and not step:
            step = self.study.resume(LESSONS[scene]).name
        there = start_of(scene, step).replace(**self._staying())
        self._session.config.refuse(there)
        self._leave(True)
        self._session.pause()
        self._session.adopt(there)
        self._session.reset()
        self._opening = False
        self.set_stage()

    def _staying(self) -> dict:
        """The settings that stay as they are at another step. A lesson leads on also where a network is locked, with that one."""
        here = self._session.config
        locked = (key for key in here.locked if key not in ("scene", "at"))
        return {key: getattr(here, key) for key in (*OF_THE_PAGE, *locked)}

    def set_stage(self) -> None:
        """Trains as far as the step begins with, or shows the phase that it speaks of."""
        step, self.notes = self.step, {}
        self._does = False
        self._take_parameters()
        if step and step.trained:
            self._session.start(self._train(step))
        elif step:
            self._open()
            if step.phase:
                self._session.show_phase(step.phase)
            elif self._session.phase:  # left over from the step before
                self._session.leave_pass()
        self._tell()

    def _leave(self, moves: bool) -> None:
        """Whether the network of one step is about to make room for that of another, of which nothing is said before it stands."""
        self._opening = moves
        if moves:
            self._opened = None

    async def _train(self, step: Step) -> None:
        notes = self.notes
        try:
            await self._session.bring_to(step.trained)
        finally:
            if self.notes is notes:  # also where the learner has stopped it; not where the step has begun anew
                self._open()
        self._session.show_phase(step.phase) if step.phase else self._session.leave_pass()

    def _open(self) -> None:
        """From now on the step speaks of the run as it is at this moment."""
        self._opened = Opening.of(self.step, self._session), self._run_in_view()
        self._tell()

    def _take_parameters(self, tell: bool = True) -> None:
        """Gives a network that has just begun the parameters of the step, unless the learner has given it another shape."""
        if self.step and self.step.parameters and self._session.training.step == 0:
            with suppress(ValueError):
                self._session.set_parameters(*self.step.parameters, tell=tell)

    def again(self) -> None:
        """The step from its beginning, answers and tasks kept."""
        self.open(self.lesson.name, self.step.name)

    def answer(self, given) -> bool:
        """The learner's answer to the step's question; whether it was right. NoAnswer where it is none."""
        right = self.study.answer(self.lesson, self.step, given, self.opening)
        self._changed()
        if self.step.dark:
            self._session.show_again()
        return right

    def forget(self) -> None:
        """Clears all progress."""
        self._replace(Study())

    def take_over(self, text: str) -> None:
        """Takes over progress that was exported."""
        self._replace(Study.from_json(text, LESSONS.values()))

    def _replace(self, study: Study) -> None:
        self.study = study
        self._session.keep(KEPT, study.to_json())
        self._tell()

    # -- watching ------------------------------------------------------------------------------

    def _observe(self) -> None:
        lesson, step, session = self.lesson, self.step, self._session
        was_running, self._was_running = self._was_running, session.running
        if not step or not step.task or self._opening:
            return
        did, self._does = self._does, self.study.does(lesson, step, session)
        anew = self._does and not (did and (lesson.name, step.name) in self.study.done)  # progress may have been cleared meanwhile
        first = anew and self.study.note_done(lesson, step, session)
        best = self._does and self.study.note_best(lesson, step, session)
        if anew or best:
            self._changed()
        elif was_running and not session.running and not self.study.finished(lesson, step):
            self.study.tried(lesson, step)
            self._changed()
        if first:
            session.tell("task", {"lesson": lesson.name, "step": step.name})

    def _changed(self) -> None:
        before = self._session.surroundings.kept.get(KEPT, "")
        self._session.keep(KEPT, self.study.beside(before, LESSONS.values()))
        self._tell()

    def _tell(self) -> None:
        self._session.tell("study")

