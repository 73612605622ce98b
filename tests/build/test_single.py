"""playground.html: everything of the site in one file, with the settings that were asked for."""

import base64
import gzip
import html
import io
import json
import re
import subprocess

import pytest

from build_steps import base85, page, single, site
from build_steps.parts import node
from build_steps.places import DIST, ROOT
from build_steps.report import Problem

ADDRESS = re.compile(r"""<(?:link|script|img|iframe|source)\b[^>]*?\s(?:src|href)="(?!data:)""")


@pytest.fixture(scope="module")
def built():
    site.build()
    return (DIST / single.NAME).read_text(encoding="utf-8")


def unpacked(text):
    """What held.js makes of the text of an element, by Python's own decoder."""
    return gzip.decompress(base64.b85decode(text.replace(",", "<")))


def element(text, name):
    """The text of the only element of this name."""
    [found] = re.findall(rf'<script type="text/plain" id="{re.escape(name)}">([^<]*)</script>', text)
    return found


@pytest.fixture(scope="module")
def framed(built, tmp_path_factory):
    """The parts that lie in frames, by name, inflated by Node's own decoder."""
    [described] = re.findall(r'<script type="application/json" id="frames">([^<]*)</script>', built)
    found = {}
    for frame in json.loads(described)["frames"]:
        file = tmp_path_factory.mktemp("frames") / frame["name"]
        file.write_bytes(b"".join(base64.b85decode(element(built, piece).replace(",", "<")) for piece in frame["pieces"]))
        inflate = "process.stdout.write(require('zlib').zstdDecompressSync(require('fs').readFileSync(process.argv[1])))"
        content = io.BytesIO(subprocess.run([node(), "-e", inflate, file], check=True, capture_output=True).stdout)
        found |= {part["name"]: content.read(part["size"]) for part in frame["parts"]}
        assert not content.read()
    return found


def settings_of(text):
    return html.unescape(re.search(r'<meta name="settings" content="(.*?)">', text)[1])


def test_it_holds_every_file_of_the_manifest_as_the_site_has_it(built, framed):
    described = page.manifest_of(DIST)
    for part in (part for part in page.parts_of(described) if part not in [*described["parts"], *described["openings"]]):
        assert unpacked(element(built, part["address"])) == (DIST / part["address"].split("?")[0]).read_bytes()
    for part in described["parts"]:
        assert framed[part["name"]] == gzip.decompress((DIST / part["address"].split("?")[0]).read_bytes())
    assert framed.keys() - {part["name"] for part in described["parts"]} == {"rest", "pages"}


def test_the_whole_file_is_under_24_megabytes(built):
    assert len(built.encode()) < 24_000_000


def test_the_memory_holds_no_path_of_the_machine_that_built_it(framed):
    assert str(ROOT).encode() not in framed["pages"]


def test_nothing_in_it_is_loaded_by_address(built):
    assert not ADDRESS.search(built)
    assert ADDRESS.search((DIST / "index.html").read_text(encoding="utf-8"))


def test_it_has_the_page_and_its_manifest_in_common_with_the_site(built):
    described = re.compile(r'id="manifest">(.*?)</script>', re.DOTALL)
    assert described.search(built)[1] == described.search((DIST / "index.html").read_text(encoding="utf-8"))[1]
    assert 'data-edition="file"' in built and 'data-edition="site"' not in built


@pytest.mark.parametrize("length", range(12))
def test_bytes_of_every_length_come_back_and_no_text_of_them_ends_an_element(length):
    content = bytes(range(255, 255 - length, -1))
    text = base85.written(content)
    assert base64.b85decode(text.replace(b",", b"<")) == content
    assert b"<" not in text and not re.search(rb"\s", text)


def test_settings_are_written_as_the_page_writes_them(tmp_path):
    single.build("lang=ZH&scene=linear&lr=0.30&hidden=8，8", tmp_path / "lesson.html")
    assert settings_of((tmp_path / "lesson.html").read_text(encoding="utf-8")) == "?scene=linear&hidden=8,8&lr=0.3&lang=zh"


@pytest.mark.parametrize("query, said", [("lr=banana", "lr"), ("colour=red", "colour"), ("out=sigmoid&data=plane&loss=bce", "loss")])
def test_a_setting_that_is_not_possible_stops_the_build(query, said):
    with pytest.raises(Problem, match=said):
        single.checked(query)


def test_the_next_site_has_the_file_without_settings_again(built):
    single.build("lang=en")
    assert settings_of((DIST / single.NAME).read_text(encoding="utf-8")) == "?lang=en"
    site.build()
    assert (DIST / single.NAME).read_text(encoding="utf-8") == built


@pytest.mark.parametrize("text", ["a = '</script>'", "b = '<!--'", "c { content: '</STYLE' }"])
def test_a_script_or_style_sheet_that_would_end_its_element_stops_the_build(tmp_path, text):
    (tmp_path / "page.js").write_text(text)
    with pytest.raises(Problem, match="page.js holds <"):
        single._harmless(tmp_path / "page.js")
