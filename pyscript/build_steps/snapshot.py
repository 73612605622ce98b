"""The memory of a started Python for the one file: captured under the pinned Node, in which Pyodide runs as in a page."""
import json
import subprocess

from . import compiled
from .parts import node, npm_packages
from .places import ROOT, STEPS, cache, fingerprint, made_once
from .report import Problem, say

SOURCES = [ROOT / "pyscript" / name for name in ("worker", "packed.js", "snapshots.js", "messages.js")]
PACKER = STEPS / "pack.mjs"
ENVIRONMENT = {"lang": "zh", "dark": False, "reduced_motion": False, "visible": True, "large": False}  # of most who open it


def taken():
    """The folder of the snapshot's two files, `pages` and `rest`.

    Two captures are not the same to the byte, though hashes have a fixed seed: of twelve thousand pages some 290 differ, in six
    thousand bytes, which are the states of random generators (`random` and NumPy's take theirs from the system's entropy, 2.5 kB
    each, and so does a key of ChaCha) and what clocks said. In some runs objects come to lie elsewhere as well, and then half of
    the pages differ. The two are seeded anew wherever the snapshot is taken up. The cache keeps the first.
    """
    archives = [compiled.packages(), compiled.app()]
    made_of = fingerprint([*SOURCES, STEPS / "capture.mjs"], *(file.name for file in (compiled.standard_library(), *archives)))
    return made_once(cache() / f"snapshot-{made_of}", lambda target: _capture(target, archives))


def _capture(target, archives):
    say("Starting the app once, for the snapshot in the one file")
    target.mkdir()
    job = {"pyodide": str(npm_packages() / "pyodide"), "stdlib": str(compiled.standard_library()), "target": str(target),
           "archives": [str(file) for file in archives], "environment": json.dumps(ENVIRONMENT)}
    (target / "job.json").write_text(json.dumps(job))
    _node(STEPS / "capture.mjs", target / "job.json")
    (target / "job.json").unlink()


def packed(files):
    """The files, one after another, as one frame of zstd; kept in the cache, as it takes half a minute."""
    made_of = fingerprint([PACKER, *files])
    return made_once(cache() / "zstd" / f"{made_of}.zst", lambda target: _node(PACKER, target, *files))


def _node(script, *arguments):
    ran = subprocess.run([node(), script, *arguments], capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        raise Problem(f"{script.name} failed: {compiled.cause(ran.stderr)}")
