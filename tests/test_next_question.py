"""Which open question to answer next: first what could change the stages, then what narrows the index most surely."""

from __future__ import annotations

from fractions import Fraction as F
from types import MappingProxyType

import pytest
from hypothesis import given

from assessment.model import Answer, Answers, NextQuestion, Questionnaire
from assessment.next_question import next_questions
from assessment.report import assess
from assessment.standing import stand
from tests.strategies import assessed
from tests.support import answers, item, questionnaire, stage


def asked_next(asked: Questionnaire, given: Answers) -> tuple[NextQuestion, ...]:
    return next_questions(stand(asked, given))


def test_what_decides_comes_before_what_narrows_more() -> None:
    asked = questionnaire(item("A-01", 3), item("A-02", 1, gates={"go": "repeatable"}), stages=(stage("go", "A"),))

    assert asked_next(asked, answers()) == (
        NextQuestion(item="A-02", decides=True, narrows_least=F(1, 4), narrows_most=F(1, 4)),
        NextQuestion(item="A-01", decides=False, narrows_least=F(3, 4), narrows_most=F(3, 4)),
    )


def test_alike_questions_keep_their_order() -> None:
    asked = questionnaire(item("A-02"), item("A-01"), item("A-03"))

    assert [one.item for one in asked_next(asked, answers(A_01="?"))] == ["A-02", "A-01", "A-03"]


def test_what_has_a_level_is_not_asked_again_and_dont_know_is() -> None:
    asked = questionnaire(item("A-01"), item("A-02"), item("A-03", may_not_apply=True))

    assert [one.item for one in asked_next(asked, answers(A_01="no", A_02="?", A_03="n/a bought"))] == ["A-02"]


def test_a_question_of_a_dimension_that_is_settled_by_a_failed_gate_elsewhere_decides_nothing() -> None:
    asked = questionnaire(
        item("A-01", gates={"go": "repeatable"}), item("B-01", gates={"go": "repeatable"}), stages=(stage("go", "A", "B"),)
    )

    assert [one.decides for one in asked_next(asked, answers(A_01="no"))] == [False]


@pytest.mark.parametrize(
    ("others", "decides"),
    [
        pytest.param({"A_01": "repeatable"}, True, id="the last open gate"),
        pytest.param({"A_01": "?"}, True, id="no answer confirms, a low one rules out"),
        pytest.param({"A_01": "ad-hoc"}, False, id="ruled out already"),
    ],
)
def test_an_open_gate_decides_while_no_other_has_failed(others: dict[str, str], decides: bool) -> None:
    asked = questionnaire(item("A-01", gates={"go": "repeatable"}), item("A-02", gates={"go": "repeatable"}), stages=(stage("go", "A"),))

    found = {one.item: one.decides for one in asked_next(asked, answers(None, None, **others))}

    assert found["A-02"] is decides


@pytest.mark.parametrize(
    ("floor", "decides"),
    [
        pytest.param("1/4", False, id="met already"),
        pytest.param("26/100", True, id="not met without this answer"),
        pytest.param("3/4", True, id="met by the top level alone"),
        pytest.param("76/100", False, id="out of reach already"),
    ],
)
def test_a_floor_can_wait_for_one_answer(floor: str, decides: bool) -> None:
    asked = questionnaire(item("A-01"), item("A-02"), stages=(stage("go", "A", floor=floor),))

    assert [one.decides for one in asked_next(asked, answers(A_01="repeatable"))] == [decides]


def test_a_question_out_of_scope_narrows_nothing() -> None:
    asked = questionnaire(item("A-01"), item("B-01"), stages=(stage("start", "A"), stage("build", "B")))

    found = {one.item: (one.narrows_least, one.narrows_most) for one in asked_next(asked, answers(target="start"))}

    assert found == {"A-01": (F(1), F(1)), "B-01": (F(0), F(0))}


def test_with_nothing_in_scope_nothing_is_narrowed() -> None:
    asked = questionnaire(item("A-01", gates={"go": "ad-hoc"}), stages=(stage("go"),))

    assert asked_next(asked, answers()) == (NextQuestion(item="A-01", decides=True, narrows_least=F(0), narrows_most=F(0)),)


def test_how_much_an_answer_narrows_can_depend_on_the_answer() -> None:
    asked = questionnaire(item("A-01"), item("B-01"))

    assert asked_next(asked, answers(A_01="repeatable")) == (
        NextQuestion(item="B-01", decides=False, narrows_least=F(1, 2), narrows_most=F(1, 2)),
    )
    assert asked_next(asked, answers()) == (
        NextQuestion(item="A-01", decides=False, narrows_least=F(1, 4), narrows_most=F(3, 4)),
        NextQuestion(item="B-01", decides=False, narrows_least=F(1, 4), narrows_most=F(3, 4)),
    )


@given(assessed())
def test_each_question_does_what_answering_it_at_every_level_would_do(case: tuple[Questionnaire, Answers]) -> None:
    asked, said = case
    report = assess(asked, said)
    now = report.outcome
    width = now.index.possible - now.index.proven if now.index else F(0)

    expected = []
    for one in asked.items:
        if one.id not in (*report.open, *report.dont_know):
            continue
        decides, narrowed = False, []
        for level in asked.scale:
            after = assess(
                asked,
                Answers(facts=said.facts, answers=MappingProxyType({**said.answers, one.id: Answer(level=level.id)}), target=said.target),
            ).outcome
            decides |= (after.confirmed, after.possible) != (now.confirmed, now.possible)
            narrowed.append(width - (after.index.possible - after.index.proven if after.index else F(0)))
        expected.append(NextQuestion(item=one.id, decides=decides, narrows_least=min(narrowed), narrows_most=max(narrowed)))
    expected.sort(key=lambda one: (not one.decides, -one.narrows_least, -one.narrows_most))

    assert report.next_questions == tuple(expected)
