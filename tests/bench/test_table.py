"""The benchmark's table says truly which bars are met."""

import re

from tests.bench.table import Row, attempt, number, reason, spread, table


def test_a_row_meets_its_bar_from_the_right_side():
    assert Row("rate", 1000, "epochs/s", at_least=1000).met is True
    assert Row("rate", 999, "epochs/s", at_least=1000).met is False
    assert Row("pause", 101, "ms", at_most=100).met is False
    assert Row("pause", 100, "ms", at_most=100).met is True
    assert Row("bytes", 1, "MB").met is None


def test_numbers_have_about_three_digits():
    assert [number(value) for value in (0.1234, 4.567, 78.91, 1234.5, 12)] == ["0.123", "4.57", "78.9", "1,234", "12"]


def test_the_spread_of_twenty_times_names_the_second_longest_as_95_per_cent():
    times = [float(n) for n in range(1, 21)]
    assert [row.value for row in spread("pause", times, at_most=100)] == [10.5, 20.0, 20.0]


def test_the_table_shows_every_row_under_its_title():
    text = table({"Speed": [Row("rate", 1500, "epochs/s", at_least=1000)], "Size": [Row("bytes", 12.3, "MB")]})
    assert "Speed\n  rate" in text
    assert "1,500  epochs/s  ≥ 1,000  met" in text
    assert "missed" not in text


def test_a_bar_is_missed_by_what_is_not_there():
    recording = Row("recording moves", None, "ms", at_most=1000)
    assert recording.met is False and not recording.good
    assert recording.cells() == ("recording moves", "–", "ms", "≤ 1,000", "missed")
    assert Row("bytes", None, "MB").good


def test_what_fails_is_one_row_with_its_reason_and_what_does_not_is_kept():
    def breaks(how):
        raise ValueError(f"\n{how}\nCall log")

    rows = attempt("frames", breaks, "the page is gone") + attempt("answers", lambda: [Row("answers", 5, "ms")])
    assert re.search("frames +– +failed: the page is gone\\n", table({"Speed": rows}))
    assert [row.good for row in rows] == [False, True]
    assert rows[0].plain()["failed"] == "the page is gone"
    assert reason(ValueError()) == "ValueError"
    assert reason(ValueError("Page.evaluate: Traceback:\n  File app.py\nKeyError: 'lr'\nSee pyodide.org")) == "KeyError: 'lr'"


def test_ways_stand_side_by_side_with_a_dash_for_what_one_of_them_has_not():
    rows = [Row("ready", 8000, "ms", way="stock"), Row("moved", 14, "MB", way="stock"), Row("ready", 900, "ms", way="ours"), Row("ratio", 9, "times", at_least=2)]
    lines = table({"Starting": rows}).splitlines()
    assert [line.split() for line in lines[2:7]] == [["Starting"], ["stock", "ours"], ["ready", "8,000", "900", "ms"], ["moved", "14", "–", "MB"], []]
    assert lines[7].split() == ["ratio", "9", "times", "≥", "2", "met"]
    assert lines[4].index("900") + 3 == lines[3].index("ours") + 4
    assert [row.plain()["name"] for row in rows] == ["stock: ready", "stock: moved", "ours: ready", "ratio"]
