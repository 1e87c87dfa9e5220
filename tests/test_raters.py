"""Several people's answers side by side: where they differ, what both leave possible, and two measures of agreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction as F
from itertools import product
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.answers import applies, level_of
from assessment.model import Agreement, Answer, Answers, Outcome, Questionnaire, Range
from assessment.raters import Merged, Rated, in_words, krippendorff_alpha, merge, quadratic_kappa
from assessment.standing import stand
from tests.strategies import filled, questionnaires
from tests.support import answers, fact, item, questionnaire, stage

Unit = Sequence[int | None]


def test_two_sheets_are_laid_side_by_side() -> None:
    asked = questionnaire(item("A-01"), item("A-02"), item("A-03", gates={"go": "repeatable"}), stages=(stage("go", "A", floor="1/4"),))

    merged = merge(
        asked, [answers(A_01="no", A_02="ad-hoc", A_03="repeatable"), answers(A_01="ad-hoc", A_02="enforced", A_03="repeatable")]
    )

    assert merged == Merged(
        raters=2,
        items=(
            Rated(item="A-02", levels=("ad-hoc", "enforced"), lowest="ad-hoc", highest="enforced", gap=2, disagreement=True),
            Rated(item="A-01", levels=("no", "ad-hoc"), lowest="no", highest="ad-hoc", gap=1, disagreement=False),
            Rated(item="A-03", levels=("repeatable", "repeatable"), lowest="repeatable", highest="repeatable", gap=0, disagreement=False),
        ),
        outcome=Outcome(confirmed=1, possible=1, index=Range(proven=F(1, 4), possible=F(7, 12))),
        agreement=F(2, 7),
        in_words="poor",
    )


def test_what_one_person_does_not_know_is_what_the_others_say() -> None:
    asked = questionnaire(item("A-01"), item("A-02"))

    merged = merge(asked, [answers(A_01="?"), answers(A_01="repeatable", A_02="?"), answers()])

    assert merged.items == (
        Rated(item="A-01", levels=(None, "repeatable", None), lowest="repeatable", highest="repeatable", gap=0, disagreement=False),
        Rated(item="A-02", levels=(None, None, None), lowest=None, highest=None, gap=0, disagreement=False),
    )
    assert merged.outcome == Outcome(confirmed=0, possible=0, index=Range(proven=F(1, 4), possible=F(3, 4)))


@pytest.mark.parametrize(
    ("one", "other", "gap", "disagreement"), [("no", "ad-hoc", 1, False), ("no", "repeatable", 2, True), ("enforced", "no", 3, True)]
)
def test_a_gap_of_two_levels_is_a_disagreement(one: str, other: str, gap: int, disagreement: bool) -> None:
    found = merge(questionnaire(item("A-01")), [answers(A_01=one), answers(A_01=other)]).items[0]

    assert (found.gap, found.disagreement) == (gap, disagreement)


def test_facts_and_what_does_not_apply_are_the_first_persons() -> None:
    asked = questionnaire(
        item("A-01", may_not_apply=True),
        item("A-02", may_not_apply=True),
        item("A-03"),
        facts=(fact("safety"),),
        stages=(stage("go", "A"),),
    )

    merged = merge(
        asked,
        [
            answers({"safety": "no"}, A_01="n/a bought", A_03="enforced"),
            answers({"safety": "yes"}, A_01="no", A_02="n/a bought", A_03="enforced"),
        ],
    )

    assert [(one.item, one.levels) for one in merged.items] == [("A-02", (None, None)), ("A-03", ("enforced", "enforced"))]
    assert merged.outcome == Outcome(confirmed=1, possible=1, index=Range(proven=F(1, 2), possible=F(1)))


@pytest.mark.parametrize("sheets", [[], [answers()]])
def test_merging_takes_two(sheets: list[Answers]) -> None:
    with pytest.raises(ValueError, match=r"^merging takes two sets of answers or more$"):
        merge(questionnaire(item("A-01")), sheets)


def test_two_people_are_compared_by_kappa_and_more_by_alpha() -> None:
    asked = questionnaire(*(item(f"A-0{n}") for n in range(4)))
    one = answers(A_00="no", A_01="ad-hoc", A_02="repeatable", A_03="enforced")
    other = answers(A_00="no", A_01="repeatable", A_02="repeatable", A_03="repeatable")
    units: list[Unit] = [(0, 0), (1, 2), (2, 2), (3, 2)]

    assert merge(asked, [one, other]).agreement == quadratic_kappa(units, 4)
    assert merge(asked, [one, other, other]).agreement == krippendorff_alpha([(*unit, unit[1]) for unit in units], 4)
    assert quadratic_kappa(units, 4) != krippendorff_alpha(units, 4)


def test_agreement_that_is_not_defined_has_no_word() -> None:
    merged = merge(questionnaire(item("A-01"), item("A-02")), [answers(A_01="no", A_02="no"), answers(A_01="no", A_02="no")])

    assert (merged.agreement, merged.in_words) == (None, None)


@pytest.mark.parametrize(
    ("agreement", "word"),
    [("-1", "poor"), ("449/1000", "poor"), ("45/100", "fair"), ("62/100", "fair"), ("621/1000", "good"), ("1", "good")],
)
def test_the_benchmark_words_begin_where_the_spice_trials_put_them(agreement: str, word: Agreement) -> None:
    assert in_words(F(agreement)) == word


# ── kappa ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_kappa_of_a_case_worked_by_hand() -> None:
    """Observed (0+1+0+0+4)/5 = 1. Expected (12+3+20)/25 = 7/5 from the sums 2, 1, 2 and 2, 2, 1. Kappa 1 − 5/7."""
    units: list[Unit] = [(0, 0), (0, 1), (1, 1), (2, 2), (2, 0)]

    assert quadratic_kappa(units, 3) == F(2, 7)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        pytest.param([(0, 0), (3, 3)], F(1), id="full agreement"),
        pytest.param([(0, 3), (3, 0)], F(-1), id="full opposition"),
        pytest.param([(0, 0), (0, 1), (1, 0), (1, 1)], F(0), id="no more than by chance"),
        pytest.param([(0, 0), (3, 3), (None, 0), (1, None), (None, None)], F(1), id="only what both rated"),
        pytest.param([(1, 1), (1, 1)], None, id="one level in all"),
        pytest.param([(None, 1), (2, None)], None, id="nothing rated by both"),
        pytest.param([], None, id="nothing rated"),
    ],
)
def test_kappa_at_its_edges(units: list[Unit], expected: F | None) -> None:
    assert quadratic_kappa(units, 4) == expected


ratings = st.none() | st.integers(0, 3)


@given(st.lists(st.tuples(ratings, ratings), max_size=12))
def test_kappa_is_twice_the_covariance_over_both_variances_and_the_distance_of_the_means(units: list[Unit]) -> None:
    """Quadratic kappa equals the concordance coefficient with moments over n (Fleiss and Cohen 1973, Lin 1989)."""
    pairs = [(F(a), F(b)) for a, b in units if a is not None and b is not None]
    if not pairs:
        assert quadratic_kappa(units, 4) is None
        return
    n = len(pairs)
    mean_a, mean_b = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    spread = sum((a - mean_a) ** 2 + (b - mean_b) ** 2 for a, b in pairs) / n + (mean_a - mean_b) ** 2
    together = sum((a - mean_a) * (b - mean_b) for a, b in pairs) / n

    assert quadratic_kappa(units, 4) == (2 * together / spread if spread else None)


# ── alpha ────────────────────────────────────────────────────────────────────────────────────────────────────────────

# Four observers, twelve units, five values; a point is no rating (Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011).
# Published for these data: nominal .743, ordinal .815, interval .849.
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
PUBLISHED: list[Unit] = [tuple(None if rating == "." else int(rating) - 1 for rating in unit) for unit in zip(*OBSERVERS, strict=True)]

Difference = Callable[[int, int, Sequence[F]], F]


def nominal(c: int, k: int, totals: Sequence[F]) -> F:
    return F(c != k)


def ordinal(c: int, k: int, totals: Sequence[F]) -> F:
    low, high = min(c, k), max(c, k)
    return (sum(totals[low : high + 1], F(0)) - (totals[low] + totals[high]) / 2) ** 2


def interval(c: int, k: int, totals: Sequence[F]) -> F:
    return F((c - k) ** 2)


def alpha_by_coincidences(units: Sequence[Unit], levels: int, difference: Difference) -> F | None:
    """Alpha from the matrix of coincidences, pair by pair: 1 − (n−1) Σ o·δ² / Σ n_c·n_k·δ²; None when the last sum is 0."""
    matrix = [[F(0)] * levels for _ in range(levels)]
    for unit in units:
        given_ratings = [rating for rating in unit if rating is not None]
        for m, c in enumerate(given_ratings):
            for n, k in enumerate(given_ratings):
                if m != n:
                    matrix[c][k] += F(1, len(given_ratings) - 1)
    totals = [sum(row, F(0)) for row in matrix]
    count = sum(totals, F(0))
    cells = list(product(range(levels), repeat=2))
    expected = sum((totals[c] * totals[k] * difference(c, k, totals) for c, k in cells), F(0))
    observed = sum((matrix[c][k] * difference(c, k, totals) for c, k in cells), F(0))
    return 1 - (count - 1) * observed / expected if expected else None


@pytest.mark.parametrize(("difference", "published"), [(nominal, F(743, 1000)), (ordinal, F(815, 1000)), (interval, F(849, 1000))])
def test_the_coincidences_give_what_was_published(difference: Difference, published: F) -> None:
    found = alpha_by_coincidences(PUBLISHED, 5, difference)

    assert found is not None
    assert round(found, 3) == published


def test_alpha_gives_what_was_published_for_ordinal_data() -> None:
    found = krippendorff_alpha(PUBLISHED, 5)

    assert found == F(108577, 133160)
    assert round(found, 3) == F(815, 1000)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        pytest.param([(0, 0, 0), (3, 3, 3)], F(1), id="full agreement"),
        pytest.param([(1, 1, 1), (1, 1, 1)], None, id="one level in all"),
        pytest.param([(1, None, None), (None, 2, None)], None, id="nothing rated by two"),
        pytest.param([], None, id="nothing rated"),
        pytest.param([(0, 0, None), (3, 3, 3), (None, 2, None)], F(1), id="a single rating of a unit does not count"),
    ],
)
def test_alpha_at_its_edges(units: list[Unit], expected: F | None) -> None:
    assert krippendorff_alpha(units, 4) == expected


@given(st.integers(2, 4).flatmap(lambda raters: st.lists(st.tuples(*[ratings] * raters), max_size=10)))
def test_alpha_is_what_the_coincidences_give(units: list[Unit]) -> None:
    assert krippendorff_alpha(units, 4) == alpha_by_coincidences(units, 4, ordinal)


# ── merging ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def rated(draw: st.DrawFn) -> tuple[Questionnaire, list[Answers]]:
    """A small questionnaire and two or three people's answers to it."""
    asked = draw(questionnaires(most_items=4))
    return asked, [draw(filled(asked)) for _ in range(draw(st.integers(2, 3)))]


