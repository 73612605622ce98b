"""All panels of one page: which are out of date, what they look like, and what their elements do."""

import math
import time
from collections.abc import Callable
from types import ModuleType

from playground.explain import parse
from playground.views.lettering import lettered
from playground.views.panels import PANELS

PARTS = {"charts": "chart", "light": "backward"}  # of the page that panels fill, where these have another name
WHILE_RUNNING = 0.5  # seconds between two looks of a panel while training runs: nobody reads faster
TIMES_AS_LONG = 8  # as rendering them has taken, is the least time until the next: a slow machine is to train, too
EVENTS = ("config", "restart", "sample", "subject", "draft", "status", "phase", "arrived", "study", "keep", "deeper", "room", "goal")


class Board:
    """Renders the panels that a session's events have made out of date.

    `renew()` is called when some are, `stale` by their names; then `changed()` gives their HTML.
    """

    def __init__(self, session, say: Callable[..., str], panels: dict[str, ModuleType] = PANELS):
        self._session, self._say, self._panels = session, say, panels
        self.stale, self._shown = set(panels), {}
        self._quiet_until, self._everywhere = -math.inf, _in_every_panel(session)  # seconds; while training runs
        self.renew: Callable[[], None] = lambda: None
        self._actions = {"point": _point, "pin": _pin}
        for panel in panels.values():
            self._actions |= panel.ACTIONS
        for event in EVENTS:
            session.on(event, lambda *details, event=event: self._happened(event))

    def changed(self, seconds: float = math.inf) -> dict[str, str]:
        """{name: HTML} of panels that look different from when they were last asked for.

        Only of as many as are rendered in so many seconds, but of one at least; `stale` are those that are left.
        """
        began, changed = time.monotonic(), {}
        for name in [name for name in self._panels if name in self.stale]:
            self.stale.discard(name)
            html = str(self._panels[name].html(self._session, self._say)) if self._is_wanted(name) else ""
            if self._shown.get(name) != html:
                self._shown[name], changed[name] = html, lettered(html)
            if time.monotonic() >= began + seconds:
                break
        now = time.monotonic()
        self._quiet_until = now + max(WHILE_RUNNING, TIMES_AS_LONG * (now - began)) if self._session.running else -math.inf
        return changed

    def _is_wanted(self, panel: str) -> bool:
        """Whether whoever set the page up has not hidden it: what is hidden is not only not to be seen, it is not there."""
        return PARTS.get(panel, panel) not in self._session.config.hide

    def act(self, name: str, value):
        """What an element of a panel does; gives an awaitable, a File or None. KeyError where there is no such action."""
        return self._actions[name](self._session, value)

    def again(self, panel: str) -> None:
        """Sends a panel once more even if it looks the same: its field may hold what was typed and refused."""
        self._shown.pop(panel, None)
        self.stale.add(panel)
        self.renew()

    def _happened(self, event: str) -> None:
        before, self._everywhere = self._everywhere, _in_every_panel(self._session)
        all_differ = before != self._everywhere
        self.stale |= {name for name, panel in self._panels.items() if all_differ or event in panel.FOLLOWS}
        soon = self._session.running and time.monotonic() < self._quiet_until
        if self.stale and not (soon and event == "status"):
            self.renew()


def _in_every_panel(session) -> tuple:
    """What every panel depends on: the language, and what is hidden."""
    return session.language, session.config.hide


def _point(session, value) -> None:
    session.point(_subject(session, value))


def _pin(session, value) -> None:
    session.pin(_subject(session, value))


def _subject(session, value):
    return parse(value, session.training.network.sizes) if value else None
