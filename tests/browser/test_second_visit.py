"""From the second visit on Python goes on from a snapshot: nothing is told apart from a cold start, and whatever is wrong with it, the page starts."""

import pytest

from playground.lessons import LESSONS
from tests.browser.conftest import Visits

KEPT = "() => performance.getEntriesByName('snapshot:kept').length > 0"
CALLS = [
    ("config",), ("status",), ("data",), ("parameters",), ("phases",), ("trace", {"x": [1.5, -2], "y": 1}), ("step", 1000), ("parameters",),
    ("seek", 321), ("parameters",), ("configure", {"data": "spiral", "act": "relu", "hidden": "8,8", "noise": 20, "opt": "adam"}),
    ("data",), ("step", 50), ("status",), ("readData", "x1,x2,label\n1,2,a\n3,4,b\n"), ("useData", "[[1, 2, 1], [2, 1, -1]]"),
    ("showPhase", "loss"), ("reset",), ("status",), ("configure", {"data": "circle"}),
]  # fmt: skip
REFUSED = [("configure", {"lr": "much"}), ("setParameters", {"weights": 1}), ("useData", "nothing"), ("step", -1), ("showPhase", "no-such")]

# In a transaction of its own: `use(store)`; gives what the request that it returns has brought.
IN_THE_STORE = """(use) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("seeing-gradients-python", 1);
    opening.onsuccess = () => {
        const transaction = opening.result.transaction("snapshot", "readwrite");
        const asked = eval(use)(transaction.objectStore("snapshot"));
        transaction.oncomplete = () => (opening.result.close(), resolve(asked?.result));
        transaction.onabort = () => reject(transaction.error);
    };
})"""
REMEMBER = """(store) => {
    store.getAllKeys().onsuccess = ({ target: { result: keys } }) =>
        (store.getAll().onsuccess = ({ target: { result: values } }) => (window.remembered = keys.map((key, i) => [values[i], key])));
}"""
PUT_BACK = "(store) => { store.clear(); for (const [value, key] of window.remembered) store.put(value, key); }"
FAULTS = {
    "truncated": "(store) => { store.get('pages').onsuccess = ({ target: { result } }) => store.put(result.slice(0, result.length / 2), 'pages'); }",
    "of which one bit is wrong": """(store) => {
        store.get("pages").onsuccess = ({ target: { result } }) => {
            result[result.length >> 1] ^= 64;
            store.put(result, "pages");
        };
    }""",
    "of another build": "(store) => store.put('another', 'build')",
    "without a document": "(store) => store.put([{ type: 'document', text: '{' }], 'opening')",
}  # fmt: skip


class Learner:
    """Visits of one learner, who has kept what the first of them has left."""

    def __init__(self, visits, address):
        self.visits, self.address = visits, address
        self._context = None

    def visit(self, query="", ready=True, prepare=""):
        """A page in the learner's browser."""
        page = self.visits.page() if self._context is None else self.visits.another(self._context)
        self._context = page.page.context
        if prepare:
            page.page.add_init_script(prepare)
        if ready:
            return page.open(self.address + query)
        page.page.goto(self.address + query)
        return page

    def leave_a_snapshot(self):
        """A visit that ends when its Python is kept."""
        page = self.visit()
        page.wait_until(KEPT)
        page.page.goto(self.address + "build.txt")
        page.page.evaluate(IN_THE_STORE, REMEMBER)
        self._aside = page.page
        return self

    def in_store(self, use):
        """Changes what is kept, or asks for something of it."""
        return self._aside.evaluate(IN_THE_STORE, use)


def started(page):
    """Which way the page has started: "cold" or "restored"."""
    return page.evaluate("performance.getEntriesByType('mark').map(({ name }) => name).filter((name) => name.startsWith('boot:')).join().slice(5)")


def parts_asked_for(page):
    return page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/parts/')).length")


@pytest.fixture
def learner(visits, site):
    return Learner(visits, site.address)


@pytest.fixture(scope="module")
def returning(browser, site):
    """A learner who has been here, shared by tests that leave the snapshot as it is."""
    visits = Visits(browser)
    yield Learner(visits, site.address).leave_a_snapshot()
    assert visits.complaints == []
    visits.close()


