"""The questionnaires of a guide: choices of its items, a self-check for each lesson, and instruments with items of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from assessment import soundness
from assessment.authoring.reading import Reading
from assessment.authoring.source import Source
from assessment.model import Band, Dimension, Fact, Item, Level, Questionnaire, Stage

FOLDER = "assessments"
LESSONS = "lessons"
INSTRUMENTS = f"{FOLDER}/instruments"
DEFAULTS = "defaults"
SELF_CHECKS = "self-checks"
ITEM = re.compile(r"[A-Z]{3}-\d\d")
LESSON = "{lesson}"  # where the title of a self-check names its lesson

Made = tuple[Source, Questionnaire]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What questionnaires choose from, and what they share unless they say otherwise; `lessons` has each dimension's file name."""

    edition: str
    weakest_link: Fraction
    scale: tuple[Level, ...]
    stages: tuple[Stage, ...]
    facts: tuple[Fact, ...]
    dimensions: tuple[Dimension, ...]
    items: Mapping[str, Item]
    lessons: Mapping[str, str]


def read(reading: Reading, shared: Shared) -> dict[str, Questionnaire]:
    """Every questionnaire of the guide by id; what is wrong with them is among the problems."""
    made = [*_choices(reading, shared), *_self_checks(reading, shared), *_instruments(reading, shared)]
    asked = dict.fromkeys([*shared.items, *(item.id for _, one in made for item in one.items)])
    found = [(where, _among(one, asked)) for where, one in made]
    _check(reading, found)
    return {one.id: one for _, one in found}


def scale(raw: list[dict[str, Any]]) -> tuple[Level, ...]:
    """The levels of a scale as a file writes them."""
    return tuple(Level(**{**one, "value": Fraction(one["value"])}) for one in raw)


def _among(one: Questionnaire, asked: Collection[str]) -> Questionnaire:
    """The questionnaire, knowing which other items the guide asks."""
    own = {item.id for item in one.items}
    return replace(one, elsewhere=tuple(id for id in asked if id not in own))


def _check(reading: Reading, found: list[Made]) -> None:
    """Each has an id and a page of its own, and is sound; the last is only looked at where nothing else is wrong."""
    for where, id in ((where, one.id) for n, (where, one) in enumerate(found) if one.id in [other.id for _, other in found[:n]]):
        reading.say(where, (), f"questionnaire '{id}' exists already")
    reading.paged(FOLDER, "questionnaire", {one.id: (where, ()) for where, one in found}, alone=False)
    if not reading.problems:
        unsound = ((where, problem) for where, one in found for problem in soundness.problems(one))
        for where, problem in {(where.name, str(problem)): (where, problem) for where, problem in unsound}.values():
            reading.file_under(where, [problem])  # self-checks come from one file, so that one mistake is nine


# ── a choice of the guide's items ──


def _choices(reading: Reading, shared: Shared) -> Iterator[Made]:
    for where in reading.folder(FOLDER, "questionnaire", but=[DEFAULTS, SELF_CHECKS]):
        yield where, _choice(reading, where, shared)


def _choice(reading: Reading, where: Source, shared: Shared) -> Questionnaire:
    raw = cast("dict[str, Any]", where.data)
    wanted = list(shared.items) if raw["items"] == "all" else raw["items"]
    for n, id in enumerate(wanted):
        if id not in shared.items and LESSONS not in reading.unread:
            reading.say(where, ("items", n), f"item '{id}' does not exist")
        elif id in wanted[:n]:
            reading.say(where, ("items", n), f"item '{id}' stands twice")
    stage_ids = [stage.id for stage in shared.stages]
    fact_ids = [fact.id for fact in shared.facts]
    _known(reading, where, raw, "stages", stage_ids)
    _known(reading, where, raw, "facts", fact_ids)
    return _questionnaire(
        Path(where.name).stem,
        raw,
        shared,
        items=[shared.items[id] for id in wanted if id in shared.items],
        stages=raw.get("stages", stage_ids),
        facts=raw.get("facts", fact_ids),
    )


def _known(reading: Reading, where: Source, raw: dict[str, Any], key: str, known: list[str]) -> None:
    for n, id in enumerate(raw.get(key, ())):
        if id not in known:
            reading.say(where, (key, n), f"{key[:-1]} '{id}' is not one of: {', '.join(known)}")


