"""playground.html from the disk: everything of the site, and no request to any address."""

import re

import pytest
from playwright.sync_api import expect

from playground.lessons import LESSONS
from playground.texts import CATALOGUES
from tests.browser.test_compare import Comparison


@pytest.fixture(scope="module")
def one_file(dist):
    return dist / "playground.html"


def test_every_scene_opens_and_trains_from_the_disk_and_asks_for_nothing(visits, one_file):
    asked = []
    playground = visits.page()
    playground.page.context.on("request", lambda request: asked.append(request.url))
    playground.open(f"{one_file.as_uri()}?lang=en")
    assert playground.started() == "restored"
    assert playground.step(20)["step"] == 20
    for scene in LESSONS:
        playground.configure(scene=scene)
        heading = playground.page.locator("[data-panel=lesson] h1")
        expect(heading).to_have_text(CATALOGUES["en"][f"{scene}.{LESSONS[scene].steps[0].name}.title"])
        assert f"scene={scene}" in playground.page.url
    playground.configure(scene="playground")
    playground.press_language()
    playground.expect_config(lang="zh")
    playground.press("run")
    playground.until_status("(status) => status.step > 40")
    playground.press("pause")
    playground.expect_finite_picture()
    assert [address for address in asked if not address.startswith(("blob:", "data:"))] == [f"{one_file.as_uri()}?lang=en"]


UNUSABLE = """
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
        if (message.name === "rest") new Uint8Array(message.bytes).fill(0);
        return post.call(this, message, ...rest);
    };
"""


def test_a_snapshot_that_cannot_be_taken_up_leaves_the_file_to_start_from_its_parts(visits, one_file):
    playground = visits.page()
    playground.page.add_init_script(UNUSABLE)
    playground.open(f"{one_file.as_uri()}?lang=en&seed=3")
    assert playground.started() == "cold"
    assert playground.config()["seed"] == 3
    assert playground.step(20)["step"] == 20
    playground.expect_finite_picture()


def test_what_the_learner_has_reached_is_there_again_and_licences_can_be_saved(visits, one_file):
    compare = Comparison(visits.page().open(f"{one_file.as_uri()}?lang=en&seed=7"))
    playground = compare.playground
    compare.keep("mine")
    playground.configure(data="xor")
    playground.page.reload()
    playground.wait_until_ready()
    assert (playground.config()["data"], playground.config()["seed"]) == ("xor", 7)
    compare.expect_names("mine")
    with playground.page.expect_download() as saved:
        playground.page.locator("#licences").click()
    text = saved.value.path().read_text("utf-8")
    assert "Seeing Gradients" in text and "Mozilla Public License" in text
    assert saved.value.suggested_filename == "THIRD-PARTY-NOTICES.txt"


def test_settings_that_were_built_in_hold_unless_the_address_has_others(visits, one_file, tmp_path):
    baked = tmp_path / "baked.html"
    whole = one_file.read_text("utf-8")
    baked.write_text(whole.replace('<meta name="settings" content="">', '<meta name="settings" content="?scene=linear&amp;lang=zh">'), "utf-8")
    playground = visits.page().open(baked.as_uri())
    config = playground.config()
    assert (config["scene"], config["lang"]) == ("linear", "zh")
    playground.open(f"{baked.as_uri()}?data=spiral&lang=en")
    config = playground.config()
    assert (config["scene"], config["data"], config["lang"]) == ("playground", "spiral", "en")


@pytest.mark.parametrize("lang", CATALOGUES)
def test_a_file_that_was_cut_off_says_so(visits, one_file, tmp_path, lang):
    content = one_file.read_bytes()
    cut = tmp_path / "cut.html"
    cut.write_bytes(content[: len(content) // 2])
    playground = visits.page()
    playground.page.goto(f"{cut.as_uri()}?lang={lang}")
    expect(playground.failure).to_be_visible()
    expect(playground.page.locator("#boot-cause")).to_have_text(CATALOGUES[lang]["boot.cause.copied"])
    expect(playground.page.locator("#boot-remedy")).to_have_text(CATALOGUES[lang]["boot.remedy.copied"])


@pytest.mark.console_errors_expected
def test_the_folder_opened_from_the_disk_leads_to_the_one_file(visits, dist):
    playground = visits.page()
    playground.page.goto(f"{(dist / 'index.html').as_uri()}?lang=en&data=xor")
    with playground.page.expect_navigation(url=re.compile("playground.html")):
        playground.page.get_by_role("link", name=CATALOGUES["en"]["boot.one_file"]).click()
    assert playground.wait_until_ready().config()["data"] == "xor"


def test_the_site_gives_exactly_this_file(playground, one_file):
    playground.page.get_by_role("button", name=playground.say("page.takeaway"), exact=True).click()
    link = playground.page.get_by_role("link", name=playground.say("takeaway.save.label").format(what=playground.say("takeaway.page")))
    with playground.page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "playground.html"
    assert saved.value.path().read_bytes() == one_file.read_bytes()
