"""Which frames are painted and when: what the learner waits for comes first."""

import pytest

from tests.browser.conftest import Shared, Visits, lent

# The page's worker, of which a test can keep messages back, and in whose place it can speak.
WIRE = """window.Worker = class extends Worker {
    kept = null;      // what has come since a test began to keep messages back
    withheld = null;  // what the page has said of its paintings, likewise
    sent = [];        // types of what the page has sent
    received = [];    // types of what has come from Python
    constructor(...rest) {
        super(...rest);
        window.wire = this;
    }
    set onmessage(hear) {
        this.say = (...messages) => hear({ data: messages });
        this.addEventListener("message", ({ data }) => (this.kept ? this.kept.push(...data) : this.hear(data)));
    }
    hear(messages) {
        for (const message of messages) {
            this.received.push(message.type);
            if (message.type === "frame") this.buffer = message.buffer.slice();
        }
        this.say(...messages);
    }
    postMessage(message, transfer) {
        this.sent.push(message.type);
        if (message.type === "call") this.call = message.id;
        if (this.withheld && message.type === "painted") this.withheld.push(message);
        else this.pass(message, transfer);
    }
    pass(message, transfer) {
        super.postMessage(message, transfer);
    }
};"""

# Asks for something, and while the answer is under way a frame of training comes; then messages of the types in `argument`, if any.
HELD = """(async () => {
    const { say, buffer } = wire, shown = [];
    const off = playground.on("frame", () => shown.push("frame"));
    wire.kept = [];
    const answer = playground.status();
    const id = wire.call, asked = wire.sent.length;
    say({ type: "frame", buffer, further: true });
    await new Promise((resolve) => setTimeout(resolve));
    const meanwhile = shown.length;
    if (argument) say(...argument.map((type) => (type === "frame" ? { type, buffer } : { type, id, text: '"answered"' })));
    await tests.eventually(() => shown.length > 0);
    await tests.painted();
    await tests.painted();
    const acknowledged = wire.sent.slice(asked).filter((type) => type === "drawn").length;
    if (!argument) say({ type: "reply", id, text: '"answered"' });
    off();
    const answered = await answer;
    await tests.eventually(() => wire.kept.some(({ type }) => type === "reply"));
    wire.kept = null;
    return { meanwhile, shown: shown.length, acknowledged, answered };
})()"""

# Five changes while it trains. Of each, Python hears at first only that the older frames are painted, and answers some
# calls; gives how often it has sent no panels by then. They do come as soon as the last frame is said to be painted.
PATIENT = """(async () => {
    await playground.configure({ hidden: "8,8,8,8", pace: "max" });
    await playground.run();
    let patient = 0;
    for (let n = 0; n < 5; n++) {
        await tests.eventually(() => wire.sent.filter((type) => type === "painted").length > 5);
        wire.withheld = [];
        await playground.configure({ act: n % 2 ? "tanh" : "relu" });
        const older = wire.withheld.length;
        await tests.eventually(() => wire.withheld.length > older);
        wire.received.length = 0;
        const last = wire.withheld.pop();
        for (const message of wire.withheld) wire.pass(message);
        for (let k = 0; k < 3; k++) await playground.phases();
        if (!wire.received.includes("panels")) patient++;
        wire.withheld = null;
        wire.pass(last);
        await tests.eventually(() => wire.received.includes("panels"));
        wire.sent.length = 0;
    }
    await playground.pause();
    return patient;
})()"""

# Three frames of training come in one go; gives what was shown, "|" between two paintings, and how many are said to be drawn.
IN_TURN = """(async () => {
    const { say, buffer } = wire, shown = [];
    const off = playground.on("frame", () => shown.push("frame"));
    const before = wire.sent.length;
    const frame = { type: "frame", buffer, further: true };
    say(frame, frame, frame);
    for (let n = 0; n < 4; n++) {
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        shown.push("|");
    }
    off();
    return [shown.join(" "), wire.sent.slice(before).filter((type) => type === "drawn").length];
})()"""

# The learner waits for something that takes long, while frames of training come all the time; gives how many are shown meanwhile.
WAITING = """(async () => {
    const { say, buffer } = wire, shown = [];
    const off = playground.on("frame", () => shown.push("frame"));
    wire.kept = [];
    const answer = playground.status();
    const id = wire.call;
    for (let n = 0; n < 20; n++) {
        say({ type: "frame", buffer, further: true });
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const meanwhile = shown.length;
    say({ type: "reply", id, text: '"answered"' });
    off();
    await answer;
    await tests.eventually(() => wire.kept.some(({ type }) => type === "reply"));
    wire.kept = null;
    return meanwhile;
})()"""

PIXELS = """window.pixels = {
    /** What stands in the network's picture once it is painted again because of `painter`, a renderer: as much as is seen of each colour. */
    async after(painter) {
        pixels.renderer(painter).request_paint();
        await tests.painted();
        const { canvas } = pixels.figure.canvas_view.primary;
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
        return data.map((value, at) => (at % 4 === 3 ? value : (value * data[at | 3]) / 255));
    },
    renderer: (name) => [...Bokeh.index.query(({ model }) => model.name === name)][0],
    get figure() {
        return pixels.renderer("edges").parent;
    },
    furthest: (one, other) => one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at])), 0),
};"""

