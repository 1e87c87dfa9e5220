"""How far a project may go: gates in three states, floors met exactly, stages in a row, and bands."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.model import (
    Answers,
    Band,
    Condition,
    Gate,
    GateResult,
    GateState,
    Questionnaire,
    Range,
    StageResult,
    Stakes,
    Verdict,
)
from assessment.report import assess
from assessment.stages import band_of, bands_between, confirmed, floors_at, gate_results, possible, scope, stage_results
from tests.strategies import assessed, shares
from tests.support import answers, fact, item, questionnaire, stage

IF_SAFETY = Condition(clauses=(MappingProxyType({"safety": ("yes",)}),))


def states(asked: Questionnaire, given: Answers) -> list[tuple[str, str, GateState]]:
    return [(gate.item, gate.stage, gate.state) for gate in gate_results(asked, given)]


@pytest.mark.parametrize(
    ("least", "said", "state"),
    [
        ("repeatable", "enforced", "passes"),
        ("repeatable", "repeatable", "passes"),
        ("repeatable", "ad-hoc", "fails"),
        ("repeatable", "no", "fails"),
        ("repeatable", "?", "open"),
        ("ad-hoc", "ad-hoc", "passes"),
        ("ad-hoc", "no", "fails"),
        ("enforced", "enforced", "passes"),
        ("enforced", "repeatable", "fails"),
    ],
)
def test_a_gate_passes_at_its_level_and_fails_below(least: str, said: str, state: GateState) -> None:
    asked = questionnaire(item("A-01", gates={"go": least}), stages=(stage("go", "A"),))

    assert gate_results(asked, answers(A_01=said)) == (GateResult(item="A-01", stage="go", least=least, state=state),)


def test_a_gate_nobody_answered_is_open() -> None:
    asked = questionnaire(item("A-01", gates={"go": "repeatable"}), stages=(stage("go", "A"),))

    assert states(asked, answers()) == [("A-01", "go", "open")]


def test_one_item_can_be_a_plan_for_one_stage_and_in_place_for_the_next() -> None:
    asked = questionnaire(item("A-01", gates={"launch": "enforced", "start": "repeatable"}), stages=(stage("start", "A"), stage("launch")))

    assert states(asked, answers(A_01="repeatable")) == [("A-01", "start", "passes"), ("A-01", "launch", "fails")]


def test_gates_stand_in_the_order_of_stages_and_then_of_items() -> None:
    asked = questionnaire(
        item("A-01", gates={"launch": "repeatable"}),
        item("A-02", gates={"start": "repeatable", "launch": "enforced"}),
        item("A-03", gates={"start": "repeatable"}),
        stages=(stage("start", "A"), stage("launch")),
    )

    assert [(gate.item, gate.stage) for gate in gate_results(asked, answers())] == [
        ("A-02", "start"),
        ("A-03", "start"),
        ("A-01", "launch"),
        ("A-02", "launch"),
    ]


@pytest.mark.parametrize(("facts", "expected"), [({"safety": "yes"}, ["A-01"]), ({"safety": "no"}, []), ({}, ["A-01"])])
def test_a_gate_can_hold_under_facts_and_an_unknown_fact_counts_as_the_worse_case(facts: dict[str, str], expected: list[str]) -> None:
    gated = replace(item("A-01"), gates=(Gate(stage="go", least="repeatable", when=IF_SAFETY),))
    asked = questionnaire(gated, stages=(stage("go", "A"),), facts=(fact("safety"),))

    assert [gate.item for gate in gate_results(asked, answers(facts))] == expected


def test_an_item_that_does_not_apply_has_no_gate() -> None:
    asked = questionnaire(
        item("A-01", gates={"go": "repeatable"}, applies_when=IF_SAFETY), stages=(stage("go", "A"),), facts=(fact("safety"),)
    )

    assert states(asked, answers({"safety": "no"}, A_01="no")) == []


THREE = questionnaire(
    item("A-01"),
    item("B-01"),
    item("C-01"),
    stages=(
        stage("start", "B", floor={"low": "1/10", "medium": "2/10", "high": "3/10"}),
        stage("build", "A", floor={"low": "2/10", "medium": "4/10", "high": "6/10"}),
        stage("launch", "C", floor={"low": "3/10", "medium": "6/10", "high": "9/10"}),
    ),
)


@pytest.mark.parametrize(
    ("stage", "expected"), [("start", ("B",)), ("build", ("A", "B")), ("launch", ("A", "B", "C")), (None, ("A", "B", "C"))]
)
def test_dimensions_come_into_scope_with_stages_and_keep_their_order(stage: str | None, expected: tuple[str, ...]) -> None:
    assert scope(THREE, stage) == expected


def test_without_stages_every_dimension_is_in_scope() -> None:
    assert scope(questionnaire(item("A-01"), item("B-01")), None) == ("A", "B")


def test_a_dimension_no_stage_names_is_never_in_scope() -> None:
    assert scope(questionnaire(item("A-01"), item("B-01"), stages=(stage("go", "B"),)), None) == ("B",)


@pytest.mark.parametrize(
    ("stage", "stakes", "expected"),
    [
        ("start", "low", {"B": F(1, 10)}),
        ("build", "medium", {"A": F(4, 10), "B": F(4, 10)}),
        ("launch", "high", {"A": F(9, 10), "B": F(9, 10), "C": F(9, 10)}),
        (None, "low", {"A": F(3, 10), "B": F(3, 10), "C": F(3, 10)}),
    ],
)
def test_a_stage_asks_its_floor_of_every_dimension_in_scope(stage: str | None, stakes: Stakes, expected: dict[str, F]) -> None:
    found = floors_at(THREE, stage, stakes)

    assert (found, list(found)) == (expected, list(expected))


def test_an_earlier_higher_floor_still_counts_and_only_for_what_was_in_scope_then() -> None:
    sinking = questionnaire(item("A-01"), item("B-01"), stages=(stage("start", "A", floor="1/2"), stage("build", "B", floor="1/4")))

    assert floors_at(sinking, "build", "low") == {"A": F(1, 2), "B": F(1, 4)}


def test_without_stages_there_is_no_floor() -> None:
    assert floors_at(questionnaire(item("A-01")), None, "high") == {}


def test_a_stage_without_floors_asks_for_none() -> None:
    asked = questionnaire(item("A-01"), stages=(stage("go", "A", floor={}),))

    assert floors_at(asked, "go", "medium") == {"A": F(0)}


@pytest.mark.parametrize(
    ("proven", "possible", "verdict", "short", "undecided"),
    [
        pytest.param("11/20", "11/20", "yes", (), (), id="met exactly"),
        pytest.param("549/1000", "549/1000", "no", ("A",), (), id="missed by a thousandth"),
        pytest.param("549/1000", "11/20", "not-known", (), ("A",), id="can still be met exactly"),
        pytest.param("0", "549/1000", "no", ("A",), (), id="can no longer be met"),
        pytest.param("11/20", "1", "yes", (), (), id="met whatever is open"),
    ],
)
def test_a_floor_met_exactly_is_met(
    proven: str, possible: str, verdict: Verdict, short: tuple[str, ...], undecided: tuple[str, ...]
) -> None:
    asked = questionnaire(item("A-01"), stages=(stage("go", "A", floor="55/100"),))

    result = stage_results(asked, (), {"A": Range(proven=F(proven), possible=F(possible))}, "low")

    assert result == (StageResult(stage="go", verdict=verdict, passed=0, failed=(), open=(), short=short, undecided=undecided),)


def test_a_dimension_without_items_that_apply_has_no_floor_to_meet() -> None:
    asked = questionnaire(item("A-01"), item("B-01"), stages=(stage("go", "A", "B", floor=1),))

    assert [result.verdict for result in stage_results(asked, (), {"B": Range(proven=F(1), possible=F(1))}, "low")] == ["yes"]


def test_the_stakes_choose_the_floor() -> None:
    level = {"B": Range(proven=F(1, 4), possible=F(1, 4))}

    assert [stage_results(THREE, (), level, stakes)[0].verdict for stakes in ("low", "medium", "high")] == ["yes", "yes", "no"]


def test_a_stage_counts_the_gates_of_the_stages_before_it_and_names_each_item_once() -> None:
    asked = questionnaire(
        item("A-01", gates={"start": "repeatable", "build": "enforced"}),
        item("A-02", gates={"start": "repeatable", "build": "enforced"}),
        item("A-03", gates={"start": "repeatable", "build": "enforced"}),
        stages=(stage("start", "A"), stage("build")),
    )

    found = stage_results(asked, gate_results(asked, answers(A_01="repeatable", A_02="no")), {}, "low")

    assert found == (
        StageResult(stage="start", verdict="no", passed=1, failed=("A-02",), open=("A-03",), short=(), undecided=()),
        StageResult(stage="build", verdict="no", passed=1, failed=("A-02", "A-01"), open=("A-03",), short=(), undecided=()),
    )


@pytest.mark.parametrize(("said", "verdict"), [("repeatable", "yes"), ("ad-hoc", "no"), ("?", "not-known")])
def test_a_failed_gate_settles_a_stage_and_an_open_one_leaves_it(said: str, verdict: Verdict) -> None:
    asked = questionnaire(item("A-01", gates={"go": "repeatable"}), stages=(stage("go", "A"),))

    assert assess(asked, answers(A_01=said)).stages[0].verdict == verdict


def test_no_is_certain_when_one_gate_fails_and_another_is_open() -> None:
    asked = questionnaire(item("A-01", gates={"go": "repeatable"}), item("A-02", gates={"go": "repeatable"}), stages=(stage("go", "A"),))

    assert assess(asked, answers(A_01="no")).stages[0].verdict == "no"


def results(*verdicts: Verdict) -> tuple[StageResult, ...]:
    return tuple(
        StageResult(stage=str(n), verdict=verdict, passed=0, failed=(), open=(), short=(), undecided=())
        for n, verdict in enumerate(verdicts)
    )


@pytest.mark.parametrize(
    ("verdicts", "so_far", "as_far_as"),
    [
        ((), 0, 0),
        (("yes", "yes"), 2, 2),
        (("yes", "not-known", "not-known"), 1, 3),
        (("yes", "not-known", "no"), 1, 2),
        (("not-known", "no"), 0, 1),
        (("no", "no"), 0, 0),
        (("no", "yes"), 0, 0),
        (("not-known", "yes", "no", "yes"), 0, 2),
    ],
)
def test_stages_are_reached_one_after_the_other(verdicts: tuple[Verdict, ...], so_far: int, as_far_as: int) -> None:
    assert (confirmed(results(*verdicts)), possible(results(*verdicts))) == (so_far, as_far_as)


BANDS = (
    Band(id="low", name="", least=F(0)),
    Band(id="middle", name="", least=F(1, 3)),
    Band(id="high", name="", least=F(2, 3)),
)


@pytest.mark.parametrize(
    ("number", "band"),
    [("0", "low"), ("333/1000", "low"), ("1/3", "middle"), ("2/3", "high"), ("1", "high"), ("666/1000", "middle")],
)
def test_a_band_holds_its_least_and_not_the_next_ones(number: str, band: str) -> None:
    assert band_of(questionnaire(item("A-01"), bands=BANDS), F(number)) == band


@pytest.mark.parametrize(
    ("proven", "possible", "expected"),
    [
        ("0", "1/4", ("low",)),
        ("0", "1/3", ("low", "middle")),
        ("1/3", "1/2", ("middle",)),
        ("0", "1", ("low", "middle", "high")),
        ("1", "1", ("high",)),
    ],
)
def test_all_bands_the_result_can_still_fall_in_are_named(proven: str, possible: str, expected: tuple[str, ...]) -> None:
    asked = questionnaire(item("A-01"), bands=BANDS)

    assert bands_between(asked, Range(proven=F(proven), possible=F(possible))) == expected


def test_without_bands_none_is_named() -> None:
    assert bands_between(questionnaire(item("A-01")), Range(proven=F(0), possible=F(1))) == ()


@given(st.lists(shares, max_size=5), st.fractions(0, 1))
def test_every_index_falls_in_exactly_one_band(starts: list[F], number: F) -> None:
    least = sorted({F(0), *starts})
    bands = tuple(Band(id=str(n), name="", least=one) for n, one in enumerate(least))

    found = int(band_of(questionnaire(item("A-01"), bands=bands), number))

    assert [n for n, (low, high) in enumerate(zip(least, [*least[1:], F(2)], strict=True)) if low <= number < high] == [found]


@given(assessed())
def test_stages_are_decided_as_the_rules_say_them_in_words(case: tuple[Questionnaire, Answers]) -> None:
    """Confirmed: the largest k such that for every j ≤ k all gates up to j pass and every dimension in scope at j meets floor j."""
    asked, given_answers = case
    report = assess(asked, given_answers)
    order = [stage.id for stage in asked.stages]
    scores = {dimension.dimension: dimension.score for dimension in report.dimensions}

    def reaches(j: int, *, possible: bool) -> bool:
        states = {gate.state for gate in report.gates if order.index(gate.stage) <= j}
        in_scope = {id for stage in asked.stages[: j + 1] for id in stage.dimensions} & scores.keys()
        floor = asked.stages[j].floors[report.stakes]
        if possible:
            return "fails" not in states and all(scores[id].possible >= floor for id in in_scope)
        return states <= {"passes"} and all(scores[id].proven >= floor for id in in_scope)

    sure = max((k for k in range(len(order) + 1) if all(reaches(j, possible=False) for j in range(k))), default=0)
    hoped = max((k for k in range(len(order) + 1) if all(reaches(j, possible=True) for j in range(k))), default=0)

    assert (report.outcome.confirmed, report.outcome.possible) == (sure, hoped)
    for n, result in enumerate(report.stages):
        assert result.verdict == ("yes" if n < sure else "not-known" if n < hoped else "no")
    if asked.bands and report.index:
        assert report.bands == bands_between(asked, report.index.score) != ()
