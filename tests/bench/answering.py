"""How soon the page answers: Pause, and a changed setting, while a deep network trains as fast as it can."""

from playwright.sync_api import Page

from tests.bench.table import Row, attempt, spread
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
    return [
        *attempt("playground.pause() heard", by_call, page),
        *attempt("click on Pause heard", by_click, page),
        *(row for what in CHANGES for row in attempt(f"{what} changed", while_running, page, what)),
        *(row for what in CHANGES for row in attempt(f"{what} changed in pause", in_pause, page, what)),
    ]


def by_call(page: Page) -> list[Row]:
    return spread("playground.pause() heard", [pause(page, lambda: page.evaluate("bench.pauseByCall()"), n) for n in range(TRIES)], **LIMIT)


def by_click(page: Page) -> list[Row]:
    return spread("click on Pause heard", [pause(page, lambda: click_pause(page), n) for n in range(TRIES)], **LIMIT)


def while_running(page: Page, what: str) -> list[Row]:
    page.evaluate("playground.run()")
    times = change(page, CHANGES[what], running=True)
    goes_on = spread(f"{what} changed: and training goes on with it", times["next"])[:2]
    return spread(f"{what} changed: on the screen", times["shown"], **LIMIT) + goes_on


def in_pause(page: Page, what: str) -> list[Row]:
    page.evaluate("playground.pause()")
    return spread(f"{what} changed in pause: on the screen", change(page, CHANGES[what], running=False)["shown"], **LIMIT)


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


def change(page: Page, changes: list[dict], running: bool, tries: int = 2 * TRIES) -> dict[str, list[float]]:
    """Milliseconds of some tries, each at another moment of the run loop."""
    times = {"shown": [], "next": []}
    for n in range(tries):
        page.wait_for_timeout(40 + 7 * (n % 10))
        result = page.evaluate("bench.change", {"changes": changes[n % 2], "running": running})
        for name, kept in times.items():
            kept.append(result[name])
    return times
