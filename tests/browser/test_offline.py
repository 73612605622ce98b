"""After the first visit the site needs no network; a newer build is offered, never forced; what cannot be kept is done without."""

import os
import shutil
import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from build_steps import browser as browsers
from build_steps import offline, page, server
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


def test_without_a_network_every_scene_opens_in_a_browser_that_was_closed_meanwhile(learner, dist):
    with sites.served(dist) as site, learner() as playground:
        wait_until_kept(playground.open(site.address))
    with learner() as playground:
        playground.open(f"{site.address}linear.html?lang=zh")
        assert playground.config()["scene"] == "linear"
        playground.open(f"{site.address}?data=xor&lang=en")
        assert playground.step(20)["step"] == 20
        for scene in LESSONS:
            playground.configure(scene=scene)
            title = CATALOGUES["en"][f"{scene}.{LESSONS[scene].steps[0].name}.title"]
            expect(playground.page.locator("[data-panel=lesson] h1")).to_have_text(title)


# -- another build ----------------------------------------------------------------------------------


def another_build(dist, folder):
    """The site as a later build would make it: with another style sheet."""
    shutil.copytree(dist, folder, copy_function=os.link)
    described = page.manifest_of(dist)
    text = (dist / "styles.css").read_text("utf-8")
    for name in ("styles.css", "index.html", offline.SERVICE_WORKER, *(offline.APP.format(language) for language in offline.TAGS)):
        (folder / name).unlink()  # not to write into the other build
    (folder / "styles.css").write_text(text + "html{--build:later}", "utf-8")
    page.write(folder, {part["name"]: part["size"] for part in described["parts"]}, described["version"])
    offline.write(folder, page.manifest_of(folder))
    return folder


def test_a_newer_build_is_offered_in_both_languages_and_comes_when_it_is_asked_for(visits, dist, tmp_path):
    live, later = tmp_path / "live", another_build(dist, tmp_path / "later")
    live.symlink_to(dist, target_is_directory=True)
    with sites.served(live) as site:
        playground = visits.page(**ALLOWED)
        wait_until_kept(playground.open(f"{site.address}?lang=en&seed=4"))
        live.unlink()
        live.symlink_to(later, target_is_directory=True)
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


def is_later(playground):
    return playground.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--build')") == "later"


# -- what goes wrong --------------------------------------------------------------------------------


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
            playground.open(site.address)
            assert reached.wait(PATIENCE_AT_START)
        killed.set()
        site.faults.clear()
        site.faults["/parts/stdlib.zip.gz"] = of_the_service_worker(note)
        with learner() as playground:
            wait_until_kept(playground.open(site.address))
            playground.page.context.set_offline(True)
            playground.page.reload()
            assert playground.wait_until_ready().step(2)["step"] == 2
    assert asked == []  # it had been kept the first time


@pytest.mark.console_errors_expected
def test_a_sign_in_page_in_place_of_a_file_is_not_kept(visits, own_site):
    own_site.faults[PART] = of_the_service_worker(sites.replaced(b"<!doctype html><title>Sign in</title>"))
    expect_nothing_kept(visits.page(**ALLOWED), own_site)


@pytest.mark.console_errors_expected
def test_on_a_full_disk_the_page_goes_on_without(visits, own_site):
    playground = visits.page(**ALLOWED)
    quota = {"origin": own_site.origin, "quotaSize": 2_000_000}
    playground.page.context.new_cdp_session(playground.page).send("Storage.overrideQuotaForOrigin", quota)
    expect_nothing_kept(playground, own_site)


def expect_nothing_kept(playground, site):
    playground.page.add_init_script("""
        const register = ServiceWorkerContainer.prototype.register;
        window.given_up = new Promise((resolve) => {
            ServiceWorkerContainer.prototype.register = async function (...all) {
                const registration = await register.apply(this, all);
                const coming = registration.installing;
                coming.addEventListener("statechange", () => coming.state === "redundant" && resolve(true));
                return registration;
            };
        });""")
    playground.open(f"{site.address}?lang=en")
    assert playground.evaluate("window.given_up", seconds=PATIENCE_AT_START)
    assert playground.step(5)["step"] == 5
    expect(playground.notices).to_have_count(0)
    playground.page.reload()
    assert playground.wait_until_ready().step(2)["step"] == 2


@pytest.mark.console_errors_expected
def test_after_a_failed_start_reload_takes_everything_from_the_network(visits, own_site):
    playground = visits.page(**ALLOWED)
    playground.page.goto(f"{own_site.address}THIRD-PARTY-NOTICES.txt")
    playground.evaluate("navigator.serviceWorker.register('service-worker.js').then(() => navigator.serviceWorker.ready)", seconds=PATIENCE_AT_START)
    playground.page.add_init_script("delete window.DecompressionStream;")  # no browser to start in
    playground.page.goto(f"{own_site.address}?lang=en")
    assert playground.evaluate("navigator.serviceWorker.controller !== null")
    with playground.page.expect_navigation():
        playground.failure.get_by_role("button", name="Reload").click()
    assert playground.evaluate("navigator.serviceWorker.controller") is None
