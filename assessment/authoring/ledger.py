"""What the guide rests on: the rows of the evidence ledger, and the recognized frameworks that items are mapped to.

Shape is checked by the schemas; that everything named exists, and that nothing unconfirmed is stated as a fact, is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from assessment.authoring.reading import Place, Reading
from assessment.authoring.source import Source
from assessment.model import Problem

Kind = Literal["finding", "failure", "success", "claim", "law"]

ARITHMETIC = "arithmetic"
REFERENCE = re.compile(r"\[(?P<id>[EFWSZR]-\d\d)\](?!\()")
HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One row of the ledger; a text that a row does not have is empty."""

    id: str
    kind: Kind
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
    lessons: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def confirmed(self) -> bool:
        """Whether a source of it was read; what was not may not be stated as a fact."""
        return self.status != "unconfirmed"

    @property
    def dimensions(self) -> frozenset[str]:
        """The dimensions of the lessons it belongs to: those that it names, and those of its items."""
        return frozenset({*self.lessons, *(id[:3] for id in self.items)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught:
    """A check that would have caught a failure, and the item that asks for it."""

    item: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure(Evidence):
    """A documented case of a system that failed; not every one was machine learning."""

    name: str
    period: str
    what_happened: str
    numbers: tuple[str, ...]
    would_have_caught: tuple[Caught, ...]
    disputed: str
    machine_learning: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Success(Evidence):
    """A documented case with a measured result."""

    name: str
    result: str
    why_it_worked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Evidence):
    """A sentence that people repeat: `claim` is what is true of it, in our words."""

    heard: str
    origin: str
    truth: str
    say_instead: str
    verdict: str


KINDS: Mapping[Kind, type[Evidence]] = MappingProxyType(
    {"finding": Evidence, "failure": Failure, "success": Success, "claim": Claim, "law": Evidence}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A recognized framework that items are mapped to; `references` are its ids and our short titles of them.

    `uncovered` says why no item touches a reference, for each that none does.
    """

    id: str
    title: str
    short: str
    version: str
    date: str
    publisher: str
    url: str
    licence: str
    note: str
    status: str
    references: Mapping[str, str]
    uncovered: Mapping[str, str]


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


def evidence_references(markdown: str) -> Iterator[tuple[int, str]]:
    """Line and id of every evidence reference such as [E-27] in a Markdown text, code spans left out."""
    fenced = False
    for number, line in enumerate(markdown.splitlines(), start=1):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        for match in REFERENCE.finditer("" if fenced else re.sub(r"`[^`]*`", "", line)):
            yield number, match["id"]


def evidence_problem(id: str, rows: Mapping[str, Evidence]) -> str | None:
    """Why a row cannot be stated as a fact, or None."""
    if id not in rows:
        return f"evidence '{id}' does not exist"
    return None if rows[id].confirmed else f"evidence '{id}' is unconfirmed and cannot be stated as a fact"


# ── rows ──


def rows(reading: Reading, items: Collection[str] | None, dimensions: Collection[str]) -> dict[str, Evidence]:
    """Every row of the ledger by id; `items` and `dimensions` are all that rows may name, None where not all items could be read."""
    found: dict[str, Evidence] = {}
    places: dict[str, Place] = {}
    for where in reading.folder("evidence", "evidence", but=[ARITHMETIC]):
        for n, raw in enumerate(cast("dict[str, Any]", where.data)["rows"]):
            if raw["id"] in found:
                reading.say(where, ("rows", n, "id"), f"row '{raw['id']}' exists already")
            found[raw["id"]] = _row(raw)
            places[raw["id"]] = where, ("rows", n)
    if "evidence" in reading.unread:
        return found
    for id, (where, path) in places.items():
        for part, message in _row_problems(found[id], found, items, dimensions):
            reading.say(where, (*path, *part), message)
    reading.paged("cases", "case", {id: place for id, place in places.items() if isinstance(found[id], Failure)})
    return found


def _row(raw: dict[str, Any]) -> Evidence:
    kind = KINDS[raw["kind"]]
    made = {field.name: _value(raw.get(field.name)) for field in fields(kind)}
    made["would_have_caught"] = tuple(Caught(**one) for one in raw.get("would_have_caught", ()))
    return kind(**{field.name: made[field.name] for field in fields(kind)})


def _value(raw: Any) -> Any:
    return tuple(raw) if isinstance(raw, list) else "" if raw is None else raw


def _row_problems(
    row: Evidence, rows: Mapping[str, Evidence], items: Collection[str] | None, dimensions: Collection[str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with a row, each with the part that it is about."""
    yield from ((("lessons", n), f"lesson '{id}' does not exist") for n, id in enumerate(row.lessons) if id not in dimensions)
    yield from ((part, f"item '{id}' does not exist") for part, id in _items(row) if items is not None and id not in items)
    yield from ((("urls", n), f"'{url}' is no web address") for n, url in enumerate(row.urls) if not web_address(url))
    for part, text in texts(row):
        for match in REFERENCE.finditer(text):
            if match["id"] not in rows:
                yield part, f"evidence '{match['id']}' does not exist"
            elif part == ("say_instead",) and (message := evidence_problem(match["id"], rows)):
                yield part, message
    if isinstance(row, Failure) and not (row.urls or row.caution):
        yield ("urls",), "no source is named; give an address, or say in its caution what was read"


def _items(row: Evidence) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every item that a row names, with the path of the part that names it."""
    yield from ((("items", n), id) for n, id in enumerate(row.items))
    if isinstance(row, Failure):
        yield from ((("would_have_caught", n, "item"), caught.item) for n, caught in enumerate(row.would_have_caught))


def texts(row: Evidence) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a row in words of ours, with the path of the part that holds it."""
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, str):
            yield (field.name,), value
        elif field.name == "numbers":
            yield from (((field.name, n), one) for n, one in enumerate(value))
        elif field.name == "would_have_caught":
            yield from (((field.name, n, "check"), one.check) for n, one in enumerate(value))


def web_address(url: str) -> bool:
    """Whether a text is a web address in form; nothing is opened."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and HOST.fullmatch(parts.netloc) is not None and not re.search(r"[\s<>\"]", url)


# ── frameworks and the crosswalk ──


def frameworks(reading: Reading, grounds: Mapping[str, Grounds]) -> dict[str, Framework]:
    """Every recognized framework by id; `grounds` says which of their references items touch."""
    touched = {(mapped.framework, mapped.id) for one in grounds.values() for mapped in one.crosswalk}
    found = {}
    places: dict[str, Place] = {}
    for where in reading.folder("frameworks", "framework"):
        raw = cast("dict[str, Any]", where.data)
        places[raw["id"]] = where, ("id",)
        found[raw["id"]] = _framework(raw, {id for framework, id in touched if framework == raw["id"]})
        _check_framework(reading, where, found[raw["id"]], {id for framework, id in touched if framework == raw["id"]})
    reading.paged("frameworks", "framework", places)
    return found


def _framework(raw: dict[str, Any], touched: Collection[str]) -> Framework:
    references = {one["id"]: one["title"] for one in raw["references"]}
    why = raw.get("uncovered", {})
    reasons = {id: why.get("reasons", {}).get(id, why.get("default", "")) for id in references if id not in touched}
    texts = ("id", "title", "short", "version", "date", "publisher", "url", "licence", "note", "status")
    return Framework(
        references=MappingProxyType(references), uncovered=MappingProxyType(reasons), **{key: raw.get(key) or "" for key in texts}
    )


def _check_framework(reading: Reading, where: Source, framework: Framework, touched: Collection[str]) -> None:
    raw = cast("dict[str, Any]", where.data)
    if raw.get("url") and not web_address(raw["url"]):
        reading.say(where, ("url",), f"'{raw['url']}' is no web address")
    for n, one in enumerate(raw["references"]):
        if one["id"] in [other["id"] for other in raw["references"][:n]]:
            reading.say(where, ("references", n), f"reference '{one['id']}' stands twice")
    for id in raw.get("uncovered", {}).get("reasons", {}):
        if id not in framework.references:
            reading.say(where, ("uncovered", "reasons", id), f"'{id}' is not a reference of '{framework.id}'")
        elif id in touched:
            reading.say(where, ("uncovered", "reasons", id), f"'{id}' is touched by an item; remove the reason why it is not")
    if "uncovered" in raw:
        for id in (id for id, reason in framework.uncovered.items() if not reason):
            reading.say(where, ("uncovered",), f"no reason is given why no item touches '{id}'; add it, or a default")


# ── what items rest on ──


def grounds(raw: dict[str, Any]) -> Grounds:
    """What an item of a lesson's YAML rests on."""
    return Grounds(
        crosswalk=tuple(Mapped(**one) for one in raw["crosswalk"]),
        evidence=tuple(raw["evidence"]),
        note=raw.get("evidence_note", ""),
    )


def check_grounds(
    reading: Reading,
    lessons: Iterable[Source],
    grounds: Mapping[str, Grounds],
    rows: Mapping[str, Evidence],
    frameworks: Mapping[str, Framework],
) -> None:
    """Every row and every reference that an item names must exist."""
    for where in lessons:
        for n, one in enumerate(cast("dict[str, Any]", where.data)["items"]):
            for m, id in enumerate(grounds[one["id"]].evidence if "evidence" not in reading.unread else ()):
                if message := evidence_problem(id, rows):
                    reading.say(where, ("items", n, "evidence", m), message)
            for m, mapped in enumerate(grounds[one["id"]].crosswalk if "frameworks" not in reading.unread else ()):
                if mapped.framework not in frameworks:
                    reading.say(where, ("items", n, "crosswalk", m), f"framework '{mapped.framework}' does not exist")
                elif mapped.id not in frameworks[mapped.framework].references:
                    reading.say(where, ("items", n, "crosswalk", m), f"'{mapped.id}' is not a reference of '{mapped.framework}'")


def check_prose(reading: Reading, rows: Mapping[str, Evidence]) -> None:
    """Every row that a page refers to must exist and be confirmed."""
    for page in sorted(reading.docs.rglob("*.md")) if "evidence" not in reading.unread else ():
        for line, id in evidence_references(reading.text(page) or ""):
            if message := evidence_problem(id, rows):
                reading.problems.append(Problem(where=f"{reading.name(page)}:{line}", message=message))
