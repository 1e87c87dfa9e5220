"""Numbers as readers see them: rounded once, half away from zero, with commas, and as many places as they need."""

from __future__ import annotations

from fractions import Fraction

from assessment.catalogue import say

HUNDRED = 100
EXACT_PLACES = 9  # as many as a reader may give
SIGNIFICANT = 3


def decimal(value: Fraction, places: int) -> str:
    """A number with that many decimal places: 1,234.50, −7."""
    scaled = abs(value) * 10**places
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(digits, 10**places)
    sign = "−" if value < 0 and digits else ""
    return f"{sign}{whole:,}" + (f".{rest:0{places}}" if places else "")


def exactly(value: Fraction) -> str:
    """A number as it was given, without zeros at its end: 99.95, 2,000,000."""
    text = decimal(value, EXACT_PLACES)
    return text.rstrip("0").rstrip(".")


def significant(value: Fraction, digits: int = SIGNIFICANT) -> str:
    """A number with one place from 1 on, below with that many digits that count, none if whole: 22.5, 0.358, 0.0000167, 5."""
    if value.denominator == 1:
        return decimal(value, 0)
    return decimal(value, 1 if abs(value) >= 1 else _places(value, digits))


def money(value: Fraction) -> str:
    """An amount: whole from 1,000 on, with cents from 1 on, and below with digits that count: $39,024, $5.00, $0.182."""
    size = abs(value)
    text = decimal(size, 0 if size >= 1000 else 2 if size >= 1 or not size else _places(size, SIGNIFICANT))
    return ("−" if value < 0 else "") + f"${text}"


def percentage(share: Fraction) -> str:
    """A share in percent: 88%, 21.4%, and below one percent with two digits that count: 0.050%."""
    return f"{points(share)}%"


def points(share: Fraction) -> str:
    """A difference of shares in percentage points, written as `percentage` writes a share."""
    return significant(share * HUNDRED, 2)


def chance(probability: Fraction) -> str:
    """A probability in percent, where none is called certain or impossible."""
    if probability < Fraction(1, 1_000_000):
        return say("under {share}", share="0.0001%")
    if probability > Fraction(9995, 10_000):
        return say("over {share}", share="99.9%")
    return percentage(probability)


def _places(value: Fraction, digits: int) -> int:
    """How many decimal places show that many digits of a number below 1."""
    places, size = digits, abs(value)
    while size and size < Fraction(1, 10):
        size *= 10
        places += 1
    return places
