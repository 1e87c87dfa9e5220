"""The one verb of the engine: a questionnaire and answers in, a report out; no clock, no files, no sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from assessment.answers import applies, holds, level_of, marked_not_applicable, stakes, unknown_facts
from assessment.model import (
    Answer,
    Answers,
    DimensionScore,
    Finding,
    GateResult,
    Index,
    Item,
    NotApplicable,
    Outcome,
    Questionnaire,
    Range,
    Report,
    StageResult,
    Stakes,
    Term,
)
from assessment.scoring import ONE, coverage, index, score, terms
from assessment.stages import bands_between, confirmed, floor_at, gate_results, possible, scope, stage_results


def assess(questionnaire: Questionnaire, answers: Answers) -> Report:
    """Score answers that `answers.accept` let through; every number in the report is exact."""
    seen = _look(questionnaire, answers)
    applicable = [item for item in questionnaire.items if applies(item, answers)]
    unanswered = [item for item in applicable if level_of(item, answers) is None]
    dont_know = tuple(item.id for item in unanswered if item.id in answers.answers)
    marked = tuple(item for item in questionnaire.items if marked_not_applicable(item, answers) and holds(item.applies_when, answers.facts))
    return Report(
        questionnaire=questionnaire.id,
        edition=questionnaire.edition,
        stakes=seen.stakes,
        unknown_facts=unknown_facts(questionnaire, answers.facts),
        target=answers.target,
        outcome=seen.outcome,
        stages=seen.stages,
        bands=bands_between(questionnaire, seen.index.score) if seen.index else (),
        gates=seen.gates,
        dimensions=tuple(_dimension(questionnaire, seen, answers.target, id) for id in seen.terms),
        index=seen.index,
        findings=_findings(questionnaire, seen, applicable, answers),
        open=tuple(item.id for item in unanswered if item.id not in answers.answers),
        dont_know=dont_know,
        not_applicable=tuple(
            NotApplicable(item=item.id, weight=item.weight, reason=answers.answers[item.id].not_applicable or "") for item in marked
        ),
        if_they_counted=_if_they_counted(questionnaire, answers, marked),
        not_counted=tuple(
            item.id for item in questionnaire.items if item.id in answers.answers and not holds(item.applies_when, answers.facts)
        ),
        answered=len(applicable) - len(unanswered),
        asked=len(applicable),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    stakes: Stakes
    terms: Mapping[str, tuple[Term, ...]]
    scores: Mapping[str, Range]
    scope: tuple[str, ...]
    gates: tuple[GateResult, ...]
    stages: tuple[StageResult, ...]
    index: Index | None

    @property
    def outcome(self) -> Outcome:
        return Outcome(confirmed=confirmed(self.stages), possible=possible(self.stages), index=self.index.score if self.index else None)


def _look(questionnaire: Questionnaire, answers: Answers) -> _Seen:
    by_dimension = {d.id: terms(questionnaire, d.id, answers) for d in questionnaire.dimensions}
    present = {id: ts for id, ts in by_dimension.items() if ts}
    scores = {id: score(ts) for id, ts in present.items()}
    in_scope = tuple(id for id in scope(questionnaire, answers.target) if id in scores)
    level = stakes(questionnaire, answers.facts)
    gates = gate_results(questionnaire, answers)
    return _Seen(
        stakes=level,
        terms=present,
        scores=scores,
        scope=in_scope,
        gates=gates,
        stages=stage_results(questionnaire, gates, scores, level),
        index=index([(id, scores[id]) for id in in_scope], questionnaire.weakest_link) if in_scope else None,
    )


def _dimension(questionnaire: Questionnaire, seen: _Seen, target: str | None, id: str) -> DimensionScore:
    stage = target or (questionnaire.stages[-1].id if questionnaire.stages else None)
    return DimensionScore(
        dimension=id,
        score=seen.scores[id],
        coverage=coverage(seen.terms[id]),
        weight=sum(term.weight for term in seen.terms[id]),
        terms=seen.terms[id],
        in_scope=id in seen.scope,
        floor=floor_at(questionnaire, id, stage, seen.stakes) if stage else None,
    )


def _findings(questionnaire: Questionnaire, seen: _Seen, applicable: list[Item], answers: Answers) -> tuple[Finding, ...]:
    """Answered items below the top level: failed gates up to the next stage first, then by what the index gains, then in order."""
    top = questionnaire.scale[-1].id
    next_stages = {stage.id for stage in questionnaire.stages[: confirmed(seen.stages) + 1]}
    found = [
        Finding(item=item.id, level=level, gates=_failing(seen.gates, item), gain=_gain(questionnaire, seen, item))
        for item in applicable
        if (level := level_of(item, answers)) is not None and level != top
    ]
    return tuple(sorted(found, key=lambda finding: (next_stages.isdisjoint(finding.gates), -finding.gain)))


def _failing(gates: tuple[GateResult, ...], item: Item) -> tuple[str, ...]:
    return tuple(gate.stage for gate in gates if gate.item == item.id and gate.state == "fails")


def _gain(questionnaire: Questionnaire, seen: _Seen, item: Item) -> Fraction:
    """The true change of the proven index when the item alone rises to the top level."""
    if seen.index is None or item.dimension not in seen.scope:
        return Fraction(0)
    own = next(term for term in seen.terms[item.dimension] if term.item == item.id)
    raised = seen.scores[item.dimension].proven + own.share * (ONE - (own.value or 0))
    scores = [(id, replace(seen.scores[id], proven=raised) if id == item.dimension else seen.scores[id]) for id in seen.scope]
    return index(scores, questionnaire.weakest_link).score.proven - seen.index.score.proven


def _if_they_counted(questionnaire: Questionnaire, answers: Answers, marked: tuple[Item, ...]) -> Outcome | None:
    if not marked:
        return None
    lowest = Answer(level=questionnaire.scale[0].id)
    counted = {**answers.answers, **{item.id: lowest for item in marked}}
    return _look(questionnaire, replace(answers, answers=MappingProxyType(counted))).outcome
