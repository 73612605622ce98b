"""What a learner does first, in each of the three engines that browsers have: Chromium's, Firefox's, WebKit's."""

import pytest

from playground.lessons import LESSONS
from tests.browser import sites
from tests.browser.engines.conftest import beside_chromium
from tests.browser.engines.engine_page import EnginePage
from tests.browser.lessons import prologue
from tests.browser.test_boot import STAGES

STARTS = 10
NARROW = '<!doctype html><body style="margin: 0"><iframe sandbox="allow-scripts" style="border: 0; width: 390px; height: 844px" src="{}"></iframe>'

# The first worker has a Python that does not start.
BREAKS_ONCE = """
window.workers_ = 0;
window.Worker = class extends Worker {
    constructor(address) {
        const broken = `importScripts("${address}"); self.loadPyodide = () => Promise.reject(new Error("sabotaged"));`;
        super((window.workers_ += 1) === 1 ? URL.createObjectURL(new Blob([broken])) : address);
    }
};
"""

# What a visit to a build before this one has left.
OF_ANOTHER_BUILD = """new Promise((resolve, reject) => {
    localStorage.setItem("seeing-gradients-python", "another");
    const opening = indexedDB.open("seeing-gradients-python", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("snapshot").put("another", "build");
    opening.onsuccess = () => resolve(opening.result.close());
    opening.onerror = () => reject(opening.error);
})"""


def test_the_page_starts_ten_times_out_of_ten(engine, strict_site):
    """From its parts, as the snapshot is of another build; then from that which it has left. Two starts after one another have the
    same seed, and so the same run.

    On a slow machine WebKit's Python may say nothing for ten seconds, and begins from its parts then.
    """
    engine.go(f"{strict_site.address}build.txt")
    engine.evaluate(OF_ANOTHER_BUILD)
    page, ways, runs = EnginePage(engine), [], []
    for start in range(STARTS):
        page.open(f"{strict_site.address}?lang=en&seed={start // 2}")
        assert page.stages() == dict.fromkeys(STAGES, "done")
        assert page.config()["seed"] == start // 2
        ways.append(page.started())
        assert (page.parts_asked_for() > 0) == (ways[-1] == "cold")
        runs.append((page.step(20), page.parameters()))
        if start == 0:
            page.wait_until_python_is_kept()
        assert page.complaints == []
    assert ways[:2] == ["cold", "restored"]
    assert runs[0::2] == runs[1::2]


@beside_chromium
def test_training_learns_draws_and_stops_when_told(page):
    page.evaluate("(window.frames_ = 0, playground.on('frame', () => { window.frames_ += 1; }), null)")
    page.configure(lr=0.3)
    page.press_on("#run-toggle")
    learned = page.until_status("(status) => status.train_accuracy > 0.95", seconds=60)
    assert learned["train_loss"] < 0.2
    page.press_on("#run-toggle")
    page.until_status("(status) => !status.running")
    assert page.evaluate("window.frames_") > 10
    assert page.evaluate("tests.notFinite()") == []


@beside_chromium
def test_a_slow_pass_goes_through_every_phase(page):
    page.configure(hidden="2", speed=10)
    page.evaluate("(window.phases_ = [], playground.on('phase', ({ phase }) => phase && window.phases_.push(phase)), null)")
    page.press_on("#walk-toggle")
    page.wait_until("() => window.phases_.includes('update')")
    assert page.evaluate("window.phases_") == page.call("phases")
    assert page.texts_in("[data-slot=sentence]")


@beside_chromium
def test_the_first_lesson_is_done_by_its_tasks(page):
    lesson = LESSONS["prologue"]
    page.configure(scene="prologue")
    for step in lesson.steps[:-1]:
        page.expect_step(lesson, step)
        if step.ask:
            page.answer(lesson, step, right=True)
        if step.task:
            prologue.SOLUTIONS[step.name](page)
            page.expect_task_done()
        page.go_on()
    page.expect_step(lesson, lesson.steps[-1])
    page.expect_shown(".closing .idea")


@beside_chromium
def test_lessons_and_settings_come_and_go_with_the_scene(page):
    """WebKit showed neither of them a second time."""
    for scene, part in {"linear": "lesson", "playground": "controls", "prologue": "lesson", "": "controls"}.items():
        page.configure(scene=scene or "playground")
        page.expect_shown(f"[data-panel={part}]")


@beside_chromium
def test_data_of_ones_own_come_from_a_file(page, tmp_path):
    table = tmp_path / "points.csv"
    table.write_text("x1,x2,label\n" + "".join(f"{i / 4},{i % 5 - 2},{1 if i > 0 else -1}\n" for i in range(-16, 16)))
    page.press_on("[data-open=owndata]")
    page.engine.choose_file("#own-file", table)
    page.wait_until("() => document.querySelectorAll('#own-points > *').length === 32")
    page.press_on("[form=own-form]")
    page.expect_config(data="custom")
    data = page.call("data")
    assert len(data["train"]["y"]) + len(data["test"]["y"]) == 32
    assert page.step(5)["step"] == 5


@beside_chromium
def test_both_languages_are_spoken_without_a_new_start(page):
    page.press_on("#language")
    page.wait_until("() => document.querySelector('#run-toggle').innerText.includes(argument)", page.say_in("zh", "control.run"))
    page.press_on("#language")
    page.wait_until("() => document.querySelector('#run-toggle').innerText.includes(argument)", page.say_in("en", "control.run"))
    assert page.step(3)["step"] == 3


def test_in_a_closed_off_frame_of_390_pixels_a_python_that_breaks_once_is_started_again_and_the_page_fits_and_trains(engine, dist, own_watched):
    """WebKit's Python breaks about once in a hundred starts."""
    own_watched.faults["/narrow.html"] = sites.replaced(NARROW.format("/?lang=zh").encode())
    own_watched.faults["/page.js"] = sites.replaced(BREAKS_ONCE.encode() + (dist / "page.js").read_bytes())
    page = EnginePage(engine)
    engine.resize(1280, 860)  # the frame is in view as a whole, so that its places are the window's
    engine.go(f"{own_watched.address}narrow.html")
    engine.enter_frame()
    page.wait_until_ready()
    assert page.evaluate("window.workers_") == 2
    assert page.stages() == dict.fromkeys(STAGES, "done")
    assert page.evaluate("innerWidth") == 390
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # Firefox's bar for scrolling takes some of it
    page.press_on("#run-toggle")
    page.until_status("(status) => status.step > 30")
    page.call("pause")  # it stays open, beside the tests of other engines
    assert page.complaints == []
