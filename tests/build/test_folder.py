"""The site as a zip: whole, with its words in both languages, the same bytes each time."""

import zipfile

from build_steps import folder
from build_steps.places import DIST, files_in


def test_the_zip_holds_the_site_in_one_folder_with_words_on_what_works_where(tmp_path):
    folder.build(tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        names = set(archive.namelist())
        assert names == {f"seeing-gradients/{path.relative_to(DIST).as_posix()}" for path in files_in(DIST)} | {
            "seeing-gradients/README.txt", "seeing-gradients/start.cmd"}  # fmt: skip
        assert archive.read("seeing-gradients/index.html") == (DIST / "index.html").read_bytes()
        words = archive.read("seeing-gradients/README.txt").decode()
        assert words.count("playground.html") == 2 and "双击" in words and "double-click" in words
        start = archive.read("seeing-gradients/start.cmd")
        assert b'\r\nstart "" "%~dp0playground.html"\r\nexit /b\r\n' in start
        assert start.split(b"echo")[1].isascii() and start.count(b"\n") == start.count(b"\r\n")  # what runs before the message does not depend on the code page
    folder.build(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "site.zip").read_bytes()
