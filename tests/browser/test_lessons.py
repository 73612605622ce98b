"""Every lesson, played in the built site from its first step to its last, as a student would.

What a student does for each task lies in tests/browser/lessons/<module>.py: SOLUTIONS, functions of a LessonPage by the
name of the step. ALMOST, where a module has it, holds in the same way what comes near and must not count.
"""

import importlib

import pytest
from playwright.sync_api import expect

from playground.lessons import LESSONS
from playground.lessons.lesson import Choice, Curve
from tests.browser.lesson_page import SOON, LessonPage

every_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def helps(lesson, name):
    """SOLUTIONS or ALMOST of a lesson."""
    module = importlib.import_module(f"tests.browser.lessons.{lesson.name.replace('-', '_')}")
    return getattr(module, name, {})


def enter(visits, site, lesson, lang, at="", keys=False, **options):
    place = f"{lesson.name}&at={at}" if at else lesson.name
    return LessonPage(visits.page(**options), keys).open(f"{site.address}?scene={place}&lang={lang}")


def play(page, lesson, step, right=True):
    """One step: prediction, task, comparison."""
    page.expect_step(lesson, step)
    if step.ask:
        page.expect_locked()
        page.answer(lesson, step, right)
    if step.task:
        do(page, lesson, step)
    if step.after:
        expect(page.page.locator(".after")).to_be_visible(timeout=SOON)
    if isinstance(step.ask, Choice):
        expect(page.page.locator(".ask .verdict")).to_have_text(page.say("lesson.right" if right else "lesson.wrong"), timeout=SOON)
    if isinstance(step.ask, Curve):
        expect(page.page.locator(".sketch .true")).to_be_visible(timeout=SOON)
    assert "{" not in page.page.locator(".lesson").inner_text()


def do(page, lesson, step):
    """The task, which nothing less than doing it completes."""
    assert not page.task_is_done
    page.step(1)
    assert not page.task_is_done
    if almost := helps(lesson, "ALMOST").get(step.name):
        almost(page)
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
def test_a_student_gets_from_the_first_step_to_the_last(visits, site, lesson, lang, right):
    page = enter(visits, site, lesson, lang)
    for step in lesson.steps[:-1]:
        play(page, lesson, step, right)
        page.go_on()
    page.expect_step(lesson, lesson.steps[-1])
    expect_finished(page, lesson)


@every_lesson
def test_every_step_has_an_address_and_fits_a_phone(visits, site, lesson):
    middle = lesson.steps[len(lesson.steps) // 2]
    page = enter(visits, site, lesson, "zh", at=middle.name, **PHONE)
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


@every_lesson
def test_a_lesson_is_taken_up_again_where_it_was_left(visits, site, lesson):
    page = enter(visits, site, lesson, "en")
    first, second = lesson.steps[:2]
    play(page, lesson, first)
    page.go_on()
    page.expect_step(lesson, second)
    page.page.reload()
    page.wait_until_ready()
    page.expect_step(lesson, second)
    page.open(f"{site.address}?lang=en")  # another day, from the front door
    page.page.locator("#lessons-menu > summary").click()
    page.press_on(f'#lessons-menu [data-value="{lesson.name}"]')
    unfinished = next(step for step in lesson.steps if step is not first and (step.ask or step.task))
    page.expect_step(lesson, unfinished)
    page.press_on(f'.steps [data-value="{first.name}"]')
    page.expect_step(lesson, first)
    if first.ask:
        expect(page.page.locator(".ask fieldset[disabled]")).to_be_visible(timeout=SOON)
    if first.task:
        page.expect_task_done()


def test_a_whole_lesson_can_be_done_with_the_keys_alone(visits, site):
    lesson = LESSONS["linear"]
    page = enter(visits, site, lesson, "zh", keys=True)
    for step in lesson.steps[:-1]:
        play(page, lesson, step)
        page.go_on()
        expect(page.page.locator(".lesson h1")).to_be_focused(timeout=SOON)  # where the next step begins
    expect_finished(page, lesson)


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


def test_on_a_phone_the_menu_of_lessons_opens_in_view(visits, site):
    page = enter(visits, site, LESSONS["linear"], "en", **PHONE)
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