def answers(page):
    return [page.call(name, *arguments) for name, *arguments in CALLS], [page.refusal(name, *arguments) for name, *arguments in REFUSED]


def test_a_restored_python_answers_every_call_as_a_cold_one_does_to_the_bit(returning, playground):
    again = returning.visit()
    assert started(again) == "restored"
    assert parts_asked_for(again) == 0
    again.page.bring_to_front()
    restored, cold = answers(again), answers(playground)
    assert restored == cold
    assert all(cold[1])
    again.page.close()


def test_a_restored_page_shows_every_scene_as_a_cold_one_does(returning, playground):
    again = returning.visit()
    for scene in LESSONS:
        shown = [_shown(page, scene) for page in (again, playground)]
        assert shown[0] == shown[1], scene
    again.expect_finite_picture()
    again.page.close()


def _shown(page, scene):
    page.configure(scene=scene)
    page.until_status("(status) => !status.running")
    page.status()
    return page.evaluate("document.getElementById('scene').innerText")


def test_a_second_visit_opens_what_its_address_and_its_browser_ask_for(returning):
    again = returning.visit("?scene=gradients&lang=zh&theme=dark&seed=5&data=no-such")
    assert started(again) == "restored"
    again.expect_config(scene="gradients", lang="zh", theme="dark", seed=5)
    assert again.page.locator("html").get_attribute("data-theme") == "dark"
    assert again.page.locator("#notices").inner_text().strip()
    assert "scene=gradients" in again.page.url
    again.page.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_with_a_snapshot_that_is_no_use_throws_it_away_and_starts_from_its_parts(returning, fault):
    returning.in_store(FAULTS[fault])
    expect_a_cold_start(returning.visit(), returning)


def test_a_python_that_does_not_come_out_of_its_snapshot_is_given_up(returning):
    silent = """
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message, ...rest) {
            if (message.snapshot !== "kept") post.call(this, message, ...rest);
        };"""
    page = returning.visit(prepare=silent)
    assert returning.in_store("(store) => store.count()") == 0
    expect_a_cold_start(page, returning)


def expect_a_cold_start(page, learner):
    """One document is drawn, of which all is right; the snapshot is gone, and put back for the next test."""
    assert started(page) == "cold"
    assert page.step(5)["step"] == 5
    page.expect_finite_picture()
    assert page.evaluate("Bokeh.documents.length") == 1
    assert learner.in_store("(store) => store.get('build')") != "another"
    page.page.close()
    learner.in_store(PUT_BACK)


def test_where_nothing_may_be_kept_every_start_is_a_cold_one(visits, site):
    page = visits.page()
    page.page.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });")
    page.open(site.address)
    assert started(page) == "cold"
    assert page.step(5)["step"] == 5


def test_a_first_visit_does_not_wait_for_a_storage_that_may_never_answer(visits, site):
    page = visits.page()
    page.page.add_init_script("window.asked_ = 0; IDBFactory.prototype.open = () => { window.asked_ += 1; return {}; };")
    page.open(site.address)
    assert started(page) == "cold"
    assert page.evaluate("window.asked_") == 0


def test_a_full_storage_keeps_nothing_and_disturbs_nobody(learner):
    page = learner.visit(ready=False)
    page.page.context.new_cdp_session(page.page).send("Storage.overrideQuotaForOrigin", {"origin": learner.address.rstrip("/"), "quotaSize": 1e6})
    told = page.page.wait_for_event("console", lambda message: "no snapshot" in message.text, timeout=120_000)
    assert "Quota" in told.text
    assert page.step(5)["step"] == 5
    assert page.complaints == []


def test_while_training_runs_nothing_is_kept(learner):
    page = learner.visit()
    page.call("run")
    page.wait_until("(began) => performance.now() - performance.getEntriesByName('boot:ready')[0].duration > 4000")
    assert not page.evaluate(f"({KEPT})()")
    page.call("pause")
    page.wait_until(KEPT)


def test_two_pages_that_start_together_leave_one_whole_snapshot(learner):
    first, second = learner.visit(ready=False), learner.visit(ready=False)
    for page in (first, second):
        page.wait_until_ready()
        page.wait_until(KEPT)
    assert started(learner.visit()) == "restored"
