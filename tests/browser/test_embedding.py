"""A page that embeds this one in a frame makes the same calls by postMessage and hears the same events."""

import pytest

from tests.browser import sites

FRAME = '<iframe id="embedded" style="width: 1000px; height: 700px" {attributes} src="{address}"></iframe>'
CLIENT = """
window.frame_ = document.getElementById("embedded").contentWindow;
window.heard = [];
const waiting = new Map();
let last = 0;
addEventListener("message", ({ data, source }) => {
  if (source !== window.frame_) return;
  if (data?.playground === "event") window.heard.push(data);
  if (data?.playground !== "reply" || !waiting.has(data.id)) return;
  waiting.get(data.id)(data);
  waiting.delete(data.id);
});
window.ask = (playground, ...args) => new Promise((resolve) => {
  last += 1;
  waiting.set(last, resolve);
  window.frame_.postMessage({ playground, id: last, args }, "*");
});
window.value = async (...call) => {
  const { value, error } = await ask(...call);
  if (error) throw new Error(error.message);
  return value;
};
/* The frame's program has no listener before it runs, so the first question is asked until it is answered. */
window.opened = new Promise((resolve) => {
  const asking = setInterval(() => ask("ready").then(() => { clearInterval(asking); resolve(true); }), 500);
});
"""


class Embedder:
    """The embedding page: `value` gives a call's answer, `error` what it is refused with."""

    def __init__(self, page):
        self.page = page

    def value(self, *call):
        return self.page.evaluate("(call) => tests.within(60, value(...call))", list(call))

    def error(self, *call):
        return self.page.evaluate("(call) => tests.within(30, ask(...call)).then(({error}) => error)", list(call))


@pytest.fixture
def embed(visits, site):
    """Opens a page of the same server with a frame of the given attributes."""

    def open_embedder(attributes=""):
        html = FRAME.format(attributes=attributes, address="/?lang=en&seed=5")
        site.faults["/course.html"] = sites.replaced(f"<!doctype html>{html}<script>{CLIENT}</script>".encode())
        page = visits.returning().page
        page.goto(site.address + "course.html")
        page.evaluate("tests.within(60, opened)")
        return Embedder(page)

    yield open_embedder
    site.faults.clear()


def exercise(embedder):
    """The main calls once through, as a course author would."""
    assert embedder.value("config")["seed"] == 5
    assert embedder.value("configure", {"data": "xor"})["data"] == "xor"
    initial = embedder.value("parameters")
    assert embedder.value("step", 10)["step"] == 10
    assert embedder.value("parameters") != initial
    assert embedder.value("seek", 4)["step"] == 4
    assert embedder.value("reset")["step"] == 0
    assert embedder.value("parameters") == initial
    assert embedder.value("setParameters", initial) == initial
    assert len(embedder.value("data")["train"]["y"]) == 250
    assert embedder.value("trace", {"x": [1, 1], "y": 1})["loss"] >= 0
    assert embedder.value("phases")[0] == "input"
    assert embedder.value("showPhase", "loss")["phase"] == "loss"
    assert embedder.value("run")["running"]
    assert not embedder.value("pause")["running"]
    assert not embedder.value("status")["running"]


def test_every_call_is_answered_by_post_message(embed):
    embedder = embed()
    exercise(embedder)
    refused = embedder.error("configure", {"lr": "banana"})
    assert refused["key"] == "lr"
    assert refused["allowed"]
    assert "teleport" in embedder.error("teleport")["message"]
    assert embedder.error("__proto__")["message"]
    assert embedder.error("constructor")["message"]


def test_every_event_is_heard_by_post_message_and_messages_of_others_are_left_alone(embed):
    embedder = embed()
    embedder.page.evaluate("""[null, 5, "step", {playground: 5}, {type: "resize"}, []].forEach((data) => frame_.postMessage(data, "*"))""")
    assert embedder.value("status")["step"] == 0
    embedder.value("on")
    embedder.value("configure", {"speed": 10})
    embedder.value("step", 1)
    embedder.page.wait_for_function("heard.some(({event, detail}) => event === 'phase' && detail.phase === 'update')")
    events = embedder.page.evaluate("heard")
    assert {event["event"] for event in events} >= {"frame", "status", "phase"}
    status = next(event["detail"] for event in events if event["event"] == "status")
    assert "train_loss" in status


def test_the_page_runs_inside_a_sandboxed_frame(embed):
    exercise(embed('sandbox="allow-scripts"'))
