"""What makes a questionnaire sound: names that resolve, a scale that rises, gates that can pass and fail, items that can be reached.

With these, a better answer can lower nothing, full marks are reachable, and every finding leads to a section.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from math import lcm

from assessment.catalogue import say
from assessment.model import STAKES, Band, Condition, Fact, Gate, Item, Level, Problem, Questionnaire, Stage

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
ADDRESS = re.compile(r"(https?://)?[A-Za-z0-9][A-Za-z0-9./_~%#?=&:-]{0,500}")
HEAVIEST = 100
MOST_LEVELS = 12
MOST_POINTS = 1_000
FINEST = (
    10_000  # units of weight × value in a dimension; the plan takes time items × levels × units, and a stranger's file must not hang it
)


def problems(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Everything that makes a questionnaire unsound, each with its path, such as `items[3].gates[0]`."""
    return tuple(_problems(questionnaire))


def scale_problems(scale: tuple[Level, ...]) -> Iterator[Problem]:
    """A scale needs two to twelve levels that rise from 0 to 1, each at an effort that is not below 0."""
    worth = [level.value for level in scale]
    if len(worth) < 2 or worth[0] != 0 or worth[-1] != 1 or worth != sorted(set(worth)):
        yield Problem(where="scale", message=say("values must rise from 0 at the first level to 1 at the last"))
    if len(worth) > MOST_LEVELS:
        yield Problem(
            where="scale", message=say("has {number} levels; at most {most} can be told apart", number=len(worth), most=MOST_LEVELS)
        )
    for n, level in enumerate(scale):
        if level.effort < 0:
            yield Problem(where=f"scale[{n}].effort", message=say("effort is below 0"))


def stage_problems(stages: tuple[Stage, ...], dimensions: Collection[str]) -> Iterator[Problem]:
    """Stages name dimensions that exist, and their floors lie from 0 to 1 and never sink."""
    for n, stage in enumerate(stages):
        for id in stage.dimensions:
            if id not in dimensions:
                message = say("dimension '{id}' is not one of: {allowed}", id=id, allowed=", ".join(dimensions))
                yield Problem(where=f"stages[{n}].dimensions", message=message)
        for level in STAKES:
            floor = stage.floors.get(level, Fraction(0))
            if not 0 <= floor <= 1:
                yield Problem(where=f"stages[{n}].floors", message=say("the floor at {stakes} stakes is not between 0 and 1", stakes=level))
            if n and floor < stages[n - 1].floors.get(level, Fraction(0)):
                message = say("the floor at {stakes} stakes is below that of the stage before", stakes=level)
                yield Problem(where=f"stages[{n}].floors", message=message)


def item_problems(
    item: Item, where: str, scale: tuple[Level, ...], stages: tuple[Stage, ...], facts: tuple[Fact, ...]
) -> Iterator[Problem]:
    """An item has words for every level of the scale, and its gates, effort and conditions name what exists."""
    levels = [level.id for level in scale]
    if set(item.levels) != set(levels):
        message = say("levels are {levels}; the scale has: {scale}", levels=", ".join(item.levels), scale=", ".join(levels))
        yield Problem(where=f"{where}.levels", message=message)
    if not 1 <= item.weight <= HEAVIEST:
        yield Problem(
            where=f"{where}.weight", message=say("weight {weight} is not between 1 and {most}", weight=item.weight, most=HEAVIEST)
        )
    if item.gates and item.may_not_apply:
        yield Problem(where=f"{where}.may_not_apply", message=say("a gate can never be marked as not applicable by hand"))
    for level, days in item.effort.items():
        if level not in levels[1:]:
            message = say("effort for '{level}' is not one of: {allowed}", level=level, allowed=", ".join(levels[1:]))
            yield Problem(where=f"{where}.effort", message=message)
        if days < 0:
            yield Problem(where=f"{where}.effort", message=say("effort for '{level}' is below 0", level=level))
    yield from _condition_problems(item.applies_when, f"{where}.applies_when", facts)
    for n, gate in enumerate(item.gates):
        yield from _gate_problems(gate, item, f"{where}.gates[{n}]", levels, [stage.id for stage in stages], facts)


def _problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    yield from _id_problems(questionnaire)
    yield from scale_problems(questionnaire.scale)
    dimensions = [dimension.id for dimension in questionnaire.dimensions]
    yield from stage_problems(questionnaire.stages, dimensions)
    if not 0 <= questionnaire.weakest_link <= 1:
        yield Problem(where="weakest_link", message=say("is not between 0 and 1"))
    if questionnaire.points is not None and not 1 <= questionnaire.points <= MOST_POINTS:
        message = say("a full score of {points} is not between 1 and {most}", points=questionnaire.points, most=MOST_POINTS)
        yield Problem(where="points", message=message)
    yield from _band_problems(questionnaire.bands, questionnaire.stages)
    if not questionnaire.items:
        yield Problem(where="items", message=say("there is none; a questionnaire needs at least one"))
    for n, item in enumerate(questionnaire.items):
        where = f"items[{n}]"
        if item.dimension not in dimensions:
            message = say("dimension '{id}' is not one of: {allowed}", id=item.dimension, allowed=", ".join(dimensions))
            yield Problem(where=f"{where}.dimension", message=message)
        if not ADDRESS.fullmatch(item.address):
            message = say("needs the address of a section that says what to do about this item")
            yield Problem(where=f"{where}.address", message=message)
        yield from item_problems(item, where, questionnaire.scale, questionnaire.stages, questionnaire.facts)
    yield from _dimension_problems(questionnaire)


