"""The one file from the disk, in each engine (Chromium: tests/browser/test_one_file.py)."""

from tests.browser.conftest import HELPERS
from tests.browser.engines.conftest import WATCH, beside_chromium
from tests.browser.engines.engine_page import EnginePage


@beside_chromium
def test_the_one_file_starts_from_its_snapshot_from_the_disk_learns_and_asks_for_nothing(engine, dist, tmp_path):
    watch = HELPERS.read_text("utf-8") + WATCH.read_text("utf-8")
    html = (dist / "playground.html").read_text("utf-8")
    file = tmp_path / "playground.html"
    file.write_text(html.replace("<head>", f"<head><script>{watch}</script>", 1), "utf-8")
    page = EnginePage(engine)
    page.open(f"{file.as_uri()}?scene=linear&lang=zh")
    assert page.evaluate("performance.getEntriesByName('boot:restored').length") == 1
    assert (page.config()["scene"], page.evaluate("document.documentElement.lang")) == ("linear", "zh-Hans")
    page.configure(scene="playground", lang="en")
    assert page.step(20)["step"] == 20
    assert page.evaluate("location.href").startswith(file.as_uri())
    assert page.evaluate("tests.notFinite()") == []
    assert page.complaints == []
