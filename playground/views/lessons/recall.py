"""The ideas of all lessons, each with the way back to its closing card."""

from markupsafe import Markup

from playground.lessons.epilogue import IDEAS
from playground.views.html import el

ACTION = "epilogue-recall"


def html(session, say) -> Markup:
    return el("ol", [el("li", _card(lesson, say), " ", say(f"epilogue.figure.{lesson}")) for lesson in IDEAS], class_="recalled")


def _card(lesson: str, say) -> Markup:
    return el("a", say(f"{lesson}.title"), href=f"?scene={lesson}&at=end", data_do=ACTION, data_value=lesson)


ACTIONS = {ACTION: lambda session, lesson: session.tutor.open(lesson, "end")}
