"""The benchmark's sections are those that the README names; the summary says what is wrong."""

import re
from pathlib import Path

import pytest

from tests.bench import run
from tests.bench.table import Row

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_section():
    told = re.search(r"build\.py bench .*Sections: (.*);", README)[1]
    assert re.findall(r"`([a-z]+)`", re.sub(r"\([^)]*\)", "", told)) == list(run.SECTIONS)


def test_sections_can_be_chosen_and_a_wrong_one_is_refused(capsys):
    assert run.parse(["starts", "laptop"]).sections == ["starts", "laptop"]
    with pytest.raises(SystemExit):
        run.parse(["speed"])
    assert "there is no section speed; there are starts, " in capsys.readouterr().err


def test_a_section_that_fails_is_told_and_the_next_is_measured(monkeypatch):
    class Broken:
        forgotten = 0

        def forget(self):
            self.forgotten += 1

    def breaks(_):
        raise OSError("no browser")

    monkeypatch.setattr(run, "SECTIONS", {"one": breaks, "two": lambda _: {"Two": [Row("speed", 3, "ms")]}})
    bench = Broken()
    [row] = run.measured("one", bench)["one"]
    assert (row.failed, bench.forgotten) == ("no browser", 1)
    assert run.measured("two", bench) == {"Two": [Row("speed", 3, "ms")]} and bench.forgotten == 1


def test_the_summary_names_what_has_failed_and_what_is_missed():
    good, missed, failed = Row("fast", 1, "ms", at_most=2), Row("slow", 3, "ms", at_most=2), Row("gone", None, failed="no page")
    assert run.summary([good]) == "Every bar is met."
    assert run.summary([good, missed, failed]) == "1 failed: gone\n1 bars missed: slow"
