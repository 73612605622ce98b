"""The app, started by the build: in the pinned Pyodide under Node, as in a page's worker (started.mjs)."""
import json

from . import compiled
from .parts import npm_packages
from .places import ROOT, STEPS, fingerprint

SOURCES = [*(ROOT / "pyscript" / name for name in ("worker", "packed.js", "snapshots.js", "messages.js")), STEPS / "started.mjs"]
USUAL = {"lang": "zh", "dark": False, "reduced_motion": False, "visible": True, "large": False}  # surroundings of most who open it


def made_of(sources, surroundings):
    """The mark of what scripts of these sources make of the app in such surroundings."""
    files = [compiled.standard_library(), *_archives()]
    return fingerprint([*SOURCES, *sources], *(file.name for file in files), json.dumps(surroundings))


def run(script, surroundings, target):
    """Run one of the scripts that begin with started.mjs; it writes to `target`."""
    job = {"pyodide": str(npm_packages() / "pyodide"), "stdlib": str(compiled.standard_library()), "archives": [str(file) for file in _archives()],
           "environment": json.dumps(surroundings), "target": str(target)}
    compiled.run_node(script, json.dumps(job))


def _archives():
    return [compiled.packages(), compiled.app()]
