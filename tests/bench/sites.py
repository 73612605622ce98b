"""Built sites on ports of their own, with a meter on the wire."""

import contextlib
import functools
import threading
from dataclasses import dataclass
from pathlib import Path

from build_steps import server
from build_steps.places import files_in


class Broken(Exception):
    """Something could not be measured; the text says what."""


@dataclass
class Site:
    """Where the site is, and what its server has sent: `requests`, and `bytes` of headers and bodies."""

    address: str = ""
    requests: int = 0
    bytes: int = 0

    def forget(self) -> None:
        self.requests = self.bytes = 0


@contextlib.contextmanager
def serving(folder: Path):
    """A Site that is being served, and has been asked for everything before."""
    site, listening = Site(), server.listen("127.0.0.1", 0, folder)
    listening.RequestHandlerClass = functools.partial(CountingHandler, site, folder)
    site.address = f"http://127.0.0.1:{listening.server_address[1]}/"
    for file in files_in(folder):
        content, *_ = server.load(file, file.stat().st_mtime_ns)
        if file.suffix in CountingHandler.packed:
            server.packed(content)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        listening.shutdown()
        listening.server_close()


class CountingHandler(server.Handler):
    """The project's own server; of the stock site it packs the wasm as well, as the server that its pages name does."""

    packed = (*server.PACKED, ".wasm")

    def __init__(self, site, *arguments):
        self.site = site
        super().__init__(*arguments)

    def setup(self):
        super().setup()
        self._write, self.wfile.write = self.wfile.write, self._count

    def do_GET(self):
        self.site.requests += 1
        super().do_GET()

    def _count(self, data):
        self.site.bytes += len(data)
        return self._write(data)
