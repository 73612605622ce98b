"""A lesson as a student goes through it: with mouse or finger, or with the keys alone."""

from playwright.sync_api import expect

from playground.lessons.lesson import Choice, Curve, Number
from playground.lessons.study import is_right
from tests.browser.playground_page import MOST_TABS, PlaygroundPage
from tests.lessons.opening import opened

PATIENCE = 120  # seconds: whole lessons are played, and other tests may be at work beside them
SOON = 1000 * PATIENCE


class LessonPage(PlaygroundPage):
    """The page in a lesson. `keys`: nothing is done but by the keyboard."""

    def __init__(self, playground, keys=False):
        super().__init__(playground.page, playground.complaints)
        self.keys = keys

    # -- hands ---------------------------------------------------------------------------------

    def press_on(self, selector):
        """Presses the first button or link of a CSS selector, once it can be pressed."""
        if self.keys:
            expect(self.page.locator(selector).first).to_be_enabled(timeout=SOON)
            self.tab_to(selector)
            self.page.keyboard.press("Enter")
        else:
            self.page.locator(selector).first.click(timeout=SOON)  # waits for that itself

    def choose(self, name, value, within=".lesson"):
        """Chooses one of the radio buttons (or tiles) of a name."""
        field = f'input[name="{name}"][value="{value}"]'
        wanted = self.page.locator(f"{within} {field}")
        if not self.keys:
            self.page.locator(f"{within} label:has({field})").click()
            expect(wanted).to_be_checked(timeout=SOON)
            return
        self.tab_to(f'{within} input[name="{name}"]')
        self.page.keyboard.press("Space")
        for _ in range(20):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no key leads to {name} = {value}")

    def select(self, selector, value):
        """Chooses from a list."""
        if not self.keys:
            self.page.locator(selector).select_option(value)
            return
        self.tab_to(selector)
        options = self.page.locator(f"{selector} option").evaluate_all("(options) => options.map(({ value }) => value)")
        self.page.keyboard.press("Home")
        for _ in options[: options.index(value)]:
            self.page.keyboard.press("ArrowDown")
        expect(self.page.locator(selector)).to_have_value(value, timeout=SOON)

    def fill(self, selector, text):
        """Types into a field."""
        if self.keys:
            self.tab_to(selector)
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(text)
        else:
            self.page.locator(selector).fill(text)

    def tab_to(self, selector):
        """Goes on with the tabulator until the focus is there."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the tabulator does not lead to {selector}")

    def press_key(self, key):
        """Presses a key where the focus is."""
        self.page.keyboard.press(key)

    def train(self, until, stride=0):
        """Presses Train, and pauses once the JavaScript function of the status holds. It runs as fast as it can.

        `stride`: once it is seen to run, it goes on by so many steps at a time, which are not drawn one by one: where drawing is most
        of the work, or where the task allows only so many steps.
        """
        self.call("configure", {"pace": "step" if stride else "max"})
        self.press_on("#run-toggle")
        if stride:
            self.until_status("(status) => status.running && status.step > 0", seconds=PATIENCE)
            self.evaluate(f"(async (holds) => {{ while (!holds(await playground.step({stride}))); }})({until})", seconds=PATIENCE)
        self.until_status(until, seconds=PATIENCE)
        self.call("pause")

    def expect_shown(self, selector):
        """Waits until the first element of a CSS selector can be seen."""
        expect(self.page.locator(selector).first).to_be_visible(timeout=SOON)

    # -- a step --------------------------------------------------------------------------------

    def expect_step(self, lesson, step):
        """Waits until the step is open and trained as far as it begins with."""
        self.expect_shown(f".lesson h1#step-{lesson.name}-{step.name}")
        self.until_status(f"(status) => status.step >= {step.trained} && !status.running", seconds=PATIENCE)
        assert self.config()["at"] == step.name

    def answer(self, lesson, step, right):
        """Answers the question of a step that has just been opened, right or wrong; a wrong number is put right afterwards."""
        session, ask = opened(lesson, step), step.ask
        if isinstance(ask, Choice):
            self._choose_answer(ask, session, right)
        elif isinstance(ask, Number):
            for value in [] if right else wrong_numbers(ask, session):
                self._give_number(value)
                self.expect_shown(".ask .hint")
                self.expect_locked()
            self._give_number(ask.right(session))
        elif isinstance(ask, Curve):
            self._draw()
        self.expect_shown(".ask fieldset[disabled]")

    def _choose_answer(self, ask, session, right):
        wanted = ask.right(session) if right else (ask.right(session) + 1) % ask.options
        self.choose("answer", wanted)
        self.press_on(".ask [type=submit]")

    def _give_number(self, value):
        self.fill(".ask input[name=answer]", repr(float(value)) if value % 1 else str(int(value)))
        self.press_key("Enter")

    def _draw(self):
        if self.keys:
            self.tab_to(".ask svg")
            for key in ("ArrowUp", "ArrowRight", "ArrowUp"):
                self.page.keyboard.press(key)
        else:
            self._draw_with_the_mouse()
        self.press_on(".ask [type=submit]")

    def _draw_with_the_mouse(self):
        self.page.locator(".ask svg").scroll_into_view_if_needed()
        box = self.page.locator(".ask svg").bounding_box()
        self.page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 3, steps=12)
        self.page.mouse.up()

    def expect_locked(self):
        """The network waits for the prediction: its buttons, where the step has them, cannot be pressed."""
        expect(self.page.locator(":is(#run-toggle, #run-step):enabled")).to_have_count(0, timeout=SOON)
        calls = [["run", []], ["step", [1]], ["seek", [100_000]]]
        refused = self.evaluate("Promise.all(argument.map((call) => tests.refusal(...call)))", calls)
        assert [refusal["message"] for refusal in refused] == [self.say("lesson.predict")] * len(calls)

    @property
    def task_is_done(self):
        return self.page.locator(".talk .task.done").count() > 0

    def expect_task_done(self):
        self.expect_shown(".talk .task.done")

    def go_on(self):
        """To the next step."""
        self.expect_shown(".lesson footer .pill.accent")
        self.press_on(".lesson footer .pill.accent")

    def expect_fitting(self):
        """Nothing is wider than the screen, and what can be pressed in the lesson is large enough for a finger."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = self.page.evaluate("""Array.from(document.querySelectorAll(
            '.lesson :is(button, .steps a, fieldset label, select, input[type=text])'), (element) => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()]
        ).filter(([, box]) => box.height > 0 && box.height < 43.5).map(([html, box]) => `${box.height} ${html}`)""")
        assert small == []


def wrong_numbers(ask, session):
    """A number that is the outcome of each mistake that is recognised, and one that is none."""
    right = ask.right(session)
    numbers = [mistake.value(session) for mistake in ask.slips] + [right * 7 + 13]
    assert not any(is_right(ask, value, right) for value in numbers)
    return numbers
