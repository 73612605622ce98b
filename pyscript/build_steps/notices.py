"""THIRD-PARTY-NOTICES.txt: the licence of everything that the site redistributes; fails when one is missing."""
import re
from pathlib import Path

from .parts import browser_packages
from .places import PINS, ROOT
from .report import Problem

KEPT = PINS / "licenses"  # texts of what ships none; the first line of each file is its title
KEPT_FOR = ("pyodide", "cpython", "emscripten", "bokehjs", "panel-js", "client-zip", "idiomorph", "mediabunny", "uqr", "workbox", "zstddec", "mpl-2.0")
LICENCE_NAMES = re.compile(r"(LICEN[CS]E|COPYING|AUTHORS|NOTICE)", re.I)


def write(target):
    target.write_text(notices(browser_packages(), KEPT), encoding="utf-8")


def notices(packages, kept):
    """All notices as one text; `packages` is a site-packages folder, `kept` the folder of kept texts."""
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    sections = [_section("Seeing Gradients", own), *(_kept(kept, name) for name in KEPT_FOR)]
    sections += [_of_package(info) for info in sorted(Path(packages).glob("*.dist-info"))]
    head = "Seeing Gradients bundles the software listed here, each under its own licence; its own comes first.\n"
    return head + "".join(sections)


def _kept(folder, name):
    file = Path(folder) / f"{name}.txt"
    if not file.exists():
        raise Problem(f"the licence text {file.name} is missing from pyscript/pins/licenses")
    title, _, text = file.read_text(encoding="utf-8").partition("\n")
    return _section(title, text)


def _of_package(info):
    name, version = info.name.removesuffix(".dist-info").split("-", 1)
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in sorted(info.rglob("*"))
             if file.is_file() and LICENCE_NAMES.search(file.name)]
    if not texts:
        raise Problem(f"{name} {version} ships no licence text; keep one in pyscript/pins/licenses and name it in notices.py")
    return _section(f"{name} {version}", "\n".join(texts))


def _section(title, text):
    return f"\n{'=' * 100}\n{title}\n{'=' * 100}\n\n{text.strip()}\n"
