"""The one verb of the engine: a questionnaire and answers in, a report out; no clock, no files, no sentences."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from assessment import evidence
from assessment.answers import holds, marked_not_applicable, unknown_facts
from assessment.evidence import evidence_kept
from assessment.model import (
    Answer,
    Answers,
    DimensionScore,
    Finding,
    Index,
    Item,
    NotApplicable,
    Outcome,
    Questionnaire,
    Report,
)
from assessment.next_question import next_questions
from assessment.plan import cheapest
from assessment.robustness import robustness
from assessment.scoring import ONE, ZERO, coverage
from assessment.stages import bands_between, confirmed
from assessment.standing import Standing, stand


def assess(questionnaire: Questionnaire, given: Answers, *, strict: bool = False, today: str | None = None, glance: bool = False) -> Report:
    """Score answers that `answers.accept` let through; every number in the report is exact.

    With `strict` a top level without a note or a link counts as the level below. `today` is an ISO date for finding stale evidence.
    A `glance` leaves out what takes longest and what nobody reads first: the plan and the robustness are None then.
    """
    answers = evidence.strict(questionnaire, given) if strict else given
    standing = stand(questionnaire, answers)
    unanswered = [item.id for item in standing.items if item.id not in standing.levels]
    marked = tuple(item for item in questionnaire.items if marked_not_applicable(item, answers) and holds(item.applies_when, answers.facts))
    floors = standing.floors(answers.target)
    return Report(
        questionnaire=questionnaire.id,
        edition=questionnaire.edition,
        stakes=standing.stakes,
        unknown_facts=unknown_facts(questionnaire, answers.facts),
        target=answers.target,
        outcome=standing.outcome,
        stages=standing.stages,
        bands=bands_between(questionnaire, standing.index.score) if standing.index else (),
        gates=standing.gates,
        dimensions=tuple(_dimension(standing, id, floors.get(id)) for id in standing.terms),
        index=standing.index,
        findings=_findings(standing),
        plan=None if glance else cheapest(standing),
        next_questions=next_questions(standing),
        robustness=None if glance else robustness(standing),
        evidence=evidence_kept(standing, given, today),
        strict=strict,
        open=tuple(id for id in unanswered if not _is_said(answers, id)),
        dont_know=tuple(id for id in unanswered if _is_said(answers, id)),
        not_applicable=tuple(
            NotApplicable(item=item.id, weight=item.weight, reason=answers.answers[item.id].not_applicable or "") for item in marked
        ),
        if_they_counted=_if_they_counted(questionnaire, answers, marked),
        not_counted=tuple(
            item.id for item in questionnaire.items if _is_said(answers, item.id) and not holds(item.applies_when, answers.facts)
        ),
        answered=len(standing.levels),
        asked=len(standing.items),
    )


def _is_said(answers: Answers, item: str) -> bool:
    return item in answers.answers and not answers.answers[item].is_open


def _dimension(standing: Standing, id: str, floor: Fraction | None) -> DimensionScore:
    return DimensionScore(
        dimension=id,
        score=standing.scores[id],
        coverage=coverage(standing.terms[id]),
        weight=sum(term.weight for term in standing.terms[id]),
        terms=standing.terms[id],
        in_scope=id in standing.scope,
        floor=floor,
    )


def _findings(standing: Standing) -> tuple[Finding, ...]:
    """Items with a level below the top: failed gates up to the next stage first, then by what the index gains, then in order."""
    top = standing.questionnaire.scale[-1].id
    upto = {stage.id for stage in standing.questionnaire.stages[: confirmed(standing.stages) + 1]}
    below = [(item, level) for item in standing.items if (level := standing.levels.get(item.id)) is not None and level != top]
    alike = {_alike(item, level): item for item, level in below}
    gains = {what: _gain(standing, item) for what, item in alike.items()}
    found = [Finding(item=item.id, level=level, gates=_failing(standing, item), gain=gains[_alike(item, level)]) for item, level in below]
    found.sort(key=lambda finding: finding.gain, reverse=True)
    return tuple(sorted(found, key=lambda finding: upto.isdisjoint(finding.gates)))


def _alike(item: Item, level: str) -> tuple[str, int, str]:
    """What decides how much the index gains when an item rises."""
    return item.dimension, item.weight, level


def _failing(standing: Standing, item: Item) -> tuple[str, ...]:
    return tuple(gate.stage for gate in standing.gates if gate.item == item.id and gate.state == "fails")


def _gain(standing: Standing, item: Item) -> Fraction:
    """The true change of the proven index when the item alone rises to the top level: that of the weakest and that of the mean."""
    if standing.index is None or item.dimension not in standing.scope:
        return ZERO
    own = next(term for term in standing.terms[item.dimension] if term.item == item.id)
    old = standing.scores[item.dimension].proven
    raised = own.share * (ONE - (own.value or ZERO))
    lifted = _lifted(standing, standing.index, item.dimension, old + raised)
    link = standing.questionnaire.weakest_link
    return link * lifted + (1 - link) * raised / len(standing.scope)


def _lifted(standing: Standing, index: Index, dimension: str, score: Fraction) -> Fraction:
    """What the weakest dimension's score gains when one dimension rises to this score: nothing unless that one alone is the weakest."""
    if index.weakest_dimensions != (dimension,):
        return ZERO
    return min([score, *(standing.scores[id].proven for id in standing.scope if id != dimension)]) - index.weakest.proven


def _if_they_counted(questionnaire: Questionnaire, answers: Answers, marked: tuple[Item, ...]) -> Outcome | None:
    if not marked:
        return None
    lowest = Answer(level=questionnaire.scale[0].id)
    counted = {**answers.answers, **{item.id: lowest for item in marked}}
    return stand(questionnaire, replace(answers, answers=MappingProxyType(counted))).outcome
