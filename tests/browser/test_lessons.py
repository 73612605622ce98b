"""Every lesson, played in the built site from its first step to its last, as a student would.

What a student does for each task lies in tests/browser/lessons/<module>.py: SOLUTIONS, functions of a LessonPage by the
name of the step. ALMOST, where a module has it, holds in the same way what comes near and must not count.
"""

import importlib
import re

import pytest
from playwright.sync_api import expect

from playground.lessons import LESSONS
from playground.lessons.lesson import Choice, Curve
from tests.browser.lesson_page import SOON, LessonPage

every_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


def helps(lesson, name):
    """SOLUTIONS or ALMOST of a lesson."""
    module = importlib.import_module(f"tests.browser.lessons.{lesson.name.replace('-', '_')}")
    return getattr(module, name, {})


def enter(visits, site, lesson, lang):
    return LessonPage(visits.returning()).open(f"{site.address}?scene={lesson.name}&lang={lang}")


@pytest.fixture
def student(playground):
    """On the page that tests share, without any progress."""
    page = LessonPage(playground)
    menu = page.page.locator("#lessons-menu")
    menu.locator("> summary").click()
    menu.get_by_text(page.say("lesson.forget"), exact=True).click()
    menu.get_by_role("button", name=page.say("lesson.forget.sure")).click()
    page.page.keyboard.press("Escape")
    return page


def play(page, lesson, step, right=True, almost=False):
    """One step: prediction, task, comparison. `almost`: before the task is done, what comes near is."""
    page.expect_step(lesson, step)
    if step.ask:
        page.expect_locked()
        page.answer(lesson, step, right)
    if step.task:
        do(page, lesson, step, almost)
    if step.after:
        expect(page.page.locator(".after")).to_be_visible(timeout=SOON)
    if isinstance(step.ask, Choice):
        expect(page.page.locator(".ask .verdict")).to_have_text(page.say("lesson.right" if right else "lesson.wrong"), timeout=SOON)
    if isinstance(step.ask, Curve):
        expect(page.page.locator(".sketch .true")).to_be_visible(timeout=SOON)
    assert "{" not in page.page.locator(".lesson").inner_text()


def do(page, lesson, step, almost):
    """The task, which nothing less than doing it completes."""
    assert not page.task_is_done
    page.step(1)
    assert not page.task_is_done
    if step.name in helps(lesson, "ALMOST"):
        if almost:
            helps(lesson, "ALMOST")[step.name](page)
            assert not page.task_is_done
        page.press_on('.lesson [data-do="lesson-again"]')
        page.expect_step(lesson, step)
    helps(lesson, "SOLUTIONS")[step.name](page)
    page.expect_task_done()


def expect_finished(page, lesson):
    """The closing card, and the lesson marked in the menu."""
    expect(page.page.locator(".closing .idea")).to_be_visible(timeout=SOON)
    page.page.locator("#lessons-menu > summary").click()
    entry = page.page.locator(f'#lessons-menu [data-value="{lesson.name}"]')
    expect(entry.locator(".done")).to_have_text(page.say("lesson.complete"))


@every_lesson
def test_there_is_a_way_to_do_every_task(lesson):
    tasks = {step.name for step in lesson.steps if step.task}
    assert set(helps(lesson, "SOLUTIONS")) == tasks and set(helps(lesson, "ALMOST")) <= tasks


@every_lesson
@pytest.mark.parametrize(("lang", "right"), [("zh", True), ("en", False)], ids=["zh-right", "en-wrong"])
def test_a_student_gets_from_the_first_step_to_the_last(student, lesson, lang, right):
    """With right answers and by way of what comes near; or with wrong ones, and in one of the lessons with the keys alone."""
    student.keys = lesson.name == "linear" and not right
    student.configure(scene=lesson.name, lang=lang)
    for step in lesson.steps[:-1]:
        play(student, lesson, step, right, almost=right)
        student.go_on()
        expect(student.page.locator(".lesson h1")).to_be_focused(timeout=SOON)  # where the next step begins
    student.expect_step(lesson, lesson.steps[-1])
    expect_finished(student, lesson)


