"""What a page hears first, as the build has heard it: it is drawn before Python is there, and again by Python, in the same way."""
import json
import subprocess

from . import archives, compiled
from .parts import node, npm_packages
from .places import ROOT, STEPS, cache, fingerprint, made_once
from .report import Problem, say

SCRIPT = STEPS / "opening.mjs"
SOURCES = [*(ROOT / "pyscript" / name for name in ("worker", "packed.js", "messages.js")), SCRIPT, STEPS / "still.mjs"]
FOLDER = "opening"
VARIANTS = {f"{language}.{theme}": {"lang": language, "dark": theme == "dark"} for language in ("zh", "en") for theme in ("light", "dark")}
OTHERWISE = {"reduced_motion": False, "visible": True, "large": False}


def write(folder):
    """The gzipped openings by language and theme; gives the size of each when inflated."""
    folder.mkdir()
    return {name: _write(folder, name, environment) for name, environment in VARIANTS.items()}


def _write(folder, name, environment):
    opening = taken(environment)
    (folder / f"{name}.gz").write_bytes(archives.gzipped_once(opening).read_bytes())
    return opening.stat().st_size


def taken(environment):
    """The file of what a page in this environment hears first (packed.js); kept in the cache."""
    from_these = [compiled.packages(), compiled.app()]
    made_of = fingerprint(SOURCES, compiled.standard_library().name, *(file.name for file in from_these), json.dumps(environment))
    return made_once(cache() / "openings" / made_of, lambda target: _take(target, from_these, environment))


def _take(target, from_these, environment):
    say(f"Starting the app once, for the first picture ({environment['lang']})")
    job = {"pyodide": str(npm_packages() / "pyodide"), "stdlib": str(compiled.standard_library()), "target": str(target),
           "archives": [str(file) for file in from_these], "environment": json.dumps(OTHERWISE | environment)}
    job_file = target.with_suffix(".json")
    job_file.write_text(json.dumps(job))
    ran = subprocess.run([node(), SCRIPT, job_file], capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        raise Problem(f"{SCRIPT.name} failed: {compiled.cause(ran.stderr)}")
