"""Both languages whole and switched live; light and dark; less motion for those who ask for it."""

import re

import pytest

from playground.settings import ACTIVATIONS
from playground.texts import CATALOGUES
from playground.views.names import name_of

CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
ENGLISH_WORD = re.compile(r"[A-Za-z]{3,}")
PLACEHOLDER = re.compile(r"\{\w+\}")


def shown_in(playground):
    return playground.page.evaluate("[document.documentElement.lang, document.documentElement.dataset.theme]")


def expect_language(playground, lang):
    """No text, label or title of the other language is left anywhere."""
    playground.wait_until("(lang) => document.documentElement.lang.startsWith(lang)", lang)
    playground.call("status")  # what Python changes has reached the page before its answer
    playground.evaluate("tests.painted()")
    foreign = _foreign_texts(playground, lang)
    if foreign and playground.status()["running"]:  # what a figure is called is refreshed once a second
        playground.until_status("(() => { const start = performance.now(); return () => performance.now() > start + 1500; })()")
        foreign = _foreign_texts(playground, lang)
    assert foreign == []


def _foreign_texts(playground, lang):
    to_the_other = {CATALOGUES[lang]["page.other_language"], CATALOGUES[lang]["page.other_language.label"]}
    texts = [text for text in playground.texts() if text not in to_the_other]
    assert len(texts) > 30
    return [text for text in texts if _is_foreign(text, lang)]


def _is_foreign(text, lang):
    """Chinese characters tell themselves; English is what says an English text of the catalogue, names that both share aside."""
    return bool(CHINESE.search(text) if lang == "en" else ENGLISH_TEXTS.fullmatch(text))


def _english_texts():
    """Matches the texts that are words in English and others in Chinese, whatever fills their placeholders."""
    names = {*ACTIVATIONS, *map(name_of, ACTIVATIONS)}
    differ = (text for key, text in CATALOGUES["en"].items() if CATALOGUES["zh"][key] != text and text not in names)
    own = (text for text in differ if ENGLISH_WORD.search(PLACEHOLDER.sub("", text)))
    return re.compile("|".join(PLACEHOLDER.sub(".*", re.sub(r"[^\w{}]", lambda sign: re.escape(sign[0]), text)) for text in own))


ENGLISH_TEXTS = _english_texts()


@pytest.mark.parametrize(("locale", "lang"), [("zh-CN", "zh"), ("zh-TW", "zh"), ("fr-FR", "en")])
def test_the_browsers_language_decides(visits, site, locale, lang):
    playground = visits.open(site.address, locale=locale)
    expect_language(playground, lang)
    assert playground.page.evaluate("location.search") == ""


@pytest.mark.parametrize(("locale", "lang"), [("zh-CN", "en"), ("en-GB", "zh")])
def test_the_language_in_the_address_wins(visits, site, locale, lang):
    playground = visits.open(f"{site.address}?lang={lang}", locale=locale)
    expect_language(playground, lang)
    assert playground.config()["lang"] == lang


@pytest.mark.parametrize("state", ["start", "running", "stopped", "phase", "diverged"])
def test_switching_the_language_leaves_nothing_of_the_other_in_any_state(playground, state):
    if state == "running":
        playground.call("run")
    elif state == "stopped":
        playground.step(2)
        playground.settle()
    elif state == "phase":
        playground.call("showPhase", "backward/2")
    elif state == "diverged":
        playground.configure(lr=100, out="identity", act="identity")
        playground.step(2000)
    for lang in ("zh", "en", "zh", "en"):
        playground.configure(lang=lang)
        expect_language(playground, lang)


def test_the_language_button_switches_without_a_reload_and_loses_nothing(playground):
    playground.configure(data="xor")
    playground.step(7)
    playground.page.evaluate("window.mark = true")
    playground.press_language()
    expect_language(playground, "zh")
    playground.expect_config(lang="zh", data="xor")
    assert playground.status()["step"] == 7
    playground.press_language()
    expect_language(playground, "en")
    assert playground.page.evaluate("window.mark")


