"""One file over http: resumed where it broke off, checked against its hash, in place only when whole."""
import hashlib
import http.client
import ssl
import time
import urllib.error
import urllib.request

from .report import Problem, say, size

CONNECT_SECONDS = 5
TRIES = 5
PAUSE_SECONDS = 0.5
CHUNK = 1 << 16
NOTHING_LEFT = 416  # the answer to a range that begins at the end: the part is whole
# Trying again may help with these; any other OSError is the disk's.
BROKEN = (urllib.error.URLError, ConnectionError, TimeoutError, ssl.SSLError, http.client.HTTPException)


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(path, expected):
    """Raise Problem, and remove the file, when its hash is another than the pinned one."""
    found = sha256(path)
    if found != expected:
        path.unlink()
        raise Problem(f"{path.name} has the wrong hash (sha256 {found[:12]}…, pinned {expected[:12]}…) and was "
                      "deleted; start again, and if it happens again do not trust this network")


def download(address, target, expected, tries=TRIES):
    """Fetch `address` to the path `target`; a broken transfer goes on from its `.part` file, also next time."""
    part = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(tries):
        try:
            _fetch_rest(address, part)
            break
        except urllib.error.HTTPError as error:
            if error.code == NOTHING_LEFT:
                break
            raise Problem(f"{address} answered {error.code} {error.reason}") from error
        except BROKEN as error:
            if attempt == tries - 1:
                raise Problem(f"no network, or {address} does not answer; connect and start again") from error
            time.sleep(PAUSE_SECONDS * attempt)
    check(part, expected)
    part.replace(target)
    return target


def _fetch_rest(address, part):
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(address, headers={"Range": f"bytes={have}-"} if have else {})
    with urllib.request.urlopen(request, timeout=CONNECT_SECONDS) as response:
        resumed = response.status == 206
        whole = int(response.headers.get("Content-Length") or 0) + (have if resumed else 0)
        say(f"  {part.stem} ({size(whole)}{f', from {size(have)} on' if resumed else ''})")
        with open(part, "ab" if resumed else "wb") as file:
            while chunk := response.read(CHUNK):
                file.write(chunk)
    if part.stat().st_size < whole:
        raise ConnectionError(f"the transfer broke off at {part.stat().st_size} of {whole} bytes")
