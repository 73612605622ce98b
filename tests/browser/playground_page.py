"""The page as a learner and a course author use it: what tests do (`set_…`, `press_…`) and what they see (`expect_…`)."""

import json

from playwright.sync_api import expect

from playground.settings import SETTINGS
from playground.texts import CATALOGUES
from playground.views.panels.controls import GROUPS

PATIENCE = 30  # seconds; a busy machine is slow, a broken page never gets there
PATIENCE_AT_START = 120  # seconds that Python may take to be there
MOST_TABS = 150  # more than the page has places for the focus
HURRY = """window.setTimeout = ((wait) => (act, time, ...rest) =>
    wait(act, time >= 500 && time <= 20_000 ? time / 20 : time, ...rest))(setTimeout);"""
PICTURES = ("data", "act")  # settings chosen by pictures; the others are typed or chosen from a list


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
        self.evaluate("playground.ready", seconds=PATIENCE_AT_START)
        return self

    def started(self):
        """Which way the page has started: "cold" or "restored"."""
        return self.evaluate("['cold', 'restored'].filter((way) => performance.getEntriesByName(`boot:${way}`).length).join()")

    def parts_asked_for(self):
        """How many of Python's parts the page has asked for."""
        return self.evaluate("performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/parts/')).length")

    def wait_until_python_is_kept(self):
        """From then on the learner's visits start from the snapshot."""
        self.wait_until("() => performance.getEntriesByName('snapshot:kept').length > 0", seconds=PATIENCE_AT_START)

    def hurry(self):
        """What the page waits for by the clock takes a twentieth of the time, from the next address on."""
        self.page.add_init_script(HURRY)

    def go_to(self, query):
        """As the browser's history does, without a reload."""
        self.page.evaluate("(query) => { history.pushState(null, '', query); dispatchEvent(new PopStateEvent('popstate')); }", query)

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
        """The new Config, once panels and all show it."""
        return self._shown(self.call("configure", changes))

    def _shown(self, answer):
        """Panels follow a change later than its answer comes, but not later than that to a call which asks what is."""
        self.status()
        return answer

    def config(self):
        return self.call("config")

    def status(self):
        return self.call("status")

    def parameters(self):
        return self.call("parameters")

    def step(self, n=1, seconds=PATIENCE):
        return self._shown(self.call("step", n, seconds=seconds))

    def until(self, event, holds, seconds=PATIENCE):
        """The first detail of an event for which the JavaScript function `holds` is true."""
        return self.evaluate(f"tests.until({json.dumps(event)}, {holds})", seconds=seconds)

    def until_status(self, holds, seconds=PATIENCE):
        return self.until("status", holds, seconds)

    def wait_until(self, holds, argument=None, seconds=PATIENCE):
        """Waits until the JavaScript function `holds` (which may be async) is true of `argument`.

        Playwright's own `wait_for_function` takes the promise of an async function for true.
        """
        self.evaluate(f"tests.eventually({holds}, argument)", argument, seconds)

    def expect_config(self, **settings):
        """Waits until these settings have these values, as `config()` gives them."""
        self.wait_until(
            """async (wanted) => {
                const config = await playground.config();
                return Object.entries(wanted).every(([key, value]) => config[key] === value);
            }""", settings)  # fmt: skip

    # -- the controls --------------------------------------------------------------------------

    def say(self, key):
        """A text of the catalogue in the language of the page."""
        return CATALOGUES["zh" if self.page.locator("html").get_attribute("lang").startswith("zh") else "en"][key]

    def control(self, key):
        """The element of a setting, found by its role and name; the group that it is folded in is opened."""
        settings = self.page.locator("[data-part=controls]")
        if key in PICTURES:
            return settings.get_by_role("radiogroup", name=self.say(f"setting.{key}"))
        if key == "lr":
            return settings.get_by_role("slider", name=self.say("setting.lr"))
        self.unfold(next(group for group, keys in GROUPS.items() if key in keys))
        role = "combobox" if SETTINGS[key].choices else "textbox"
        return settings.get_by_role(role, name=self.say("setting.hidden.text" if key == "hidden" else f"setting.{key}"), exact=True)

    def picture(self, key, value):
        """One of the pictures by which a setting is chosen."""
        return self.control(key).locator(f"input[value={value}]")

    def unfold(self, group):
        """Opens a group of the settings that is folded."""
        details = self.page.locator(f"#group-{group}")
        if details.get_attribute("open") is None:
            details.locator("summary").click()

    def button(self, name):
        return self.page.locator("[data-part=transport]").get_by_role("button", name=self.say(f"control.{name}"), exact=True)

    def press(self, name):
        self.button(name).click()

    def set_control(self, key, value):
        """As a learner does: click a picture, choose from a list, or type and press Enter."""
        if key in PICTURES:
            self.picture(key, value).check()
        elif SETTINGS[key].choices:
            self.control(key).select_option(value)
        else:
            self.control(key).fill(value)
            self.control(key).press("Enter")

    def expect_control(self, key, value):
        if key in PICTURES:
            expect(self.picture(key, value)).to_be_checked()
        else:
            expect(self.control(key)).to_have_value(value)

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
        return dict(self.evaluate(rows))

    @property
    def failure(self):
        return self.page.locator("#boot-failure")

    # -- the picture ---------------------------------------------------------------------------

    def expect_finite_picture(self):
        """No number that is drawn is NaN or infinite."""
        self.evaluate("tests.painted()")
        assert self.page.evaluate("tests.notFinite()") == []
