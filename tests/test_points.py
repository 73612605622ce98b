"""Own data: every usable row is kept, every other one is named, and no text whatever breaks the reader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.points import MAX_TEXT, read, write
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
    "chinese words": "横,纵,类别\n1.5,-2,是\n-.25,3,否",
    "numbers as words": "1.5,-2,7\n-.25,3,3",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_two_points_are_read_however_they_are_written(way):
    reading = read(WAYS[way])
    assert reading.points == TWO
    assert reading.problems == ()


def told(reading):
    return [(problem.line, problem.key, problem.values) for problem in reading.problems]


def test_bad_rows_are_named_and_good_ones_kept():
    reading = read("x,y,label\n1.5,-2,1\n1,2\noops,1,1\n1,2,3,1\n\n0,1e999,1\n2,2,maybe\n-.25,3,-1\n")
    assert reading.points == TWO
    assert told(reading) == [
        (3, "own.problem.missing", {"column": "label"}),
        (4, "own.problem.number", {"column": "x", "value": "oops"}),
        (5, "own.problem.cells", {"count": 4, "expected": 3}),
        (7, "own.problem.number", {"column": "y", "value": "1e999"}),
        (8, "own.problem.label", {"value": "maybe", "allowed": "−1, 1"}),
    ]


# Two labels in one column: which is class A. None: what stands first in the alphabet, or is greater.
SENSE = [
    ("no yes", "yes"), ("TRUE False", "true"), ("是 否", "是"), ("负 正", "正"), ("阴性 阳性", "阳性"), ("negative Positive", "positive"),
    ("不合格 合格", "合格"), ("ham spam", "spam"), ("healthy sick", "sick"), ("没有 有", "有"), ("n y", "y"), ("F T", "t"), ("unpaid paid", "paid"),
    ("未患病 患病", "患病"), ("non-smoker smoker", "smoker"), ("benign malignant", "malignant"), ("1 2", "2"), ("4 2", "4"), ("b a", "a"),
    ("狗 猫", "狗"), ("y x", "x"), ("m f", "f"),
]  # fmt: skip


@pytest.mark.parametrize("labels, positive", SENSE)
def test_sense_says_which_of_two_labels_is_class_a_and_not_the_first_row(labels, positive):
    one, other = labels.split()
    for first, second in ((one, other), (other, one)):
        reading = read(f"x1,x2,label\n0,0,{first}\n1,1,{second}\n2,2,{first}\n")
        assert [label for _, _, label in reading.points] == [1 if word.casefold() == positive else -1 for word in (first, second, first)]
        assert reading.positive.casefold() == positive and len(reading.remarks) == 1


@pytest.mark.parametrize(
    "labels, classes, bad",
    [
        ("1 -1 1 x", [1, -1, 1], ["x"]),
        ("x 1 -1 1", [1, -1, 1], ["x"]),
        ("0 1 " * 9 + "2", [-1, 1] * 9, ["2"]),
        ("a b c b a", [1, -1, -1, -1, 1], []),
        ("c a b b a", [-1, 1, -1, -1, 1], []),
        ("1 1", [1, 1], []),
        ("0 0", [-1, -1], []),
        ("no no", [-1, -1], []),
        ("+ - +", [1, -1, 1], []),
    ],
)
def test_the_labels_that_most_rows_follow_decide(labels, classes, bad):
    reading = read("".join(f"0,0,{label}\n" for label in labels.split()))
    assert [label for _, _, label in reading.points] == classes
    assert [problem.values["value"] for problem in reading.problems] == bad


def test_a_column_beyond_the_plane_is_scaled_to_fit_and_that_is_said():
    reading = read("150,0.5,a\n200,1,b\n175,2,a\n")
    assert reading.points == ((-5, 0.5, 1), (5, 1, -1), (0, 2, 1))
    assert reading.remarks[0] == ("own.remark.scaled", {"column": "1", "shift": "175", "factor": "0.2"})


def test_a_column_of_one_far_value_is_shifted_only():
    reading = read("-100,1,1\n-100,2,-1\n")
    assert reading.points == ((0, 1, 1), (0, 2, -1))
    assert reading.remarks == (("own.remark.scaled", {"column": "1", "shift": "−100", "factor": "1"}),)


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
    reading = read(f"# {'and so on ' * 90}\n1,2,1\n" * (MAX_TEXT // 900))
    assert len(reading.points) == MAX_POINTS
    assert reading.remarks[0] == ("own.remark.cut", {"length": MAX_TEXT})


def test_a_cell_without_end_is_named_shortly():
    problem = read("1,2,1\n" + "9" * 400_000 + ",1,1").problems[0]
    assert problem.line == 2 and len(str(problem.values)) < 100


def test_rows_of_a_rare_class_stay_when_a_text_is_thinned():
    reading = read("".join(f"{i % 7},{i % 5},{'rare' if i == 4711 else 'usual'}\n" for i in range(9000)))
    assert len(reading.points) == MAX_POINTS and len({label for _, _, label in reading.points}) == 2


@pytest.mark.parametrize(
    "text, key",
    [("hello", "own.empty.column"), ("a,b,c\nd,e,f", "own.empty.numbers"), ("# 1,2,1", "own.empty.numbers"), ("3\n4\n5", "own.empty.column"),
     ("PK\x03\x04\x14", "own.file.packed"), ("%PDF-1.7", "own.file.pdf"), ("x1,x2,label\n", "own.empty.numbers")],
)  # fmt: skip
def test_a_text_without_points_has_a_reason(text, key):
    assert read(text).points == () and told(read(text)) == [(None, key, {})]


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_nothing_at_all_needs_no_blame(text):
    assert read(text).points == () and read(text).problems == ()


coordinates = st.integers(-100 * int(DOMAIN), 100 * int(DOMAIN)).map(lambda hundredths: hundredths / 100)  # as they are drawn
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
    if reading.points:
        assert SETTINGS["points"].read(reading.points) == reading.points
    lines = [problem.line for problem in reading.problems if problem.line]
    assert lines == sorted(lines)
    assert reading.points or reading.problems or not text.removeprefix("\ufeff").strip()


rows = st.tuples(coordinates, coordinates, st.sampled_from(["1", "-1"])).map(lambda row: (",".join(map(str, row)), True))
nonsense = st.sampled_from([("1,2", False), ("a,1,1", False), ("1,b,1", False), ("1,2,3,4", False), ("3", False)])


@given(st.lists(st.one_of(rows, rows, nonsense), max_size=30))
def test_every_row_is_either_kept_or_named(lines):
    lines = [("x1,x2,label", None), ("0,0,1", True), ("0,0,-1", True), *lines, ("0,0,1", True)]
    reading = read("\n".join(text for text, _ in lines))
    assert [problem.line for problem in reading.problems] == [n for n, (_, good) in enumerate(lines, 1) if good is False]
    assert len(reading.points) == sum(good is True for _, good in lines)
