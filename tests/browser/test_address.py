"""The address holds the settings, both ways; a bad one opens with its valid part and is told of in words."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

BAD = "?lr=banana&hidden=4,x&act=reluu&data=%00"
WORDS = {"en": "was ignored", "zh": "没有采用"}


def settings_in(address):
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query, keep_blank_values=True).items()}


def search(playground):
    return playground.page.evaluate("location.search")


def test_the_address_follows_every_change_and_names_only_what_is_not_default(playground):
    assert settings_in(search(playground)) == {"lang": "en"} or search(playground) == ""
    playground.configure(data="spiral", act="relu", lr=0.1, hidden="8,8", features="x1,x1*x2,sin(x2)")
    expected = {"data": "spiral", "act": "relu", "lr": "0.1", "hidden": "8,8", "features": "x1,x1*x2,sin(x2)"}
    assert settings_in(search(playground)) == expected
    playground.configure(data="circle")
    assert "data" not in settings_in(search(playground))


def test_an_address_that_was_written_opens_the_same_settings_and_network(playground, visits, site):
    changed = {"data": "custom", "hidden": [3, 5], "act": ["relu", "elu"], "opt": "adam", "out": "sigmoid", "batch": "all",
               "noise": 12.5, "seed": 4294967295, "points": "1,2,1;-3,-1.5,-1", "reg": "l1", "rate": 0.001, "pace": "max"}  # fmt: skip
    config = playground.configure(**changed)
    other = visits.open(site.address + search(playground))
    assert other.config() == config
    assert other.parameters() == playground.parameters()
    assert other.call("data") == playground.call("data")
    assert other.notices.count() == 0


def test_going_back_in_the_browser_restores_the_settings_of_that_address(playground):
    playground.configure(data="xor")
    playground.page.evaluate("history.pushState(null, '', '?data=moons&seed=3')")
    playground.page.evaluate("history.back()")
    playground.expect_config(data="xor", seed=0)
    playground.page.evaluate("history.forward()")
    playground.expect_config(data="moons", seed=3)
    playground.expect_control("data", "moons")


def test_going_back_to_a_bad_address_says_what_is_ignored(playground):
    playground.page.evaluate("history.pushState(null, '', '?data=nowhere')")
    playground.page.evaluate("history.pushState(null, '', '?data=moons')")
    playground.page.evaluate("history.back()")
    playground.expect_notice("data=")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bad_address_opens_with_its_valid_part_and_says_in_words_what_it_ignored(visits, site, lang):
    playground = visits.open(f"{site.address}{BAD}&seed=9&lang={lang}&nosuch=1")
    config = playground.config()
    assert {key: config[key] for key in ("lr", "hidden", "act", "data", "seed")} == {
        "lr": 0.03, "hidden": "4,2", "act": "tanh", "data": "circle", "seed": 9}  # fmt: skip
    for key in ("lr", "hidden", "act", "data"):
        playground.expect_notice(f"{key}=")
    playground.expect_notice("nosuch")
    told = playground.notices.all_inner_texts()
    assert [WORDS[lang] in notice for notice in told] == [True] * 4 + [False]
    assert playground.step(3)["step"] == 3
    assert set(settings_in(search(playground))) == {"seed", "lang"}


def test_a_notice_can_be_closed(playground):
    playground.go_to("?lr=banana&lang=en")
    playground.expect_notice("lr=")
    playground.page.locator("#notices").get_by_role("button", name="Close").click()
    assert playground.notices.count() == 0


STRANGE = {
    "a huge number": "?seed=" + "9" * 10000, "a thousand unknown keys": "?" + "&".join(f"k{i}=v{i}" for i in range(1000)),
    "thousands of layers": "?hidden=" + "4," * 4000 + "4", "one long key": "?" + "x" * 10000,
    "negative numbers": "?lr=-1&seed=-1&batch=-5&noise=-1&samples=-20&train=-10",
    "huge numbers": "?lr=1e308&seed=1e300&noise=1e9&samples=1e400&hidden=1e9&speed=inf",
    "not numbers": "?lr=NaN&gain=Infinity&rate=0x10&seed=١٢&lr=%F0%9F%A6%84", "broken escapes": "?%E0%A4%A&data=%FF%FE&=5&&&===",
    "markup": "?hide=%3Cscript%3Ealert(1)%3C/script%3E&data=%3Cimg%20src=x%20onerror=alert(1)%3E",
    "settings that do not go together": "?loss=bce&data=plane&act=relu,tanh,elu",
}  # fmt: skip


@pytest.mark.parametrize("name", ["a huge number", "a thousand unknown keys", "markup"])
def test_whatever_the_address_says_the_page_opens_says_what_it_ignored_and_can_learn(visits, site, name):
    playground = visits.open(site.address + STRANGE[name])
    assert playground.notices.count() > 0
    assert playground.step(2)["step"] == 2
    playground.expect_finite_picture()
    assert len(search(playground)) < 300


@pytest.mark.parametrize("query", STRANGE.values(), ids=STRANGE)
def test_whatever_address_is_gone_to_the_page_says_what_it_ignores_and_goes_on(playground, query):
    playground.go_to(query)
    playground.wait_until("() => document.querySelectorAll('#notices li').length > 0")
    assert playground.config()["data"] in ("circle", "plane")
    assert playground.step(2)["step"] == 2
    playground.expect_finite_picture()


def test_of_a_key_given_twice_the_last_counts(playground):
    playground.go_to("?data=xor&data=moons&lr=0.5")
    playground.expect_config(data="moons", lr=0.5)


def test_keys_of_others_are_left_in_peace(playground):
    playground.go_to("?_course=7&data=xor&from=timeline&isappinstalled=0&scene=27&utm_source=x")
    playground.expect_config(data="xor", scene="playground")
    assert playground.notices.count() == 0


def test_unknown_keys_are_told_in_one_quiet_line_that_goes_by_itself(playground):
    playground.page.evaluate("() => { window.wait = setTimeout; setTimeout = (act, time) => wait(act, time / 4); }")  # as if read faster
    playground.go_to("?data=xor&banana=1&kiwi=2")
    playground.expect_notice("banana, kiwi")
    assert playground.notices.count() == 1
    expect(playground.notices).to_have_count(0)
    playground.page.evaluate("() => { setTimeout = wait; }")


@pytest.mark.parametrize(("after", "lang"), [("?lang=en-GB&from=singlemessage", "en"), ("?lang=zh-CN", "zh")])
def test_a_lessons_own_page_takes_along_what_its_address_says(visits, site, after, lang):
    playground = visits.returning()
    playground.page.goto(f"{site.address}linear.html{after}")
    playground.page.wait_for_url("**/index.html?scene=linear&**")
    playground.wait_until_ready()
    config = playground.config()
    assert (config["scene"], config["lang"]) == ("linear", lang)
    assert playground.notices.count() == 0


TENSORFLOW = ("#activation=relu&batchSize=30&dataset=spiral&regDataset=reg-plane&learningRate=0.1&networkShape=4,2,2&seed=0.58835"
              "&percTrainData=70&discretize=true&x=true&y=true&xTimesY=true&problem=classification&initZero=false&tutorial=dp")  # fmt: skip
THE_SAME = {"data": "spiral", "act": "relu", "batch": 30, "lr": 0.1, "hidden": "4,2,2", "seed": 58835, "train": 70, "cells": "discrete",
            "features": "x1,x2,x1*x2", "init": "uniform"}  # fmt: skip


def expect_opened(playground):
    playground.expect_config(**THE_SAME)
    playground.expect_notice("tutorial")
    playground.wait_until("() => location.hash === '' && location.search.includes('data=spiral')")


def test_the_state_of_a_tensorflow_playground_link_opens_that_run_under_our_own_address(visits, site):
    expect_opened(visits.open(f"{site.address}?lang=en{TENSORFLOW}"))


@pytest.mark.parametrize("come", ["by the address bar", "pasted"])
def test_so_it_does_in_a_page_that_is_open_already(playground, come):
    if come == "pasted":
        playground.page.evaluate(PASTED, f"https://playground.tensorflow.org/{TENSORFLOW}")
    else:
        playground.page.evaluate("(hash) => { location.hash = hash; }", TENSORFLOW)
    expect_opened(playground)


PASTED = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
}"""


