"""What the answers mean for a questionnaire: which items apply, at which level they are, how high the stakes are.

One function decides each of these, for display, score, completeness and export alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from assessment.catalogue import say
from assessment.model import STAKES, Answer, Answers, Condition, Fact, Item, Problem, Questionnaire, Stakes


def holds(condition: Condition, facts: Mapping[str, str]) -> bool:
    """Whether a condition holds under these facts; a fact that is not known counts as if it matched, the worse case."""
    return not condition.clauses or any(
        all(fact not in facts or facts[fact] in choices for fact, choices in clause.items()) for clause in condition.clauses
    )


def stakes(questionnaire: Questionnaire, facts: Mapping[str, str]) -> Stakes:
    """The highest stakes that any fact brings; a fact that is not known counts as its worst choice."""
    brought = [_stakes_of(fact, facts.get(fact.id)) for fact in questionnaire.facts]
    return max(brought, key=STAKES.index, default="low")


def unknown_facts(questionnaire: Questionnaire, facts: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of the facts that nobody has stated yet, in the questionnaire's order."""
    return tuple(fact.id for fact in questionnaire.facts if fact.id not in facts)


def applies(item: Item, answers: Answers) -> bool:
    """Whether an item counts: its facts do not rule it out and nobody marked it as not applicable where that is allowed."""
    return holds(item.applies_when, answers.facts) and not marked_not_applicable(item, answers)


def marked_not_applicable(item: Item, answers: Answers) -> bool:
    """Whether a person marked this item as not applicable, which only an item without gates can allow."""
    answer = answers.answers.get(item.id)
    return answer is not None and answer.not_applicable is not None and item.may_not_apply and not item.gates


def level_of(item: Item, answers: Answers) -> str | None:
    """The level a person chose for an item, or None when it is open or not known."""
    answer = answers.answers.get(item.id)
    return answer.level if answer else None


@dataclass(frozen=True, slots=True)
class Accepted:
    """Answers that fit a questionnaire, and what was kept aside, each with its reason."""

    answers: Answers
    aside: tuple[Problem, ...]


def accept(questionnaire: Questionnaire, given: Answers) -> Accepted:
    """Part what fits the questionnaire from what does not; nothing is repaired and nothing is dropped in silence.

    Answers to items that other questionnaires of the guide ask pass without a word and are not counted here.
    """
    items = {item.id: item for item in questionnaire.items}
    facts = {fact.id: fact for fact in questionnaire.facts}
    levels = tuple(level.id for level in questionnaire.scale)
    stages = tuple(stage.id for stage in questionnaire.stages)
    aside: list[Problem] = []

    kept: dict[str, Answer] = {}
    for id, answer in given.answers.items():
        if id in questionnaire.elsewhere:
            continue
        problem = _answer_problem(id, answer, items.get(id), levels)
        if problem:
            aside.append(problem)
        else:
            kept[id] = answer

    stated: dict[str, str] = {}
    for id, choice in given.facts.items():
        fact = facts.get(id)
        choices = tuple(c.id for c in fact.choices) if fact else ()
        if fact is None:
            continue
        if choice in choices:
            stated[id] = choice
        else:
            aside.append(
                Problem(where=f"facts.{id}", message=say("'{name}' is not one of: {allowed}", name=choice, allowed=", ".join(choices)))
            )

    target = given.target
    if target is not None and target not in stages:
        if stages:
            aside.append(Problem(where="target", message=say("'{name}' is not one of: {allowed}", name=target, allowed=", ".join(stages))))
        target = None
    accepted = replace(given, answers=MappingProxyType(kept), facts=MappingProxyType(stated), target=target)
    return Accepted(accepted, tuple(aside))


def _answer_problem(id: str, answer: Answer, item: Item | None, levels: tuple[str, ...]) -> Problem | None:
    where = f"answers.{id}"
    if item is None:
        return Problem(where=where, message=say("no questionnaire of this edition asks this item; the answer is kept and not counted"))
    if answer.level is not None and answer.level not in levels:
        return Problem(where=where, message=say("level '{level}' is not one of: {allowed}", level=answer.level, allowed=", ".join(levels)))
    if answer.not_applicable is not None and item.gates:
        return Problem(where=where, message=say("a gate cannot be marked as not applicable; choose a level or don't know"))
    if answer.not_applicable is not None and not item.may_not_apply:
        return Problem(where=where, message=say("this item cannot be marked as not applicable; choose a level or don't know"))
    return None


def _stakes_of(fact: Fact, choice: str | None) -> Stakes:
    possible = [c.stakes for c in fact.choices if choice is None or c.id == choice]
    return max(possible, key=STAKES.index, default="low")
