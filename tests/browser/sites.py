"""The built site on a port of its own: whole, under a sub-path, with other headers, or sabotaged."""

import functools
import threading
import time
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from build_steps import server


TAKEN_IN = 0.05  # seconds in which a page hears of what has come; what comes just before a break, browsers keep to themselves


class Site:
    """A site being served. `faults` maps a path ("/worker.js") to a function of the handler that answers instead."""

    def __init__(self, listening):
        self.listening = listening
        self.listening.faults, self.listening.headers, self.listening.sent = {}, {}, []
        self.origin = f"http://127.0.0.1:{listening.server_address[1]}"
        self.address = f"{self.origin}/"

    @property
    def faults(self):
        return self.listening.faults

    @property
    def headers(self):
        return self.listening.headers

    @property
    def sent(self):
        """[(name, bytes)] of the files that a plain host has sent."""
        return self.listening.sent


class _Handler(server.Handler):
    """The project's own server, with faults and headers put in its way."""

    def do_GET(self):
        fault = self.server.faults.get(urlsplit(self.path).path)
        fault(self) if fault else super().do_GET()

    def end_headers(self):
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        super().end_headers()


class _PlainHandler(SimpleHTTPRequestHandler):
    def copyfile(self, source, outputfile):
        content = source.read()
        self.server.sent.append((urlsplit(self.path).path.removeprefix("/"), len(content)))
        outputfile.write(content)

    def log_message(self, *arguments):
        pass


@contextmanager
def served(folder):
    """The folder behind the project's own server."""
    with _answering(server.Server(("127.0.0.1", 0), functools.partial(_Handler, folder))) as site:
        yield site


@contextmanager
def served_plainly(folder):
    """The folder behind Python's `http.server`: no types, no headers of ours."""
    with _answering(server.Server(("127.0.0.1", 0), functools.partial(_PlainHandler, directory=folder))) as site:
        yield site


@contextmanager
def _answering(listening):
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield Site(listening)
    finally:
        listening.shutdown()
        listening.server_close()


# -- faults ---------------------------------------------------------------------------------------


def missing(handler):
    """There is no such file."""
    handler.send_error(404)


def replaced(content):
    """Other bytes than were built."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", server.TYPES.get(PurePosixPath(urlsplit(handler.path).path).suffix, server.TYPES[".html"]))
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def cut(content):
    """The connection breaks after half of the bytes that were announced."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[: len(content) // 2])
        handler.close_connection = True

    return answer


def breaking(content, places, divisible=True, version=1):
    """The connection breaks at these places, one after another; then it holds. `asked` of what is returned: the first bytes asked for."""
    left = list(places)

    def answer(handler):
        start = _start_of_rest(handler, f'"{version}"') if divisible else 0
        answer.asked.append(start)
        end = left.pop(0) if left else len(content)
        _begin(handler, content, start, version)
        handler.wfile.write(content[start:end])
        if end < len(content):
            time.sleep(TAKEN_IN)
            handler.close_connection = True

    answer.asked = []
    return answer


def slow(content, bytes_a_second, pieces=20):
    """A slow link. `sent` of what is returned: how many bytes are on their way by now."""

    def answer(handler):
        _begin(handler, content, 0, 1)
        size = -(-len(content) // pieces)
        for start in range(0, len(content), size):
            answer.sent = min(start + size, len(content))
            handler.wfile.write(content[start : start + size])
            time.sleep(size / bytes_a_second)

    answer.sent = 0
    return answer


def silent(content, place, hangs):
    """The first answer says nothing more from a place on, until `hangs`, an event, is set; the link stays."""
    whole = breaking(content, [])

    def answer(handler):
        if whole.asked:
            return whole(handler)
        whole.asked.append(0)
        _begin(handler, content, 0, 1)
        handler.wfile.write(content[:place])
        hangs.wait(60)
        handler.close_connection = True

    answer.asked = whole.asked
    return answer


def _begin(handler, content, start, version):
    handler.send_response(206 if start else 200)
    handler.send_header("Content-Type", server.TYPES.get(PurePosixPath(urlsplit(handler.path).path).suffix, "application/octet-stream"))
    handler.send_header("ETag", f'"{version}"')
    handler.send_header("Cache-Control", "no-store")
    handler.send_header("Content-Length", str(len(content) - start))
    if start:
        handler.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
    handler.end_headers()


def _start_of_rest(handler, tag):
    asked = server.REST.fullmatch(handler.headers.get("Range", ""))
    return int(asked[1]) if asked and handler.headers.get("If-Range") == tag else 0
