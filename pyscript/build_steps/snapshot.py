"""The memory of a started Python for the one file: captured under the pinned Node, in which Pyodide runs as in a page."""
from . import compiled, started
from .places import STEPS, cache, fingerprint, made_once
from .report import say

SCRIPT, PACKER = "capture.mjs", "pack.mjs"


def taken():
    """The folder of the snapshot's two files, `pages` and `rest`.

    Two captures are not the same to the byte, though hashes have a fixed seed: of twelve thousand pages some 290 differ, in six
    thousand bytes, which are the states of random generators (`random` and NumPy's take theirs from the system's entropy, 2.5 kB
    each, and so does a key of ChaCha) and what clocks said. In some runs objects come to lie elsewhere as well, and then half of
    the pages differ. The two are seeded anew wherever the snapshot is taken up. The cache keeps the first.
    """
    made_of = started.made_of([STEPS / SCRIPT], started.USUAL)
    return made_once(cache() / f"snapshot-{made_of}", _capture)


def _capture(target):
    say("Starting the app once, for the snapshot in the one file")
    started.run(SCRIPT, started.USUAL, target)


def packed(files):
    """The files, one after another, as one frame of zstd; kept in the cache, as it takes half a minute."""
    made_of = fingerprint([STEPS / PACKER, *files])
    return made_once(cache() / "zstd" / f"{made_of}.zst", lambda target: compiled.run_node(PACKER, target, *files))
