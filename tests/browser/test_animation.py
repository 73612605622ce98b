"""One pass, told slowly: the learner chooses a sample, walks it through its phases by hand, and reads true numbers."""

import re

import pytest
from playwright.sync_api import expect

from playground.frames.geometry import HEIGHT, WIDTH, on_field
from playground.frames.labels import number
from playground.trace import Phase

# The source of the picture that has all of these columns, as Bokeh's page has it: {column: values}.
SOURCE = """(columns) => {
    for (const document of Bokeh.documents) for (const model of document._all_models.values()) {
        if (model.type !== "ColumnDataSource") continue;
        const has = model.columns();
        if (!columns.every((name) => has.includes(name)) || !has.length) continue;
        return Object.fromEntries(columns.map((name) => [name, [...model.get_column(name)]]));
    }
}"""
LIGHTS = """() => {
    for (const document of Bokeh.documents) for (const model of document._all_models.values()) {
        const glyph = model.type === "GlyphRenderer" && model.name === "lights" && model.data_source;
        if (glyph) return {x: [...glyph.get_column("x0")], color: [...glyph.get_column("color")]};
    }
}"""
PHASES = """(async () => {
    const told = [];
    const off = playground.on("phase", ({phase}) => told.push(phase));
    await tests.until("status", ({phase}) => phase === argument);
    off();
    return told;
})()"""


# A name and what it is are two pieces, of which the second begins with « = ».
LABELS = f"""() => ({SOURCE})(["x", "y", "text", "color", "style", "align"]).text.reduce(
  (labels, piece) => (piece.startsWith(" = ") ? [...labels.slice(0, -1), labels.at(-1) + piece] : [...labels, piece]), [])"""


class Pass:
    """The part of the page that tells a pass: timeline, transport, sample, labels, sentence."""

    def __init__(self, playground):
        self.playground, self.page = playground, playground.page
        self.transport = self.page.locator("[data-part=transport]")
        self.cells = self.page.locator("#timeline button")

    def press(self, key):
        self.transport.get_by_role("button", name=self.playground.say(f"control.{key}"), exact=True).click()

    def cell(self, phase):
        return self.page.locator(f'#timeline button[data-phase="{phase}"]')

    def set_speed(self, speed):
        self.transport.get_by_label(self.playground.say("control.speed")).select_option(speed)

    def field(self, name):
        return self.page.locator("[data-part=sample]").get_by_label(name, exact=True)

    def enter(self, name, text):
        self.field(name).fill(text)
        self.field(name).press("Enter")

    def expect_phase(self, phase):
        """The status, the mark in the timeline and nothing else are at this phase."""
        self.playground.until_status(f"(status) => status.phase === {phase!r}" if phase else "(status) => status.phase === null")
        current = self.page.locator("#timeline [aria-current]")
        if phase:
            expect(current).to_have_count(1)
            expect(current).to_have_attribute("data-phase", phase)
        else:
            expect(current).to_have_count(0)

    def expect_held(self):
        self.transport.get_by_role("button", name=self.playground.say("control.tell"), exact=True).wait_for()

    def expect_telling(self):
        self.transport.get_by_role("button", name=self.playground.say("control.tell.stop"), exact=True).wait_for()

    def labels(self):
        """The texts in the picture, as they are now."""
        self.playground.evaluate("tests.painted()")
        return self.page.evaluate(LABELS)

    def expect_label(self, text):
        self.playground.wait_until(f"(text) => ({LABELS})().includes(text)", text)

    def lit(self):
        """How many strokes of light are in the picture."""
        return sum(1 for opacity in self.page.evaluate(LIGHTS)["color"][3::4] if opacity)


@pytest.fixture
def slow_pass(playground):
    """Two hidden layers of three units, where every number has room, in the middle of a learning run."""
    playground.configure(hidden="3,3", digits=8)
    playground.step(40)
    playground.settle()
    yield Pass(playground)
    playground.page.evaluate("document.activeElement?.blur()")


def traced(playground):
    """What `trace()` says of the sample in the fields."""
    probe = [float(playground.page.locator(f"#sample-{name}").input_value().replace("−", "-")) for name in ("x1", "x2", "y")]
    return playground.call("trace", {"x": probe[:2], "y": probe[2]})


