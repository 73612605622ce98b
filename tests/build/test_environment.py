"""The virtual environment is made once and filled once for each state of the pins."""

import pytest

from build_steps import environment
from build_steps.report import Problem


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The list of what a fake pip was asked to install, in an environment of its own."""
    asked = []
    (tmp_path / "pins").mkdir()
    for name in ("tools.txt", "test.txt"):
        (tmp_path / "pins" / name).write_text(f"pins of {name}")
    (tmp_path / "venv").mkdir()
    monkeypatch.setattr(environment, "VENV", tmp_path / "venv")
    monkeypatch.setattr(environment, "PINS", tmp_path / "pins")
    monkeypatch.setattr(environment, "_usable", lambda: True)
    monkeypatch.setattr(environment, "pip", lambda python, *arguments, purpose: asked.append(purpose))
    return asked


def test_the_site_needs_the_tools_alone(installed):
    environment.ready("tools")
    assert installed == ["installing tools.txt"]


def test_a_second_run_installs_nothing(installed):
    environment.ready("tests")
    environment.ready("tests")
    assert installed == ["installing tools.txt", "installing test.txt"]


def test_changed_pins_are_installed_again(installed):
    environment.ready("tools")
    (environment.PINS / "tools.txt").write_text("other pins")
    environment.ready("tools")
    assert len(installed) == 2


def test_an_installation_that_failed_is_tried_again(installed, monkeypatch):
    def fail(*arguments, purpose):
        raise Problem("no network")
    with monkeypatch.context() as broken, pytest.raises(Problem):
        broken.setattr(environment, "pip", fail)
        environment.ready("tools")
    environment.ready("tools")
    assert installed == ["installing tools.txt"]


def test_an_environment_of_another_python_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "VENV", tmp_path)
    environment.python().parent.mkdir()
    environment.python().touch()
    (tmp_path / "made-by.txt").write_text("3.10.0")
    assert not environment._usable()
