"""How much of the machine other programs take meanwhile: without it, a slow figure means nothing on a shared machine."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.table import Row

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def beside(work: Callable[..., list[Row]], *arguments) -> list[Row]:
    """The rows of `work`, and one for the other programs (on Linux only)."""
    if not (PROC / "stat").exists():
        return work(*arguments)
    began, before = time.monotonic(), others()
    rows = work(*arguments)
    share = 100 * (others() - before) / TICKS / (time.monotonic() - began)
    return [*rows, Row("meanwhile, other programs' use of the processors (100: one of them)", max(0.0, share), "%")]


def others() -> int:
    """Clock ticks since the machine's start in which a processor worked for others than this program and its children."""
    user, nice, system, _, _, interrupts, soft = map(int, (PROC / "stat").read_text().split()[1:8])
    processes = {number: facts for number, facts in map(process, PROC.glob("[0-9]*")) if facts}
    own = sum(ticks for number, (_, ticks) in processes.items() if is_own(number, processes))
    return user + nice + system + interrupts + soft - own


def process(folder: Path) -> tuple[int, tuple[int, int] | None]:
    """(number, (number of the parent, ticks)) of a process; None in place of the facts if it has just ended."""
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return int(folder.name), None
    return int(folder.name), (int(fields[1]), int(fields[11]) + int(fields[12]))


def is_own(number: int, processes: dict) -> bool:
    while number in processes and number != os.getpid():
        number = processes[number][0]
    return number == os.getpid()