def expected_labels(phase, trace):
    """The numbers that the picture must have at a phase, worked out from the trace alone."""
    k = phase.layer - 1
    match phase.direction, phase.part:
        case "forward", "a" if phase.layer == len(trace["z"]):
            return [f"ŷ = {number(trace['output'])}", f"y = {number(trace['y'])}"]
        case "forward", "z" if phase.layer == len(trace["z"]):
            return [f"z = {number(trace['z'][k][0])}", f"y = {number(trace['y'])}"]
        case "forward", part:
            return [f"{part} = {number(value)}" for value in trace[part][k]]
        case "backward", "a":
            return [f"{'∂L/∂ŷ' if phase.layer == len(trace['z']) else '∂L/∂a'} = {number(value)}" for value in trace["da"][k]]
        case "backward", _:
            return [f"δ = {number(value)}" for value in trace["dz"][k]]
        case "loss", _:
            return [f"ŷ = {number(trace['output'])}", f"y = {number(trace['y'])}", f"L = {trace['loss']:.4g}"]
    return [f"x₁ = {number(trace['x'][0])}", f"x₂ = {number(trace['x'][1])}"]


def norm(values):
    return sum(value * value for row in values for value in (row if isinstance(row, list) else [row])) ** 0.5


def numbers_in(sentence):
    plain = sentence.translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")).replace("×10", "e")
    return [float(text) for text in re.findall(r"(?<![\w.])-?\d+\.?\d*(?:e-?\d+)?", plain)]


def expected_in_sentence(phase, trace):
    k = phase.layer - 1
    match phase.direction, phase.part:
        case "input", _:
            return trace["x"]
        case "forward", "z":
            return [max(trace["z"][k])]
        case "forward", "a" if phase.layer == len(trace["z"]):
            return [trace["output"]]
        case "loss", _:
            return [trace["output"], trace["y"], trace["loss"]]
        case "backward", "a":
            return [norm(trace["da"][k])] if phase.layer < len(trace["z"]) else [trace["da"][k][0]]
        case "backward", "z":
            return [norm(trace["dz"][k])]
        case "backward", "W":
            return [norm(trace["dW"][k])]
    return []


def test_every_phase_shows_in_picture_and_sentence_the_numbers_that_trace_gives(slow_pass):
    slow_pass.enter("x₁", "1.25")
    slow_pass.enter("x₂", "−2.5")
    slow_pass.press("tell.stop")
    playground = slow_pass.playground
    trace = traced(playground)
    assert trace["x"] == [1.25, -2.5]
    for name in playground.call("phases"):
        phase = Phase.of(name)
        playground.call("showPhase", name)
        slow_pass.expect_phase(name)
        for text in expected_labels(phase, trace):
            slow_pass.expect_label(text)
        told = numbers_in(playground.sentence.inner_text())
        for value in expected_in_sentence(phase, trace):
            assert any(each == pytest.approx(value, rel=1e-6) for each in told), (name, value, told)


def test_a_pass_goes_through_every_phase_in_order_and_stays_at_the_update(slow_pass):
    playground = slow_pass.playground
    playground.configure(hidden="2")
    slow_pass.set_speed("10")
    slow_pass.press("tell")
    told = playground.evaluate(PHASES, "update")
    assert told[-1] == "update" and [name for name in playground.call("phases") if name in told] == told
    slow_pass.expect_held()
    slow_pass.expect_phase("update")
    assert playground.status()["step"] == 0


def test_play_hold_and_both_steps(slow_pass):
    slow_pass.press("tell")
    slow_pass.expect_phase("input")
    slow_pass.expect_telling()
    slow_pass.press("tell.stop")
    slow_pass.expect_held()
    slow_pass.expect_phase("input")
    slow_pass.press("forward")
    slow_pass.expect_phase("forward/1/z")
    slow_pass.press("forward")
    slow_pass.expect_phase("forward/1/a")
    slow_pass.press("back")
    slow_pass.expect_phase("forward/1/z")
    slow_pass.press("back")
    slow_pass.press("back")
    slow_pass.expect_phase(None)


def test_light_travels_while_a_phase_plays_and_none_is_left_at_rest(slow_pass):
    playground = slow_pass.playground
    assert slow_pass.lit() == 0
    slow_pass.set_speed("0.5")
    slow_pass.cell("forward/2/z").click()
    slow_pass.playground.wait_until(f"() => ({LIGHTS})().color.some((value, i) => i % 4 === 3 && value > 0)")
    early = max(slow_pass.page.evaluate(LIGHTS)["x"])
    slow_pass.playground.wait_until(f"(x) => Math.max(...({LIGHTS})().x) > x + 20", early)
    slow_pass.playground.wait_until(f"() => ({LIGHTS})().color.every((value) => value === 0)")
    slow_pass.expect_phase("forward/2/z")
    playground.expect_finite_picture()


