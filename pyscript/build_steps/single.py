"""The edition that is one file: the page with all that it loads inside it, opened by a double click (pyscript/page/held.js).

Every part is packed and written in base 85, in a script element that no browser runs. HTML has no use for bytes, and
hosts and mailers may take its text for another encoding than it is.

Scripts and styles are gzipped, which browsers inflate by themselves. What Python starts from lies in two frames of zstd
(pyscript/page/inflated.js): its program, and the archives together with the snapshot of its memory, which says again much of
what they say. Next to gzip that is a third less, inflated twice as fast.
"""
import base64
import html
import re
import tempfile
from pathlib import Path

from . import archives, base85, compiled, page, scripts, site, snapshot
from .parts import npm_packages
from .places import DIST, appearing, cache, made_once
from .report import Problem, say, size

NAME = "playground.html"
PIECE = 1_000_000  # bytes of a frame in one element; WebKit takes ever longer over a longer one
ENDS = re.compile(r"</(script|style)|<!--", re.IGNORECASE)  # what may not stand in a script or a style sheet


def build(query="", target=DIST / NAME):
    """Write the file to `target`. `query`: the settings that it opens with, as an address holds them; a Problem if one is wrong."""
    settings = checked(query)
    folder = site.build()
    write(folder, target, settings)
    if settings and target.parent == folder:  # the next build of the site puts its own file there again
        (folder / site.MARK).write_text(f"with a {NAME} of {settings}\n")
    say(f"Wrote {target} ({size(target.stat().st_size)})")


def checked(query):
    """The settings of an address query, in the order of the table, as the page would write them."""
    from playground.config import Config
    config, errors = Config.from_address(query)
    if errors:
        raise Problem(f"{errors[0].key}={errors[0].value} is not possible; allowed: {errors[0].allowed}")
    return config.to_address()


def write(folder, target, settings=""):
    """The one file of the site in `folder`, which is whole but for it."""
    described = page.manifest_of(folder)
    described_frames, inflater, *pieces = _framed()
    # Early what is needed early: the page goes on while the rest is still being read.
    elements = [described_frames, inflater, *_gzipped(folder, described), *pieces]
    values = {
        "edition": "file",
        "share": "",
        "settings": html.escape(settings and f"?{settings}"),
        "program": NAME,
        "icon": f"data:image/svg+xml;base64,{base64.b64encode((folder / 'assets/icon.svg').read_bytes()).decode()}",
        "app": "",
        "styles.css": f'<style id="styles">{_harmless(folder / "styles.css")}</style>',
        "page.js": "",
        "inside": "\n".join([f'<script>{_harmless(folder / "page.js")}</script>', *elements]),
    }
    with appearing(target) as made:
        made.write_text(page.rendered(described, values), encoding="utf-8")


def _gzipped(folder, described):
    """The elements of scripts, styles and licences. Before Python comes out of the snapshot there is no time to draw an opening."""
    parts = [part for part in page.parts_of(described) if part not in [*described["parts"], *described["openings"]]]
    return [_element(part["address"], _gzip_of(folder / part["address"].split("?")[0]).read_bytes()) for part in parts]


def _gzip_of(file):
    return file if file.suffix == ".gz" else archives.gzipped_once(file)


def _framed():
    """The elements of what says where it lies that Python starts from, of what inflates it, and of its pieces."""
    taken = snapshot.taken()
    archived = {"packages.tar": compiled.packages(), "stdlib.zip": compiled.standard_library(), "app.tar": compiled.app()}
    program = {"pyodide.asm.wasm": npm_packages() / "pyodide" / "pyodide.asm.wasm"}
    # The pages of the memory last, as they repeat the archives; page and worker make use of each part as soon as it is whole.
    frames = {"program": program, "memory": {**archived, "rest": taken / "rest", "pages": taken / "pages"}}
    described, elements = [], []
    for name, files in frames.items():
        frame = snapshot.packed(list(files.values()))
        parts = [{"name": part, "size": file.stat().st_size} for part, file in files.items()]
        pieces = {f"{name}.{i}": piece for i, piece in enumerate(_pieces(frame))}
        described.append({"name": name, "stage": "python", "bytes": frame.stat().st_size, "pieces": [*pieces], "parts": parts})
        elements += [_element(*piece) for piece in pieces.items()]
    inflater, element = _inflater()
    inside = page.in_html({"inflater": inflater, "frames": described})
    return [f'<script type="application/json" id="frames">{inside}</script>', element, *elements]


def _inflater():
    """The worker that inflates the frames: its description as a part of the page, and its element."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "inflater.js"
        scripts.inflater_script(script)
        part = {"name": script.name, "address": script.name, "stage": "python", "size": script.stat().st_size}
        packed = archives.gzipped_once(script).read_bytes()
    return {**part, "bytes": len(packed)}, _element(script.name, packed)


def _pieces(file):
    content = file.read_bytes()
    return [content[start : start + PIECE] for start in range(0, len(content), PIECE)]


def _element(name, content):
    return f'<script type="text/plain" id="{name}">{written_once(content).read_text(encoding="ascii")}</script>'


def written_once(content):
    """A file of bytes in base 85, kept in the cache: most parts are the same from one build to the next."""
    return made_once(cache() / "base85" / archives.name_of(content), lambda target: target.write_bytes(base85.written(content)))


def _harmless(file):
    text = file.read_text(encoding="utf-8")
    if found := ENDS.search(text):
        raise Problem(f"{file.name} holds {found[0]}, which would end its element in {NAME}")
    return text
