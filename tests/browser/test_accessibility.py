"""axe-core finds no serious or critical violation: both languages, both themes, wide and narrow, everything opened."""

import pytest

from build_steps.parts import npm_packages

WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
GRAVE = ("serious", "critical")
DIALOGS = ("presets", "takeaway", "owndata", "teachers", "worksheet", "qr")
# As much on the page as there can be: an edge in hand, two networks beside the main one.
FULL = {"focus": "edge/2/1/1", "versus": "act=relu;act=sigmoid"}
AXE = npm_packages() / "axe-core" / "axe.min.js"


def violations(playground, selector="document"):
    """Serious and critical ones in what a selector finds, one line each."""
    page = playground.page
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    scope = "document" if selector == "document" else f"document.querySelector({selector!r})"
    found = playground.evaluate(f"axe.run({scope}, {{ resultTypes: ['violations'] }})", seconds=120)
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['html'][:200]}\n    {node['failureSummary'][:300]}"
        for violation in found["violations"] if violation["impact"] in GRAVE for node in violation["nodes"]
    ]  # fmt: skip


# Each language, theme and size with each of the others: what is grave comes of one of them, or of two together.
@pytest.mark.parametrize(("lang", "theme", "size"), [
    ("zh", "light", WIDE), ("zh", "dark", NARROW), ("en", "light", NARROW), ("en", "dark", WIDE),
], ids=["zh light wide", "zh dark narrow", "en light narrow", "en dark wide"])  # fmt: skip
def test_nothing_grave_is_found_with_everything_opened(playground, resized, lang, theme, size):
    resized(size)
    playground.configure(lang=lang, theme=theme, **FULL)
    playground.step(20)
    playground.settle()
    playground.page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")
    playground.evaluate("tests.painted()")
    found = violations(playground)
    for dialog in DIALOGS:
        playground.page.evaluate("(id) => document.getElementById(id).showModal()", dialog)
        if dialog == "owndata":  # with complaints
            playground.page.locator("#own-text").fill("1\n1,1,1\n")
            playground.page.locator(".problems").wait_for()
        found += [f"#{dialog}: {one}" for one in violations(playground, f"#{dialog}")]
        playground.page.evaluate("(id) => document.getElementById(id).close()", dialog)
    assert not found, "\n".join(found)


def test_no_dialog_is_left_out(playground):
    assert set(playground.page.evaluate("Array.from(document.querySelectorAll('dialog'), (dialog) => dialog.id)")) == set(DIALOGS)


@pytest.fixture
def resized(playground):
    """Gives the page another size for one test."""
    before = playground.page.viewport_size
    yield playground.page.set_viewport_size
    playground.page.evaluate("document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close())")
    playground.page.set_viewport_size(before)
