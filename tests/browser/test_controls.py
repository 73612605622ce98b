"""Every control changes the settings, follows them, and can be worked by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from playground.views.panels.controls import GROUPS
from tests.browser.playground_page import MOST_TABS

FOCUSED = """() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText ?? "";
    return `${element.getAttribute("role") ?? element.tagName.toLowerCase()} ${label.trim()}`;
}"""


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [("data", "xor", "xor"), ("data", "custom", "custom"), ("act", "relu", "relu"), ("hidden", "6, 3", "6,3"), ("hidden", "", ""),
     ("pace", "max", "max"), ("seed", "42", 42), ("noise", "12,5", 12.5), ("samples", "300", 300), ("init", "he_normal", "he_normal"),
     ("out", "sigmoid", "sigmoid"), ("opt", "adam", "adam"), ("batch", "all", "all"), ("reg", "l2", "l2"), ("clip", "1", 1)],
)  # fmt: skip
def test_a_control_changes_its_setting_and_the_address(playground, key, value, read):
    playground.set_control(key, value)
    playground.expect_config(**{key: read})
    if key != "hidden":
        assert f"{key}={read}" in playground.page.evaluate("location.search")


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [("data", "spiral", "spiral"), ("act", "gelu", "gelu"), ("hidden", [7, 5], "7,5"), ("pace", "step", "step"), ("seed", 77, "77"),
     ("noise", 30, "30"), ("init", "zeros", "zeros"), ("out", None, "auto"), ("gain", 2.5, "2.5")],
)
def test_a_control_follows_its_setting(playground, key, value, shown):
    playground.configure(**{key: value})
    playground.expect_control(key, shown)


def test_the_learning_rate_slider_changes_the_learning_rate_and_follows_it(playground):
    slider = playground.control("lr")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowRight")
    playground.expect_config(lr=0.5)
    expect(slider).to_have_attribute("aria-valuetext", "0.5")
    expect(typed_rate(playground)).to_have_value("0.5")
    playground.configure(lr=0.001)
    expect(slider).to_have_attribute("aria-valuetext", "0.001")
    expect(slider).to_have_value("8")


def typed_rate(playground):
    return playground.page.get_by_role("textbox", name=playground.say("setting.lr"), exact=True)


@pytest.mark.parametrize(("typed", "read"), [("0,07", 0.07), ("0.012345", 0.012345), ("1e-4", 0.0001)])
def test_any_learning_rate_can_be_typed_and_is_shown_as_it_is(playground, typed, read):
    typed_rate(playground).fill(typed)
    typed_rate(playground).press("Enter")
    playground.expect_config(lr=read)
    expect(playground.control("lr")).to_have_attribute("aria-valuetext", f"{read:g}")


def test_a_learning_rate_that_was_configured_is_not_rounded_by_its_slider(playground):
    assert playground.configure(lr=0.012345)["lr"] == 0.012345
    playground.evaluate("tests.painted()")
    assert playground.config()["lr"] == 0.012345
    expect(typed_rate(playground)).to_have_value("0.012345")


def test_the_regions_of_the_learning_rate_follow_the_run(playground):
    names = playground.page.locator("#rate-regions")
    expect(names).to_contain_text(playground.say("rate.fast"))
    before = names.inner_text()
    playground.configure(data="spiral", hidden="8,8")
    expect(names).not_to_have_text(before)
    playground.configure(opt="adam")
    expect(names).to_have_text(playground.say("rate.unknown"))


@pytest.mark.parametrize("typed", ["quick", "-1", "1000"])
def test_a_rate_that_cannot_be_is_refused_in_words_and_the_field_goes_back(playground, typed):
    typed_rate(playground).fill(typed)
    typed_rate(playground).press("Enter")
    playground.page.locator("#notices li").first.wait_for()
    expect(typed_rate(playground)).to_have_value("0.03")


def test_every_control_has_a_name_to_be_found_by(playground):
    """Whoever hears the page must know what each is."""
    for group in GROUPS:
        playground.unfold(group)
    nameless = [line for line in playground.page.locator("[data-part=controls]").aria_snapshot().splitlines()
                if re.search(r"- (slider|textbox|combobox|radio|checkbox|button|radiogroup)( \[[^]]*\])*(:|$)", line)]
    assert nameless == []


def test_activations_that_differ_by_layer_are_shown_as_mixed_and_left_alone(playground):
    playground.configure(act=["relu", "tanh"])
    expect(playground.page.locator("[data-part=controls]").get_by_text(playground.say("act.mixed"))).to_be_visible()
    assert playground.control("act").locator("input:checked").count() == 0
    assert playground.config()["act"] == "relu,tanh"
    playground.set_control("act", "elu")
    playground.expect_config(act="elu")


def test_choices_made_faster_than_they_are_carried_out_stay_as_made(playground):
    """The arrow keys go through a group of radio buttons quicker than a network is built; what comes of an earlier choice checks none."""
    undone = playground.evaluate("""(async () => {
        const group = [...document.querySelectorAll("[data-part=controls] input[name=act]")];
        const undone = [];
        let made;
        document.querySelector("[data-panel=controls]").addEventListener("shown", () => made.checked || undone.push(made.value));
        for (made of [...group, ...group, ...group]) {
            made.click();
            await new Promise((resolve) => setTimeout(resolve, 15));
        }
        await tests.eventually(async () => (await playground.config()).act === made.value);
        return undone;
    })()""")
    assert undone == []


@pytest.mark.parametrize("typed", ["4,x", "17", "0", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1", "; drop"])
def test_hidden_layers_that_cannot_be_are_refused_in_words_and_the_box_goes_back(playground, typed):
    playground.set_control("hidden", typed)
    playground.expect_notice("hidden")
    playground.expect_control("hidden", "4,2")
    assert playground.config()["hidden"] == "4,2"


@pytest.mark.parametrize("typed", ["-5", "99999999999", "abc", ""])
def test_a_seed_that_cannot_be_leaves_a_seed_that_can(playground, typed):
    playground.configure(seed=3)
    playground.set_control("seed", typed)
    seed = playground.config()["seed"]
    assert 0 <= seed < 2**32
    playground.expect_control("seed", str(seed))


def test_the_run_button_runs_and_pauses_and_says_which_it_will_do(playground):
    playground.press("run")
    playground.button("pause").wait_for()
    assert playground.until_status("(status) => status.step > 25")["running"]
    playground.press("pause")
    playground.button("run").wait_for()
    assert not playground.status()["running"]


def test_the_step_button_makes_one_step_and_the_reset_button_unmakes_it(playground):
    initial = playground.parameters()
    playground.press("step")
    assert playground.until_status("(status) => status.step === 1")["step"] == 1
    playground.press("reset")
    playground.until_status("(status) => status.step === 0 && status.phase === null")
    assert playground.parameters() == initial


def test_the_step_button_pauses_a_run(playground):
    playground.press("run")
    playground.until_status("(status) => status.step > 25")
    playground.press("step")
    assert not playground.until_status("(status) => !status.running")["running"]


@pytest.mark.parametrize("clicks", [2, 3, 8, 9])
def test_clicks_on_train_in_one_instant_each_count(playground, clicks):
    playground.button("run").evaluate("(button, clicks) => { for (let i = 0; i < clicks; i++) button.click(); }", clicks)
    playground.evaluate("tests.painted()")
    assert playground.status()["running"] is (clicks % 2 == 1)


def test_a_storm_of_clicks_on_step_makes_exactly_so_many_steps(playground):
    playground.button("step").evaluate("(button) => { for (let i = 0; i < 60; i++) button.click(); }")
    playground.until_status("(status) => status.step >= 60")
    playground.evaluate("tests.painted()")
    assert playground.status()["step"] == 60


def test_the_big_figures_and_the_sentence_say_what_status_says(playground):
    playground.step(1234)
    playground.settle()
    status = playground.status()
    playground.evaluate("tests.painted()")
    number = {name: playground.page.locator(f"[data-number={name}]").inner_text() for name in ("step", "epoch", "train_loss", "train_accuracy")}
    assert number["step"] == "1,234"
    assert number["epoch"] == f"epoch {status['epoch']}"
    assert float(number["train_loss"]) == pytest.approx(status["train_loss"], rel=1e-3)
    assert number["train_accuracy"] == f"{100 * status['train_accuracy']:.1f}%"
    playground.expect_sentence("Stopped at step 1234")


def test_the_picture_changes_while_it_trains(playground):
    network = playground.page.locator("[data-slot=network]")
    before = network.screenshot()
    playground.step(200)
    playground.settle()
    playground.evaluate("tests.painted()")
    assert network.screenshot() != before


def test_figures_are_described_to_those_who_hear_the_page(playground):
    playground.step(30)
    playground.settle()
    playground.evaluate("tests.painted()")
    assert playground.page.get_by_role("img", name="2 – 4 – 2 – 1. Step 30").count() == 1
    assert playground.page.get_by_role("img").count() >= 3


# -- by keyboard --------------------------------------------------------------------------------


def tab_to(playground, wanted):
    """Tabs on until something with this in its description has the focus."""
    passed = []
    for _ in range(MOST_TABS):
        playground.page.keyboard.press("Tab")
        passed.append(playground.page.evaluate(FOCUSED))
        if wanted in passed[-1]:
            return
    raise AssertionError(f"Tab never came to {wanted!r}, only to {passed}")


def test_every_control_can_be_reached_and_worked_by_keyboard_alone(visits, site):
    playground = visits.open(site.address)
    press = playground.page.keyboard.press
    tab_to(playground, "Switch to 中文")
    tab_to(playground, "Switch between light and dark")
    press("Enter")
    playground.expect_config(theme="dark")
    tab_to(playground, "Circle")
    press("ArrowRight")
    playground.expect_config(data="xor")
    tab_to(playground, "tanh")
    press("ArrowRight")
    playground.expect_config(act="relu")
    tab_to(playground, "Learning rate")
    press("Control+a")
    playground.page.keyboard.type("0,2")
    press("Enter")
    playground.expect_config(lr=0.2)
    tab_to(playground, "Learning rate")
    press("ArrowLeft")
    playground.expect_config(lr=0.1)
    tab_to(playground, "Layer 1: one unit more")
    press("Enter")
    playground.expect_config(hidden="5,2")
    tab_to(playground, "+ layer")
    press("Enter")
    playground.expect_config(hidden="5,2,2")
    tab_to(playground, "summary Network")
    press("Enter")
    tab_to(playground, "Units per layer")
    press("Control+a")
    playground.page.keyboard.type("3")
    press("Enter")
    playground.expect_config(hidden="3")
    tab_to(playground, "Random seed")
    press("Control+a")
    playground.page.keyboard.type("8")
    press("Enter")
    playground.expect_config(seed=8)
    tab_to(playground, "summary Training")
    press("Enter")
    tab_to(playground, "Pace of training")
    press("ArrowDown")
    playground.expect_config(pace="max")
    tab_to(playground, "Train")
    press("Enter")
    playground.until_status("(status) => status.running")
    tab_to(playground, "Pause")
    press("Space")
    playground.until_status("(status) => !status.running")
    tab_to(playground, "One step")
    press("Enter")
    tab_to(playground, "Reset")
    press("Enter")
    playground.until_status("(status) => status.step === 0")
    tab_to(playground, "licences")


def test_train_and_pause_can_be_pressed_again_and_again_without_losing_the_focus(playground):
    """The button changes its name, not its place: who works by keyboard stays on it."""
    playground.button("run").focus()
    for running in (True, False, True, False):
        playground.page.keyboard.press("Enter")
        playground.until_status(f"(status) => status.running === {str(running).lower()}")
        playground.wait_until(f"(name) => ({FOCUSED})() === `button ${{name}}`", "Pause" if running else "Train")
