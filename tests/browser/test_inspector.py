"""The learner points at units, edges, biases and the loss, and every number the page shows is the one that `trace()` has."""

import numpy as np
import pytest
from playwright.sync_api import expect

from playground.explain import Bias, Edge, Loss, Unit, entry
from playground.frames.geometry import HEIGHT, WIDTH, Geometry, on_field
from tests.browser.test_narrow_screen import expect_no_sideways_scrolling
from tests.frames.test_pointing import curve

SIZES = (2, 4, 2, 1)  # of the default network
READ = """(card) => [...card.querySelectorAll(".lines li")].map((line) => {
  const [above, below] = line.querySelectorAll("mtr");
  const number = (cell) => Number(cell.textContent.replaceAll("−", "-").replace("×10", "e"));
  const named = above !== below && below?.children[0].querySelector(".factor") === null;
  return { value: number(named ? below.children[0] : (below ?? above).lastElementChild), numpy: line.querySelector("code")?.textContent,
           check: line.querySelector(".check")?.className };
})"""

# Every formula fits its card; where there is room, terms of a sum stand side by side.
FITS = """(roomy) => {
  const formulas = [...document.querySelectorAll("[data-panel=inspector] .formula")];
  const factors = formulas[0].querySelector("mtr").querySelectorAll("[data-factor]").length;
  return formulas.every((formula) => formula.scrollWidth <= formula.clientWidth) && (factors >= 4 || !roomy);
}"""


class Inspector:
    """The card below the picture, and the picture as something to point at."""

    def __init__(self, playground):
        self.playground, self.page = playground, playground.page
        self.card = self.page.locator("[data-panel=inspector]")
        self.outline = self.page.locator("[data-panel=outline]")
        self.tip = self.page.locator("[data-panel=tip]")
        self.field = self.card.get_by_role("textbox")

    def button(self, subject):
        return self.outline.locator(f'[data-subject="{subject}"]')

    def expect_subject(self, key, **values):
        expect(self.card.get_by_role("heading")).to_have_text(self.playground.say(f"explain.subject.{key}").format(**values))

    def lines(self):
        """Each line's number, NumPy line and check."""
        return self.card.evaluate(READ)

    def values(self):
        return [line["value"] for line in self.lines()]

    def spot(self, x, y):
        """The place on the screen of a place in the picture."""
        box = self.outline.bounding_box()
        return box["x"] + x / WIDTH * box["width"], box["y"] + (1 - y / HEIGHT) * box["height"]

    def edge(self, edge):
        """A place on the screen where this edge runs alone."""
        return self.spot(*curve(Geometry(SIZES), edge, 0.2))

    def hover(self, x, y):
        self.page.mouse.move(x - 3, y)
        self.page.mouse.move(x, y)

    def hold(self, subject):
        self.playground.configure(focus=str(subject))
        expect(self.card.locator(f'[data-explains="{subject}"]')).to_have_count(1)
        return self

    def parameter(self, of):
        k, (row, column) = entry(of)
        parameters = self.playground.parameters()
        return parameters["weights"][k][row][column] if isinstance(of, Edge) else parameters["biases"][k][column]

    def expect_parameter(self, of, value):
        kind, (k, (row, column)) = "weights" if isinstance(of, Edge) else "biases", entry(of)
        place = [kind, k, *([row] if isinstance(of, Edge) else []), column]
        self.playground.wait_until(
            """async ([place, value]) => Math.abs(place.reduce((part, key) => part[key], await playground.parameters()) - value) < 1e-9""",
            [place, value],
        )  # fmt: skip


@pytest.fixture
def inspector(playground):
    """With a sample that is no data point, after some steps, at rest, with all digits."""
    playground.step(30)
    playground.call("pause")
    playground.configure(sample="0.7,-1.3,1", digits=8)
    playground.page.evaluate("document.activeElement.blur()")
    for x in (600, 2):  # and nothing pointed at
        playground.page.mouse.move(x, 2)
    yield Inspector(playground)
    playground.configure(lang="en")


def expected(trace, subject):
    """The numbers of a subject's lines, from the trace alone (f′ as δ / ∂L/∂a; learning rate 0.03, plain descent)."""
    match subject:
        case Loss():
            return [trace["loss"], trace["da"][-1][0]]
        case Unit(0, index):
            return [trace["x"][index - 1]]
        case Unit(layer, index):
            z, a, da, dz = (trace[name][layer - 1][index - 1] for name in ("z", "a", "da", "dz"))
            return [z, a, da, dz / da, dz]
    k, (row, column) = entry(subject)
    gradient = trace["dW"][k][row][column] if isinstance(subject, Edge) else trace["db"][k][column]
    return gradient


