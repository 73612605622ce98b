"""index.html: a template whose markers are filled with the manifest of all files and the texts of the boot."""
import base64
import hashlib
import html
import importlib.util
import json
import re
from pathlib import PurePosixPath

from . import base85, opening, share
from .places import ROOT
from .report import Problem

TEMPLATE = ROOT / "pyscript" / "page" / "index.html"
LESSON_TEMPLATE = TEMPLATE.with_name("lesson.html")
TEXTS = ROOT / "playground" / "texts"
LANGUAGES = ("zh", "en")
TEXTS_OF_THE_ELEMENT = ("embed.",)  # what it says before there is a page
TEXTS_OF_THE_PAGE = ("page.", "boot.")  # what is said before Python runs
MARKER = re.compile(r"\{\{([\w.]+)\}\}")

# In the order in which the page loads them.
SCRIPTS = ("bokeh/bokeh.min.js", "bokeh/bokeh-widgets.min.js", "bokeh/bokeh-tables.min.js", "panel/panel.min.js")
STYLES = ("styles.css",)
# The style sheets of Panel that the app's document names, below panel/VERSION/dist. The page puts their text into the
# document and stops with the name of any other that the document asks for.
PANEL_STYLES = ("bundled/theme/default.css", "bundled/theme/native.css", "css/button.css", "css/listpanel.css",
                "css/loading.css", "css/markdown.css", "css/select.css", "css/widgets.css")  # fmt: skip
WORKER = "worker.js"
WRITER = "writer.js"
PACKED = (*SCRIPTS, WORKER, WRITER)  # lie there a second time, as NAME.gz: plain hosts compress nothing on the way
NOTICES = "THIRD-PARTY-NOTICES.txt"
PARTS = {"pyodide.asm.wasm": "python", "stdlib.zip": "python", "packages.tar": "packages", "app.tar": "app"}


def write(site, sizes, version, host=""):
    """Render the page; `sizes`: inflated, of each of PARTS and of each opening; `host`: the address that the site will have, if known."""
    described = manifest(site, sizes, version)
    values = {
        "edition": "site",
        "settings": "",
        "share": shared(host, brand(), both("share.about")),
        "program": "page.js",
        "icon": "assets/icon.svg",
        "app": '<link rel="manifest" href="app.zh.webmanifest">\n  <link rel="apple-touch-icon" href="assets/icon-192.png">',
        "styles.css": f'<link rel="stylesheet" id="styles" href="{address(site, "styles.css")}">',
        "page.js": f'<script src="{address(site, "page.js")}" defer></script>',
        "inside": "",
    }
    (site / "index.html").write_text(rendered(described, values), encoding="utf-8")


def rendered(described, values):
    """The page with this manifest; `values` is what the editions differ in."""
    first = base85.written(opening.first()).decode()
    shared = {"manifest": in_html(described), "texts": in_html(texts()), "the.program": values["program"], "first": first}
    return render(TEMPLATE.read_text(encoding="utf-8"), shared | values)


def manifest_of(site):
    """The manifest of a page that has been rendered."""
    html_of_page = (site / "index.html").read_text(encoding="utf-8")
    return json.loads(re.search(r'id="manifest">(.*?)</script>', html_of_page, re.DOTALL)[1])


def write_lessons(site, host=""):
    """A page for each lesson, with its title for whoever shares it, that leads on to the lesson's scene."""
    template = LESSON_TEMPLATE.read_text(encoding="utf-8")
    for name, titles, questions in lessons():
        title, address = " · ".join(titles), f"index.html?scene={name}"
        values = dict.fromkeys(("title", "name"), html.escape(title))
        values["share"] = shared(host, title, " ".join(questions), f"{name}.html")
        values |= dict.fromkeys(("address", "refresh", "link"), address)
        (site / f"{name}.html").write_text(render(template, values), encoding="utf-8")


def shared(host, title, about, name=""):
    """What is shown of a page whose address is passed on."""
    return share.tags(brand(), title, about, both("share.picture"), host, name)


def brand():
    return both("page.brand", " · ")


def both(key, between=" "):
    """A text in both languages."""
    return between.join(_all_texts_in(language)[key] for language in LANGUAGES)


