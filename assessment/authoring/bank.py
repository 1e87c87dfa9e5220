"""Everything authors wrote, as a model, or every problem at once as `file:line: what is wrong; what would be right`.

Shape is checked against the JSON Schemas in `docs/schemas`; meaning is checked here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import jsonschema

from assessment import soundness
from assessment.authoring import regulation, source
from assessment.authoring.source import Source, path_of
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

SECTION = re.compile(r"^## (?P<title>.+?) *\{ *#(?P<anchor>[a-z]{3}-\d\d) *\} *$", re.MULTILINE)
REFERENCE = re.compile(r"\[(?P<id>[EFWSZR]-\d\d)\](?!\()")
DEFAULTS = "defaults"
FACTS = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """Where an item touches a reference of a recognized framework, and how surely."""

    framework: str
    id: str
    relation: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What an item rests on: its crosswalk, and the evidence rows or the note that there is none."""

    crosswalk: tuple[Mapped, ...]
    evidence: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One row of the ledger. `texts` holds the fields that only some kinds of row have."""

    id: str
    kind: str
    claim: str
    figure: str
    measures: str
    publisher: str
    year: str
    sample: str
    method: str
    urls: tuple[str, ...]
    grade: str
    status: str
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A recognized framework that items are mapped to."""

    id: str
    title: str
    short: str
    version: str
    url: str
    references: Mapping[str, str]


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
    law: LawBook


def load(docs: Path) -> Bank:
    """The bank in a `docs` folder; raises Unreadable with every problem of every file."""
    return _Loading(docs).bank()


def lesson_sections(markdown: str) -> dict[str, str]:
    """Item ids and titles of the sections in a lesson's Markdown, in order."""
    return {match["anchor"].upper(): match["title"] for match in SECTION.finditer(markdown)}


def evidence_references(markdown: str) -> Iterator[tuple[int, str]]:
    """Line and id of every evidence reference such as [E-27] in a Markdown text, code spans left out."""
    fenced = False
    for number, line in enumerate(markdown.splitlines(), start=1):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        for match in REFERENCE.finditer("" if fenced else re.sub(r"`[^`]*`", "", line)):
            yield number, match["id"]