@pytest.mark.parametrize("subject", [Unit(0, 2), Unit(1, 3), Unit(2, 1), Unit(3, 1), Loss()], ids=str)
def test_the_numbers_of_units_and_loss_are_those_of_the_trace(inspector, subject):
    inspector.hold(subject)
    shown, wanted = inspector.values(), expected(inspector.playground.call("trace"), subject)
    assert shown == pytest.approx(wanted, rel=2e-7)


@pytest.mark.parametrize("of", [Edge(1, 2, 4), Edge(3, 2, 1), Edge(2, 1, 2), Bias(1, 1), Bias(3, 1)], ids=str)
def test_the_numbers_of_weights_and_biases_are_those_of_the_trace(inspector, of):
    trace, value = inspector.playground.call("trace"), inspector.parameter(of)
    gradient = expected(trace, of)
    before = [trace["x"], *trace["a"]][of.layer - 1]
    first = value * before[of.source - 1] if isinstance(of, Edge) else value
    shown = inspector.hold(of).values()
    assert shown == pytest.approx([first, gradient, value - 0.03 * gradient, gradient], rel=2e-7)


@pytest.mark.parametrize("subject", [Unit(1, 1), Unit(3, 1), Edge(2, 3, 2), Bias(2, 2), Loss()], ids=str)
def test_every_derivative_is_checked_by_differences(inspector, subject):
    checks = [line["check"] for line in inspector.hold(subject).lines() if line["check"]]
    assert checks and set(checks) == {"check agrees"}


def test_while_training_the_numbers_live_and_are_not_checked(inspector):
    inspector.hold(Unit(2, 1))
    before = inspector.values()
    inspector.playground.call("run")
    inspector.playground.wait_until("([card, before]) => card.querySelector('mtr:last-child').textContent !== before",
                                    [inspector.card.element_handle(), inspector.card.locator("mtr").nth(1).text_content()])  # fmt: skip
    expect(inspector.card.locator(".check")).to_have_count(0)
    inspector.playground.call("pause")
    expect(inspector.card.locator(".check")).to_have_count(3)
    assert inspector.values() != before


def test_hovering_a_unit_explains_it_and_leaving_ends_that(inspector):
    inspector.button(Unit(1, 2)).hover()
    inspector.expect_subject("unit", layer=1, index=2)
    assert inspector.values()[0] == pytest.approx(inspector.playground.call("trace")["z"][0][1], rel=2e-7)
    expect(inspector.tip).to_contain_text("a⁽¹⁾₂ =")
    inspector.page.mouse.move(2, 2)
    inspector.expect_subject("loss")
    expect(inspector.tip).to_be_hidden()


def test_an_edge_under_the_pointer_says_its_weight_and_its_gradient_and_a_click_keeps_it(inspector):
    inspector.hover(*inspector.edge(Edge(2, 3, 1)))
    inspector.expect_subject("edge", layer=2, source=3, target=1)
    expect(inspector.tip).to_contain_text("∂L/∂w⁽²⁾₃₁ =")
    expect(inspector.field).to_be_disabled()
    inspector.page.mouse.click(*inspector.edge(Edge(2, 3, 1)))
    inspector.playground.expect_config(focus="edge/2/3/1")
    inspector.page.mouse.move(2, 2)
    expect(inspector.field).to_be_enabled()


def test_a_click_on_the_field_traces_the_nearest_data_point(inspector):
    point = inspector.playground.call("data")["test"]["x"][5]
    inspector.page.mouse.click(*inspector.spot(*on_field(np.array([point]))[0]))
    inspector.playground.wait_until("async (x) => (await playground.trace()).x.every((value, i) => value === x[i])", point)


@pytest.mark.parametrize("of", [Edge(1, 1, 3), Bias(3, 1)], ids=str)
@pytest.mark.parametrize("text, value", [("0.75", 0.75), ("−1/4", -0.25)])
def test_a_typed_number_is_the_networks_from_then_on(inspector, of, text, value):
    inspector.hold(of)
    inspector.field.fill(text)
    inspector.field.press("Enter")
    inspector.expect_parameter(of, value)


def test_nonsense_is_refused_in_words_and_the_field_shows_again_what_is_in_force(inspector):
    inspector.hold(Bias(1, 1))
    before, shown = inspector.parameter(Bias(1, 1)), inspector.field.input_value()
    inspector.field.fill("a lot")
    inspector.field.press("Enter")
    inspector.playground.expect_notice("a lot")
    expect(inspector.field).to_have_value(shown)
    assert inspector.parameter(Bias(1, 1)) == before


def test_a_slider_moves_a_weight_while_training_goes_on(inspector):
    inspector.hold(Edge(1, 1, 1))
    inspector.playground.call("run")
    slider = inspector.card.get_by_role("slider")
    slider.fill("4")
    inspector.playground.wait_until("async () => (await playground.parameters()).weights[0][0][0] > 3")
    assert inspector.playground.status()["running"]
    inspector.playground.call("pause")


