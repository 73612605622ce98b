"""The built site in dist/: whole, relative, byte-compiled, the same each time."""

import gzip
import hashlib
import io
import json
import re
import tarfile
import zipfile

import pytest

from build_steps import compiled, site
from build_steps.places import DIST, ROOT, files_in
from build_steps.report import Problem


@pytest.fixture(scope="module", autouse=True)
def built():
    return site.build()


def manifest():
    html = (DIST / "index.html").read_text(encoding="utf-8")
    return json.loads(re.search(r'id="manifest">(.*?)</script>', html, re.S).group(1))


def inflated(name):
    return gzip.decompress((DIST / "parts" / f"{name}.gz").read_bytes())


def archive_names():
    with tarfile.open(fileobj=io.BytesIO(inflated("packages.tar"))) as packages, \
            tarfile.open(fileobj=io.BytesIO(inflated("app.tar"))) as app, \
            zipfile.ZipFile(io.BytesIO(inflated("stdlib.zip"))) as stdlib:
        return {"packages": packages.getnames(), "app": app.getnames(), "stdlib": stdlib.namelist()}


def test_every_address_of_the_manifest_is_a_file_of_the_named_size_and_hash():
    described = manifest()
    for file in [described["worker"], *described["scripts"], *described["styles"], *described["openings"], *described["parts"]]:
        name, _, version = file["address"].partition("?v=")
        content = (DIST / name).read_bytes()
        assert len(content) == file["bytes"]
        by_its_folder = re.fullmatch(r"panel/\d+\.\d+\.\d+/.*\.css", name)  # Panel asks for these itself, by its own version
        assert by_its_folder or version == hashlib.sha256(content).hexdigest()[:12]
    for part in described["parts"]:
        assert len(inflated(part["name"])) == part["size"]


def test_pages_and_styles_load_from_nowhere_else():
    loads = re.compile(r"""(?:src|href)\s*=\s*["']?([^"'\s>]+)|url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
    for file in files_in(DIST):
        if file.suffix in (".html", ".css"):
            addresses = [next(filter(None, found)) for found in loads.findall(file.read_text(encoding="utf-8"))]
            foreign = [a for a in addresses if re.match(r"(https?:)?//|/", a) and "w3.org" not in a]
            assert not foreign, (file, foreign)


def test_our_own_scripts_name_no_other_origin():
    names = r"localhost|www\.w3\.org/(?:2000/svg|1999/xhtml)\b"  # of namespaces, which nobody asks for
    assert not re.findall(rf"https?://(?!{names})[\w.]+", (DIST / "page.js").read_text(encoding="utf-8"))


def test_no_script_asks_for_a_source_map():
    assert "sourceMappingURL" not in (DIST / "worker.js").read_text(encoding="utf-8")


def test_python_travels_byte_compiled_only():
    for part, names in archive_names().items():
        assert any(name.endswith(".pyc") for name in names), part
        assert not [name for name in names if name.endswith((".py", ".pyi")) or "__pycache__" in name], part


def test_byte_code_is_the_browsers_and_never_compared_with_a_source():
    with zipfile.ZipFile(io.BytesIO(inflated("stdlib.zip"))) as stdlib:
        header = stdlib.read("json/decoder.pyc")[:8]
    assert header[:4] == (3571).to_bytes(2, "little") + b"\r\n"  # CPython 3.13
    assert header[4:] == (1).to_bytes(4, "little")  # unchecked hash (PEP 552)


def test_the_app_archive_holds_all_of_playground():
    sources = {p.relative_to(ROOT).as_posix() + ("c" if p.suffix == ".py" else "") for p in files_in(ROOT / "playground")}
    assert sources == set(archive_names()["app"])


def test_every_name_fits_the_pages_tar_reader():
    names = archive_names()
    assert max(len(name.encode()) for name in names["packages"] + names["app"]) <= 100


def test_compiling_again_gives_the_same_bytes(tmp_path):
    compiled._make_app(tmp_path / "app.tar")
    assert (tmp_path / "app.tar").read_bytes() == inflated("app.tar")


def test_no_path_of_this_machine_is_in_the_site():
    for part in ("app.tar", "packages.tar", "stdlib.zip"):
        assert str(ROOT).encode() not in inflated(part)


def test_an_unchanged_site_is_not_built_again(monkeypatch):
    mark = (DIST / site.MARK).read_text().strip()
    monkeypatch.setattr(site, "fingerprint", lambda paths: mark)
    monkeypatch.setattr(site, "_write", lambda *arguments: pytest.fail("built again"))
    assert site.build() == DIST


def test_a_folder_that_build_py_did_not_make_is_never_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(Problem, match="not empty and was not built by build.py"):
        site.build(tmp_path)
    assert (tmp_path / "thesis.txt").exists()


@pytest.mark.parametrize("step", ["page_script", "worker_script", "stylesheet"])
def test_a_step_that_fails_leaves_the_old_site_and_nothing_half_written(tmp_path, monkeypatch, step):
    target = tmp_path / "dist"
    target.mkdir()
    (target / site.MARK).write_text("an older build")

    def fail(made):
        made.write_text("half")
        raise Problem("a step failed")
    monkeypatch.setattr(site.scripts, step, fail)
    with pytest.raises(Problem, match="a step failed"):
        site.build(target)
    assert [p.name for p in tmp_path.rglob("*")] == ["dist", site.MARK]