def test_a_drag_along_the_timeline_scrubs_with_its_light(slow_pass):
    slow_pass.cell("loss").scroll_into_view_if_needed()
    start, goal = (slow_pass.cell(name).bounding_box() for name in ("loss", "backward/3"))
    mouse = slow_pass.page.mouse
    middle = start["y"] + start["height"] / 2
    mouse.move(start["x"] + 5, middle)
    mouse.down()
    mouse.move(goal["x"] + 0.3 * goal["width"], middle, steps=6)
    slow_pass.expect_phase("backward/3")
    slow_pass.playground.wait_until(f"() => ({LIGHTS})().color.some((value, i) => i % 4 === 3 && value > 0)")
    mouse.up()
    slow_pass.expect_phase("backward/3")  # letting go presses nothing
    slow_pass.playground.evaluate("tests.painted()")
    assert slow_pass.lit() > 0  # the light stays where it was left


def test_the_speed_takes_effect_in_the_middle_of_a_phase(slow_pass):
    playground = slow_pass.playground
    slow_pass.set_speed("0.1")  # twenty seconds a phase
    slow_pass.press("tell")
    slow_pass.expect_phase("input")
    slow_pass.set_speed("10")
    assert playground.config()["speed"] == 10
    playground.until_status("(status) => status.phase === 'backward/3'", seconds=12)


def test_the_whole_page_listens_to_the_keys_of_the_pass(slow_pass):
    press = slow_pass.page.keyboard.press
    slow_pass.page.evaluate("document.activeElement.blur()")
    press("Space")
    slow_pass.expect_telling()
    press("Space")
    slow_pass.expect_held()
    press("End")
    slow_pass.expect_phase("update")
    press("Home")
    slow_pass.expect_phase("input")
    press("ArrowRight")
    slow_pass.expect_phase("forward/1/z")
    press("ArrowLeft")
    slow_pass.expect_phase("input")
    assert slow_pass.page.evaluate("scrollY") == 0


def test_keys_that_a_field_needs_stay_with_the_field(slow_pass):
    slow_pass.field("x₁").focus()
    for key in ("Home", "ArrowRight", "Space", "End"):
        slow_pass.page.keyboard.press(key)
    slow_pass.playground.evaluate("tests.painted()")
    assert slow_pass.playground.status()["phase"] is None


def test_the_timeline_is_walked_by_arrow_keys_with_the_focus_in_it(slow_pass):
    slow_pass.cells.first.focus()
    slow_pass.page.keyboard.press("End")
    slow_pass.expect_phase("update")
    slow_pass.page.keyboard.press("ArrowLeft")
    slow_pass.expect_phase("backward/1")
    assert slow_pass.page.evaluate("document.activeElement.dataset.phase") == "backward/1"


def test_a_data_point_that_is_pressed_tells_its_pass(slow_pass):
    playground = slow_pass.playground
    data = playground.call("data")["train"]
    point = data["x"][5]
    x, y = on_field_share(point)
    box = slow_pass.page.locator("[data-slot=network]").bounding_box()
    slow_pass.page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
    slow_pass.expect_telling()
    slow_pass.expect_phase("input")
    shown = float(slow_pass.field("x₁").input_value().replace("−", "-"))
    assert shown == pytest.approx(point[0], abs=0.5)
    assert playground.config()["sample"] != ""


def on_field_share(point):
    """A point of the plane as shares of the picture's width and height."""
    import numpy as np

    x, y = on_field(np.array([point]))[0]
    return x / WIDTH, 1 - y / HEIGHT


def test_a_sample_that_is_no_number_is_told_and_the_field_goes_back(slow_pass):
    before = slow_pass.field("x₁").input_value()
    slow_pass.enter("x₁", "far away")
    slow_pass.playground.expect_notice("sample")
    slow_pass.page.locator("body").click(position={"x": 2, "y": 2})
    expect(slow_pass.field("x₁")).to_have_value(before)


def test_the_next_point_button_needs_no_pointing(slow_pass):
    before = slow_pass.field("x₁").input_value()
    slow_pass.page.get_by_role("button", name=slow_pass.playground.say("sample.next")).click()
    expect(slow_pass.field("x₁")).not_to_have_value(before)
    slow_pass.expect_telling()


def test_new_dice_draw_other_weights_and_reset_keeps_them(slow_pass):
    playground = slow_pass.playground
    playground.call("reset")
    initial, seed = playground.parameters(), playground.config()["seed"]
    slow_pass.press("dice")
    playground.wait_until("async (seed) => (await playground.config()).seed !== seed", seed)
    thrown = playground.parameters()
    assert thrown != initial and f"seed={playground.config()['seed']}" in playground.page.evaluate("location.search")
    playground.step(3)
    slow_pass.press("reset")
    playground.until_status("(status) => status.step === 0")
    assert playground.parameters() == thrown


