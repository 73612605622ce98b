"""The Python end of every message between worker and page. The only module that knows of JavaScript.

A page is prepared before anybody sees it: what it is to hear is said to a recorder. Then no JavaScript object lives in Python,
and its memory may be kept as a snapshot, which the next visit takes up where this one does. All that crosses is text and bytes.
"""

import asyncio
import gc
import inspect
import json
import math
import random
import traceback
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import asdict, replace

import numpy as np
from pyodide.ffi import to_js

from playground.apps.playground import App
from playground.calls import Calls, call
from playground.config import Config
from playground.export import Unreadable
from playground.filming import Picture
from playground.lessons import addresses, links
from playground.lessons.links import Link
from playground.lessons.study import PredictFirst
from playground.session import Interrupted, Surroundings
from playground.settings import SettingError
from playground.views.files import File
from playground.views.remarks import remark_on

READS = ("config", "status", "trace", "parameters", "data")  # calls that ask what is; the page is to agree with their answers
IN_FLIGHT = 2  # frames under way to the page: while it paints one, the next is computed
LONGEST_PAINTING = 0.25  # seconds
AT_A_TIME = 0.008  # seconds of rendering panels between two looks at what the learner does


class Recorder:
    """Stands in for a page's port: keeps what is said to it, as plain Python."""

    def __init__(self):
        self.said = []

    def __getattr__(self, name: str) -> Callable:
        return lambda *arguments: self.said.append((name, deepcopy(arguments)))


