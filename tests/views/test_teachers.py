"""For teachers: everything on a lesson in one place, and addresses that lead where they say."""

import html as markup
import re

import pytest

from playground.config import Config
from playground.lessons import LESSONS
from playground.lessons.addresses import read
from playground.session import Session
from playground.texts import say
from playground.views.panels import teachers


def shown(scene="playground", lang="en"):
    return markup.unescape(str(teachers.html(Session(Config(scene=scene, lang=lang)), lambda key, **values: say(lang, key, **values))))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_of_each_lesson_it_says_what_a_teacher_wants_to_know(lesson, lang):
    html = shown(lang=lang)
    for part in ("title", *teachers.PARTS):
        assert say(lang, f"{lesson.name}.{part}") in html
    assert say(lang, "lesson.minutes", minutes=lesson.minutes) in html


def test_every_step_and_every_lesson_has_its_address_to_copy():
    links = re.findall(r'<a href="([^"]+)">[^<]+ <code>([^<]+)</code></a>', shown())
    assert all(href == written for href, written in links)
    opened = [read(href)[0] for href, _ in links if href.startswith("?")]
    steps = [(lesson.name, step.name) for lesson in LESSONS.values() for step in lesson.steps]
    assert [(config.scene, config.at) for config in opened] == steps
    assert [href for href, _ in links if not href.startswith("?")] == [f"{name}.html" for name in LESSONS]


@pytest.mark.parametrize(("scene", "opened"), [("gradients", "gradients"), ("playground", "prologue")])
def test_only_the_lesson_in_hand_stands_open(scene, opened):
    assert re.findall(r"<details [^>]*>", shown(scene)) == [
        f'<details id="teachers-{name}"{" open" if name == opened else ""}>' for name in LESSONS
    ]
