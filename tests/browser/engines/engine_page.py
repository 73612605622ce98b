"""The page in any engine: what tests of Chromium do by Playwright, by what every engine can."""

from playground.texts import CATALOGUES
from tests.browser.lesson_page import PATIENCE, LessonPage

SEEN = "() => document.querySelector(argument)?.checkVisibility() ?? false"


class EnginePage(LessonPage):
    def __init__(self, engine):
        self.engine, self.keys = engine, False

    def open(self, address):
        """Goes there and waits until the learner can act."""
        self.engine.go(address)
        return self.wait_until_ready()

    def evaluate(self, expression, argument=None, seconds=PATIENCE):
        return self.engine.evaluate(expression, argument, seconds)

    @property
    def complaints(self):
        return self.evaluate("tests.heard()")

    def say(self, key):
        return CATALOGUES["zh" if self.evaluate("document.documentElement.lang").startswith("zh") else "en"][key]

    # -- hands ---------------------------------------------------------------------------------

    def press_on(self, selector):
        self.engine.press(selector)

    def press_key(self, key):
        self.engine.type(key)

    def choose(self, name, value, within=".lesson"):
        field = f'input[name="{name}"][value="{value}"]'
        self.press_on(f"{within} label:has({field})")
        self.expect_shown(f"{within} label:has({field}:checked)")

    def select(self, selector, value):
        """The list that would open belongs to the system, not to the page: what comes of it is done here."""
        self.evaluate("""(([selector, value]) => {
            const list = document.querySelector(selector);
            list.value = value;
            for (const type of ["input", "change"]) list.dispatchEvent(new Event(type, { bubbles: true }));
        })(argument)""", [selector, value])  # fmt: skip

    def fill(self, selector, text):
        self.press_on(selector)
        self.evaluate("document.querySelector(argument).select()", selector)
        self.engine.type(text)

    # -- what is seen --------------------------------------------------------------------------

    def expect_shown(self, selector):
        self.wait_until(SEEN, selector, seconds=PATIENCE)

    def expect_locked(self):
        self.expect_shown("#run-toggle:disabled")

    def texts_in(self, selector):
        """Every piece of text within an element, shadow roots included."""
        return self.evaluate("""Array.from(tests.elements(document.querySelector(argument)), (element) => [...element.childNodes])
            .flat().filter((node) => node.nodeType === Node.TEXT_NODE && node.parentElement.localName !== "style")
            .map((node) => node.data.trim()).filter(Boolean)""", selector)  # fmt: skip

    def say_in(self, language, key):
        return CATALOGUES[language][key]

    def is_at(self, address):
        """Whether the page is open there, and has started."""
        return self.evaluate("location.href.startsWith(argument) && !document.getElementById('scene').hidden", address)
