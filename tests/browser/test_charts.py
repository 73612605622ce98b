"""Curves, gradient flow, time travel and closer looks, used as a learner uses them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.playground_page import PATIENCE

CHARTS = ("loss", "accuracy", "gradient", "update")


class Results:
    """The card of results and the closer looks of one page."""

    def __init__(self, playground):
        self.playground, self.page = playground, playground.page

    def radio(self, name):
        return self.page.get_by_role("radio", name=self.playground.say(f"chart.{name}"), exact=True)

    def choose(self, name):
        self.radio(name).check()
        self.playground.expect_config(chart=name)

    def lines(self):
        """{line: whether anything of it is drawn}, with the axis: its scale, its ends, and the numbers written at it."""
        self.playground.evaluate("tests.painted()")
        return self.page.evaluate("charts.lines()")

    def figure(self, slot):
        return self.page.locator(f"[data-slot={slot}][role=img]")

    @property
    def slider(self):
        return self.page.get_by_role("slider", name=self.playground.say("time.title"))

    def travel(self, step):
        """Drags the slider of time there."""
        self.slider.fill(str(step))

    def expect_step(self, step):
        self.playground.wait_until("async (step) => (await playground.status()).step === step", step)
        expect(self.page.locator("[data-number=step]")).to_have_text(f"{step:,}")

    def open(self, part):
        self.page.locator(f"#{part} > summary").click()

    def part(self, name):
        return self.page.locator(f"#{name}")


CHARTS_JS = """
window.charts = {
  model(name) {
    for (const document of Bokeh.documents)
      for (const model of document._all_models.values()) if (model.name === name) return model;
  },
  /** Lines that have a length, and the vertical axis. */
  lines() {
    const long = (values) => Math.max(...values) !== Math.min(...values);
    const source = (name) => charts.model(name).data_source;
    const found = Object.fromEntries(["train_line", "test_line", "earlier_line"].map((name) => [name, long(source(name).get_column("step"))]));
    found.layers = [...source("layers").get_column("step")].filter(long).length;
    const figure = [...Bokeh.documents[0]._all_models.values()].find((model) => model.type === "Figure" && model.renderers.includes(charts.model("layers")));
    return { ...found, scale: figure.y_scale.type, start: figure.y_range.start, end: figure.y_range.end };
  },
};
"""


@pytest.fixture
def results(playground):
    playground.configure(hidden="4,2", data="circle")
    playground.page.evaluate(CHARTS_JS)
    playground.step(120)
    playground.settle()
    return Results(playground)


def test_the_chart_shows_what_is_chosen_without_being_built_anew(results):
    results.page.evaluate("window.figure_before = document.querySelector('[data-slot=chart]').firstElementChild")
    for name in CHARTS:
        results.choose(name)
        expect(results.radio(name)).to_be_checked()
        lines = results.lines()
        layered = name in ("gradient", "update")
        assert lines["train_line"] == lines["test_line"] == (not layered) and lines["layers"] == 3 * layered
        assert lines["scale"] == ("LinearScale" if name == "accuracy" else "LogScale")
        results.playground.expect_finite_picture()
    assert results.page.evaluate("figure_before === document.querySelector('[data-slot=chart]').firstElementChild")


def test_the_loss_has_a_linear_axis_when_the_switch_says_so(results):
    assert results.lines()["scale"] == "LogScale" and results.lines()["start"] > 0
    switch = results.page.get_by_role("checkbox", name=results.playground.say("chart.log"))
    switch.uncheck()
    results.playground.expect_config(scale="linear")
    assert results.lines()["scale"] == "LinearScale" and results.lines()["start"] == 0
    switch.check()
    results.playground.expect_config(scale="log")
    assert results.lines()["scale"] == "LogScale"


def test_who_hears_the_page_is_told_what_the_chart_shows(results):
    status = results.playground.status()
    results.choose("accuracy")
    expect(results.figure("chart")).to_have_attribute("aria-label", f"Accuracy curves, training {status['train_accuracy']:.1%}, "
                                                                    f"test {status['test_accuracy']:.1%}.")  # fmt: skip


def test_dragging_goes_back_through_the_run_and_training_on_repeats_it_to_the_bit(results):
    playground = results.playground
    last = playground.parameters()
    loss = playground.status()["train_loss"]
    for step in (90, 3, 57):
        results.travel(step)
        results.expect_step(step)
    expect(results.slider).to_have_attribute("aria-valuetext", "step 57 of 120, epoch 2")
    assert playground.parameters() != last and playground.status()["train_loss"] > loss
    playground.step(120 - 57)
    assert playground.parameters() == last


def test_the_arrow_keys_walk_through_time_step_by_step(results):
    results.slider.focus()
    results.slider.press("ArrowLeft")
    results.expect_step(119)
    results.slider.press("ArrowLeft")
    results.expect_step(118)
    results.slider.press("Home")
    results.expect_step(0)
    results.slider.press("End")
    results.expect_step(120)


def test_a_branch_changes_one_thing_trains_on_and_keeps_the_earlier_run(results):
    playground = results.playground
    results.travel(40)
    results.expect_step(40)
    assert not results.lines()["earlier_line"]
    results.page.locator("#time-change").select_option("opt=adam")
    results.page.get_by_role("button", name=playground.say("time.go"), exact=True).click()
    playground.until_status("(status) => status.running && status.step > 41")
    assert playground.call("pause")["step"] > 40 and playground.config()["opt"] == "adam"
    assert results.lines()["earlier_line"]
    expect(results.page.locator(".chart .legend")).to_contain_text("earlier run")


def test_the_words_for_the_gradient_are_right_where_a_ratio_sees_nothing(results):
    playground = results.playground
    deep = {"hidden": ",".join(["8"] * 10), "act": "tanh", "out": "identity", "data": "xor"}
    playground.configure(**deep, init="normal", gain=0.1)
    words = results.page.locator(".verdict")
    expect(words).to_contain_text("vanishing Layers 1–11")
    playground.configure(init="xavier_normal", gain=1)
    expect(words).to_contain_text("healthy")
    playground.configure(init="normal", gain=2, act="relu")
    expect(words).to_contain_text("exploding")


def test_the_table_has_the_numbers_of_the_status(results):
    results.open("flow-numbers")
    norms = results.playground.status()["gradient_norms"]
    row = results.part("flow-numbers").get_by_role("row").filter(has_text="‖∂L/∂W‖")
    expect(row.get_by_role("cell")).to_have_text([f"{norm:.2g}".replace("-", "−") for norm in norms])
    results.open("flow-numbers")


def test_histograms_and_surface_are_drawn_when_opened_and_follow_when_training_rests(results):
    playground = results.playground
    results.open("deeper-histograms")
    results.open("deeper-surface")
    expect(results.part("deeper-histograms").get_by_role("img")).to_have_count(6, timeout=1000 * PATIENCE)
    surface = results.part("deeper-surface").get_by_role("img")
    expect(surface).to_have_attribute("aria-label", _way_to(120), timeout=1000 * PATIENCE)
    results.travel(60)
    expect(surface).to_have_attribute("aria-label", _way_to(60), timeout=1000 * PATIENCE)
    loss = playground.status()["train_loss"]
    assert f"where the loss is {loss:.4g}" in surface.get_attribute("aria-label")
    results.page.locator("#deeper-span").select_option("100")
    playground.step(100)
    expect(surface).to_have_attribute("aria-label", _way_to(160, 60), timeout=1000 * PATIENCE)
    results.open("deeper-histograms")
    results.open("deeper-surface")


def _way_to(last, first=0):
    return re.compile(f"from step {first} to step {last},")
