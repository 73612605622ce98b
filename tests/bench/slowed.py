"""Pages and their workers as on a processor that is four times slower.

Chromium's own slowing (Emulation.setCPUThrottlingRate) takes only pages, not workers. So the processes that run pages, in
which their workers run too, are stopped and let go on in turn, a hundred times a second; what the rest of the browser does for
them (storage, network, putting the picture together) is not slowed. Needs nothing installed, but Linux.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.bench import processes

TIMES = 4
TURN = 0.0025  # seconds in which they run before they stand still
LOOK = 0.1  # seconds between two looks for new processes
ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def slowed():
    """While it lasts, every page of this program's browsers is slow."""
    if not processes.there():
        raise OSError("pages can be slowed only on Linux")
    brake = subprocess.Popen([sys.executable, "-m", __name__, str(os.getpid())], cwd=ROOT, stdout=subprocess.PIPE)
    brake.stdout.readline()  # it has begun
    try:
        yield
    finally:
        brake.terminate()
        brake.communicate()


def run(root: int) -> None:
    """Until it is told to end, or `root` has ended. What one stop was too short, the next makes up for."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    pages, owed = pages_of(root), 0.0
    print("slow", flush=True)
    looked = went = time.monotonic()
    try:
        while os.getppid() == root:
            time.sleep(TURN)
            tell(pages, signal.SIGSTOP)
            stopped = time.monotonic()
            owed += (TIMES - 1) * (stopped - went)
            if stopped - looked > LOOK:
                pages, looked = pages_of(root), stopped
            time.sleep(max(0.0, owed - (time.monotonic() - stopped)))
            tell(pages, signal.SIGCONT)
            went = time.monotonic()
            owed = max(0.0, owed - (went - stopped))
    finally:
        tell(pages, signal.SIGCONT)


def pages_of(root: int) -> list[int]:
    return list(filter(processes.is_page, processes.browsers(root)))


def tell(numbers: list[int], what: signal.Signals) -> None:
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, what)


if __name__ == "__main__":
    run(int(sys.argv[1]))
