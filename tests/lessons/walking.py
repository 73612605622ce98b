"""A learner in a step of a lesson: reads what it says, presses what it shows, and does what the page around it offers."""

import asyncio
import inspect
from contextlib import suppress
from html.parser import HTMLParser

from playground.config import Config
from playground.explain import Edge
from playground.lessons.lesson import Choice, Curve
from playground.lessons.study import NoAnswer, PredictFirst
from playground.session import Interrupted, Session, Surroundings
from playground.settings import SettingError
from playground.texts import CATALOGUES
from playground.views.panels import lesson as panel

ELSEWHERE = ("lesson-step", "lesson-open", "run.toggle", "lesson-again")  # lead away, or are a move of their own
VALUES = {
    "lr": (1e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 10.0), "hidden": ((), (3,), (4,), (4, 4), (8, 8)), "act": ("relu", "tanh", "sigmoid", "silu"),
    "init": ("zeros", "xavier_uniform", "he_normal", "normal", "orthogonal"), "gain": (0.1, 0.5, 1, 5), "opt": ("sgd", "momentum", "adam"),
    "out": ("tanh", "identity"), "loss": ("mse", "half_mse"),
}  # fmt: skip


class Offered(HTMLParser):
    """(action, value) of every button and field with an action; forms are left to tests of their own."""

    def __init__(self):
        super().__init__()
        self.actions = []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form" or "disabled" in found or "data-do" not in found:
            return
        values = [found.get("data-value")]
        if found.get("type") == "range":
            low, high = float(found["min"]), float(found["max"])
            values = [f"{low + part * (high - low):g}" for part in (0, 0.3, 0.7, 1)]
        self.actions += [(found["data-do"], value) for value in values]


class Visitor:
    """A learner's visit to one step; `findings` are those of the run that did its task last, found independently."""

    def __init__(self, lesson, step, found=lambda run: {}):
        self.lesson, self.step, self._found = lesson, step, found
        self.session = self._come({})
        self.solved = 0  # how often its task was done
        self.findings: dict = {}
        self.wrong: list[str] = []  # conclusions that did not hold of it

    def _come(self, kept) -> Session:
        session = Session(Config(lang="en"), Surroundings(reduced_motion=True, kept=kept))
        session.tutor.start()
        self._watch(session)
        return session

    def _watch(self, session) -> None:
        """Notes what a run is like at the very moment in which it is seen to have done the task."""
        study = session.tutor.study
        note = study.note_done

        def noted(lesson, step, run):
            self.solved += 1
            self.findings = self._found(run)
            self.wrong += [f"conclusion {n}" for n, holds in enumerate(step.conclusions) if not holds(run)]
            return note(lesson, step, run)
        study.note_done = noted

    async def open(self) -> None:
        self.session.tutor.open(self.lesson.name, self.step.name)
        await self._staged()

    async def _staged(self) -> None:
        """Until the step is trained as far as it begins with."""
        while self.step.trained and not self.session.tutor.staged:
            await asyncio.sleep(0)

    def read(self) -> dict:
        """{language: {key: [values]}} of all that the lesson says now; `html` is what it looks like."""
        texts = {}
        for language, catalogue in CATALOGUES.items():
            shown = texts[language] = {}

            def say(key, shown=shown, catalogue=catalogue, **values):
                shown.setdefault(key, []).append(values)
                return catalogue[key].format(**values)
            self.html = str(panel.html(self.session, say))
        return texts

    # -- moves ---------------------------------------------------------------------------------

    @property
    def moves(self):
        """{name: values}: what may be done now; each is a method of this name."""
        self.read()
        offered = Offered()
        offered.feed(self.html)
        presses = sorted({(do, value) for do, value in offered.actions if do in panel.ACTIONS and not do.startswith(ELSEWHERE)}, key=str)
        visible = () if self.session.tutor.locked else self.step.controls
        return {
            "answer": self._answers(), "press": presses, "change": [(key, value) for key in visible for value in VALUES[key]],
            "train": [1, 7, 60], "reset": [None], "seek": [0, 3, 20], "language": ["zh", "en"], "reload": [None], "again": [None],
            "drag": [(1, 1, 1, 0.9), (1, 2, 1, -0.4)], "look": [(1.0, -2.0, 1.0)],
        }  # fmt: skip

    def _answers(self):
        ask, opening = self.step.ask, self.session.tutor.opening
        if ask is None:
            return []
        if isinstance(ask, Choice):
            return list(range(ask.options))
        return ["0.3,0.7"] if isinstance(ask, Curve) else [repr(opening.right), *(repr(value) for value in opening.slips.values()), "0.123"]

    async def do(self, name, value) -> None:
        """One move, as far as the page allows it."""
        with suppress(PredictFirst, Interrupted, NoAnswer, SettingError, ValueError):
            await getattr(self, name)(value)

    async def answer(self, value):
        if self.session.tutor.locked:
            self.session.tutor.answer(value.split(",") if isinstance(self.step.ask, Curve) else value)

    async def press(self, action):
        do, value = action
        done = panel.ACTIONS[do](self.session, value)
        if inspect.isawaitable(done):
            await done
        await self._staged()

    async def change(self, setting):
        key, value = setting
        self.session.configure(**{key: value})

    async def train(self, steps):
        await self.session.step(steps)

    async def reset(self, _):
        self.session.reset()

    async def seek(self, step):
        await self.session.seek(step)

    async def language(self, language):
        self.session.tutor.configure(lang=language)

    async def reload(self, _):
        """The same step in a new visit, with what was left on the device."""
        self.session = self._come(dict(self.session.surroundings.kept))
        await self.open()

    async def again(self, _):
        self.session.tutor.again()
        await self._staged()

    async def drag(self, place):
        layer, source, target, value = place
        self.session.change_parameter(Edge(layer, source, target), value)

    async def look(self, sample):
        self.session.look_at(list(sample[:2]), sample[2])


