"""A course page of another origin with two elements: the one learns to its goal, the other stands far below and has mistakes in it."""

import pytest
from playwright.sync_api import expect

from tests.browser import sites
from tests.browser.conftest import Visits

COURSE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Course</title>
<style>body {{ margin: 0; background: #fff; }} #room {{ width: 740px; }}</style>
<script src="{script}"></script>
<input id="answer"><div id="room">
<seeing-gradients id="one" data="circle" act="relu" lr="0.3" layers="4,2" hide="compare,layers" lock="act" goal="train_loss<0.4 and step<=2000"></seeing-gradients>
</div><div style="height: 3000px"></div>
<seeing-gradients id="two" lr="banana" learning="fast" focus="loss" data="xor"></seeing-gradients>
<iframe id="sibling" srcdoc="&lt;script>addEventListener('message', ({{data}}) => parent.heard.push(data))&lt;/script>"></iframe>
<script src="{script}"></script>
<script>window.heard = []; const one = document.getElementById("one"), two = document.getElementById("two");</script>"""
FRAME = "one.shadowRoot.querySelector('iframe')"


@pytest.fixture(scope="module")
def course(browser, home, site, dist):
    """That page (Playwright's), with the first element ready."""
    visits = Visits(browser, home)
    with sites.served(dist) as host:
        host.faults["/course.html"] = sites.replaced(COURSE.format(script=site.address + "embed.js").encode())
        page = visits.returning().page
        page.goto(host.address + "course.html")
        page.evaluate("tests.within(60, one.playground.ready)")
        yield page
        visits.close()


def ask(page, call, *args):
    return page.evaluate("([call, args]) => tests.within(60, one.playground[call](...args))", [call, list(args)])


def eventually(page, holds, argument=None):
    page.evaluate(f"(argument) => tests.within(30, tests.eventually({holds}, argument))", argument)


def inside(page, which="one"):
    """The page in the frame."""
    return page.evaluate_handle(f"{which}.shadowRoot.querySelector('iframe')").as_element().content_frame()


def height(page):
    return page.evaluate(f"{FRAME}.getBoundingClientRect().height")


def test_attributes_are_settings_and_the_frame_is_as_high_as_its_content_at_any_width(course):
    config = ask(course, "config")
    assert (config["act"], config["lr"], config["hidden"], config["hide"], config["lock"]) == ("relu", 0.3, "4,2", "compare,hidden", "act")
    for width, most in ((750, 452), (360, 642), (740, 452)):  # with its border
        course.evaluate("(width) => { room.style.width = `${width}px`; }", width)
        course.wait_for_function(f"(most) => {FRAME}.getBoundingClientRect().height <= most", arg=most)
        root = "document.documentElement"
        inside(course).wait_for_function(f"{root}.scrollHeight <= innerHeight && {root}.scrollWidth <= innerWidth")
    assert inside(course).locator("header.bar").is_hidden()


def test_the_frame_grows_and_shrinks_with_what_is_opened_in_it(course):
    before, settings = height(course), inside(course).get_by_role("button", name="Settings")
    settings.click()
    course.wait_for_function(f"(before) => {FRAME}.getBoundingClientRect().height > before + 100", arg=before)
    settings.click()
    course.wait_for_function(f"(before) => {FRAME}.getBoundingClientRect().height === before", arg=before)
    course.evaluate("scrollTo(0, 0)")  # Playwright scrolls to what it clicks


def test_what_is_locked_is_refused_and_what_is_hidden_is_not_there(course):
    said = course.evaluate("one.playground.configure({act: 'tanh'}).then(() => null, ({message, key}) => [message, key])")
    assert said[1] == "act" and "locked" in said[0]
    assert ask(course, "config")["act"] == "relu"
    frame = inside(course)
    assert frame.get_by_role("button", name="Compare").is_hidden()
    assert frame.locator("[data-panel=compare] *").count() == 0


def test_another_frame_of_the_course_page_is_not_listened_to(course):
    course.evaluate("""() => {
        const target = one.shadowRoot.querySelector("iframe").contentWindow;
        sibling.contentWindow.eval(`for (const message of [{playground: "configure", id: 1, args: [{seed: 9}]}, {playground: "on", id: 2},
            {playground: "host", dark: true}]) parent.one.shadowRoot.querySelector("iframe").contentWindow.postMessage(message, "*")`);
    }""")
    ask(course, "step", 1)
    assert ask(course, "reset")["step"] == 0 and ask(course, "config")["seed"] == 0
    assert course.evaluate("heard") == []


def test_a_message_for_another_page_of_the_frame_is_not_heard(course):
    course.evaluate(f"{FRAME}.contentWindow.postMessage({{playground: 'configure', id: 1, token: 'old', args: [{{seed: 9}}]}}, '*')")
    assert ask(course, "config")["seed"] == 0


def test_it_learns_to_the_goal_which_the_learner_sees_and_the_course_page_hears(course):
    course.evaluate("""() => {
        window.events = [];
        for (const name of ["status", "goal", "frame"]) one.addEventListener(name, ({ detail }) => events.push([name, detail]));
    }""")
    ask(course, "run")
    course.wait_for_function("events.some(([name]) => name === 'goal')")
    ask(course, "pause")
    events = course.evaluate("events")
    reached = next(detail for name, detail in events if name == "goal")
    assert reached["goal"] == "train_loss<0.4 and step<=2000" and reached["status"]["train_loss"] < 0.4 and reached["step"] <= 2000
    assert {name for name, _ in events} == {"status", "goal", "frame"}
    expect(inside(course).locator(".goal [role=status]")).to_have_text(f"Reached at step {reached['step']}")


def test_config_step_and_reached_goal_survive_that_it_is_moved_away_and_put_back(course):
    ask(course, "configure", {"data": "xor", "seed": 7})
    step = ask(course, "step", 40)["step"]
    weights = ask(course, "parameters")
    told = inside(course).locator(".goal [role=status]").text_content()
    course.evaluate("() => { const { parentNode } = one; one.remove(); parentNode.append(one); }")
    course.evaluate("tests.within(60, one.playground.ready)")
    eventually(course, "async (step) => (await one.playground.status()).step === step", step)
    assert (ask(course, "config")["data"], ask(course, "config")["seed"]) == ("xor", 7)
    assert ask(course, "parameters") == weights
    expect(inside(course).locator(".goal [role=status]")).to_have_text(told)


def test_theme_and_language_follow_the_course_page(course):
    frame = inside(course)
    course.evaluate("document.body.style.background = '#101010'; document.documentElement.lang = 'zh-CN'")
    frame.wait_for_function("document.documentElement.dataset.theme === 'dark' && document.documentElement.lang === 'zh-Hans'")
    course.evaluate("document.body.style.background = '#ffffff'; document.documentElement.lang = 'en'")
    frame.wait_for_function("document.documentElement.dataset.theme === 'light' && document.documentElement.lang === 'en'")


def test_out_of_sight_it_pauses_and_says_why_but_whoever_runs_it_there_has_it_trained(course):
    ask(course, "run")
    course.evaluate("scrollTo(0, 1500)")
    eventually(course, "async () => (await one.playground.status()).paused === 'out of sight'")
    step = ask(course, "status")["step"]
    assert not ask(course, "status")["running"]
    ask(course, "run")
    eventually(course, "async (step) => (await one.playground.status()).step > step + 100", step)
    ask(course, "pause")
    course.evaluate("scrollTo(0, 0)")
    assert ask(course, "status")["paused"] is None


def test_a_property_that_a_framework_sets_is_an_attribute_and_changes_the_network(course):
    course.evaluate("() => { one.removeAttribute('lock'); one.data = 'moons'; one.layers = [3, 3]; }")
    course.evaluate("tests.within(60, one.playground.ready)")
    assert (ask(course, "config")["data"], ask(course, "config")["hidden"]) == ("moons", "3,3")
    course.evaluate("one.lr = 0.1")
    eventually(course, "async () => (await one.playground.config()).lr === 0.1")
    assert course.evaluate("one.getAttribute('lr')") == "0.1"


def test_one_far_below_starts_when_it_is_near_and_names_each_mistake_in_its_attributes(course):
    assert course.evaluate("two.shadowRoot.querySelector('iframe')") is None
    course.evaluate("two.scrollIntoView()")
    course.wait_for_function("two.shadowRoot.querySelectorAll('li').length === 3")
    said = course.evaluate("[...two.shadowRoot.querySelectorAll('li')].map(({ textContent }) => textContent)")
    assert "learning" in said[0] and "layers" in said[0]
    assert "focus" in said[1] and "inspect" in said[1]
    assert "lr" in said[2] and "banana" in said[2]
    assert course.evaluate("tests.within(60, two.playground.config())")["data"] == "xor"
