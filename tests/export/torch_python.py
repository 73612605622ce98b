"""A Python that has PyTorch: one that is there, else the system's own with Debian's package when we may install it.

PyPI's wheel for Linux brings half a gigabyte of GPU libraries, so the project's own environment does without.
"""

import os
import shutil
import subprocess
import sys
from functools import cache

INSTALLING = 300  # seconds at most
HOW = "install PyTorch for python3, or name a Python that has it with PLAYGROUND_TORCH=/path/to/python"


@cache
def find_or_install() -> str | None:
    """The path of such a Python, or None."""
    return _find() or (_find() if _install() else None)


def _find() -> str | None:
    candidates = (os.environ.get("PLAYGROUND_TORCH"), sys.executable, shutil.which("python3"), "/usr/bin/python3")
    return next(filter(_has_torch, filter(None, candidates)), None)


def _has_torch(python: str) -> bool:
    """Whether it would find it; to import it takes seconds."""
    look = "from importlib.util import find_spec as found; raise SystemExit(not (found('numpy') and found('torch')))"
    try:
        return subprocess.run([python, "-c", look], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _install() -> bool:
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        for command in (["update"], ["install", "-y", "--no-install-recommends", "python3-torch"]):
            subprocess.run(["apt-get", "-q", *command], env=quiet, capture_output=True, check=True, timeout=INSTALLING)
    except (OSError, subprocess.SubprocessError):
        return False
    return True
