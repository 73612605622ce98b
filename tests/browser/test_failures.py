"""Every failure a learner can meet at the start names its stage, its cause and what to do; never a blank page."""

import gzip
import io
import json
import tarfile

import pytest
from playwright.sync_api import expect

from build_steps import page
from playground.texts import CATALOGUES
from tests.browser import sites

pytestmark = pytest.mark.console_errors_expected

STAGE_OF = {"pyodide.asm.wasm.gz": "python", "stdlib.zip.gz": "python", "packages.tar.gz": "packages", "app.tar.gz": "app"}


def corrupted(content):
    """Same length, wrong in the middle."""
    middle = len(content) // 2
    return content[:middle] + bytes(byte ^ 0x5A for byte in content[middle : middle + 64]) + content[middle + 64 :]


def truncated(content):
    return content[: len(content) // 2]


def zeros(content):
    """A whole archive of the right size with nothing in it."""
    return gzip.compress(bytes(len(gzip.decompress(content))))


@pytest.fixture
def sabotage(own_site, dist, visits):
    """Puts a fault in the way of one file, opens the page, and gives it."""

    def open_sabotaged(path, fault, lang="en"):
        content = (dist / path).read_bytes()
        own_site.faults[f"/{path}"] = sites.missing if fault == "missing" else sites.cut(content) if fault == "cut" else sites.replaced(fault(content))
        playground = visits.page()
        if fault == "cut":
            playground.hurry()  # it is asked for again and again
        playground.page.goto(f"{own_site.address}?lang={lang}")
        return playground

    return open_sabotaged


def expect_failure(playground, stage, causes, lang="en"):
    """The stage is named, with one of these causes and its remedy in the language; `ready` rejects; the boot has ended."""
    say = CATALOGUES[lang]
    assert playground.evaluate("playground.ready.then(() => 'ready', (error) => error instanceof Error)") is True
    expect(playground.failure).to_be_visible()
    assert playground.failure.locator("h2").inner_text() == say["boot.failed"].format(stage=say[f"boot.stage.{stage}"])
    told = playground.page.locator("#boot-cause").inner_text(), playground.page.locator("#boot-remedy").inner_text()
    assert told in [(say[f"boot.cause.{cause}"], say[f"boot.remedy.{cause}"]) for cause in causes]
    assert playground.failure.locator("code").inner_text().strip()
    assert playground.stages()[stage] == "failed"
    assert playground.evaluate("playground.run().then(() => 'ran', () => 'refused')") == "refused"


# -- parts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "fault", "cause"), [
    ("en", "missing", "missing"), ("zh", truncated, "truncated"), ("en", corrupted, "truncated"), ("zh", "cut", "network"),
], ids=["missing", "truncated", "corrupted", "cut in the middle"])  # fmt: skip
@pytest.mark.parametrize("part", STAGE_OF)
def test_a_part_that_does_not_arrive_whole_is_named(sabotage, part, lang, fault, cause):
    playground = sabotage(f"parts/{part}", fault, lang)
    expect_failure(playground, STAGE_OF[part], [cause], lang)
    assert part.removesuffix(".gz") in playground.failure.locator("code").inner_text()


@pytest.mark.parametrize("part", ["pyodide.asm.wasm.gz", "app.tar.gz"])
def test_a_part_of_the_right_size_with_nothing_in_it_is_named(sabotage, part):
    playground = sabotage(f"parts/{part}", zeros)
    assert playground.evaluate("playground.ready.then(() => 'ready', () => 'refused')") == "refused"
    failed = [stage for stage, state in playground.stages().items() if state == "failed"]
    expect_failure(playground, failed[0], ["program", "truncated"])


# -- scripts and styles -------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "stage", "lang"), [
    ("worker.js.gz", "python", "zh"), ("bokeh/bokeh.min.js.gz", "page", "en"), ("bokeh/bokeh-widgets.min.js.gz", "page", "zh"),
    ("panel/panel.min.js.gz", "page", "en"), ("styles.css", "page", "zh"),
])  # fmt: skip
def test_a_missing_script_or_style_is_named(sabotage, path, stage, lang):
    expect_failure(sabotage(path, "missing", lang), stage, ["missing", "truncated", "network"], lang)


@pytest.mark.parametrize(("path", "stage"), [
    ("worker.js.gz", "python"), ("bokeh/bokeh.min.js.gz", "page"), ("bokeh/bokeh-tables.min.js.gz", "page"), ("styles.css", "page"),
])  # fmt: skip
@pytest.mark.parametrize("fault", [truncated, "cut"], ids=["truncated", "cut in the middle"])
def test_a_script_or_style_that_is_cut_is_named(sabotage, path, stage, fault):
    expect_failure(sabotage(path, fault), stage, ["truncated", "network", "missing"])


@pytest.mark.parametrize("fault", ["missing", truncated], ids=["missing", "truncated"])
def test_without_the_pages_own_program_static_words_say_what_to_do(sabotage, fault):
    playground = sabotage("page.js", fault)
    playground.page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    words = playground.page.locator("#unstarted")
    expect(words).to_be_visible(timeout=20_000)
    assert "page.js" in words.inner_text()
    assert "重新载入" in words.inner_text()


