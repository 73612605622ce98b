"""The page starts: named stages, nothing from elsewhere, nothing on the console, on any static host."""

import re

import pytest
from playwright.sync_api import expect

from playground.texts import CATALOGUES
from tests.browser import sites

STAGES = ["page", "python", "packages", "app", "picture"]
PACES = ["step", "epoch", "max"]
STRICT = "default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:"
STRICTER = STRICT.replace(" blob:", "")  # nothing may run from its bytes

MAPS = "[...Bokeh.index.query(({ model }) => model.name === 'maps')][0]"
SHOWN = """({
    maps: [...Bokeh.index.query(({model}) => model.name === "maps")][0].model.data_source.get_column("image").map((image) => image.join()).join(),
    edges: [...Bokeh.index.query(({model}) => model.name === "edges")][0].model.data_source.get_column("width").join(),
    numbers: document.querySelector(".numbers").innerText, timeline: document.getElementById("timeline").innerText,
    controls: document.querySelector(".controls").innerHTML, transport: document.querySelector(".transport").innerHTML})"""


@pytest.fixture
def under_a_sub_path(dist, tmp_path):
    (tmp_path / "any" / "sub").mkdir(parents=True)
    (tmp_path / "any" / "sub" / "path").symlink_to(dist, target_is_directory=True)
    with sites.served_plainly(tmp_path) as running:
        yield running


def test_every_named_stage_is_reported_done_the_boot_card_leaves_and_calls_made_before_are_answered_in_order(visits, site):
    playground = visits.page()
    playground.page.goto(site.address, wait_until="commit")
    playground.wait_until("() => window.playground")
    answers = playground.evaluate("""Promise.all([
        playground.configure({seed: 7}), playground.step(3), playground.config(), playground.configure({lr: 0.1})])""")
    assert [answers[0]["seed"], answers[1]["step"], answers[2]["seed"], answers[3]["lr"]] == [7, 3, 7, 0.1]
    assert playground.stages() == dict.fromkeys(STAGES, "done")
    assert not playground.page.locator("#boot").is_visible()
    assert playground.page.locator("#scene").is_visible()


def test_while_the_parts_arrive_the_boot_card_has_true_progress_and_the_themes_colours_and_its_button_acts(visits, site):
    """One part is held back: the card must be there, name what is going on, and count the bytes that came."""
    playground = visits.page(color_scheme="dark", reduced_motion="reduce")
    held = []
    playground.page.route("**/packages.tar.gz*", lambda route: held.append(route))
    playground.page.goto(site.address)
    playground.page.locator("#boot [data-stage=python][data-state=done]").wait_for(state="attached")
    assert playground.page.locator("#boot").is_visible()
    assert playground.page.locator("#boot h1").inner_text().strip()
    assert playground.stages()["app"] == "waiting"
    bar = playground.page.locator("#boot progress")
    assert 0 < bar.evaluate("bar => bar.value") < bar.evaluate("bar => bar.max")
    assert re.search(r"\d+\.\d", playground.page.locator("#boot-bytes").inner_text())
    theme = "document.documentElement.dataset.theme"
    assert playground.evaluate(theme) == "dark"
    assert not playground.page.locator(".bar [data-open=takeaway]").is_enabled()
    playground.wait_until("() => performance.getEntriesByName('boot:ahead').length > 0")
    assert playground.page.locator(".recorded").count() == 0  # less motion is wished for
    playground.page.locator("#theme").click()
    assert playground.evaluate(theme) == "light"
    held[0].continue_()
    playground.wait_until_ready()
    assert bar.evaluate("bar => bar.value === bar.max")
    assert playground.config()["theme"] == "light"
    assert playground.page.locator(".bar [data-open=takeaway]").is_enabled()


def test_ready_is_a_promise_that_can_be_awaited_again_and_again(playground):
    assert playground.evaluate("[playground.ready instanceof Promise, playground.ready === playground.ready]") == [True, True]
    assert playground.evaluate("playground.ready.then(() => 'again')") == "again"


@pytest.mark.parametrize("pace", PACES)
def test_training_at_any_pace_draws_asks_for_nothing_and_complains_of_nothing(playground, pace):
    playground.configure(pace=pace)
    playground.evaluate("(window.frames_ = 0, window.off_ = playground.on('frame', () => { window.frames_ += 1; }), null)")
    playground.press("run")
    playground.wait_until("() => window.frames_ >= 60")
    playground.evaluate("(window.off_(), null)")
    playground.press("pause")
    assert playground.until_status("(status) => !status.running")["step"] >= 30
    playground.expect_finite_picture()


