"""The built site on a port of its own: whole, under a sub-path, with other headers, or sabotaged."""

import functools
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from build_steps import server


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
