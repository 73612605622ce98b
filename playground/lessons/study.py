"""How far a learner has come: answers, tasks done, tries; and what of it stays on the device."""

import json
from collections.abc import Iterable
from typing import Any

from playground.lessons.addresses import write
from playground.lessons.lesson import Choice, Curve, Lesson, Number, Step
from playground.lessons.reading import read_number

MOST_TRIES = 1000


class NoAnswer(ValueError):
    """What was given is no answer to the question."""


class PredictFirst(RuntimeError):
    """Training was asked for before the prediction that comes first."""


class Study:
    """Progress in all lessons. `answers`: {(lesson, step): answer that counts}, `done`: steps whose task is done, `tries`: {(lesson,
    step): how often in vain}, `slips`: {(lesson, step): the mistake recognised last, or ""}, `bests`: {lesson: {score, facts, address}}.
    """

    def __init__(self):
        self.answers: dict[tuple[str, str], Any] = {}
        self.done: set[tuple[str, str]] = set()
        self.tries: dict[tuple[str, str], int] = {}
        self.slips: dict[tuple[str, str], str] = {}
        self.bests: dict[str, dict] = {}

    # -- one step ------------------------------------------------------------------------------

    def locked(self, lesson: Lesson, step: Step) -> bool:
        """Whether the learner has a prediction to make before the network may run."""
        return step.ask is not None and (lesson.name, step.name) not in self.answers

    def finished(self, lesson: Lesson, step: Step) -> bool:
        """Whether all that the step asks for is done."""
        return not self.locked(lesson, step) and (step.task is None or (lesson.name, step.name) in self.done)

    def complete(self, lesson: Lesson) -> bool:
        return all(self.finished(lesson, step) for step in lesson.steps)

    def resume(self, lesson: Lesson) -> Step:
        """Where to take a lesson up again: the first step that is not finished, or the first."""
        return next((step for step in lesson.steps if not self.finished(lesson, step)), lesson.steps[0])

    def answer(self, lesson: Lesson, step: Step, given: Any, run) -> bool:
        """Takes an answer; whether it was right. A wrong number is a try and may be corrected; a prediction stands as it was
        made. NoAnswer where it is none at all."""
        place = lesson.name, step.name
        try:
            value = _read(step.ask, given)
        except (ValueError, TypeError):
            raise NoAnswer(given) from None
        right = is_right(step.ask, value, run)
        self.slips[place] = "" if right else slip(step.ask, value, run)
        if isinstance(step.ask, Number) and not right:
            self.tried(lesson, step)
        else:
            self.answers[place] = value
            self.tries.pop(place, None)  # those of the task begin now
        return right

    def tried(self, lesson: Lesson, step: Step) -> None:
        """A try that failed: the next hint may be shown."""
        place = lesson.name, step.name
        self.tries[place] = min(self.tries.get(place, 0) + 1, MOST_TRIES)

    def observe(self, lesson: Lesson, step: Step, run) -> bool:
        """Looks whether the task is done; True once, when it has just been."""
        place = lesson.name, step.name
        if step.task is None or place in self.done or self.locked(lesson, step) or not step.task.done(run):
            return False
        self.done.add(place)
        return True

    def note_best(self, lesson: Lesson, step: Step, run) -> bool:
        """Looks whether the run does the task of a step better than any before; whether it does."""
        best = lesson.best(run) if (lesson.name, step.name) in self.done and step.task.done(run) else None
        if best is None or lesson.name in self.bests and best.score >= self.bests[lesson.name]["score"]:
            return False
        self.bests[lesson.name] = {"score": best.score, "facts": dict(best.facts), "address": write(run.config)}
        return True

    # -- on the device -------------------------------------------------------------------------

    def to_json(self) -> str:
        def names(places: Iterable) -> list[str]:
            return sorted("/".join(place) for place in places)
        answers = {"/".join(place): value for place, value in self.answers.items()}
        tries = {"/".join(place): count for place, count in self.tries.items()}
        return json.dumps({"answers": answers, "done": names(self.done), "tries": tries, "bests": self.bests}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str, lessons: Iterable[Lesson]) -> "Study":
        """What `to_json` wrote; of anything else only what makes sense, in the worst case nothing."""
        study, lessons = cls(), list(lessons)
        steps = {f"{lesson.name}/{step.name}": (lesson, step) for lesson in lessons for step in lesson.steps}
        try:
            kept = json.loads(text)
            answers, done, tries = dict(kept["answers"]), list(kept["done"]), dict(kept["tries"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return study
        for place, (lesson, step) in steps.items():
            key = lesson.name, step.name
            if place in done:
                study.done.add(key)
            if type(tries.get(place)) is int and tries[place] > 0:
                study.tries[key] = min(tries[place], MOST_TRIES)
            if place in answers and step.ask:
                try:
                    study.answers[key] = _read(step.ask, answers[place])
                except ValueError:
                    continue
        study.bests = {lesson.name: best for lesson in lessons if (best := _best(kept.get("bests"), lesson.name))}
        return study


def _best(kept: Any, lesson: str) -> dict | None:
    """A best run as it was kept, if it is one: numbers and short texts, and an address that is read like any other."""
    try:
        best = kept[lesson]
        facts = {str(name): value for name, value in best["facts"].items() if type(value) in (int, float, str)}
        return {"score": float(best["score"]), "facts": facts, "address": str(best["address"])[:2000]}
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def is_right(ask, value, run) -> bool:
    """Whether the run bears out an answer; of a drawn curve nobody says so: it is shown beside the true one."""
    if isinstance(ask, Choice):
        return value == ask.right(run)
    if isinstance(ask, Number):
        right = ask.right(run)
        return abs(value - right) <= max(ask.tolerance * abs(right), ask.within)
    return True


def slip(ask, value, run) -> str:
    """The name of the mistake that gives this number, or ""."""
    if not isinstance(ask, Number):
        return ""
    near = (s.name for s in ask.slips if abs(value - s.value(run)) <= max(ask.tolerance * abs(s.value(run)), ask.within))
    return next(near, "")


def _read(ask, given):
    if isinstance(ask, Choice):
        number = int(given)
        if not 0 <= number < ask.options:
            raise ValueError(given)
        return number
    if isinstance(ask, Number):
        return read_number(given)
    if isinstance(ask, Curve):
        ordinates = [min(1.0, max(0.0, float(y))) for y in given]
        if not 2 <= len(ordinates) <= 200:
            raise ValueError(given)
        return ordinates
    raise ValueError(given)