def lessons():
    """(name, titles, questions), one of each for every language, of all lessons: each has a text «NAME.question»."""
    all_texts = [_all_texts_in(language) for language in LANGUAGES]
    for name in (key.removesuffix(".question") for key in all_texts[0] if key.endswith(".question") and key.count(".") == 1):
        yield name, [texts[f"{name}.title"] for texts in all_texts], [texts[f"{name}.question"] for texts in all_texts]


def manifest(site, sizes, version):
    """Every file of the boot with its address, the stage that needs it, its bytes on the way and its inflated
    size, so that progress is true and a truncated file is recognised; and what addresses have that counts for nothing."""
    parts = [{**_described(site, f"parts/{name}.gz", stage), "name": name, "size": sizes[name]} for name, stage in PARTS.items()]
    openings = [{**_described(site, f"{opening.FOLDER}/{name}.gz", "page"), "name": name, "size": sizes[name]} for name in opening.VARIANTS]
    described = {
        "version": version,
        "worker": _described(site, WORKER, "python"),
        "scripts": [_described(site, name, "page") for name in SCRIPTS],
        "styles": [_described(site, name, "page") for name in STYLES]
                  + [{**_described(site, name, "page"), "address": name} for name in panel_styles(site)],
        "openings": openings,
        "appended": _module_of(ROOT / "playground" / "pasted.py").APPENDED,
        "parts": parts,
        "writer": _described(site, WRITER, "page"),
        "notices": _described(site, NOTICES, "page"),
    }
    return {"build": hashlib.sha256(json.dumps(described).encode()).hexdigest()[:12], **described}


def parts_of(described):
    """Everything that a manifest names."""
    files = [*described["scripts"], *described["styles"], *described["openings"], *described["parts"]]
    return [described["worker"], *files, described["writer"], described["notices"]]


def panel_styles(site):
    """The addresses of Panel's style sheets, exactly as the document names them."""
    found = [next(iter(site.glob(f"panel/*/dist/{name}")), None) for name in PANEL_STYLES]
    if None in found:
        raise Problem(f"Panel's style sheet {PANEL_STYLES[found.index(None)]} is missing")
    return [path.relative_to(site).as_posix() for path in found]


def render(template, values):
    """Replace each marker {{name}}; every one must stand in the template exactly once, and no other may."""
    found = MARKER.findall(template)
    for name in values:
        if found.count(name) != 1:
            raise Problem(f"the page's template must hold {{{{{name}}}}} exactly once, it does {found.count(name)} times")
    if unknown := sorted(set(found) - set(values)):
        raise Problem(f"the page's template holds the unknown marker {{{{{unknown[0]}}}}}")
    return MARKER.sub(lambda marker: values[marker.group(1)], template)


def in_html(value):
    """JSON that can stand inside a script element: nothing in it ends the element or opens a comment."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def texts(beginnings=TEXTS_OF_THE_PAGE):
    """{language: {key: text}} of what the page, or what has keys with these beginnings, says by itself."""
    return {language: _texts_in(language, beginnings) for language in LANGUAGES}


def _texts_in(language, beginnings):
    return {key: text for key, text in _all_texts_in(language).items() if key.startswith(beginnings)}


def _all_texts_in(language):
    parts = [_module_of(file).TEXTS for file in sorted((TEXTS / language).glob("[!_]*.py"))]
    return {key: text for part in parts for key, text in part.items()}


def _module_of(file):
    """Loaded as a lone file: importing the package `playground` would need NumPy."""
    spec = importlib.util.spec_from_file_location(f"lone_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def address(site, name):
    """The relative address of a file, with a query that changes when the file does."""
    return f"{name}?v={hashlib.sha256((site / name).read_bytes()).hexdigest()[:12]}"


def _described(site, name, stage):
    content = (site / name).read_bytes()
    packed = {"packed": _on_the_way(site, f"{name}.gz")} if name in PACKED else {}
    return {"name": PurePosixPath(name).name, "stage": stage, "size": len(content), **_on_the_way(site, name), **packed}


def _on_the_way(site, name):
    content = (site / name).read_bytes()
    return {"address": address(site, name), "bytes": len(content), "integrity": integrity(content)}


def integrity(content):
    """As browsers write the hash of a file."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()
