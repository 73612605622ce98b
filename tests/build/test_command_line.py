"""build.py as its user meets it: every failure is one line on standard error and a non-zero exit."""

import ast
import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import build
from build_steps import commands, environment, site
from build_steps.report import Problem, size

ROOT = Path(build.__file__).resolve().parent


@pytest.fixture
def ready(monkeypatch):
    """The environment counts as made and entered."""
    monkeypatch.setattr(environment, "ready", lambda purpose: None)
    monkeypatch.setattr(environment, "inside", lambda: True)


def one_line(capsys):
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_python_3_10_is_told_what_to_install(capsys):
    assert build.main(["serve"], version=(3, 10, 12)) == 1
    assert "needs Python 3.11 or newer, this is 3.10" in one_line(capsys)


def test_python_3_11_and_3_14_are_new_enough():
    assert build.too_old((3, 11, 0)) is None
    assert build.too_old((3, 14, 1)) is None


def test_an_old_python_can_read_build_py_far_enough_to_say_so():
    ast.parse((ROOT / "build.py").read_text(), feature_version=(3, 6))


def test_a_setting_that_is_not_possible_is_named_before_anything_is_built(ready, monkeypatch, capsys):
    monkeypatch.setattr(site, "build", lambda: pytest.fail("built"))
    assert commands.main(["single", "--scene", "linear", "--settings", "lr=banana"]) == 1
    assert "lr='banana' is not possible" in one_line(capsys)


@pytest.mark.parametrize("failure, said", [
    (Problem("what happened; what to do"), "what happened; what to do"),
    (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/cache/file"), "the disk is full (/cache/file): free about 1 GB"),
    (PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/cache"), "no permission to write (/cache)"),
    (KeyboardInterrupt(), "stopped"),
])
def test_a_failure_of_a_step_is_one_line_and_a_non_zero_exit(ready, monkeypatch, capsys, failure, said):
    def fail(*arguments):
        raise failure
    monkeypatch.setattr(site, "build", fail)
    assert commands.main(["site"]) == 1
    assert said in one_line(capsys)


def test_an_unknown_argument_is_refused(ready, capsys):
    with pytest.raises(SystemExit) as stopped:
        commands.main(["site", "--prot", "8000"])
    assert stopped.value.code == 2
    assert "--prot" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/", "https://", "https://example.org/?scene=linear"])
def test_an_address_that_no_site_can_have_is_refused_before_anything_is_built(ready, monkeypatch, capsys, address):
    monkeypatch.setattr(site, "build", lambda *arguments: pytest.fail("built"))
    assert commands.main(["site", "--address", address]) == 1
    assert f"{address} is no address of a site" in one_line(capsys)


def test_further_arguments_of_test_go_to_pytest():
    assert commands._parse(["test", "-k", "boot", "tests/build"]).rest == ["-k", "boot", "tests/build"]


def test_the_long_tests_are_asked_for_by_name():
    assert commands._parse(["test", "--long"]).long and not commands._parse(["test"]).long


def test_a_busy_port_is_named_with_the_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = subprocess.run([sys.executable, ROOT / "build.py", "serve", "--port", str(port), "--no-open"],
                             capture_output=True, text=True, timeout=60)
    assert ran.returncode == 1
    assert ran.stderr == (f"build.py: port {port} is busy; stop what uses it or choose another: "
                          f"python3 build.py serve --port {port + 1}\n")


@pytest.mark.parametrize("count, text", [(12, "12 B"), (3_400, "3.4 kB"), (999_960, "1.0 MB"), (5_600_000, "5.6 MB")])
def test_sizes_are_told_as_people_read_them(count, text):
    assert size(count) == text
