"""The page's JavaScript and styles: ours bundled by esbuild, Bokeh's and Panel's as their wheels ship them."""
import json
import os
import shutil
import subprocess

from .parts import browser_packages, node, npm_packages
from .places import ROOT
from .report import Problem

PAGE = ROOT / "pyscript" / "page"
WORKER = ROOT / "pyscript" / "worker"
OFFLINE = ROOT / "pyscript" / "offline"
WRITER = ROOT / "pyscript" / "writer"
ASSETS = ROOT / "assets"
BOKEH = ["bokeh.min.js", "bokeh-widgets.min.js", "bokeh-tables.min.js"]  # Panel's bundle breaks without any of them


def page_script(target):
    _bundle(PAGE / "main.js", target, "--loader:.css=text")


def embed_script(target, texts):
    """The element for course pages; `texts`: {language: {key: text}} of what it says by itself."""
    _bundle(ROOT / "pyscript" / "embed" / "main.js", target, f"--define:TEXTS={json.dumps(texts)}")


def onward_script(target):
    """What lessons' own pages run."""
    _bundle(PAGE / "onward.js", target)


def worker_script(target):
    """One classic script: Pyodide's two, then ours, which finds `loadPyodide` already there."""
    core = npm_packages() / "pyodide"
    ours = target.with_name("worker-own.js")
    _bundle(WORKER / "main.js", ours)
    sources = [core / "pyodide.asm.js", core / "pyodide.js", ours]
    text = "\n;".join(_without_source_map(file.read_text(encoding="utf-8")) for file in sources)
    target.write_text(text, encoding="utf-8")
    ours.unlink()


def writer_script(target):
    """What encodes pictures and writes them into a video; the page loads it for the first, and finds it as `writer`."""
    _bundle(WRITER / "main.js", target, "--global-name=writer")


def inflater_script(target):
    """The worker that inflates what lies in the one file."""
    _bundle(ROOT / "pyscript" / "inflater" / "main.js", target)


def service_worker(target, files):
    """What keeps these files on the learner's device: [{url, …}]."""
    _bundle(OFFLINE / "service-worker.js", target, f"--define:FILES={json.dumps(files)}", '--define:process.env.NODE_ENV="production"')


def stylesheet(target):
    """All of assets/styles in the order of their names, as one file."""
    sheets = sorted((ASSETS / "styles").glob("*.css"))
    if not sheets:
        raise Problem("there is no style sheet in assets/styles")
    entry = "".join(f'@import "./{sheet.name}";\n' for sheet in sheets)
    _esbuild("--loader=css", "--external:*.svg", "--external:*.png", f"--outfile={target}", stdin=entry, folder=ASSETS / "styles")


def bokeh_and_panel(site):
    """Bokeh's and Panel's scripts, and the style sheets Panel's components ask for while they run."""
    packages = browser_packages()
    _copy([packages / "bokeh/server/static/js" / name for name in BOKEH], site / "bokeh")
    dist = packages / "panel/dist"
    _copy([dist / "panel.min.js"], site / "panel")
    styles = panel_styles_folder(site)
    _copy(sorted((dist / "css").glob("*.css")), styles / "css")
    _copy(sorted((dist / "bundled/theme").glob("*.css")), styles / "bundled/theme")
    _copy(sorted((dist / "assets").glob("*_spinner.svg")), styles / "assets")


def panel_styles_folder(site):
    """Where Panel looks for its own files when PANEL_CDN_ROOT is "panel/": panel/VERSION/dist."""
    package = json.loads((browser_packages() / "panel/package.json").read_text())
    return site / "panel" / package["version"].split("+")[0] / "dist"


def assets(site):
    """Icons and pictures, as they are."""
    shutil.copytree(ASSETS, site / "assets", ignore=shutil.ignore_patterns("styles", "*.md"))


def _copy(files, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        if not file.exists():
            raise Problem(f"the pinned packages hold no {file.name} where it was expected; see pyscript/build_steps/scripts.py")
        shutil.copyfile(file, folder / file.name)


def _bundle(entry, target, *more):
    if not entry.exists():
        raise Problem(f"{entry.relative_to(ROOT)} is missing")
    _esbuild(str(entry), "--format=iife", f"--outfile={target}", *more)


def _esbuild(*arguments, stdin=None, folder=ROOT):
    command = [node(), npm_packages() / "esbuild/bin/esbuild", *arguments, "--bundle", "--minify", "--target=es2022",
               "--charset=utf8", "--legal-comments=none", "--log-level=error"]
    packages = {**os.environ, "NODE_PATH": str(npm_packages())}  # our sources lie beside no node_modules
    ran = subprocess.run(command, cwd=folder, env=packages, input=stdin or "", capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        raise Problem("esbuild: " + " ".join(ran.stderr.split())[:500])


def _without_source_map(text):
    """The map is not shipped; a browser with open tools would ask for it and report it missing."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("//# sourceMappingURL="))
