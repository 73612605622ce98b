"""This program's own processes, and the browsers among them, as Linux tells of them."""

import os
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
OURS = ("python", "node")  # the benchmark itself and what drives its browsers


class Facts(NamedTuple):
    parent: int
    ticks: int  # of processor time


def there() -> bool:
    return (PROC / "stat").exists()


def running() -> dict[int, Facts]:
    """Every process of the machine, by its number."""
    found = {int(folder.name): _facts(folder) for folder in PROC.glob("[0-9]*")}
    return {number: facts for number, facts in found.items() if facts}


def own(root: int) -> dict[int, Facts]:
    """A process and all that it has started."""
    every = running()
    return {number: facts for number, facts in every.items() if _comes_from(root, number, every)}


def browsers(root: int) -> list[int]:
    """The processes of the browsers that a process has started."""
    return [number for number in own(root) if (program := _program(number)) and not program.startswith(OURS)]


def is_page(number: int) -> bool:
    """Whether it is one of Chromium's that run pages, with their workers."""
    try:
        return b"--type=renderer" in (PROC / str(number) / "cmdline").read_bytes()
    except OSError:
        return False


def memory(number: int) -> int:
    """Bytes of memory: its own, and its part of what it shares with others."""
    try:
        lines = (PROC / str(number) / "smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _facts(folder: Path) -> Facts | None:
    """None for one that has just ended."""
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return Facts(int(fields[1]), int(fields[11]) + int(fields[12]))


def _comes_from(root: int, number: int, every: dict[int, Facts]) -> bool:
    while number in every and number != root:
        number = every[number].parent
    return number == root


def _program(number: int) -> str:
    try:
        return os.path.basename(os.readlink(PROC / str(number) / "exe"))
    except OSError:
        return ""
