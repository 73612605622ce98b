"""The service worker keeps exactly what the page can need; the app has a name in both languages, and its icons."""

import gzip
import hashlib
import json
import re
import struct

import pytest

from build_steps import offline, page, site
from build_steps.places import DIST, files_in
from playground.lessons import LESSONS

NOT_KEPT = {"LICENSE", "build.txt", "embed.js", "playground.html", "service-worker.js", "assets/picture.png", *(f"{name}.gz" for name in page.PACKED),
            *(f"assets/{name}" for name, _, _ in offline.ICONS)}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def built():
    site.build()


@pytest.fixture(scope="module")
def kept():
    return offline.kept(DIST, page.manifest_of(DIST))


def test_everything_of_the_site_is_kept_but_what_no_scene_asks_for(kept):
    names = [file["url"].split("?")[0] for file in kept]
    assert len(names) == len(set(names))
    styles_of_panel = {path for path in names if path.startswith("panel/1")}
    of_the_site = {path.relative_to(DIST).as_posix() for path in files_in(DIST)}
    unused = {path for path in of_the_site if path.startswith("panel/1")} - styles_of_panel  # styles of components that the app has not
    assert set(names) == of_the_site - NOT_KEPT - unused
    assert {f"{name}.html" for name in LESSONS} < set(names)
    assert len(styles_of_panel) == len(page.PANEL_STYLES)


def test_every_file_is_told_from_any_other(kept):
    for file in kept:
        name, _, version = file["url"].partition("?")
        content = (DIST / name).read_bytes()
        assert bool(version) != bool(file["revision"]), name
        if "marks" in file:
            assert all(mark in content.decode() for mark in file["marks"]), name
        else:
            assert file["hashes"][0] == page.integrity(content), name
        if name.endswith(".gz"):
            assert file["hashes"][1] == page.integrity(gzip.decompress(content))
    assert page.integrity(b"") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def test_the_page_that_is_kept_is_told_from_that_of_another_build(kept):
    described = page.manifest_of(DIST)
    assert next(file for file in kept if file["url"] == "index.html")["marks"] == [
        described["build"], *(f"{name}?v={hashlib.sha256((DIST / name).read_bytes()).hexdigest()[:12]}" for name in ("page.js", "styles.css"))]  # fmt: skip


def test_the_service_worker_names_every_file_and_no_other_origin(kept):
    script = (DIST / offline.SERVICE_WORKER).read_text(encoding="utf-8")
    assert all(file["url"] in script for file in kept)
    assert set(re.findall(r"https?://[^\s\"'`/]+", script)) <= {"http://localhost", "https://bit.ly"}  # Workbox's base of paths, its advice in an error


@pytest.mark.parametrize(("language", "name"), [("zh", "看见梯度"), ("en", "Seeing Gradients")])
def test_the_app_has_a_name_in_each_language_and_its_icons_have_their_sizes(language, name):
    app = json.loads((DIST / offline.APP.format(language)).read_text(encoding="utf-8"))
    assert app["short_name"] == name and name in app["name"]
    assert (DIST / app["start_url"]).is_file() and app["display"] == "standalone"
    assert {icon["purpose"] for icon in app["icons"]} == {"any", "maskable"}
    for icon in app["icons"]:
        width, height = struct.unpack(">II", (DIST / icon["src"]).read_bytes()[16:24])
        assert icon["sizes"] == f"{width}x{height}"
