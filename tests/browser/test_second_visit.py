"""From the second visit on Python goes on from a snapshot: nothing is told apart from a cold start, and whatever is wrong with it, the page starts."""

import pytest
from playwright.sync_api import expect

from playground.lessons import LESSONS
from playground.texts import CATALOGUES
from tests.browser.conftest import Visits
from tests.browser.playground_page import PATIENCE_AT_START

CALLS = [
    ("config",), ("status",), ("data",), ("parameters",), ("phases",), ("trace", {"x": [1.5, -2], "y": 1}), ("step", 1000), ("parameters",),
    ("seek", 321), ("parameters",), ("configure", {"data": "spiral", "act": "relu", "hidden": "8,8", "noise": 20, "opt": "adam"}),
    ("data",), ("step", 50), ("status",), ("readData", "x1,x2,label\n1,2,a\n3,4,b\n"), ("useData", "[[1, 2, 1], [2, 1, -1]]"),
    ("showPhase", "loss"), ("reset",), ("status",), ("configure", {"data": "circle"}),
]  # fmt: skip
REFUSED = [("configure", {"lr": "much"}), ("setParameters", {"weights": 1}), ("useData", "nothing"), ("step", -1), ("showPhase", "no-such")]

# A promise of what the request has brought that a function of the store returns, in a transaction of its own.
IN_THE_STORE = """new Promise((resolve, reject) => {
    const opening = indexedDB.open("seeing-gradients-python", 1);
    opening.onsuccess = () => {
        const transaction = opening.result.transaction("snapshot", "readwrite");
        const asked = (%s)(transaction.objectStore("snapshot"));
        transaction.oncomplete = () => (opening.result.close(), resolve(asked?.result));
        transaction.onabort = () => reject(transaction.error);
    };
})"""
# Made beforehand, as no transaction lasts while a blob is read.
ONE_BIT_WRONG = """(async () => {
    const kept = await %s;
    const bytes = kept instanceof Blob ? new Uint8Array(await kept.arrayBuffer()) : kept;
    bytes[bytes.length >> 1] ^= 64;
    window.one_bit_wrong = kept instanceof Blob ? new Blob([bytes]) : bytes;
})()""" % (IN_THE_STORE % "(store) => store.get('pages')")
NOTHING_STORED = "async () => (await %s) === 0" % (IN_THE_STORE % "(store) => store.count()")
REMEMBER = """(store) => {
    store.getAllKeys().onsuccess = ({ target: { result: keys } }) =>
        (store.getAll().onsuccess = ({ target: { result: values } }) => (window.remembered = keys.map((key, i) => [values[i], key])));
}"""
PUT_BACK = "(store) => { store.clear(); for (const [value, key] of window.remembered) store.put(value, key); }"
FAULTS = {
    "truncated": "(store) => { store.get('pages').onsuccess = ({ target: { result } }) => store.put(result.slice(0, result.size / 2), 'pages'); }",
    "of which one bit is wrong": "(store) => store.put(window.one_bit_wrong, 'pages')",
    "without a document": "(store) => store.put([{ type: 'document', text: '{' }], 'opening')",
}  # fmt: skip
# What Python is told to start from, by each worker.
ORDERS = """
    window.orders = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
        if (message.type === "boot") window.orders.push(message.snapshot);
        post.call(this, message, ...rest);
    };"""
# After a first word the first worker is not heard any more; the page's patience lasts for a second.
SILENT = """
    let workers = 0;
    Object.defineProperty(Worker.prototype, "onmessage", { set(hear) {
        if (!hear) return;
        const first = ++workers === 1;
        let words = 0;
        this.addEventListener("message", (event) => (!first || words++ === 0) && hear(event));
    } });
    window.setTimeout = ((wait) => (act, time, ...rest) => wait(act, time === 10_000 ? 1000 : time, ...rest))(setTimeout);"""


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
        """Two pages start together; both end when Python is kept, the one snapshot that there is room for."""
        first, second = self.visit(ready=False), self.visit(ready=False)
        for page in (first, second):
            page.wait_until_ready()
            page.wait_until_python_is_kept()
            assert page.started() == "cold"
        second.page.close()
        first.page.goto(self.address + "build.txt")
        first.page.evaluate(IN_THE_STORE % REMEMBER)
        first.page.evaluate(ONE_BIT_WRONG)
        self._aside = first.page
        return self

    def in_store(self, use):
        """Changes what is kept, or asks for something of it."""
        return self._aside.evaluate(IN_THE_STORE % use)