@pytest.mark.parametrize("of", [Edge(2, 3, 1), Bias(1, 4)], ids=str)
def test_dragging_an_edge_or_a_bias_upwards_makes_it_greater(inspector, of):
    before = inspector.parameter(of)
    box = inspector.button(of).bounding_box() if isinstance(of, Bias) else None
    x, y = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) if box else inspector.edge(of)
    inspector.page.mouse.move(x, y)
    inspector.page.mouse.down()
    inspector.page.mouse.move(x, y - 50, steps=10)
    inspector.page.mouse.up()
    inspector.expect_parameter(of, before + 0.5)
    inspector.playground.expect_config(focus=str(of))


def test_the_keyboard_alone_reaches_every_number(inspector):
    page = inspector.page
    inspector.button(Unit(0, 1)).focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"):  # to a⁽¹⁾₂, b⁽¹⁾₁, a⁽¹⁾₁, and back
        page.keyboard.press(key)
    expect(inspector.button(Unit(1, 2))).to_be_focused()
    inspector.expect_subject("unit", layer=1, index=2)
    page.keyboard.press("Enter")
    inspector.playground.expect_config(focus="unit/1/2")
    factor = inspector.card.locator('[data-factor="edge/1/1/2"][tabindex]')
    while not factor.evaluate("(factor) => factor === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(inspector.card.locator('[data-factor="unit/0/1"][tabindex]').first).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    inspector.expect_subject("edge", layer=1, source=1, target=2)
    expect(inspector.card.get_by_role("heading")).to_be_focused()
    while not inspector.field.evaluate("(field) => field === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("1.25")
    page.keyboard.press("Enter")
    inspector.expect_parameter(Edge(1, 1, 2), 1.25)


def test_a_factor_under_the_pointer_is_lit_in_the_picture(inspector):
    inspector.hold(Unit(2, 1))
    lit = """() => Math.max(...Bokeh.documents.flatMap((document) => [...document._all_models.values()])
        .filter((model) => model.type === "ColumnDataSource" && model.columns().includes("cx0") && model.columns().includes("width")
                           && typeof model.get_column("color")[0] === "string")
        .flatMap((model) => [...model.get_column("width")]))"""
    before = inspector.page.evaluate(lit)
    inspector.card.locator('[data-factor="edge/2/2/1"]').first.hover()
    inspector.playground.wait_until(f"(before) => ({lit})() > before", before)


def test_words_follow_the_language_and_digits_their_buttons(inspector):
    inspector.hold(Unit(1, 1)).playground.configure(lang="zh")
    inspector.expect_subject("unit", layer=1, index=1)
    inspector.playground.configure(digits=3)
    fewer = inspector.card.get_by_role("button", name=inspector.playground.say("inspect.digits.fewer"))
    expect(fewer).to_have_attribute("data-value", "2")
    fewer.click()
    inspector.playground.expect_config(digits=2)
    expect(fewer).to_be_disabled()


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_on_a_telephone_a_tap_explains_and_nothing_scrolls_sideways(phone, lang, theme):
    inspector = Inspector(phone)
    phone.configure(lang=lang, theme=theme, focus="")
    inspector.button(Unit(2, 1)).tap()
    inspector.expect_subject("unit", layer=2, index=1)
    expect_no_sideways_scrolling(phone)
    inspector.hold(Edge(1, 1, 1))
    inspector.expect_subject("edge", layer=1, source=1, target=1)
    expect_no_sideways_scrolling(phone)
    inspector.card.get_by_role("slider").fill("-2")
    inspector.expect_parameter(Edge(1, 1, 1), -2)


def expect_formulas_to_fit(playground, roomy):
    for subject, digits, sums in ((Unit(2, 1), 4, True), (Unit(1, 2), 4, True), (Unit(2, 1), 2, True), (Edge(1, 1, 2), 4, False)):
        playground.configure(focus=str(subject), digits=digits)
        playground.wait_until(FITS, sums and roomy)


def test_long_sums_and_products_are_broken_where_their_card_ends(playground):
    playground.configure(hidden="6,6")
    for width in (820, 1100, 1280, 1366, 1920):
        playground.page.set_viewport_size({"width": width, "height": 860})
        expect_formulas_to_fit(playground, roomy=width >= 1366)  # two terms with four digits: up to 502 pixels


def test_on_a_telephone_terms_of_a_sum_stand_one_below_another(phone):
    phone.configure(hidden="6,6")
    expect_formulas_to_fit(phone, roomy=False)


def test_the_curve_beside_the_lines_stays_in_view_but_covers_no_way_to_the_loss(inspector):
    inspector.playground.configure(hidden="4,3,2")
    inspector.hold(Edge(1, 1, 2))
    curve_above_ways = """(card) => {
        card.querySelector(".ways").scrollIntoView();
        return card.querySelector("figure").getBoundingClientRect().bottom <= card.querySelector(".ways").getBoundingClientRect().top;
    }"""
    assert inspector.card.evaluate(curve_above_ways)
