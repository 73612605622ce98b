"""A line's MathML is well formed, says where each factor comes from, and shows no number wrongly."""

from xml.etree import ElementTree

import pytest

from playground.explain import (
    Bias,
    Edge,
    Factor,
    Letter,
    Line,
    Loss,
    Term,
    Text,
    Unit,
    explain,
    mathml,
    parse,
    path,
    subjects,
    symbol_mathml,
)
from playground.explain.line import ROLES, number, product
from playground.explain.mathml import MOST
from tests.explain.passes import COMBINATIONS, EACH_ONCE, a_pass, traced

# MathML Core's elements that are used; all others would be left out by some browser.
ELEMENTS = {"math", "mtable", "mtr", "mtd", "mrow", "mi", "mn", "mo", "mtext", "msup", "msub", "msubsup", "mfrac", "munder", "mover"}
CHILDREN = {"msup": 2, "msub": 2, "msubsup": 3, "mfrac": 2, "munder": 2, "mover": 2}


def rows(line, **how):
    """The table's cells, as elements."""
    root = ElementTree.fromstring(mathml(line, **how))
    return [list(row) for row in root.find("mtable")]


def written(cells):
    return ["".join(cell.itertext()) for cell in cells]


def lines_of(network, trace, config):
    for subject in subjects(network.sizes):
        yield from explain(network, trace, config, subject, checks=False)
        if isinstance(subject, (Edge, Bias)):
            yield path(network, trace, config, subject)


def a_line(*terms, **others):
    return Line(**{"kind": "forward", "title": Text("explain.z"), "symbol": Letter("z", 1, (1,)), "terms": terms,
                   "value": sum(term.value for term in terms)} | others)  # fmt: skip


def a_factor(value, name="w"):
    return Factor(value, Letter(name), "weight")


@pytest.mark.parametrize("act, out, loss, per_row", [
    *((*one, MOST) for one in COMBINATIONS), *((*one, few) for one in EACH_ONCE for few in (3, 1)),
])  # fmt: skip
def test_every_line_is_well_formed_and_no_factor_is_empty(act, out, loss, per_row):
    network, trace, config = a_pass(act, out, loss, reg="l1", rate=0.1, features="x1,sin(x2)")
    for line in lines_of(network, trace, config):
        root = ElementTree.fromstring(mathml(line, per_row=per_row))
        assert root.tag == "math" and root.get("class") == f"explanation {line.kind}"
        for element in root.iter():
            assert element.tag in ELEMENTS and len(element) == CHILDREN.get(element.tag, len(element))
            if element.tag in ("mi", "mn", "mo", "mtext"):
                assert element.text.strip() and not len(element) and "nan" not in element.text and "inf" not in element.text
            if element.get("class", "").startswith("factor"):
                assert element.get("class").split()[1] in ROLES and "".join(element.itertext())
            if element.get("data-factor"):
                parse(element.get("data-factor"), network.sizes)


@pytest.mark.parametrize("act, out, loss", COMBINATIONS)
def test_every_factor_stands_over_its_own_number(act, out, loss):
    for line in lines_of(*a_pass(act, out, loss, features="x2")):
        table = rows(line)
        if not line.terms:
            assert len(table) == 1
            continue
        above, below = table
        assert len(below) == len(above)
        start = 0 if line.symbol is None else 2
        for cell, under in list(zip(above, below, strict=True))[start:]:
            names, numbers = ([e.get("class") for e in c.iter() if e.get("data-factor")] for c in (cell, under))
            assert names == numbers or "ln" in written([cell])[0]


def test_digits_can_be_chosen():
    line = a_line(product(a_factor(1 / 3), a_factor(2 / 3)))
    assert written(rows(line, digits=2)[1]) == ["0.22", "≈", "0.33", "⋅", "0.67"]
    assert written(rows(line, digits=8)[1]) == ["0.22222222", "≈", "0.33333333", "⋅", "0.66666667"]
    with pytest.raises(ValueError, match="digits"):
        mathml(line, digits=9)


def test_equal_is_said_only_where_nothing_is_rounded():
    assert written(rows(a_line(product(a_factor(0.5), a_factor(0.25))))[1])[1] == "="
    assert written(rows(a_line(product(a_factor(0.5), a_factor(0.123456))))[1])[1] == "≈"


def test_negative_factors_stand_in_brackets_but_at_the_beginning():
    line = a_line(product(a_factor(-1.0), a_factor(-2.0)), product(a_factor(-3.0)), product(a_factor(-4.0), sign=-1))
    assert written(rows(line)[1]) == ["3", "=", "−1", "⋅", "(−2)", "+", "(−3)", "−", "(−4)"]
    assert written(rows(line)[0]) == ["z1(1)", "=", "w", "⋅", "w", "+", "w", "−", "w"]
    assert written(rows(a_line(product(a_factor(-4.0), sign=-1)))[1]) == ["4", "=", "−", "(−4)"]


def test_a_long_sum_is_shortened_in_the_middle_and_still_adds_up():
    terms = [product(a_factor(float(n)), number(1)) for n in range(1, 13)]
    above, below = map(written, rows(a_line(*terms)))
    assert below[above.index("⋯5")] == "35"  # 5 + 6 + 7 + 8 + 9
    assert below[0] == "78" and above.count("w") == 7
    assert "⋯" not in "".join(written(rows(a_line(*terms[:MOST]))[0]))


def test_the_shortened_sum_of_a_wide_layer_ends_with_the_bias():
    network, trace, config = a_pass(hidden=(16, 2))
    line = explain(network, trace, config, Unit(2, 1))[0]
    above, _ = rows(line)
    assert len(line.terms) == 17 and written(above)[-1] == "b1(2)" and "⋯10" in written(above)


