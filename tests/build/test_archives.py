"""Archives depend on their content alone."""

import gzip
import io
import tarfile
import zipfile

import pytest

from build_steps import archives, keep

ENTRIES = {"b/two.pyc": b"2" * 600, "a.pyc": b"1", "b/empty.txt": b""}


@pytest.mark.parametrize("write", [archives.write_tar, archives.write_zip])
def test_the_same_files_give_the_same_bytes_in_any_order(write, tmp_path):
    write(tmp_path / "one", ENTRIES)
    write(tmp_path / "two", dict(reversed(ENTRIES.items())))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_gzip_carries_no_time():
    assert archives.gzipped(b"content") == archives.gzipped(b"content")
    assert archives.gzipped(b"content")[4:8] == bytes(4)


def test_a_tar_holds_plain_files_only(tmp_path):
    archives.write_tar(tmp_path / "tar", ENTRIES)
    with tarfile.open(tmp_path / "tar") as tar:
        assert {m.name: tar.extractfile(m).read() for m in tar if m.isfile()} == ENTRIES
        assert all(m.isfile() and m.mtime == 0 and not m.pax_headers for m in tar)


def test_a_zip_stores_without_compressing(tmp_path):
    archives.write_zip(tmp_path / "zip", ENTRIES)
    with zipfile.ZipFile(tmp_path / "zip") as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.read("b/two.pyc") == ENTRIES["b/two.pyc"]


def test_gzip_unpacks_to_what_went_in():
    assert gzip.GzipFile(fileobj=io.BytesIO(archives.gzipped(b"content"))).read() == b"content"


@pytest.mark.parametrize("name, kept", [
    ("numpy/_core/_multiarray_umath.cpython-313-wasm32-emscripten.so", True),
    ("yaml/_yaml.cpython-313-x86_64-linux-gnu.so", False),
    ("panel/io/state.py", True),
    ("panel/tests/test_x.py", False),
    ("panel/dist/panel.min.js", False),
    ("panel/package.json", True),
    ("pyviz_comms/comm.js", True),
    ("bokeh-3.9.2.dist-info/METADATA", True),
    ("bokeh-3.9.2.dist-info/licenses/setup.py", False),
    ("numpy/__init__.pyi", False),
])
def test_only_what_the_app_needs_travels(name, kept):
    assert keep.package(name) is kept


def test_of_a_packages_metadata_only_the_head_travels():
    assert keep.shortened("x.dist-info/METADATA", b"Name: x\nVersion: 1\n\nA long readme") == b"Name: x\nVersion: 1\n"


def test_rare_encodings_stay_behind():
    assert keep.standard_library("encodings/utf_8.py")
    assert not keep.standard_library("encodings/mac_farsi.py")
    assert not keep.standard_library("pdb.py")
