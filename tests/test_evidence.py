"""What stands behind the answers, and the strict reading that believes no top level without it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.evidence import strict, supported
from assessment.model import Answer, Answers, EvidenceKept, Questionnaire
from assessment.report import assess
from tests.strategies import assessed
from tests.support import item, questionnaire, stage


def said(**given_answers: Answer) -> Answers:
    return Answers(answers=MappingProxyType({id.replace("_", "-"): answer for id, answer in given_answers.items()}))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(level="no"), False),
        (Answer(level="no", note="Minutes of 3 May."), True),
        (Answer(level="no", link="https://example.org"), True),
        (Answer(level="no", note=" \n", link="\t"), False),
        (Answer(level="no", owner="Ann", date="2026-01-01", review_by="2027-01-01"), False),
    ],
)
def test_a_note_or_a_link_supports_an_answer_and_an_owner_alone_does_not(answer: Answer, expected: bool) -> None:
    assert supported(answer) is expected


def test_the_strict_reading_takes_an_unsupported_top_level_for_the_one_below_and_leaves_the_rest() -> None:
    asked = questionnaire(item("A-01"), item("A-02"), item("A-03"), item("A-04"), item("A-05"))
    backed = Answer(level="enforced", note="Release check 12.")

    read = strict(
        asked, said(A_01=Answer(level="enforced", owner="Ann"), A_02=backed, A_03=Answer(level="repeatable"), A_04=Answer(dont_know=True))
    )

    assert read == said(
        A_01=Answer(level="repeatable", owner="Ann"), A_02=backed, A_03=Answer(level="repeatable"), A_04=Answer(dont_know=True)
    )


def test_a_strict_report_says_so_scores_so_and_still_names_what_was_claimed() -> None:
    asked = questionnaire(item("A-01", gates={"go": "enforced"}), stages=(stage("go", "A"),))
    given_answers = said(A_01=Answer(level="enforced"))

    lenient, hard = assess(asked, given_answers), assess(asked, given_answers, strict=True)

    assert (lenient.strict, lenient.outcome.confirmed, lenient.evidence.unsupported_top) == (False, 1, ("A-01",))
    assert (hard.strict, hard.outcome.confirmed, hard.evidence.unsupported_top) == (True, 0, ("A-01",))


ASKED = questionnaire(item("A-01", 3), item("A-02", 1), item("A-03", 2), item("A-04", 2))
GIVEN = said(
    A_01=Answer(level="enforced", review_by="2026-11-19"),
    A_02=Answer(level="enforced", note="Seen.", review_by="2026-11-20"),
    A_03=Answer(level="no", link="https://example.org", review_by="2026-11-21"),
    A_04=Answer(dont_know=True, note="Ask Ben.", review_by="2020-01-01"),
)


def test_coverage_is_the_share_by_weight_of_the_levels_with_something_behind_them() -> None:
    assert assess(ASKED, GIVEN, today="2026-11-20").evidence == EvidenceKept(
        coverage=F(1, 2), supported=("A-02", "A-03"), unsupported_top=("A-01",), stale=("A-01",)
    )


def test_without_a_date_nothing_is_stale() -> None:
    assert assess(ASKED, GIVEN).evidence.stale == ()


def test_where_no_item_has_a_level_there_is_no_coverage() -> None:
    assert assess(ASKED, said(A_04=Answer(dont_know=True, note="Ask Ben."))).evidence == EvidenceKept(
        coverage=None, supported=(), unsupported_top=(), stale=()
    )


def test_what_does_not_apply_needs_no_evidence() -> None:
    asked = questionnaire(item("A-01", may_not_apply=True), item("A-02"))

    assert assess(asked, said(A_01=Answer(not_applicable="bought"), A_02=Answer(level="no"))).evidence.coverage == 0


@given(assessed(), st.data())
def test_the_strict_reading_never_raises_anything(case: tuple[Questionnaire, Answers], data: st.DataObject) -> None:
    asked, plain = case
    notes = {id: replace(answer, note=data.draw(st.sampled_from(["", " ", "Seen."]))) for id, answer in plain.answers.items()}
    given_answers = replace(plain, answers=MappingProxyType(notes))

    believed, doubted = assess(asked, given_answers), assess(asked, given_answers, strict=True)

    assert doubted.outcome.confirmed <= believed.outcome.confirmed
    assert doubted.outcome.possible <= believed.outcome.possible
    for low, high in zip(doubted.dimensions, believed.dimensions, strict=True):
        assert low.score.proven <= high.score.proven
        assert low.score.possible <= high.score.possible
        assert (low.coverage, low.weight) == (high.coverage, high.weight)
    if doubted.index and believed.index:
        assert doubted.index.score.proven <= believed.index.score.proven
        assert doubted.index.score.possible <= believed.index.score.possible
    assert doubted.evidence == believed.evidence
    if not believed.evidence.unsupported_top:
        assert replace(doubted, strict=False) == believed
