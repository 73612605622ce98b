"""For teachers: of each lesson the aim, the minutes, what students get wrong, questions to ask, and the address of each step."""

from markupsafe import Markup

from playground.lessons import LESSONS
from playground.lessons.lesson import Lesson
from playground.views.html import el

FOLLOWS = frozenset()


def html(session, say) -> Markup:
    close = el("button", "×", type="button", class_="pill close", data_close=True, aria_label=say("teachers.close"))
    head = el("header", el("h1", say("teachers.title")), close)
    return el("div", head, el("p", say("teachers.lead")), [_lesson(lesson, say) for lesson in LESSONS.values()])


def _lesson(lesson: Lesson, say) -> Markup:
    rows = [
        item for part in ("aim", "wrong", "questions")
        for item in (el("dt", say(f"teachers.{part}")), el("dd", say(f"{lesson.name}.{part}")))
    ]  # fmt: skip
    steps = [el("li", _step(lesson, step, say)) for step in lesson.steps]
    title = el("h2", say(f"{lesson.name}.title"), " ", el("small", say("lesson.minutes", minutes=lesson.minutes)))
    return el("section", title, el("dl", rows, el("dt", say("teachers.steps")), el("dd", el("ol", steps))), id=f"teachers-{lesson.name}")


def _step(lesson: Lesson, step, say) -> Markup:
    address = f"?scene={lesson.name}&at={step.name}"
    return el("a", say(f"{lesson.name}.{step.name}.title"), " ", el("code", address), href=address)


ACTIONS = {}
