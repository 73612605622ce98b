"""What makes the site work without a network, and installable: its service worker, and its name and icons as an app."""
import gzip
import json

from . import page, scripts

SERVICE_WORKER = "service-worker.js"
APP = "app.{}.webmanifest"
ICONS = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable"))
TAGS = {"zh": "zh-Hans", "en": "en"}


def write(site, described):
    """The last step of a site that is whole; `described` is the manifest of its page."""
    for language, texts in page.texts().items():
        (site / APP.format(language)).write_text(json.dumps(app(language, texts), ensure_ascii=False, indent=1), encoding="utf-8")
    scripts.service_worker(site / SERVICE_WORKER, kept(site, described))


def app(language, texts):
    """The web app manifest of a language. https://www.w3.org/TR/appmanifest/"""
    icons = [{"src": f"assets/{name}", "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose} for name, side, purpose in ICONS]
    return {
        "name": texts["page.title"], "short_name": texts["page.brand"], "lang": TAGS[language],
        "start_url": "index.html", "scope": "./", "display": "standalone",
        "background_color": "#fbfaf7", "theme_color": "#fbfaf7", "icons": icons,
    }  # fmt: skip


def kept(site, described):
    """Every file that a scene can need, and how each is recognised: [{url, revision, hashes | marks}], `packed` where it comes so."""
    packed = {part["address"]: {"packed": part["packed"]["address"]} for part in page.parts_of(described) if "packed" in part}
    return [_page(site, described), *(_file(site, address) | packed.get(address, {}) for address in addresses(site, described))]


def addresses(site, described):
    """As the page asks for them."""
    loaded = [part["address"] for part in page.parts_of(described)]
    lessons = [f"{name}.html" for name, _, _ in page.lessons()]
    apps = [APP.format(language) for language in TAGS]
    return [page.address(site, "page.js"), *loaded, *lessons, "onward.js", "assets/icon.svg", *apps]


def _page(site, described):
    marks = [described["build"], page.address(site, "page.js"), page.address(site, "styles.css")]
    return {"url": "index.html", "revision": page.integrity((site / "index.html").read_bytes()), "marks": marks}


def _file(site, address):
    name, _, version = address.partition("?")
    content = (site / name).read_bytes()
    hashes = [page.integrity(content)]
    if name.endswith(".gz"):  # some hosts inflate it on the way
        hashes.append(page.integrity(gzip.decompress(content)))
    revision = None if version else hashes[0]
    return {"url": address, "revision": revision, **({"marks": ["onward.js"]} if name.endswith(".html") else {"hashes": hashes})}
