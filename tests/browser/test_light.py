"""The pass as light, measured in the page: what is painted moves in every phase, shows exact numbers in time, and is as bright as |δ|."""

import numpy as np
import pytest

from playground.explain.digits import LOWEST, plain
from playground.frames.geometry import HEIGHT, WIDTH, Geometry
from playground.frames.labels import number
from playground.trace import Phase
from tests.browser.test_animation import LABELS

DEEP = {"hidden": ",".join(["8"] * 10), "theme": "dark", "sample": "1.5,-2,1"}
SAMPLE = {"x": [1.5, -2], "y": 1}
BORDER = 1.5  # pixels of a unit's border that lie outside of its square; beyond them its lamp is one pixel wide at least
CARD = 0.0136  # relative luminance of the dark card

FILM = """window.film = {
    source: (name) => [...Bokeh.index.query(({ model }) => model.name === name)][0].model.data_source,
    /** The pixels of the network's picture: data of its canvas, and the width in pixels. */
    pixels() {
        const [{ parent }] = Bokeh.index.query(({ model }) => model.name === "edges");
        const { canvas } = parent.canvas_view.primary;
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
        copy.drawImage(canvas, 0, 0);
        return copy.getImageData(0, 0, canvas.width, canvas.height);
    },
    /** The timeline is dragged to a place within a phase; resolves once that is painted. */
    async scrub(phase, progress) {
        const row = document.getElementById("timeline"), cell = row.querySelector(`[data-phase="${phase}"]`);
        row.setPointerCapture = () => {}; // there is no such pointer
        const { left, width } = cell.getBoundingClientRect();
        const tell = (type, clientX) => cell.dispatchEvent(new PointerEvent(type, { clientX, bubbles: true }));
        tell("pointerdown", left - 1000);
        tell("pointermove", left + width * progress);
        tell("pointerup", left);
        await playground.status();
        await tests.eventually(() => tests.unanswered === 0);
        await tests.painted();
    },
    /** RGBA of the picture at places (pixels of the page). */
    colours(places) {
        const { data, width } = film.pixels();
        const at = (place) => Math.floor(place * devicePixelRatio);
        return places.map(([x, y]) => 4 * (at(y) * width + at(x))).map((first) => [...data.slice(first, first + 4)]);
    },
    /** RGB of every lamp as it is given to Bokeh to draw: of the picture, and of the networks side by side. */
    async lamps() {
        await tests.painted();
        const models = Bokeh.documents.flatMap((document) => [...document._all_models.values()]);
        const sources = models.filter((model) => model.type === "ColumnDataSource" && model.columns().includes("glow"));
        return sources.map((source) => [...source.get_column("glow")]).sort((one, other) => one.length - other.length);
    },
    /** For each of such phases the texts before anything has arrived, and at the end. */
    async labelled(phases) {
        const told = [];
        for (const phase of phases) {
            await film.scrub(phase, 0.05);
            const before = film.labels();
            await playground.showPhase(phase);
            await tests.painted();
            told.push({ phase, before, after: film.labels() });
        }
        return told;
    },
    /** A pass is played from its first phase to its last; resolves with how many pictures of each phase look different from the one before. */
    async played() {
        const button = () => document.getElementById("walk-toggle").textContent;
        const [idle, changes] = [button(), {}];
        let phase = null, last = film.pixels().data;
        const off = playground.on("phase", (status) => ({ phase } = status));
        document.getElementById("walk-toggle").click();
        await tests.eventually(() => button() !== idle);
        while (button() !== idle) {
            await tests.painted();
            const { data } = film.pixels();
            if (!data.some((value, at) => Math.abs(value - last[at]) > film.SEEN)) continue;
            changes[phase] = (changes[phase] ?? 0) + 1;
            last = data;
        }
        off();
        return changes;
    },
    SEEN: 8, // of 255
};"""


def _with_film(playground):
    playground.page.evaluate(FILM)
    playground.page.evaluate(f"() => {{ film.labels = {LABELS}; }}")
    return playground


@pytest.fixture
def film(playground):
    return _with_film(playground)


@pytest.fixture
def small_film(phone):
    """On a telephone, which has two pixels for one of the page."""
    return _with_film(phone)


