"""After the first visit the site needs no network; a newer build is offered, never forced; what cannot be kept is done without."""

import os
import shutil
import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from build_steps import browser as browsers
from build_steps import offline, server, weight
from build_steps import page as pages
from playground.lessons import LESSONS
from playground.texts import CATALOGUES
from tests.browser import sites
from tests.browser.conftest import AS_ROOT, ENGLISH, FLAGS, HELPERS, PATIENCE
from tests.browser.playground_page import PATIENCE_AT_START, PlaygroundPage

ALLOWED = {"service_workers": "allow"}
PART = "/parts/packages.tar.gz"


@pytest.fixture
def learner(playwright, tmp_path):
    """Opens the learner's browser, whose profile outlasts it, with one page."""

    @contextmanager
    def browser():
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=browsers.find_or_install(), args=[*FLAGS, *AS_ROOT], **ENGLISH | ALLOWED)  # fmt: skip
        context.add_init_script(path=HELPERS)
        context.set_default_timeout(1000 * PATIENCE)
        try:
            yield PlaygroundPage(context.pages[0], [])
        finally:
            context.close()

    return browser


def wait_until_kept(playground):
    playground.evaluate("navigator.serviceWorker.ready", seconds=PATIENCE_AT_START)


def of_the_service_worker(answer):
    """A fault that only the service worker meets."""

    def fault(handler):
        is_its = handler.headers.get("Referer", "").endswith(offline.SERVICE_WORKER)
        answer(handler) if is_its else server.Handler.do_GET(handler)

    return fault


def test_after_one_visit_which_moves_what_the_build_says_every_scene_opens_without_a_network_in_a_browser_that_was_closed(learner, dist):
    with sites.served_plainly(dist) as site, learner() as playground:
        wait_until_kept(playground.open(site.address))
        icons = {f"assets/{name}" for name, _, _ in offline.ICONS}  # the browser itself may ask for one, to offer the app
        assert {name or "index.html" for name, _ in site.sent} - icons == set(weight.first_visit(dist))
        assert sum(size for _, size in site.sent) <= weight.LIMIT
    with learner() as playground:
        playground.open(f"{site.address}linear.html?lang=en")
        assert playground.config()["scene"] == "linear"
        playground.configure(scene="playground", data="xor")
        assert playground.step(20)["step"] == 20
        for scene in LESSONS:
            playground.configure(scene=scene)
            title = CATALOGUES["en"][f"{scene}.{LESSONS[scene].steps[0].name}.title"]
            expect(playground.page.locator("[data-panel=lesson] h1")).to_have_text(title)


# -- another build ----------------------------------------------------------------------------------


def another_build(dist, folder):
    """The site as a later build would make it: with another style sheet."""
    shutil.copytree(dist, folder, copy_function=os.link)
    described = pages.manifest_of(dist)
    text = (dist / "styles.css").read_text("utf-8")
    for name in ("styles.css", "index.html", offline.SERVICE_WORKER, *(offline.APP.format(language) for language in offline.TAGS)):
        (folder / name).unlink()  # not to write into the other build
    (folder / "styles.css").write_text(text + "html{--build:later}", "utf-8")
    pages.write(folder, {part["name"]: part["size"] for part in [*described["openings"], *described["parts"]]}, described["version"])
    offline.write(folder, pages.manifest_of(folder))
    return folder


def renew(live, folder):
    """The address gives another build from now on."""
    live.unlink(missing_ok=True)
    live.symlink_to(folder, target_is_directory=True)


def test_a_newer_build_is_offered_in_both_languages_and_comes_when_it_is_asked_for(visits, dist, tmp_path):
    """Two pages of one learner are of two builds for a while: the old one goes on, with the new one's service worker."""
    live, later = tmp_path / "live", another_build(dist, tmp_path / "later")
    renew(live, dist)
    with sites.served(live) as site:
        playground = visits.page(**ALLOWED)
        wait_until_kept(playground.open(f"{site.address}?lang=en&seed=4"))
        playground.wait_until_python_is_kept()  # the next starts are quick ones
        old = visits.another(playground.page.context).open(f"{site.address}?lang=en&seed=9")
        old.step(2)
        renew(live, later)
        playground.page.reload()
        playground.wait_until_ready()
        assert not is_later(playground)
        expect(playground.notices.filter(has_text=CATALOGUES["en"]["page.newer"])).to_be_visible(timeout=1000 * PATIENCE_AT_START)
        playground.step(3)
        playground.press_language()
        expect(playground.notices.filter(has_text=CATALOGUES["zh"]["page.newer"])).to_be_visible()
        assert playground.status()["step"] == 3 and not is_later(playground)
        with playground.page.expect_navigation():
            playground.page.get_by_role("button", name=CATALOGUES["zh"]["page.newer.now"]).click()
        playground.wait_until_ready()
        assert is_later(playground) and playground.config()["seed"] == 4
        expect(playground.notices).to_have_count(0)
        assert old.step(3)["step"] == 5 and not is_later(old)


