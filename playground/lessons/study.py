"""How far a learner has come: answers, tasks done, tries; and what of it stays on the device."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from playground.foreign import json_of
from playground.lessons.addresses import write
from playground.lessons.lesson import Choice, Curve, Lesson, Number, Opening, Step
from playground.lessons.reading import read_number

MOST_TRIES = 1000


class NoAnswer(ValueError):
    """What was given is no answer to the question."""


class PredictFirst(RuntimeError):
    """Training was asked for before the prediction that comes first."""


class Study:
    """Progress in all lessons. `answers`: {(lesson, step): answer that counts}, `done`: steps whose task is done, `findings`: {(lesson,
    step): those of the run that did it last}, `tries`: {(lesson, step): how often in vain}, `slips`: {(lesson, step): the mistake
    recognised last, or ""}, `bests`: {lesson: {score, facts, address}}.
    """

    def __init__(self):
        self.answers: dict[tuple[str, str], Any] = {}
        self.done: set[tuple[str, str]] = set()
        self.findings: dict[tuple[str, str], dict] = {}
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
        """Where to take a lesson up again: the first step that is not finished; the first, if nothing has been done yet, or all."""
        begun = any(name == lesson.name for name, _ in (*self.answers, *self.done, *self.tries))
        unfinished = (step for step in lesson.steps if begun and not self.finished(lesson, step))
        return next(unfinished, lesson.steps[0])

    def answer(self, lesson: Lesson, step: Step, given: Any, opening: Opening) -> bool:
        """Takes an answer to what the step asked when it opened; whether it was right. A wrong number is a try and may be
        corrected; a prediction stands as it was made. NoAnswer where it is none at all."""
        place = lesson.name, step.name
        try:
            value = _read(step.ask, given)
        except (ValueError, TypeError):
            raise NoAnswer(given) from None
        right = is_right(step.ask, value, opening.right)
        self.slips[place] = "" if right else slip(step.ask, value, opening.slips)
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

    def does(self, lesson: Lesson, step: Step, run) -> bool:
        """Whether a run does the task of a step now."""
        return step.task is not None and not self.locked(lesson, step) and step.task.done(run)

    def note_done(self, lesson: Lesson, step: Step, run) -> bool:
        """Takes in a run that has just done the task; whether it is the first."""
        place = lesson.name, step.name
        first = place not in self.done
        self.done.add(place)
        if step.findings:
            self.findings[place] = dict(step.findings(run))
        return first

    def note_best(self, lesson: Lesson, step: Step, run) -> bool:
        """Takes in a run that does the task of a step; whether it is better than any before."""
        best = lesson.best(run)
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
        findings = {"/".join(place): facts for place, facts in self.findings.items()}
        kept = {"answers": answers, "done": names(self.done), "findings": findings, "tries": tries, "bests": self.bests}
        return json.dumps(kept, sort_keys=True)

    def beside(self, before: str, lessons: Iterable[Lesson]) -> str:
        """`to_json`, and with it what the text `before` says of lessons and steps that are not among these, as those of a later build."""
        lessons = list(lessons)
        steps = {f"{lesson.name}/{step.name}" for lesson in lessons for step in lesson.steps}
        known = dict.fromkeys(("answers", "findings", "tries"), steps) | {"bests": {lesson.name for lesson in lessons}}
        kept = json.loads(self.to_json())
        try:
            other = json_of(before)
            for kind, names in known.items():
                kept[kind] |= {name: value for name, value in dict(other[kind]).items() if name not in names}
            kept["done"] += [name for name in other["done"] if isinstance(name, str) and name not in steps]
            return json.dumps(kept, sort_keys=True)
        except (ValueError, TypeError, KeyError, RecursionError):
            return self.to_json()

    @classmethod
    def from_json(cls, text: str, lessons: Iterable[Lesson]) -> "Study":
        """What `to_json` wrote; of anything else only what makes sense, in the worst case nothing."""
        study, lessons = cls(), list(lessons)
        steps = {f"{lesson.name}/{step.name}": (lesson, step) for lesson in lessons for step in lesson.steps}
        try:
            kept = json_of(text)
            answers, done, tries = dict(kept["answers"]), list(kept["done"]), dict(kept["tries"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return study
        for place, (lesson, step) in steps.items():
            key = lesson.name, step.name
            if place in done:
                study.done.add(key)
            with suppress(TypeError, KeyError, AttributeError):  # progress from before they were kept
                study.findings[key] = _facts(kept["findings"][place])
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
        return {"score": float(best["score"]), "facts": _facts(best["facts"]), "address": str(best["address"])[:2000]}
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _facts(kept: Mapping) -> dict:
    """Numbers and short texts by their names."""
    return {str(name): value for name, value in kept.items() if type(value) in (int, float, str)}


def is_right(ask, value, right) -> bool:
    """Whether an answer is the right one; of a drawn curve nobody says so: it is shown beside the true one."""
    if isinstance(ask, Choice):
        return value == right
    if isinstance(ask, Number):
        return _is_near(ask, value, right)
    return True


def slip(ask, value, slips: Mapping[str, float]) -> str:
    """The name of the mistake that gives this number, or ""."""
    return next((name for name, mistaken in slips.items() if _is_near(ask, value, mistaken)), "")


def _is_near(ask: Number, value: float, number: float) -> bool:
    return abs(value - number) <= max(ask.tolerance * abs(number), ask.within)


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