# Painted by a renderer itself, then, twice, by the picture that is kept of it, then by itself again.
KEPT = """(async (name) => {
    const { glyph } = pixels.renderer(name), { paint } = glyph, counts = [], furthest = [];
    let painted = 0;
    glyph.paint = function (...rest) { painted++; paint.apply(this, rest); };
    const own = await pixels.after(name);
    for (const painter of ["units", "units", name]) {
        counts.push(painted);
        furthest.push(pixels.furthest(own, await pixels.after(painter)));
    }
    counts.push(painted);
    glyph.paint = paint;
    return { counts, furthest, drawn: own.some((value) => value > 0) };
})"""

# From now on, how many curves the last painting has drawn.
COUNT_CURVES = """() => {
    const { glyph } = pixels.renderer("curves"), { _paint: paint } = glyph;
    pixels.curves = null;
    glyph._paint = function (context, marks, ...rest) { pixels.curves = [...marks].length; paint.call(this, context, marks, ...rest); };
}"""

RESIZED = """(async () => {
    await tests.eventually(() => pixels.figure.canvas_view.primary.canvas.width === Math.floor(document.querySelector("[data-slot=network]").getBoundingClientRect().width));
    await playground.status(); // by now Python has set the texts for this size
    const kept = await pixels.after("units");
    return pixels.furthest(kept, await pixels.after("edges"));
})()"""

ROUNDED = 10  # of 255: what is blended in two goes is rounded twice


# Whether a step is told by the very text node that told the one before.
SAME_TEXT = """(async () => {
    const place = document.querySelector('[data-number="step"]'), { firstChild: text } = place, before = text.data;
    await playground.step(1);
    await tests.eventually(() => place.textContent !== before);
    return place.firstChild === text;
})()"""


@pytest.fixture(scope="module")
def shared_wired(browser, home, site):
    visits = Visits(browser, home)
    yield Shared(visits, f"{site.address}?lang=en", prepare=WIRE)
    visits.close()


@pytest.fixture
def wired(shared_wired, request):
    """A page whose worker can be listened to, put back to the start before each test of this file."""
    yield from lent(shared_wired, request)


def test_a_frame_of_training_gives_way_to_the_answer_that_the_learner_waits_for(wired):
    with_a_frame = wired.evaluate(HELD, ["frame", "reply"])
    assert with_a_frame == {"meanwhile": 0, "shown": 1, "acknowledged": 2, "answered": "answered"}
    without = wired.evaluate(HELD, ["reply"])
    assert without == {"meanwhile": 0, "shown": 1, "acknowledged": 1, "answered": "answered"}
    unanswered = wired.evaluate(HELD)
    assert unanswered == {"meanwhile": 0, "shown": 1, "acknowledged": 1, "answered": "answered"}


def test_frames_of_training_that_come_in_one_go_are_all_seen_one_a_painting(wired):
    wired.settle()
    shown, drawn = wired.evaluate(IN_TURN)
    assert shown == "frame | frame | frame | |" and drawn == 3


def test_training_is_seen_also_while_the_learner_waits_long(wired):
    wired.settle()
    assert wired.evaluate(WAITING) >= 1


@pytest.mark.parametrize("name", ["edges", "maps", "biases"])
def test_the_picture_that_is_kept_of_edges_of_maps_and_of_biases_looks_as_they_do(wired, name):
    wired.settle()
    wired.page.evaluate(PIXELS)
    result = wired.evaluate(f"{KEPT}(argument)", name)
    assert result["drawn"] and max(result["furthest"]) < ROUNDED
    assert result["counts"] == [1, 2, 2, 3]  # for themselves, for the picture, not again, and anew once they may have changed


def test_a_figure_that_changes_keeps_its_text_node_so_that_the_page_is_not_styled_anew(wired):
    wired.settle()
    assert wired.evaluate(SAME_TEXT)


def test_marks_that_have_no_colour_are_not_drawn(wired):
    wired.settle()
    wired.page.evaluate(PIXELS)
    wired.page.evaluate(COUNT_CURVES)
    wired.evaluate("pixels.after('units')")
    assert not wired.evaluate("pixels.curves")
    wired.call("showPhase", "forward/1/z")
    wired.wait_until("() => pixels.curves === 6")  # of all hidden units; the output's stands there at its own phases only
    wired.call("showPhase", "loss")
    wired.wait_until("() => pixels.curves === 7")


def test_in_a_window_of_another_size_the_edges_end_at_their_units(wired):
    wired.settle()
    wired.page.evaluate(PIXELS)
    for width in (900, 1400):
        wired.page.set_viewport_size({"width": width, "height": 800})
        assert wired.evaluate(RESIZED) < ROUNDED


def test_panels_wait_until_the_changed_picture_is_painted(wired):
    assert wired.evaluate(PATIENT) >= 2
