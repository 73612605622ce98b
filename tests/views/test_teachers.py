"""For teachers: everything on a lesson in one place, and addresses that lead where they say."""

import html as markup
import re

import pytest

from playground.config import Config
from playground.explain.digits import plain
from playground.lessons import LESSONS
from playground.lessons.addresses import read
from playground.lessons.chain_rule import FIRST, SECOND, example
from playground.lessons.hand import quantities
from playground.session import Session
from playground.texts import say
from playground.views.panels import teachers, worksheet


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


def test_every_address_has_its_qr_code_named_for_what_it_opens():
    html = shown()
    links = re.findall(r'<a href="([^"]+)">', html)
    codes = re.findall(r'data-qr="([^"]+)" data-title="([^"]+)" aria-label="([^"]+)"', html)
    assert [address for address, _, _ in codes] == links
    assert all(title in label for _, title, label in codes)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_work_sheet_has_a_blank_for_each_number_with_what_the_engine_computes(lang):
    html = str(worksheet.html(Session(Config(lang=lang)), lambda key, **values: say(lang, key, **values)))
    answers = re.findall(r'<b class="answer">([^<]+)</b>', html)
    known = [q for q in quantities(example()) if not q.name.startswith(("z/2", "slope/2"))]  # with no function there they are nothing new
    stepped = [plain(before.value - 0.05 * gradient.value, 4) for before, gradient in map(_of, (SECOND, FIRST))]
    assert sorted(answers) == sorted([*(plain(q.value, 4) for q in known), *stepped])
    assert all(say(lang, f"worksheet.{part}") in html for part in worksheet.PARTS)
    assert "−1.405" in answers  # −1.5 + 0.05 · 1.908, by hand


def _of(edge):
    return example().parameter(edge), example().gradient(edge)


@pytest.mark.parametrize(("scene", "opened"), [("gradients", "gradients"), ("playground", "prologue")])
def test_only_the_lesson_in_hand_stands_open(scene, opened):
    assert re.findall(r"<details [^>]*>", shown(scene)) == [
        f'<details id="teachers-{name}"{" open" if name == opened else ""}>' for name in LESSONS
    ]
