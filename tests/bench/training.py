"""Training while the page animates it: epochs and frames per second, and what a frame costs the page."""

from statistics import median

from playwright.sync_api import CDPSession, Page

from tests.bench.table import Row, attempt

TASK = {"data": "circle", "samples": 500, "train": 50, "noise": 0, "batch": 10, "act": "tanh", "seed": 0, "lr": 0.03}
NETS = {"2-4-2-1": ("4,2", 1000), "2-8-8-8-8-1": ("8,8,8,8", 400)}  # name: hidden layers, least epochs per second
EVERYTHING = {"focus": "unit/2/1"}  # every panel open, a unit in hand
BESIDE = EVERYTHING | {"versus": "act=relu;act=sigmoid"}  # and three networks
FULLER = {"every panel open": (EVERYTHING, 50), "beside two others, every panel open": (BESIDE, None)}  # settings, least frames from Python
ROUNDS, FIRST, LONG = 3, 2500, 2200  # rounds, steps before a round, milliseconds of a round
EPOCH = 25  # steps


def measure(page: Page) -> list[Row]:
    work = PageWork(page)
    return [
        *attempt("at pace max", at_full_speed, page, work),
        *(row for net in NETS for row in attempt(f"{net}, pace epoch", at_pace_epoch, page, work, net)),
        *(row for how in FULLER for pace in ("max", "epoch") for row in attempt(f"{how}, pace {pace}", with_more_open, page, work, how, pace)),
    ]


def at_full_speed(page: Page, work: "PageWork") -> list[Row]:
    """Rows for both networks; the rounds alternate between them, because the machine is shared."""
    fast = {net: [] for net in NETS}
    for _ in range(ROUNDS):
        for net, rounds in fast.items():
            rounds.append(one_round(page, work, net, "max"))
    return [row for net, rounds in fast.items() for row in rows_at_full_speed(net, rounds)]


def one_round(page: Page, page_work: "PageWork", net: str, pace: str, more: dict | None = None) -> dict:
    settings = TASK | {"hidden": NETS[net][0], "pace": pace} | (more or {})
    page.evaluate("bench.openAll", more is not None)
    first = page.evaluate("bench.begin", {"settings": settings, "steps": FIRST})
    page_work.begin()
    result = page.evaluate("bench.watch", LONG)
    work, script = page_work.milliseconds()
    seconds, frames = result["seconds"], max(1, result["frames"])
    return {
        "first": FIRST / EPOCH / first,
        "epochs": result["epochs"] / seconds,
        "frames": result["frames"] / seconds,
        "pictures": len(result["gaps"]) / seconds,
        "gap": max(result["gaps"]),
        "work": work / frames,
        "script": script / frames,
        "busy": work / seconds / 10,
    }


def rows_at_full_speed(net: str, rounds: list[dict]) -> list[Row]:
    middle = {name: median(each[name] for each in rounds) for name in rounds[0]}
    return [
        Row(f"{net}: training", middle["epochs"], "epochs/s", at_least=NETS[net][1]),
        Row(f"{net}: the page", middle["pictures"], "frames/s", at_least=50),
        Row(f"{net}: from Python", middle["frames"], "frames/s"),
        Row(f"{net}: longest time between two frames of the page", middle["gap"], "ms"),
        Row(f"{net}: the page's work for one frame from Python", middle["work"], "ms"),
        Row(f"{net}: of it JavaScript", middle["script"], "ms"),
        Row(f"{net}: the page's main thread busy", middle["busy"], "%"),
        Row(f"{net}: the first {FIRST // EPOCH} epochs, not animated", middle["first"], "epochs/s"),
    ]


def at_pace_epoch(page: Page, work: "PageWork", net: str) -> list[Row]:
    result = one_round(page, work, net, "epoch")
    return [
        Row(f"{net}, pace epoch: the page", result["pictures"], "frames/s", at_least=50),
        Row(f"{net}, pace epoch: from Python", result["frames"], "frames/s"),
        Row(f"{net}, pace epoch: training", result["epochs"], "epochs/s"),
    ]


def with_more_open(page: Page, work: "PageWork", how: str, pace: str) -> list[Row]:
    settings, least_from_python = FULLER[how]
    result, name = one_round(page, work, "2-8-8-8-8-1", pace, settings), f"2-8-8-8-8-1 {how}, pace {pace}"
    return [
        Row(f"{name}: the page", result["pictures"], "frames/s", at_least=50),
        Row(f"{name}: from Python", result["frames"], "frames/s", at_least=least_from_python),
        Row(f"{name}: training", result["epochs"], "epochs/s"),
    ]


class PageWork:
    """How long the page's main thread was at work: its own processor time, which other programs hardly lengthen."""

    def __init__(self, page: Page):
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def begin(self) -> None:
        self._first = self._read()

    def milliseconds(self) -> tuple[float, float]:
        """Of all work since `begin`, and of the JavaScript in it."""
        return tuple(1000 * (last - first) for first, last in zip(self._first, self._read(), strict=True))

    def _read(self) -> tuple[float, float]:
        metrics = {m["name"]: m["value"] for m in self._session.send("Performance.getMetrics")["metrics"]}
        return metrics["TaskDuration"], metrics["ScriptDuration"]
