"""What stays behind is missed by no scene, and is listed in one place."""

import json
import tarfile
import zipfile

import pytest

from build_steps import compiled, keep
from build_steps.parts import browser_packages, npm_packages
from build_steps.places import ROOT, files_in
from playground.lessons import LESSONS
from playground.views.panels.takeaway import FILES


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What every_scene.py tells of a Python that has what the page gets, and no more."""
    packages, result = tmp_path_factory.mktemp("packages"), tmp_path_factory.mktemp("result")
    for archive in (compiled.packages(), compiled.app()):
        with tarfile.open(archive) as tar:
            tar.extractall(packages, filter="data")
    mounts = {compiled.SITE_PACKAGES: packages, "/result": result}
    compiled.run_in_pyodide(ROOT / "tests/build/every_scene.py", mounts, {}, stdlib=compiled.standard_library())
    return json.loads((result / "result.json").read_text())


def test_no_step_of_any_scene_misses_a_module_or_a_file(found):
    assert found["complaints"] == [] and found["missing"] == []
    assert found["steps"] == sum(len(lesson.steps) for lesson in LESSONS.values())
    assert {"run.toggle", "walk.step", "lesson-step", "layers.more", "takeaway.save"} < set(found["pressed"])


def test_no_call_and_nothing_to_take_away_misses_a_module(found):
    assert found["refusals"] == [] and found["answers"] == found["calls"] > 10
    assert len(found["files"]) >= len(FILES)


def test_every_line_of_the_list_leaves_something_out():
    names = [path.relative_to(browser_packages()).as_posix() for path in files_in(browser_packages())]
    assert [start for start in keep.LEFT_OUT if not any(name.startswith(start) for name in names)] == []
    with zipfile.ZipFile(npm_packages() / "pyodide" / "python_stdlib.zip") as archive:
        modules = {name.removesuffix(".py").replace("/", ".") for name in archive.namelist() if name.endswith(".py")}
    left = [module for modules in keep.STANDARD_LIBRARY_WITHOUT.values() for module in modules]
    assert [name for name in left if not any(module == name or module.startswith(f"{name}.") for module in modules)] == []


def test_what_travels_has_no_docstrings():
    with tarfile.open(compiled.app()) as app:
        code = app.extractfile("playground/config.pyc").read()
    docstring = (ROOT / "playground/config.py").read_text(encoding="utf-8").split('"""')[1].strip()
    assert docstring.encode() not in code
