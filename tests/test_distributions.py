"""The distributions of the calculators agree with SciPy's, over their whole range and as properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from assessment import distributions

TAILS = [0.5, 0.2, 0.1, 0.05, 0.025, 0.01, 1e-3, 1e-5, 1e-9]

tails = st.floats(1e-9, 0.5)


@pytest.mark.parametrize("tail", [0.999, 0.8, *TAILS])
def test_a_normal_quantile_is_scipy_s(tail: float) -> None:
    assert distributions.normal_quantile(tail) == pytest.approx(stats.norm.isf(tail), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 9, 10, 49, 98, 99])
@pytest.mark.parametrize("x", [-1.0, 0.0, 1e-9, 0.1, 1.0, 2.0, 8.3, 16.9, 50.0, 123.4, 400.0])
def test_a_chi_square_tail_is_scipy_s(freedom: int, x: float) -> None:
    assert distributions.chi_square_tail(x, freedom) == pytest.approx(stats.chi2.sf(x, freedom), rel=1e-11, abs=1e-300)


@pytest.mark.parametrize("freedom", [1, 2, 9, 99])
@pytest.mark.parametrize("tail", [0.9, *TAILS])
def test_a_chi_square_quantile_is_scipy_s(freedom: int, tail: float) -> None:
    assert distributions.chi_square_quantile(tail, freedom) == pytest.approx(stats.chi2.isf(tail, freedom), rel=1e-9)


def test_a_chi_square_tail_far_out_is_nothing_and_no_overflow() -> None:
    assert [distributions.chi_square_tail(1e12, freedom) for freedom in (1, 2, 99)] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("x", [-1.0, 0.0, 0.05, 0.2, 0.5, 0.8, 0.9999, 1.0, 1.0001, 1.2, 1.358, 2.0, 4.0])
def test_a_kolmogorov_tail_is_scipy_s(x: float) -> None:
    assert distributions.kolmogorov_tail(x) == pytest.approx(stats.kstwobign.sf(x), rel=1e-12)


@pytest.mark.parametrize("tail", [0.99, 0.9, *TAILS, 1e-14])
def test_a_kolmogorov_quantile_is_scipy_s(tail: float) -> None:
    assert distributions.kolmogorov_quantile(tail) == pytest.approx(stats.kstwobign.isf(tail), rel=1e-9)


@given(tails, st.integers(1, 99))
def test_a_quantile_leaves_the_tail_that_it_was_asked_for(tail: float, freedom: int) -> None:
    assert distributions.chi_square_tail(distributions.chi_square_quantile(tail, freedom), freedom) == pytest.approx(tail, rel=1e-9)
    assert distributions.kolmogorov_tail(distributions.kolmogorov_quantile(tail)) == pytest.approx(tail, rel=1e-9)


@given(tails, tails)
def test_a_smaller_tail_lies_farther_out(one: float, other: float) -> None:
    small, large = sorted((one, other))

    assert distributions.kolmogorov_quantile(small) >= distributions.kolmogorov_quantile(large)
    assert distributions.chi_square_quantile(small, 9) >= distributions.chi_square_quantile(large, 9)
