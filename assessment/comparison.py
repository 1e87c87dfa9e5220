"""Two sets of answers to one questionnaire, earlier and now: what rose, what fell, what is new, and where the project stood then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assessment.answers import applies, holds, level_of
from assessment.evidence import supported
from assessment.migration import Current, Replaced
from assessment.model import Answer, Answers, Item, Outcome, Questionnaire, Range, Report, Stakes, Verdict
from assessment.report import assess
from assessment.stages import floors_at

Kind = Literal["rose", "fell", "answered", "opened", "otherwise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An item that is answered otherwise than it was; None is an item that the facts rule out.

    It *rose* or *fell* from one level to another, was *answered* with a level where there was none, or *opened* where there was one;
    whatever has to do with not applicable changed *otherwise*.
    """

    item: str
    kind: Kind
    before: Answer | None
    after: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """A fact that is stated otherwise than it was; None is not known."""

    fact: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageThen:
    """The verdict on one stage, then and now."""

    stage: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionThen:
    """The score of one dimension, then and now, None where nothing in it applied; `floor` is the one to meet now for the target or,
    without one, for the last stage.
    """

    dimension: str
    before: Range | None
    after: Range | None
    floor: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed between two sets of answers, both scored by the rules of this edition.

    `new` items did not exist when the earlier answers were given; `changed` ones mean something else since then, so that the earlier
    answer counts for nothing here; `retired` ones are asked no longer. `supported` items have a note or a link now and had none then,
    `unsupported` ones the other way round.
    """

    editions: tuple[str, str]
    dates: tuple[str, str]
    target: str | None
    outcomes: tuple[Outcome, Outcome]
    stakes: tuple[Stakes, Stakes]
    moved: tuple[Moved, ...]
    facts: tuple[Restated, ...]
    stages: tuple[StageThen, ...]
    dimensions: tuple[DimensionThen, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[Replaced, ...]
    supported: tuple[str, ...]
    unsupported: tuple[str, ...]

    def of(self, kind: Kind) -> tuple[Moved, ...]:
        """What moved in one way, in the questionnaire's order."""
        return tuple(one for one in self.moved if one.kind == kind)


def compare(questionnaire: Questionnaire, earlier: Current, now: Current) -> Comparison:
    """What changed from the earlier answers to those of now; both have been brought forward to the questionnaire's edition."""
    reports = assess(questionnaire, earlier.answers), assess(questionnaire, now.answers)
    return Comparison(
        editions=(earlier.edition, now.edition),
        dates=(earlier.date, now.date),
        target=now.answers.target,
        outcomes=(reports[0].outcome, reports[1].outcome),
        stakes=(reports[0].stakes, reports[1].stakes),
        moved=tuple(_moved(questionnaire, earlier.answers, now.answers)),
        facts=tuple(_restated(questionnaire, earlier.answers, now.answers)),
        stages=tuple(
            StageThen(stage=before.stage, before=before.verdict, after=after.verdict)
            for before, after in zip(reports[0].stages, reports[1].stages, strict=True)
        ),
        dimensions=tuple(_dimensions(questionnaire, *reports)),
        new=tuple(item.id for item in questionnaire.items if item.id in set(earlier.migration.new)),
        changed=tuple(item.id for item in questionnaire.items if item.id in set(earlier.migration.changed)),
        retired=earlier.migration.retired,
        supported=_with_evidence(questionnaire, now.answers, earlier.answers),
        unsupported=_with_evidence(questionnaire, earlier.answers, now.answers),
    )


def _moved(questionnaire: Questionnaire, earlier: Answers, now: Answers) -> Iterator[Moved]:
    order = [level.id for level in questionnaire.scale]
    for item in questionnaire.items:
        before, after = (_said(item, answers) for answers in (earlier, now))
        if before != after:
            yield Moved(item=item.id, kind=_kind(before, after, order), before=before, after=after)


def _said(item: Item, answers: Answers) -> Answer | None:
    """What was said about an item itself, without all that is kept beside it; None where the facts rule it out."""
    if not holds(item.applies_when, answers.facts):
        return None
    answer = answers.answers.get(item.id, Answer())
    return Answer(level=answer.level, dont_know=answer.dont_know, not_applicable=answer.not_applicable)


def _kind(before: Answer | None, after: Answer | None, order: list[str]) -> Kind:
    if before is None or after is None or before.not_applicable is not None or after.not_applicable is not None:
        return "otherwise"
    if before.level is not None and after.level is not None:
        return "rose" if order.index(after.level) > order.index(before.level) else "fell"
    if after.level is not None:
        return "answered"
    return "opened" if before.level is not None else "otherwise"


def _restated(questionnaire: Questionnaire, earlier: Answers, now: Answers) -> Iterator[Restated]:
    for fact in questionnaire.facts:
        before, after = earlier.facts.get(fact.id), now.facts.get(fact.id)
        if before != after:
            yield Restated(fact=fact.id, before=before, after=after)


def _dimensions(questionnaire: Questionnaire, earlier: Report, now: Report) -> Iterator[DimensionThen]:
    floors = floors_at(questionnaire, now.target, now.stakes)
    before, after = ({one.dimension: one.score for one in report.dimensions} for report in (earlier, now))
    for dimension in questionnaire.dimensions:
        if dimension.id in before or dimension.id in after:
            yield DimensionThen(
                dimension=dimension.id,
                before=before.get(dimension.id),
                after=after.get(dimension.id),
                floor=floors.get(dimension.id),
            )


def _with_evidence(questionnaire: Questionnaire, there: Answers, not_there: Answers) -> tuple[str, ...]:
    """Items with a level that have a note or a link in one set of answers and not in the other."""
    return tuple(
        item.id
        for item in questionnaire.items
        if applies(item, there)
        and level_of(item, there) is not None
        and supported(there.answers[item.id])
        and not supported(not_there.answers.get(item.id, Answer()))
    )
