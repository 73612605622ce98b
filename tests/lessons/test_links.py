"""Whole addresses, as they are pasted: of the page, of a lesson's own page, of TensorFlow Playground."""

import pytest

from playground.config import Config
from playground.lessons import LESSONS
from playground.lessons.links import opened, pasted
from playground.texts import CATALOGUES
from playground.views.remarks import remark_on

TENSORFLOW = "https://playground.tensorflow.org/#activation=relu&dataset=xor&networkShape=3&seed=0.00007"
XOR = Config(data="xor", act="relu", hidden=(3,), init="uniform", seed=7)


def said(lang):
    return lambda key, **values: CATALOGUES[lang][key].format(**values)


@pytest.mark.parametrize("text", [
    "https://example.org/course/index.html?data=xor&act=relu&hidden=3&init=uniform&seed=7", "?data=xor&act=relu&hidden=3&init=uniform&seed=7",
    " data=xor&act=relu&hidden=3&init=uniform&seed=7\n", "http://localhost:8000/?data=xor&amp;act=ReLU&amp;hidden=3&amp;init=uniform&amp;seed=7#",
    "打开这个： https://example.org/?from=timeline&data=xor&act=relu&hidden=3&init=uniform&seed=7&isappinstalled=0",
    TENSORFLOW, TENSORFLOW.split("org/")[1], "https://example.org/crash-course/playground/?hl=zh-cn&utm_source=x#" + TENSORFLOW.split("#")[1],
])  # fmt: skip
def test_every_form_of_a_link_opens_its_run(text):
    link = pasted(text, Config())
    assert link.config == XOR and not link.ignored


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lessons_own_page_opens_the_lesson(lesson):
    link = pasted(f"https://example.org/{lesson}.html?lang=en-GB", Config())
    assert (link.config.scene, link.config.at, link.config.lang) == (lesson, LESSONS[lesson].steps[0].name, "en")


@pytest.mark.parametrize("text", ["", "hello", "1,2,1\n3,4,-1", "x = 3", "https://example.org/", "https://example.org/?q=xor#top", '{"lr": 0.3}',
                                  "a=1", "mailto:me@example.org?subject=lr", "https://example.org/about.html"])  # fmt: skip
def test_another_text_is_no_link(text):
    assert pasted(text, Config()) is None


def test_language_theme_and_hidden_parts_stay_unless_the_link_names_them():
    here = Config(lang="zh", theme="dark", hide="takeaway", lr=1)
    assert pasted("?data=xor", here).config == Config(lang="zh", theme="dark", hide="takeaway", data="xor")
    assert pasted("?data=xor&lang=en", here).config.lang == "en"
    assert pasted(TENSORFLOW + "&numHiddenLayers_hide=true", here).config.hide == ("hidden", "shape")


def test_in_the_address_bar_the_state_after_the_hash_decides_the_run_and_the_query_the_rest():
    link = opened("?lang=en&digits=6&opt=adam&lr=5&scene=linear#" + TENSORFLOW.split("#")[1])
    assert link.config == XOR.replace(lang="en", digits=6)
    assert opened("?hide=takeaway#activation=relu&noise_hide=true").config.hide == ("takeaway", "noise")
    assert opened("?data=xor#results").config == Config(data="xor")


@pytest.mark.parametrize("lang", CATALOGUES)
def test_unknown_keys_are_one_line_and_long_lists_are_cut(lang):
    link = opened("?banana=1&kiwi=2&lr=0.3&from=x")
    assert (link.unknown, link.mistakes) == (["banana", "kiwi"], [])
    assert remark_on(link, said(lang)).endswith("banana, kiwi") and "\n" not in remark_on(link, said(lang))
    assert len(remark_on(opened("?" + "&".join(f"k{n}=1" for n in range(1000))), said(lang))) < 90
    assert remark_on(opened("?lr=0.3&from=x&fbclid=y"), said(lang)) == ""


@pytest.mark.parametrize("lang", CATALOGUES)
def test_of_a_tensorflow_link_all_that_is_other_here_is_said_in_one_go(lang):
    plain = remark_on(opened(f"#{TENSORFLOW.split('#')[1]}"), said(lang))
    assert "0.1" in plain and "L1" not in plain
    zeros = remark_on(opened("#activation=relu&initZero=true"), said(lang))
    assert "0.1" not in zeros
    much = remark_on(opened("#activation=relu&regularization=L1&regularizationRate=1&noise=80&tutorial=dp"), said(lang))
    assert "L1" in much and "noise 80 → 50, tutorial" in much
