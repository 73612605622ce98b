"""What the build says: progress on standard output, one clear line on standard error when it fails."""
import errno
import sys


class Problem(Exception):
    """A failure the reader can do something about; its text is one line: what happened, what to do."""


def say(text):
    print(text, flush=True)


def complain(text):
    print(text, file=sys.stderr, flush=True)


def size(count):
    """A number of bytes as people read it: 12 B, 3.4 kB, 5.6 MB."""
    if count < 1000:
        return f"{count} B"
    if count < 999_950:
        return f"{count / 1000:.1f} kB"
    return f"{count / 1_000_000:.1f} MB"


def full_disk(where=""):
    return Problem(f"the disk is full{where}: free about 1 GB, or move the cache with "
                   "PLAYGROUND_CACHE=/another/disk, and start again; nothing half-written was kept")


def from_os_error(error):
    """The Problem to tell for an OSError that no step expected."""
    path = error.filename2 or error.filename  # of a copy, the target
    where = f" ({path})" if path else ""
    if error.errno == errno.ENOSPC:
        return full_disk(where)
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return Problem(f"no permission to write{where}: make it writable, or move the cache with "
                       "PLAYGROUND_CACHE=/another/folder")
    return Problem(f"{error.strerror or error}{where}")
