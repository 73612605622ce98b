"""The server: types, validators, compression, nothing outside its folder, a whole class at once."""

import gzip
import http.client
import threading

import pytest

from build_steps import server
from build_steps.report import Problem

LEARNERS = 60
FILES = {
    "index.html": b"<!doctype html>" * 50, "page.js": b"let a;" * 100, "styles.css": b"p{}" * 100, "icon.svg": b"<svg/>",
    "core.wasm": b"\0asm", "parts/app.tar.gz": gzip.compress(b"tar"), "data.json": b"{}", "sub/index.html": b"below",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("secret")
    folder = outside / "dist"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / ".hidden").write_text("hidden")
    listening = server.listen("127.0.0.1", 0, folder)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield listening.server_address[1]
    listening.shutdown()
    listening.server_close()


def ask(port, address, method="GET", **headers):
    """(status, headers, content) of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, response.headers, content


@pytest.mark.parametrize("address, kind", [
    ("/", "text/html; charset=utf-8"), ("/index.html?v=1#x", "text/html; charset=utf-8"),
    ("/page.js", "text/javascript; charset=utf-8"), ("/styles.css", "text/css; charset=utf-8"), ("/icon.svg", "image/svg+xml"),
    ("/core.wasm", "application/wasm"), ("/parts/app.tar.gz", "application/gzip"), ("/data.json", "application/json"),
    ("/sub/", "text/html; charset=utf-8"),
])
def test_every_kind_of_file_has_its_type(port, address, kind):
    status, headers, _ = ask(port, address)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cache-Control"] == "no-cache"


def test_the_rest_of_a_file_is_sent_alone_where_it_is_of_the_same_file(port):
    whole, tag = FILES["parts/app.tar.gz"], ask(port, "/parts/app.tar.gz")[1]["ETag"]
    status, headers, rest = ask(port, "/parts/app.tar.gz", Range="bytes=5-", If_Range=tag)
    assert (status, headers["Content-Range"], rest) == (206, f"bytes 5-{len(whole) - 1}/{len(whole)}", whole[5:])
    for asked in ({"Range": "bytes=5-", "If_Range": '"of another build"'}, {"Range": "bytes=5-"}, {"Range": f"bytes={len(whole)}-", "If_Range": tag},
                  {"Range": "bytes=-5", "If_Range": tag}):  # fmt: skip
        assert ask(port, "/parts/app.tar.gz", **asked)[::2] == (200, whole)


def test_an_unchanged_file_is_not_sent_again(port):
    _, headers, _ = ask(port, "/page.js")
    status, again, content = ask(port, "/page.js", If_None_Match=headers["ETag"])
    assert (status, content) == (304, b"")
    assert again["ETag"] == headers["ETag"] and again["Last-Modified"] == headers["Last-Modified"]


def test_text_is_packed_on_the_way_when_the_browser_can_unpack_it(port):
    _, headers, content = ask(port, "/page.js", Accept_Encoding="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(content) == FILES["page.js"]
    _, headers, content = ask(port, "/page.js")
    assert headers["Content-Encoding"] is None
    assert content == FILES["page.js"]


def test_a_gz_part_is_sent_as_it_is(port):
    _, headers, content = ask(port, "/parts/app.tar.gz", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] is None
    assert content == FILES["parts/app.tar.gz"]


def test_head_sends_the_headers_alone(port):
    status, headers, content = ask(port, "/core.wasm", method="HEAD")
    assert (status, headers["Content-Length"], content) == (200, "4", b"")


@pytest.mark.parametrize("address", [
    "/missing.js", "/parts/", "/parts", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/parts/..%5c..%5csecret.txt",
    "/link.txt", "/.hidden", "/%00", "/C:/x", "//secret.txt", "/" + "a" * 5000,
])
def test_nothing_else_is_given_out(port, address):
    status, _, content = ask(port, address)
    assert status == 404
    assert b"secret" not in content and b"hidden" not in content


def test_one_connection_serves_many_requests(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for name in ("/", "/missing", "/page.js"):
        connection.request("GET", name)
        response = connection.getresponse()
        response.read()
        assert response.version == 11 and not response.will_close
    connection.close()


def test_a_class_of_60_is_served_at_once(port):
    together, failures = threading.Barrier(LEARNERS), []

    def visit():
        together.wait(timeout=30)
        for name, content in FILES.items():
            status, _, got = ask(port, f"/{name}")
            if (status, got) != (200, content):
                failures.append((name, status))
    learners = [threading.Thread(target=visit) for _ in range(LEARNERS)]
    for learner in learners:
        learner.start()
    for learner in learners:
        learner.join(timeout=60)
    assert not failures


def test_a_port_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(Problem, match="there is no port 70000; choose one from 1 to 65535"):
        server.listen("127.0.0.1", 70000, tmp_path)