@given(rated())
def test_the_merged_outcome_is_the_worst_and_the_best_of_every_way_to_believe_one_person_per_item(
    case: tuple[Questionnaire, list[Answers]],
) -> None:
    asked, sheets = case
    first = sheets[0]
    said = {one.id: {level for sheet in sheets if (level := level_of(one, sheet))} for one in asked.items if applies(one, first)}
    ruled_out = {id: answer for id, answer in first.answers.items() if answer.not_applicable is not None}

    ways = [
        stand(asked, Answers(facts=first.facts, answers=MappingProxyType(ruled_out | dict(way)), target=first.target)).outcome
        for way in product(*([(id, Answer(level=level)) for level in sorted(levels)] for id, levels in said.items() if levels))
    ]

    merged = merge(asked, sheets).outcome
    assert merged.confirmed == min(way.confirmed for way in ways)
    assert merged.possible == max(way.possible for way in ways)
    indexes = [way.index for way in ways if way.index]
    assert merged.index == (Range(proven=min(i.proven for i in indexes), possible=max(i.possible for i in indexes)) if indexes else None)


@given(rated())
def test_where_people_answered_the_same_items_their_own_results_lie_within_the_merged_one(
    case: tuple[Questionnaire, list[Answers]],
) -> None:
    asked, sheets = case
    both = set.intersection(*({id for id, answer in sheet.answers.items() if answer.level} for sheet in sheets))
    same = [
        Answers(facts=sheets[0].facts, answers=MappingProxyType({id: sheet.answers[id] for id in both}), target=sheets[0].target)
        for sheet in sheets
    ]

    merged = merge(asked, same)

    for sheet in same:
        own = stand(asked, sheet).outcome
        assert merged.outcome.confirmed <= own.confirmed <= own.possible <= merged.outcome.possible
        if own.index and merged.outcome.index:
            assert merged.outcome.index.proven <= own.index.proven <= own.index.possible <= merged.outcome.index.possible
    if all(sheet == same[0] for sheet in same):
        assert merged.outcome == stand(asked, same[0]).outcome
        assert merged.agreement in (1, None)


@given(rated())
def test_the_order_of_people_changes_no_agreement(case: tuple[Questionnaire, list[Answers]]) -> None:
    asked, sheets = case
    alike = [Answers(answers=sheet.answers) for sheet in sheets]

    units = [tuple(level_of(one, sheet) for sheet in alike) for one in asked.items]
    places = {level.id: n for n, level in enumerate(asked.scale)}
    numbers: list[Unit] = [tuple(None if level is None else places[level] for level in unit) for unit in units]

    assert krippendorff_alpha(numbers, len(places)) == krippendorff_alpha([unit[::-1] for unit in numbers], len(places))
    assert quadratic_kappa([unit[:2] for unit in numbers], len(places)) == quadratic_kappa([unit[1::-1] for unit in numbers], len(places))
