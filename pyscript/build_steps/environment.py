"""The project's own virtual environment: made once, filled from hash-pinned requirements."""
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from .clients import pip
from .places import PINS, VENV
from .report import Problem, say

# `test.txt` holds everything of `host.txt`; the site alone needs neither, only Node.
PINS_FOR = {"tools": ["tools.txt"], "tests": ["tools.txt", "test.txt"]}


def python():
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ready(purpose):
    """Make the environment ready for `purpose` ("tools" or "tests") unless it is."""
    if not _usable():
        _create()
    for pins in PINS_FOR[purpose]:
        _install(PINS / pins)


def inside():
    return Path(sys.prefix).resolve() == VENV.resolve()


def enter(arguments):
    """Start build.py again with the environment's Python; does not return."""
    command = [str(python()), str(Path(sys.argv[0]).resolve()), *arguments]
    if os.name == "nt":  # Windows' exec returns to the shell before the new process ends
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def _usable():
    """Whether .venv was made by this very Python; after an upgrade it has to be made anew."""
    mark = VENV / "made-by.txt"
    return python().exists() and mark.exists() and mark.read_text() == sys.version


def _create():
    if inside():
        return
    say(f"Making the virtual environment {VENV.name} with Python {sys.version.split()[0]}")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        raise Problem("Python could not make a virtual environment; on Debian or Ubuntu install python3-venv "
                      f"({(made.stdout + made.stderr).strip().splitlines()[0]})")
    (VENV / "made-by.txt").write_text(sys.version)


def _install(pins):
    stamp = VENV / f"installed-{pins.name}"
    wanted = hashlib.sha256(pins.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"Installing the pinned packages of {pins.name}")
    resume = [] if pins.name == "tools.txt" else ["--resume-retries", "20"]  # Python's own pip may be too old for it
    pip(python(), "install", "--require-hashes", *resume, "-r", str(pins), purpose=f"installing {pins.name}")
    stamp.write_text(wanted)
