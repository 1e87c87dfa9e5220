"""Exact shares: a dimension from its items, the index from its dimensions, percentages rounded once."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.model import Answers, Index, Part, Questionnaire, Range, Term
from assessment.report import assess
from assessment.scoring import coverage, index, percent, score, terms, values
from tests.strategies import assessed
from tests.support import answers, item, questionnaire


def between(proven: str | int, possible: str | int) -> Range:
    return Range(proven=F(proven), possible=F(possible))


def test_a_level_is_worth_what_the_scale_says() -> None:
    assert values(questionnaire(item("A-01"))) == {"no": F(0), "ad-hoc": F(1, 4), "repeatable": F(1, 2), "enforced": F(1)}


def test_each_item_adds_its_weight_times_its_value_over_all_weights() -> None:
    asked = questionnaire(item("A-01", 3), item("A-02", 2), item("A-03", 1), item("B-01"))

    assert terms(asked, "A", answers(A_01="repeatable", A_02="enforced", A_03="no")) == (
        Term(item="A-01", weight=3, level="repeatable", value=F(1, 2), share=F(1, 2), proven=F(1, 4), possible=F(1, 4)),
        Term(item="A-02", weight=2, level="enforced", value=F(1), share=F(1, 3), proven=F(1, 3), possible=F(1, 3)),
        Term(item="A-03", weight=1, level="no", value=F(0), share=F(1, 6), proven=F(0), possible=F(0)),
    )


def test_an_item_without_a_level_proves_nothing_and_leaves_everything_possible() -> None:
    asked = questionnaire(item("A-01", 3), item("A-02", 1))

    assert terms(asked, "A", answers(A_02="?")) == (
        Term(item="A-01", weight=3, level=None, value=None, share=F(3, 4), proven=F(0), possible=F(3, 4)),
        Term(item="A-02", weight=1, level=None, value=None, share=F(1, 4), proven=F(0), possible=F(1, 4)),
    )


def test_an_item_that_does_not_apply_leaves_its_share_to_the_others() -> None:
    asked = questionnaire(item("A-01", 3, may_not_apply=True), item("A-02", 2), item("A-03", 2))

    found = terms(asked, "A", answers(A_01="n/a we buy the model", A_02="enforced"))

    assert [(term.item, term.share) for term in found] == [("A-02", F(1, 2)), ("A-03", F(1, 2))]


def test_a_dimension_with_no_item_that_applies_has_no_terms() -> None:
    asked = questionnaire(item("A-01", may_not_apply=True), item("B-01"))

    assert terms(asked, "A", answers(A_01="n/a we buy the model")) == ()


def test_the_score_is_the_sum_of_the_terms_and_coverage_the_share_with_a_level() -> None:
    asked = questionnaire(item("A-01", 3), item("A-02", 3), item("A-03", 2))

    found = terms(asked, "A", answers(A_01="repeatable", A_02="?", A_03="enforced"))

    assert score(found) == between("7/16", "13/16")
    assert coverage(found) == F(5, 8)


def test_a_level_worth_nothing_is_covered_all_the_same() -> None:
    assert coverage(terms(questionnaire(item("A-01")), "A", answers(A_01="no"))) == 1


def test_a_sum_of_nothing_is_an_exact_nothing() -> None:
    nothing = [coverage(()), coverage(terms(questionnaire(item("A-01")), "A", answers())), score(()).proven, score(()).possible]

    assert [repr(number) for number in nothing] == ["Fraction(0, 1)"] * 4


def test_the_index_is_part_weakest_and_part_mean() -> None:
    scores = [("A", between("1/4", "1")), ("B", between("1/2", "1/2")), ("C", between("1", "1"))]

    assert index(scores, F(1, 3)) == Index(
        score=between("17/36", "13/18"),
        weakest=between("1/4", "1/2"),
        mean=between("7/12", "5/6"),
        weakest_dimensions=("A",),
        parts=(
            Part(dimension="A", share_proven=F(5, 9), share_possible=F(2, 9), proven=F(5, 36), possible=F(2, 9)),
            Part(dimension="B", share_proven=F(2, 9), share_possible=F(5, 9), proven=F(1, 9), possible=F(5, 18)),
            Part(dimension="C", share_proven=F(2, 9), share_possible=F(2, 9), proven=F(2, 9), possible=F(2, 9)),
        ),
    )


@pytest.mark.parametrize(("weakest_link", "expected"), [("0", "5/8"), ("1/2", "7/16"), ("1", "1/4")])
def test_the_share_of_the_weakest_goes_from_plain_mean_to_weakest_link(weakest_link: str, expected: str) -> None:
    made = index([("A", between("1/4", "1/4")), ("B", between(1, 1))], F(weakest_link))

    assert made.score == between(expected, expected)


def test_dimensions_equally_weak_are_all_named_and_only_the_first_carries_the_share() -> None:
    made = index([("A", between(1, 1)), ("B", between(0, 1)), ("C", between(0, 1))], F(1, 2))

    assert made.weakest_dimensions == ("B", "C")
    assert [part.share_proven for part in made.parts] == [F(1, 6), F(2, 3), F(1, 6)]
    assert [part.share_possible for part in made.parts] == [F(2, 3), F(1, 6), F(1, 6)]


def test_an_index_of_no_dimension_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="empty"):
        index([], F(1, 2))


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0", 0),
        ("1/201", 0),
        ("1/200", 1),
        ("7/16", 44),
        ("13/16", 81),
        ("29/200", 15),
        ("49/200", 25),
        ("1/2", 50),
        ("989/1000", 99),
        ("199/200", 100),
        ("198/199", 99),
        ("1", 100),
    ],
)
def test_a_percentage_is_rounded_half_up(number: str, shown: int) -> None:
    assert percent(F(number)) == shown


@given(st.fractions(0, 1))
def test_a_percentage_is_what_long_division_rounded_half_up_gives(number: F) -> None:
    whole, rest = divmod(number * 100, 1)

    assert percent(number) == int(whole) + (rest >= F(1, 2))
    if number.denominator in {1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 200}:
        exact = Decimal(number.numerator) * 100 / Decimal(number.denominator)
        assert percent(number) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@given(assessed())
def test_the_terms_times_the_share_of_their_dimension_add_up_to_the_index(case: tuple[Questionnaire, Answers]) -> None:
    report = assess(*case)
    if report.index is None:
        return
    terms_of = {dimension.dimension: dimension.terms for dimension in report.dimensions}

    parts = report.index.parts

    assert sum(part.share_proven for part in parts) == sum(part.share_possible for part in parts) == 1
    assert sum(term.proven * part.share_proven for part in parts for term in terms_of[part.dimension]) == report.index.score.proven
    assert sum(term.possible * part.share_possible for part in parts for term in terms_of[part.dimension]) == report.index.score.possible
    assert sum(part.proven for part in parts) == report.index.score.proven
    assert sum(part.possible for part in parts) == report.index.score.possible
