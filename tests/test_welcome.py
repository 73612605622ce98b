"""The first line: there until the network has been trained, a lesson opened or the line sent away, and then never again on this device."""

import asyncio

import pytest

from playground.apps.playground import App
from playground.lessons import LESSONS
from playground.session import Surroundings
from playground.texts import LANGUAGES, say
from playground.views.panels import scenes, welcome


def opened(address="", kept=None):
    app = App()
    app.left = {}
    app.session.on("keep", app.left.__setitem__)
    app.open(Surroundings(lang="en", address=address, kept=kept or {}))
    return app


def shown(app):
    return str(welcome.html(app.session, app.view.say))


def train(app):
    asyncio.run(app.session.step(3))


def open_a_lesson(app):
    async def story():
        app.session.tutor.open("linear")

    asyncio.run(story())


def run(app):
    async def story():
        app.session.run()
        while app.session.training.step == 0:
            await asyncio.sleep(0)
        app.session.pause()

    asyncio.run(story())


USES = {
    "a step": train,
    "training": run,
    "a lesson": open_a_lesson,
    "a dismissal": lambda app: app.board.act("welcome.leave", None),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_the_line_goes_once_it_has_been_used_and_stays_gone_on_this_device(use):
    app = opened()
    assert say("en", "welcome.press") in shown(app)
    use(app)
    app.session.tutor.open("playground")
    assert shown(app) == "" and app.left["welcome"]
    assert shown(opened(kept=app.left)) == ""


def test_looking_at_the_pass_of_a_sample_leaves_the_line_where_it_is():
    app = opened()
    app.session.show_phase("forward/1/z")
    app.session.configure(act="relu")
    assert shown(app) and app.left == {}


@pytest.mark.parametrize("address", ["?scene=linear", "?hide=transport", "?hide=run"])
def test_where_there_is_no_button_to_press_the_line_does_not_ask_for_it(address):
    assert shown(opened(address)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_leads_to_the_first_neuron_and_to_the_questions_themselves(language):
    app = opened()
    app.session.configure(lang=language)
    line, menu = shown(app), str(scenes.html(app.session, app.view.say))
    assert 'data-value="prologue"' in line and 'data-menu="lessons-menu"' in line and 'id="lessons-menu"' in menu
    for name in LESSONS:
        assert say(language, f"{name}.question") in menu
