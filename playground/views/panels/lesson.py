"""A lesson: what is said, the prediction to make, the task to do, and what came of it."""

from collections.abc import Callable
from contextlib import suppress

from markupsafe import Markup

from playground.lessons import LESSONS
from playground.lessons.lesson import Choice, Curve, Lesson, Number, Step
from playground.lessons.study import is_right
from playground.views.html import el, join
from playground.views.lessons import FIGURES
from playground.views.panels.controls import field
from playground.views.words import number, percent

FOLLOWS = frozenset({"config", "study", "status", "phase", "restart", "deeper", "room"})


def html(session, say) -> Markup:
    lesson, step = session.tutor.lesson, session.tutor.step
    if lesson is None:
        return Markup("")
    page = Page(session, say, lesson, step)
    return join([page.head(), page.body(), page.foot()])


class Page:
    """One step of a lesson as HTML."""

    def __init__(self, session, say: Callable[..., str], lesson: Lesson, step: Step):
        self._session, self._say, self._lesson, self._step = session, say, lesson, step
        self._study = session.tutor.study
        self._opening = session.tutor.opening

    def head(self) -> Markup:
        """Title, and a way to every step."""
        lesson = self._lesson
        steps = [el("li", self._link(step, str(n))) for n, step in enumerate(lesson.steps, start=1)]
        return el(
            "header",
            el("p", self._say(f"{lesson.name}.question"), class_="question"),
            el("nav", el("ol", steps, class_="steps"), aria_label=self._say("lesson.steps")),
            el("h1", self._text("title"), id=f"step-{lesson.name}-{self._step.name}", tabindex=-1),
        )

    def body(self) -> Markup:
        if self._step is self._lesson.steps[-1]:
            return el("div", self._dialogue(), self._card(), class_="talk", id="lesson-talk")
        parts = [self._dialogue(), self._question(), self._task(), self._after(), self._controls(), self._figure()]
        return el("div", parts, class_="talk", id="lesson-talk")

    def foot(self) -> Markup:
        """On to the next step; back; the step from its beginning."""
        steps = self._lesson.steps
        place = steps.index(self._step)
        back = steps[place - 1] if place else None
        following = steps[place + 1] if place + 1 < len(steps) else None
        buttons = [
            el("button", self._say("lesson.back"), type="button", class_="pill", data_do="lesson-step", data_value=back.name) if back else None,
            el("button", self._say("lesson.again"), type="button", class_="pill", data_do="lesson-again"),
            self._onward(following) if following else self._leave(),
        ]  # fmt: skip
        return el("footer", buttons)

    # -- what is said --------------------------------------------------------------------------

    def _dialogue(self) -> list[Markup]:
        return [
            el("p", el("b", self._say(f"lesson.{speaker}")), " ", self._text(f"say.{n}"), class_=speaker)
            for n, speaker in enumerate(self._step.say)
        ]

    def _after(self) -> Markup | None:
        """Of progress that was kept before its findings were, nothing can be said."""
        findings = self._study.findings.get(self._place, {})
        if not self._step.after or not self._finished:
            return None
        with suppress(KeyError):
            return el("p", el("b", self._say("lesson.guide")), " ", self._text("after", **findings), class_="guide after", role="status")
        return None

    def _figure(self) -> Markup | None:
        figure = FIGURES.get(self._step.figure)
        return el("div", figure.html(self._session, self._say), class_="figure", id="lesson-figure") if figure else None

    # -- what is asked -------------------------------------------------------------------------

    def _question(self) -> Markup | None:
        ask = self._step.ask
        if ask is None:
            return None
        fields = {Choice: self._options, Number: self._number, Curve: self._curve}[type(ask)]()
        label = self._text("ask")
        word = "lesson.check" if isinstance(ask, Number) else "lesson.answer"
        button = el("button", self._say(word), type="submit", class_="pill accent") if not self._answered else None
        form = el("fieldset", el("legend", label, id=self._id("ask")), fields, disabled=self._answered or None)
        return el("form", form, button, self._moved(), self._verdict(), class_="ask", data_do="lesson-answer", id=self._id("form"))

    def _moved(self) -> Markup | None:
        """A question is about the run that the step began with."""
        asks_of_another = not self._answered and self._session.tutor.moved
        return el("p", self._say("lesson.moved"), class_="hint", role="status") if asks_of_another else None

    def _options(self) -> list[Markup]:
        chosen = self._study.answers.get(self._place)
        return [
            el(
                "label",
                el("input", type="radio", name="answer", value=n, checked=chosen == n, required=True, id=self._id(n), data_own=True),
                el("span", self._text(f"ask.{n}")),
                class_="right" if self._told and n == self._opening.right else None,
            )
            for n in range(self._step.ask.options)
        ]

    def _number(self) -> Markup:
        value = self._study.answers.get(self._place)
        return el(
            "input", type="text", name="answer", autocomplete="off", required=True, maxlength=60,
            value=None if value is None else number(value), aria_labelledby=self._id("ask"), id=self._id("number"), data_own=True,
        )  # fmt: skip

    def _curve(self) -> Markup:
        drawn = self._study.answers.get(self._place)
        right = self._opening.right if self._told else None
        kept = "" if drawn is None else ",".join(f"{y:.3f}" for y in drawn)
        answer = el("input", type="hidden", name="answer", value=kept, id=self._id("curve"), data_own=True)
        lines = [
            el("polyline", points=_points(right), class_="true") if right else None,
            el("polyline", points=_points(drawn or ()), class_="drawn", id=self._id("drawn"), data_own=True),
            el("circle", r=1.6, cx=0, cy=0, transform="translate(50,30)", id=self._id("handle"), data_own=True),
        ]
        picture = el(
            "svg", lines, viewBox="0 0 100 60", tabindex=None if self._answered else 0, role="application",
            aria_label=self._say("lesson.sketch"),
        )  # fmt: skip
        return el("div", answer, picture, self._sketch_words(right is not None), class_="sketch")

    def _sketch_words(self, told: bool) -> Markup | None:
        """How to draw; once the true curve is there, which is which."""
        if told:
            lines = (("line test", "lesson.sketch.drawn"), ("line", "lesson.sketch.true"))
            return el("p", [el("span", el("i", class_=line), " ", self._say(key)) for line, key in lines], class_="legend")
        return None if self._answered else el("small", self._say("lesson.sketch"))

    def _verdict(self) -> Markup | None:
        """Of a prediction it is said once the step is done; of a number at once."""
        slip = self._study.slips.get(self._place)
        if not self._answered:
            if not self._study.tries.get(self._place) or not isinstance(self._step.ask, Number):
                return None
            return el("p", self._text(f"slip.{slip}") if slip else self._say("lesson.not_yet"), class_="hint", role="status")
        if not self._told or isinstance(self._step.ask, Curve):
            return None
        if isinstance(self._step.ask, Number):  # only a right one is taken
            return el("p", self._say("lesson.correct"), class_="verdict right", role="status")
        right = is_right(self._step.ask, self._study.answers[self._place], self._opening.right)
        return el("p", self._say("lesson.right" if right else "lesson.wrong"), class_="verdict right" if right else "verdict", role="status")

    # -- what is to be done --------------------------------------------------------------------

    def _task(self) -> Markup | None:
        step = self._step
        if step.task is None or not self._answered:
            return None
        done = self._place in self._study.done
        hints = range(0 if done else min(step.task.hints, self._study.tries.get(self._place, 0)))
        return el(
            "section",
            el("p", el("i", "✓" if done else "○", aria_hidden="true"), " ", el("b", self._say("lesson.task")), " ", self._text("task")),
            self._gauges(),
            [el("p", self._text(f"hint.{n}"), class_="hint") for n in hints],
            el("p", self._say("lesson.done"), class_="verdict right", role="status") if done else None,
            el(
                "button", self._say("control.pause" if self._session.running else "control.run"), type="button", class_="pill narrow",
                data_do="run.toggle", id=self._id("run"),
            ) if step.task.by_training else None,
            class_="task done" if done else "task", id=self._id("task"),
        )

    def _gauges(self) -> Markup | None:
        """How far it has come, in numbers; where the results show the same beside the picture, only on narrow screens."""
        session, result = self._session, self._session.evaluation()
        numbers = {
            "step": session.training.step,
            "loss": number(result.train_loss),
            "right": result.train_accuracy and percent(result.train_accuracy),
            "tested": result.test_accuracy and percent(result.test_accuracy),
        }  # fmt: skip
        shown = [self._say(f"lesson.gauge.{name}", value=numbers[name]) for name in self._watched() if numbers[name] is not None]
        return el("p", " · ".join(shown), class_="gauges beside" if session.tutor.in_sight("numbers") else "gauges") if shown else None

    def _watched(self) -> tuple[str, ...]:
        """Of networks side by side each has its own numbers; they share the step."""
        task, session = self._step.task, self._session
        if task.watch or not task.by_training:
            return task.watch
        if session.comparison.alternatives:
            return ("step",)
        return "step", "loss" if session.tutor.in_sight("loss") else "right"

    def _controls(self) -> Markup | None:
        """The settings that the step is about."""
        if not self._step.controls or not self._answered or "controls" in self._step.parts:
            return None
        return el("div", [field(key, self._session, self._say) for key in self._step.controls], class_="settings", id="lesson-controls")

    def _card(self) -> Markup:
        """The closing card: the idea, the learner's own best run, what to try next."""
        name = self._lesson.name
        words = [el("p", self._say(f"{name}.idea"), class_="idea"), self._figure(), self._best(), el("p", self._say(f"{name}.next"))]
        return el("section", words, class_="closing")

    def _best(self) -> Markup | None:
        best = self._study.bests.get(self._lesson.name)
        if best is None:
            return None
        facts = {fact: _shown(value) for fact, value in best["facts"].items()}
        return el("p", el("a", self._say(f"{self._lesson.name}.best", **facts), href=best["address"]), class_="best")

    def _leave(self) -> Markup:
        """To the next lesson, from the last one to the playground."""
        names = list(LESSONS)
        following = names[names.index(self._lesson.name) + 1 :]
        scene = following[0] if following else "playground"
        title = self._say("lesson.following", title=self._say(f"{scene}.title")) if following else self._say("lesson.to_playground")
        return el("a", title, href=f"?scene={scene}", class_="pill accent", data_do="lesson-open", data_value=scene)

    # -- small things --------------------------------------------------------------------------

    def _id(self, part) -> str:
        """Ids of a step's own fields: what is typed in one step is nothing to the next."""
        return f"{part}-{self._lesson.name}-{self._step.name}"

    @property
    def _place(self) -> tuple[str, str]:
        return self._lesson.name, self._step.name

    @property
    def _answered(self) -> bool:
        return not self._study.locked(self._lesson, self._step)

    @property
    def _finished(self) -> bool:
        return self._study.finished(self._lesson, self._step)

    @property
    def _told(self) -> bool:
        """Whether prediction and outcome may be laid side by side."""
        return self._answered and (self._finished or isinstance(self._step.ask, Number))

    def _text(self, part: str, **findings) -> str:
        facts = {name: _shown(value) for name, value in {**self._opening.facts, **findings}.items()}
        return self._say(f"{self._lesson.name}.{self._step.name}.{part}", **facts)

    def _link(self, step: Step, text: str) -> Markup:
        here, done = step is self._step, self._study.finished(self._lesson, step)
        title = self._say(f"{self._lesson.name}.{step.name}.title")
        return el(
            "a", text, href=f"?scene={self._lesson.name}&at={step.name}", data_do="lesson-step", data_value=step.name, title=title,
            aria_label=f"{text} {title}", aria_current="step" if here else None, class_="done" if done and (step.ask or step.task) else None,
        )  # fmt: skip

    def _onward(self, step: Step) -> Markup:
        return el(
            "button", self._say("lesson.on" if self._finished else "lesson.skip"), type="button",
            class_="pill accent" if self._finished else "pill", data_do="lesson-step", data_value=step.name,
        )  # fmt: skip


def _shown(value) -> str:
    return number(value) if isinstance(value, float) else str(value)


def _points(ordinates) -> str:
    return " ".join(f"{100 * i / (len(ordinates) - 1):.1f},{60 - 60 * y:.1f}" for i, y in enumerate(ordinates))


def _answer(session, given) -> None:
    ask, text = session.tutor.step.ask, given.get("answer", "")
    session.tutor.answer(text.split(",") if isinstance(ask, Curve) else text)


ACTIONS = {
    "lesson-step": lambda session, name: session.tutor.open(session.config.scene, name),
    "lesson-open": lambda session, name: session.tutor.open(name),
    "lesson-again": lambda session, _: session.tutor.again(),
    "lesson-answer": _answer,
}
for _figure in FIGURES.values():
    ACTIONS |= _figure.ACTIONS
