"""The few distributions that the calculators need: normal, chi-square and Kolmogorov, by tails and by what a tail leaves."""

from __future__ import annotations

from collections.abc import Callable
from math import erfc, exp, lgamma, log, pi, sqrt
from statistics import NormalDist

SERIES = 1.0  # from here on the Kolmogorov tail is summed by its own series, below it by the one of its complement
TERMS = 20
HALVINGS = 200


def normal_quantile(tail: float) -> float:
    """The standard normal deviate that leaves `tail`, a probability between 0 and 1, above it."""
    return -NormalDist().inv_cdf(tail)


def chi_square_tail(x: float, freedom: int) -> float:
    """The probability that a chi-square variable with `freedom` degrees, a whole number from 1, exceeds `x`.

    Finite sums for whole degrees of freedom: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.4.4 and 26.4.5.
    """
    if x <= 0:
        return 1.0
    half = x / 2
    first = erfc(sqrt(half)) if freedom % 2 else 0.0
    powers = [n + (freedom % 2) / 2 for n in range(freedom // 2)]
    # By logarithms, since the powers and the factorials alone may be larger than any float.
    return first + sum(exp(power * log(half) - half - lgamma(power + 1)) for power in powers)


def chi_square_quantile(tail: float, freedom: int) -> float:
    """The value that a chi-square variable exceeds with the probability `tail`, between 0 and 1."""
    return _solved(lambda x: chi_square_tail(x, freedom), tail)


def kolmogorov_tail(x: float) -> float:
    """The probability that √n · D exceeds `x` in the limit of many rows; D is the largest gap between two cumulative shares.

    Kolmogorov's series, and below `SERIES` the equal one by theta functions, which converges there: Feller, Annals of Mathematical
    Statistics 19 (1948), 177–189.
    """
    if x <= 0:
        return 1.0
    if x >= SERIES:
        return 2 * sum((1 if n % 2 else -1) * exp(-2 * (n * x) ** 2) for n in range(1, TERMS))
    return 1 - sqrt(2 * pi) / x * sum(exp(-((2 * n - 1) ** 2) * pi**2 / (8 * x**2)) for n in range(1, TERMS))


def kolmogorov_quantile(tail: float) -> float:
    """The value that √n · D exceeds with the probability `tail`, between 0 and 1."""
    return _solved(kolmogorov_tail, tail)


def _solved(falling: Callable[[float], float], tail: float) -> float:
    """Where a tail that falls from 1 to 0 reaches `tail`, by halving until no float lies between."""
    low, high = 0.0, 1.0
    while falling(high) > tail:
        high *= 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > tail else (low, middle)
    return (low + high) / 2
