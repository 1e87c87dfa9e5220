"""Which open question to answer next: first those that could change the stages, then by how much they narrow the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from assessment.model import GateResult, Item, NextQuestion, Range, StageResult
from assessment.scoring import values
from assessment.stages import confirmed, possible
from assessment.standing import Standing


def next_questions(standing: Standing) -> tuple[NextQuestion, ...]:
    """The items without a level, the most useful first; ties keep the questionnaire's order.

    A question *decides* when some single answer to it changes the confirmed or the possible stage. How much it narrows the index
    is the change of possible minus proven, at least and at most over the levels; the order goes by the least, then the most.
    """
    found = [_judge(standing, item) for item in standing.items if item.id not in standing.levels]
    return tuple(sorted(found, key=lambda one: (not one.decides, -one.narrows_least, -one.narrows_most)))


def _judge(standing: Standing, item: Item) -> NextQuestion:
    now = confirmed(standing.stages), possible(standing.stages)
    decides = False
    narrowed = []
    for level, value in values(standing.questionnaire).items():
        score = _answered(standing, item, value)
        narrowed.append(_narrowed(standing, item.dimension, score))
        if not decides:
            stages = [_stage(standing, stage, item, level, score) for stage in standing.stages]
            decides = (confirmed(stages), possible(stages)) != now
    return NextQuestion(item=item.id, decides=decides, narrows_least=min(narrowed), narrows_most=max(narrowed))


def _answered(standing: Standing, item: Item, value: Fraction) -> Range:
    """The dimension's score once the item has a level of this value."""
    share = next(term.share for term in standing.terms[item.dimension] if term.item == item.id)
    old = standing.scores[item.dimension]
    return Range(proven=old.proven + share * value, possible=old.possible - share * (1 - value))


def _narrowed(standing: Standing, dimension: str, score: Range) -> Fraction:
    if standing.index is None or dimension not in standing.scope:
        return Fraction(0)
    others = [standing.scores[id] for id in standing.scope if id != dimension]
    old, count, link = standing.scores[dimension], len(standing.scope), standing.questionnaire.weakest_link
    lowest = min([one.proven for one in others], default=None)
    highest = min([one.possible for one in others], default=None)
    proven = score.proven if lowest is None else min(lowest, score.proven)
    possible = score.possible if highest is None else min(highest, score.possible)
    weakest = standing.index.weakest
    return (
        link * ((weakest.possible - possible) - (weakest.proven - proven))
        + (1 - link) * ((old.possible - score.possible) - (old.proven - score.proven)) / count
    )


def _stage(standing: Standing, stage: StageResult, item: Item, level: str, score: Range) -> StageResult:
    """What a stage would say after one answer; only the item's own gates and its dimension's floor can change."""
    gates = list(_own_gates(standing, item, stage.stage))
    fails = any(_below(standing, level, gate.least) for gate in gates)
    floor = standing.floors(stage.stage).get(item.dimension, Fraction(0))
    failed = bool(stage.failed) or fails
    open = bool(set(stage.open) - {item.id})
    short = bool(set(stage.short) - {item.dimension}) or score.possible < floor
    undecided = bool(set(stage.undecided) - {item.dimension}) or score.proven < floor <= score.possible
    if failed or short:
        return replace(stage, verdict="no")
    return replace(stage, verdict="not-known" if open or undecided else "yes")


def _own_gates(standing: Standing, item: Item, stage: str) -> Iterator[GateResult]:
    stages = [one.id for one in standing.questionnaire.stages]
    upto = set(stages[: stages.index(stage) + 1])
    return (gate for gate in standing.gates if gate.item == item.id and gate.stage in upto)


def _below(standing: Standing, level: str, least: str) -> bool:
    order = [one.id for one in standing.questionnaire.scale]
    return order.index(level) < order.index(least)