def named(labels):
    """The numbers in the picture as (name, text)."""
    return [tuple(label.replace("∂L/∂a", "∂a").split(" = ")) for label in labels if " = " in label]  # the longer name where there is room


def arriving(phase, trace, after):
    """The numbers that come up in a phase, of the trace alone and of the loss after the step: (name, value)."""
    k, output = phase.layer - 1, phase.layer == len(trace["z"])
    match phase.direction, phase.part:
        case "input", _:
            return [("x₁", trace["x"][0]), ("x₂", trace["x"][1])]
        case "forward", "z":
            return [("z", value) for value in trace["z"][k]]
        case "forward", _:
            return [("ŷ", trace["output"])] if output else [("a", value) for value in trace["a"][k]]
        case "loss", _:
            return [("L", trace["loss"])]
        case "backward", "a":
            return [("∂L/∂ŷ" if output else "∂a", value) for value in trace["da"][k]]
        case "backward", "z":
            return [("δ", value) for value in trace["dz"][k]]
        case "update", _:
            return [("L", (trace["loss"], after))]
    return []


def texts(name, value):
    """How a number may be written: with as many digits as there is room for."""
    if name == "L":
        return {(name, " → ".join(plain(loss, 4) for loss in (value if isinstance(value, tuple) else [value])))}
    return {(name, number(value, digits)) for digits in (3, LOWEST)}


def loss_after_a_step(film, sample, trace):
    """On this sample alone, of gradient descent: worked out by giving the network what the trace's gradient makes of it."""
    parameters, lr = film.parameters(), film.config()["lr"]

    def moved(name, gradient):
        return [(np.array(old) - lr * np.array(slope)).tolist() for old, slope in zip(parameters[name], trace[gradient], strict=True)]

    film.call("setParameters", {"weights": moved("weights", "dW"), "biases": moved("biases", "db")})
    after = film.call("trace", sample)["loss"]
    film.call("setParameters", parameters)
    return after


@pytest.mark.parametrize(("hidden", "layers"), [("4,2", range(4)), ("3", range(3)), ("8,8,8,8", (0, 3, 5))])  # of the last, to be quick, not all
def test_in_every_phase_numbers_come_with_it_and_are_those_of_the_trace(film, hidden, layers):
    film.configure(hidden=hidden, sample="1.25,-2.5,1")
    sample = {"x": [1.25, -2.5], "y": 1}
    trace = film.call("trace", sample)
    after = loss_after_a_step(film, sample, trace)
    known = {("y", number(1.0))}
    names = [name for name in film.call("phases") if Phase.of(name).layer in layers]
    for told in film.evaluate("film.labelled(argument)", names, seconds=120):
        new = [texts(name, value) for name, value in arriving(Phase.of(told["phase"]), trace, after)]
        assert not set(named(told["before"])) & (set().union(*new) - known), told["phase"]
        known |= set().union(*new)
        shown = named(told["after"])
        assert set(shown) <= known, told["phase"]
        if hidden != "8,8,8,8":  # else there is no room for numbers
            assert all(set(shown) & each for each in new), told["phase"]


def expect_five_pictures(film, seconds, **changes):
    """Of each phase of a pass that is played, as they come."""
    film.configure(**changes)
    seen = film.evaluate("film.played()", seconds=seconds)
    assert list(seen) == film.call("phases")
    assert {phase: number for phase, number in seen.items() if number < 5} == {}


def test_a_pass_that_is_played_moves_in_every_phase(film):
    expect_five_pictures(film, 60, hidden="4,2", speed=4)


@pytest.mark.long
@pytest.mark.parametrize("changes", [
    {"hidden": "4,2"}, {"hidden": "3"}, {"hidden": "8,8,8,8"}, {"hidden": ""}, {"hidden": ",".join(["8"] * 12)},
    {"hidden": ",".join(["8"] * 12), "act": "sigmoid"}, {"hidden": "2,2", "act": "relu", "init": "constant", "sample": "-3,-2,1"},
    {"act": "sigmoid", "gain": 30}, {"hidden": "3", "data": "plane"}, {"hidden": "4,2", "versus": "act=relu"},
], ids=["two", "one", "four", "single neuron", "twelve", "vanishing", "dead", "saturated", "regression", "compared"])  # fmt: skip
def test_at_the_usual_speed_so_does_that_of_every_kind_of_network(film, changes):
    expect_five_pictures(film, 400, speed=1, **changes)


