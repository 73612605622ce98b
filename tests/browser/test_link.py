"""Files come over a link that is slow, breaks, or falls silent: the page's modules alone, in a page without Python, then one real start."""

import gzip
import threading

import pytest

from build_steps import page as pages

from tests.browser import sites
from tests.browser.playground_page import PATIENCE_AT_START

CONTENT = bytes(i * i % 251 for i in range(100_000))
TENTHS = [len(CONTENT) * (2 * tenth + 1) // 20 for tenth in range(10)]

# `files` are addresses; what the link was told to be, how long was waited, and what came of each file, in numbers.
BRING = """async ({ files, quick }) => {
    const { brought, watchLink } = await import("/page/link.js");
    const told = [], waits = [], wait = setTimeout;
    window.setTimeout = (act, milliseconds) => (waits.push(milliseconds), wait(act, milliseconds / quick));
    watchLink((broken) => told.push(broken));
    const bring = async (address) => {
        const counts = [];
        try {
            const { pieces } = await brought(address, (bytes) => counts.push(bytes), async () => false);
            const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
            return { counts, text: bytes.reduce((sum, byte, i) => (sum + byte * (i + 1)) % 1000003, 0), size: bytes.length };
        } catch ({ reason }) {
            return { counts, reason };
        }
    };
    const came = await Promise.all(files.map(bring));
    window.setTimeout = wait;
    return { told, waits: waits.filter((milliseconds) => milliseconds < 20_000), came };
}"""


def mark(content):
    return sum(byte * (i + 1) for i, byte in enumerate(content)) % 1000003


@pytest.fixture
def bring(empty_page, modules):
    """What comes of files that are answered so, at the same time; waits are a hundredth as long."""

    def brought(*answers, quick=100):
        modules.faults.update({f"/{place}.bin": answer for place, answer in enumerate(answers)})
        return empty_page.evaluate(BRING, {"files": [f"/{place}.bin" for place in range(len(answers))], "quick": quick})

    return brought


def expect_whole(came, content=CONTENT):
    assert (came.get("size"), came.get("text")) == (len(content), mark(content)), came.get("reason")
    assert sum(came["counts"]) == len(content)


def test_a_link_that_is_cut_at_any_of_ten_points_is_taken_up_there(bring):
    answers = [sites.breaking(CONTENT, [place]) for place in TENTHS]
    brought = bring(*answers)
    for answer, came, place in zip(answers, brought["came"], TENTHS, strict=True):
        expect_whole(came)
        assert min(came["counts"]) > 0
        assert answer.asked[0] == 0 and 0 <= answer.asked[1] <= place
    assert sum(answer.asked[1] for answer in answers) > 0
    assert brought["told"][0] is True and brought["told"][-1] is False


def test_a_link_that_is_cut_again_and_again_brings_the_whole_in_the_end(bring):
    """More often than the page tries where nothing comes: what has come is a reason to go on."""
    answer = sites.breaking(CONTENT, TENTHS)
    brought = bring(answer)
    expect_whole(brought["came"][0])
    assert max(brought["waits"]) <= 1000
    assert answer.asked == sorted(answer.asked) and len(answer.asked) == len(TENTHS) + 1


def test_what_is_here_is_not_counted_again_where_the_server_gives_only_the_whole(bring):
    brought = bring(sites.breaking(CONTENT, TENTHS, divisible=False))
    expect_whole(brought["came"][0])
    assert min(brought["came"][0]["counts"]) > 0


def test_of_a_file_that_is_another_by_now_nothing_old_is_left(bring):
    later = CONTENT[::-1]
    first, second = sites.breaking(CONTENT, [60_000]), sites.breaking(later, [], version=2)
    brought = bring(lambda handler: (second if first.asked else first)(handler))
    expect_whole(brought["came"][0], later)
    assert min(brought["came"][0]["counts"]) < 0


def test_a_file_that_is_deflated_on_its_way_is_taken_up_by_what_is_inflated(bring):
    packed, broken = gzip.compress(CONTENT), []

    def answer(handler):
        handler.send_response(200)
        for name, value in {"ETag": '"1"', "Content-Encoding": "gzip", "Content-Length": str(len(packed)), "Cache-Control": "no-store"}.items():
            handler.send_header(name, value)
        handler.end_headers()
        assert "Range" not in handler.headers
        handler.wfile.write(packed if broken else packed[: len(packed) // 2])
        handler.close_connection = True
        broken.append(True)

    expect_whole(bring(answer)["came"][0])
    assert len(broken) == 2


def test_where_nothing_comes_the_waits_grow_and_then_the_cause_is_named(bring):
    def refuse(handler):
        handler.send_error(503)

    dead, busy, missing = bring(sites.breaking(CONTENT, [0] * 9)), bring(refuse), bring(sites.missing)
    assert dead["waits"] == busy["waits"] == [500, 1000, 2000, 4000, 8000]
    assert [brought["came"][0]["reason"] for brought in (dead, busy, missing)] == ["network", "busy", "missing"]
    assert dead["told"] == [True, False] and missing["told"] == missing["waits"] == []


def test_a_link_that_falls_silent_counts_as_broken(bring):
    hangs = threading.Event()
    answer = sites.silent(CONTENT, 30_000, hangs)
    expect_whole(bring(answer)["came"][0])
    hangs.set()
    assert answer.asked == [0, 30_000]


def test_on_a_slow_link_progress_is_what_has_come(empty_page, modules):
    """1 Mbit/s, at which nothing may be taken for broken."""
    answer = modules.faults["/slow.bin"] = sites.slow(CONTENT, 125_000)
    empty_page.evaluate("""() => import("/page/link.js").then(({ brought }) => {
        window.counted = [];
        window.slow = brought("/slow.bin", (bytes) => counted.push(bytes), async () => false);
    })""")  # fmt: skip
    seen = []
    while not seen or seen[-1] < len(CONTENT):
        counted = empty_page.evaluate("counted.reduce((sum, bytes) => sum + bytes, 0)")
        assert counted <= answer.sent
        seen.append(counted)
    assert len(set(seen)) > 5 and min(empty_page.evaluate("counted")) > 0
    assert empty_page.evaluate("slow.then(({ pieces }) => new Blob(pieces).size)") == len(CONTENT)


def test_a_part_of_another_build_that_has_the_same_size_is_not_taken(empty_page, modules):
    """As an old page finds it on a site that has been renewed."""
    modules.faults["/parts/app.tar.gz"] = sites.replaced(gzip.compress(CONTENT[::-1]))
    part = {"name": "app.tar", "address": "parts/app.tar.gz?v=1", "size": len(CONTENT)}
    downloading = """(part) => import("/page/parts.js").then(({ download }) => download(part, () => {})).then(({ byteLength }) => byteLength, ({ reason }) => reason)"""
    for integrity, came in {pages.integrity(gzip.compress(CONTENT)): "truncated", pages.integrity(gzip.compress(CONTENT[::-1])): len(CONTENT)}.items():
        assert empty_page.evaluate(downloading, part | {"integrity": integrity}) == came


# -- the whole page ---------------------------------------------------------------------------------


@pytest.mark.console_errors_expected
def test_a_start_in_which_every_file_breaks_off_once_comes_to_its_end(visits, own_site, dist):
    described = pages.manifest_of(dist)
    others = [described["writer"], described["notices"], *(part for part in described["openings"] if part["name"] != "en.light")]
    files = [part for part in pages.parts_of(described) if part not in others]
    answers = {}
    for place, part in enumerate(files):
        path = part.get("packed", part)["address"].partition("?")[0]
        content = (dist / path).read_bytes()
        answers[path] = own_site.faults[f"/{path}"] = sites.breaking(content, [len(content) * (place % 10) // 10])
    playground = visits.page()
    playground.page.add_init_script("""
        new MutationObserver(() => { window.broken_ ||= document.getElementById("boot-link")?.hidden === false; })
            .observe(document, { subtree: true, attributes: true, childList: true });""")
    playground.page.goto(own_site.address)
    playground.evaluate("playground.ready", seconds=PATIENCE_AT_START)
    assert playground.step(5)["step"] == 5
    assert playground.evaluate("window.broken_") and not playground.page.locator("#boot-link").is_visible()
    bar = playground.page.locator("#boot progress")
    assert bar.evaluate("bar => bar.value === bar.max")
    assert [path for path, answer in answers.items() if len(answer.asked) < 2] == []
