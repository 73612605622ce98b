"""Folders that appear whole or not at all, and the fingerprints that tell whether to build again."""

import errno
import threading

import pytest

from build_steps import places
from build_steps.places import appearing, fingerprint, made_once


def test_a_folder_replaces_the_old_one_only_when_it_is_finished(tmp_path):
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "old").write_text("old")
    with appearing(dist) as unfinished:
        unfinished.mkdir()
        (unfinished / "new").write_text("new")
        assert [p.name for p in dist.iterdir()] == ["old"]
    assert [p.name for p in dist.iterdir()] == ["new"]
    assert [p.name for p in tmp_path.iterdir()] == ["dist"]


def test_a_full_disk_halfway_leaves_the_old_site_untouched(tmp_path):
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "old").write_text("old")
    with pytest.raises(OSError), appearing(dist) as unfinished:
        unfinished.mkdir()
        (unfinished / "half").write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")
    assert [p.name for p in dist.iterdir()] == ["old"]
    assert [p.name for p in tmp_path.iterdir()] == ["dist"]


def test_what_is_in_the_cache_is_not_made_again(tmp_path):
    made = []
    for _ in range(2):
        made_once(tmp_path / "part", lambda target: (made.append(1), target.write_text("x")))
    assert made == [1]


def test_two_builds_at_once_do_not_disturb_each_other(tmp_path):
    together = threading.Barrier(2)

    def make(target):
        target.mkdir()
        (target / "file").write_text("x")
        together.wait(timeout=10)
    threads = [threading.Thread(target=made_once, args=(tmp_path / "part", make)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "part" / "file").read_text() == "x"
    assert [p.name for p in tmp_path.iterdir()] == ["part"]


def test_a_fingerprint_changes_with_name_and_content(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("one")
    first = fingerprint([tmp_path])
    file.write_text("two")
    second = fingerprint([tmp_path])
    file.rename(tmp_path / "b.txt")
    assert len({first, second, fingerprint([tmp_path])}) == 3


def test_the_cache_can_be_moved(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_CACHE", str(tmp_path / "elsewhere"))
    assert places.cache() == tmp_path / "elsewhere"
    assert places.cache().is_dir()
