"""Chromium, by Playwright."""

from tests.browser.engines.engine import KEYS, Engine


class Chromium(Engine):
    def __init__(self, playwright, path, flags):
        self._browser = playwright.chromium.launch(executable_path=path, args=flags)
        self._page = self._browser.new_context(locale="en-GB").new_page()
        self._place = self._page

    def go(self, address):
        self._place = self._page
        self._page.goto(address)

    def enter_frame(self):
        self._place = self._page.main_frame.child_frames[0]

    def answer(self, source):
        return self._place.evaluate(source)

    def click(self, x, y):
        self._page.mouse.click(x, y)

    def type(self, text):
        press = self._page.keyboard.press if text in KEYS else self._page.keyboard.type
        press(text)

    def choose_file(self, selector, path):
        self._page.locator(selector).set_input_files(path)

    def resize(self, width, height):
        self._page.set_viewport_size({"width": width, "height": height})

    def close(self):
        self._browser.close()
