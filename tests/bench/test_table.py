"""The benchmark's table says truly which bars are met."""

from tests.bench.table import Row, number, spread, table


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
