"""How much of the machine other programs take meanwhile: without it, a slow figure means nothing on a shared machine."""

import os
import time
from collections.abc import Callable

from tests.bench import processes
from tests.bench.table import Row

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def beside(work: Callable[..., list[Row]], *arguments) -> list[Row]:
    """The rows of `work`, and one for the other programs (on Linux only)."""
    if not processes.there():
        return work(*arguments)
    began, before = time.monotonic(), others()
    rows = work(*arguments)
    share = 100 * (others() - before) / TICKS / (time.monotonic() - began)
    return [*rows, Row("meanwhile, other programs' use of the processors (100: one of them)", max(0.0, share), "%")]


def others() -> int:
    """Clock ticks since the machine's start in which a processor worked for others than this program and its children."""
    user, nice, system, _, _, interrupts, soft = map(int, (processes.PROC / "stat").read_text().split()[1:8])
    ours = sum(facts.ticks for facts in processes.own(os.getpid()).values())
    return user + nice + system + interrupts + soft - ours