def test_in_the_update_edges_slide_to_their_new_weights_and_come_back(slow_pass):
    playground = slow_pass.playground
    playground.configure(lr=1)
    width = "() => Bokeh.documents.flatMap((d) => [...d._all_models.values()]).find((m) => m.type === 'ColumnDataSource' && m.columns().includes('cx0') && m.columns().includes('width') && m.get_column('width').length === 18).get_column('width').slice()"
    parameters = playground.parameters()
    playground.call("showPhase", "loss")
    slow_pass.expect_phase("loss")
    playground.evaluate("tests.painted()")
    before = playground.page.evaluate(f"Array.from(({width})())")
    playground.call("showPhase", "backward/1")  # here edges are as wide as their gradients
    slow_pass.expect_phase("backward/1")
    slow_pass.set_speed("10")
    slow_pass.press("forward")
    slow_pass.expect_phase("update")
    slow_pass.playground.wait_until(f"(before) => Math.max(...Array.from(({width})(), (w, i) => Math.abs(w - before[i]))) > 0.05", before)
    assert playground.parameters() == parameters
    slow_pass.press("forward")
    slow_pass.expect_phase(None)
    slow_pass.playground.wait_until(f"(before) => Array.from(({width})()).every((w, i) => w === before[i])", before)


@pytest.mark.parametrize("interrupt", ["run", "step", "reset"])
def test_training_ends_a_pass_and_a_pass_ends_training(slow_pass, interrupt):
    playground = slow_pass.playground
    slow_pass.press("tell")
    slow_pass.expect_telling()
    slow_pass.press(interrupt)
    slow_pass.expect_held()
    playground.until_status("(status) => status.phase === null")
    playground.call("run")
    slow_pass.press("tell")
    assert not playground.until_status("(status) => !status.running && status.phase === 'input'")["running"]


def test_a_pass_outlives_language_and_theme_and_ends_with_another_network(slow_pass):
    playground = slow_pass.playground
    slow_pass.set_speed("0.25")
    slow_pass.press("tell")
    slow_pass.expect_phase("input")
    playground.configure(lang="zh", theme="dark")
    slow_pass.expect_telling()
    playground.expect_sentence("样本")
    playground.configure(hidden="5")
    slow_pass.expect_held()
    slow_pass.expect_phase(None)
    assert slow_pass.cells.count() == 13


def test_with_reduced_motion_the_same_phases_come_without_movement(visits, site):
    playground = visits.open(f"{site.address}?hidden=2&speed=10", reduced_motion="reduce")
    calm = Pass(playground)
    lights = "window.seen = 0; const look = () => { window.seen += (" + LIGHTS + ")().color.filter((value) => value).length; requestAnimationFrame(look); }; look();"
    playground.page.evaluate(f"() => {{ {lights} }}")
    calm.press("tell")
    told = playground.evaluate(PHASES, "update")
    assert told[0] == "input" or told[0] == "forward/1/z"
    calm.expect_held()
    assert playground.page.evaluate("window.seen") == 0


def test_the_deepest_network_keeps_the_phase_in_view(playground):
    playground.configure(hidden=",".join(["2"] * 24))
    deep = Pass(playground)
    assert deep.cells.count() == 5 * 25 + 3
    for phase in ("backward/12/z", "forward/3/a", "update", "input"):
        playground.call("showPhase", phase)
        deep.expect_phase(phase)
        row, cell = deep.page.locator("#timeline").bounding_box(), deep.cell(phase).bounding_box()
        assert row["x"] - 1 <= cell["x"] and cell["x"] + cell["width"] <= row["x"] + row["width"] + 1
    assert playground.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_it_is_clipped_or_too_small_to_touch_on_a_phone(phone, language):
    phone.configure(lang=language)
    phone.call("status")  # once it is answered all texts are there
    sticking_out = """() => [...document.querySelectorAll(".picture *")].filter((element) => !element.closest("#timeline")
        && element.checkVisibility() && element.getBoundingClientRect().right > innerWidth).map((element) => element.outerHTML)"""
    assert phone.page.evaluate(sticking_out) == []
    targets = phone.page.locator("[data-part=transport] :is(button, select), #timeline button, .sample :is(input, button)")
    for target in targets.all():
        box = target.bounding_box()
        assert box["width"] >= 43.5 and box["height"] >= 43.5, target.evaluate("(element) => element.outerHTML")


def test_nothing_that_was_drawn_before_stays_at_the_edge_of_a_picture(playground):
    left = playground.page.evaluate("""() => {
        const [figure] = Bokeh.index.query(({ model }) => model.type === "Figure");
        const layer = figure.canvas_view.overlays;
        layer.ctx.fillRect(0, 0, 9, 9); // a text that stuck out of the picture
        layer.prepare();
        layer.finish();
        return [...layer.ctx.getImageData(0, 0, 9, 9, { willReadFrequently: true }).data].some(Boolean);
    }""")
    playground.call("status")
    assert not left
