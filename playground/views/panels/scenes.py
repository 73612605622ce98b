"""The way between playground and lessons: their questions, and how far the learner has come; nothing while there are no lessons."""

from markupsafe import Markup

from playground.lessons import LESSONS
from playground.lessons.lesson import Lesson
from playground.lessons.study import Study
from playground.settings import SettingError
from playground.views.files import File
from playground.views.html import el, join

FOLLOWS = frozenset({"config", "study"})
PROGRESS = "seeing-gradients-progress.json"  # the file in which it is taken along


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
    study, asking = session.tutor.study, [step for step in lesson.steps if step.ask or step.task]
    complete, finished = study.complete(lesson), sum(study.finished(lesson, step) for step in asking)
    minutes = say("lesson.minutes", minutes=lesson.minutes)
    note = say("lesson.complete") if complete else f"{finished}/{len(asking)} · {minutes}" if finished else minutes
    what = el("b", el("small", say(f"{lesson.name}.title")), say(f"{lesson.name}.question"))
    text = join([what, el("span", note, class_="done" if complete else None)])
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


def _take_over(session, text: str) -> None:
    """Progress from a file; one that holds none must not clear what the learner has."""
    nothing = Study().to_json()
    if Study.from_json(text, LESSONS.values()).to_json() == nothing and text.strip() != nothing:
        raise SettingError(PROGRESS, text, '{"answers": …, "done": …, "tries": …}')
    session.tutor.take_over(text)


ACTIONS = {
    "study-export": lambda session, _: File(PROGRESS, "application/json", session.tutor.study.to_json()),
    "study-import": _take_over,
    "study-forget": lambda session, _: session.tutor.forget(),
}
