"""The site as a zip, for a school server or a computer without a network, with words on what works where."""
import zipfile

from . import archives, site
from .places import ROOT, appearing, files_in
from .report import say, size

NAME = "seeing-gradients"
TARGET = ROOT / f"{NAME}.zip"
BESIDE = ROOT / "pyscript" / "folder"  # what the zip has beside the site


def build(target=TARGET):
    """Write the zip of one folder to `target`."""
    folder = site.build()
    entries = {f"{NAME}/{path.relative_to(source).as_posix()}": path for source in (folder, BESIDE) for path in files_in(source)}
    with appearing(target) as made:
        archives.write_zip(made, {name: path.read_bytes() for name, path in entries.items()}, zipfile.ZIP_DEFLATED)
    say(f"Wrote {target} ({size(target.stat().st_size)})")
