"""Everything that is fetched is pinned by version and hash, and nothing names where a registry lives."""

import json
import re

import pytest

from build_steps.places import PINS, ROOT

REQUIREMENTS = ["tools.txt", "host.txt", "test.txt", "wasm.txt", "stock.txt"]


def pinned(name):
    """{package: {versions}} of a requirements file."""
    found = {}
    for package, version in re.findall(r"^([\w.-]+)==([^\s;]+)", (PINS / name).read_text(), re.M):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_has_an_exact_version_and_hashes(name):
    text = re.sub(r"^#.*\n", "", (PINS / name).read_text(), flags=re.M)
    for requirement in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[\w.-]+==\S+( ; [^\\]+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\\n)?)+$", requirement), requirement


@pytest.mark.parametrize("name", [*REQUIREMENTS, "package.json", "package-lock.json"])
def test_no_pin_names_an_address(name):
    assert "://" not in (PINS / name).read_text()


def test_every_npm_package_has_a_hash():
    packages = json.loads((PINS / "package-lock.json").read_text())["packages"]
    assert all(packages[name]["integrity"].startswith("sha512-") for name in packages if name)


def test_the_browser_gets_the_versions_that_the_native_tests_run_on():
    native, browser = pinned("host.txt"), pinned("wasm.txt")
    assert {name: native[name] for name in browser} == browser
    numpy = json.loads((PINS / "numpy.json").read_text())["file"].split("-")[1]
    assert numpy in native["numpy"]


def test_the_test_environment_holds_the_native_runtime():
    assert pinned("host.txt").items() <= pinned("test.txt").items()


def test_pyscript_can_not_be_imported_as_a_package():
    assert not (ROOT / "pyscript" / "__init__.py").exists()


def test_the_kept_licence_names_the_pinned_pyodide():
    version = json.loads((PINS / "package.json").read_text())["dependencies"]["pyodide"]
    assert (PINS / "licenses" / "pyodide.txt").read_text().startswith(f"Pyodide {version}\n")