def test_the_language_button_during_the_boot_decides_the_language_after_it(visits, site):
    playground = visits.page()
    playground.page.goto(site.address, wait_until="commit")
    playground.wait_until("() => window.playground")
    playground.press_language()
    playground.wait_until_ready()
    playground.expect_config(lang="zh")
    expect_language(playground, "zh")


def test_the_systems_theme_decides_and_is_followed_live(visits, site):
    playground = visits.open(site.address, color_scheme="dark")
    assert shown_in(playground)[1] == "dark"
    for theme in ("light", "dark"):
        playground.page.emulate_media(color_scheme=theme)
        playground.wait_until("(theme) => document.documentElement.dataset.theme === theme", theme)
        playground.expect_finite_picture()


def test_a_theme_that_was_chosen_wins_over_the_systems(visits, site):
    playground = visits.open(site.address + "?theme=dark", color_scheme="light")
    assert shown_in(playground)[1] == "dark"
    playground.page.emulate_media(color_scheme="dark")
    playground.page.emulate_media(color_scheme="light")
    playground.configure(theme="light")
    assert shown_in(playground)[1] == "light"
    playground.configure(theme="auto")
    assert shown_in(playground)[1] == "light"


def test_the_theme_button_changes_theme_config_and_address(playground):
    before = shown_in(playground)[1]
    playground.press_theme()
    playground.wait_until("(theme) => document.documentElement.dataset.theme !== theme", before)
    now = shown_in(playground)[1]
    playground.expect_config(theme=now)
    assert f"theme={now}" in playground.page.evaluate("location.search")


def test_the_figures_take_the_colours_of_the_theme(playground):
    label_colour = """() => {
        const models = [...Bokeh.documents[0]._all_models.values()];
        return models.find((model) => model.type === "LogAxis").major_label_text_color;
    }"""
    colours = {}
    for theme in ("light", "dark"):
        playground.configure(theme=theme)
        playground.evaluate("tests.painted()")
        colours[theme] = str(playground.page.evaluate(label_colour))
    assert colours["light"] != colours["dark"]


def test_who_asks_for_less_motion_sees_a_steps_result_without_a_wave(visits, site):
    playground = visits.open(site.address, reduced_motion="reduce")
    assert _phases_of_a_step(playground) == []
    playground.call("showPhase", "loss")
    assert playground.status()["phase"] == "loss"
    assert playground.step(1)["phase"] is None
    _ask_for_motion(playground, "no-preference")
    assert playground.evaluate("""(async () => {
        const first = new Promise((resolve) => playground.on("phase", ({phase}) => resolve(phase)));
        await playground.step(1);
        return first;
    })()""") == "loss"
    playground.settle()
    _ask_for_motion(playground, "reduce")
    assert _phases_of_a_step(playground) == []


def _ask_for_motion(playground, motion):
    """Until the page has heard of it, and told Python."""
    playground.page.emulate_media(reduced_motion=motion)
    playground.wait_until("(motion) => matchMedia(`(prefers-reduced-motion: ${motion})`).matches", motion)
    playground.evaluate("tests.painted()")
    playground.call("status")


def _phases_of_a_step(playground):
    """What is told within a quarter of a second of a step: the first phase of a wave comes at once."""
    return playground.evaluate("""(async () => {
        const told = [];
        const off = playground.on("phase", ({phase}) => told.push(phase));
        await playground.step(1);
        await new Promise((resolve) => setTimeout(resolve, 250));
        off();
        return told;
    })()""")


def test_parts_that_the_config_hides_are_hidden(playground):
    playground.configure(hide="controls,legend")
    assert not playground.page.locator("[data-part=controls]").is_visible()
    assert playground.page.locator("[data-part=picture]").is_visible()
    playground.configure(hide="")
    assert playground.page.locator("[data-part=controls]").is_visible()