@every_lesson
def test_every_step_has_an_address_and_fits_a_phone(phone, lesson):
    page, middle = LessonPage(phone), lesson.steps[len(lesson.steps) // 2]
    page.go_to(f"?scene={lesson.name}&at={middle.name}&lang=zh")
    page.expect_step(lesson, middle)
    page.press_on(f'.steps [data-value="{lesson.steps[0].name}"]')
    for step in lesson.steps:
        page.expect_step(lesson, step)
        page.expect_fitting()
        if step.ask and step.controls:  # they come with the answer
            page.answer(lesson, step, right=True)
            page.expect_fitting()
        if step is not lesson.steps[-1]:
            page.press_on('.lesson footer [data-do="lesson-step"]:last-child')


def test_a_lesson_has_a_page_of_its_own_that_leads_to_it(visits, site):
    page = visits.returning().page
    for lesson in LESSONS.values():
        page.goto(f"{site.address}{lesson.name}.html")
        page.wait_for_url(re.compile(f"scene={lesson.name}$"))
        expect(page.locator("#boot")).to_be_visible()


def test_every_lesson_is_taken_up_again_where_it_was_left(visits, site):
    page = enter(visits, site, LESSONS["prologue"], "en")
    for lesson in LESSONS.values():
        page.configure(scene=lesson.name, at=lesson.steps[0].name)
        play(page, lesson, lesson.steps[0])
        page.go_on()
        page.expect_step(lesson, lesson.steps[1])
    page.page.reload()
    page.wait_until_ready()
    page.expect_step(lesson, lesson.steps[1])
    page.open(f"{site.address}?lang=en")  # another day, from the front door
    for lesson in LESSONS.values():
        expect_taken_up(page, lesson)


def expect_taken_up(page, lesson):
    """From the menu the lesson opens where something is still to be done, and what was done in its first step is there.

    Where nothing has been done it begins: its first step may ask for nothing.
    """
    first = lesson.steps[0]
    page.page.locator("#lessons-menu > summary").click()
    page.press_on(f'#lessons-menu [data-value="{lesson.name}"]')
    asking = [step for step in lesson.steps if step.ask or step.task]
    page.expect_step(lesson, asking[1] if asking[0] is first else first)
    page.press_on(f'.steps [data-value="{first.name}"]')
    page.expect_step(lesson, first)
    if first.ask:
        expect(page.page.locator(".ask fieldset[disabled]")).to_be_visible(timeout=SOON)
    if first.task:
        page.expect_task_done()


def test_a_step_opens_by_its_address_trained_as_far_as_it_begins(visits, site):
    lesson, step = next((lesson, step) for lesson in LESSONS.values() for step in lesson.steps if step.trained)
    page = LessonPage(visits.returning()).open(f"{site.address}?scene={lesson.name}&at={step.name}&lang=zh")
    page.expect_step(lesson, step)
    assert page.status()["step"] == step.trained


def test_the_menu_of_lessons_closes_by_a_choice_a_press_elsewhere_and_escape(playground):
    page, menu = playground.page, playground.page.locator("#lessons-menu")
    summary = menu.locator("> summary")
    for close in (lambda: page.locator(".brand").click(), lambda: page.keyboard.press("Escape"),
                  lambda: menu.locator('[data-value="linear"]').click()):  # fmt: skip
        summary.click()
        expect(menu).to_have_attribute("open", "")
        close()
        expect(menu).not_to_have_attribute("open", "")
    playground.expect_config(scene="linear")
    playground.configure(scene="playground")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_on_a_phone_the_menu_of_lessons_opens_in_view(phone):
    page = LessonPage(phone)
    page.configure(scene="linear")
    page.page.locator("#lessons-menu > summary").click()
    for name in (list(LESSONS)[0], list(LESSONS)[-1]):
        expect(page.page.locator(f'#lessons-menu [data-value="{name}"]')).to_be_in_viewport(ratio=1)


def test_progress_is_cleared_saved_and_loaded(visits, site):
    lesson = LESSONS["linear"]
    page = enter(visits, site, lesson, "en")
    page.answer(lesson, lesson.steps[0], right=False)
    menu = page.page.locator("#lessons-menu")
    menu.locator("> summary").click()
    with page.page.expect_download() as saved:
        menu.get_by_role("button", name=page.say("lesson.export")).click()
    menu.get_by_text(page.say("lesson.forget"), exact=True).click()
    menu.get_by_role("button", name=page.say("lesson.forget.sure")).click()
    page.expect_locked()
    menu.locator("input[type=file]").set_input_files(saved.value.path())
    expect(page.page.locator(".ask fieldset[disabled]")).to_be_visible(timeout=SOON)
    page.page.reload()
    page.wait_until_ready()
    expect(page.page.locator(".ask fieldset[disabled]")).to_be_visible(timeout=SOON)


WATCHED = [  # in a step, what its text says to look at
    ("prologue", "learn", "[data-slot=chart]"),
    ("linear", "stack", "#lesson-figure .plane"),
    ("activations", "race", "[data-slot=compared]"),
    ("learning-rate", "diverge", "[data-slot=chart]"),
    ("learning-rate", "momentum", "[data-slot=curves]"),
    ("gradients", "acts", "#lesson-figure .stairs"),
    ("gradients", "slope", "#lesson-figure .slopes"),
]


def seen(page, selector):
    """The share of the first such element that nothing hides: neither the window's edges nor what it scrolls in."""
    return page.page.locator(selector).first.evaluate("""(element) => new Promise((resolve) => new IntersectionObserver((entries, observer) => {
      observer.disconnect();
      resolve(entries[0].intersectionRatio);
    }).observe(element))""")


@pytest.mark.parametrize("size", [(1366, 650), (1280, 800), (1024, 768)], ids=str)
def test_what_a_step_says_to_watch_is_in_view_with_the_button_that_starts_it(student, size):
    student.page.set_viewport_size({"width": size[0], "height": size[1]})
    for scene, at, watched in WATCHED:
        lesson = LESSONS[scene]
        student.configure(scene=scene, at=at, lang="en")
        student.expect_step(lesson, lesson.by_name[at])
        student.answer(lesson, lesson.by_name[at], right=True)
        expect(student.page.locator(watched).first).to_be_visible()
        parts = [watched, *(["#run-toggle"] if "run" in lesson.by_name[at].parts else [])]
        assert {part: share for part in parts if (share := seen(student, part)) < 0.9} == {}, at


def test_on_a_phone_a_small_live_picture_stays_in_sight_while_a_lesson_is_read(phone):
    page = LessonPage(phone)
    for scene, at, picture in [("prologue", "weigh", "[data-slot=network]"), ("activations", "race", "[data-slot=compared]"),
                               ("gradients", "deaf", "[data-slot=network]")]:
        page.configure(scene=scene, at=at)
        page.expect_step(LESSONS[scene], LESSONS[scene].by_name[at])
        page.page.locator(".lesson footer button").last.scroll_into_view_if_needed()
        expect(page.page.locator(".lesson footer button").last).to_be_in_viewport()
        assert seen(page, picture) > 0.9, at
        assert page.page.locator(picture).bounding_box()["height"] < 220


def test_on_a_phone_networks_stand_three_in_a_row_by_the_light_of_their_error(phone):
    page, end = LessonPage(phone), LESSONS["gradients"].steps[-1]
    page.configure(scene="gradients", at=end.name, lang="en")
    page.expect_step(LESSONS["gradients"], end)
    pictures = page.page.locator(".lights").get_by_role("img", name="‖∂L/∂a‖ from the first hidden layer to the last")
    expect(pictures).to_have_count(9)
    boxes = [picture.bounding_box() for picture in pictures.all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["width"] > 90 and box["height"] > 50 for box in boxes)
    assert len({round(box["x"]) for box in boxes}) == 3