class _Loading:
    def __init__(self, docs: Path) -> None:
        self._docs = docs
        self._problems: list[Problem] = []

    def bank(self) -> Bank:
        defaults = self._file("assessments", DEFAULTS, "defaults")
        if defaults is None:
            raise Unreadable(tuple(self._problems))
        rules = cast("dict[str, Any]", defaults.data)
        evidence = self._evidence()
        frameworks = self._frameworks()
        scale = self._scale(defaults, rules["scale"])
        stages = tuple(_stage(raw) for raw in rules["stages"])
        facts = tuple(_fact(raw) for raw in rules["facts"])
        self._file_under(defaults, stage_problems(stages, rules["order"]))
        items: dict[str, Item] = {}
        grounds: dict[str, Grounds] = {}
        titles: dict[str, str] = {}
        lessons = tuple(self._folder("lessons", "lesson"))
        for lesson in lessons:
            self._lesson(lesson, _Rules(scale, stages, facts, rules["order"]), items, grounds, titles)
        self._check_grounds(lessons, grounds, evidence, frameworks)
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
            q.id: q for s in self._folder("assessments", "questionnaire") if (q := self._questionnaire(s, shared)) is not None
        }
        law = self._law(shared)
        self._check_references(evidence)
        if self._problems:
            raise Unreadable(tuple(sorted(self._problems, key=_by_place)))
        return Bank(
            edition=shared.edition,
            items=MappingProxyType(ordered),
            grounds=MappingProxyType(grounds),
            stages=stages,
            scale=scale,
            questionnaires=MappingProxyType(questionnaires),
            evidence=MappingProxyType(evidence),
            frameworks=MappingProxyType(frameworks),
            law=law,
        )

    # ── files ──

    def _folder(self, folder: str, schema: str) -> Iterator[Source]:
        for path in sorted((self._docs / folder).glob("*.yml")):
            if path.stem not in (DEFAULTS, FACTS) and (read := self._file(folder, path.stem, schema)) is not None:
                yield read

    def _file(self, folder: str, stem: str, schema: str) -> Source | None:
        path = self._docs / folder / f"{stem}.yml"
        name = self._name(path)
        text = self._text(path)
        if text is None:
            return None
        try:
            read = source.read(text, name)
        except Unreadable as error:
            self._problems += error.problems
            return None
        wrong = [read.problem(tuple(e.absolute_path), _schema_message(e)) for e in _schema(self._docs, schema).iter_errors(read.data)]
        self._problems += wrong
        return None if wrong else read

    def _text(self, path: Path) -> str | None:
        """A file's text, or None when it cannot be read, which is named once."""
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problem = Problem(where=self._name(path), message=f"cannot be read: {error}")
            if problem not in self._problems:
                self._problems.append(problem)
            return None

    def _name(self, path: Path) -> str:
        return f"{self._docs.name}/{path.relative_to(self._docs).as_posix()}"

    def _file_under(self, where: Source, problems: Iterable[Problem]) -> None:
        self._problems += [where.problem(path_of(problem.where), problem.message) for problem in problems]

    def _say(self, where: Source, path: Sequence[str | int], message: str) -> None:
        self._problems.append(where.problem(path, message))

    # ── what the files mean ──

    def _scale(self, where: Source, raw: list[dict[str, Any]]) -> tuple[Level, ...]:
        scale = tuple(Level(**{**one, "value": Fraction(one["value"])}) for one in raw)
        self._file_under(where, scale_problems(scale))
        return scale

    def _lesson(self, where: Source, rules: _Rules, items: dict[str, Item], grounds: dict[str, Grounds], titles: dict[str, str]) -> None:
        raw = cast("dict[str, Any]", where.data)
        dimension = raw["dimension"]["id"]
        slug = Path(where.name).stem
        page = self._docs / "lessons" / f"{slug}.md"
        sections = lesson_sections(self._text(page) or "") if page.exists() else {}
        if dimension not in rules.order:
            self._say(where, ("dimension",), f"dimension '{dimension}' is not one of: {', '.join(rules.order)}")
        if dimension in titles:
            self._say(where, ("dimension",), f"dimension '{dimension}' has a lesson already")
        titles[dimension] = raw["dimension"]["title"]
        for n, one in enumerate(raw["items"]):
            id = one["id"]
            if not id.startswith(f"{dimension}-"):
                self._say(
                    where, ("items", n, "id"), f"item '{id}' stands in the lesson of {dimension}; its id must start with '{dimension}-'"
                )
            if id in items:
                self._say(where, ("items", n, "id"), f"item '{id}' exists already; ids are used once, for ever")
            if id not in sections:
                self._say(where, ("items", n, "id"), f"item '{id}' has no section in {slug}.md; write '## A claim {{ #{id.lower()} }}'")
            items[id] = _item(one, dimension, sections.get(id, ""), f"lessons/{slug}/#{id.lower()}", rules.scale)
            grounds[id] = _grounds(one)
            self._file_under(where, item_problems(items[id], f"items[{n}]", rules.scale, rules.stages, rules.facts))
            if not one["evidence"] and not one.get("evidence_note"):
                message = "no evidence is named; name a row or add evidence_note: Practice; no study found."
                self._say(where, ("items", n, "evidence"), message)
        known = {one["id"] for one in raw["items"]}
        for id in sorted(sections.keys() - known):
            self._problems.append(Problem(where=self._name(page), message=f"section '#{id.lower()}' has no item in {slug}.yml"))

    def _questionnaire(self, where: Source, shared: _Shared) -> Questionnaire | None:
        raw = cast("dict[str, Any]", where.data)
        wanted = list(shared.items) if raw["items"] == "all" else raw["items"]
        for n, id in enumerate(wanted):
            if id not in shared.items:
                self._say(where, ("items", n), f"item '{id}' does not exist")
            elif id in wanted[:n]:
                self._say(where, ("items", n), f"item '{id}' stands twice")
        stage_ids = [stage.id for stage in shared.stages]
        for n, id in enumerate(raw.get("stages", ())):
            if id not in stage_ids:
                self._say(where, ("stages", n), f"stage '{id}' is not one of: {', '.join(stage_ids)}")
        fact_ids = [fact.id for fact in shared.facts]
        for n, id in enumerate(raw.get("facts", ())):
            if id not in fact_ids:
                self._say(where, ("facts", n), f"fact '{id}' is not one of: {', '.join(fact_ids)}")
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
        if not self._problems:
            self._file_under(where, soundness.problems(made))
        return made

    def _law(self, shared: _Shared) -> LawBook:
        own = self._file("regulation", FACTS, "facts") if (self._docs / "regulation").exists() else None
        extra = tuple(_fact(raw) for raw in cast("dict[str, Any]", own.data)["facts"]) if own else ()
        sources = self._folder("regulation", "law")
        return regulation.book(shared.edition, sources, (*extra, *shared.facts), shared.items, condition=_condition, say=self._say)

    # ── evidence and frameworks ──

    def _evidence(self) -> dict[str, Evidence]:
        rows: dict[str, Evidence] = {}
        for where in self._folder("evidence", "evidence"):
            for n, raw in enumerate(cast("dict[str, Any]", where.data)["rows"]):
                if raw["id"] in rows:
                    self._say(where, ("rows", n, "id"), f"row '{raw['id']}' exists already")
                rows[raw["id"]] = _evidence_row(raw)
        return rows

    def _frameworks(self) -> dict[str, Framework]:
        found = {}
        for where in self._folder("frameworks", "framework"):
            raw = cast("dict[str, Any]", where.data)
            references = MappingProxyType({one["id"]: one["title"] for one in raw["references"]})
            found[raw["id"]] = Framework(references=references, **{key: raw[key] for key in ("id", "title", "short", "version", "url")})
        return found

    def _check_grounds(
        self,
        lessons: Iterable[Source],
        grounds: Mapping[str, Grounds],
        evidence: Mapping[str, Evidence],
        frameworks: Mapping[str, Framework],
    ) -> None:
        for where in lessons:
            for n, one in enumerate(cast("dict[str, Any]", where.data)["items"]):
                for m, id in enumerate(grounds[one["id"]].evidence):
                    if message := _evidence_problem(id, evidence):
                        self._say(where, ("items", n, "evidence", m), message)
                for m, mapped in enumerate(grounds[one["id"]].crosswalk):
                    if mapped.framework not in frameworks:
                        self._say(where, ("items", n, "crosswalk", m), f"framework '{mapped.framework}' does not exist")
                    elif mapped.id not in frameworks[mapped.framework].references:
                        self._say(where, ("items", n, "crosswalk", m), f"'{mapped.id}' is not a reference of '{mapped.framework}'")

    def _check_references(self, evidence: Mapping[str, Evidence]) -> None:
        for page in sorted(self._docs.rglob("*.md")):
            for line, id in evidence_references(self._text(page) or ""):
                if message := _evidence_problem(id, evidence):
                    self._problems.append(Problem(where=f"{self._name(page)}:{line}", message=message))


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