def test_the_site_works_under_a_sub_path_of_a_plain_static_host(visits, under_a_sub_path):
    playground = visits.page().open(f"{under_a_sub_path.origin}/any/sub/path/?data=xor&lang=en")
    assert playground.step(5)["step"] == 5
    assert playground.config()["data"] == "xor"
    assert playground.page.url.startswith(f"{under_a_sub_path.origin}/any/sub/path/?")


def test_the_site_works_under_a_strict_content_security_policy(visits, own_site):
    own_site.headers["Content-Security-Policy"] = STRICT
    playground = visits.page().open(own_site.address)
    playground.set_control("data", "xor")
    playground.expect_config(data="xor")
    playground.control("lr").press("ArrowRight")
    playground.wait_until("async () => (await playground.config()).lr > 0.03")
    assert playground.step(5)["step"] == 5


@pytest.mark.console_errors_expected
def test_where_nothing_may_run_from_its_bytes_scripts_and_worker_run_by_their_addresses(visits, own_site):
    own_site.headers["Content-Security-Policy"] = STRICTER
    playground = visits.page().open(own_site.address)
    assert playground.step(5)["step"] == 5
    assert playground.page.workers[0].url.startswith(f"{own_site.address}worker.js?v=")


def test_many_pages_of_one_learner_run_beside_each_other(playground, visits, site):
    first = playground
    second = visits.open(site.address + "?seed=3")
    first.call("run")
    assert second.step(10)["step"] == 10
    assert first.until_status("(status) => status.step > 100")["running"]


# What the page tells Python of the size of the network's figure, and that size.
TOLD = """
    window.told_ = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
        if (message.type === "patch") told_.push(...JSON.parse(message.text).events);
        return post.call(this, message, ...rest);
    };"""
SIZE = """(() => {
    const [{ parent: { model } }] = Bokeh.index.query(({ model }) => model.name === "night");
    const told = told_.filter((event) => event.model?.id === model.id && event.attr === "inner_width").map((event) => event.new);
    return [model.inner_width, told.at(-1)];
})()"""


def expect_size_told(playground):
    """Texts stand where they belong in a figure of this size, not in one of the usual size."""
    shown, told = playground.evaluate(SIZE)
    assert shown == told != 680


def test_who_comes_again_has_the_texts_set_for_the_size_of_their_figure(visits, site):
    expect_size_told(visits.open(site.address, prepare=TOLD))


def test_the_first_picture_is_there_before_python_is_what_python_draws_and_what_is_pressed_meanwhile_is_done(visits, own_site):
    """The start is held back once the picture is there. Nothing jumps when Python takes over, and it hears of one press."""
    playground = visits.page()
    playground.page.add_init_script(TOLD)
    held = []
    playground.page.route("**/packages.tar.gz*", lambda route: held.append(route))
    playground.page.goto(f"{own_site.address}?from=singlemessage&scene=27&UTM_source=a")  # as a messenger passes it on
    playground.wait_until("() => performance.getEntriesByName('boot:ahead').length > 0")
    before = playground.evaluate(SHOWN)
    assert playground.page.locator(".network .still image").count() > 5
    expect(playground.page.locator(".network .recorded")).to_have_text(CATALOGUES["en"]["boot.recorded"])
    expect(playground.page.locator("#boot h1")).to_have_text(CATALOGUES["en"]["boot.recording"])
    assert playground.evaluate("performance.getEntriesByName('boot:recording').length") == 1
    shown = playground.page.locator("#timeline [aria-current]").get_attribute("data-phase")
    expect(playground.page.locator("#timeline [aria-current]")).not_to_have_attribute("data-phase", shown)  # it goes on
    assert playground.evaluate("document.getElementById('scene').ariaBusy") == "true"
    playground.evaluate(f"(window.drawn_ = {MAPS}, 0)")
    playground.page.locator("#run-step").click()
    assert playground.page.locator("#boot-kept").is_visible()
    held[0].continue_()
    playground.wait_until_ready()
    expect_size_told(playground)
    playground.until_status("(status) => status.step === 1")
    playground.wait_until("() => !document.querySelector('.still')")
    assert playground.evaluate(f"window.drawn_ === {MAPS}")  # nothing was drawn a second time
    playground.call("reset")
    playground.wait_until("async () => (await playground.status()).step === 0")
    after = playground.evaluate(SHOWN)
    assert {name: one for name, one in before.items() if after[name] != one} == {}


def test_an_address_that_sets_something_shows_no_picture_before_python_has_drawn_it(visits, own_site):
    playground = visits.page()
    held = []
    playground.page.route("**/packages.tar.gz*", lambda route: held.append(route))
    playground.page.goto(f"{own_site.address}?from=singlemessage&lr=0.3")
    playground.page.locator("#boot [data-stage=python][data-state=done]").wait_for()
    assert not playground.page.locator("#scene").is_visible()
    held[0].continue_()
    playground.wait_until_ready()
    assert playground.config()["lr"] == 0.3