def test_ways_to_the_loss_are_stacked_factor_under_factor():
    network, trace, config = a_pass(hidden=(5, 5, 5))
    table = rows(path(network, trace, config, Edge(1, 2, 3)), per_row=1)
    assert len(table) == 2 * (3 + 1)  # three ways and the rest, symbols and numbers
    assert written(table[0])[1] == "=" and [written(row)[2] for row in table[2:]] == ["+"] * 6
    assert written(table[2])[:2] == ["", ""] and written(table[-2])[-1] == "⋯22"


def test_a_way_s_columns_are_aligned_though_the_first_has_no_sign():
    network, trace, config = a_pass(hidden=(2, 2))
    table = rows(path(network, trace, config, Edge(1, 1, 1)), per_row=1)
    assert len({len(row) for row in table}) == 1


@pytest.mark.parametrize(("hidden", "factors", "rows_of_a_way"), [((2, 2), 7, 1), ((2, 2), 6, 2), ((2, 2), 2, 4), ((1, 1), 4, 2), ((5, 5, 5), 4, 3)])
def test_ways_longer_than_a_row_go_on_below_their_first_factor(hidden, factors, rows_of_a_way):
    line = path(*a_pass(hidden=hidden), Edge(1, 1, 1))
    table, whole = rows(line, per_row=1, factors=factors), rows(line, per_row=1)
    of_a_way = ["+", *["⋅"] * (rows_of_a_way - 1)]
    operators = [written(cells)[2] for cells in table]
    assert operators[::2] == operators[1::2] == ["", *(of_a_way * len(line.terms))[1:], *["+"] * (line.rest is not None)]
    assert max(len(_factors([cells])) for cells in table) <= factors
    for place in (0, 1):  # symbols, numbers: nothing is lost or comes twice
        assert _factors(table[place::2]) == _factors(whole[place::2])


def _factors(table):
    """The factors of some rows, in order."""
    return ["".join(e.itertext()) for cells in table for cell in cells for e in cell.iter() if e.get("class", "").startswith("factor")]


def test_what_is_no_finite_number_is_a_dash():
    for value in (float("nan"), float("inf"), -float("inf")):
        assert written(rows(a_line(product(a_factor(value), a_factor(1.0)), value=value))[1]) == ["–", "≈", "–", "⋅", "1"]


def test_numbers_past_all_bounds_are_dashes_or_powers_of_ten():
    network, _, config = a_pass("relu")
    network.parameters *= 1e200
    for line in lines_of(network, traced(network, config), config):
        text = mathml(line)
        assert "nan" not in text and "inf" not in text and "None" not in text


def test_names_are_escaped():
    line = a_line(product(Factor(1.0, Letter('<b a="&">'), "weight")))
    assert 'data-factor' not in mathml(line) and written(rows(line)[0])[2] == '<b a="&">'


@pytest.mark.parametrize("name, text", [("x1", "x1"), ("x2^2", "x22"), ("x1*x2", "x1x2"), ("sin(x2)", "sin(x2)")])
def test_inputs_are_called_what_they_are_made_of(name, text):
    line = explain(*a_pass(features=name), Unit(0, 1))[0]
    assert written(rows(line)[0])[0] == text


def test_two_digit_places_are_told_apart():
    assert str(Letter("w", 12, (3, 16))) == "w⁽¹²⁾₃,₁₆"
    assert "".join(ElementTree.fromstring(symbol_mathml(Letter("w", 2, (3, 16)))).itertext()) == "w3,16(2)"


def test_a_probability_that_has_rounded_to_nothing_is_shown_by_its_logarithm():
    network, _, config = a_pass(out="sigmoid", loss="bce", hidden=(), features="x1,x2")
    network.parameters[:] = 0
    network.biases[0][:] = 800
    line = explain(network, traced(network, config, y=0.0), config, Loss())[0]
    assert written(rows(line)[1]) == ["800", "=", "−", "0", "⋅", "ln(1)", "−", "(1−0)", "⋅", "(−800)"]


def test_a_term_is_the_product_of_its_factors():
    assert Term((a_factor(2.0), a_factor(-3.0)), sign=-1).value == 6


def test_the_tabulator_stops_once_in_a_line_and_every_factor_above_can_be_focused():
    network, trace, config = a_pass()
    for per_row in (MOST, 1):
        table = rows(explain(network, trace, config, Unit(1, 1), checks=False)[0], per_row=per_row)
        symbols, numbers = ([e for row in table[n::2] for cell in row for e in cell.iter() if e.get("data-factor")] for n in (0, 1))
        assert [e.get("tabindex") for e in symbols] == ["0"] + ["-1"] * (len(symbols) - 1)
        assert not any(e.get("tabindex") for e in numbers)


def test_a_negative_factor_is_marked_in_both_rows():
    line = a_line(product(a_factor(-0.5), a_factor(2.0, "a")))
    marks = [[e.get("class").split()[-1] == "negative" for c in row for e in c.iter() if e.get("class")] for row in rows(line)]
    assert marks == [[True, False], [True, False]]


def test_terms_of_several_rows_stand_under_each_other_whatever_they_are_made_of():
    line = a_line(*(product(a_factor(1.5), a_factor(2.5, "a")) for _ in range(12)), product(a_factor(0.5, "b")))
    table = rows(line, per_row=2)
    assert len(table) == 2 * 4 and len({len(row) for row in table}) == 1  # 4 + … + 3 parts, two in a pair of rows
    signs = [cells[place] for cells in map(written, table[::2]) for place in (2, 6) if place < len(cells)]
    assert set(signs) <= {"+", ""}
