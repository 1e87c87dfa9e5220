"""Scores as exact fractions: a dimension from its items, the index from its dimensions (*How scoring works*, sections 3 and 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from assessment.answers import applies, level_of
from assessment.model import Answers, Index, Item, Part, Questionnaire, Range, Term

ZERO, ONE = Fraction(0), Fraction(1)


def values(questionnaire: Questionnaire) -> dict[str, Fraction]:
    """What each level of the scale is worth, from 0 to 1."""
    return {level.id: level.value for level in questionnaire.scale}


def terms(questionnaire: Questionnaire, dimension: str, answers: Answers) -> tuple[Term, ...]:
    """One term for each applicable item of a dimension; their `proven` and `possible` add up to its score.

    With W the sum of the applicable weights, an item of weight w at value v adds w·v/W to both;
    one that is open or not known adds nothing to what is proven and w/W to what is possible.
    """
    items = [item for item in questionnaire.items if item.dimension == dimension and applies(item, answers)]
    total = sum(item.weight for item in items)
    shares = {weight: Fraction(weight, total) for weight in {item.weight for item in items}}
    worth = values(questionnaire)
    return tuple(_term(item, level_of(item, answers), shares[item.weight], worth) for item in items)


def score(terms: Iterable[Term]) -> Range:
    """A dimension's score: the sums of what its items prove and leave possible."""
    terms = tuple(terms)
    return Range(proven=sum((t.proven for t in terms), ZERO), possible=sum((t.possible for t in terms), ZERO))


def coverage(terms: Iterable[Term]) -> Fraction:
    """The share of a dimension's weight that has a level; possible minus proven is what is missing from it."""
    return sum((t.share for t in terms if t.value is not None), ZERO)


def index(scores: Sequence[tuple[str, Range]], weakest_link: Fraction) -> Index:
    """R(x) = λ·min x + (1−λ)·mean x over the dimensions, for what is proven and for what is possible.

    `scores` pairs dimension ids with their scores and must not be empty (ValueError); `weakest_link` is λ, from 0 to 1.
    """
    proven = [s.proven for _, s in scores]
    possible = [s.possible for _, s in scores]
    weakest = Range(proven=min(proven), possible=min(possible))
    mean = Range(proven=sum(proven, ZERO) / len(scores), possible=sum(possible, ZERO) / len(scores))
    low, high = proven.index(weakest.proven), possible.index(weakest.possible)
    even = (1 - weakest_link) / len(scores)
    shares = [(even + weakest_link * (n == low), even + weakest_link * (n == high)) for n in range(len(scores))]
    return Index(
        score=Range(
            proven=weakest_link * weakest.proven + (1 - weakest_link) * mean.proven,
            possible=weakest_link * weakest.possible + (1 - weakest_link) * mean.possible,
        ),
        weakest=weakest,
        mean=mean,
        weakest_dimensions=tuple(id for id, s in scores if s.proven == weakest.proven),
        parts=tuple(
            Part(dimension=id, share_proven=p, share_possible=q, proven=p * s.proven, possible=q * s.possible)
            for (id, s), (p, q) in zip(scores, shares, strict=True)
        ),
    )


def percent(number: Fraction) -> int:
    """A share as a whole percentage, rounded once, half up: 0 to 100 for 0 to 1."""
    return (number.numerator * 200 + number.denominator) // (number.denominator * 2)


def _term(item: Item, level: str | None, share: Fraction, worth: dict[str, Fraction]) -> Term:
    value = worth[level] if level is not None else None
    return Term(
        item=item.id,
        weight=item.weight,
        level=level,
        value=value,
        share=share,
        proven=ZERO if value is None else share * value,
        possible=share if value is None else share * value,
    )
