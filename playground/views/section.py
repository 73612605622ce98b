"""A part of a panel that is worth keeping: most changes of the settings leave most parts as they were."""

from collections.abc import Callable


class Section:
    """`build(config, say)` gives HTML that depends on some settings and the language only; it is called when they change.

    On a busy page every panel is drawn after every change, and there drawing a part costs milliseconds.
    """

    def __init__(self, build: Callable, *keys: str):
        self._build, self._keys, self._seen = build, keys, None

    def __call__(self, config, language: str, say):
        seen = language, *(getattr(config, key) for key in self._keys)
        if seen != self._seen:
            self._seen, self._html = seen, self._build(config, say)
        return self._html
