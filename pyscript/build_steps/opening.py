"""What a page hears first, as the build has heard it: it is drawn before Python is there, and again by Python, in the same way."""
import json

from . import archives, started
from .places import STEPS, cache, made_once
from .report import say

SCRIPT, STILL = "opening.mjs", "still.mjs"
FOLDER = "opening"
VARIANTS = {f"{language}.{theme}": {"lang": language, "dark": theme == "dark"} for language in ("zh", "en") for theme in ("light", "dark")}


def write(folder):
    """What the page needs to draw the openings, gzipped, by language and theme; gives the size of each when inflated."""
    folder.mkdir()
    return {name: _write(folder, name, variant) for name, variant in VARIANTS.items()}


def _write(folder, name, variant):
    rest = taken(variant) / "rest"
    (folder / f"{name}.gz").write_bytes(archives.gzipped_once(rest).read_bytes())
    return rest.stat().st_size


def first():
    """What is to be seen of all of them at once, for the page itself: gzip of JSON {texts: [text], openings: {name: {piece: index}}}.

    Most pieces are the same in several of them. Those of one kind stand beside each other, where gzip sees how alike they are.
    """
    openings = {name: json.loads((taken(variant) / "first.json").read_text(encoding="utf-8")) for name, variant in VARIANTS.items()}
    kinds = next(iter(openings.values()))
    texts = list(dict.fromkeys(opening[kind] for kind in kinds for opening in openings.values()))
    index = {text: at for at, text in enumerate(texts)}
    shared = {name: {kind: index[text] for kind, text in opening.items()} for name, opening in openings.items()}
    return archives.gzipped(json.dumps({"texts": texts, "openings": shared}, ensure_ascii=False).encode())


def taken(variant):
    """The folder of what a page in these surroundings hears first (opening.mjs); kept in the cache."""
    surroundings = started.USUAL | variant
    made_of = started.made_of([STEPS / SCRIPT, STEPS / STILL], surroundings)
    return made_once(cache() / "openings" / made_of, lambda target: _take(target, surroundings))


def _take(target, surroundings):
    say(f"Starting the app once, for the first picture ({surroundings['lang']})")
    started.run(SCRIPT, surroundings, target)
