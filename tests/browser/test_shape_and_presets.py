"""Layers and units changed in the picture itself, presets as links, and large type for a lecture room."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from playground.frames.geometry import HEIGHT, on_field
from playground.presets import PRESETS
from playground.texts import CATALOGUES

SPEAK = CATALOGUES["en"]


def over_the_picture(playground):
    return playground.page.locator("[data-panel=shape]")


def press(place, name):
    place.get_by_role("button", name=name, exact=True).click()


# -- the shape ------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["[data-panel=shape]", "[data-panel=controls]"])
def test_units_are_added_and_taken_away_in_the_picture_and_among_the_settings(playground, place):
    buttons = playground.page.locator(place)
    press(buttons, "Layer 2: one unit more")
    playground.expect_config(hidden="4,3")
    press(buttons, "Layer 1: one unit less")
    playground.expect_config(hidden="3,3")
    press(buttons, "+ layer")
    playground.expect_config(hidden="3,3,3")
    playground.expect_finite_picture()


def test_the_last_layer_is_taken_away_in_the_picture_until_none_is_left(playground):
    buttons = over_the_picture(playground)
    for left in ("4", ""):
        press(buttons, "− layer")
        playground.expect_config(hidden=left)
    expect(buttons.get_by_role("button", name="− layer", exact=True)).to_be_disabled()
    expect(playground.page.get_by_text(SPEAK["layers.none"])).to_be_visible()
    playground.expect_finite_picture()


def test_any_layer_is_taken_away_among_the_settings(playground):
    playground.configure(hidden="5,4,3")
    press(playground.page.locator("[data-panel=controls]"), "Remove layer 2")
    playground.expect_config(hidden="5,3")


def test_buttons_stand_over_the_columns_that_they_change(playground):
    playground.configure(hidden="4,3,2")
    playground.status()  # once it is answered the buttons are there
    buttons, network = over_the_picture(playground), playground.page.locator("[data-slot=network]").bounding_box()
    for layer in (1, 2, 3):
        box = buttons.locator(f"#column-{layer}").bounding_box()
        gap = (638 - 52) / 4  # the same places as in frames/geometry.py, worked out by hand: four gaps from x = 52 to the field at 638
        middle = network["x"] + (52 + layer * gap) / 1000 * network["width"]
        assert box["x"] + box["width"] / 2 == pytest.approx(middle, abs=2)
        assert box["y"] + box["height"] <= network["y"] + 2


@pytest.mark.parametrize("count", [8, 9, 24])
def test_deep_networks_keep_their_buttons_apart(playground, count):
    playground.configure(hidden=[2] * count)
    columns = over_the_picture(playground).locator("li[id]")
    expect(columns).to_have_count(count if count <= 8 else 0)
    boxes = [column.bounding_box() for column in columns.all()]
    assert all(left["x"] + left["width"] <= right["x"] + 0.5 for left, right in zip(boxes, boxes[1:], strict=False))
    expect(playground.page.locator("[data-panel=controls] .layers li")).to_have_count(count)


def test_a_run_goes_on_while_its_shape_is_changed(playground):
    playground.press("run")
    playground.until_status("(status) => status.step > 10")
    press(over_the_picture(playground), "Layer 1: one unit more")
    playground.expect_config(hidden="5,2")
    assert playground.until_status("(status) => status.step > 10")["running"]


def test_a_button_keeps_the_focus_when_it_is_pressed_again_and_again(playground):
    button = over_the_picture(playground).get_by_role("button", name="Layer 1: one unit more", exact=True)
    button.focus()
    for units in (5, 6, 7):
        playground.page.keyboard.press("Enter")
        playground.expect_config(hidden=f"{units},2")
    expect(button).to_be_focused()


def test_each_layer_can_have_its_own_activation(playground):
    playground.unfold("network")
    playground.page.get_by_role("combobox", name="Layer 2", exact=True).select_option("relu")
    playground.expect_config(act="tanh,relu")


def test_features_are_switched_on_and_off_and_one_is_always_left(playground):
    playground.unfold("data")
    switch = playground.page.get_by_role("checkbox", name="sin(x₁)")
    switch.check()
    playground.expect_config(features="x1,x2,sin(x1)")
    for name, left in (("x₁", "x2,sin(x1)"), ("x₂", "sin(x1)")):
        playground.page.get_by_role("checkbox", name=name, exact=True).uncheck()
        playground.expect_config(features=left)
    switch.click()
    playground.page.locator("#notices li").first.wait_for()
    expect(switch).to_be_checked()
    assert playground.config()["features"] == "sin(x1)"


# -- presets --------------------------------------------------------------------------------------


def open_presets(playground):
    playground.page.locator("[data-open=presets]").click()
    return playground.page.get_by_role("dialog", name=SPEAK["presets.open"])


def watching(playground):
    return playground.page.locator("[data-panel=watch]")


def test_a_preset_is_taken_over_without_loading_the_page_again(playground):
    playground.page.evaluate("window.sameStill = true")
    dialog = open_presets(playground)
    dialog.get_by_role("link", name=re.compile(SPEAK["preset.diverging"])).first.click()
    expect(dialog).not_to_be_visible()
    playground.expect_config(lr=3, out="identity", batch="all")
    assert playground.page.evaluate("window.sameStill && location.search").startswith("?out=identity")
    expect(watching(playground)).to_contain_text(SPEAK["preset.diverging.watch"])
    playground.press("run")
    playground.until_status("(status) => status.diverged")
    playground.expect_sentence("Diverged")


def test_the_counterpart_of_a_preset_is_one_click_away(playground):
    dialog = open_presets(playground)
    dialog.locator("li").filter(has_text=SPEAK["preset.xor-two-units"]).get_by_role("link", name=SPEAK["preset.xor-two-units.instead"]).click()
    playground.expect_config(data="xor", hidden="8")
    watching(playground).get_by_role("link", name=SPEAK["preset.xor-two-units"]).click()
    playground.expect_config(hidden="2")
    expect(watching(playground)).to_contain_text(SPEAK["preset.xor-two-units.watch"])
    watching(playground).get_by_role("link", name=SPEAK["preset.xor-two-units.instead"]).click()
    playground.expect_config(hidden="8")
    playground.configure(seed=1)
    expect(watching(playground)).to_be_empty()


def test_a_presets_link_opens_it_in_a_page_of_its_own(playground, visits, site):
    dialog = open_presets(playground)
    link = dialog.get_by_role("link", name=re.compile(SPEAK["preset.dying-relu"])).first.get_attribute("href")
    dialog.get_by_role("button", name=SPEAK["page.close"]).click()
    expect(dialog).not_to_be_visible()
    other = visits.open(site.address + link)
    wanted = PRESETS["dying-relu"].config()
    other.expect_config(act=wanted.act, lr=wanted.lr, clip=wanted.clip, out=wanted.out)
    assert sum(other.step(100)["dead_units"][:-1]) == 8


# -- a lecture room -------------------------------------------------------------------------------


def expect_point_to_be_found(playground):
    """A click on a data point takes it in hand, so places on the screen are still places in the picture."""
    x, y = playground.call("data")["train"]["x"][3]
    box = playground.page.locator("[data-slot=network]").bounding_box()
    across, up = on_field(np.array([[x, y]]))[0]
    place = across, HEIGHT - up
    playground.page.mouse.click(box["x"] + place[0] * box["width"] / 1000, box["y"] + place[1] * box["width"] / 1000)
    playground.wait_until("async () => (await playground.config()).sample !== ''")
    taken = [float(number) for number in playground.config()["sample"].split(",")[:2]]
    assert taken == pytest.approx([x, y], abs=0.15)


def test_large_type_comes_with_the_full_screen_and_goes_with_it(playground):
    page, button = playground.page, playground.page.locator("#projector")
    written = page.locator(".brand"), playground.sentence, playground.button("run")
    small = [words.bounding_box()["height"] for words in written]
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    playground.wait_until("() => document.fullscreenElement === document.documentElement")
    for words, height in zip(written, small, strict=True):
        assert words.bounding_box()["height"] > 1.2 * height
    labels = "Bokeh.documents.flatMap((d) => d._all_models ? [...d._all_models.values()] : []).find((m) => m.name === 'labels').glyph.text_font_size"
    playground.wait_until(f"() => JSON.stringify({labels}).includes('15.6px')")
    figures = page.evaluate("[...document.querySelectorAll('#scene [data-slot]')].map((slot) => [slot, slot.firstElementChild])"
                            ".filter(([, figure]) => figure).map((pair) => pair.map((element) => element.getBoundingClientRect().width))")  # fmt: skip
    assert figures and all(figure == pytest.approx(slot, abs=2) for slot, figure in figures)
    expect_point_to_be_found(playground)
    page.evaluate("document.exitFullscreen()")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert [words.bounding_box()["height"] for words in written] == pytest.approx(small)


# Texts that are wider than what they stand in, or that something hides a part of.
CUT = """() => {
    const cut = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, ({ data, parentElement: parent }) =>
        data.trim() && parent.checkVisibility() && !parent.closest("svg, math, script, dialog, option, select") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
    while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        for (let box = walker.currentNode.parentElement; box && box !== document.body; box = box.parentElement) {
            const { display, overflowX, position } = getComputedStyle(box), outer = box.getBoundingClientRect();
            if (display === "inline" || display === "contents") continue;
            const hides = overflowX === "hidden" && (top < outer.top - 2 || bottom > outer.bottom + 2);
            if (left < outer.left - 2 || right > outer.right + 2 || hides) cut.push(`${walker.currentNode.data} in ${box.localName}.${box.className}`);
            if (overflowX === "auto" || overflowX === "scroll" || position === "absolute") break;
        }
    }
    const bar = [...document.querySelector(".bar").children].filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect());
    bar.slice(1).forEach((part, i) => part.left < bar[i].right && part.top < bar[i].bottom && cut.push(`in the bar, ${i}`));
    return cut;
}"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_large_type_cuts_nothing_on_a_projector(playground, lang):
    page = playground.page
    page.set_viewport_size({"width": 1280, "height": 720})
    playground.step(300)
    playground.configure(lang=lang, focus="edge/1/1/2")
    page.evaluate("document.documentElement.classList.add('large'); document.dispatchEvent(new Event('projector'))")
    try:
        playground.wait_until("() => document.querySelector('[data-slot=network]').clientWidth > 500")
        for phase in (None, "backward/2/z", "update"):
            if phase:
                playground.call("showPhase", phase)
                playground.evaluate("tests.painted()")
            assert page.evaluate(CUT) == []
            for part in (page.locator("[data-slot=network]"), playground.sentence, playground.button("run")):
                expect(part).to_be_in_viewport(ratio=0.99)  # which waits: panels may just be put in place of others
    finally:
        page.evaluate("document.documentElement.classList.remove('large'); document.dispatchEvent(new Event('projector'))")


def test_where_the_full_screen_is_refused_the_type_grows_all_the_same(visits, site):
    refused = "Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('not allowed'))"
    playground = visits.open(site.address, prepare=refused)
    button = playground.page.locator("#projector")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert playground.page.evaluate("document.documentElement.classList.contains('large')")
    button.click()
    assert not playground.page.evaluate("document.documentElement.classList.contains('large')")
