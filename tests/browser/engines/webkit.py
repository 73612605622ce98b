"""WebKitGTK, by WebKitWebDriver on a screen of its own: JSON over HTTP. https://www.w3.org/TR/webdriver2/"""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request

from tests.browser.engines.engine import Engine, clicks, strokes

PATIENCE = 120  # seconds that one answer may take
PAINTED_PLAINLY = {"WEBKIT_DISABLE_COMPOSITING_MODE": "1"}  # Mesa's OpenGL without a graphics card breaks down under it as a page goes
LESS_COMPILED = {"JSC_useOMGJIT": "false"}  # the last of its compilers takes half of two processors at a start; Python runs by those before it
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the name that the standard gives to a reference


class WebKit(Engine):
    def __init__(self, driver, xvfb, variables=()):
        self._screen, display = _screen_of_its_own(xvfb)
        self._driver, self._origin = _listening(driver, {**os.environ, "DISPLAY": f":{display}", "GDK_BACKEND": "x11", **PAINTED_PLAINLY, **LESS_COMPILED, **dict(variables)})
        options = {"pageLoadStrategy": "normal", "timeouts": {"script": 1000 * PATIENCE, "pageLoad": 1000 * PATIENCE}}
        self._session = f"/session/{self._ask('POST', '/session', capabilities={'alwaysMatch': options})['sessionId']}"

    def _ask(self, method, path, **content):
        request = urllib.request.Request(self._origin + path, json.dumps(content).encode() if method == "POST" else None, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            told = json.load(refused)["value"]
            raise RuntimeError(f"{path}: {told['error']}: {told['message']}") from None

    def _do(self, path, **content):
        return self._ask("POST", self._session + path, **content)

    def go(self, address):
        self._do("/frame", id=None)
        self._do("/url", url=address)

    def enter_frame(self):
        self._do("/frame", id=0)

    def answer(self, source):
        return self._do("/execute/async", script=f"const done = arguments[0]; ({source}).then(done);", args=[])

    def click(self, x, y):
        self._do("/actions", actions=clicks(x, y))

    def type(self, text):
        self._do("/actions", actions=strokes(text))

    def choose_file(self, selector, path):
        found = self._do("/element", using="css selector", value=selector)[ELEMENT]
        self._do(f"/element/{found}/value", text=str(path))

    def resize(self, width, height):
        """The window has a frame and bars, whose size is found out by looking inside."""
        inside = self.evaluate("[innerWidth, innerHeight]")
        rect = self._ask("GET", f"{self._session}/window/rect")
        self._do("/window/rect", width=rect["width"] + width - inside[0], height=rect["height"] + height - inside[1])

    def close(self):
        self._ask("DELETE", self._session)
        for process in (self._driver, self._screen):
            process.terminate()
            process.wait(PATIENCE)


def _screen_of_its_own(xvfb):
    """A running X server and its number."""
    running = subprocess.Popen([xvfb, "-displayfd", "1", "-screen", "0", "1500x1200x24", "-nolisten", "tcp"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # fmt: skip
    return running, running.stdout.readline().strip()


def _listening(driver, variables):
    """A running driver and its address. It does not say which port it has, so it is given one that was free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen([driver, f"--port={port}"], env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return running, f"http://127.0.0.1:{port}"
        except ConnectionRefusedError:
            if running.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("WebKitWebDriver does not listen") from None
            time.sleep(0.05)
