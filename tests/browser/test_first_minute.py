"""The first minute: what a learner meets before scrolling, on the windows that people have."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits

WINDOWS = [(1366, 650), (1440, 780), (1536, 730), (1920, 950), (1280, 800), (1024, 768), (390, 844), (360, 640)]


def out_of_sight(playground, width, height):
    """What of network, sentence and button does not lie wholly in a window of that size."""
    page = playground.page
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("scrollTo(0, 0)")
    parts = {"network": page.locator("[data-slot=network]"), "sentence": playground.sentence, "train": playground.button("run")}
    boxes = {name: part.bounding_box() for name, part in parts.items()}
    return {name: box for name, box in boxes.items() if not lies_within(box, width, height)}


def lies_within(box, width, height):
    across = 0 <= box["x"] and box["x"] + box["width"] <= width
    return across and 0 <= box["y"] and box["y"] + box["height"] <= height and box["height"] > 10


@pytest.fixture(scope="module")
def newcomer(browser, home, site):
    """A page on a device on which nothing has been done yet; the last test of this file does it."""
    visits = Visits(browser, home)
    yield visits.open(site.address)
    visits.close()
    assert visits.complaints == []


def first_line(playground):
    return playground.page.locator("[data-panel=welcome] p")


def expect_all_in_sight(playground, lang):
    playground.configure(lang=lang)
    assert {size: missing for size in WINDOWS if (missing := out_of_sight(playground, *size))} == {}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_network_sentence_and_train_are_on_the_first_screen(playground, lang):
    playground.step(1)  # so that the first line is gone
    playground.call("reset")
    expect(first_line(playground)).to_have_count(0)
    expect_all_in_sight(playground, lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_line_pushes_nothing_out_of_sight(newcomer, lang):
    expect_all_in_sight(newcomer, lang)
    assert newcomer.say("control.run") in first_line(newcomer).inner_text()


@pytest.mark.parametrize(("scene", "at"), [("linear", "stack"), ("learning-rate", "bounce")])
def test_in_a_lesson_network_and_sentence_lie_in_a_low_window(playground, scene, at):
    playground.configure(scene=scene, at=at)
    for size in WINDOWS[:6]:
        assert out_of_sight(playground, *size) == {}, size


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (1536, 730), (1280, 800)])
def test_the_network_is_the_largest_thing_on_the_first_screen(playground, width, height):
    playground.page.set_viewport_size({"width": width, "height": height})
    box = playground.page.locator("[data-slot=network]").bounding_box()
    assert box["height"] > 0.45 * height
    assert box["width"] == pytest.approx(box["height"] * 5 / 3, abs=2)


def test_the_first_line_opens_the_questions_and_goes_for_good_when_the_network_is_trained(newcomer):
    line, menu = first_line(newcomer), newcomer.page.locator("#lessons-menu")
    line.get_by_role("button", name=newcomer.say("scenes.lessons")).click()
    expect(menu.get_by_role("link", name=newcomer.say("linear.question"))).to_be_visible()
    newcomer.page.keyboard.press("Escape")
    newcomer.press("step")
    expect(line).to_have_count(0)
    newcomer.call("reset")
    newcomer.page.reload()
    newcomer.wait_until_ready()
    assert newcomer.status()["step"] == 0
    expect(line).to_have_count(0)
