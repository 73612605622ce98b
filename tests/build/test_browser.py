"""Finding a browser for the tests, and what is said when there is none."""

import subprocess

import pytest

from build_steps import browser
from build_steps.report import Problem


@pytest.fixture
def nothing_installed(monkeypatch):
    monkeypatch.delenv("PLAYGROUND_BROWSER", raising=False)
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.setattr(browser, "USUAL_PLACES", ())


def test_the_named_browser_is_taken(tmp_path, monkeypatch):
    (tmp_path / "chrome").touch()
    monkeypatch.setenv("PLAYGROUND_BROWSER", str(tmp_path / "chrome"))
    assert browser.find_or_install() == str(tmp_path / "chrome")


def test_a_named_browser_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_BROWSER", "/nowhere/chrome")
    with pytest.raises(Problem, match="names /nowhere/chrome, which is not there; install Chromium"):
        browser.find_or_install()


def test_a_machine_without_a_browser_or_debian_is_told_what_to_do(nothing_installed):
    with pytest.raises(Problem, match="there is no browser for the tests; install Chromium, Chrome or Edge"):
        browser.find_or_install()


def test_debian_installs_chromium_and_a_chinese_font_once(nothing_installed, monkeypatch):
    asked = []

    def run(command, **options):
        asked.append(command[2:])
        monkeypatch.setattr(browser.shutil, "which", lambda name: f"/usr/bin/{name}")
        return subprocess.CompletedProcess(command, 0, "", "")
    monkeypatch.setattr(browser.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser.subprocess, "run", run)
    assert browser.find_or_install() == "/usr/bin/chromium"
    assert asked == [["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"]]


def test_a_refusing_apt_get_is_told_in_one_line(nothing_installed, monkeypatch):
    monkeypatch.setattr(browser.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    refusal = subprocess.CompletedProcess([], 100, "", "E: one\nE: two")
    monkeypatch.setattr(browser.subprocess, "run", lambda command, **options: refusal)
    with pytest.raises(Problem, match=r"apt-get update failed \(E: two\); install Chromium"):
        browser.find_or_install()


def test_debian_installs_what_the_other_engines_need_as_well(nothing_installed, monkeypatch):
    asked = []
    monkeypatch.setattr(browser.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser.subprocess, "run", lambda command, **options: asked.append(command[2:]) or subprocess.CompletedProcess(command, 0, "", ""))
    browser.install_others()
    assert asked[-1] == ["install", "-y", "--no-install-recommends", "firefox-esr", "webkit2gtk-driver", "xvfb"]


def test_without_the_other_engines_the_tests_go_on_and_it_is_said_why(nothing_installed, monkeypatch, capsys):
    browser.install_others()
    assert browser.others("webkit") == [None, None]
    assert browser.why_not("webkit") == "there is no webkit2gtk-driver and no xvfb here"
    monkeypatch.setattr(browser.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    refusal = subprocess.CompletedProcess([], 100, "", "E: no network")
    monkeypatch.setattr(browser.subprocess, "run", lambda command, **options: refusal)
    browser.install_others()
    assert "Firefox and WebKit: apt-get update failed (E: no network)" in capsys.readouterr().out


def test_firefox_may_have_its_usual_name(nothing_installed, monkeypatch):
    monkeypatch.setattr(browser.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "firefox" else None)
    assert browser.others("firefox") == ["/usr/bin/firefox"]
