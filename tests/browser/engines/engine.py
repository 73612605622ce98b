"""What the tests of all engines ask of a browser, and how two of the three are told: by the actions of W3C's WebDriver."""

import json
from abc import ABC, abstractmethod

PATIENCE = 30  # seconds
KEYS = {"Enter": "\ue007", "Escape": "\ue00c"}

# Gives a promise of JSON text: {value} or {error}. The engines need to pass on nothing but text.
ANSWER = """
Promise.race([
  (async (argument) => %s)(%s),
  new Promise((_, reject) => setTimeout(() => reject(new Error("nothing within %d s")), %d)),
]).then((value) => JSON.stringify({ value: value ?? null }), (error) => JSON.stringify({ error: String(error) }))"""

# In the middle of the screen, as far as it scrolls; null as long as something else lies there or it cannot be pressed.
PLACE = """(() => {
  const element = document.querySelector(argument);
  if (!element || element.disabled) return null;
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const there = document.elementFromPoint(x, y);
  return there && (element.contains(there) || there.contains(element)) ? [Math.floor(x), Math.floor(y)] : null;
})()"""


class Engine(ABC):
    """One running browser with one page open."""

    @abstractmethod
    def go(self, address):
        """Opens an address and waits for the page's `load`."""

    @abstractmethod
    def enter_frame(self):
        """What is evaluated from now on is of the page's only frame, until another address is opened."""

    @abstractmethod
    def answer(self, source):
        """The text that the promise of a JavaScript expression resolves with."""

    @abstractmethod
    def click(self, x, y):
        """With the mouse, at a place of the window."""

    @abstractmethod
    def type(self, text):
        """On the keyboard, into what has the focus."""

    @abstractmethod
    def choose_file(self, selector, path):
        """As by the dialog of an <input type=file>."""

    @abstractmethod
    def resize(self, width, height):
        """The window's inside."""

    @abstractmethod
    def close(self):
        """Ends the browser."""

    def evaluate(self, expression, argument=None, seconds=PATIENCE):
        """The value of a JavaScript expression (which may be a promise) of `argument`."""
        told = json.loads(self.answer(ANSWER % (f"({expression})", json.dumps(argument), seconds, 1000 * seconds)))
        if "error" in told:
            raise AssertionError(f"{told['error']}: {expression}")
        return told["value"]

    def press(self, selector):
        """Clicks on the first element of a CSS selector, once it is there, may be pressed, and lies open."""
        self.click(*self.evaluate(f"""(async () => {{
            for (;;) {{
                const place = {PLACE};
                if (place) return place;
                await new Promise((resolve) => setTimeout(resolve, 20));
            }}
        }})()""", selector))  # fmt: skip


def clicks(x, y):
    """The actions of a click."""
    moved = {"type": "pointerMove", "x": x, "y": y}
    return [{"type": "pointer", "id": "mouse", "actions": [moved, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}]


def strokes(text):
    """The actions of typing a text, or a key named in KEYS."""
    keys = [{"type": kind, "value": key} for key in KEYS.get(text, text) for kind in ("keyDown", "keyUp")]
    return [{"type": "key", "id": "keyboard", "actions": keys}]
