"""Serves a built site to this machine or a classroom: threads, kept connections, cache validators, gzip, the rest of a file that broke off."""
import email.utils
import errno
import functools
import gzip
import hashlib
import os
import re
import socket
import sys
import threading
import webbrowser
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .report import Problem, say

TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
    ".ico": "image/x-icon", ".webmanifest": "application/manifest+json", ".wasm": "application/wasm", ".gz": "application/gzip",
}
PACKED = (".html", ".js", ".css", ".svg", ".json", ".txt")  # what is worth gzip on the way
PACKING = threading.Lock()
REST = re.compile(r"bytes=(\d+)-")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256  # a class of 60, six connections each, arriving in one second

    def handle_error(self, request, client_address):
        """A visitor who leaves in the middle of a transfer is no error."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def listen(host, port, folder):
    """A server that has its port but does not answer yet."""
    if ":" in host:
        Server.address_family = socket.AF_INET6
    try:
        return Server((host, port), functools.partial(Handler, Path(folder)))
    except OverflowError:
        raise Problem(f"there is no port {port}; choose one from 1 to 65535 with --port") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Problem(f"port {port} is busy; stop what uses it or choose another: "
                          f"python3 build.py serve --port {port + 1}") from None
        raise Problem(f"cannot listen on {host}:{port} ({error.strerror}); choose others with --host and --port") from None


def run(server, open_browser):
    """Answer until Ctrl-C."""
    host, port = server.server_address[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    say(f"Serving at {address} (Ctrl-C stops)")
    if open_browser and has_desktop():
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("\nStopped")
    finally:
        server.server_close()


def has_desktop():
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    packed = PACKED
    timeout = 60  # gives the thread of an idle connection back
    disable_nagle_algorithm = True

    def __init__(self, folder, *arguments):
        self.folder = folder
        super().__init__(*arguments)

    def do_GET(self):
        self._answer(with_body=True)

    def do_HEAD(self):
        self._answer(with_body=False)

    def log_message(self, *arguments):
        """Quiet: 60 learners would scroll the address away."""

    def _answer(self, with_body):
        file = find(self.folder, self.path)
        if file is None:
            return self._send(HTTPStatus.NOT_FOUND, b"Not found\n", {"Content-Type": TYPES[".txt"]}, with_body)
        content, tag, changed = load(file, file.stat().st_mtime_ns)
        headers = {"Content-Type": TYPES.get(file.suffix, "application/octet-stream"), "ETag": tag, "Last-Modified": changed}
        if file.suffix in self.packed:
            headers["Vary"] = "Accept-Encoding"
        if tag in self.headers.get("If-None-Match", ""):
            return self._send(HTTPStatus.NOT_MODIFIED, b"", headers, with_body)
        start = self._start_of_rest(tag, len(content))
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            return self._send(HTTPStatus.PARTIAL_CONTENT, content[start:], headers, with_body)
        if file.suffix in self.packed and "gzip" in self.headers.get("Accept-Encoding", ""):
            content, headers["Content-Encoding"] = packed(content), "gzip"
        return self._send(HTTPStatus.OK, content, headers, with_body)

    def _start_of_rest(self, tag, size):
        """The first byte of what is asked for, where that is the rest of this very file; else 0: the whole of it is sent."""
        asked = REST.fullmatch(self.headers.get("Range", ""))
        start = int(asked[1]) if asked and self.headers.get("If-Range") == tag else 0
        return start if start < size else 0

    def _send(self, status, content, headers, with_body):
        self.send_response(status)
        # A frame sandboxed without allow-same-origin has the origin "null" and may read nothing else.
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-cache")
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_body and content:
            self.wfile.write(content)


def find(folder, address):
    """The file that an address means, or None: no listings, nothing hidden, nothing outside the folder."""
    parts = unquote(urlsplit(address).path).split("/")
    if any(part.startswith(".") or "\\" in part or "\0" in part or ":" in part for part in parts):
        return None
    file = folder.joinpath(*(part for part in parts if part))
    file = file / "index.html" if parts[-1] == "" else file
    try:
        return file if file.is_file() and file.resolve().is_relative_to(folder.resolve()) else None
    except OSError:  # a name longer than the disk allows
        return None


@functools.lru_cache(maxsize=256)
def load(file, changed):
    """Content, ETag and Last-Modified of a file as it was at the time `changed` (part of the cache's key)."""
    content = file.read_bytes()
    return content, f'"{hashlib.sha256(content).hexdigest()[:20]}"', email.utils.formatdate(changed / 1e9, usegmt=True)


def packed(content):
    """`content` gzipped; one at a time, so that a class arriving together waits for one packing, not for sixty."""
    with PACKING:
        return _packed(content)


@functools.lru_cache(maxsize=256)
def _packed(content):
    return gzip.compress(content, compresslevel=6, mtime=0)
