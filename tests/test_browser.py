"""A page prepared before anybody sees it, and gone on with, is the page that would have been opened outright."""

import asyncio
import json
import re
import subprocess
import sys
import types
from pathlib import Path

import pytest

from playground.apps.playground import build
from playground.lessons import LESSONS
from playground.session import Surroundings
from playground.views.panels import PANELS

PLAIN = {"address": "", "lang": "en", "dark": False, "reduced_motion": False, "visible": True, "large": False, "kept": {}}
STUDY = {"answers": {}, "done": [["prologue", "start"]], "tries": {}}
KEPT = {"welcome": "gone", "study": json.dumps(STUDY)}
VISITS = [
    PLAIN | {"lang": "zh", "dark": True, "reduced_motion": True, "kept": KEPT},
    PLAIN | {"large": True, "address": "?lang=zh&theme=dark&hide=welcome,legend&data=no-such"},
    PLAIN | {"address": "?data=spiral&hidden=8,8&act=relu&seed=7&versus=act=tanh"},
    PLAIN | {"address": "#dataset=xor&networkShape=3&seed=0.5"},
    *(PLAIN | {"address": f"?scene={name}", "kept": KEPT} for name in LESSONS),
]


@pytest.fixture(autouse=True, scope="module")
def browser():
    """`playground.browser` beside a stand-in for the half of Pyodide that it needs: what crosses stays as it is."""
    stand_in = types.ModuleType("pyodide.ffi")
    stand_in.to_js = lambda value: value
    sys.modules |= {"pyodide": types.ModuleType("pyodide"), "pyodide.ffi": stand_in}
    import playground.browser

    yield playground.browser
    for name in ("pyodide", "pyodide.ffi", "playground.browser"):
        del sys.modules[name]


def opened_outright(browser, visit):
    bridge = browser.Bridge(build())
    bridge.prepare(Surroundings(**visit))
    return bridge


def gone_on_with(browser, visit, before=PLAIN):
    bridge = browser.prepare(build(), json.dumps(before))
    bridge.resume(browser.Recorder(), json.dumps(visit))
    return bridge


async def come_to_rest(bridge):
    """All that a lesson's step begins with has happened."""
    while tasks := asyncio.all_tasks() - {asyncio.current_task()}:
        bridge.drawn(), bridge.painted()
        await asyncio.wait(tasks, timeout=0.01)


def all_that_is_shown(bridge):
    app = bridge._app
    return {
        "page": app.page(),
        "status": app.session.status(),
        "frame": app.view.frame().bytes.tobytes(),
        "figures": numbered(app.document.text() + json.dumps(app.view.layout())),
        "panels": {name: str(panel.html(app.session, app.view.say)) for name, panel in PANELS.items()},
    }


def numbered(text):
    """A document with its models' ids, and the names that Panel has counted, in the order in which they appear."""
    ids = {}
    return re.sub(r'"p\d+"|"[A-Z][A-Za-z]+\d{5}"', lambda found: ids.setdefault(found[0], f'"{len(ids)}"'), text)


BEFORE = PLAIN | {"lang": "zh", "address": "?scene=gradients&lang=en"}  # of the visit that the page was prepared for


@pytest.mark.parametrize("before", [PLAIN, BEFORE], ids=["plain", "other"])
@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit["address"] or visit["lang"])
def test_a_prepared_page_goes_on_as_the_page_that_was_opened_outright(browser, visit, before):
    async def compared():
        one, other = opened_outright(browser, visit), gone_on_with(browser, visit, before)
        await come_to_rest(one)
        await come_to_rest(other)
        return all_that_is_shown(one), all_that_is_shown(other)

    one, other = asyncio.run(compared())
    for what, shown in one.items():
        assert other[what] == shown, what


def test_what_every_page_hears_first_is_nothing_of_one_visit(browser):
    def said(visit):
        bridge, port = browser.prepare(build(), json.dumps(visit)), browser.Recorder()
        bridge.say_again(port)
        return [(name, [numbered(part) if isinstance(part, str) else bytes(part) for part in parts]) for name, parts in port.said]

    first = said(PLAIN)
    assert [name for name, _ in first] == ["document", "panels", "names", "layout", "frame"]
    assert said(PLAIN | {"address": "?scene=gradients", "visible": False, "kept": KEPT}) == first


def test_a_prepared_page_has_nothing_under_way_that_a_snapshot_would_lose(browser):
    async def under_way():
        bridge = browser.prepare(build(), json.dumps(PLAIN))
        return asyncio.all_tasks() - {asyncio.current_task()}, bridge.running(), bridge._renewing

    assert asyncio.run(under_way()) == (set(), False, False)


