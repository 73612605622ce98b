"""What a page hears first, as the build has heard it: it is drawn before Python is there, and again by Python, in the same way."""
from . import archives, started
from .places import STEPS, cache, made_once
from .report import say

SCRIPT, STILL = "opening.mjs", "still.mjs"
FOLDER = "opening"
VARIANTS = {f"{language}.{theme}": {"lang": language, "dark": theme == "dark"} for language in ("zh", "en") for theme in ("light", "dark")}


def write(folder):
    """The gzipped openings by language and theme; gives the size of each when inflated."""
    folder.mkdir()
    return {name: _write(folder, name, started.USUAL | variant) for name, variant in VARIANTS.items()}


def _write(folder, name, surroundings):
    opening = taken(surroundings)
    (folder / f"{name}.gz").write_bytes(archives.gzipped_once(opening).read_bytes())
    return opening.stat().st_size


def taken(surroundings):
    """The file of what a page in these surroundings hears first (packed.js); kept in the cache."""
    made_of = started.made_of([STEPS / SCRIPT, STEPS / STILL], surroundings)
    return made_once(cache() / "openings" / made_of, lambda target: _take(target, surroundings))


def _take(target, surroundings):
    say(f"Starting the app once, for the first picture ({surroundings['lang']})")
    started.run(SCRIPT, surroundings, target)
