"""The way between playground and lessons, with how far the learner has come; nothing while there are no lessons."""

from markupsafe import Markup

from playground.lessons import LESSONS
from playground.lessons.lesson import Lesson
from playground.views.files import File
from playground.views.html import el, join

FOLLOWS = frozenset({"config", "study"})


def html(session, say) -> Markup:
    if not LESSONS:
        return Markup("")
    scene = session.config.scene
    playground = _link("playground", "?scene=playground", say("scenes.playground"), scene == "playground")
    lessons = el(
        "details",
        el("summary", say("scenes.lessons"), class_="pill", aria_current="page" if scene in LESSONS else None),
        el("div", el("ol", [el("li", _lesson(lesson, session, say)) for lesson in LESSONS.values()]), _progress(session, say), class_="menu"),
        id="lessons-menu", class_="menu-of",
    )  # fmt: skip
    teachers = el("button", say("scenes.teachers"), type="button", class_="pill", data_open="teachers")
    return el("nav", playground, lessons, teachers, aria_label=say("scenes.label"), class_="scenes")


def _link(scene: str, address: str, text, here: bool) -> Markup:
    return el(
        "a", text, href=address, class_="pill", data_do="lesson-open", data_value=scene, aria_current="page" if here else None
    )  # fmt: skip


def _lesson(lesson: Lesson, session, say) -> Markup:
    complete = session.tutor.study.complete(lesson)
    note = say("lesson.complete") if complete else say("lesson.minutes", minutes=lesson.minutes)
    text = join([el("b", say(f"{lesson.name}.title")), el("span", note, class_="done" if complete else None)])
    return _link(lesson.name, f"?scene={lesson.name}", text, session.config.scene == lesson.name)


def _progress(session, say) -> Markup:
    """Progress lies on this device only: it can be taken along, brought back, and cleared."""
    return el(
        "footer",
        el("button", say("lesson.export"), type="button", class_="pill", data_do="study-export"),
        el("label", say("lesson.import"), el("input", type="file", accept=".json,application/json", data_do="study-import"), class_="pill"),
        el(
            "details",
            el("summary", say("lesson.forget"), class_="pill"),
            el("button", say("lesson.forget.sure"), type="button", class_="pill", data_do="study-forget"),
            id="study-forget",
        ),
        class_="progress",
    )  # fmt: skip


ACTIONS = {
    "study-export": lambda session, _: File("seeing-gradients-progress.json", "application/json", session.tutor.study.to_json()),
    "study-import": lambda session, text: session.tutor.take_over(text),
    "study-forget": lambda session, _: session.tutor.forget(),
}