class Bridge:
    """Links a built app to the page behind a port (pyscript/worker/port.js); until it has one, to a recorder."""

    def __init__(self, app: App):
        self._app, self._session = app, app.session
        self._port, self._crossing = Recorder(), lambda value: value
        self._calls = Calls(app.session)
        self._tasks = set()
        self._in_flight, self._room = 0, asyncio.Event()
        self._room.set()
        self._shown, self._painted, self._painting = 0, 0, asyncio.Event()  # frames sent, frames painted; one is painted
        self._renewing = False
        self._opening, self._unshown = False, False  # what changes while a page is opened is shown once, when all is in place

    def prepare(self, surroundings: Surroundings) -> None:
        """Says to the recorder what every page hears first: the document, the panels, a frame."""
        self._app.open(surroundings)
        self._port.document(self._app.document.text())
        self._app.document.connect(self._send_patch)
        self._app.view.complain = self._complain
        self._app.view.restructured = self._send_layout
        self._app.board.renew = self._renew_panels
        self._session.screen = self
        self._listen()
        self._send_panels()
        self._send_layout()
        self.show()

    def say_again(self, port) -> None:
        """Says to a port what has been said to the recorder, which forgets it."""
        for name, arguments in self._port.said:
            getattr(port, name)(*map(to_js, arguments))
        self._port.said.clear()

    def resume(self, port, surroundings: str) -> None:
        """Goes on with a page that has heard the first: tells it what is different there; then the learner can act.

        `surroundings` is JSON text of what the browser tells of itself.
        """
        _seed_anew()
        self._port, self._crossing = port, to_js
        self._renewing = self._opening = True  # panels go with all else, not after it
        link = self._app.open(Surroundings(**json.loads(surroundings)))
        self._renewing = self._opening = False
        if self._unshown:
            self.show()
        self._send_panels()
        self._tell_page()
        self._tell_of(link)

    def running(self) -> bool:
        """Whether training runs."""
        return self._session.running

    # -- from the page -------------------------------------------------------------------------

    def receive_patch(self, text: str) -> None:
        """Applies what the learner did with a widget, before the next message is looked at."""
        self._guard(self._app.document.receive, text)

    def call(self, number: int, name: str, text: str) -> None:
        """Answers a call of window.playground; those that take time answer when they are done."""
        try:
            if name in READS and self._renewing:
                self._send_panels()
            result = call(self._calls, name, json.loads(text))
        except Exception as error:  # every refusal goes back to whoever asked
            self._refuse(number, error)
            return
        if inspect.isawaitable(result):
            # Eager: it has begun before the next message is looked at, and so keeps its place among clicks.
            self._keep(asyncio.Task(self._answer_later(number, result), loop=asyncio.get_event_loop(), eager_start=True))
        else:
            self._answer(number, result)

    def act(self, name: str, panel: str | None, text: str) -> None:
        """Does what an element of a panel asks for; `panel` is the one to show again, whatever comes of it."""
        done = None
        try:
            done = self._app.board.act(name, json.loads(text))
        except Exception as error:  # the learner must hear of it
            self._complain(self._app.view.sentence_for(error), error)
        self._keep(asyncio.Task(self._acted(done, panel), loop=asyncio.get_event_loop(), eager_start=True))

    async def _acted(self, done, panel: str | None) -> None:
        try:
            result = await done if inspect.isawaitable(done) else done
            if isinstance(result, File):
                self._port.file(result.name, result.kind, result.text)
        except Interrupted:
            pass  # something newer was asked for
        except Exception as error:  # the learner must hear of it
            self._complain(self._app.view.sentence_for(error), error)
        if panel:
            self._app.board.again(panel)
        self._port.acted()

    def drawn(self) -> None:
        """The page has taken in one frame."""
        self._in_flight = max(0, self._in_flight - 1)
        self._room.set()

    def painted(self) -> None:
        """And painted it."""
        self._painted = min(self._painted + 1, self._shown)
        self._painting.set()

    def environment(self, text: str) -> None:
        """Something around the page has changed."""
        self._guard(self._surround, json.loads(text))

    def _surround(self, changes: dict) -> None:
        reached = changes.pop("reached", None)
        if reached is not None:
            self._session.pursuit.take_up(reached)
        address = changes.pop("address", None)
        if address is not None:
            self._tell_of(self._app.go_to(address))
        if changes:
            self._session.surround(**changes)
        if "kept" in changes:  # by another page of the same learner
            self._session.tutor.start()
            self._session.show_again()  # a question may have been answered there that the light would have answered

    def _guard(self, work: Callable, *arguments) -> None:
        """Nobody waits for an answer here, so an error is told to the learner instead."""
        try:
            work(*arguments)
        except Exception as error:
            self._complain(self._app.view.sentence_for(error), error)

    # -- to the page (the session's Screen) ----------------------------------------------------

    def idle(self) -> bool:
        return self._in_flight < IN_FLIGHT

    async def drawn_enough(self) -> None:
        await self._room.wait()

    async def at_rest(self) -> None:
        shown = self._shown  # what has been sent by now: an older frame that is being painted does not count
        with suppress(TimeoutError):  # a page out of sight paints nothing
            async with asyncio.timeout(LONGEST_PAINTING):
                while self._painted < shown:
                    self._painting.clear()
                    await self._painting.wait()

    def show(self, further: bool = False) -> None:
        if self._opening:
            self._unshown = True
            return
        self._in_flight += 1
        if not self.idle():
            self._room.clear()
        self._shown += 1
        self._port.frame(self._crossing(self._app.view.frame(further).bytes), further)

    def _send_patch(self, text: str, buffers: dict[str, bytes]) -> None:
        self._port.patch(text, self._crossing([[name, data] for name, data in buffers.items()]))

    def _renew_panels(self) -> None:
        if not self._renewing:
            self._renewing = True
            self._keep(asyncio.ensure_future(self._send_panels_after_the_picture()))

    async def _send_panels_after_the_picture(self) -> None:
        """The picture of the same change matters more: until it is painted, the processors are left to it.

        So does what the learner does next: panels go a few at a time, unless training would come in between again and again.
        """
        await self.at_rest()
        while self._app.board.stale and not self._session.running:
            self._send_panels(AT_A_TIME)
            await asyncio.sleep(0)
            await self.at_rest()
        self._send_panels()
        self._renewing = False

    def _send_panels(self, seconds: float = math.inf) -> None:
        """Those that have changed, or as many of them as are rendered in so many seconds; with the last of them the figures' names."""
        try:
            if changed := self._app.board.changed(seconds):
                self._port.panels(json.dumps(changed))
            if not self._app.board.stale and (names := self._app.view.new_names()):
                self._port.names(json.dumps(names))
        except Exception as error:  # nobody waits for this
            self._complain(self._app.view.sentence_for(error), error)

    def _send_layout(self) -> None:
        self._port.layout(json.dumps(self._app.view.layout()))

    def _listen(self) -> None:
        self._session.on("config", lambda effect: self._opening or self._tell_page())
        self._session.on("status", lambda: self._event("status", self._session.status()))
        self._session.on("phase", lambda phase: self._event("phase", {"phase": phase}))
        self._session.on("task", lambda detail: self._event("task", detail))
        self._session.on("goal", lambda detail: self._event("goal", detail | {"status": self._session.status()}))
        self._session.on("keep", lambda name, text: self._port.keep(name, text))
        self._session.on("link", self._tell_of)
        self._session.on("subject", lambda: asyncio.get_event_loop().call_soon(self._send_panels))  # who points waits for words
        self._session.on("film", self._tell_of_film)
        self._session.on("error", lambda error: self._complain(self._app.view.sentence_for(error), error))

    def _tell_of_film(self, picture: Picture | None) -> None:
        """The page takes all that it shows by now."""
        if self._renewing:
            self._send_panels()
        self._event("film", picture and asdict(picture))

    def _tell_page(self) -> None:
        self._port.page(json.dumps(self._app.page()))

    def _tell_of(self, link: Link) -> None:
        """What has come of an address, as far as it is not what whoever wrote it expects."""
        for error in link.mistakes:
            self._complain(self._app.view.sentence_for(error, "error.ignored"), error)
        if remark := remark_on(link, self._app.view.say):
            self._event("remark", {"message": remark})
        if link.foreign:
            self._tell_page()  # even if it has changed nothing: the address is ours from now on

    def _complain(self, sentence: str, error: Exception | None = None) -> None:
        detail = {"message": sentence}
        if error is not None and not isinstance(error, SettingError):
            detail["trace"] = "".join(traceback.format_exception(error))
        self._event("error", detail | _parts(error))

    def _event(self, name: str, detail: dict) -> None:
        self._port.event(name, _text(detail))

    def _answer(self, number: int, value) -> None:
        self._port.value(number, _text(value))

    async def _answer_later(self, number: int, work) -> None:
        try:
            self._answer(number, await work)
        except Exception as error:  # every refusal goes back to whoever asked
            self._refuse(number, error)

    def _refuse(self, number: int, error: Exception) -> None:
        message = self._message(error)
        self._port.refusal(number, _text({"message": message} | _parts(error)))

    def _message(self, error: Exception) -> str:
        if isinstance(error, (SettingError, PredictFirst, Unreadable)):
            return self._app.view.sentence_for(error)
        if isinstance(error, Interrupted):
            return self._app.view.say("error.interrupted")
        return str(error)

    def _keep(self, task: asyncio.Task) -> None:
        """The event loop itself holds tasks only weakly."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def prepare(app: App, surroundings: str) -> Bridge:
    """The app ready for any page of this browser; `surroundings` (JSON text) without what belongs to one visit only.

    Of the address the language stays: who comes again mostly asks for the same, and what is the same needs no work then.
    """
    bridge, here = Bridge(app), Surroundings(**json.loads(surroundings))
    address = addresses.write(Config(lang=links.opened(here.address).config.lang))
    bridge.prepare(replace(here, address=address, visible=True, kept={}))
    gc.collect()
    gc.freeze()  # all of it stays as long as the page: to look through it again and again would take a tenth of a second
    return bridge


def _seed_anew() -> None:
    """Random generators whose state lies in the memory would go on as they did in every visit from the same snapshot.

    The seed of hashes stays what it was; nothing that is shown may depend on the order of a set.
    """
    random.seed()
    np.random.seed()


def _parts(error: Exception | None) -> dict:
    return {"key": error.key, "value": error.value, "allowed": error.allowed} if isinstance(error, SettingError) else {}


def _text(value) -> str:
    """JSON as JavaScript reads it, which has no NaN and no infinity: they become null."""
    return json.dumps(_finite(value))


def _finite(value):
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return value
