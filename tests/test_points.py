"""Own data: every usable row is kept, every other one is named, and no text whatever breaks the reader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.points import MAX_TEXT, read, refusal, write
from playground.settings import DOMAIN, DRAWN_POINTS, MAX_POINTS, SETTINGS

TWO = ((1.5, -2.0, 1), (-0.25, 3.0, -1))

# What spreadsheets, editors and people write for TWO.
WAYS = {
    "plain": "1.5,-2,1\n-.25,3,-1\n",
    "no line end": "1.5,-2,1\n-.25,3,-1",
    "windows": "x,y,label\r\n1.5,-2,1\r\n-0.25,3,-1\r\n",
    "old mac": "1.5,-2,1\r-.25,3,-1",
    "byte order mark": "\ufeff1.5,-2,1\n-.25,3,-1",
    "heading": "x1,x2,class\n1.5,-2,1\n-.25,3,-1",
    "two headings": "my measurements\nx1,x2,class\n1.5,-2,1\n-.25,3,-1",
    "comments and blank lines": "# mine\n\n1.5,-2,1\n  \n-.25,3,-1\n\n",
    "blanks": " 1.5 , -2 , 1 \n -.25 , 3 , -1 ",
    "quotes": '"1.5","-2","1"\n"-.25", "3", "-1"',
    "tabs": "1.5\t-2\t1\n-.25\t3\t-1",
    "semicolons": "1.5;-2;1\n-.25;3;-1",
    "white space": "1.5 -2  1\n-.25 3 -1",
    "decimal comma, semicolons": "x;y;label\n1,5;-2,0;1\n-0,25;3;-1",
    "decimal comma, tabs": "1,5\t-2\t1\n-,25\t3\t-1",
    "decimal comma, blanks": "1,5 -2,0 1\n-0,25 3,0 -1",
    "decimal comma, quotes": '"1,5","-2,0",1\n"-0,25","3,0",-1',
    "typographic minus": "1.5,−2,1\n−.25,3,−1",
    "exponents": "15e-1,-2E0,1\n-2.5e-1,+3,-1",
    "empty cells at the end": "1.5,-2,1,,\n-.25,3,-1,,",
    "labels as decimals": "1.5,-2,+1.0\n-.25,3,-1.0",
    "labels 0 and 1": "1.5,-2,1\n-.25,3,0",
    "signs": "1.5,-2,+\n-.25,3,-",
    "words": "1.5,-2,cat\n-.25,3,dog",
    "chinese words": "横,纵,类别\n1.5,-2,猫\n-.25,3,狗",
    "numbers as words": "1.5,-2,3\n-.25,3,7",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_two_points_are_read_however_they_are_written(way):
    reading = read(WAYS[way])
    assert reading.points == TWO
    assert reading.problems == ()


def test_bad_rows_are_named_and_good_ones_kept():
    reading = read("x,y,label\n1.5,-2,1\n1,2\noops,1,1\n1,2,3,1\n\n0,1e999,1\n2,2,maybe\n-.25,3,-1\n")
    assert reading.points == TWO
    assert [(problem.key, problem.values) for problem in reading.problems] == [
        ("own.problem.cells", {"line": 3, "count": 2}),
        ("own.problem.number", {"line": 4, "column": "x1", "value": "oops"}),
        ("own.problem.cells", {"line": 5, "count": 4}),
        ("own.problem.number", {"line": 7, "column": "x2", "value": "1e999"}),
        ("own.problem.label", {"line": 8, "value": "maybe", "allowed": "−1, 1"}),
    ]


def test_two_words_become_the_classes_in_their_order_and_that_is_said():
    reading = read("0,0,No\n1,1,yes\n2,2,YES\n3,3,no")
    assert [label for _, _, label in reading.points] == [1, -1, -1, 1]
    assert reading.remarks == (("own.remark.classes", {"first": "no", "second": "yes"}),)


@pytest.mark.parametrize(
    "labels, classes, bad",
    [
        ("1 -1 1 x", [1, -1, 1], ["x"]),
        ("x 1 -1 1", [1, -1, 1], ["x"]),
        ("0 1 2 0 1", [-1, 1, -1, 1], ["2"]),
        ("a b c b a", [1, -1, -1, 1], ["c"]),
        ("c a b b a", [1, -1, -1, 1], ["c"]),
        ("1 1", [1, 1], []),
        ("0 0", [-1, -1], []),
    ],
)
def test_the_labels_that_most_rows_follow_decide(labels, classes, bad):
    reading = read("".join(f"0,0,{label}\n" for label in labels.split()))
    assert [label for _, _, label in reading.points] == classes
    assert [problem.values["value"] for problem in reading.problems] == bad


def test_a_column_beyond_the_plane_is_scaled_to_fit_and_that_is_said():
    reading = read("150,0.5,a\n200,1,b\n175,2,a\n")
    assert reading.points == ((-5, 0.5, 1), (5, 1, -1), (0, 2, 1))
    assert reading.remarks[0] == ("own.remark.scaled", {"column": "x1", "shift": "175", "factor": "0.2"})


def test_a_column_of_one_far_value_is_shifted_only():
    reading = read("-100,1,1\n-100,2,-1\n")
    assert reading.points == ((0, 1, 1), (0, 2, -1))
    assert reading.remarks == (("own.remark.scaled", {"column": "x1", "shift": "−100", "factor": "1"}),)


def test_the_largest_floats_fit_as_well():
    reading = read("-1.7e308,1.7e308,1\n1.7e308,1.6e308,-1\n")
    assert reading.points == ((-5, 5, 1), (5, -5, -1))


def test_thousands_of_rows_are_thinned_evenly():
    half = 3 * MAX_POINTS // 2
    reading = read("".join(f"{i / half:.4f},0,{1 if i < half else -1}\n" for i in range(2 * half)))
    assert len(reading.points) == MAX_POINTS
    assert sum(label for _, _, label in reading.points) == 0
    assert reading.remarks == (("own.remark.thinned", {"kept": MAX_POINTS, "all": 2 * half}),)


def test_a_text_without_end_is_cut_and_that_is_said():
    reading = read("1,2,1\n" * (MAX_TEXT // 3))
    assert len(reading.points) == MAX_POINTS
    assert reading.remarks[0] == ("own.remark.cut", {"length": MAX_TEXT})


def test_a_cell_without_end_is_named_shortly():
    problem = read("1,2,1\n" + "9" * 400_000 + ",1,1").problems[0]
    assert problem.values["line"] == 2 and len(str(problem.values)) < 100


@pytest.mark.parametrize("text", ["", "\n\n", "hello", "a,b,c\nd,e,f", "# 1,2,1"])
def test_a_text_without_rows_gives_no_points_and_needs_no_blame(text):
    assert read(text).points == () and read(text).problems == ()


def test_one_point_is_enough_and_one_class_none_is_not():
    assert refusal(()) == "own.refused.none"
    assert refusal(TWO[:1]) is refusal(TWO[:1] * 3) is refusal(DRAWN_POINTS) is None


coordinates = st.floats(-DOMAIN, DOMAIN).map(lambda x: round(x, 3) + 0.0)
points = st.lists(st.tuples(coordinates, coordinates, st.sampled_from([-1, 1])), min_size=2, max_size=50).map(tuple)


@given(points)
def test_what_is_written_is_read_again(points):
    assert read(write(points)).points == points
    assert read(write(points)).problems == ()


cell = st.one_of(
    st.text(max_size=6), st.floats().map(str), st.integers().map(str), st.sampled_from(["1", "-1", "0", "+", "A", '"', "1,5", "1e400", ""])
)
line = st.builds(lambda cells, separator: separator.join(cells), st.lists(cell, max_size=5), st.sampled_from([",", ";", "\t", " "]))
texts = st.one_of(st.text(), st.builds(lambda lines, end: end.join(lines), st.lists(line, max_size=12), st.sampled_from(["\n", "\r\n", "\r"])))


@settings(max_examples=500)
@given(texts)
def test_no_text_breaks_the_reader_and_every_point_is_one_the_setting_takes(text):
    reading = read(text)
    if len(reading.points) >= 2:
        assert SETTINGS["points"].read(reading.points) == reading.points
    lines = [problem.values["line"] for problem in reading.problems]
    assert lines == sorted(set(lines))


rows = st.tuples(coordinates, coordinates, st.sampled_from(["1", "-1"])).map(lambda row: (",".join(map(str, row)), True))
nonsense = st.sampled_from([("1,2", False), ("a,1,1", False), ("1,b,1", False), ("1,2,3,4", False), ("3", False)])


@given(st.lists(st.one_of(rows, rows, nonsense), max_size=30))
def test_every_row_is_either_kept_or_named(lines):
    lines = [("0,0,1", True), ("0,0,-1", True), *lines, ("0,0,1", True)]
    reading = read("\n".join(text for text, _ in lines))
    assert [problem.values["line"] for problem in reading.problems] == [n for n, (_, good) in enumerate(lines, 1) if not good]
    assert len(reading.points) == sum(good for _, good in lines)
