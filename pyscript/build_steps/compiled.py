"""From `.py` to what the page loads: the standard library, the packages and the app as `.pyc` in archives."""
import json
import re
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path

from . import archives, keep
from .parts import browser_packages, node, npm_packages
from .places import PINS, ROOT, STEPS, cache, files_in, fingerprint, made_once
from .report import Problem, say, size

# What decides the bytes of the archives, beside the sources themselves.
RECIPE = [PINS / "package-lock.json", PINS / "wasm.txt", PINS / "numpy.json",
          *(STEPS / name for name in ("compiled.py", "compile_tree.py", "keep.py", "archives.py"))]
SITE_PACKAGES = "/lib/python3.13/site-packages"


def standard_library():
    """python_stdlib.zip of Pyodide, byte-compiled; stored, because the gzip around it packs better."""
    return made_once(cache() / f"stdlib-{fingerprint(RECIPE)}.zip", _make_standard_library)


def packages():
    """The tar of NumPy, Bokeh, Panel and what they need, byte-compiled and trimmed."""
    return made_once(cache() / f"packages-{fingerprint(RECIPE)}.tar", _make_packages)


def app():
    """The tar of `playground/`, byte-compiled."""
    sources = fingerprint([*RECIPE, ROOT / "playground"])
    return made_once(cache() / f"app-{sources}.tar", _make_app)


def _make_standard_library(target):
    say("Compiling the standard library")
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        with zipfile.ZipFile(npm_packages() / "pyodide" / "python_stdlib.zip") as archive:
            archive.extractall(folder)
        entries = compile_tree(Path(folder), keep.standard_library, prefix="/lib/python313.zip")
    archives.write_zip(target, entries)


def _make_packages(target):
    say("Compiling the packages: NumPy, Bokeh, Panel …")
    entries = compile_tree(browser_packages(), keep.package, prefix=SITE_PACKAGES)
    archives.write_tar(target, entries)


def _make_app(target):
    say("Compiling the app")
    playground = {f"playground/{p.relative_to(ROOT / 'playground').as_posix()}" for p in files_in(ROOT / "playground")}
    entries = compile_tree(ROOT, keep.app, prefix=SITE_PACKAGES, names=playground)
    archives.write_tar(target, entries)
    _try_app([packages(), target])


def compile_tree(source, wanted, prefix, names=None):
    """The wanted files of a tree as {name: bytes}: each `.py` as `.pyc` beside where it was, others as they are.

    `prefix` is the folder that tracebacks show.
    """
    names = sorted(n for n in names or _names_in(source) if wanted(n))
    code = [name for name in names if name.endswith(".py")]
    entries = {name: keep.shortened(name, (source / name).read_bytes()) for name in names if not name.endswith(".py")}
    with tempfile.TemporaryDirectory(dir=cache()) as target:
        run_in_pyodide("compile_tree.py", {"/source": source, "/target": target}, {"names": code, "prefix": prefix})
        entries.update({f"{name}c": (Path(target) / f"{name}c").read_bytes() for name in code})
    say(f"  {len(code)} modules compiled, {size(sum(map(len, entries.values())))}")
    return entries


def _names_in(source):
    return [path.relative_to(source).as_posix() for path in files_in(source)]


def _try_app(unpacked):
    """Build the app in Pyodide from what the page will have, and no more; a Problem when it fails."""
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        for archive in unpacked:
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")
        run_in_pyodide("try_app.py", {SITE_PACKAGES: folder}, {}, stdlib=standard_library())
    say("  it starts in Pyodide")


def run_in_pyodide(script, mounts, job, stdlib=None):
    """Run one of the Python files beside this one in the browser's CPython, under the pinned Node.

    `stdlib` is the zip of the standard library, Pyodide's own unless given.
    """
    core = npm_packages() / "pyodide"
    order = {"pyodide": str(core), "stdlib": str(stdlib or core / "python_stdlib.zip"), "script": str(STEPS / script), "job": job,
             "mounts": {inside: str(outside) for inside, outside in mounts.items()}}
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        file = Path(folder) / "job.json"
        file.write_text(json.dumps(order))
        run_node("run_in_pyodide.mjs", file, what=f"{script} failed in Pyodide")


def run_node(script, *arguments, what=None):
    """Run one of the scripts beside this one under the pinned Node; `what` is said where it fails."""
    ran = subprocess.run([node(), STEPS / script, *arguments], capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        raise Problem(f"{what or f'{script} failed'}: {cause(ran.stderr)}")


def cause(traceback):
    """The line of a traceback that names the error; Pyodide adds advice after it."""
    lines = traceback.strip().splitlines() or ["it said nothing"]
    return next((line for line in reversed(lines) if re.match(r"[\w.]+(Error|Exception)\b", line)), lines[-1])