def _questionnaire(
    id: str, raw: Mapping[str, Any], shared: Shared, *, items: list[Item], stages: Collection[str], facts: Collection[str]
) -> Questionnaire:
    used = {item.dimension for item in items}
    reached = tuple(_scoped(stage, used) for stage in shared.stages if stage.id in stages)
    return Questionnaire(
        id=id,
        edition=shared.edition,
        title=raw["title"],
        scale=shared.scale,
        dimensions=tuple(dimension for dimension in shared.dimensions if dimension.id in used),
        items=tuple(_within(item, reached) for item in items),
        stages=reached,
        bands=_bands(raw),
        facts=tuple(fact for fact in shared.facts if fact.id in facts),
        weakest_link=Fraction(raw.get("weakest_link", shared.weakest_link)),
    )


def _bands(raw: Mapping[str, Any]) -> tuple[Band, ...]:
    return tuple(Band(id=one["id"], name=one["name"], least=Fraction(one["least"])) for one in raw.get("bands", ()))


def _scoped(stage: Stage, dimensions: Collection[str]) -> Stage:
    """The stage with only those dimensions that the questionnaire has."""
    return replace(stage, dimensions=tuple(id for id in stage.dimensions if id in dimensions))


def _within(item: Item, stages: tuple[Stage, ...]) -> Item:
    """The item with only those gates whose stage the questionnaire has."""
    ids = {stage.id for stage in stages}
    return replace(item, gates=tuple(gate for gate in item.gates if gate.stage in ids))


# ── one for each lesson ──


def _self_checks(reading: Reading, shared: Shared) -> Iterator[Made]:
    """A questionnaire over all items of a lesson, for each lesson; it asks the facts that decide which of them apply."""
    if not (reading.docs / FOLDER / f"{SELF_CHECKS}.yml").exists():
        return
    where = reading.file(FOLDER, SELF_CHECKS, SELF_CHECKS)
    if where is None:
        return
    raw = cast("dict[str, Any]", where.data)
    for dimension in shared.dimensions:
        items = [item for item in shared.items.values() if item.dimension == dimension.id]
        titled = {**raw, "title": raw["title"].replace(LESSON, dimension.title)}
        facts = {fact for item in items for clause in item.applies_when.clauses for fact in clause}
        yield where, _questionnaire(f"check-{shared.lessons[dimension.id]}", titled, shared, items=items, stages=(), facts=facts)


# ── an instrument with items of its own ──


def _instruments(reading: Reading, shared: Shared) -> Iterator[Made]:
    for where in reading.folder(INSTRUMENTS, "instrument"):
        yield where, _instrument(reading, where, shared)


def _instrument(reading: Reading, where: Source, shared: Shared) -> Questionnaire:
    """A published instrument: its own scale, dimensions and items, each of which says in which section to read on."""
    raw = cast("dict[str, Any]", where.data)
    levels = scale(raw["scale"])
    items = []
    for n, one in enumerate(raw["items"]):
        if ITEM.fullmatch(one["read_on"]) and one["read_on"] not in shared.items and LESSONS not in reading.unread:
            reading.say(where, ("items", n, "read_on"), f"item '{one['read_on']}' does not exist")
        items.append(_own_item(one, raw["weight_reason"], levels, shared))
    return Questionnaire(
        id=Path(where.name).stem,
        edition=shared.edition,
        title=raw["title"],
        scale=levels,
        dimensions=tuple(Dimension(**one) for one in raw["dimensions"]),
        items=tuple(items),
        bands=_bands(raw),
        weakest_link=Fraction(raw["weakest_link"]),
        points=raw.get("points"),
    )


def _own_item(raw: dict[str, Any], weight_reason: str, levels: tuple[Level, ...], shared: Shared) -> Item:
    """An item at weight 1; a level that it has no words for means what the scale says, and `read_on` is an item or an address."""
    read_on = raw["read_on"]
    return Item(
        id=raw["id"],
        dimension=raw["dimension"],
        title=raw["title"],
        question=raw["question"],
        levels=MappingProxyType({level.id: level.means for level in levels} | raw.get("levels", {})),
        weight=1,
        weight_reason=weight_reason,
        address=shared.items[read_on].address if read_on in shared.items else read_on,
        who_knows=raw["who_knows"],
        effort=MappingProxyType({level.id: level.effort for level in levels[1:]}),
        since=raw["since"],
    )
