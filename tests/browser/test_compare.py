"""Networks side by side, and the runs that are kept, used as a person would."""

import csv
import io
import json
import re

import pytest
from playwright.sync_api import expect

from playground.frames.comparison import height

DRAWN = """(name) => {
    const models = Bokeh.documents.flatMap((document) => [...document._all_models.values()]);
    const source = models.find((model) => model.name === name).data_source;
    const plain = (item) => (item?.length ? [...item] : item);
    return Object.fromEntries(source.columns().map((column) => [column, Array.from(source.get_column(column), plain)]));
}"""
LAST_STEP = f"Math.max(...[0, 1, 2].map((k) => ({DRAWN})(`curve${{k}}`).step.at(-1) ?? 0))"


class Comparison:
    """The comparison's part of the page."""

    def __init__(self, playground):
        self.playground, self.page, self.say = playground, playground.page, playground.say
        self.part = self.page.locator("[data-part=compare]")
        self.cards = self.part.get_by_role("article")
        self.rows = self.part.locator("tbody tr")

    def chooser(self, key):
        return self.part.get_by_role("combobox", name=self.say(key), exact=True)

    def choose(self, setting, *values):
        """Compares in a setting, with one value or two, as they are written in the lists."""
        self.chooser("compare.in").select_option(label=self.say(f"compare.key.{setting}"))
        for key, value in zip(("compare.second", "compare.third"), values, strict=False):
            self.chooser(key).select_option(label=value)
        expect(self.cards).to_have_count(1 + len(values))
        return self

    def numbers(self, place):
        self.playground.status()  # before it answers, the panels show what it tells
        return self.cards.nth(place).locator("dd").all_inner_texts()

    def drawn(self, name):
        """The columns that Bokeh draws from, once they show the present step."""
        step = self.playground.status()["step"]
        self.playground.wait_until(f"(step) => {LAST_STEP} >= step", step)
        return self.page.evaluate(DRAWN, name)

    def curve(self, place):
        drawn = self.drawn(f"curve{place}")
        return list(zip(drawn["step"], drawn["loss"], strict=True))

    def fields(self):
        return self.drawn("compared")["image"]

    def train(self, steps):
        self.playground.press("run")
        self.playground.until_status(f"(status) => status.step >= {steps}")
        self.playground.press("pause")
        self.playground.until_status("(status) => !status.running")

    def keep(self, name=""):
        before = self.rows.count()
        self.part.get_by_role("textbox", name=self.say("kept.name"), exact=True).fill(name)
        button = re.compile("|".join(_pattern(self.say(key)) for key in ("kept.keep", "kept.keep_all")))
        self.part.get_by_role("button", name=button).click()
        expect(self.rows).to_have_count(before + max(1, self.cards.count()))

    def forget(self):
        """Removes all that is kept."""
        self.part.get_by_text(self.say("kept.clear"), exact=True).click()
        self.part.get_by_role("button", name=self.say("kept.clear.sure").format(count=self.rows.count())).click()
        expect(self.rows).to_have_count(0)

    def names(self):
        return [field.input_value() for field in self.rows.get_by_role("textbox").all()]

    def expect_names(self, *names):
        expect(self.rows).to_have_count(len(names))
        for row, name in enumerate(names):
            expect(self.rows.nth(row).get_by_role("textbox")).to_have_value(name)

    def expect_alone(self):
        expect(self.cards).to_have_count(0)

    def csv(self):
        with self.page.expect_download() as download:
            self.part.get_by_role("button", name=self.say("kept.csv")).click()
        with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(io.StringIO(file.read())))


def _pattern(text):
    return re.sub(r"\\\{\w+\\\}", r"\\d+", re.escape(text))


@pytest.fixture
def compare(playground):
    return Comparison(playground)


@pytest.fixture
def own(visits, site):
    """A comparison on a page of this test alone: what is kept stays on it."""
    return Comparison(visits.open(site.address + "?lang=en"))


