"""Archives whose bytes depend on their content alone: sorted names, no times, no owners."""
import gzip
import hashlib
import io
import tarfile
import zipfile

from .places import cache, made_once

LONGEST_TAR_NAME = 100  # the page's reader knows plain ustar only: no prefixes, no extensions


def write_zip(target, entries, compression=zipfile.ZIP_STORED):
    """A zip that stores its files uncompressed unless asked: zipimport then needs no zlib, and gzip packs the whole better."""
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(entries):
            archive.writestr(zipfile.ZipInfo(name), entries[name], compression)


def write_tar(target, entries):
    """A tar of regular files only, in ustar format."""
    with tarfile.open(target, "w", format=tarfile.USTAR_FORMAT) as archive:
        for name in sorted(entries):
            header = tarfile.TarInfo(name)
            header.size = len(entries[name])
            archive.addfile(header, io.BytesIO(entries[name]))


def gzipped(content):
    """Gzip at its strongest, with neither name nor time."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def gzipped_once(file):
    """`file` gzipped, kept in the cache under the hash of its content: the strongest level takes seconds."""
    content = file.read_bytes()
    return made_once(cache() / "gzipped" / f"{name_of(content)}.gz", lambda target: target.write_bytes(gzipped(content)))


def name_of(content):
    """A name that changes when the content does."""
    return hashlib.sha256(content).hexdigest()[:16]