def _evidence_problem(id: str, evidence: Mapping[str, Evidence]) -> str | None:
    if id not in evidence:
        return f"evidence '{id}' does not exist"
    if evidence[id].status == "unconfirmed":
        return f"evidence '{id}' is unconfirmed and cannot be stated as a fact"
    return None


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


def _grounds(raw: dict[str, Any]) -> Grounds:
    return Grounds(
        crosswalk=tuple(Mapped(**one) for one in raw["crosswalk"]),
        evidence=tuple(raw["evidence"]),
        note=raw.get("evidence_note", ""),
    )


def _evidence_row(raw: dict[str, Any]) -> Evidence:
    texts = ("id", "kind", "claim", "figure", "measures", "publisher", "year", "sample", "method", "grade", "status", "caution")
    return Evidence(urls=tuple(raw["urls"]), **{key: raw.get(key) or "" for key in texts})


def _by_place(problem: Problem) -> tuple[str, int]:
    file, _, line = problem.where.rpartition(":")
    return (file, int(line)) if line.isdigit() else (problem.where, 0)


@cache
def _schema(docs: Path, name: str) -> jsonschema.Draft202012Validator:
    text = (docs / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def _schema_message(error: jsonschema.ValidationError) -> str:
    if error.validator == "additionalProperties" and isinstance(error.instance, dict) and isinstance(error.schema, dict):
        allowed = sorted(error.schema.get("properties", {}))
        extra = sorted(set(error.instance) - set(allowed))
        return f"unknown key {', '.join(map(repr, extra))}; allowed are: {', '.join(allowed)}"
    return error.message if len(error.message) < 200 else f"{error.message[:197]}…"