def test_a_learner_compares_activations_and_sees_curves_and_fields_part(compare):
    compare.choose("act", "ReLU", "sigmoid").train(300)
    steps = [max(step for step, _ in compare.curve(place)) for place in range(3)]
    assert steps[0] == steps[1] == steps[2] >= 300
    ends = [compare.curve(place)[-1][1] for place in range(3)]
    assert len(set(ends)) == 3 and len({json.dumps(compare.numbers(place)) for place in range(3)}) == 3
    first, second, third = compare.fields()
    assert first != second and second != third and len(set(second)) > 10
    assert compare.playground.config()["versus"] == "act=relu;act=sigmoid"


def test_the_main_network_trains_as_it_does_alone(compare):
    compare.playground.step(200)
    alone = compare.playground.parameters()
    compare.choose("lr", "0.3")
    compare.playground.step(200)
    assert compare.playground.parameters() == alone


def test_where_nothing_differs_every_number_is_the_same_and_the_page_says_so(compare):
    compare.choose("act", "tanh")
    compare.playground.step(250)
    compare.playground.configure(lr=0.3)
    compare.playground.step(50)
    compare.playground.call("seek", 120)
    expect(compare.cards.nth(1)).to_contain_text(compare.say("compare.same"))
    assert compare.numbers(0) == compare.numbers(1)
    assert compare.curve(0) == compare.curve(1)
    first, second = compare.fields()
    assert first == second


def test_a_network_that_diverges_says_so_and_the_others_go_on(compare):
    compare.playground.configure(out="identity", act="relu", init="he_normal")
    compare.choose("lr", "10")
    compare.playground.step(300)
    expect(compare.cards.nth(1)).to_contain_text(re.compile(r"[Dd]iverged.*\d"))
    assert not compare.playground.status()["diverged"] and compare.playground.status()["step"] == 300
    assert max(step for step, _ in compare.curve(1)) < 300 == max(step for step, _ in compare.curve(0))
    compare.playground.expect_finite_picture()


def test_training_goes_on_for_the_others_when_the_main_network_has_diverged(compare):
    compare.playground.configure(out="identity", act="relu", init="he_normal", lr=50)
    compare.choose("lr", "0.01")
    compare.playground.press("run")
    compare.playground.until_status("(status) => status.diverged && status.running")
    compare.playground.wait_until(f"() => (({DRAWN})('curve1')).step.at(-1) > 300")
    compare.playground.press("pause")
    assert not compare.playground.status()["running"]


def test_a_compared_network_becomes_the_main_one_without_losing_its_training(compare):
    compare.choose("hidden", "8 · 8")
    compare.playground.step(150)
    compare.playground.status()  # once it is answered the cards are up to date
    second = compare.numbers(1)
    compare.cards.nth(1).get_by_role("button").click()
    compare.playground.expect_config(hidden="8,8", versus="hidden=4,2")
    assert compare.playground.status()["step"] == 150
    expect(compare.cards.nth(0).locator("dd").first).to_have_text(second[0])
    assert len(compare.playground.parameters()["weights"][1]) == 8


def test_choosing_nothing_ends_the_comparison_and_keeps_the_run(compare):
    compare.choose("opt", "Adam")
    compare.playground.step(40)
    compare.chooser("compare.in").select_option(value="")
    compare.expect_alone()
    assert compare.playground.status()["step"] == 40
    expect(compare.part.locator("[data-slot=compared]")).to_be_hidden()


def test_an_address_opens_a_comparison(visits, site):
    compare = Comparison(visits.open(site.address + "?lang=zh&versus=lr=0.3;lr=3"))
    expect(compare.cards).to_have_count(3)
    expect(compare.cards.nth(2)).to_contain_text("3")
    expect(compare.chooser("compare.third")).to_have_value("=3")


