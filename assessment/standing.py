"""Where a project stands: everything that explanation, plan, next question and robustness start from, computed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.answers import applies, level_of, stakes
from assessment.model import Answers, GateResult, Index, Item, Outcome, Questionnaire, Range, StageResult, Stakes, Term
from assessment.scoring import index, score, terms
from assessment.stages import confirmed, floors_at, gate_results, possible, scope, stage_results


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Scores, gates and stages of a set of answers; `items` are those that apply, `levels` those that have one."""

    questionnaire: Questionnaire
    answers: Answers
    stakes: Stakes
    items: tuple[Item, ...]
    levels: Mapping[str, str]
    terms: Mapping[str, tuple[Term, ...]]
    scores: Mapping[str, Range]
    scope: tuple[str, ...]
    gates: tuple[GateResult, ...]
    stages: tuple[StageResult, ...]
    index: Index | None

    @property
    def outcome(self) -> Outcome:
        """The result in brief."""
        reached = confirmed(self.stages), possible(self.stages)
        return Outcome(confirmed=reached[0], possible=reached[1], index=self.index.score if self.index else None)

    @property
    def next_stage(self) -> str | None:
        """The stage that a person named as target, or else the first that is not confirmed; None when all are."""
        following = self.questionnaire.stages[confirmed(self.stages) :]
        return self.answers.target or (following[0].id if following else None)

    def floors(self, stage: str | None) -> dict[str, Fraction]:
        """The floors that dimensions with applicable items must meet for a stage."""
        asked = floors_at(self.questionnaire, stage, self.stakes)
        return {id: floor for id, floor in asked.items() if id in self.scores}


def stand(questionnaire: Questionnaire, answers: Answers) -> Standing:
    """Where a project stands with answers that the questionnaire accepts."""
    by_dimension = {d.id: terms(questionnaire, d.id, answers) for d in questionnaire.dimensions}
    present = {id: ts for id, ts in by_dimension.items() if ts}
    scores = {id: score(ts) for id, ts in present.items()}
    in_scope = tuple(id for id in scope(questionnaire, answers.target) if id in scores)
    level = stakes(questionnaire, answers.facts)
    gates = gate_results(questionnaire, answers)
    items = tuple(item for item in questionnaire.items if applies(item, answers))
    return Standing(
        questionnaire=questionnaire,
        answers=answers,
        stakes=level,
        items=items,
        levels={item.id: chosen for item in items if (chosen := level_of(item, answers)) is not None},
        terms=present,
        scores=scores,
        scope=in_scope,
        gates=gates,
        stages=stage_results(questionnaire, gates, scores, level),
        index=index([(id, scores[id]) for id in in_scope], questionnaire.weakest_link) if in_scope else None,
    )
