"""A page in the background pauses, says so, and goes on when it is seen again."""

import pytest

SET = """(state) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    Object.defineProperty(document, "hidden", { configurable: true, get: () => state === "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def tab(playground):
    """The shared page, seen again afterwards."""
    yield playground
    show(playground)


def hide(playground):
    playground.page.evaluate(SET, "hidden")


def show(playground):
    playground.page.evaluate(SET, "visible")


@pytest.mark.parametrize("pace", ["epoch", "max"])
def test_a_hidden_page_pauses_says_so_and_goes_on_when_seen(tab, pace):
    tab.configure(pace=pace)
    tab.call("run")
    tab.until_status("(status) => status.step > 20")
    hide(tab)
    stopped = tab.until_status("(status) => !status.running")
    tab.expect_sentence("in the background")
    tab.evaluate("new Promise((resolve) => setTimeout(resolve, 300))")
    assert tab.status()["step"] == stopped["step"]
    show(tab)
    assert tab.until_status(f"(status) => status.step > {stopped['step']}")["running"]


def test_a_page_that_was_paused_stays_paused_when_it_comes_back(tab):
    hide(tab)
    show(tab)
    assert not tab.status()["running"]


def test_pause_while_hidden_holds_after_the_page_comes_back(tab):
    tab.call("run")
    hide(tab)
    tab.until_status("(status) => !status.running")
    tab.call("pause")
    show(tab)
    tab.evaluate("tests.painted()")
    assert not tab.status()["running"]


def test_reset_while_hidden_begins_anew_and_runs_on_when_seen(tab):
    tab.call("run")
    tab.until_status("(status) => status.step > 20")
    hide(tab)
    tab.until_status("(status) => !status.running")
    assert tab.call("reset")["step"] == 0
    show(tab)
    assert tab.until_status("(status) => status.running")["running"]


def test_hiding_and_showing_in_quick_succession_leaves_one_run(tab):
    tab.call("run")
    for _ in range(10):
        hide(tab)
        show(tab)
    assert tab.until_status("(status) => status.running && status.step > 50")["running"]
    assert not tab.call("pause")["running"]