def test_runs_are_kept_renamed_and_still_there_after_a_reload(own):
    own.choose("act", "ReLU")
    own.playground.step(60)
    own.keep("sheet 2")
    own.expect_names("sheet 2 · tanh", "sheet 2 · ReLU")
    own.playground.step(60)
    own.keep("sheet 2")
    own.expect_names("sheet 2 · tanh", "sheet 2 · ReLU", "sheet 2 · tanh 2", "sheet 2 · ReLU 2")
    field = own.rows.nth(3).get_by_role("textbox")
    field.fill("best")
    field.press("Enter")
    own.rows.nth(0).get_by_role("button").click()
    own.expect_names("sheet 2 · ReLU", "sheet 2 · tanh 2", "best")
    own.page.reload()
    own.playground.wait_until_ready()
    own.expect_names("sheet 2 · ReLU", "sheet 2 · tanh 2", "best")


def test_the_table_as_csv_has_the_numbers_of_the_moment(own):
    own.playground.configure(data="xor")
    own.choose("lr", "0.3")
    own.playground.step(100)
    status = own.playground.status()
    own.keep("a, \"b\"")
    own.playground.step(100)
    main, other = own.csv()
    assert (main["name"], main["data"], main["lr"], other["lr"], main["step"]) == ('a, "b" · 0.03', "xor", "0.03", "0.3", "100")
    assert [float(main[key]) for key in ("train_loss", "test_loss", "test_accuracy")] == [
        status["train_loss"], status["test_loss"], status["test_accuracy"]]  # fmt: skip
    assert float(main["first_gradient"]) == status["gradient_norms"][0]
    assert other["address"] == "?data=xor&lr=0.3"


def test_a_kept_run_is_opened_at_its_start(own):
    own.playground.configure(act="relu", hidden="3")
    own.playground.step(30)
    own.keep()
    own.playground.configure(act="elu", hidden="8", versus="lr=1")
    own.rows.first.get_by_role("link").click()
    own.playground.expect_config(act="relu", hidden="3", versus="")
    assert own.playground.status()["step"] == 0


def test_all_kept_runs_go_only_after_a_second_yes(own):
    own.keep("one")
    own.keep("two")
    own.part.get_by_text(own.say("kept.clear"), exact=True).click()
    expect(own.rows).to_have_count(2)
    own.part.get_by_role("button", name=own.say("kept.clear.sure").format(count=2)).click()
    expect(own.rows).to_have_count(0)
    own.page.reload()
    own.playground.wait_until_ready()
    expect(own.rows).to_have_count(0)


def test_nonsense_on_the_device_is_left_out_and_said(visits, site):
    own = Comparison(visits.open(site.address + "?lang=en"))
    own.keep("good")
    own.page.evaluate("""() => {
        const key = Object.keys(localStorage).find((name) => name.endsWith("/runs"));
        const nonsense = { name: "<img src=x onerror=alert(1)>" };
        localStorage.setItem(key, JSON.stringify([nonsense, ...JSON.parse(localStorage.getItem(key))]));
    }""")
    own.page.reload()
    own.playground.wait_until_ready()
    own.expect_names("good")
    expect(own.part).to_contain_text(own.say("kept.ignored").format(count=1))


def test_everything_is_done_with_the_keyboard_alone(compare):
    keyboard = compare.page.keyboard
    compare.chooser("compare.in").focus()
    keyboard.press("ArrowDown")  # the first setting: the activation
    expect(compare.cards).to_have_count(2)
    keyboard.press("Tab")
    keyboard.press("Tab")
    expect(compare.chooser("compare.third")).to_be_focused()
    keyboard.press("ArrowDown")
    expect(compare.cards).to_have_count(3)
    keyboard.press("Tab")
    expect(compare.cards.nth(1).get_by_role("button")).to_be_focused()
    keyboard.press("Enter")
    compare.playground.expect_config(act="relu")
    expect(compare.cards.nth(1).get_by_role("button")).to_be_focused()
    keyboard.press("Tab")
    expect(compare.cards.nth(2).get_by_role("button")).to_be_focused()
    name = compare.part.get_by_role("textbox", name=compare.say("kept.name"), exact=True)
    for _ in range(3):  # a figure may take the focus, so that it can be heard
        keyboard.press("Tab")
        if name.evaluate("(field) => field === document.activeElement"):
            break
    expect(name).to_be_focused()


