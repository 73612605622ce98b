"""Where things are: the project's folders, the cache, and folders that appear whole or not at all."""
import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINS = ROOT / "pyscript" / "pins"
STEPS = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
DIST = ROOT / "dist"


def cache():
    """The folder of downloads and compiled parts: PLAYGROUND_CACHE, or the platform's usual place."""
    chosen = os.environ.get("PLAYGROUND_CACHE")
    folder = Path(chosen).expanduser().absolute() if chosen else _usual_cache()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _usual_cache():
    name = "seeing-gradients"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / name
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / name
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / name


@contextlib.contextmanager
def _workshop(target):
    """A temporary folder beside `target`, on the same disk, so that what is made there can be renamed; then gone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def appearing(target):
    """A path to write to; it replaces `target` only if all went well."""
    with _workshop(target) as workshop:
        made = workshop / target.name
        yield made
        with contextlib.suppress(FileNotFoundError):  # a folder cannot be renamed over a full one
            target.rename(workshop / "replaced")
        _rename(made, target)


def made_once(target, make):
    """`target`, made by `make(path)` unless an earlier run has; the name carries the hash of its inputs."""
    if not target.exists():
        with _workshop(target) as workshop:
            make(workshop / target.name)
            _rename(workshop / target.name, target)
    return target


def _rename(made, target):
    """Rename, unless another build has put its own there in this very moment: that one is as good."""
    try:
        made.rename(target)
    except OSError:
        if not target.exists():
            raise


def files_in(folder):
    """All files under `folder` in a fixed order, without caches."""
    return sorted(p for p in Path(folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def fingerprint(paths, *more):
    """12 hex digits that change when a file's name or content, or one of the texts `more`, changes."""
    digest = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        path = Path(path)
        for file in files_in(path) if path.is_dir() else [path]:
            name = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
            digest.update(f"\0{name}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
