"""What a first visit moves, from a host that compresses nothing. The README's table tells the same; tests/build/test_weight.py compares."""
from . import offline, page

LIMIT = 14_000_000  # bytes


def first_visit(site):
    """{name: bytes} of every file of the built site that the page or its service worker asks for, in the form in which it comes."""
    kept = offline.kept(site, page.manifest_of(site))
    names = [file.get("packed", file["url"]).partition("?")[0] for file in kept]
    return {name: (site / name).stat().st_size for name in [*names, offline.SERVICE_WORKER]}
