"""A lesson is data: steps of dialogue, each with its settings, a prediction to make, a task to do.

The texts of a step lie in the catalogues under names that follow from it (`Step.keys`): `linear.fold.say.0`,
`linear.fold.ask`, `linear.fold.ask.1`, `linear.fold.after`, `linear.fold.task`, `linear.fold.hint.0` …
A `run` is what the session holds: `config`, `training`, `record`, `evaluation()`, `diagnosis()`, `trace()`.

Every number in a text is of one of two moments, and stays as it was then, whatever the learner goes on to do:

- `facts`, and with them the right answer, are of the run that the step opened with. They may stand in any of its texts.
- `findings` are of the run that did the task, at the step at which that was seen, and stay with the progress on the device;
  whoever does the task again gets them anew. They may stand in `after` alone.

So what `claims` say of the run that opens a step, and `conclusions` of any run that does its task, is all that its sentences may
say; tests walk through what the learner can do and check both. What is true of the present moment is told by figures.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from playground.config import Config

SPEAKERS = ("student", "guide")
GAUGES = ("step", "loss", "right", "tested")  # steps of training, loss, points that are right of those for training and for testing


@dataclass(frozen=True)
class Choice:
    """A prediction among so many `options`; `right(run)` is the number of the one that the run bears out."""

    options: int
    right: Callable[[Any], int]


@dataclass(frozen=True)
class Slip:
    """A likely mistake: `value(run)` is what one gets by it; the text of its hint ends in its `name`."""

    name: str
    value: Callable[[Any], float]


@dataclass(frozen=True)
class Number:
    """A number to predict or to work out by hand; right within `tolerance` of `right(run)`, relative to it.

    `slips` are the mistakes that are recognised. `within` (absolute) serves where the right number may be 0.
    """

    right: Callable[[Any], float]
    tolerance: float = 0.02
    within: float = 5e-4
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True)
class Curve:
    """A curve to draw, of which the step's figure then shows what came instead. `right(run)` gives its ordinates, 0 to 1, left to right."""

    right: Callable[[Any], list[float]]


Question = Choice | Number | Curve


@dataclass(frozen=True)
class Task:
    """Something to achieve with the network: `done(run)` recognises it. `hints` come one by one after tries in vain: training
    has stopped short of it. `by_training`: the learner trains to do it, and on a phone finds the button beside the task.
    `watch`: the numbers beside the task, of GAUGES, by which it is seen to come nearer; where training is to do it, the step
    and what it is about.
    """

    done: Callable[[Any], bool]
    hints: int = 1
    by_training: bool = True
    watch: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step: what is said (`say` names the speakers), the settings it begins with, what the learner is to do.

    `parameters`: (weights, biases) to begin with, as `Session.set_parameters` takes them, where those that `config` draws will not
    do. `trained`: training steps made already when it opens. `phase`, `focus`: where the picture stands and what is in hand.
    `facts(run)` and `findings(run)`: numbers for the placeholders of its texts, the first of the run that opens the step, the
    second of one that has just done its task. `claims` and `conclusions`: what its texts say of the one and of the other.
    `figure`: a picture of its own (playground/views/lessons). `controls`: the settings the learner sees; `parts`: what else of
    the page is in sight (`tutor.OPTIONAL_PARTS`), which is what the step is about, and nothing more. `lit`: the
    picture is seen by the light of the error alone, as at the end of a way back, at rest and in training too. `dark`: that light
    is not shown before the question is answered, which it would answer. `after`: there is a text for when question and
    task are done.
    """

    name: str
    say: tuple[str, ...]
    config: Mapping[str, Any] = field(default_factory=dict)
    parameters: tuple = ()
    trained: int = 0
    phase: str = ""
    focus: str = ""
    ask: Question | None = None
    task: Task | None = None
    after: bool = False
    facts: Callable[[Any], Mapping[str, Any]] = lambda run: {}
    findings: Callable[[Any], Mapping[str, Any]] | None = None
    claims: tuple[Callable[[Any], bool], ...] = ()
    conclusions: tuple[Callable[[Any], bool], ...] = ()
    figure: str = ""
    controls: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    lit: bool = False
    dark: bool = False

    def keys(self, lesson: str) -> Iterator[str]:
        """Every text of the step."""
        base = f"{lesson}.{self.name}"
        yield f"{base}.title"
        yield from (f"{base}.say.{n}" for n in range(len(self.say)))
        if self.ask:
            yield f"{base}.ask"
        if isinstance(self.ask, Choice):
            yield from (f"{base}.ask.{n}" for n in range(self.ask.options))
        if isinstance(self.ask, Number):
            yield from (f"{base}.slip.{slip.name}" for slip in self.ask.slips)
        if self.task:
            yield f"{base}.task"
            yield from (f"{base}.hint.{n}" for n in range(self.task.hints))
        if self.after:
            yield f"{base}.after"


@dataclass(frozen=True)
class Opening:
    """What a step says and asks, of the run that it opened with: the `facts`, the `right` answer (None where nothing is asked)
    and the number that each mistake gives (`slips`)."""

    facts: Mapping[str, Any]
    right: Any = None
    slips: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, step: Step, run) -> "Opening":
        slips = step.ask.slips if isinstance(step.ask, Number) else ()
        return cls(dict(step.facts(run)), step.ask.right(run) if step.ask else None, {slip.name: slip.value(run) for slip in slips})


@dataclass(frozen=True)
class Best:
    """What counts as the learner's best run: the lowest `score`; `facts` fill the text `LESSON.best`."""

    score: float
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Lesson:
    """`name` is its scene; `minutes` what a student needs. The last step is the closing card, named "end".

    The texts of the whole: title, question; on the closing card idea, best, next; for teachers aim, wrong (what students
    get wrong), questions and their answers. `best(run)`: what a run that does the task in hand has reached, None where that is no matter of
    better and worse.
    """

    name: str
    minutes: int
    steps: tuple[Step, ...]
    best: Callable[[Any], Best | None]

    @cached_property
    def by_name(self) -> dict[str, Step]:
        return {step.name: step for step in self.steps}

    def keys(self) -> Iterator[str]:
        """Every text of the lesson."""
        for part in ("title", "question", "idea", "best", "next", "aim", "wrong", "questions", "answers"):
            yield f"{self.name}.{part}"
        for step in self.steps:
            yield from step.keys(self.name)

    def config(self, step: Step, **view) -> Config:
        """The settings that a step begins with; `view` are the learner's own: language, theme."""
        return Config(**{"scene": self.name, "at": step.name, "focus": step.focus, **step.config, **view})