@pytest.mark.parametrize(("on", "lang", "theme"), [
    ("playground", "zh", "light"), ("playground", "en", "dark"), ("phone", "zh", "dark"), ("phone", "en", "light"),
])  # fmt: skip
def test_it_fits_in_every_language_theme_and_width(request, lang, on, theme):
    compare = Comparison(request.getfixturevalue(on))
    compare.playground.configure(lang=lang, theme=theme, versus="hidden=8,8,8;hidden=")
    compare.playground.step(20)
    compare.playground.status()
    compare.keep("x")
    texts = "\n".join(compare.cards.all_inner_texts())
    assert compare.say("compare.no_hidden") in texts and compare.say("compare.test_loss") in texts
    width = compare.page.viewport_size["width"]
    boxes = compare.part.evaluate("(part) => [...part.children].map((e) => e.getBoundingClientRect().toJSON())")
    assert all(box["left"] >= 0 and box["right"] <= width for box in boxes)
    for card in compare.cards.all():
        ends = card.evaluate("(card) => [card, ...card.querySelectorAll('*')].map((e) => e.getBoundingClientRect().right)")
        assert max(ends) <= ends[0] + 1
    if on == "phone":
        targets = compare.part.locator("button, select, input, summary")
        shown = [target for target in targets.all() if target.is_visible()]
        assert [target.evaluate("(e) => e.outerHTML") for target in shown if target.bounding_box()["height"] < 43.5] == []
    compare.forget()  # the page is not this test's alone


def test_cards_stand_over_their_fields(compare):
    for values in (("ReLU",), ("ReLU", "ELU")):
        compare.choose("act", *values)
        compare.playground.evaluate("tests.painted()")
        figure, count = compare.part.locator("[data-slot=compared]").bounding_box(), len(values) + 1
        side = figure["width"] / (count + 0.06 * (count - 1))
        assert figure["height"] == pytest.approx(side * height(drawn=True), abs=2)  # over each field stands its network
        for place, card in enumerate(compare.cards.all()):
            box = card.get_by_role("heading").bounding_box()
            assert box["x"] == pytest.approx(figure["x"] + place * side * 1.06, abs=2)
            assert box["width"] == pytest.approx(side, abs=2)


@pytest.mark.parametrize(("size", "wide"), [((1280, 800), 380), ((1366, 650), 240)], ids=str)
def test_networks_side_by_side_are_in_sight_together_with_what_plays_the_pass(compare, size, wide):
    """Also where a preset says above them what to watch, and the picture is then still so wide."""
    width, height = size
    page, before = compare.page, compare.page.viewport_size
    page.set_viewport_size({"width": width, "height": height})
    compare.playground.configure(hidden=",".join(["8"] * 10), act="sigmoid", init="he_normal", versus="act=relu", speed=8)
    compare.playground.evaluate("tests.painted()")
    expect(page.locator("[data-panel=watch] strong")).to_be_visible()
    shown = [compare.part.locator("[data-slot=compared]"), page.locator("#walk-toggle"), page.locator("[data-slot=network]"), page.locator("#timeline")]
    boxes = [one.bounding_box() for one in shown]
    ends = [(box["y"], box["y"] + box["height"]) for box in boxes]
    page.set_viewport_size(before)  # the page is not this test's alone
    assert boxes[2]["width"] >= wide
    assert all(0 <= top and bottom <= height for top, bottom in ends)


def test_the_figures_have_names_for_those_who_hear_the_page(compare):
    compare.choose("act", "ReLU")
    compare.playground.step(5)
    expect(compare.part.get_by_role("img", name=re.compile(_pattern("tanh: ")))).to_have_count(2)
