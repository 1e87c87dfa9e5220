"""The fast lane asks exactly what can still change the verdict on a stage, and nothing once it is decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import words
from assessment.answers import applies, level_of
from assessment.fast_lane import FastLane, fast_lane
from assessment.model import Answer, Answers, Band, Item, Questionnaire
from assessment.report import assess
from assessment.standing import stand
from tests.strategies import answers_to, assessed
from tests.support import answers, guide, item, questionnaire, stage

GATED = questionnaire(
    item("A-01", gates={"go": "repeatable"}),
    item("A-02"),
    item("B-01", 3),
    item("B-02"),
    item("C-01"),
    stages=(stage("go", "A", "B", floor="1/4"), stage("stay", "C", floor="1/2")),
)


def lane(asked: Questionnaire, given_answers: Answers, target: str | None = None) -> FastLane | None:
    return fast_lane(asked, assess(asked, given_answers), target)


def ids(asked: Questionnaire, given_answers: Answers, target: str | None = None) -> tuple[str, ...]:
    found = lane(asked, given_answers, target)
    assert found is not None
    return found.items


def allowed(asked: Questionnaire, one: Item) -> list[Answer]:
    """Every answer that settles an item."""
    outside = [Answer(not_applicable="because")] if one.may_not_apply and not one.gates else []
    return [Answer(level=level.id) for level in asked.scale] + outside


def unsettled(asked: Questionnaire, given_answers: Answers) -> list[Item]:
    return [one for one in asked.items if applies(one, given_answers) and level_of(one, given_answers) is None]


def verdict(asked: Questionnaire, given_answers: Answers, target: str) -> str:
    return next(one.verdict for one in stand(asked, given_answers).stages if one.stage == target)


def by_brute_force(asked: Questionnaire, given_answers: Answers, target: str) -> Iterator[str]:
    """Ids of the items that make a difference for some answers to all others."""
    free = unsettled(asked, given_answers)
    for one in free:
        others = [other for other in free if other is not one]
        for way in product(*(allowed(asked, other) for other in others)):
            settled = dict(given_answers.answers) | {other.id: answer for other, answer in zip(others, way, strict=True)}
            verdicts = {
                verdict(asked, replace(given_answers, answers=MappingProxyType({**settled, one.id: answer})), target)
                for answer in allowed(asked, one)
            }
            if len(verdicts) > 1:
                yield one.id
                break


def test_only_what_the_target_asks_is_in_the_lane() -> None:
    found = lane(GATED, answers(B_02="?"))

    # B-02 is too light to matter by itself: with B-01 at ad hoc the floor of B, one quarter, hangs on it all the same.
    assert found == FastLane(stage="go", verdict="not-known", items=("B-01", "A-01"), dont_know=("B-02",), others=5)


def test_an_open_gate_stays_in_the_lane_and_the_rest_of_its_dimension_leaves_when_the_gate_alone_meets_the_floor() -> None:
    assert ids(GATED, answers(B_01="enforced")) == ("A-01",)


def test_what_cannot_bridge_the_gap_to_the_floor_is_not_asked() -> None:
    asked = questionnaire(item("A-01", 3), item("A-02", 1), stages=(stage("go", "A", floor="1/2"),))

    assert ids(asked, answers()) == ("A-01", "A-02")
    assert ids(asked, replace(answers(), target="go")) == ("A-01", "A-02")
    coarse = replace(asked, scale=(asked.scale[0], asked.scale[3]))
    assert ids(coarse, answers()) == ("A-01",)


def test_a_stage_can_be_chosen() -> None:
    asked = answers(A_01="enforced", A_02="enforced", B_01="enforced", B_02="enforced")

    assert lane(GATED, asked, "go") == FastLane(stage="go", verdict="yes", items=(), dont_know=(), others=1)
    assert lane(GATED, asked) == FastLane(stage="stay", verdict="not-known", items=("C-01",), dont_know=(), others=1)


def test_the_target_is_the_stage_unless_another_is_chosen() -> None:
    found = lane(GATED, answers(target="stay", A_01="no"))

    assert found == FastLane(stage="stay", verdict="no", items=(), dont_know=(), others=4)
    assert found.decided


def test_nothing_is_already_decided_when_nothing_is_left_to_answer() -> None:
    found = lane(GATED, answers(A_01="no", A_02="no", B_01="no", B_02="no", C_01="no"))

    assert found is not None
    assert not found.decided


def test_where_all_stages_are_confirmed_or_there_is_none_there_is_no_lane() -> None:
    banded = questionnaire(item("A-01"), bands=(Band(id="all", name="all", least=Fraction(0)),))

    assert lane(GATED, answers(A_01="enforced", A_02="enforced", B_01="enforced", B_02="enforced", C_01="enforced")) is None
    assert lane(banded, answers()) is None


def test_an_item_that_may_turn_out_not_to_apply_lets_another_one_decide() -> None:
    two = replace(
        questionnaire(item("A-01", 1), item("A-02", 3), item("A-03", 1), stages=(stage("go", "A", floor="1/2"),)),
        scale=(GATED.scale[0], GATED.scale[3]),
    )
    may = replace(two, items=(two.items[0], replace(two.items[1], may_not_apply=True), two.items[2]))

    assert ids(two, answers()) == ("A-02",)
    assert ids(may, answers()) == ("A-02", "A-01", "A-03")


def test_a_floor_too_fine_to_count_keeps_every_item_of_its_dimension_in_the_lane() -> None:
    asked = questionnaire(item("A-01", 3), item("A-02", 1), item("B-01"), stages=(stage("go", "A", "B", floor="500000000/999999999"),))
    coarse = replace(asked, scale=(asked.scale[0], asked.scale[3]))

    assert ids(coarse, answers(B_01="enforced")) == ("A-01", "A-02")


@st.composite
def hanging(draw: st.DrawFn) -> tuple[Questionnaire, Answers]:
    """Few items, most of them open, over one floor that lies in between: where it takes counting to say what can matter."""
    scale = draw(st.sampled_from([GATED.scale, (GATED.scale[0], GATED.scale[3]), (GATED.scale[0], GATED.scale[2], GATED.scale[3])]))
    kinds = st.sampled_from(["plain", "plain", "gate", "may"])
    weights = draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    items = [
        item(f"A-{n:02}", weight, gates={"go": scale[1].id} if kind == "gate" else {}, may_not_apply=kind == "may")
        for n, (weight, kind) in enumerate((weight, draw(kinds)) for weight in weights)
    ]
    asked = questionnaire(*items, stages=(stage("go", "A", floor=draw(st.sampled_from(["1/4", "1/3", "1/2", "3/5", "3/4", "9/10"]))),))
    known = {items[0].id: Answer(level=draw(st.sampled_from(scale[1:])).id)} if draw(st.booleans()) else {}
    return replace(asked, scale=scale), Answers(answers=MappingProxyType(known))


@given(hanging())
def test_where_a_floor_hangs_in_the_balance_the_lane_is_what_brute_force_finds(case: tuple[Questionnaire, Answers]) -> None:
    asked, given_answers = case

    assert set(ids(asked, given_answers, "go")) == set(by_brute_force(asked, given_answers, "go"))


@given(assessed(most_items=5), st.data())
def test_the_lane_is_what_brute_force_finds(case: tuple[Questionnaire, Answers], data: st.DataObject) -> None:
    asked, given_answers = case
    target = data.draw(st.sampled_from(asked.stages)).id if asked.stages else None

    found = lane(asked, given_answers, target)

    if target is None:
        assert found is None
        return
    assert found is not None
    assert {*found.items, *found.dont_know} == set(by_brute_force(asked, given_answers, target))


@given(assessed())
def test_the_lane_is_empty_exactly_when_the_verdict_is_known(case: tuple[Questionnaire, Answers]) -> None:
    asked, given_answers = case
    for one in asked.stages:
        found = lane(asked, given_answers, one.id)

        assert found is not None
        assert (not found.items and not found.dont_know) == (found.verdict != "not-known")


@given(assessed(), st.data())
def test_every_answer_shortens_the_lane_or_leaves_it(case: tuple[Questionnaire, Answers], data: st.DataObject) -> None:
    asked, given_answers = case
    free = [one for one in unsettled(asked, given_answers) if given_answers.answers.get(one.id, Answer()).is_open]
    if not free or not asked.stages:
        return
    chosen = data.draw(st.sampled_from(free))
    answer = data.draw(answers_to(chosen, asked).filter(lambda answer: answer is not None and not answer.is_open))
    assert answer is not None
    target = data.draw(st.sampled_from(asked.stages)).id

    before = ids(asked, given_answers, target)
    after = ids(asked, replace(given_answers, answers=MappingProxyType({**given_answers.answers, chosen.id: answer})), target)

    assert set(after) <= set(before) - {chosen.id}


@given(assessed())
def test_the_lane_keeps_the_order_of_the_next_best_question(case: tuple[Questionnaire, Answers]) -> None:
    asked, given_answers = case
    report = assess(asked, given_answers)
    found = fast_lane(asked, report)

    order = [one.item for one in report.next_questions]
    for lane_ids in (found.items, found.dont_know) if found else ():
        assert list(lane_ids) == [id for id in order if id in lane_ids]


def test_the_readiness_questionnaire_asks_less_for_a_nearer_stage() -> None:
    asked = guide().questionnaires["readiness"]

    sizes = [len(ids(asked, Answers(), one.id)) for one in asked.stages]

    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1] <= len(asked.items)


@pytest.mark.parametrize(
    ("verdict", "others", "said"),
    [
        ("no", 14, "Already decided: Ready to pilot? No, whatever the other 14 answers turn out to be."),
        ("yes", 1, "Already decided: Ready to pilot? Yes, whatever the one other answer turns out to be."),
    ],
)
def test_what_is_decided_is_said_in_a_sentence(verdict: str, others: int, said: str) -> None:
    assert words.already_decided("Ready to pilot?", verdict, others) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "Ready to pilot? One question can still change the verdict."),
        (7, "Ready to pilot? 7 questions can still change the verdict."),
    ],
)
def test_how_long_the_lane_is_is_said_in_a_sentence(number: int, said: str) -> None:
    assert words.lane("Ready to pilot?", number) == said
