"""index.html: markers, escapes and the manifest."""

import html
import json
import re

import pytest
from PIL import Image

from build_steps import opening, page, share
from build_steps.places import DIST, ROOT
from build_steps.report import Problem


def test_every_marker_is_filled():
    assert page.render("<{{a}}|{{b.js}}>", {"a": "1", "b.js": "{{a}}"}) == "<1|{{a}}>"


@pytest.mark.parametrize("template, said", [
    ("nothing", "must hold {{a}} exactly once, it does 0 times"),
    ("{{a}} {{a}}", "must hold {{a}} exactly once, it does 2 times"),
    ("{{a}} {{other}}", "unknown marker {{other}}"),
])
def test_a_missing_doubled_or_unknown_marker_stops_the_build(template, said):
    with pytest.raises(Problem) as problem:
        page.render(template, {"a": "1"})
    assert said in str(problem.value)


def test_json_in_html_cannot_end_its_element():
    embedded = page.in_html({"text": "</script><!-- 看见"})
    assert "<" not in embedded
    assert json.loads(embedded) == {"text": "</script><!-- 看见"}


@pytest.fixture
def site(tmp_path):
    panel = (f"panel/1.0/dist/{name}" for name in page.PANEL_STYLES)
    parts = [*(f"parts/{name}.gz" for name in page.PARTS), *(f"{opening.FOLDER}/{name}.gz" for name in opening.VARIANTS)]
    names = [*page.SCRIPTS, *page.STYLES, *panel, page.WORKER, page.WRITER, *(f"{name}.gz" for name in page.PACKED), page.NOTICES, *parts]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


SIZES = dict.fromkeys([*page.PARTS, *opening.VARIANTS], 1000)


def test_the_manifest_describes_every_file_of_the_boot(site):
    described = page.manifest(site, SIZES, "1.2.3")
    files = [described["worker"], *described["scripts"], *described["styles"], *described["openings"], *described["parts"]]
    for file in files:
        name, _, version = file["address"].partition("?v=")
        assert file["bytes"] == (site / name).stat().st_size
        assert len(version) == (0 if name.startswith("panel/1.0/") else 12)  # those as the document names them
        assert file["integrity"].startswith("sha256-")
        assert file["stage"] in ("page", "python", "packages", "app")
    assert [part["size"] for part in described["parts"]] == [1000] * len(page.PARTS)
    assert described["version"] == "1.2.3"


def test_the_build_name_and_address_change_when_a_file_does(site):
    before = page.manifest(site, SIZES, "1")
    (site / "worker.js").write_text("changed")
    after = page.manifest(site, SIZES, "1")
    assert before["build"] != after["build"]
    assert before["worker"]["address"] != after["worker"]["address"]


def test_the_pages_own_texts_are_the_same_keys_in_both_languages():
    texts = page.texts()
    assert set(texts["zh"]) == set(texts["en"]) != set()
    assert all(key.startswith(("page.", "boot.")) for key in texts["zh"])


def test_every_lesson_has_a_page_that_leads_to_its_scene(tmp_path):
    page.write_lessons(tmp_path)
    names = [name for name, _, _ in page.lessons()]
    assert "linear" in names and sorted(names) == sorted(file.stem for file in tmp_path.iterdir())
    for name, titles, _ in page.lessons():
        text = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
        assert f"url=index.html?scene={name}" in text
        assert all(title in html.unescape(text) for title in titles)


def shown(text):
    """{name: content} of the meta elements by which a page is shown to others."""
    found = re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">', text)
    return {name: html.unescape(content) for name, content in found}


@pytest.mark.parametrize("host", ["", "https://example.org/gradients/"])
def test_whoever_is_passed_an_address_sees_title_and_question_in_both_languages_and_the_picture(tmp_path, host):
    page.write_lessons(tmp_path, host)
    for name, titles, questions in page.lessons():
        tags = shown((tmp_path / f"{name}.html").read_text(encoding="utf-8"))
        assert tags["og:title"] == " · ".join(titles) and all(question in tags["og:description"] for question in questions)
        assert tags["description"] == tags["og:description"]
        assert tags["og:image"] == f"{host}assets/picture.png" and tags.get("og:url") == (f"{host}{name}.html" if host else None)


def test_so_does_whoever_is_passed_the_address_of_the_page_itself():
    built = (DIST / "index.html").read_text(encoding="utf-8")
    tags = shown(built)
    assert tags["og:title"] == tags["og:site_name"] == re.search("<title>(.*)</title>", built)[1]
    assert (DIST / tags["og:image"]).read_bytes() == (ROOT / share.PICTURE).read_bytes()
    assert "og:title" not in (DIST / "playground.html").read_text(encoding="utf-8")


def test_the_picture_has_the_size_it_is_said_to_have_is_small_and_no_part_of_the_start():
    assert Image.open(ROOT / share.PICTURE).size == (share.WIDTH, share.HEIGHT)
    assert (ROOT / share.PICTURE).stat().st_size <= 150_000
    assert share.PICTURE not in json.dumps(page.manifest_of(DIST))


def test_an_address_ends_where_the_names_of_files_begin():
    assert share.whole("https://example.org/gradients") == share.whole("https://example.org/gradients/") == "https://example.org/gradients/"
