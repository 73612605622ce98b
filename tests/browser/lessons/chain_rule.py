"""What a student does in lesson 2."""

from playwright.sync_api import expect

from tests.browser.lesson_page import SOON

MOST_PRESSES = 40
OTHER_NUMBERS = {"x1": "1/2", "edge/1/1/1": "0,25", "edge/2/3/1": "-3/4", "bias/2/1": "−1"}


def press_until_done(page, selector):
    for _ in range(MOST_PRESSES):
        if page.task_is_done:
            return
        page.press_on(selector)
    page.expect_task_done()


def go_through_the_numbers(page):
    counter, onward = page.page.locator(".terms span"), page.page.locator("#terms-on")
    for _ in range(MOST_PRESSES):
        if page.task_is_done or onward.is_disabled():
            break
        before = counter.inner_text()
        page.press_on("#terms-on")
        expect(counter).not_to_have_text(before, timeout=SOON)
    page.expect_task_done()


def one_number_only(page):
    page.press_on("#terms-on")
    page.press_on("#terms-back")


def slide(page, halves):
    """Moves the slider of ε: each press of an arrow key is half a power of ten."""
    slider = page.page.locator("#chain-epsilon")
    slider.focus()
    slider.press("Home")
    for _ in range(halves - 2):
        slider.press("ArrowRight")


def slide_to_the_valley(page):
    slide(page, 10)


def slide_past_it(page):
    slide(page, 2)
    page.page.locator("#chain-epsilon").press("End")


def step_until_learned(page):
    press_until_done(page, "#chain-step")


def one_step(page):
    page.press_on("#chain-step")
    page.page.locator(".losses li").nth(1).wait_for()


def set_other_numbers(page):
    for name, text in OTHER_NUMBERS.items():
        page.fill(f'#hand-given input[name="{name}"]', text)
    page.press_on("#hand-use")
    page.wait_until("() => playground.parameters().then((parameters) => parameters.biases[1][0] === -1)")


def hand_in(page):
    """The loss and one gradient, as they are right."""
    trace = page.evaluate("playground.trace({x: [0.5, 3], y: 1})")
    page.fill('#hand-worked input[name="loss"]', f"{trace['loss']:.6g}")
    page.fill('#hand-worked input[name="gradient/edge/1/2/1"]', f"{trace['dW'][0][1][0]:.6g}")
    page.press_on("#hand-check")
    page.page.locator("#hand-worked b.right").nth(1).wait_for()


def own_exercise(page):
    set_other_numbers(page)
    hand_in(page)


def look_first(page):
    """Whoever has looked has not worked it out."""
    set_other_numbers(page)
    page.press_on("#hand-show")
    hand_in(page)


SOLUTIONS = {
    "forward": go_through_the_numbers,
    "second": go_through_the_numbers,
    "delta": go_through_the_numbers,
    "nudge": slide_to_the_valley,
    "update": step_until_learned,
    "exercise": own_exercise,
}
ALMOST = {
    "forward": one_number_only,
    "nudge": slide_past_it,
    "update": one_step,
    "exercise": look_first,
}
