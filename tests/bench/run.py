"""The benchmark: the built site in headless Chromium, beside a plain NumPy network. `python3 build.py bench` runs it.

Prints a table and writes it as JSON. A missed bar is printed, not a failure; the exit code is 1 only
when something could not be measured.
"""

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)  # `tests.bench`, not this folder's own names
sys.path.insert(1, str(ROOT / "pyscript"))  # `build_steps`

from tests.bench import answering, calculating, memory, passing, starting, training  # noqa: E402
from tests.bench.browser import Broken, browser, serving  # noqa: E402
from tests.bench.others import beside  # noqa: E402
from tests.bench.table import table  # noqa: E402


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    began, load = time.monotonic(), os.getloadavg()[0]
    try:
        with serving(options.site) as site, browser() as chromium:
            version, sections = chromium.version, measure(chromium, site)
    except Broken as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    machine = {
        "browser": f"Chromium {version}", "system": platform.platform(), "cores": os.cpu_count(),
        "load_before": load, "load_after": os.getloadavg()[0], "seconds": round(time.monotonic() - began),
    }  # fmt: skip
    report(machine, sections, options.out)
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="build.py bench", description="Measures the built site in headless Chromium.")
    parser.add_argument("--out", type=Path, default=ROOT / "bench.json", metavar="FILE", help="where the JSON goes")
    parser.add_argument("--site", type=Path, default=ROOT / "dist", metavar="DIR", help="another built site")
    return parser.parse_args(arguments)


def measure(chromium, site) -> dict:
    """Every section of the table, in the order of its printing; {title: rows}."""
    starts, page = say("starting", starting.measure, chromium, site)
    before = memory.measure(page)
    sections = {"Training while animating, at pace max unless said otherwise": say("training", beside, training.measure, page)}
    sections["Answering while the deep network trains at pace max"] = say("answering", beside, answering.measure, page)
    sections["A slow pass at speed 1, every panel open"] = say("passing", beside, passing.measure, page)
    after = memory.measure(page)
    page.close()
    sections |= say("calculating", calculating.measure, chromium, site)
    sections["Starting"] = starts
    sections["Memory, after the start → after all of the training above"] = memory.rows(before, after)
    return sections


def say(what: str, work, *arguments):
    print(f"Measuring {what} …", flush=True)
    return work(*arguments)


def report(machine: dict, sections: dict, out: Path) -> None:
    print(f"\n{machine['browser']}, {machine['cores']} cores, load {machine['load_before']:.1f} before and "
          f"{machine['load_after']:.1f} after, {machine['seconds']} s in all\n\n{table(sections)}\n")  # fmt: skip
    rows = [{"section": title} | row.plain() for title, rows in sections.items() for row in rows]
    out.write_text(json.dumps({"machine": machine, "rows": rows}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    missed = [row["name"] for row in rows if row["met"] is False]
    print(f"{len(missed)} bars missed: {'; '.join(missed)}" if missed else "Every bar is met.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