def is_later(playground):
    return playground.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--build')") == "later"


# -- what goes wrong --------------------------------------------------------------------------------


BESIDE = "build.txt"  # a page of the site without Python, which is enough for a service worker
INSTALLED = """async () => {
    const registration = await navigator.serviceWorker.register("service-worker.js");
    if (!registration.installing) await registration.update();
    const coming = registration.installing;
    if (!coming) return registration.active !== null;
    return new Promise((resolve) => {
        coming.onstatechange = () => ["installed", "activated", "redundant"].includes(coming.state) && resolve(coming.state !== "redundant");
    });
}"""


def installs(page, site):
    """Whether the service worker's installation succeeds."""
    page.goto(f"{site.address}{BESIDE}")
    return page.evaluate(INSTALLED)


def expect_all_kept(page, site, dist):
    """Without a network the page has every file that a scene can need, as it was built."""
    page.goto(f"{site.address}{BESIDE}")
    page.context.set_offline(True)
    files = [*offline.addresses(dist, pages.manifest_of(dist)), "index.html?lang=en"]
    sizes = page.evaluate("""async (files) => {
        await navigator.serviceWorker.ready;
        return Promise.all(files.map(async (file) => (await (await fetch(file)).arrayBuffer()).byteLength));
    }""", files)  # fmt: skip
    page.context.set_offline(False)
    assert sizes == [(dist / file.partition("?")[0]).stat().st_size for file in files]


def test_an_installation_that_was_killed_is_taken_up_where_it_was(learner, dist):
    reached, killed, asked = threading.Event(), threading.Event(), []

    def hang(handler):
        reached.set()
        killed.wait(PATIENCE)

    def note(handler):
        asked.append(handler.path)
        server.Handler.do_GET(handler)

    with sites.served(dist) as site:
        site.faults[PART] = of_the_service_worker(hang)
        with learner() as playground:
            playground.page.goto(f"{site.address}{BESIDE}")
            playground.evaluate("navigator.serviceWorker.register('service-worker.js').then(() => true)")
            assert reached.wait(PATIENCE_AT_START)
        killed.set()
        site.faults.clear()
        site.faults["/parts/stdlib.zip.gz"] = of_the_service_worker(note)
        with learner() as playground:
            assert installs(playground.page, site)
            expect_all_kept(playground.page, site, dist)
    assert asked == []  # it had been kept the first time


@pytest.mark.console_errors_expected
def test_neither_a_sign_in_page_nor_half_of_a_file_is_kept_nor_does_either_spoil_what_is(visits, dist, tmp_path):
    live, later = tmp_path / "live", another_build(dist, tmp_path / "later")
    style = (later / "styles.css").read_bytes()
    faults = [sites.replaced(b"<!doctype html><title>Sign in</title>"), sites.replaced(style[:500]), sites.cut(style), sites.missing]
    renew(live, dist)
    with sites.served(live) as site:
        page = visits.page(**ALLOWED).page
        site.faults[PART] = of_the_service_worker(faults[0])
        assert not installs(page, site)
        del site.faults[PART]
        assert installs(page, site)
        renew(live, later)
        for fault in faults:
            site.faults["/styles.css"] = of_the_service_worker(fault)
            assert not installs(page, site)
        expect_all_kept(page, site, dist)
        site.faults.clear()
        assert installs(page, site)
        expect_all_kept(page, site, dist)  # a page of it may still be open


@pytest.mark.console_errors_expected
def test_after_a_failed_start_reload_takes_everything_from_the_network(visits, own_site):
    playground = visits.page(**ALLOWED)
    playground.page.goto(f"{own_site.address}{BESIDE}")
    playground.evaluate("navigator.serviceWorker.register('service-worker.js').then(() => navigator.serviceWorker.ready)", seconds=PATIENCE_AT_START)
    playground.page.add_init_script("delete window.DecompressionStream;")  # no browser to start in
    playground.page.goto(f"{own_site.address}?lang=en")
    assert playground.evaluate("navigator.serviceWorker.controller !== null")
    with playground.page.expect_navigation():
        playground.failure.get_by_role("button", name="Reload").click()
    assert playground.evaluate("navigator.serviceWorker.controller") is None
