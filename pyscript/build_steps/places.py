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
def appearing(target):
    """A temporary sibling of `target` to write to; it takes the name `target` only if all went well."""
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        made = workshop / target.name
        yield made
        _put_in_place(made, target, workshop)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _put_in_place(made, target, workshop):
    """Rename, moving what was there aside first: a folder cannot be renamed over a full one."""
    if made.is_file():
        made.chmod(0o644)
        made.replace(target)
        return
    made.chmod(0o755)
    if target.exists():
        target.rename(workshop / "replaced")
    made.rename(target)


def made_once(target, make):
    """`target`, made by `make(path)` unless an earlier run has; the name carries the hash of its inputs."""
    target = Path(target)
    if not target.exists():
        with appearing(target) as unfinished:
            make(unfinished)
    return target


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