def _dimension_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    units = lcm(*(level.value.denominator for level in questionnaire.scale))
    for n, dimension in enumerate(questionnaire.dimensions):
        weights = [item.weight for item in questionnaire.items if item.dimension == dimension.id]
        if not weights:
            yield Problem(where=f"dimensions[{n}]", message=say("dimension '{id}' has no item", id=dimension.id))
        size = sum(weights) * units
        if size > FINEST:
            message = say(
                "all weights times the common denominator of the level values are {size:,}; at most {most:,} can be planned with",
                size=size,
                most=FINEST,
            )
            yield Problem(where=f"dimensions[{n}]", message=message)


def _id_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    yield from _names("id", [questionnaire.id], plain=True)
    for key, ids in {
        "scale": [level.id for level in questionnaire.scale],
        "dimensions": [dimension.id for dimension in questionnaire.dimensions],
        "stages": [stage.id for stage in questionnaire.stages],
        "bands": [band.id for band in questionnaire.bands],
        "facts": [fact.id for fact in questionnaire.facts],
        "items": [item.id for item in questionnaire.items],
    }.items():
        yield from _names(key, ids)
    for n, fact in enumerate(questionnaire.facts):
        yield from _names(f"facts[{n}].choices", [choice.id for choice in fact.choices])
        if len(fact.choices) < 2:
            yield Problem(where=f"facts[{n}].choices", message=say("a fact needs two choices or more"))


def _names(key: str, ids: list[str], *, plain: bool = False) -> Iterator[Problem]:
    seen: set[str] = set()
    for n, id in enumerate(ids):
        where = key if plain else f"{key}[{n}].id"
        if not ID.fullmatch(id):
            message = say("an id is made of letters, digits, dots, hyphens and underscores, 64 at most")
            yield Problem(where=where, message=message)
        if id in seen:
            yield Problem(where=where, message=say("'{id}' stands twice", id=id))
        seen.add(id)


def _gate_problems(gate: Gate, item: Item, where: str, levels: list[str], stages: list[str], facts: tuple[Fact, ...]) -> Iterator[Problem]:
    if gate.stage not in stages:
        yield Problem(where=where, message=say("stage '{id}' is not one of: {allowed}", id=gate.stage, allowed=", ".join(stages)))
    if gate.least not in levels[1:]:
        message = say("least '{level}' is not one of: {allowed}", level=gate.least, allowed=", ".join(levels[1:]))
        yield Problem(where=where, message=message)
    yield from _condition_problems(gate.when, f"{where}.when", facts)
    if not together(item.applies_when, gate.when):
        message = say("never holds while the item applies; the gate could neither pass nor fail")
        yield Problem(where=f"{where}.when", message=message)


def _condition_problems(condition: Condition, where: str, facts: tuple[Fact, ...]) -> Iterator[Problem]:
    known = {fact.id: [choice.id for choice in fact.choices] for fact in facts}
    for clause in condition.clauses:
        for fact, choices in clause.items():
            if fact not in known:
                yield Problem(where=where, message=say("fact '{id}' is not one of: {allowed}", id=fact, allowed=", ".join(known)))
                continue
            if not choices:
                message = say("fact '{id}' names no choice; the condition could never hold", id=fact)
                yield Problem(where=where, message=message)
            for choice in choices:
                if choice not in known[fact]:
                    message = say(
                        "choice '{id}' of fact '{fact}' is not one of: {allowed}", id=choice, fact=fact, allowed=", ".join(known[fact])
                    )
                    yield Problem(where=where, message=message)


def together(one: Condition, other: Condition) -> bool:
    """Whether some facts make both conditions hold."""
    return any(
        all(set(a[fact]) & set(b[fact]) for fact in a.keys() & b.keys()) for a in one.clauses or ({},) for b in other.clauses or ({},)
    )


def _band_problems(bands: tuple[Band, ...], stages: tuple[Stage, ...]) -> Iterable[Problem]:
    if not bands:
        return
    if stages:
        yield Problem(where="bands", message=say("bands take the place of stages; a questionnaire has one or the other"))
    least = [band.least for band in bands]
    if least[0] != 0 or least != sorted(set(least)) or least[-1] > 1:
        message = say("bands must begin at 0 and rise, none above 1, so that every index falls in exactly one")
        yield Problem(where="bands", message=message)
