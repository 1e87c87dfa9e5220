"""Numbers are rounded once, half away from zero, and show as many digits as count."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import numerals


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (numerals.decimal(Fraction("1234.5"), 0), "1,235"),
        (numerals.decimal(Fraction("-2.5"), 0), "−3"),
        (numerals.decimal(Fraction("-0.004"), 2), "0.00"),
        (numerals.decimal(Fraction("0.125"), 2), "0.13"),
        (numerals.exactly(Fraction("99.95")), "99.95"),
        (numerals.exactly(Fraction(2_000_000)), "2,000,000"),
        (numerals.exactly(Fraction(100)), "100"),
        (numerals.exactly(Fraction("-5.80")), "−5.8"),
        (numerals.significant(Fraction("22.51")), "22.5"),
        (numerals.significant(Fraction(4)), "4"),
        (numerals.significant(Fraction("0.3584")), "0.358"),
        (numerals.significant(Fraction("0.0000167")), "0.0000167"),
        (numerals.significant(Fraction("-0.05"), 2), "−0.050"),
        (numerals.significant(Fraction(0)), "0"),
        (numerals.money(Fraction(39024)), "$39,024"),
        (numerals.money(Fraction("1733.33")), "$1,733"),
        (numerals.money(Fraction("999.999")), "$1,000.00"),
        (numerals.money(Fraction(5)), "$5.00"),
        (numerals.money(Fraction("-1.2")), "−$1.20"),
        (numerals.money(Fraction("0.54")), "$0.540"),
        (numerals.money(Fraction(0)), "$0.00"),
        (numerals.percentage(Fraction(88, 100)), "88%"),
        (numerals.percentage(Fraction(3, 14)), "21.4%"),
        (numerals.percentage(Fraction(5, 10_000)), "0.050%"),
        (numerals.points(Fraction("0.00361")), "0.36"),
        (numerals.chance(Fraction(1, 10**9)), "under 0.0001%"),
        (numerals.chance(Fraction(0)), "under 0.0001%"),
        (numerals.chance(Fraction(1)), "over 99.9%"),
        (numerals.chance(Fraction("0.994079")), "99.4%"),
    ],
)
def test_a_number_is_written_as_readers_expect_it(said: str, expected: str) -> None:
    assert said == expected


@given(st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6), st.integers(0, 6))
def test_a_rounded_number_is_off_by_half_of_its_last_digit_at_most(number: Fraction, places: int) -> None:
    written = Fraction(numerals.decimal(number, places).replace(",", "").replace("−", "-"))

    assert abs(written - number) <= Fraction(1, 2 * 10**places)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=9))
def test_what_was_given_is_shown_whole(number: Fraction) -> None:
    given_number = Fraction(number)

    assert Fraction(numerals.exactly(given_number).replace(",", "").replace("−", "-")) == given_number
