"""The first minute: what a learner meets before scrolling, on the windows that people have."""

import pytest

WINDOWS = [(1366, 650), (1440, 780), (1536, 730), (1920, 950), (1280, 800), (1024, 768), (390, 844), (360, 640)]


def out_of_sight(playground, width, height):
    """What of network, sentence and button does not lie wholly in a window of that size."""
    page = playground.page
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("scrollTo(0, 0)")
    parts = {"network": page.locator("[data-slot=network]"), "sentence": playground.sentence, "train": playground.button("run")}
    boxes = {name: part.bounding_box() for name, part in parts.items()}
    return {name: box for name, box in boxes.items() if not lies_within(box, width, height)}


def lies_within(box, width, height):
    across = 0 <= box["x"] and box["x"] + box["width"] <= width
    return across and 0 <= box["y"] and box["y"] + box["height"] <= height and box["height"] > 10


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_network_sentence_and_train_are_on_the_first_screen(playground, lang):
    playground.configure(lang=lang)
    assert {size: missing for size in WINDOWS if (missing := out_of_sight(playground, *size))} == {}


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (1536, 730), (1280, 800)])
def test_the_network_is_the_largest_thing_on_the_first_screen(playground, width, height):
    playground.page.set_viewport_size({"width": width, "height": height})
    box = playground.page.locator("[data-slot=network]").bounding_box()
    assert box["height"] > 0.45 * height
    assert box["width"] == pytest.approx(box["height"] * 5 / 3, abs=2)
