"""How much memory page and worker hold."""

import json

from playwright.sync_api import Page

from tests.bench.table import Row
from tests.bench.training import BESIDE, NETS, PageWork, one_round

NAMES = {"wasm": "worker: WebAssembly heap", "worker": "worker: JavaScript heap", "page": "page: JavaScript heap"}
# A frame leaves Python as a slice of its whole memory: whoever watches the slicing sees how large that is.
WATCH_SLICES = """() => {
  const arrays = Object.getPrototypeOf(Uint8Array.prototype);
  const { slice } = arrays;
  let largest = 0;
  arrays.slice = function (...range) {
    largest = Math.max(largest, this.buffer.byteLength);
    return slice.apply(this, range);
  };
  self.largestBuffer = () => { arrays.slice = slice; return largest; };
}"""


def measure(page: Page) -> list[Row]:
    """After the start, and after some training of everything that can be open."""
    before, work = sizes(page), PageWork(page)
    for net in NETS:
        one_round(page, work, net, "max", BESIDE)
    after = sizes(page)
    return [Row(f"{name} {when}", found[key], "MB")
            for key, name in NAMES.items()
            for when, found in (("after the start", before), ("after training", after))]  # fmt: skip


def sizes(page: Page) -> dict[str, float]:
    """Megabytes by the keys of NAMES."""
    page.evaluate("playground.pause()")
    session = page.context.new_cdp_session(page)
    found = {"wasm": wasm_heap(page), "worker": worker_heap(page, session), "page": heap(session.send)}
    session.detach()
    return {name: size / 1e6 for name, size in found.items()}


def wasm_heap(page: Page) -> int:
    [worker] = page.workers
    worker.evaluate(WATCH_SLICES)
    page.evaluate("playground.pause()")  # sends a frame
    return worker.evaluate("largestBuffer()")


def heap(send) -> int:
    """Bytes in use after the garbage is gone."""
    send("HeapProfiler.collectGarbage")
    return send("Runtime.getHeapUsage")["usedSize"]


def worker_heap(page: Page, session) -> int:
    return heap(WorkerSession(page, session).send)


class WorkerSession:
    """The worker's own DevTools session, which Playwright does not offer: its messages travel inside the page's."""

    def __init__(self, page: Page, session):
        self._page, self._session, self._attached, self._replies = page, session, [], {}
        session.on("Target.attachedToTarget", self._attach)
        session.on("Target.receivedMessageFromTarget", self._keep)
        session.send("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False})

    def send(self, method: str) -> dict:
        self._until(lambda: self._attached)
        number = len(self._replies) + 1
        message = json.dumps({"id": number, "method": method})
        target = self._attached[0]["sessionId"]
        self._session.send("Target.sendMessageToTarget", {"sessionId": target, "message": message})
        self._until(lambda: number in self._replies)
        return self._replies[number]["result"]

    def _attach(self, event: dict) -> None:
        if event["targetInfo"]["type"] == "worker":  # a service worker may be there as well
            self._attached.append(event)

    def _keep(self, event: dict) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self._replies[message["id"]] = message

    def _until(self, holds, patience=10_000) -> None:
        while not holds() and patience > 0:
            self._page.wait_for_timeout(20)
            patience -= 20
        if not holds():
            raise TimeoutError("the worker's DevTools session does not answer")
