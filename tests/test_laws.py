"""What must hold for every questionnaire and every answer (the laws of *How scoring works*)."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from assessment.answers import accept, applies
from assessment.codec import read_answers, read_questionnaire, write_answers, write_questionnaire
from assessment.model import Answer, Answers, Questionnaire, Range, Report
from assessment.report import assess
from tests.strategies import assessed, questionnaires

Assessed = tuple[Questionnaire, Answers]


def with_answer(answers: Answers, id: str, answer: Answer | None) -> Answers:
    changed = {key: value for key, value in answers.answers.items() if key != id}
    if answer is not None:
        changed[id] = answer
    return replace(answers, answers=MappingProxyType(changed))


@given(assessed())
def test_every_number_lies_between_nothing_and_all(case: Assessed) -> None:
    report = assess(*case)

    ranges = [d.score for d in report.dimensions] + ([report.index.score, report.index.weakest, report.index.mean] if report.index else [])
    assert all(0 <= one.proven <= one.possible <= 1 for one in ranges)
    assert report.outcome.confirmed <= report.outcome.possible


@given(assessed())
def test_possible_minus_proven_is_what_coverage_lacks(case: Assessed) -> None:
    for dimension in assess(*case).dimensions:
        assert dimension.score.possible - dimension.score.proven == 1 - dimension.coverage


@given(assessed())
def test_the_terms_of_a_dimension_add_up_to_its_score(case: Assessed) -> None:
    for dimension in assess(*case).dimensions:
        assert sum(term.share for term in dimension.terms) == 1
        assert sum(term.proven for term in dimension.terms) == dimension.score.proven
        assert sum(term.possible for term in dimension.terms) == dimension.score.possible


@given(assessed(), st.data())
def test_a_better_answer_lowers_nothing(case: Assessed, data: st.DataObject) -> None:
    questionnaire, answers = case
    item = data.draw(st.sampled_from(questionnaire.items))
    worse, better = sorted(data.draw(st.tuples(*[st.integers(0, len(questionnaire.scale) - 1)] * 2)))

    low = assess(questionnaire, with_answer(answers, item.id, Answer(level=questionnaire.scale[worse].id)))
    high = assess(questionnaire, with_answer(answers, item.id, Answer(level=questionnaire.scale[better].id)))

    assert _at_least(high, low)


@given(assessed(), st.data())
def test_skipping_never_pays(case: Assessed, data: st.DataObject) -> None:
    """One more answer never lowers what is confirmed and proven and never raises what is possible."""
    questionnaire, answers = case
    item = data.draw(st.sampled_from(questionnaire.items))
    level = data.draw(st.sampled_from(questionnaire.scale))

    skipped = assess(questionnaire, with_answer(answers, item.id, None)).outcome
    answered = assess(questionnaire, with_answer(answers, item.id, Answer(level=level.id))).outcome

    assert answered.confirmed >= skipped.confirmed
    assert answered.possible <= skipped.possible
    if answered.index and skipped.index:
        assert answered.index.proven >= skipped.index.proven
        assert answered.index.possible <= skipped.index.possible


@given(assessed(), st.data())
def test_dont_know_has_the_same_bounds_as_open(case: Assessed, data: st.DataObject) -> None:
    questionnaire, answers = case
    item = data.draw(st.sampled_from(questionnaire.items))

    skipped = assess(questionnaire, with_answer(answers, item.id, None))
    unknown = assess(questionnaire, with_answer(answers, item.id, Answer(dont_know=True)))

    assert (unknown.outcome, unknown.dimensions, unknown.stages) == (skipped.outcome, skipped.dimensions, skipped.stages)


@given(assessed(), st.randoms(use_true_random=False))
def test_the_order_of_items_changes_no_number(case: Assessed, shuffle: random.Random) -> None:
    questionnaire, answers = case
    items = list(questionnaire.items)
    shuffle.shuffle(items)

    before, after = assess(questionnaire, answers), assess(replace(questionnaire, items=tuple(items)), answers)

    assert after.outcome == before.outcome
    assert [d.score for d in after.dimensions] == [d.score for d in before.dimensions]
    assert [stage.verdict for stage in after.stages] == [stage.verdict for stage in before.stages]


@given(assessed(), st.randoms(use_true_random=False))
def test_the_order_of_dimensions_changes_no_number(case: Assessed, shuffle: random.Random) -> None:
    questionnaire, answers = case
    dimensions = list(questionnaire.dimensions)
    shuffle.shuffle(dimensions)

    before, after = assess(questionnaire, answers), assess(replace(questionnaire, dimensions=tuple(dimensions)), answers)

    assert after.outcome == before.outcome
    assert {d.dimension: d.score for d in after.dimensions} == {d.dimension: d.score for d in before.dimensions}


@given(assessed(), st.data())
def test_an_item_that_does_not_apply_changes_nothing(case: Assessed, data: st.DataObject) -> None:
    questionnaire, answers = case
    ruled_out = [item for item in questionnaire.items if not applies(item, answers)]
    level = data.draw(st.sampled_from(questionnaire.scale))
    without = replace(questionnaire, items=tuple(item for item in questionnaire.items if item not in ruled_out))

    kept, gone = assess(questionnaire, answers), assess(without, answers)

    assert (kept.outcome, kept.dimensions, kept.stages, kept.gates) == (gone.outcome, gone.dimensions, gone.stages, gone.gates)
    for item in ruled_out:
        if answers.answers.get(item.id, Answer()).not_applicable is None:
            assert assess(questionnaire, with_answer(answers, item.id, Answer(level=level.id))).outcome == kept.outcome


@given(assessed())
def test_a_failed_gate_is_a_ceiling_whatever_the_points(case: Assessed) -> None:
    questionnaire, answers = case
    top = {item.id: Answer(level=questionnaire.scale[-1].id) for item in questionnaire.items}
    stages = [stage.id for stage in questionnaire.stages]

    for gate in assess(questionnaire, answers).gates:
        lowest = {**top, gate.item: Answer(level=questionnaire.scale[0].id)}
        outcome = assess(questionnaire, replace(answers, answers=MappingProxyType(lowest))).outcome
        assert outcome.possible <= stages.index(gate.stage)


@given(questionnaires())
def test_all_at_the_top_is_the_last_stage_and_all_open_is_none_and_the_last(questionnaire: Questionnaire) -> None:
    everything = {item.id: Answer(level=questionnaire.scale[-1].id) for item in questionnaire.items}
    last = len(questionnaire.stages)

    full = assess(questionnaire, Answers(answers=MappingProxyType(everything)))
    blank = assess(questionnaire, Answers())

    assert (full.outcome.confirmed, full.outcome.possible) == (last, last)
    assert blank.outcome.possible == last
    assert blank.answered == 0
    asking_nothing = [not stage.open and not stage.undecided for stage in blank.stages]
    assert blank.outcome.confirmed == [*asking_nothing, False].index(False)


@given(assessed())
def test_every_unanswered_item_that_applies_is_listed_by_name(case: Assessed) -> None:
    questionnaire, answers = case
    report = assess(questionnaire, answers)

    listed = set(report.open) | set(report.dont_know)
    levels = {id for id, answer in answers.answers.items() if answer.level is not None}
    assert listed == {item.id for item in questionnaire.items if applies(item, answers)} - levels


@given(assessed())
def test_raising_a_finding_to_the_top_gains_what_the_finding_says(case: Assessed) -> None:
    questionnaire, answers = case
    report = assess(questionnaire, answers)

    for finding in report.findings:
        raised = assess(questionnaire, with_answer(answers, finding.item, Answer(level=questionnaire.scale[-1].id)))
        assert _proven(raised) - _proven(report) == finding.gain


@given(questionnaires())
def test_a_questionnaire_survives_the_round_trip(questionnaire: Questionnaire) -> None:
    assert read_questionnaire(write_questionnaire(questionnaire)) == questionnaire


@given(assessed())
def test_answers_survive_the_round_trip(case: Assessed) -> None:
    questionnaire, answers = case

    assert read_answers(write_answers(questionnaire, answers)) == (answers, ())


@given(assessed())
def test_answers_that_fit_are_accepted_whole(case: Assessed) -> None:
    questionnaire, answers = case

    accepted = accept(questionnaire, answers)

    assert (accepted.answers, accepted.aside) == (answers, ())


def _at_least(high: Report, low: Report) -> bool:
    scores = {d.dimension: d.score for d in low.dimensions}
    return (
        high.outcome.confirmed >= low.outcome.confirmed
        and high.outcome.possible >= low.outcome.possible
        and all(_no_lower(d.score, scores[d.dimension]) for d in high.dimensions)
        and (high.index is None or low.index is None or _no_lower(high.index.score, low.index.score))
    )


def _no_lower(high: Range, low: Range) -> bool:
    return high.proven >= low.proven and high.possible >= low.possible


def _proven(report: Report) -> Fraction:
    return report.index.score.proven if report.index else Fraction(0)
