"""Everything authors wrote, as a model, or every problem at once as `file:line: what is wrong; what would be right`.

Shape is checked against the JSON Schemas in `docs/schemas`; what items and questionnaires mean is checked here, and what they rest on
in `ledger`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from assessment import soundness
from assessment.authoring import arithmetic, glossary, ledger, regulation, wording
from assessment.authoring.arithmetic import Sum
from assessment.authoring.glossary import Term
from assessment.authoring.ledger import Evidence, Framework, Grounds
from assessment.authoring.reading import Reading, by_place
from assessment.authoring.sections import sections
from assessment.authoring.source import Source
from assessment.codec import Unreadable
from assessment.law import LawBook
from assessment.model import (
    ALWAYS,
    STAKES,
    Band,
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

DEFAULTS = "defaults"
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
    dimensions: tuple[Dimension, ...]
    law: LawBook


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
        shared = _Shared(
            edition=rules["edition"],
            weakest_link=Fraction(rules["weakest_link"]),
            scale=scale,
            stages=stages,
            facts=facts,
            dimensions=tuple(Dimension(id=id, title=titles[id]) for id in order),
            items=ordered,
        )
        questionnaires = {
            q.id: q
            for s in self._reading.folder("assessments", "questionnaire", but=[DEFAULTS])
            if (q := self._questionnaire(s, shared)) is not None
        }
        law = self._law(shared)
        if self._reading.problems:
            raise Unreadable(tuple(sorted(self._reading.problems, key=by_place)))
        return Bank(
            edition=shared.edition,
            items=MappingProxyType(ordered),
            grounds=MappingProxyType(grounds),
            stages=stages,
            scale=scale,
            questionnaires=MappingProxyType(questionnaires),
            evidence=MappingProxyType(evidence),
            frameworks=MappingProxyType(frameworks),
            sums=MappingProxyType(sums),
            terms=MappingProxyType(terms),
            dimensions=shared.dimensions,
            law=law,
        )

    # ── what the files mean ──

    def _scale(self, where: Source, raw: list[dict[str, Any]]) -> tuple[Level, ...]:
        scale = tuple(Level(**{**one, "value": Fraction(one["value"])}) for one in raw)
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

    def _questionnaire(self, where: Source, shared: _Shared) -> Questionnaire | None:
        raw = cast("dict[str, Any]", where.data)
        wanted = list(shared.items) if raw["items"] == "all" else raw["items"]
        for n, id in enumerate(wanted):
            if id not in shared.items and "lessons" not in self._reading.unread:
                self._reading.say(where, ("items", n), f"item '{id}' does not exist")
            elif id in wanted[:n]:
                self._reading.say(where, ("items", n), f"item '{id}' stands twice")
        stage_ids = [stage.id for stage in shared.stages]
        for n, id in enumerate(raw.get("stages", ())):
            if id not in stage_ids:
                self._reading.say(where, ("stages", n), f"stage '{id}' is not one of: {', '.join(stage_ids)}")
        fact_ids = [fact.id for fact in shared.facts]
        for n, id in enumerate(raw.get("facts", ())):
            if id not in fact_ids:
                self._reading.say(where, ("facts", n), f"fact '{id}' is not one of: {', '.join(fact_ids)}")
        used = {shared.items[id].dimension for id in wanted if id in shared.items}
        stages = tuple(_scoped(stage, used) for stage in shared.stages if stage.id in raw.get("stages", stage_ids))
        chosen = [_within(shared.items[id], stages) for id in wanted if id in shared.items]
        made = Questionnaire(
            id=Path(where.name).stem,
            edition=shared.edition,
            title=raw["title"],
            scale=shared.scale,
            dimensions=tuple(d for d in shared.dimensions if d.id in used),
            items=tuple(chosen),
            stages=stages,
            bands=tuple(Band(id=b["id"], name=b["name"], least=Fraction(b["least"])) for b in raw.get("bands", ())),
            facts=tuple(fact for fact in shared.facts if fact.id in raw.get("facts", fact_ids)),
            weakest_link=Fraction(raw.get("weakest_link", shared.weakest_link)),
            elsewhere=tuple(id for id in shared.items if id not in wanted),
        )
        if not self._reading.problems:
            self._reading.file_under(where, soundness.problems(made))
        return made

    def _law(self, shared: _Shared) -> LawBook:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    edition: str
    weakest_link: Fraction
    scale: tuple[Level, ...]
    stages: tuple[Stage, ...]
    facts: tuple[Fact, ...]
    dimensions: tuple[Dimension, ...]
    items: Mapping[str, Item]


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


def _scoped(stage: Stage, dimensions: Collection[str]) -> Stage:
    """The stage with only those dimensions that the questionnaire has."""
    return replace(stage, dimensions=tuple(id for id in stage.dimensions if id in dimensions))


def _within(item: Item, stages: tuple[Stage, ...]) -> Item:
    """The item with only those gates whose stage the questionnaire has."""
    ids = {stage.id for stage in stages}
    return replace(item, gates=tuple(gate for gate in item.gates if gate.stage in ids))


def _condition(raw: Any) -> Condition:
    if not raw:
        return ALWAYS
    clauses = raw if isinstance(raw, list) else [raw]
    return Condition(
        clauses=tuple(
            MappingProxyType({fact: tuple(c) if isinstance(c, list) else (c,) for fact, c in clause.items()}) for clause in clauses
        )
    )
