"""For teachers, in the page: QR codes that lead to their steps, and a work sheet that fits one page of paper."""

import re

import pytest
from playwright.sync_api import expect

from playground.lessons.chain_rule import example
from playground.lessons.hand import quantities
from tests.reference.qr import read

QUIET = 4


@pytest.fixture
def teachers(playground):
    """The dialog for teachers, with the lessons folded up."""
    playground.page.locator("[data-open=teachers]").first.click()
    yield playground.page.locator("#teachers")
    playground.page.evaluate("document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close())")


def modules(svg):
    """The code's modules, without the quiet zone around them, in which nothing may be dark."""
    size = int(svg.get_attribute("viewBox").split()[2])
    dark = {(int(y), int(x)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", svg.locator("path").get_attribute("d"))}
    inside = range(QUIET, size - QUIET)
    assert all(y in inside and x in inside for y, x in dark)
    return [[(y, x) in dark for x in inside] for y in inside]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_qr_code_holds_the_address_of_its_step_black_on_white(playground, teachers, theme):
    playground.configure(theme=theme)
    teachers.locator("#teachers-gradients summary").click()
    teachers.locator("[data-qr='?scene=gradients&at=depth']").click()
    code = playground.page.locator("#qr svg")
    address = playground.page.evaluate("new URL('?scene=gradients&at=depth', location.href).href")
    assert read(modules(code)) == address
    expect(playground.page.locator("#qr-address")).to_have_text(address)
    assert address in code.get_attribute("aria-label") and code.get_attribute("role") == "img"
    ground = code.locator("rect")
    assert (ground.get_attribute("fill"), code.locator("path").get_attribute("fill")) == ("#ffffff", "#000000")
    assert ground.get_attribute("width") == code.get_attribute("viewBox").split()[2]
    with playground.page.expect_download() as saved:
        playground.page.locator("#qr-save").click()
    assert "<svg" in saved.value.path().read_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_work_sheet_is_one_page_of_paper_with_answers_only_when_asked(playground, teachers, lang):
    playground.configure(lang=lang)
    teachers.locator("[data-open=worksheet]").click()
    answers = playground.page.locator("#worksheet .answer")
    assert answers.count() > len(list(quantities(example()))) - 2
    expect(answers.first).to_be_hidden()
    assert pages(playground.page) == 1
    playground.page.locator("#worksheet-solved").check()
    expect(answers.first).to_be_visible()
    playground.configure(lang="en" if lang == "zh" else "zh")  # which leaves the choice alone
    expect(playground.page.locator("#worksheet-solved")).to_be_checked()
    assert pages(playground.page) == 1
    playground.page.locator("#worksheet-solved").uncheck()


def pages(page):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_the_button_prints(playground, teachers):
    teachers.locator("[data-open=worksheet]").click()
    playground.page.evaluate("window.print = () => (window.printed = true)")
    playground.page.locator("#worksheet [data-print]").click()
    assert playground.page.evaluate("window.printed")
