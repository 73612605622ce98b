"""Two builds from the same sources give the same bytes, whatever the machine's clock, the order of its sets, and its time zone."""

import os
import shutil
import subprocess
import sys
import tarfile

import pytest

from build_steps import compiled, keep, site
from build_steps.parts import browser_packages
from build_steps.places import DIST, ROOT, files_in

ELSEWHERE = {"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "PYTHONPATH": str(ROOT / "pyscript")}


def test_a_site_built_by_another_process_into_another_folder_is_the_same(tmp_path):
    """With the compiled parts, and the snapshot in the one file, out of the cache."""
    site.build()
    building = f"from pathlib import Path; from build_steps import site; site.build(Path({str(tmp_path / 'site')!r}))"
    subprocess.run([sys.executable, "-c", building], env=os.environ | ELSEWHERE, check=True, capture_output=True)
    one, two = ({path.relative_to(folder): path.read_bytes() for path in files_in(folder)} for folder in (DIST, tmp_path / "site"))
    assert [str(name) for name in one | two if one.get(name) != two.get(name)] == []


@pytest.mark.parametrize("package", ["param", "markupsafe"])
def test_what_is_compiled_alone_from_files_of_another_time_is_the_same(package, tmp_path):
    shutil.copytree(browser_packages() / package, tmp_path / package)
    for path in files_in(tmp_path):
        os.utime(path, (0, 0))
    entries = compiled.compile_tree(tmp_path, keep.package, prefix=compiled.SITE_PACKAGES)
    with tarfile.open(compiled.packages()) as archive:
        assert entries and all(archive.extractfile(name).read() == content for name, content in entries.items())
