"""The static site: every step in order, into a folder that appears whole or not at all."""
import re
import shutil

from . import archives, compiled, notices, offline, opening, page, scripts, single
from .parts import npm_packages
from .places import DIST, ROOT, appearing, files_in, fingerprint
from .report import Problem, say, size

SOURCES = [ROOT / name for name in ("playground", "assets", "pyscript", "LICENSE")]
FOREIGN = re.compile(r"""(?:src=|<link[^>]*href=|url\(|@import)\s*["']?(?:https?:)?//[^"')\s]+""")
MARK = "build.txt"  # holds the fingerprint of the sources the site was built from


def build(target=DIST, host=""):
    """Build the site at `target` unless it is there and its sources have not changed. `host`: the address that it will have, if known."""
    wanted = " ".join(filter(None, [fingerprint(path for path in SOURCES if path.exists()), host]))
    mark = target / MARK
    if mark.exists() and mark.read_text().strip() == wanted:
        say(f"{target.name}/ is up to date")
        return target
    if target.exists() and not mark.exists() and any(target.iterdir()):
        raise Problem(f"{target} is not empty and was not built by build.py; choose another folder with --out")
    say(f"Building {target.name}/")
    with appearing(target) as site:
        _write(site, wanted, host)
    say(f"Built {target} ({size(sum(file.stat().st_size for file in files_in(target)))})")
    return target


def _write(site, mark, host):
    site.mkdir()
    scripts.page_script(site / "page.js")
    scripts.embed_script(site / "embed.js", page.texts(page.TEXTS_OF_THE_ELEMENT))
    scripts.onward_script(site / "onward.js")
    scripts.worker_script(site / "worker.js")
    scripts.writer_script(site / page.WRITER)
    scripts.stylesheet(site / "styles.css")
    scripts.bokeh_and_panel(site)
    for name in page.PACKED:
        shutil.copyfile(archives.gzipped_once(site / name), site / f"{name}.gz")
    scripts.assets(site)
    sizes = _write_parts(site / "parts") | opening.write(site / opening.FOLDER)
    notices.write(site / "THIRD-PARTY-NOTICES.txt")
    shutil.copyfile(ROOT / "LICENSE", site / "LICENSE")
    page.write(site, sizes, version(), host)
    page.write_lessons(site, host)
    offline.write(site, page.manifest_of(site))
    single.write(site, site / single.NAME)
    (site / MARK).write_text(mark + "\n")
    _check(site)


def _write_parts(folder):
    """The gzipped parts; gives the size of each when inflated."""
    sources = {
        "pyodide.asm.wasm": npm_packages() / "pyodide" / "pyodide.asm.wasm",
        "stdlib.zip": compiled.standard_library(),
        "packages.tar": compiled.packages(),
        "app.tar": compiled.app(),
    }
    folder.mkdir()
    for name, source in sources.items():
        packed = archives.gzipped_once(source)
        shutil.copyfile(packed, folder / f"{name}.gz")
        say(f"  {name}.gz ({size(packed.stat().st_size)})")
    return {name: source.stat().st_size for name, source in sources.items()}


def version():
    """The version of the project, read without importing it."""
    text = (ROOT / "playground" / "__init__.py").read_text(encoding="utf-8")
    return re.search(r'^__version__ = "([^"]+)"', text, re.M).group(1)


def _check(site):
    """No file is empty (one of Panel's own is), and our own load nothing from another origin."""
    for file in files_in(site):
        if not file.stat().st_size and "panel" not in file.parts:
            raise Problem(f"the build made an empty {file.relative_to(site)}")
    for name in ("index.html", "styles.css"):
        if foreign := FOREIGN.search((site / name).read_text(encoding="utf-8")):
            raise Problem(f"{name} would load something from another origin: {foreign.group(0)}")
