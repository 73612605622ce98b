"""For teachers: of each lesson aim, minutes, what students get wrong, questions to ask and their answers, its page, the address of each step."""

from markupsafe import Markup

from playground.lessons import LESSONS
from playground.lessons.lesson import Lesson
from playground.views.html import el
from playground.views.section import Section

FOLLOWS = frozenset({"config"})
PARTS = ("aim", "wrong", "questions", "answers")


def html(session, say) -> Markup:
    return _ALL(session.config, session.language, say)


def _all(config, say) -> Markup:
    close = el("button", "×", type="button", class_="pill close", data_close=True, aria_label=say("teachers.close"))
    head = el("header", el("h1", say("teachers.title")), close)
    here = config.scene if config.scene in LESSONS else next(iter(LESSONS), None)
    lessons = [_lesson(lesson, lesson.name == here, say) for lesson in LESSONS.values()]
    sheet = el("button", say("teachers.worksheet"), type="button", class_="pill", data_open="worksheet")
    return el("div", head, el("p", say("teachers.lead")), el("p", sheet), lessons)


def _lesson(lesson: Lesson, is_open: bool, say) -> Markup:
    """Folded, so that the titles together are the table of contents; the lesson in hand stands open."""
    rows = [
        item for part in PARTS
        for item in (el("dt", say(f"teachers.{part}")), el("dd", say(f"{lesson.name}.{part}")))
    ]  # fmt: skip
    page = _link(f"{lesson.name}.html", say(f"{lesson.name}.title"), say)
    steps = [el("li", _link(f"?scene={lesson.name}&at={step.name}", say(f"{lesson.name}.{step.name}.title"), say)) for step in lesson.steps]
    places = el("dt", say("teachers.steps")), el("dd", page, el("ol", steps))
    title = el("summary", el("h2", say(f"{lesson.name}.title")), " ", el("small", say("lesson.minutes", minutes=lesson.minutes)))
    return el("details", title, el("dl", rows, places), id=f"teachers-{lesson.name}", open=is_open)


def _link(address: str, title: str, say) -> Markup:
    """The address to copy, and the same as a QR code, which the page draws: only it knows the whole address (pyscript/page/qr.js)."""
    code = el("button", _QR, type="button", class_="pill qr", data_qr=address, data_title=title, aria_label=say("teachers.qr", title=title))
    return el("span", el("a", title, " ", el("code", address), href=address), code, class_="address")


_QR = el("svg", el("path", d="M1 1h5v5H1zM10 1h5v5h-5zM1 10h5v5H1zM10 10h2v2h-2zM13 13h2v2h-2zM13 10h2M10 14h2", fill="none",
                   stroke="currentColor", stroke_width="1.6"), viewBox="0 0 16 16", width=16, height=16, aria_hidden="true")  # fmt: skip
_ALL = Section(_all, "scene")
ACTIONS = {}
