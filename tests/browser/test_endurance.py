"""Long runs leave memory as it was: as much of an hour of training as fits, at full speed."""

import pytest

SECONDS = 40  # of training while drawing, at pace max
HOOK = """
let started;
Object.defineProperty(self, "loadPyodide", {
  configurable: true,
  get: () => (options) => started(options).then((pyodide) => (self.pyodideForTests = pyodide)),
  set: (function_) => { started = function_; },
});
"""
MEASURE = """() => {
  const pyodide = self.pyodideForTests;
  const blocks = pyodide.runPython("import gc, sys; gc.collect(); sys.getallocatedblocks()");
  return { heap: pyodide._module.HEAP8.length, blocks };
}"""


@pytest.fixture
def measured(visits, site):
    """A page whose worker lets its Pyodide be seen."""
    playground = visits.page()

    def with_hook(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=HOOK + answer.text())

    playground.page.route("**/worker.js*", with_hook)
    return playground.open(site.address)


def measure(playground):
    """Bytes of the worker's WebAssembly memory, Python's allocated blocks, and the page's DOM nodes."""
    session = playground.page.context.new_cdp_session(playground.page)
    session.send("HeapProfiler.collectGarbage")
    nodes = session.send("Memory.getDOMCounters")["nodes"]
    session.detach()
    return playground.page.workers[0].evaluate(MEASURE) | {"nodes": nodes}


def expect_flat(early, late):
    assert late["heap"] <= early["heap"] * 1.1, (early, late)
    assert late["blocks"] <= early["blocks"] * 1.1, (early, late)
    assert late["nodes"] <= early["nodes"] * 1.1 + 200, (early, late)


@pytest.mark.slow
@pytest.mark.parametrize("hidden", ["4,2", "8,8,8,8"])
def test_training_at_full_speed_leaves_memory_flat(measured, hidden):
    """From the end of the first quarter to the end, within 10 per cent."""
    measured.configure(pace="max", hidden=hidden)
    measured.call("run")
    wait = "new Promise((resolve) => setTimeout(resolve, argument))"
    measured.evaluate(wait, 1000 * SECONDS / 8, seconds=60)
    early = measure(measured)
    measured.evaluate(wait, 3000 * SECONDS / 8, seconds=60)
    late = measure(measured)
    assert measured.call("pause")["step"] > 20000
    expect_flat(early, late)


@pytest.mark.slow
def test_a_million_steps_in_many_calls_leave_memory_flat(measured):
    """Forty thousand epochs, what eleven minutes of one epoch a frame at 60 frames a second come to."""
    pieces = [100] * 50 + [20000] * 12
    for count in pieces:
        measured.step(count, seconds=60)
    early = measure(measured)
    for count in [100] * 200 + [20000] * 37:
        measured.step(count, seconds=60)
    late = measure(measured)
    assert measured.status()["step"] >= 1_000_000
    expect_flat(early, late)


@pytest.mark.slow
def test_changing_everything_again_and_again_leaves_memory_flat(measured):
    """Three hundred restarts with other networks and data, languages and themes."""
    changes = """(async (count) => {
        for (let i = 0; i < count; i++) {
            await playground.configure({ hidden: ["4,2", "8,8,8,8", "", "16,16"][i % 4], data: ["xor", "spiral", "plane"][i % 3],
                                         seed: i, lang: ["zh", "en"][i % 2], theme: ["light", "dark"][i % 2], samples: 200 });
            await playground.step(5);
        }
    })"""
    measured.evaluate(f"{changes}(100)", seconds=120)
    early = measure(measured)
    measured.evaluate(f"{changes}(200)", seconds=120)
    expect_flat(early, measure(measured))
