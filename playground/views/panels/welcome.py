"""The first line: what this is and what to press, with the ways to a first neuron and to the five questions."""

from markupsafe import Markup

from playground.views.html import el

FOLLOWS = frozenset({"config", "keep", "status"})


def html(session, say):
    if not session.welcome.wanted:
        return Markup("")
    neuron = el(
        "a", say("welcome.neuron"), href="?scene=prologue", data_do="lesson-open", data_value="prologue", title=say("prologue.question"),
    )  # fmt: skip
    questions = el("button", say("scenes.lessons"), type="button", data_menu="lessons-menu")
    close = el("button", "×", type="button", class_="close", data_do="welcome.leave", aria_label=say("page.close"))
    return el("p", el("span", say("welcome.press")), " ", neuron, " ", questions, close, class_="welcome")


ACTIONS = {"welcome.leave": lambda session, value: session.welcome.leave()}