def test_what_is_pasted_into_a_field_stays_there(playground):
    playground.unfold("network")
    field = playground.control("hidden")
    field.focus()
    playground.page.evaluate(PASTED.replace("document.body", "document.activeElement"), "?data=xor")
    assert playground.config()["data"] == "circle"


COUNTED = """async () => {
  const replace = history.replaceState;
  let count = 0;
  history.replaceState = function (...state) { count++; return replace.apply(this, state); };
  await Promise.all(Array.from({ length: 300 }, (_, n) => playground.configure({ rate: (n + 1) / 1000 })));
  const soon = count;
  while (!location.search.includes("rate=0.3")) await new Promise(requestAnimationFrame);
  history.replaceState = replace;
  return soon;
}"""


def test_very_many_changes_do_not_overtax_the_browser_and_the_address_ends_right(playground):
    """Chromium ignores changes of the address beyond 200 in ten seconds."""
    assert playground.page.evaluate(COUNTED) < 300


def test_a_change_of_the_address_that_the_browser_refuses_is_made_later(playground):
    playground.configure(lr=0.5)
    playground.page.evaluate("""() => {
      const replace = history.replaceState;
      history.replaceState = () => { history.replaceState = replace; throw new DOMException("too many", "SecurityError"); };
    }""")
    playground.configure(data="moons")
    playground.wait_until("() => location.search.includes('data=moons')")