def test_the_static_words_are_never_seen_when_the_program_starts(playground):
    playground.page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    assert not playground.page.locator("#unstarted").is_visible()


@pytest.mark.parametrize(("style", "fault"), [("css/button.css", "missing"), ("bundled/theme/native.css", truncated)],
                         ids=["missing", "truncated"])  # fmt: skip
def test_a_style_sheet_of_panels_that_does_not_arrive_is_named(sabotage, style, fault):
    playground = sabotage(f"panel/1.9.4/dist/{style}", fault)
    expect_failure(playground, "page", ["missing", "truncated", "network"])


# -- the program --------------------------------------------------------------------------------


def test_a_python_error_in_the_app_is_named_with_its_last_line(own_site, dist, visits):
    spoiled = _with_program(dist / "parts" / "app.tar.gz", "def build():\n    raise RuntimeError('sabotaged')\n")
    own_site.faults["/parts/app.tar.gz"] = sites.replaced(gzip.compress(spoiled, mtime=0))
    own_site.faults["/"] = sites.replaced(_with_part((dist / "index.html").read_text("utf-8"), "app.tar", spoiled))
    playground = visits.page()
    playground.page.goto(f"{own_site.address}?lang=en")
    expect_failure(playground, "app", ["program"])
    assert "RuntimeError: sabotaged" in playground.failure.locator("code").inner_text()


def _with_program(archive, source):
    """The app's archive with another playground/apps/playground, as source."""
    name, out = "playground/apps/playground.py", io.BytesIO()
    with tarfile.open(archive) as old, tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as new:
        for member in old.getmembers():
            if member.name not in (name, f"{name}c"):
                new.addfile(member, old.extractfile(member))
        spoiled = tarfile.TarInfo(name)
        spoiled.size = len(source)
        new.addfile(spoiled, io.BytesIO(source.encode()))
    return out.getvalue()


def _with_part(html, name, content):
    """The page of a build with another part."""
    start = html.index('id="manifest">') + len('id="manifest">')
    end = html.index("</script>", start)
    manifest = json.loads(html[start:end])
    part = next(part for part in manifest["parts"] if part["name"] == name)
    part |= {"size": len(content), "integrity": page.integrity(gzip.compress(content, mtime=0))}
    return (html[:start] + json.dumps(manifest).replace("<", "\\u003c") + html[end:]).encode()


def test_an_old_page_on_a_site_that_was_renewed_says_so(own_site, dist, visits):
    """It is of the build before, as a browser may have kept it; the files are of this one."""
    html = (dist / "index.html").read_text("utf-8")
    answers = [_with_part(html, "app.tar", b"as it was").replace(page.manifest_of(dist)["build"].encode(), b"0123456789ab")]
    own_site.faults["/"] = lambda handler: sites.replaced(answers.pop() if answers else html.encode())(handler)
    playground = visits.page()
    playground.page.goto(f"{own_site.address}?lang=zh")
    expect_failure(playground, "app", ["renewed"], "zh")


@pytest.mark.parametrize("missing", ["DecompressionStream", "Worker"])
def test_a_browser_that_lacks_something_is_told_so(visits, site, missing):
    playground = visits.page()
    playground.page.add_init_script(f"delete window.{missing};")
    playground.page.goto(f"{site.address}?lang=en")
    expect_failure(playground, "page", ["unsupported"])
    assert missing in playground.failure.locator("code").inner_text()


# -- afterwards ---------------------------------------------------------------------------------


def test_reloading_after_the_fault_has_gone_brings_the_page_up(sabotage, own_site):
    playground = sabotage("parts/app.tar.gz", "missing")
    expect_failure(playground, "app", ["missing"])
    own_site.faults.clear()
    with playground.page.expect_navigation():
        playground.page.get_by_role("button", name="Reload").click()
    assert playground.wait_until_ready().step(2)["step"] == 2


def test_the_language_can_be_switched_after_a_failure(sabotage):
    playground = sabotage("parts/app.tar.gz", "missing")
    expect_failure(playground, "app", ["missing"])
    playground.press_language()
    expect_failure(playground, "app", ["missing"], "zh")


def test_after_a_failure_nothing_more_is_reported(sabotage):
    """The first failure is final: what arrives later changes no word of it."""
    playground = sabotage("parts/stdlib.zip.gz", "missing")
    expect_failure(playground, "python", ["missing"])
    before = playground.page.locator("#boot li").all_inner_texts()
    playground.wait_until("""() => JSON.parse(document.getElementById("manifest").textContent).parts.every(
        ({ address }) => performance.getEntriesByName(new URL(address, document.baseURI).href).length > 0)""")
    playground.evaluate("tests.painted()")
    assert playground.page.locator("#boot li").all_inner_texts() == before
    assert playground.page.locator("#scene").is_hidden()


def test_losing_the_network_after_the_start_does_not_matter(visits, site):
    playground = visits.open(site.address)
    playground.page.context.set_offline(True)
    playground.set_control("data", "spiral")
    playground.set_control("hidden", "8,8")
    playground.configure(lang="zh", theme="dark")
    assert playground.step(50)["step"] == 50
    playground.expect_finite_picture()
    assert playground.complaints == []
