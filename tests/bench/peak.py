"""The most memory that a browser has held at one time, all its processes together."""

import contextlib
import os
import threading

from tests.bench import processes

INTERVAL = 0.15  # seconds; one look takes some hundredths of a second, so nothing is timed meanwhile that is not slowed as well


@contextlib.contextmanager
def watched(interval: float = INTERVAL):
    """A list whose only entry, once it is left, is the peak in megabytes; without entry where the system does not tell."""
    peak, over = [], threading.Event()
    watcher = threading.Thread(target=_watch, args=(interval, peak, over), daemon=True)
    if processes.there():
        watcher.start()
    try:
        yield peak
    finally:
        over.set()
        if watcher.is_alive():
            watcher.join()


def _watch(interval: float, peak: list[float], over: threading.Event) -> None:
    while not over.wait(interval):
        held = sum(map(processes.memory, processes.browsers(os.getpid()))) / 1e6
        peak[:] = [max([held, *peak])]
