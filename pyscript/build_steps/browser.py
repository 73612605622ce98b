"""A browser for the tests: one that is there, else Debian's own Chromium when we may install it."""
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
HOW = "install Chromium, Chrome or Edge, or name one with PLAYGROUND_BROWSER=/path/to/it"


def find_or_install():
    """The path of a Chromium-like browser, installed if need be and possible."""
    found = find()
    if not found:
        _install()
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


def _install():
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        raise Problem(f"there is no browser for the tests; {HOW}")
    packages = ["chromium", *([] if _has_chinese_font() else ["fonts-noto-cjk"])]
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
