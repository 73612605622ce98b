"""Downloads over a loopback server that misbehaves: cut off, resumed, wrong, absent, onto a full disk."""

import builtins
import contextlib
import errno
import hashlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from build_steps import download as module
from build_steps.download import download
from build_steps.report import Problem

CONTENT = bytes(range(256)) * 2000
HASH = hashlib.sha256(CONTENT).hexdigest()


class Host(BaseHTTPRequestHandler):
    """Sends CONTENT, and of its first answers only as many bytes as `server.cuts` says."""

    def do_GET(self):
        start = int(self.headers.get("Range", "bytes=0-")[6:-1]) if self.server.ranges else 0
        self.server.asked.append(start)
        if start >= len(CONTENT):
            return self.send_error(416)
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(CONTENT) - start))
        self.end_headers()
        cut = self.server.cuts.pop(0) if self.server.cuts else len(CONTENT)
        self.wfile.write(CONTENT[start:start + cut])

    def log_message(self, *arguments):
        pass


@pytest.fixture
def host(monkeypatch):
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0)
    server = HTTPServer(("127.0.0.1", 0), Host)
    server.asked, server.cuts, server.ranges = [], [], True
    server.address = f"http://127.0.0.1:{server.server_port}/file"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_whole_file_arrives_and_its_part_is_gone(host, tmp_path):
    assert download(host.address, tmp_path / "file", HASH).read_bytes() == CONTENT
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_broken_transfer_goes_on_where_it_stopped(host, tmp_path):
    host.cuts = [100_000, 50_000]
    assert download(host.address, tmp_path / "file", HASH).read_bytes() == CONTENT
    assert host.asked == [0, 100_000, 150_000]


def test_the_next_run_goes_on_where_the_last_one_stopped(host, tmp_path):
    host.cuts = [100_000]
    with pytest.raises(Problem, match="no network"):
        download(host.address, tmp_path / "file", HASH, tries=1)
    assert not (tmp_path / "file").exists()
    download(host.address, tmp_path / "file", HASH)
    assert host.asked == [0, 100_000]


def test_a_host_without_ranges_sends_everything_again(host, tmp_path):
    host.cuts, host.ranges = [100_000], False
    assert download(host.address, tmp_path / "file", HASH).read_bytes() == CONTENT


def test_a_part_that_is_whole_already_is_taken(host, tmp_path):
    (tmp_path / "file.part").write_bytes(CONTENT)
    assert download(host.address, tmp_path / "file", HASH).read_bytes() == CONTENT


def test_a_wrong_hash_is_told_and_leaves_nothing(host, tmp_path):
    with pytest.raises(Problem, match="file.part has the wrong hash .* and was deleted"):
        download(host.address, tmp_path / "file", "0" * 64)
    assert not list(tmp_path.iterdir())


def test_no_network_is_told_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0)
    with pytest.raises(Problem, match="no network, or http://127.0.0.1:1/file does not answer; connect and start again"):
        download("http://127.0.0.1:1/file", tmp_path / "file", HASH)


def test_a_file_that_is_not_there_is_told_without_trying_again(host, tmp_path, monkeypatch):
    monkeypatch.setattr(Host, "do_GET", lambda self: (self.server.asked.append(0), self.send_error(404)))
    with pytest.raises(Problem, match="answered 404"):
        download(host.address, tmp_path / "file", HASH)
    assert host.asked == [0]


def test_a_full_disk_is_not_taken_for_a_broken_network(host, tmp_path, monkeypatch):
    @contextlib.contextmanager
    def full(path, mode):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))
        yield
    monkeypatch.setattr(builtins, "open", full)
    with pytest.raises(OSError) as failure:
        download(host.address, tmp_path / "file", HASH)
    assert failure.value.errno == errno.ENOSPC
    assert host.asked == [0]