@pytest.fixture(scope="module")
def returning(browser, site):
    """A learner who has been here, shared by tests that put the snapshot back as it was."""
    visits = Visits(browser)
    yield Learner(visits, site.address).leave_a_snapshot()
    assert visits.complaints == []
    visits.close()


@pytest.fixture(scope="module")
def again(returning):
    """The second visit, with which a cold start is compared."""
    page = returning.visit()
    assert page.started() == "restored"
    assert page.parts_asked_for() == 0
    yield page
    page.page.close()


def answers(page):
    return [page.call(name, *arguments) for name, *arguments in CALLS], [page.refusal(name, *arguments) for name, *arguments in REFUSED]


def test_a_restored_python_answers_every_call_as_a_cold_one_does_to_the_bit(again, playground):
    """Also where two pages that started together have left it."""
    again.page.bring_to_front()
    restored, cold = answers(again), answers(playground)
    assert restored == cold
    assert all(cold[1])


def test_a_restored_page_shows_every_scene_as_a_cold_one_does(again, playground):
    for scene in LESSONS:
        shown = [_shown(page, scene) for page in (again, playground)]
        assert shown[0] == shown[1], scene
    again.expect_finite_picture()


def _shown(page, scene):
    page.configure(scene=scene)
    page.until_status("(status) => !status.running")
    page.status()
    return page.evaluate("document.getElementById('scene').innerText")


def test_a_second_visit_opens_what_its_address_and_its_browser_ask_for(returning):
    again = returning.visit("?scene=gradients&lang=zh&theme=dark&seed=5&data=no-such")
    assert again.started() == "restored"
    again.expect_config(scene="gradients", lang="zh", theme="dark", seed=5)
    assert again.page.locator("html").get_attribute("data-theme") == "dark"
    assert again.page.locator("#notices").inner_text().strip()
    assert "scene=gradients" in again.page.url
    again.page.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_snapshot_that_is_no_use_is_thrown_away_and_python_is_started_from_its_parts(returning, fault):
    returning.in_store(FAULTS[fault])
    page = returning.visit(ready=False, prepare=ORDERS)
    page.wait_until("() => window.orders.length === 2")
    assert page.evaluate("window.orders") == ["kept", "refused"]
    if fault == "of which one bit is wrong":  # from here on all are alike
        expect_a_cold_start(page)
    expect_thrown_away(page, returning)


def test_a_python_that_does_not_come_out_of_its_snapshot_is_given_up(returning):
    page = returning.visit(ready=False, prepare=SILENT + ORDERS)
    page.wait_until("() => window.orders.length === 2")
    assert page.evaluate("window.orders") == ["kept", "refused"]
    expect_thrown_away(page, returning)


def test_a_snapshot_of_another_build_is_not_looked_at(returning):
    returning.in_store("(store) => store.put('another', 'build')")
    page = returning.visit(ready=False, prepare=ORDERS)
    page.wait_until("() => window.orders.length === 1")
    assert page.evaluate("window.orders") == ["none"]
    expect_thrown_away(page, returning)


def expect_a_cold_start(page):
    """One document is drawn, of which all is right."""
    page.wait_until_ready()
    assert page.started() == "cold"
    assert page.step(5)["step"] == 5
    page.expect_finite_picture()
    assert page.evaluate("Bokeh.documents.length") == 1


def expect_thrown_away(page, learner):
    """The snapshot is gone, and put back for the next test."""
    page.wait_until(NOTHING_STORED)
    page.page.close()
    learner.in_store(PUT_BACK)


# -- a browser that keeps nothing -------------------------------------------------------------------

FOUND = """async ({ kept, broken }) => {
    const { found, write } = await import("/snapshots.js");
    if (kept) await write(kept, { pages: new Uint8Array(10) });
    const open = IDBFactory.prototype.open;
    if (broken) IDBFactory.prototype.open = eval(broken);
    const wait = setTimeout;
    window.setTimeout = (act, time) => wait(act, time / 10);
    return found("ours").finally(() => ([IDBFactory.prototype.open, window.setTimeout] = [open, wait]));
}"""


