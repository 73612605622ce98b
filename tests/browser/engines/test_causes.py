"""A start that cannot succeed names its own cause and what helps against it, in each engine, in both languages."""

from contextlib import closing

import pytest

from playground.texts import CATALOGUES
from tests.browser import sites
from tests.browser.engines.conftest import ENGINES, launch
from tests.browser.engines.engine_page import EnginePage
from tests.browser.playground_page import HURRY
from tests.browser.test_boot import STRICT, STRICTER

WASM = "/parts/pyodide.asm.wasm.gz"
FRAME = '<!doctype html><iframe sandbox="allow-scripts" src="{}"></iframe>'
WEB_PAGE = b"<!DOCTYPE html><title>Sign in</title><p>Welcome to our network"


def expect_cause(engine, stage, cause, lang="en"):
    """The card names the stage (None: any), the cause and the remedy; `ready` has been rejected with it."""
    page = EnginePage(engine)
    told = page.evaluate("playground.ready.then(() => 'ready', ({ message }) => message)", seconds=60)
    stage = stage or told.split(":")[0]
    assert told.startswith(f"{stage}: {cause}: ")
    say, address = CATALOGUES[lang], page.evaluate("location.href")
    words = page.evaluate("Array.from(document.querySelectorAll('#boot-failure :is(h2, #boot-cause, #boot-remedy)'), (part) => part.innerText.trim())")
    remedy = say[f"boot.remedy.{cause}"].format(address=address)
    assert words == [say["boot.failed"].format(stage=say[f"boot.stage.{stage}"]), say[f"boot.cause.{cause}"], remedy]
    assert page.evaluate("document.querySelector('#boot-failure').checkVisibility()")
    return page


def under(policy):
    def spoil(site, dist):
        site.headers["Content-Security-Policy"] = policy
    return spoil


def answered(path, make):
    def spoil(site, dist):
        site.faults[path] = make((dist / path[1:]).read_bytes())
    return spoil


def broken_again_and_again(site, dist):
    """As often as the page asks, which it does quickly here."""
    answered(WASM, sites.cut)(site, dist)
    answered("/page.js", lambda content: sites.replaced(HURRY.encode() + content))(site, dist)


def by_address(path, make):
    """The same of a script that may not run from its bytes, and so comes by its address."""
    def spoil(site, dist):
        under(STRICTER)(site, dist)
        answered(path, make)(site, dist)
    return spoil


def called_text(content):
    """A server that knows no types, and tells the browser to believe it."""
    def answer(handler):
        handler.send_response(200)
        for name, value in {"Content-Type": "text/plain", "X-Content-Type-Options": "nosniff", "Content-Length": str(len(content))}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)
    return answer


def kept_from_running(content):
    """What a content blocker does: the file can be had, but not as a script."""
    as_built = sites.replaced(content)

    def answer(handler):
        blocked = handler.headers["Sec-Fetch-Dest"] == "script"
        (sites.missing if blocked else as_built)(handler)
    return answer


NO_MEMORY = b"WebAssembly.Memory = class { constructor() { throw new RangeError('could not allocate memory'); } };"
NO_PYTHON = b"\n;self.loadPyodide = () => Promise.reject(new Error('sabotaged'));"

CASES = {
    "a part is not there": (answered(WASM, lambda content: sites.missing), "python", "missing"),
    "the connection breaks": (broken_again_and_again, "python", "network"),
    "half of a part": (answered(WASM, lambda content: sites.replaced(content[: len(content) // 2])), "python", "truncated"),
    "a web page in place of a part": (answered(WASM, lambda content: sites.replaced(WEB_PAGE)), "python", "replaced"),
    "a web page in place of a script": (answered("/bokeh/bokeh.min.js.gz", lambda content: sites.replaced(WEB_PAGE)), "page", "replaced"),
    "a web page in place of the worker": (answered("/worker.js.gz", lambda content: sites.replaced(WEB_PAGE)), "python", "replaced"),
    "scripts sent as text": (by_address("/panel/panel.min.js", called_text), "page", "type"),
    "the worker sent as text": (by_address("/worker.js", called_text), "python", "type"),
    "a policy without wasm-unsafe-eval": (under(STRICT.replace(" 'wasm-unsafe-eval'", "")), "python", "policy"),
    "a policy without workers": (under(STRICT.replace("worker-src 'self' blob:", "worker-src 'none'")), "python", "policy"),
    "a policy without downloads": (under(f"{STRICT}; connect-src 'none'"), None, "policy"),
    "a blocker of scripts": (by_address("/panel/panel.min.js", kept_from_running), "page", "refused"),
    "a browser of long ago": (answered("/page.js", lambda content: sites.replaced(b"delete globalThis.DecompressionStream;" + content)), "page", "unsupported"),
    "no memory": (by_address("/worker.js", lambda content: sites.replaced(NO_MEMORY + content)), "python", "memory"),
    "a Python that breaks at every start": (by_address("/worker.js", lambda content: sites.replaced(content + NO_PYTHON)), "python", "program"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_server_or_network_do_is_named(engine, dist, case):
    spoil, stage, cause = CASES[case]
    with sites.served(dist) as site:
        spoil(site, dist)
        engine.go(f"{site.address}?lang=en")
        expect_cause(engine, stage, cause)


def test_a_page_opened_from_the_disk_says_how_to_open_it(engine, dist):
    engine.go(f"{(dist / 'index.html').as_uri()}?lang=zh")
    page = expect_cause(engine, None, "file", "zh")
    assert "python3 -m http.server" in page.evaluate("document.querySelector('#boot-remedy').innerText")


def test_a_closed_off_frame_of_a_plain_server_offers_the_page_by_itself(engine, dist, tmp_path):
    (tmp_path / "course.html").write_text(FRAME.format("site/index.html?lang=en"))
    (tmp_path / "site").symlink_to(dist, target_is_directory=True)
    with sites.served_plainly(tmp_path) as site:
        engine.go(f"{site.address}course.html")
        engine.enter_frame()
        page = expect_cause(engine, None, "sandbox")  # of the page's styles or of Python's worker: what the browser tells first
        link = page.evaluate("(({ href, target, innerText }) => [href, target, innerText])(document.querySelector('#alone:not([hidden])'))")
        assert link == [f"{site.address}site/index.html?lang=en", "_blank", CATALOGUES["en"]["boot.alone"]]


@pytest.mark.parametrize("name", ENGINES)
def test_webassembly_that_is_switched_off_is_named_not_called_an_old_browser(name, request, site):
    with closing(launch(name, request, without_wasm=True)) as engine:
        for lang in CATALOGUES:
            engine.go(f"{site.address}?lang={lang}")
            expect_cause(engine, "page", "wasm", lang)


@pytest.mark.parametrize("lang", CATALOGUES)
def test_the_policy_that_the_page_recommends_is_the_one_it_is_tested_with(lang):
    assert CATALOGUES[lang]["boot.remedy.policy"].endswith(STRICT)
