"""The page as a learner and a course author use it: what tests do (`set_…`, `press_…`) and what they see (`expect_…`)."""

import json

from playwright.sync_api import expect

from playground.texts import CATALOGUES

PATIENCE = 30  # seconds; a busy machine is slow, a broken page never gets there
TEXT_INPUTS = ("hidden", "seed")
CHOICES_IN_WORDS = ("data", "pace")


class PlaygroundPage:
    """One open page. `complaints` collects console errors, page errors and foreign requests."""

    def __init__(self, page, complaints):
        self.page, self.complaints = page, complaints

    # -- opening -------------------------------------------------------------------------------

    def open(self, address):
        """Goes there and waits until the learner can act."""
        self.page.goto(address)
        return self.wait_until_ready()

    def wait_until_ready(self):
        self.evaluate("playground.ready")
        return self

    # -- window.playground ---------------------------------------------------------------------

    def evaluate(self, expression, argument=None, seconds=PATIENCE):
        """The value of a JavaScript expression (which may be a promise) of `argument`."""
        return self.page.evaluate(f"(argument) => tests.within({seconds}, Promise.resolve({expression}))", argument)

    def call(self, name, *args, seconds=PATIENCE):
        return self.evaluate("playground[argument[0]](...argument[1])", [name, list(args)], seconds)

    def refusal(self, name, *args):
        """What the call is refused with: message, key, value, allowed; None when it is not refused."""
        return self.evaluate("tests.refusal(...argument)", [name, list(args)])

    def configure(self, **changes):
        return self.call("configure", changes)

    def config(self):
        return self.call("config")

    def status(self):
        return self.call("status")

    def parameters(self):
        return self.call("parameters")

    def step(self, n=1, seconds=PATIENCE):
        return self.call("step", n, seconds=seconds)

    def until(self, event, holds, seconds=PATIENCE):
        """The first detail of an event for which the JavaScript function `holds` is true."""
        return self.evaluate(f"tests.until({json.dumps(event)}, {holds})", seconds=seconds)

    def until_status(self, holds, seconds=PATIENCE):
        return self.until("status", holds, seconds)

    def expect_config(self, **settings):
        """Waits until these settings have these values, as `config()` gives them."""
        self.page.wait_for_function(
            """async (wanted) => {
                const config = await playground.config();
                return Object.entries(wanted).every(([key, value]) => config[key] === value);
            }""", arg=settings, timeout=1000 * PATIENCE)  # fmt: skip

    # -- the controls --------------------------------------------------------------------------

    def say(self, key):
        """A text of the catalogue in the language of the page."""
        return CATALOGUES["zh" if self.page.locator("html").get_attribute("lang").startswith("zh") else "en"][key]

    def control(self, key):
        """The widget of a setting, found by its label; the learning rate's is the only slider."""
        settings = self.page.locator("[data-part=controls]")
        if key == "lr":
            return settings.get_by_role("slider")
        return settings.get_by_role("textbox" if key in TEXT_INPUTS else "combobox", name=self.say(f"control.{key}"))

    def button(self, name):
        return self.page.locator("[data-part=transport]").get_by_role("button", name=self.say(f"control.{name}"), exact=True)

    def press(self, name):
        self.button(name).click()

    def set_control(self, key, value):
        """As a learner does: choose from a list, or type and press Enter."""
        if key in TEXT_INPUTS:
            self.control(key).fill(value)
            self.control(key).press("Enter")
        else:
            self.control(key).select_option(label=self._shown(key, value))

    def expect_control(self, key, value):
        if key in TEXT_INPUTS:
            expect(self.control(key)).to_have_value(value)
        else:
            chosen = self.control(key).locator("option:checked")
            expect(chosen).to_have_text(self._shown(key, value))

    def _shown(self, key, value):
        """A choice in the words of the page's language, where it has some."""
        return self.say(f"{key}.{value}") if key in CHOICES_IN_WORDS else value

    def settle(self):
        """Waits until the wave after a single step is over, and gives the status then."""
        return self.until_status("(status) => status.phase === null")

    def press_language(self):
        self.page.locator("#language").click()

    def press_theme(self):
        self.page.locator("#theme").click()

    # -- what is said --------------------------------------------------------------------------

    @property
    def sentence(self):
        return self.page.locator("[data-slot=sentence] p")

    def expect_sentence(self, pattern):
        expect(self.sentence).to_contain_text(pattern, timeout=1000 * PATIENCE)

    @property
    def notices(self):
        return self.page.locator("#notices li > span")

    def expect_notice(self, pattern):
        expect(self.notices.filter(has_text=pattern).first).to_be_visible(timeout=1000 * PATIENCE)

    def texts(self):
        """Every piece of text on the page, shadow roots, labels and title included."""
        return self.page.evaluate("tests.texts()")

    # -- the boot ------------------------------------------------------------------------------

    def stages(self):
        """The state of each named stage of the boot, in order."""
        rows = "Array.from(document.querySelectorAll('#boot [data-stage]'), (row) => [row.dataset.stage, row.dataset.state])"
        return dict(self.page.evaluate(rows))

    @property
    def failure(self):
        return self.page.locator("#boot-failure")

    # -- the picture ---------------------------------------------------------------------------

    def expect_finite_picture(self):
        """No number that is drawn is NaN or infinite."""
        self.evaluate("tests.painted()")
        assert self.page.evaluate("tests.notFinite()") == []
