"""Runs inside Pyodide (test_trimming.py): every step of every scene, and each thing that its panels offer once.

Gives, in /result, what Python complained of, and the modules that were looked for and not found.
"""

import asyncio
import html
import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path

AS_EVERYWHERE = {"address": "", "lang": "en", "dark": False, "reduced_motion": True, "visible": True, "large": False, "kept": {}}
TABLES = ("a,b,y\n1,2,1\n3,4,-1", '[{"x": 1, "y": 2, "c": 0}]', "[[1. 2.]\n [3. 4.]]", "|a|b|\n|-|-|\n|1|2|")
CALLS = [("config", []), ("configure", [{"hidden": "3,3", "init": "orthogonal"}]), ("status", []), ("trace", [{"x": [1, 2], "y": 1}]), ("data", []),
         ("step", [3]), ("seek", [1]), ("parameters", []), ("phases", []), ("showPhase", ["loss"]),
         *(("readData", [text]) for text in TABLES)]  # fmt: skip
BUTTON = re.compile(r'<button\b(?![^>]*\bdisabled)[^>]*?data-do="([^"]+)"(?:[^>]*?data-value="([^"]*)")?')


class Missing:
    """The last of the finders: whatever comes to it is nowhere."""

    def __init__(self):
        self.names = set()

    def find_spec(self, name, path=None, target=None):
        self.names.add(name)


async def visit(browser, scenes):
    app = importlib.import_module("playground.apps.playground").build()
    bridge = browser.prepare(app, json.dumps(AS_EVERYWHERE))
    port, pressed = browser.Recorder(), set()
    for scene in scenes:
        bridge.resume(port, json.dumps(AS_EVERYWHERE | {"address": f"?{scene}"}))
        await turns(bridge)
        shown = "".join(text for said in port.said if said[0] == "panels" for text in json.loads(said[1][0]).values())
        for name, value in BUTTON.findall(shown):
            if name not in pressed:
                pressed.add(name)
                bridge.act(name, None, json.dumps(html.unescape(value) or None))
                await turns(bridge, 2)
    for look in ("histograms", "surface"):
        bridge.act("look", None, json.dumps([look, True]))
        await turns(bridge, 30)
    for number, (name, arguments) in enumerate(CALLS):
        bridge.call(number, name, json.dumps(arguments))
        await turns(bridge)
    for file in importlib.import_module("playground.views.panels.takeaway").FILES:
        bridge.act("takeaway.save", None, json.dumps(file))
        await turns(bridge)
    return port.said, pressed


async def turns(bridge, number=3):
    """Of the event loop, with a page that draws at once."""
    for _ in range(number):
        bridge.drawn()
        bridge.painted()
        await asyncio.sleep(0)


def complaints(said):
    """The last lines of what was told as a fault of the program."""
    events = [json.loads(arguments[1]) for name, arguments in said if name == "event" and arguments[0] == "error"]
    return [event["trace"].strip().splitlines()[-1] for event in events if "trace" in event]


missing = Missing()
importlib.import_module("playground.packages")
sys.meta_path.append(missing)
for module in pkgutil.walk_packages(importlib.import_module("playground").__path__, "playground."):
    importlib.import_module(module.name)
browser = importlib.import_module("playground.browser")
browser.to_js = lambda value: value  # a recorder keeps what it hears as plain Python
lessons = importlib.import_module("playground.lessons").LESSONS
steps = [f"scene={name}&at={step.name}" for name, lesson in lessons.items() for step in lesson.steps]
scenes = ["", "data=spiral&versus=act=relu&focus=edge/1/1/1&lang=zh&theme=dark", "data=hills&opt=adam", *steps]
said, pressed = await visit(browser, scenes)  # noqa: F704, PLE1142
result = {
    "complaints": complaints(said),
    "missing": sorted(missing.names),
    "steps": len(steps),
    "pressed": sorted(pressed),
    "files": [arguments[0] for name, arguments in said if name == "file"],
    "refusals": [arguments[1] for name, arguments in said if name == "refusal"],
    "calls": len(CALLS),
    "answers": sum(name == "value" for name, _ in said),
}
Path("/result/result.json").write_text(json.dumps(result))
