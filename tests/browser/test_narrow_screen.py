"""On a telephone everything is there, one thing below another; at no width does anything scroll sideways or cover something else."""

import pytest


def expect_no_sideways_scrolling(playground):
    too_wide = playground.page.evaluate("""() => {
        const root = document.scrollingElement;
        if (root.scrollWidth <= innerWidth) return [];
        return [...tests.elements(document.body)].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
            .map((e) => `${e.localName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`);
    }""")
    assert too_wide == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_telephone_nothing_scrolls_sideways_and_everything_is_reached(phone, lang):
    playground = phone
    playground.go_to("?lr=banana")
    playground.expect_notice("lr=")
    playground.configure(lang=lang)
    playground.evaluate("tests.painted()")
    expect_no_sideways_scrolling(playground)
    parts = [*(playground.control(key) for key in ("data", "act", "lr", "hidden", "pace", "seed")),
             *(playground.button(name) for name in ("run", "step", "reset")),
             *(playground.page.locator(f"[data-slot={slot}]") for slot in ("network", "chart", "norms", "sentence"))]  # fmt: skip
    for part in parts:
        part.scroll_into_view_if_needed()
        box = part.bounding_box()
        assert box["width"] > 0
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390.5, part
        assert box["y"] >= -0.5 and box["y"] + min(box["height"], 40) <= 845, part


def test_on_a_telephone_a_tap_trains_and_a_tap_pauses(phone):
    playground = phone
    playground.button("run").tap()
    playground.until_status("(status) => status.running && status.step > 20")
    playground.button("pause").tap()
    playground.until_status("(status) => !status.running")
    expect_no_sideways_scrolling(playground)


def test_a_figure_does_not_keep_a_finger_from_scrolling(phone):
    """No tool of Bokeh's may eat the touch: touch-action has to let the page scroll from anywhere in a figure."""
    blocked = phone.page.evaluate("""() => [...tests.elements(document.querySelector("main"))]
        .filter((e) => e.checkVisibility() && ["none", "pan-x"].includes(getComputedStyle(e).touchAction))
        .filter((e) => e.closest("[role=slider]") === null && !/noUi/.test(e.className))
        .map((e) => `${e.localName}.${e.className}`)""")
    assert blocked == []


@pytest.mark.parametrize("width", [320, 768, 1024, 1920])
def test_at_any_width_nothing_scrolls_sideways(playground, width):
    playground.page.set_viewport_size({"width": width, "height": 700})
    playground.evaluate("tests.painted()")
    expect_no_sideways_scrolling(playground)
    corner = [playground.page.locator(part).bounding_box() for part in (".brand", "#language", "#theme")]
    assert max(box["y"] for box in corner) < min(box["y"] + box["height"] for box in corner)  # in one row with the name, at its end
    assert corner[-1]["x"] + corner[-1]["width"] > width - 24


# Cards that cover others somewhere on the way down the page.
COVERING = """() => {
    const cards = [...document.querySelectorAll("#scene .card")].filter((card) => card.checkVisibility()), covering = new Set();
    const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom - 1 && other.top < one.bottom - 1;
    for (let y = 0; y < document.documentElement.scrollHeight; y += 150) {
        scrollTo(0, y);
        const boxes = cards.map((card) => card.getBoundingClientRect());
        cards.forEach((card, i) => boxes.some((box, j) => i !== j && meet(boxes[i], box)) && covering.add(card.closest("section").className));
    }
    return { cards: cards.length, covering: [...covering] };
}"""


@pytest.mark.parametrize("width", [800, 1280])
@pytest.mark.parametrize(("scene", "at", "cards"), [("playground", "", 6), ("activations", "race", 3)])
def test_what_stays_beside_the_picture_never_covers_what_comes_below(playground, scene, at, cards, width):
    playground.page.set_viewport_size({"width": width, "height": 700})
    playground.configure(scene=scene, at=at)
    playground.configure(hidden="4,3,2", focus="edge/1/1/2")
    playground.evaluate("tests.painted()")
    assert playground.page.evaluate(COVERING) == {"cards": cards, "covering": []}


@pytest.mark.parametrize("name", ["presets", "teachers", "worksheet", "takeaway", "owndata"])
def test_a_dialog_is_closed_in_its_upper_right_corner(playground, name):
    playground.page.locator(f'[data-open="{name}"]').evaluate("(opener) => opener.click()")
    whole = playground.page.locator(f"#{name}").bounding_box()
    close = playground.page.locator(f"#{name} [data-close][aria-label]").bounding_box()
    assert close["y"] - whole["y"] < 40 and whole["x"] + whole["width"] - close["x"] - close["width"] < 40
