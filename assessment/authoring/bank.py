"""Everything authors wrote, as a model, or every problem at once as `file:line: what is wrong; what would be right`.

Shape is checked against the JSON Schemas in `docs/schemas`; what items and questionnaires mean is checked here, and what they rest on
in `ledger`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from assessment.authoring import arithmetic, glossary, ledger, paths, questionnaires, regulation, wording, worksheets
from assessment.authoring.arithmetic import Sum
from assessment.authoring.glossary import Term
from assessment.authoring.ledger import Evidence, Framework, Grounds
from assessment.authoring.paths import ReaderPath
from assessment.authoring.questionnaires import DEFAULTS, Shared
from assessment.authoring.reading import Reading, by_place
from assessment.authoring.sections import sections
from assessment.authoring.source import Source
from assessment.authoring.worksheets import Worksheet
from assessment.codec import Unreadable
from assessment.law import LawBook
from assessment.model import (
    ALWAYS,
    STAKES,
    Choice,
    Condition,
    Dimension,
    Fact,
    Gate,
    Item,
    Level,
    Problem,
    Questionnaire,
    Stage,
)
from assessment.soundness import item_problems, scale_problems, stage_problems

FACTS = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """All questionnaires with their items, and what the pages say beside them."""

    edition: str
    items: Mapping[str, Item]
    grounds: Mapping[str, Grounds]
    stages: tuple[Stage, ...]
    scale: tuple[Level, ...]
    questionnaires: Mapping[str, Questionnaire]
    evidence: Mapping[str, Evidence]
    frameworks: Mapping[str, Framework]
    sums: Mapping[str, Sum]
    terms: Mapping[str, Term]
    paths: Mapping[str, ReaderPath]
    dimensions: tuple[Dimension, ...]
    law: LawBook
    worksheets: Mapping[str, Worksheet]


def load(docs: Path, today: str | None = None) -> Bank:
    """The bank in a `docs` folder; raises Unreadable with every problem of every file.

    With `today`, an ISO date, a row of law past its review date is a problem too.
    """
    return _Loading(docs, today).bank()


class _Loading:
    def __init__(self, docs: Path, today: str | None) -> None:
        self._reading = Reading(docs)
        self._today = today

    def bank(self) -> Bank:
        defaults = self._reading.file("assessments", DEFAULTS, "defaults")
        if defaults is None:
            raise Unreadable(tuple(self._reading.problems))
        rules = cast("dict[str, Any]", defaults.data)
        scale = self._scale(defaults, rules["scale"])
        stages = tuple(_stage(raw) for raw in rules["stages"])
        facts = tuple(_fact(raw) for raw in rules["facts"])
        self._reading.file_under(defaults, stage_problems(stages, rules["order"]))
        items: dict[str, Item] = {}
        grounds: dict[str, Grounds] = {}
        titles: dict[str, str] = {}
        lessons = tuple(self._reading.folder("lessons", "lesson"))
        slugs = {cast("dict[str, Any]", lesson.data)["dimension"]["id"]: Path(lesson.name).stem for lesson in lessons}
        for lesson in lessons:
            self._lesson(lesson, _Rules(scale, stages, facts, rules["order"]), items, grounds, titles)
        known = items if "lessons" not in self._reading.unread else None
        evidence = ledger.rows(self._reading, known, {*rules["order"], *titles})
        frameworks = ledger.frameworks(self._reading, grounds)
        ledger.check_grounds(self._reading, lessons, grounds, evidence, frameworks)
        ledger.check_prose(self._reading, evidence)
        sums = arithmetic.sums(self._reading, evidence)
        terms = glossary.terms(self._reading, evidence, known)
        order = [id for id in dict.fromkeys([*rules["order"], *titles]) if id in titles]
        ordered = dict(sorted(items.items(), key=lambda pair: (order.index(pair[1].dimension), pair[0]))) if items else {}
        shared = Shared(
            edition=rules["edition"],
            weakest_link=Fraction(rules["weakest_link"]),
            scale=scale,
            stages=stages,
            facts=facts,
            dimensions=tuple(Dimension(id=id, title=titles[id]) for id in order),
            items=ordered,
            lessons=slugs,
        )
        found = questionnaires.read(self._reading, shared)
        law = self._law(shared)
        ways = self._paths(shared, evidence, found)
        sheets = worksheets.read(self._reading, [slugs[id] for id in order])
        if self._reading.problems:
            raise Unreadable(tuple(sorted(self._reading.problems, key=by_place)))
        return Bank(
            edition=shared.edition,
            items=MappingProxyType(ordered),
            grounds=MappingProxyType(grounds),
            stages=stages,
            scale=scale,
            questionnaires=MappingProxyType(found),
            evidence=MappingProxyType(evidence),
            frameworks=MappingProxyType(frameworks),
            sums=MappingProxyType(sums),
            terms=MappingProxyType(terms),
            paths=MappingProxyType(ways),
            dimensions=shared.dimensions,
            law=law,
            worksheets=MappingProxyType(sheets),
        )

    # ── what the files mean ──

    def _scale(self, where: Source, raw: list[dict[str, Any]]) -> tuple[Level, ...]:
        scale = questionnaires.scale(raw)
        self._reading.file_under(where, scale_problems(scale))
        return scale

    def _lesson(self, where: Source, rules: _Rules, items: dict[str, Item], grounds: dict[str, Grounds], titles: dict[str, str]) -> None:
        raw = cast("dict[str, Any]", where.data)
        dimension = raw["dimension"]["id"]
        slug = Path(where.name).stem
        page = self._reading.docs / "lessons" / f"{slug}.md"
        written = sections(self._reading.text(page) or "", self._reading.name(page)) if page.exists() else {}
        if dimension not in rules.order:
            self._reading.say(where, ("dimension",), f"dimension '{dimension}' is not one of: {', '.join(rules.order)}")
        if dimension in titles:
            self._reading.say(where, ("dimension",), f"dimension '{dimension}' has a lesson already")
        titles[dimension] = raw["dimension"]["title"]
        for n, one in enumerate(raw["items"]):
            id = one["id"]
            if not id.startswith(f"{dimension}-"):
                self._reading.say(
                    where, ("items", n, "id"), f"item '{id}' stands in the lesson of {dimension}; its id must start with '{dimension}-'"
                )
            if id in items:
                self._reading.say(where, ("items", n, "id"), f"item '{id}' exists already; ids are used once, for ever")
            if id not in written:
                self._reading.say(
                    where, ("items", n, "id"), f"item '{id}' has no section in {slug}.md; write '## A claim {{ #{id.lower()} }}'"
                )
            before = tuple(items.values())
            items[id] = _item(one, dimension, written[id].title if id in written else "", f"lessons/{slug}/#{id.lower()}", rules.scale)
            grounds[id] = ledger.grounds(one)
            for part, message in wording.problems(items[id], rules.scale, before):
                self._reading.say(where, ("items", n, *part), message)
            self._reading.file_under(where, item_problems(items[id], f"items[{n}]", rules.scale, rules.stages, rules.facts))
            if not one["evidence"] and not one.get("evidence_note"):
                message = "no evidence is named; name a row or add evidence_note: Practice; no study found."
                self._reading.say(where, ("items", n, "evidence"), message)
        known = {one["id"] for one in raw["items"]}
        self._reading.problems += [
            Problem(where=written[id].where, message=f"section '#{id.lower()}' has no item in {slug}.yml")
            for id in written
            if id not in known
        ]

    def _paths(
        self, shared: Shared, evidence: Mapping[str, Evidence], questionnaires: Mapping[str, Questionnaire]
    ) -> dict[str, ReaderPath]:
        if {"lessons", "evidence", "assessments"} & self._reading.unread:
            return {}  # what they would name is not known
        stages = [stage.id for stage in shared.stages]
        known = paths.Known(items=shared.items, evidence=evidence, stages=stages, questionnaires=questionnaires)
        return paths.paths(self._reading, known)

    def _law(self, shared: Shared) -> LawBook:
        own = self._reading.file("regulation", FACTS, "facts") if (self._reading.docs / "regulation").exists() else None
        extra = tuple(_fact(raw) for raw in cast("dict[str, Any]", own.data)["facts"]) if own else ()
        sources = self._reading.folder("regulation", "law", but=[FACTS])
        facts = (*extra, *shared.facts)
        return regulation.book(shared.edition, sources, facts, shared.items, condition=_condition, say=self._reading.say, today=self._today)


@dataclass(frozen=True, slots=True)
class _Rules:
    scale: tuple[Level, ...]
    stages: tuple[Stage, ...]
    facts: tuple[Fact, ...]
    order: list[str]


def _stage(raw: dict[str, Any]) -> Stage:
    floors = {level: Fraction(raw["floors"][level]) for level in STAKES}
    return Stage(
        id=raw["id"],
        name=raw["name"],
        question=raw["question"],
        dimensions=tuple(raw["dimensions"]),
        floors=MappingProxyType(floors),
    )


def _fact(raw: dict[str, Any]) -> Fact:
    choices = tuple(Choice(**one) for one in raw["choices"])
    return Fact(id=raw["id"], question=raw["question"], choices=choices, help=raw.get("help", ""))


def _item(raw: dict[str, Any], dimension: str, title: str, address: str, scale: tuple[Level, ...]) -> Item:
    return Item(
        id=raw["id"],
        dimension=dimension,
        title=title,
        question=raw["question"],
        levels=MappingProxyType(dict(raw["levels"])),
        weight=raw["weight"],
        weight_reason=raw["weight_reason"],
        address=address,
        who_knows=raw["who_knows"],
        gates=tuple(Gate(stage=g["stage"], least=g["least"], when=_condition(g.get("when"))) for g in raw.get("gates", ())),
        effort=MappingProxyType({level.id: level.effort for level in scale[1:]} | raw.get("effort", {})),
        applies_when=_condition(raw.get("applies_when")),
        may_not_apply=raw.get("may_not_apply", False),
        since=raw["since"],
    )


def _condition(raw: Any) -> Condition:
    if not raw:
        return ALWAYS
    clauses = raw if isinstance(raw, list) else [raw]
    return Condition(
        clauses=tuple(
            MappingProxyType({fact: tuple(c) if isinstance(c, list) else (c,) for fact, c in clause.items()}) for clause in clauses
        )
    )
