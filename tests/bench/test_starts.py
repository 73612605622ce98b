"""The figures of several rounds are told as one, and nothing that has failed is left out."""

from tests.bench.starts import AGAIN, FILE, FIRST, INTERACTIVE, MEMORY, PICTURE, SECOND, STOCK, bars, beside_stock, middle, only_memory, rows

ROUND = {
    STOCK: {INTERACTIVE: 8000, PICTURE: 700}, FIRST: {INTERACTIVE: 4000, PICTURE: None}, SECOND: {INTERACTIVE: 1000},
    FILE: {INTERACTIVE: 2000}, AGAIN: "the browser has ended",
}  # fmt: skip
OTHER = ROUND | {STOCK: {INTERACTIVE: 9000, PICTURE: None}, AGAIN: {INTERACTIVE: 1500}}


def test_medians_are_of_the_rounds_that_have_a_figure():
    figures = middle([ROUND, OTHER])
    assert list(figures) == [STOCK, FIRST, SECOND, FILE, AGAIN]
    assert figures[STOCK] == {INTERACTIVE: 8500, PICTURE: 700}
    assert figures[FIRST] == {INTERACTIVE: 4000}
    assert figures[AGAIN] == {INTERACTIVE: 1500}


def test_a_way_that_has_failed_once_is_told_beneath_the_others():
    failed = [row for row in rows([ROUND, OTHER]) if row.failed]
    assert [(row.name, row.failed) for row in failed] == [(AGAIN, "the browser has ended")]


def test_of_the_round_that_is_watched_only_the_memory_counts():
    watched = only_memory({STOCK: {INTERACTIVE: 20000, MEMORY: 500}, FILE: "gone"})
    assert middle([ROUND, watched])[STOCK] == {INTERACTIVE: 8000, PICTURE: 700, MEMORY: 500}
    assert watched[FILE] == "gone"


def test_the_bars_are_ratios_of_one_run_and_missed_by_what_is_not_there():
    figures = middle([ROUND])
    assert {row.name: row.met for row in bars(figures)} == {
        "second visit: interactive sooner than the first": True,
        "first visit: true picture": False, "second visit: true picture": False, "first visit: recording moves": False,
        "first visit: moved": False, "second visit: moved": False,
    }  # fmt: skip
    assert beside_stock(figures, 0.4).value == 0.25
    assert beside_stock(middle([ROUND | {STOCK: "no network"}]), 0.4).met is False
