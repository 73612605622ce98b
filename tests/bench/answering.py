"""How soon the page answers: Pause, and a changed setting, while a deep network trains as fast as it can."""

from playwright.sync_api import Page

from tests.bench.table import Row, spread
from tests.bench.training import TASK

TRIES = 20  # of Pause; of each change twice as many, or the slowest twentieth would be one of them
DEEP = TASK | {"hidden": "8,8,8,8", "pace": "max"}
CHANGES = {
    "activation": [{"act": "relu"}, {"act": "tanh"}],
    "learning rate": [{"lr": 0.01}, {"lr": 0.03}],
    "data": [{"data": "xor"}, {"data": "circle"}],
}
LIMIT = {"at_most": 100}


def measure(page: Page) -> list[Row]:
    page.evaluate("settings => playground.configure(settings)", DEEP)
    by_call = [pause(page, lambda: page.evaluate("bench.pauseByCall()"), n) for n in range(TRIES)]
    by_click = [pause(page, lambda: click_pause(page), n) for n in range(TRIES)]
    rows = spread("playground.pause() heard", by_call, **LIMIT) + spread("click on Pause heard", by_click, **LIMIT)
    page.evaluate("playground.run()")
    for what, changes in CHANGES.items():
        times = change(page, changes, running=True)
        rows += spread(f"{what} changed: on the screen", times["shown"], **LIMIT)
        rows += spread(f"{what} changed: and training goes on with it", times["next"])[:2]
    page.evaluate("playground.pause()")
    for what, changes in CHANGES.items():
        rows += spread(f"{what} changed in pause: on the screen", change(page, changes, running=False)["shown"], **LIMIT)
    return rows


def pause(page: Page, press, n: int) -> float:
    """Milliseconds of one try; each comes at another moment of the run loop."""
    page.evaluate("playground.run()")
    page.wait_for_timeout(120 + 7 * n)
    return press()


def click_pause(page: Page) -> float:
    """A real click of the mouse on the button."""
    box = page.get_by_role("button", name="Pause").bounding_box()
    page.evaluate("() => { self.heardClick = bench.pauseByClick(); }")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return page.evaluate("heardClick")


def change(page: Page, changes: list[dict], running: bool) -> dict[str, list[float]]:
    """Milliseconds of some tries, each at another moment of the run loop."""
    times = {"shown": [], "next": []}
    for n in range(2 * TRIES):
        page.wait_for_timeout(40 + 7 * (n % 10))
        result = page.evaluate("bench.change", {"changes": changes[n % 2], "running": running})
        for name, kept in times.items():
            kept.append(result[name])
    return times
