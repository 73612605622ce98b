"""A slow pass at speed 1: frames per second of page and worker, on the way there, at the loss and on the way back."""

from playwright.sync_api import Page

from tests.bench.table import Row, attempt
from tests.bench.training import TASK, PageWork

NETS = {"2-8-8-8-8-1": "8,8,8,8", "24 layers of 16": ",".join(["16"] * 24)}
LEAST = 30  # frames per second
PHASES, PHASE = 3, 2000  # of a stretch: how many, and milliseconds of each


def measure(page: Page) -> list[Row]:
    page.evaluate("bench.openAll", True)
    page_work = PageWork(page)
    return [row for net, hidden in NETS.items() for row in attempt(net, rows_of, page, page_work, net, hidden)]


def rows_of(page: Page, page_work: PageWork, net: str, hidden: str) -> list[Row]:
    page.evaluate("settings => playground.configure(settings)", TASK | {"hidden": hidden, "speed": 1})
    page.evaluate("playground.step(100)")
    ways = stretches(hidden.count(",") + 2)
    return [row for way, before in ways.items() for row in attempt(f"{net}, {way}", one_stretch, page, page_work, f"{net}, {way}", before)]


def one_stretch(page: Page, page_work: PageWork, name: str, before: str) -> list[Row]:
    """What comes of a pass that is told from the phase after `before`."""
    page.evaluate("phase => playground.showPhase(phase)", before)
    page.get_by_role("button", name="Slow pass").click()
    page_work.begin()
    result = page.evaluate("bench.watch", PHASES * PHASE)
    work, script = (milliseconds / max(1, result["frames"]) for milliseconds in page_work.milliseconds())
    return [
        Row(f"{name}: the page", len(result["gaps"]) / result["seconds"], "frames/s", at_least=LEAST),
        Row(f"{name}: from Python", result["frames"] / result["seconds"], "frames/s", at_least=LEAST),
        Row(f"{name}: the page's work for one frame from Python", work, "ms"),
        Row(f"{name}: of it JavaScript", script, "ms"),
    ]


def stretches(layers: int) -> dict[str, str]:
    """The phase before each stretch, in a network of so many weight layers; the last one ends with the update."""
    middle = layers // 2
    before = {"forward": f"forward/{middle - 1}/a", "around the loss": f"forward/{layers}/z", "backward": f"backward/{middle + 1}"}
    return before | {"to the update": "backward/1/a"}