def luminance(colours):
    """Relative luminance (WCAG 2) of colours (n×3, 0–255)."""
    linear = np.where((share := np.array(colours) / 255) <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def lamps_painted(film):
    """Brightness of every hidden unit's lamp, as it is painted above the unit: (units,)."""
    geometry = Geometry((2, *[8] * 10, 1))
    box = film.page.locator("[data-slot=network]").bounding_box()
    scale = box["width"] / WIDTH
    places = [(x * scale, (HEIGHT - y - geometry.unit_side / 2) * scale - BORDER - 0.5) for x, y in geometry.units[2:].tolist()]
    painted = np.array(film.page.evaluate("(places) => film.colours(places)", places))
    return np.where(painted[:, 3] > 0, luminance(painted[:, :3]), CARD)


def after_the_way_back(film, **changes):
    """Where no magnified unit covers others any more. Gives of the trace of the sample in view |δ| and activation of every hidden unit."""
    film.configure(**DEEP | changes)
    film.call("showPhase", "update")
    film.evaluate("tests.painted()")
    trace = film.call("trace", SAMPLE)
    return np.abs(np.concatenate(trace["dz"][:-1])), np.concatenate(trace["a"][:-1])


def expect_ordered(deltas, brightness):
    """Every unit is brighter than those of half its error, from 10⁻⁸ on, where light begins."""
    for delta, lit in zip(deltas, brightness, strict=True):
        larger = brightness[(deltas >= 2 * delta) & (deltas > 1e-8)]
        assert not len(larger) or larger.min() > lit, delta


def contrast(brightness):
    return (brightness + 0.05) / (CARD + 0.05)


def test_lamps_are_painted_in_the_order_of_delta_and_dark_where_it_has_vanished(small_film):
    deltas, _ = after_the_way_back(small_film, act="sigmoid", init="xavier_uniform")
    vanishing = lamps_painted(small_film)
    expect_ordered(deltas, vanishing)
    assert contrast(vanishing[:8]).max() < 1.25 and contrast(vanishing[-8:]).min() > 3
    found, activations = after_the_way_back(small_film, act="relu", init="he_normal")
    kept = lamps_painted(small_film)
    expect_ordered(np.append(deltas, found), np.append(vanishing, kept))
    assert contrast(kept[activations > 0]).min() > 3 and contrast(kept[activations == 0]).max() < 1.25


def test_networks_side_by_side_are_lit_on_the_scale_of_the_picture(film):
    relu, _ = after_the_way_back(film, act="relu", init="he_normal", versus="act=sigmoid")
    sigmoid, _ = after_the_way_back(film, act="sigmoid", init="he_normal", versus="act=relu")
    picture, beside = (np.reshape(colours, (-1, 4))[:, :3] for colours in film.evaluate("film.lamps()"))
    main, other = beside[2:82], beside[84:]
    assert (main == picture[2:]).all()
    expect_ordered(np.append(sigmoid, relu), luminance(np.concatenate([main, other])))


FADES = """async () => {
    const stage = document.querySelector(".stage"), grounds = [];
    const counted = (records) => records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.className === "nightfall")
        .forEach((copy) => grounds.push(getComputedStyle(copy).backgroundColor));
    const observer = new MutationObserver(counted);
    observer.observe(stage, { childList: true });
    for (const phase of ["loss", "backward/3/a", "backward/3", "update"]) {
        await playground.showPhase(phase);
        await tests.painted();
    }
    await tests.eventually(() => !stage.querySelector(".nightfall"));
    observer.disconnect();
    return grounds.map((ground) => ground === getComputedStyle(document.querySelector(".picture")).backgroundColor);
}"""


@pytest.mark.parametrize(("motion", "theme", "fades"), [("no-preference", "light", 2), ("no-preference", "dark", 0), ("reduce", "light", 0)])
def test_at_nightfall_and_daybreak_the_picture_fades_unless_less_motion_is_wished_for(playground, motion, theme, fades):
    playground.configure(theme=theme)
    playground.page.emulate_media(reduced_motion=motion)
    seen = playground.page.evaluate(FADES)
    playground.page.emulate_media(reduced_motion="no-preference")
    assert seen == [True] * fades  # what fades stands on the ground of the day
