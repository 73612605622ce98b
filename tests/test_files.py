"""Files as people have them: which columns are taken, what the labels mean, which rows are left out and why."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.points import NotThere, read
from playground.points.numbers import numbers_of
from playground.points.sentences import placed, remark_sentence
from playground.settings import SETTINGS
from playground.texts import LANGUAGES, say

SPECIES = ("Iris-setosa", "Iris-versicolor", "Iris-virginica")
IRIS = "Id,SepalLengthCm,SepalWidthCm,PetalLengthCm,PetalWidthCm,Species\n" + "".join(
    f"{n},{4.3 + n % 30 / 10:.1f},{2 + n % 20 / 10:.1f},{1 + n % 50 / 10:.1f},{0.1 + n % 22 / 10:.1f},{SPECIES[n // 50]}\n" for n in range(150)
)
TITANIC = '''PassengerId,Survived,Pclass,Name,Sex,Age,SibSp,Parch,Ticket,Fare,Cabin,Embarked
1,0,3,"Braund, Mr. Owen ""Harris""",male,22,1,0,A/5 21171,7.25,,S
2,1,1,"Cumings, Mrs. John
(Florence)",female,38,1,0,PC 17599,71.2833,C85,C
3,1,3,"Heikkinen, Miss. Laina",female,26,0,0,STON/O2. 3101282,7.925,,S
4,0,3,"Moran, Mr. James",male,,0,0,330877,8.4583,,Q
5,0,1,"McCarthy, Mr. Timothy J",male,54,0,0,17463,51.8625,E46,S
'''

# {what it is: (text, (x1, x2, label, positive) that are taken)}; "" is none.
TAKEN = {
    "iris": (IRIS, ("SepalLengthCm", "SepalWidthCm", "Species", "Iris-setosa")),
    "iris without names": ("\n".join(line.split(",", 1)[1] for line in IRIS.splitlines()[1:]), ("1", "2", "5", "Iris-setosa")),
    "titanic": (TITANIC, ("Age", "Fare", "Survived", "1")),
    "marks with an id and names": ("学号,姓名,语文,数学,是否及格\n2021001,张三,80,95,及格\n2021002,李四,50,45,不及格\n2021003,王五,70,65,及格\n", ("语文", "数学", "是否及格", "及格")),
    "pandas, saved": (",x1,x2,label\n0,1,2,a\n1,3,4,b\n2,5,6,a\n", ("x1", "x2", "label", "a")),
    "pandas, printed": ("     x1   x2  label\n0   0.1  0.2      1\n1   0.3  0.4      0\n2   1.0  1.0      0\n", ("x1", "x2", "label", "1")),
    "numpy's savetxt": ("# x1 x2 label\n1.0e-01 2.0e+00 1\n3e-1 4 0\n", ("x1", "x2", "label", "1")),
    "label first": ("label,u,v\n1,0.5,0.6\n0,0.1,0.2\n1,0.3,0.9\n", ("u", "v", "label", "1")),
    "a surface": ("x,y,z\n1,2,0.5\n2,1,0.25\n3,3,-1\n", ("x", "y", "z", "numbers")),
    "x1, x2, y": ("x1,x2,y\n1,2,0\n2,1,1\n", ("x1", "x2", "y", "1")),
    "data exported from here": ("x1,x2,label,part\n1,2,1,train\n3,4,-1,test\n", ("x1", "x2", "label", "1")),
    "points alone": ("x1,x2\n1,2\n3,4\n", ("x1", "x2", "", "")),
    "one input": ("小时,分数\n1,50\n2,65\n3,80\n4,81.5\n", ("小时", "", "分数", "numbers")),
    "one input, two classes": ("hours,passed\n1,no\n2,no\n3,yes\n", ("hours", "", "passed", "yes")),
    "two lines of heading": ("x1,x2,label\ncm,kg,\n1,2,a\n3,4,b\n", ("x1", "x2", "label", "a")),
    "dates": ("day,temp,rain\n2020-01-01,5.5,yes\n2020-01-02,6,no\n2020-01-03,7,no\n", ("day", "temp", "rain", "yes")),
    "a truth table": ("A,B,XOR\n0,0,False\n0,1,True\n1,0,True\n1,1,False\n", ("A", "B", "XOR", "True")),
    "a truth table of numbers": ("0 0 0\n0 1 0\n1 0 0\n1 1 1", ("1", "2", "3", "1")),
    "JSON, objects": ('[{"x":1,"y":2,"label":"cat"},{"x":3,"y":4,"label":"dog"}]', ("x", "y", "label", "cat")),
    "JSON, columns": ('{"x1":[1,2],"x2":[3,4],"label":[true,false]}', ("x1", "x2", "label", "true")),
    "JSON, one object a line": ('{"a":1,"b":2,"c":"p"}\n{"a":3,"b":4,"c":"q"}\n', ("a", "b", "c", "p")),
    "Python's tuples": ("[((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]", ("1", "2", "3", "1")),
    "X and y": ("import numpy as np\nX = [[0, 0], [0, 1], [1, 0], [1, 1]]\ny = [0, 1, 1, 0]\n", ("1", "2", "3", "1")),
    "X and y as arrays": ("X = np.array([[5e-1, -1.0],\n              [1.5, 2.0]], dtype=np.float32)\ny = torch.tensor([0., 1.])", ("1", "2", "3", "1.0")),
    "columns of Python": ("x1 = [1, 2, 3]\nx2 = (3, 4, 6)\nlabel = ['a', 'b', 'a']\nlr = 0.1\n", ("x1", "x2", "label", "a")),
    "LaTeX": ("\\begin{tabular}{ccc}\n\\hline\nx1 & x2 & y \\\\ \\hline\n0.1 & 0.2 & 1 \\\\\n0.3 & 0.4 & 0 \\\\\n\\end{tabular}\n", ("x1", "x2", "y", "1")),
    "Weka's ARFF": ("@relation t\n@attribute a numeric\n@attribute 'b c' real\n@attribute class {x,y}\n@data\n1,2,x\n3,4,y\n", ("a", "b c", "class", "x")),
    "yuan of an input method": ("面积,价格,涨\n89㎡,￥120万,是\n120㎡,￥200万,否\n", ("面积", "价格", "涨", "是")),
    "inches": ('pipe,a,b,kind\n5" pipe,1,2,u\n6" pipe,3,4,w\n', ("a", "b", "kind", "u")),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_columns_are_guessed_by_their_names_and_what_is_in_them(name):
    text, (x1, x2, label, positive) = TAKEN[name]
    reading = read(text)
    assert (reading.x1, reading.x2, reading.label, reading.positive) == (x1, x2, label, positive)


# Ways to write the points (1.5, −2, +1), (−0.25, 3, −1), (4, 4, +1).
WAYS = {
    "chinese commas": "1.5，-2，1\n-0.25，3，-1\n4，4，1",
    "chinese semicolons": "1.5；-2；1\n-0.25；3；-1\n4；4；1",
    "enumeration commas": "1.5、-2、1\n-0.25、3、-1\n4、4、1",
    "full width": "１．５，－２，１\n－０．２５，３，－１\n４，４，１",
    "two kinds of commas": "1.5，-2,1\n-0.25,3，-1\n4，4，1",
    "markdown": "| x | y | label |\n|---|:-:|--:|\n| 1.5 | -2 | 1 |\n| -0.25 | 3 | -1 |\n| 4 | 4 | 1 |",
    "a frame of psql": " x | y | label\n---+---+---\n 1.5 | -2 | 1\n -0.25 | 3 | -1\n 4 | 4 | 1",
    "numpy": "[[ 1.5  -2.    1.  ]\n [-0.25  3.   -1.  ]\n [ 4.    4.    1.  ]]",
    "numpy's repr": "array([[ 1.5 , -2.  ,  1.  ],\n       [-0.25,  3.  , -1.  ],\n       [ 4.  ,  4.  ,  1.  ]], dtype=float32)",
    "torch": "tensor([[ 1.5000, -2.0000,  1.0000],\n        [-0.2500,  3.0000, -1.0000],\n        [ 4.0000,  4.0000,  1.0000]])",
    "a list of tuples": "[(1.5, -2, 1), (-0.25, 3, -1), (4, 4, 1)]",
    "tuples": "(1.5, -2, 1), (-0.25, 3, -1), (4, 4, 1)",
    "JSON": "[[1.5, -2, 1], [-0.25, 3, -1], [4, 4, 1]]",
    "the setting": "1.5,-2,1;-0.25,3,-1;4,4,1",
    "the setting, from an input method": "1.5，-2，1；-0.25，3，-1；4，4，1",
    "an address": "https://example.org/?lang=zh&data=custom&points=1.5,-2,1;-0.25,3,-1;4,4,1&lr=0.1",
    "an address, quoted": "?data=custom&points=1.5%2C-2%2C1%3B-0.25%2C3%2C-1%3B4%2C4%2C1",
    "excel's first line": "sep=;\n1,5;-2;1\n-0,25;3;-1\n4;4;1",
    "a heading again": "a,b,label\n1.5,-2,1\na,b,label\n-0.25,3,-1\n4,4,1",
    "empty rows": "1.5,-2,1\n,,\n\n-0.25,3,-1\n ; \n4,4,1".replace(" ; ", ""),
    "units": "length,weight,label\n1.5 cm,-2kg,1\n-0.25cm,3 kg,-1\n4 cm,4 kg,1",
    "currency": "a,b,label\n$1.5,-2,1\n-$0.25,3,-1\n$4,4,1",
    "per cent": "a,b,label\n150%,-2,1\n-25 %,3,-1\n400%,4,1",
    "brackets for minus": "a,b,label\n1.5,(2),1\n(0.25),3,-1\n4,4,1",
    "other comments": "// mine\n% also\n1.5,-2,1\n-0.25,3,-1\n4,4,1",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_points_are_read_however_they_are_written(way):
    reading = read(WAYS[way])
    assert reading.points == ((1.5, -2, 1), (-0.25, 3, -1), (4, 4, 1))
    assert reading.problems == ()


@pytest.mark.parametrize(
    "cells, numbers",
    [
        (["1,650", "850", "2,300"], [1650, 850, 2300]),
        (["1,650", "2,300"], [1650, 2300]),
        (["1,650", "0,5", "2,25"], [1.65, 0.5, 2.25]),
        (["1.234,5", "2,5"], [1234.5, 2.5]),
        (["1,234.5", "1,000"], [1234.5, 1000]),
        (["1,23,456", "12"], [123456, 12]),
        (["1 650", "850"], [1650, 850]),
        (["¥1,650.00", "¥850"], [1650, 850]),
        (["3.5万", "1.2亿"], [35000, 120000000]),
        (["89㎡", "300㎡"], [89, 300]),
        (["36.6℃", "−3 ℃"], [36.6, -3]),
        (["1e3", "2E-1"], [1000, 0.2]),
        (["1.2.3", "4"], [None, 4]),
        (["5 cm", "6 cm", "7 mm"], [5, 6, None]),
    ],
)
def test_numbers_are_read_as_their_column_writes_them(cells, numbers):
    assert numbers_of(cells, "a").values == [number if number is None else pytest.approx(number) for number in numbers]


def test_a_column_in_which_the_comma_may_mean_two_things_says_how_it_was_read():
    def told(text):
        return [remark.values["number"] for remark in read(text).remarks if remark.key in ("own.remark.thousands", "own.remark.decimal_comma")]

    assert told("a\tb\tlabel\n1,650\t2\tu\n2,300\t3\tv\n") == ["1650"]
    assert told("a;b;label\n1,650;2,5;u\n2,300;3,5;v\n") == ["1.650"]
    assert told('a,b,label\n"1,650",2,u\n850,3,v\n') == []  # there is no doubt


def test_tiny_values_are_no_single_point_and_that_is_said():
    reading = read("x1,x2,label\n" + "".join(f"{1e-4 + n * 1e-7:.7f},{n * 1e-6:.7f},{n % 2}\n" for n in range(80)))
    assert len(set(reading.points)) == 80 and max(x1 for x1, _, _ in reading.points) == 5
    assert [remark.values["column"] for remark in reading.remarks] == ["x1", "x2"]
    assert all(remark.key == "own.remark.scaled" for remark in reading.remarks)


def test_values_keep_six_significant_digits():
    assert read("x1,x2,label\n1.2345678,-0.00123456789,1\n5,1,0\n").points[0] == (1.23457, -0.00123457, 1)
    assert SETTINGS["points"].read("0.0001234567,5.4321098,0.1234567") == ((0.000123457, 5.43211, 0.123457),)


def test_one_class_is_told_from_all_others_and_another_one_can_be_chosen():
    reading = read(IRIS)
    assert sum(label == 1 for _, _, label in reading.points) == 50 and len(reading.points) == 150
    other = read(IRIS, {"positive": "iris-VIRGINICA", "x1": 4, "x2": "PetalWidthCm"})
    assert other.positive == "Iris-virginica" and [label for _, _, label in other.points[100:]] == [1] * 50
    with pytest.raises(NotThere, match="positive"):
        read(IRIS, {"positive": "rose"})
    with pytest.raises(NotThere, match="Petal"):
        read(IRIS, {"x2": "Petal"})


def test_real_valued_targets_are_a_regression_scaled_where_they_are_large():
    reading = read("size,age,price\n" + "".join(f"{n},{n % 4},{100 + 20.5 * n}\n" for n in range(12)))
    targets = [target for _, _, target in reading.points]
    assert min(targets) == -1 and max(targets) == 1 and reading.positive == "numbers"
    assert [remark.key for remark in reading.remarks][-2:] == ["own.remark.regression", "own.remark.scaled_label"]
    small = read("a,b,y\n1,2,0.5\n2,3,-0.25\n3,1,1\n")
    assert [target for _, _, target in small.points] == [0.5, -0.25, 1]


def test_few_whole_numbers_are_classes_unless_they_are_asked_for_as_numbers():
    text = "a,b,stars\n" + "".join(f"{n % 7},{n % 5},{n % 5 + 1}\n" for n in range(40))
    assert read(text).positive in "12345" and {label for _, _, label in read(text).points} == {1, -1}
    assert read(text, {"positive": "numbers"}).points[1][2] not in (1, -1)


def test_no_row_is_left_out_without_a_reason_in_both_languages():
    reading = read("x1,x2,label\n1,NaN,a\n-,2,b\n3,4,NA\n5,6,a\n7,8,b\n9,oops,a\n1,2,3,4\n")
    assert [problem.line for problem in reading.problems] == [2, 3, 4, 7, 8] and len(reading.points) == 2
    for language in LANGUAGES:
        def words(key, /, language=language, **values):
            return say(language, key, **values)

        assert len({placed(problem, reading, words) for problem in reading.problems}) == 5
        assert all(remark_sentence(remark, reading, words) for remark in reading.remarks)


def test_a_wide_and_long_file_is_read_in_time():
    wide = read("label," + ",".join(f"p{n}" for n in range(784)) + "\n" + "".join(f"{n % 10},{','.join(str(n * k % 255) for k in range(784))}\n" for n in range(60)))
    assert wide.label == "label" and len(wide.points) == 60


numbers = st.one_of(st.integers(-10**6, 10**6), st.floats(-1e6, 1e6).map(lambda value: float(f"{value:.6g}")))


@given(st.lists(st.tuples(numbers, numbers, st.sampled_from(["yes", "no"])), min_size=1, max_size=30), st.sampled_from([";", "\t", "|", ","]))
def test_every_table_of_numbers_and_words_is_kept_whole_in_its_order(rows, separator):
    text = separator.join(("a", "b", "kind")) + "\n" + "".join(separator.join(map(str, row)) + "\n" for row in rows)
    reading = read(text, {"x1": "a", "x2": "b", "label": "kind"})
    assert [label for _, _, label in reading.points] == [1 if word == "yes" else -1 for _, _, word in rows]
    assert all(math.isfinite(value) and abs(value) <= 6 for *place, _ in reading.points for value in place)
