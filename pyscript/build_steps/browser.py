"""Browsers for the tests: those that are there, else Debian's own when we may install them. Without Chromium there is no
test; of the other two engines the tests say that they were not tried."""
import os
import shutil
import subprocess
from pathlib import Path

from .report import Problem, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "/snap/bin/chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe", r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
OTHERS = {  # what each of the other engines needs: a program, and Debian's package of it
    "firefox": {"firefox-esr": "firefox-esr"},
    "webkit": {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"},
}
ALSO = {"firefox-esr": ("firefox", "/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe")}
HOW = "install Chromium, Chrome or Edge, or name one with PLAYGROUND_BROWSER=/path/to/it"


def find_or_install():
    """The path of a Chromium-like browser, installed if need be and possible."""
    found = find()
    if not found and _may_install():
        _install(["chromium", *([] if _has_chinese_font() else ["fonts-noto-cjk"])])
        found = find()
    if not found:
        raise Problem(f"there is no browser for the tests; {HOW}")
    return found


def find():
    chosen = os.environ.get("PLAYGROUND_BROWSER")
    if chosen:
        if not Path(chosen).exists():
            raise Problem(f"PLAYGROUND_BROWSER names {chosen}, which is not there; {HOW}")
        return chosen
    on_path = (shutil.which(name) for name in NAMES)
    in_place = (place for place in USUAL_PLACES if Path(place).exists())
    return next(filter(None, [*on_path, *in_place]), None)


def environment(found):
    """The environment for the tests: they read the browser's path from PLAYGROUND_BROWSER."""
    return {**os.environ, "PLAYGROUND_BROWSER": str(found)}


def install_others():
    """Installs what the other engines need, if need be and possible; where it is not, their tests say so."""
    missing = [package for programs in OTHERS.values() for program, package in programs.items() if not program_of(program)]
    if missing and _may_install():
        try:
            _install(missing)
        except Problem as problem:
            say(f"Firefox and WebKit: {problem}")


def others(engine):
    """The paths of the programs that an engine needs, None for each that is not there."""
    return [program_of(program) for program in OTHERS[engine]]


def why_not(engine):
    """What to do so that an engine can be tried."""
    missing = [package for program, package in OTHERS[engine].items() if not program_of(program)]
    return f"there is no {' and no '.join(missing)} here"


def program_of(name):
    """The path of a program of OTHERS, by that name or another."""
    found = (shutil.which(other) for other in (name, *ALSO.get(name, ())))
    return next(filter(None, found), None)


def _may_install():
    return bool(shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0)


def _install(packages):
    say(f"Installing {' and '.join(packages)} from Debian")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        ran = subprocess.run(["apt-get", "-q", *command], env=quiet, capture_output=True, text=True)
        if ran.returncode:
            last = (ran.stderr.strip() or "no word why").splitlines()[-1]
            raise Problem(f"apt-get {command[0]} failed ({last}); {HOW}")


def _has_chinese_font():
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True).stdout.strip())
