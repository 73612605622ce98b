"""Long runs leave memory as it was, and the page in peace: as much of an hour of training as fits, at full speed."""

import pytest

pytestmark = pytest.mark.long

WAIT = "new Promise((resolve) => setTimeout(resolve, 1000 * argument))"
CONTROLLED = "Object.defineProperty(navigator.serviceWorker, 'controller', { value: {} })"  # then the worker comes as it is, not packed
HOOK = """
const loadPyodideItself = self.loadPyodide;
self.loadPyodide = (options) => loadPyodideItself(options).then((pyodide) => (self.pyodideForTests = pyodide));
"""
MEASURE = """() => {
  const pyodide = self.pyodideForTests;
  const objects = pyodide.runPython("import gc; gc.collect(); len(gc.get_objects())");
  return { memory: pyodide._module._sbrk(0), objects };
}"""


@pytest.fixture
def measured(visits, site):
    """A page whose worker lets its Pyodide be seen."""
    playground = visits.page()

    def with_hook(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text() + HOOK)

    playground.page.add_init_script(CONTROLLED)
    playground.page.route("**/worker.js*", with_hook)
    return playground.open(site.address)


def measure(playground):
    """Bytes that the worker has ever had in use, Python's objects, and the page's DOM nodes.

    Not the length of WebAssembly's memory: it grows by fifths, so that one byte more can be 20 % more.
    """
    playground.status()  # now the panels show the last change, too
    session = playground.page.context.new_cdp_session(playground.page)
    session.send("HeapProfiler.collectGarbage")
    nodes = session.send("Memory.getDOMCounters")["nodes"]
    session.detach()
    return playground.page.workers[0].evaluate(MEASURE) | {"nodes": nodes}


def expect_flat(early, late):
    assert late["memory"] <= early["memory"] * 1.1, (early, late)
    assert late["objects"] <= early["objects"] * 1.1, (early, late)
    assert late["nodes"] <= early["nodes"] * 1.1 + 200, (early, late)


def test_a_minute_of_training_asks_for_nothing_complains_of_nothing_and_leaves_memory_flat(measured):
    """Ten seconds at each of the slower paces, forty at full speed; memory from the first quarter to the end."""
    measured.call("run")
    for pace in ("step", "epoch"):
        measured.configure(pace=pace)
        measured.evaluate(WAIT, 10)
        measured.expect_finite_picture()
    early = measure(measured)
    measured.configure(pace="max")
    measured.evaluate(WAIT, 40, seconds=90)
    measured.expect_finite_picture()
    late = measure(measured)
    assert measured.call("pause")["step"] > 20000
    expect_flat(early, late)


def test_half_a_million_steps_in_many_calls_leave_memory_flat(measured):
    """Twenty thousand epochs: what six minutes of one epoch a frame at 60 frames a second come to."""
    for count in [100] * 50 + [10000] * 12:
        measured.step(count, seconds=60)
    early = measure(measured)
    for count in [100] * 150 + [10000] * 36:
        measured.step(count, seconds=60)
    late = measure(measured)
    assert measured.status()["step"] == 500_000
    expect_flat(early, late)


def test_changing_everything_again_and_again_leaves_memory_flat(measured):
    """A hundred restarts with other networks and data, languages and themes."""
    changes = """(async (count) => {
        for (let i = 0; i < count; i++) {
            await playground.configure({ hidden: ["4,2", "8,8,8,8", "", "16,16"][i % 4], data: ["xor", "spiral", "plane"][i % 3],
                                         seed: i, lang: ["zh", "en"][i % 2], theme: ["light", "dark"][i % 2], samples: 200 });
            await playground.step(5);
        }
    })"""
    measured.evaluate(f"{changes}(40)", seconds=120)
    early = measure(measured)
    measured.evaluate(f"{changes}(60)", seconds=120)
    expect_flat(early, measure(measured))
