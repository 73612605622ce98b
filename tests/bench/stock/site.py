"""The stock way: app.py converted by Panel itself, `panel convert --to pyodide-worker`, with all that it downloads on this machine.

What is taken from elsewhere than its pages name, and always in its favour: Pyodide's core is the pinned one; the wheels are
packed again from the pinned packages, Panel's and Bokeh's without scripts, as those on Panel's own server are; pandas, Pillow
and others that Panel asks for, but this app does not need, are not installed at all.
"""

import csv
import email
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import Requirement

from build_steps import archives, environment, parts
from build_steps.clients import pip
from build_steps.places import PINS, cache, fingerprint, made_once
from build_steps.report import Problem

HERE = Path(__file__).parent
OWN_PINS = PINS / "stock.txt"  # what Panel's pages install and ours do not
CDN = {  # what its pages load from where, and where that lies here
    "https://cdn.jsdelivr.net/pyodide/v0.29.3/full/": "pyodide/",
    "https://cdn.holoviz.org/panel/1.9.4/dist/wheels/": "pyodide/",
    "https://cdn.holoviz.org/panel/wheels/": "pyodide/",
    "https://cdn.holoviz.org/panel/": "panel/",
    "https://cdn.bokeh.org/bokeh/release/": "bokeh/",
}
IN_THE_WORKER = {  # micropip takes whole addresses only; Panel's Python asks for style sheets by itself
    "['pyodide/": "['${new URL('pyodide/', self.location)}",
    ", 'pyodide/": ", '${new URL('pyodide/', self.location)}",
    "loadPyodide()": "loadPyodide({ env: { PANEL_CDN_ROOT: new URL('panel/', self.location).href } })",
}
CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
BY_ADDRESS = ("bokeh", "panel")  # the two wheels that a page names itself; all others stand in Pyodide's lock file
IN_THE_BROWSER = {"sys_platform": "emscripten", "platform_system": "Emscripten", "os_name": "posix", "python_version": "3.13", "extra": ""}
NOT_NEEDED = re.compile(r"Requires-Dist: (contourpy|nh3|pandas|panel-material-ui|pillow|requests|tornado)\b.*\n")
FOR_THE_PAGE = re.compile(r"(panel/dist|bokeh/server/static)/.*|.*\.(js|ts|map|tsbuildinfo)")
BUT = ("bokeh/core/_templates/", "panel/_templates/", "panel/package.json", "pyviz_comms/", "panel/dist/css/")


def folder() -> Path:
    """The site, made once for the same sources."""
    sources = [*HERE.glob("*.*"), OWN_PINS, PINS / "wasm.txt", PINS / "numpy.json", PINS / "package-lock.json"]
    return made_once(cache() / f"stock-{fingerprint(sources)}", make)


def make(target: Path) -> None:
    ran = subprocess.run([sys.executable, "-m", "panel", "convert", HERE / "app.py", "--to", "pyodide-worker", "--out", target],
                         capture_output=True, text=True)  # fmt: skip
    if not (target / "app.html").exists():  # it exits with 0 then, too
        raise Problem(f"panel convert wrote nothing: {ran.stdout.strip()}")
    (target / "app.html").rename(target / "index.html")
    core, wheels = parts.npm_packages() / "pyodide", target / "pyodide"
    wheels.mkdir()
    for name in CORE:
        shutil.copy(core / name, wheels)
    lock = json.loads((core / "pyodide-lock.json").read_text())
    lock["packages"] = {name: entry for name, entry in packages(wheels).items() if name not in BY_ADDRESS}
    (wheels / "pyodide-lock.json").write_text(json.dumps(lock))
    copy_scripts(target)
    for file in (target / "index.html", target / "app.js"):
        file.write_text(served_from_here(file.read_text("utf-8")), "utf-8")


def served_from_here(text: str) -> str:
    """A page, or its worker, that asks nothing of any other origin, and says when its picture is there and when it can be used."""
    for theirs, ours in CDN.items():
        text = text.replace(theirs, ours)
    if "https://" in text:
        raise Problem(f"a page of Panel's names an address that is not here: {re.search('https://[^ ]*', text)[0]}")
    for theirs, ours in IN_THE_WORKER.items():
        text = text.replace(theirs, ours)
    return text.replace("<head>", f"<head><script>{(HERE / 'marks.js').read_text('utf-8')}</script>", 1)


def copy_scripts(target: Path) -> None:
    """What the page itself loads of Panel and Bokeh."""
    theirs, ours = installed("panel") / "dist", target / "panel" / version("panel") / "dist"
    for name in ("css", "bundled/theme", "bundled/reactiveesm", "assets", "images"):
        shutil.copytree(theirs / name, ours / name)
    shutil.copy(theirs / "panel.min.js", ours)
    (target / "bokeh").mkdir()
    for script in (installed("bokeh") / "server" / "static" / "js").glob("bokeh*.min.js"):
        shutil.copy(script, target / "bokeh" / f"{script.name.removesuffix('.min.js')}-{version('bokeh')}.min.js")


def installed(package: str) -> Path:
    """Its folder, found without importing it."""
    return Path(find_spec(package).origin).parent


def packages(target: Path) -> dict:
    """Puts a wheel of every package into `target`; what Pyodide's lock file says of each."""
    pip(environment.python(), "download", "--no-deps", "--require-hashes", *parts.WHEEL_TARGET, "-d", str(target),
        "-r", str(OWN_PINS), purpose="fetching micropip and pyodide-http")  # fmt: skip
    shutil.copy(parts.numpy_wheel(), target)
    for info in sorted(parts.browser_packages().glob("*.dist-info")):
        if not info.name.startswith("numpy-"):
            pack(info, target)
    return {entry["name"]: entry for entry in map(in_lock, sorted(target.glob("*.whl")))}


def pack(info: Path, target: Path) -> None:
    """The wheel of a package that lies unpacked, from its folder of metadata."""
    with open(info / "RECORD", newline="") as record:
        names = [row[0] for row in csv.reader(record) if travels(row[0])]
    entries = {name: (info.parent / name).read_bytes() for name in names}
    metadata = f"{info.name}/METADATA"
    entries[metadata] = NOT_NEEDED.sub("", entries[metadata].decode()).encode()
    wheel = f"{info.name.removesuffix('.dist-info')}-py3-none-any.whl"
    archives.write_zip(target / wheel, entries, zipfile.ZIP_DEFLATED)


def travels(name: str) -> bool:
    """Whether a file of a package is in its wheel here: nothing outside the packages, no machine code, no scripts of the page."""
    return not name.startswith("..") and not name.endswith(".so") and (name.startswith(BUT) or not FOR_THE_PAGE.fullmatch(name))


def in_lock(wheel: Path) -> dict:
    """A package as Pyodide's lock file has it."""
    name, number = wheel.name.split("-")[:2]
    with zipfile.ZipFile(wheel) as content:
        asked = email.message_from_bytes(content.read(f"{name}-{number}.dist-info/METADATA")).get_all("Requires-Dist", [])
    depends = sorted(plain(each.name) for each in map(Requirement, asked) if not each.marker or each.marker.evaluate(IN_THE_BROWSER))
    return {
        "name": plain(name), "version": number, "file_name": wheel.name, "install_dir": "site", "imports": [],
        "depends": depends, "package_type": "package", "unvendored_tests": False,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
    }  # fmt: skip


def plain(name: str) -> str:
    """The one way of writing a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()
