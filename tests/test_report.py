"""The report: everything that scoring returns, from one small case that can be redone on paper."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F
from types import MappingProxyType

from assessment.model import (
    Answer,
    Answers,
    Band,
    Condition,
    DimensionScore,
    EvidenceKept,
    Finding,
    GateResult,
    Index,
    NextQuestion,
    NotApplicable,
    OtherIndex,
    OtherScale,
    Outcome,
    Part,
    Plan,
    Range,
    Report,
    Robustness,
    StageResult,
    Step,
    Term,
)
from assessment.report import assess
from tests.support import answers, fact, item, questionnaire, stage

IF_SAFETY = Condition(clauses=(MappingProxyType({"safety": ("yes",)}),))


def between(proven: str | int, possible: str | int) -> Range:
    return Range(proven=F(proven), possible=F(possible))


def test_a_report_holds_everything_that_follows_from_the_answers() -> None:
    asked = questionnaire(
        item("A-01", 3, gates={"start": "ad-hoc", "build": "repeatable"}),
        item("A-02", 1, may_not_apply=True),
        item("A-03", 1, applies_when=IF_SAFETY),
        item("B-01", 2),
        stages=(stage("start", "A", floor="1/4"), stage("build", "B", floor="1/2")),
        facts=(fact("safety"), fact("reach", "medium")),
    )
    given_answers = answers({"safety": "no"}, "build", A_01="ad-hoc", A_02="n/a bought", A_03="enforced", B_01="?")

    assert assess(asked, given_answers) == Report(
        questionnaire="test",
        edition="2026.1",
        stakes="medium",
        unknown_facts=("reach",),
        target="build",
        outcome=Outcome(confirmed=1, possible=1, index=between("1/16", "7/16")),
        stages=(
            StageResult(stage="start", verdict="yes", passed=1, failed=(), open=(), short=(), undecided=()),
            StageResult(stage="build", verdict="no", passed=1, failed=("A-01",), open=(), short=("A",), undecided=("B",)),
        ),
        bands=(),
        gates=(
            GateResult(item="A-01", stage="start", least="ad-hoc", state="passes"),
            GateResult(item="A-01", stage="build", least="repeatable", state="fails"),
        ),
        dimensions=(
            DimensionScore(
                dimension="A",
                score=between("1/4", "1/4"),
                coverage=F(1),
                weight=3,
                terms=(Term(item="A-01", weight=3, level="ad-hoc", value=F(1, 4), share=F(1), proven=F(1, 4), possible=F(1, 4)),),
                in_scope=True,
                floor=F(1, 2),
            ),
            DimensionScore(
                dimension="B",
                score=between(0, 1),
                coverage=F(0),
                weight=2,
                terms=(Term(item="B-01", weight=2, level=None, value=None, share=F(1), proven=F(0), possible=F(1)),),
                in_scope=True,
                floor=F(1, 2),
            ),
        ),
        index=Index(
            score=between("1/16", "7/16"),
            weakest=between(0, "1/4"),
            mean=between("1/8", "5/8"),
            weakest_dimensions=("B",),
            parts=(
                Part(dimension="A", share_proven=F(1, 4), share_possible=F(3, 4), proven=F(1, 16), possible=F(3, 16)),
                Part(dimension="B", share_proven=F(3, 4), share_possible=F(1, 4), proven=F(0), possible=F(1, 4)),
            ),
        ),
        findings=(Finding(item="A-01", level="ad-hoc", gates=("build",), gain=F(3, 16)),),
        plan=Plan(
            target="build",
            effort=7,
            steps=(
                Step(item="A-01", before="ad-hoc", after="repeatable", effort=3, gates=("build",), index=F(1, 8)),
                Step(item="B-01", before=None, after="repeatable", effort=4, gates=(), index=F(1, 2)),
            ),
        ),
        next_questions=(NextQuestion(item="B-01", decides=False, narrows_least=F(3, 8), narrows_most=F(3, 8)),),
        robustness=Robustness(
            target="build",
            verdict="no",
            weights_hold=True,
            weights_index=between("1/16", "7/16"),
            scales=(
                OtherScale(values=(F(0), F(1, 3), F(2, 3), F(1)), verdict="no", index=between("1/12", "1/2")),
                OtherScale(values=(F(0), F(1, 2), F(1, 2), F(1)), verdict="no", index=between("1/8", "5/8")),
            ),
            indexes=(
                OtherIndex(weakest_link=F(0), index=between("1/8", "5/8")),
                OtherIndex(weakest_link=F(1), index=between(0, "1/4")),
            ),
        ),
        evidence=EvidenceKept(coverage=F(0), supported=(), unsupported_top=(), stale=()),
        strict=False,
        open=(),
        dont_know=("B-01",),
        not_applicable=(NotApplicable(item="A-02", weight=1, reason="bought"),),
        if_they_counted=Outcome(confirmed=0, possible=0, index=between("3/64", "25/64")),
        not_counted=("A-03",),
        answered=1,
        asked=2,
    )


THREE = (stage("start", "A"), stage("build"), stage("launch"))


def test_failed_gates_of_the_next_stage_come_first_and_then_what_gains_most() -> None:
    asked = questionnaire(
        item("A-01", 1),
        item("A-02", 3),
        item("A-03", 2, gates={"launch": "enforced"}),
        item("A-04", 1, gates={"build": "repeatable"}),
        item("A-05", 1, gates={"start": "ad-hoc"}),
        item("A-06", 3),
        stages=THREE,
    )

    found = assess(asked, answers(A_01="no", A_02="no", A_03="no", A_04="no", A_05="ad-hoc", A_06="enforced")).findings

    assert [(one.item, one.gates) for one in found] == [
        ("A-04", ("build",)),
        ("A-02", ()),
        ("A-03", ("launch",)),
        ("A-01", ()),
        ("A-05", ()),
    ]


def test_findings_alike_keep_their_order() -> None:
    asked = questionnaire(item("A-02"), item("A-01"), item("A-03"))

    assert [one.item for one in assess(asked, answers(A_01="no", A_02="no", A_03="no")).findings] == ["A-02", "A-01", "A-03"]


def test_a_finding_out_of_scope_gains_nothing() -> None:
    asked = questionnaire(item("A-01"), item("B-01"), stages=(stage("start", "A"), stage("build", "B")))

    found = assess(asked, answers(target="start", A_01="no", B_01="no"))

    assert [(one.item, one.gain) for one in found.findings] == [("A-01", F(1)), ("B-01", F(0))]
    assert [(one.dimension, one.in_scope, one.floor) for one in found.dimensions] == [("A", True, F(0)), ("B", False, None)]


def test_with_nothing_in_scope_there_is_no_index() -> None:
    found = assess(questionnaire(item("A-01"), stages=(stage("go"),)), answers(A_01="no"))

    assert (found.index, found.outcome.index, found.robustness, found.bands) == (None, None, None, ())
    assert found.findings == (Finding(item="A-01", level="no", gates=(), gain=F(0)),)


def test_bands_are_those_that_the_index_can_still_fall_in() -> None:
    bands = (Band(id="low", name="", least=F(0)), Band(id="high", name="", least=F(1, 2)))
    asked = questionnaire(item("A-01"), item("A-02"), bands=bands)

    assert assess(asked, answers(A_01="enforced")).bands == ("high",)
    assert assess(asked, answers(A_01="no")).bands == ("low", "high")
    assert assess(asked, answers(A_01="no", A_02="repeatable")).bands == ("low",)


def test_without_items_marked_as_not_applicable_nothing_else_would_count() -> None:
    asked = questionnaire(
        item("A-01", may_not_apply=True), item("A-02", may_not_apply=True, applies_when=IF_SAFETY), facts=(fact("safety"),)
    )

    found = assess(asked, answers({"safety": "no"}, A_01="no", A_02="n/a bought"))

    assert (found.not_applicable, found.if_they_counted, found.not_counted) == ((), None, ("A-02",))


def test_what_is_open_and_what_nobody_knows_are_listed_apart_in_order() -> None:
    asked = questionnaire(item("A-03"), item("A-01"), item("A-04"), item("A-02"))

    found = assess(asked, answers(A_02="?", A_03="?"))

    assert (found.open, found.dont_know, found.answered, found.asked) == (("A-01", "A-04"), ("A-03", "A-02"), 0, 4)


def test_a_reason_is_given_back_as_it_was_written() -> None:
    asked = questionnaire(item("A-01", 3, may_not_apply=True), item("A-02"))
    reason = " <b>No</b> savings\n"

    found = assess(asked, Answers(answers=MappingProxyType({"A-01": Answer(not_applicable=reason)})))

    assert found.not_applicable == (NotApplicable(item="A-01", weight=3, reason=reason),)


def test_a_strict_report_differs_only_where_the_top_level_was_claimed() -> None:
    asked = questionnaire(item("A-01"))

    assert replace(assess(asked, answers(A_01="no"), strict=True), strict=False) == assess(asked, answers(A_01="no"))
    assert assess(asked, answers(A_01="enforced"), strict=True).findings == (
        Finding(item="A-01", level="repeatable", gates=(), gain=F(1, 2)),
    )


def test_a_note_leaves_its_item_open() -> None:
    asked = questionnaire(item("A-01"), item("A-02"))

    report = assess(asked, Answers(answers={"A-01": Answer(note="Ask Maria."), "A-02": Answer(dont_know=True)}))

    assert (report.open, report.dont_know, report.answered) == (("A-01",), ("A-02",), 0)
