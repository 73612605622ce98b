"""Firefox, which speaks WebDriver BiDi by itself: JSON over a web socket. https://w3c.github.io/webdriver-bidi/"""

import itertools
import json
import re
import subprocess
import tempfile
from pathlib import Path

import websocket

from tests.browser.engines.engine import Engine, clicks, strokes

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
PATIENCE = 120  # seconds that one answer may take
QUIET = {"intl.accept_languages": "en-GB", "security.fileuri.strict_origin_policy": True}


class Firefox(Engine):
    def __init__(self, path, preferences=()):
        self._profile = tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in (QUIET | dict(preferences)).items()]
        Path(self._profile.name, "user.js").write_text("\n".join(lines))
        command = [path, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", self._profile.name, "about:blank"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self._numbers = itertools.count(1)
        self._socket = websocket.create_connection(f"{self._address()}/session", timeout=PATIENCE, suppress_origin=True)
        self._ask("session.new", capabilities={})
        self._page = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        self._place = self._page

    def _address(self):
        """Firefox says on which port it listens; what else it says is nothing to us."""
        for line in self._process.stderr:
            if found := LISTENING.search(line):
                return found[1]
        raise RuntimeError("Firefox ended before it listened")

    def _ask(self, method, **params):
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv())
            if told.get("id") != number:
                continue
            if told["type"] == "error":
                raise RuntimeError(f"{method}: {told['error']}: {told['message']}")
            return told["result"]

    def go(self, address):
        self._place = self._page
        self._ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def enter_frame(self):
        self._place = self._ask("browsingContext.getTree", root=self._page)["contexts"][0]["children"][0]["context"]

    def answer(self, source):
        told = self._ask("script.evaluate", expression=source, target={"context": self._place}, awaitPromise=True)
        if told["type"] == "exception":
            raise RuntimeError(told["exceptionDetails"]["text"])
        return told["result"]["value"]

    def click(self, x, y):
        self._ask("input.performActions", context=self._page, actions=clicks(x, y))

    def type(self, text):
        self._ask("input.performActions", context=self._page, actions=strokes(text))

    def choose_file(self, selector, path):
        found = self._ask("browsingContext.locateNodes", context=self._page, locator={"type": "css", "value": selector})["nodes"]
        self._ask("input.setFiles", context=self._page, element={"sharedId": found[0]["sharedId"]}, files=[str(path)])

    def resize(self, width, height):
        self._ask("browsingContext.setViewport", context=self._page, viewport={"width": width, "height": height})

    def close(self):
        self._socket.close()
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._process.stderr.close()
        self._profile.cleanup()