@pytest.mark.parametrize("address", ["", "?lang=zh"])
def test_a_page_that_goes_on_where_nothing_is_different_hears_little(browser, address):
    async def said():
        port, visit = browser.Recorder(), json.dumps(PLAIN | {"address": address})
        browser.prepare(build(), visit).resume(port, visit)
        return [name for name, _ in port.said]

    assert asyncio.run(said()) == ["page"]


def test_what_another_page_has_kept_is_neither_overlooked_nor_overwritten(browser):
    """The two share the device; each holds what the other keeps there."""
    async def visit():
        port = browser.Recorder()
        bridge = browser.prepare(build(), json.dumps(PLAIN | {"address": "?scene=prologue"}))
        bridge.resume(port, json.dumps(PLAIN | {"address": "?scene=prologue"}))
        await come_to_rest(bridge)
        bridge._app.board.act("kept.keep", {"name": "here"})
        here = told(port, "runs")
        there = {"runs": json.dumps([json.loads(here)[0] | {"name": "there"}]), "study": json.dumps({"answers": {}, "done": ["prologue/weigh"], "tries": {}})}
        bridge.environment(json.dumps({"kept": there}))
        await come_to_rest(bridge)
        assert bridge._app.session.tutor.study.done == {("prologue", "weigh")}
        bridge._app.board.act("kept.keep", {"name": "again"})
        await come_to_rest(bridge)
        return [run["name"] for run in json.loads(told(port, "runs"))]

    assert asyncio.run(visit()) == ["there", "again"]


def told(port, name):
    """The last text that the page was to keep under a name."""
    return [text for said, arguments in port.said if said == "keep" and arguments[0] == name for text in arguments[1:]][-1]


def test_random_generators_are_seeded_anew_when_a_page_goes_on(browser):
    import random

    import numpy as np

    def drawn():
        random.seed(1)
        np.random.seed(1)
        gone_on_with(browser, PLAIN)
        return random.random(), np.random.random()

    one, other = drawn(), drawn()
    assert one[0] != other[0] and one[1] != other[1]


WHAT_WAS_LOADED = """
import asyncio, json, sys, types
stand_in = types.ModuleType("pyodide.ffi")
stand_in.to_js = lambda value: value
sys.modules |= {"pyodide": types.ModuleType("pyodide"), "pyodide.ffi": stand_in}
from tests.test_browser import PLAIN, use_everything
from playground import browser
from playground.apps.playground import build

async def main():
    bridge = browser.prepare(build(), json.dumps(PLAIN))
    before = set(sys.modules)
    await use_everything(bridge, browser.Recorder())
    print(json.dumps(sorted(set(sys.modules) - before)))

asyncio.run(main())
"""
TABLE = "x1,x2,label\n1,2,a\n3,4,b\n"
CALLS = [
    ("configure", {"versus": "act=relu;act=sigmoid"}), ("run",), ("pause",), ("step", 30), ("seek", 10), ("reset",), ("status",), ("data",),
    ("parameters",), ("trace", {"x": [1, 2], "y": 1}), ("phases",), ("showPhase", "loss"), ("readData", TABLE), ("readData", "{"),
    ("useData", "[[1, 2, 1], [2, 1, -1]]"), ("setParameters", {"weights": 1}), ("configure", {"lr": "much"}), ("configure", {"data": "spiral"}),
]  # fmt: skip
ACTS = [
    *(("takeaway.save", name) for name in ("numpy", "torch", "config", "parameters", "history", "data")), ("takeaway.open", {"text": "{}"}),
    ("own.read", TABLE), ("kept.keep", {"name": "一"}), ("kept.csv", None), ("look", ["surface", True]), ("no-such", None),
]  # fmt: skip


def not_eager(work, *, loop, eager_start):
    """A task for Pythons before 3.12, which cannot begin one at once."""
    return loop.create_task(work)


async def use_everything(bridge, port):
    """Every scene in every language, every call of the page, what is taken away, and what is refused."""
    if sys.version_info < (3, 12):
        asyncio.Task = not_eager
    bridge.resume(port, json.dumps(PLAIN))
    for lang in ("zh", "en"):
        for scene in LESSONS:
            bridge.call(0, "configure", json.dumps([{"scene": scene, "lang": lang}]))
            await come_to_rest(bridge)
    bridge.call(0, "configure", json.dumps([{"scene": "playground"}]))
    for name, *arguments in CALLS:
        bridge.call(0, name, json.dumps(arguments))
        if name != "run":
            await come_to_rest(bridge)
    for name, value in ACTS:
        bridge.act(name, None, json.dumps(value))
        await come_to_rest(bridge)
    assert {"value", "refusal", "file", "keep", "event"} <= {name for name, _ in port.said}


def test_nothing_is_imported_after_the_start_that_a_snapshot_would_not_hold():
    ran = subprocess.run([sys.executable, "-c", WHAT_WAS_LOADED], cwd=Path(__file__).parents[1], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout.splitlines()[-1]) == []
