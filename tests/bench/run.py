"""The benchmark: the built site in headless Chromium, and its starts in Firefox, too. `python3 build.py bench` runs it.

Prints a table and writes it as JSON. Each measurement fails for itself, and its row says why. The exit code is 1 when one has
failed, or a bar is missed.
"""

import argparse
import contextlib
import json
import os
import platform
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if not __package__:
    sys.path[0] = str(ROOT)  # `tests.bench`, not this folder's own names
    sys.path.insert(1, str(ROOT / "pyscript"))  # `build_steps`

from build_steps import browser as browsers  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.bench import answering, calculating, laptop, memory, passing, processes, restored, starts, training  # noqa: E402
from tests.bench.bench import Bench  # noqa: E402
from tests.bench.others import beside  # noqa: E402
from tests.bench.table import Row, reason, table  # noqa: E402

PATIENCE = 600  # seconds for a section; then its browsers are ended, and what it waits for fails


def on_a_page(title: str, work):
    """A section that is measured on the page of one who comes again."""
    return lambda bench: {title: beside(work, bench.returning())}


SECTIONS = {
    "starts": starts.measure,
    "laptop": laptop.measure,
    "training": on_a_page("Training while animating, at pace max unless said otherwise", training.measure),
    "answering": on_a_page("Answering while the deep network trains at pace max", answering.measure),
    "passing": on_a_page("A slow pass at speed 1, every panel open", passing.measure),
    "restored": restored.measure,
    "calculating": calculating.measure,
    "memory": on_a_page("Memory, after the start → after training with everything open", memory.measure),
}


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    began, load = time.monotonic(), os.getloadavg()[0]
    with sync_playwright() as playwright, Bench(playwright, options.site) as bench:
        sections = {}
        for name in SECTIONS:  # in this order: the memory of the first ones is that of one browser
            if name in (options.sections or SECTIONS):
                sections |= measured(name, bench)
    machine = {
        "browsers": versions(), "system": platform.platform(), "cores": os.cpu_count(),
        "load_before": load, "load_after": os.getloadavg()[0], "seconds": round(time.monotonic() - began),
    }  # fmt: skip
    report(machine, sections, options.out)
    return 0 if all(row.good for rows in sections.values() for row in rows) else 1


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="build.py bench", description="Measures the built site in headless browsers.")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"only these of {', '.join(SECTIONS)}")
    parser.add_argument("--out", type=Path, default=ROOT / "bench.json", metavar="FILE", help="where the JSON goes")
    parser.add_argument("--site", type=Path, default=ROOT / "dist", metavar="DIR", help="another built site")
    options = parser.parse_args(arguments)
    for name in options.sections:
        if name not in SECTIONS:
            parser.error(f"there is no section {name}; there are {', '.join(SECTIONS)}")
    return options


def measured(name: str, bench: Bench) -> dict[str, list[Row]]:
    """The tables of a section; where nothing can be measured, one that says why."""
    print(f"Measuring {name} …", flush=True)
    try:
        with limited():
            found = SECTIONS[name](bench)
    except Exception as error:
        found = {name: [Row(name, None, failed=reason(error))]}
    if any(row.failed for rows in found.values() for row in rows):
        bench.forget()
    return found


@contextlib.contextmanager
def limited():
    """What hangs in it fails: after PATIENCE seconds every browser is ended."""
    timer = threading.Timer(PATIENCE, end_browsers)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def end_browsers() -> None:
    for number in processes.browsers(os.getpid()):
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def versions() -> list[str]:
    """Of the browsers, as they tell them; the long name of a distribution aside."""
    paths = filter(None, [browsers.find(), *browsers.others("firefox")])
    told = (subprocess.run([path, "--version"], capture_output=True, text=True).stdout for path in paths)
    return [re.match(r".*?[\d.]+", each)[0] for each in told if each]


def report(machine: dict, sections: dict, out: Path) -> None:
    print(f"\n{' and '.join(machine['browsers'])}, {machine['cores']} cores, load {machine['load_before']:.1f} before and "
          f"{machine['load_after']:.1f} after, {machine['seconds']} s in all\n\n{table(sections)}\n")  # fmt: skip
    rows = [{"section": title} | row.plain() for title, rows in sections.items() for row in rows]
    out.write_text(json.dumps({"machine": machine, "rows": rows}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(summary([row for rows in sections.values() for row in rows]))


def summary(rows: list[Row]) -> str:
    """Whether all is well, else what is not."""
    failed, missed = ([row.name for row in rows if wrong(row)] for wrong in (lambda row: row.failed, lambda row: row.met is False))
    told = [f"{len(names)} {what}: {'; '.join(names)}" for what, names in (("failed", failed), ("bars missed", missed)) if names]
    return "\n".join(told or ["Every bar is met."])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