@pytest.mark.parametrize(("kept", "broken", "told"), [
    (None, None, "none"), ("ours", None, "kept"), ("another", None, "none"),
    ("ours", "() => ({})", "refused"), ("ours", "() => { throw new DOMException('no', 'SecurityError'); }", "refused"),
], ids=["nothing kept", "kept", "of another build", "no answer", "forbidden"])  # fmt: skip
def test_what_a_storage_holds_or_that_it_does_not_answer_is_found_out(empty_page, kept, broken, told):
    assert empty_page.evaluate(FOUND, {"kept": kept, "broken": broken}) == told
    assert empty_page.evaluate("import('/snapshots.js').then(({ discard }) => discard())") is None


def test_a_first_visit_waits_for_no_storage_and_says_that_what_the_learner_makes_is_not_kept(visits, site):
    """Where everything of the kind is forbidden, or never answers."""
    page = visits.page()
    page.page.add_init_script("""
        window.asked_ = 0;
        IDBFactory.prototype.open = () => { window.asked_ += 1; return {}; };
        Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };""")
    page.open(f"{site.address}?lang=en")
    assert page.started() == "cold"
    assert page.evaluate("window.asked_") == 0
    page.step(5)
    expect(page.notices).to_have_count(0)  # nothing of the learner's yet
    page.page.get_by_role("button", name=CATALOGUES["en"]["kept.keep"]).click()
    page.expect_notice(CATALOGUES["en"]["page.unkept"])
    expect(page.page.locator(".kept-table tbody tr")).to_have_count(1)


@pytest.mark.console_errors_expected
def test_on_a_full_disk_nothing_is_kept_and_nobody_disturbed(visits, own_site):
    """Neither the site nor its Python, once training rests: until then nobody tries."""
    page = visits.page(service_workers="allow")
    told = []
    page.page.on("console", lambda message: told.append(message.text))
    page.page.add_init_script("""
        const register = ServiceWorkerContainer.prototype.register;
        window.given_up = new Promise((resolve) => {
            ServiceWorkerContainer.prototype.register = async function (...all) {
                const registration = await register.apply(this, all);
                const coming = registration.installing;
                coming.addEventListener("statechange", () => coming.state === "redundant" && resolve(true));
                return registration;
            };
        });""")
    page.page.goto(f"{own_site.address}?lang=en")
    quota = {"origin": own_site.origin, "quotaSize": 1e6}
    page.page.context.new_cdp_session(page.page).send("Storage.overrideQuotaForOrigin", quota)
    page.wait_until_ready().call("run")
    assert page.evaluate("window.given_up", seconds=PATIENCE_AT_START)  # which takes longer than a rest does
    page.until_status("(status) => status.step > 10")
    assert not [text for text in told if "no snapshot" in text]
    with page.page.expect_console_message(lambda message: "no snapshot" in message.text) as message:
        page.call("pause")
    assert "Quota" in message.value.text
    assert page.step(5)["step"] > 10
    expect(page.notices).to_have_count(0)


# -- two pages of one learner -----------------------------------------------------------------------


def test_what_two_open_pages_keep_is_all_there(returning):
    """Neither overwrites what the other has kept."""
    pages = [returning.visit(f"?lang=en&seed={seed}") for seed in (1, 2)]
    rows = [page.page.locator(".kept-table tbody tr") for page in pages]
    for count, page in enumerate((pages[0], pages[1], pages[0]), start=1):
        page.page.bring_to_front()
        page.page.get_by_role("button", name=CATALOGUES["en"]["kept.keep"]).click()
        for row in rows:
            expect(row).to_have_count(count)
    kept = pages[0].evaluate("JSON.parse(localStorage.getItem('seeing-gradients/runs')).map(({ address }) => address)")
    assert [("seed=2" in address) for address in kept] == [False, True, False]
    pages[0].evaluate("localStorage.removeItem('seeing-gradients/runs')")
    for page in pages:
        page.page.close()
