"""Numbers as a learner reads them."""

import pytest

from playground.explain import shown


@pytest.mark.parametrize("value, digits, text", [
    (0.123456789, 2, "0.12"), (0.123456789, 4, "0.1235"), (0.123456789, 8, "0.12345679"), (-0.5, 4, "−0.5"), (0.0, 4, "0"),
    (-0.0, 4, "0"), (2.0, 4, "2"), (100.0, 2, "100"), (123.456, 2, "123"), (123456.0, 2, "123456"), (9.9999, 4, "10"),
    (999999.7, 2, "1×10^6"), (0.000123, 4, "0.000123"), (0.0000123, 4, "1.23×10^−5"), (-1.5e-12, 4, "−1.5×10^−12"),
    (2.5e300, 3, "2.5×10^300"), (0.099999, 2, "0.1"),
    (float("nan"), 4, "–"), (float("inf"), 4, "–"), (float("-inf"), 4, "–"),
])  # fmt: skip
def test_so_many_significant_digits(value, digits, text):
    assert str(shown(value, digits)) == text


@pytest.mark.parametrize("value, exact", [
    (0.5, True), (0.1 + 0.2, True), (1 / 3, False), (0.12345, False), (0.0, True), (2e-9, True), (-0.25, True),
    (float("nan"), False),
])  # fmt: skip
def test_whether_writing_has_rounded_is_known(value, exact):
    assert shown(value, 4).is_exactly(value) is exact


@pytest.mark.parametrize("digits", [0, 1, 9])
def test_other_numbers_of_digits_are_refused(digits):
    with pytest.raises(ValueError, match="allowed: 2–8"):
        shown(1.0, digits)
