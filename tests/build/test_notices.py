"""THIRD-PARTY-NOTICES.txt is complete, or there is no site."""

import re

import pytest

from build_steps import notices, parts
from build_steps.places import DIST
from build_steps.report import Problem


@pytest.fixture
def packages(tmp_path):
    licence = tmp_path / "packages" / "thing-1.0.dist-info" / "licenses" / "LICENSE.txt"
    licence.parent.mkdir(parents=True)
    licence.write_text("The thing's licence")
    return tmp_path / "packages"


@pytest.fixture
def kept(tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    for name in notices.KEPT_FOR:
        (folder / f"{name}.txt").write_text(f"Title of {name}\nText of {name}")
    return folder


def test_every_package_and_every_kept_text_is_in(packages, kept):
    text = notices.notices(packages, kept)
    assert "thing 1.0" in text and "The thing's licence" in text
    assert all(f"Text of {name}" in text for name in notices.KEPT_FOR)


def test_a_package_without_a_licence_stops_the_build(packages, kept):
    (packages / "other-2.0.dist-info").mkdir()
    with pytest.raises(Problem, match="other 2.0 ships no licence text"):
        notices.notices(packages, kept)


def test_a_missing_kept_text_stops_the_build(packages, kept):
    (kept / "pyodide.txt").unlink()
    with pytest.raises(Problem, match="pyodide.txt is missing"):
        notices.notices(packages, kept)


def test_the_built_notices_name_every_bundled_package():
    text = (DIST / "THIRD-PARTY-NOTICES.txt").read_text(encoding="utf-8")
    for info in parts.browser_packages().glob("*.dist-info"):
        assert re.search(rf"^{re.escape(info.name.removesuffix('.dist-info').replace('-', ' ', 1))}$", text, re.M), info.name
    assert "Mozilla Public License" in text and "PYTHON SOFTWARE FOUNDATION LICENSE" in text
    assert "BokehJS" in text and "preact" in text  # what the bundles of Bokeh and Panel hold
