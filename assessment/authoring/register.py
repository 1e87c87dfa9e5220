"""Everything the guide publishes under an id: pages, sections, items, cases, rows, terms …, each with its addresses and its words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from assessment.authoring import framework_pages, ledger_pages, manuscript
from assessment.authoring import published_words as words
from assessment.authoring.arithmetic import Sum
from assessment.authoring.bank import Bank
from assessment.authoring.glossary import Term
from assessment.authoring.ledger import Caught, Claim, Evidence, Failure, Framework, Success
from assessment.authoring.manuscript import START, Page
from assessment.codec import Unreadable
from assessment.form import form
from assessment.law import LawRow
from assessment.model import Condition, Gate, Item, Problem, Questionnaire

Kind = Literal["page", "lesson", "section", "item", "questionnaire", "case", "evidence", "sum", "law", "framework", "term"]
Parts = Mapping[str, str]

LEDGER = "evidence/"
NUMBERS = "evidence/numbers/"
LAW = "regulation/"
GLOSSARY = "glossary/"
RESULT = "result"  # the anchor beside every form


@dataclass(frozen=True, kw_only=True)
class Published:
    """A thing with an id for ever. The first of `addresses`, seen from the guide's start, is its home; the others show it too.

    `parts` are its words by name, such as title, question and text.
    """

    id: str
    kind: Kind
    title: str
    addresses: tuple[str, ...]
    parts: Parts

    @property
    def home(self) -> str:
        """Where it is read."""
        return self.addresses[0]

    @cached_property
    def hash(self) -> str:
        """What tells its words from all others."""
        return hash_of(self.parts)


Register = Mapping[str, Published]


def read(bank: Bank, docs: Path) -> Register:
    """All that a guide publishes, by id; raises Unreadable where two things bear one id, in small and capital letters alike."""
    found: dict[str, Published] = {}
    problems = []
    for one in _all(bank, manuscript.read(docs)):
        other = found.setdefault(one.id.casefold(), one)
        if other is not one:
            problems.append(Problem(where=f"{docs.name}/{one.home}", message=words.id_taken(one.id, one.kind, other.kind)))
    if problems:
        raise Unreadable(tuple(problems))
    return MappingProxyType({one.id: one for one in found.values()})


def hash_of(parts: Parts) -> str:
    """The first 16 digits of the SHA-256 of the parts as JSON with sorted keys."""
    text = json.dumps(dict(parts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def page_of(address: str) -> str:
    """The page on which an address lies."""
    return address.partition("#")[0]


def id_of(address: str) -> str:
    """The id of a page or section that has no other: its address as one path, such as `assessments/how-scoring-works/scale`."""
    page, _, anchor = address.partition("#")
    return "/".join(part for part in ("start" if page == START else page.strip("/"), anchor) if part)


def _all(bank: Bank, pages: Sequence[Page]) -> Iterator[Published]:
    """What has an id of its own first, then the pages and sections that are left."""
    homes = {page.address: page for page in pages}
    prose = {page.address: page.lead for page in pages}
    prose |= {f"{page.address}#{section.anchor}": section.text for page in pages for section in page.sections}
    taken: set[str] = set()
    for one in _named(bank, lambda address: prose.get(address, "")):
        addresses = tuple(address for address in one.addresses if page_of(address) in homes)
        if addresses:
            taken.update(addresses)
            yield replace(one, addresses=addresses)
    for page in pages:
        if page.address not in taken:
            yield _unnamed("page", page.address, page.title, page.lead)
        for section in page.sections:
            if (address := f"{page.address}#{section.anchor}") not in taken:
                yield _unnamed("section", address, section.title, section.text)


def _unnamed(kind: Kind, address: str, title: str, text: str) -> Published:
    return Published(id=id_of(address), kind=kind, title=title, addresses=(address,), parts=_parts(title=title, text=text))


def _named(bank: Bank, prose: Callable[[str], str]) -> Iterator[Published]:
    pages = {item.dimension: page_of(item.address) for item in bank.items.values()}
    for dimension in (one for one in bank.dimensions if one.id in pages):
        yield _one(dimension.id, "lesson", dimension.title, [pages[dimension.id]], text=prose(pages[dimension.id]))
    yield from (_item(item, prose(item.address)) for item in bank.items.values())
    yield from (_questionnaire(one, prose(f"assessments/{one.id}/")) for one in bank.questionnaires.values())
    yield _one(bank.law.id, "questionnaire", bank.law.title, [LAW, f"{LAW}#{RESULT}"], text=prose(LAW))
    yield from (_framework(one, bank) for one in bank.frameworks.values())
    yield from (_row(row, bank) for row in bank.evidence.values())
    yield from (_sum(one) for one in bank.sums.values())
    yield from (_law(row) for row in bank.law.rows)
    yield from (_term(term) for term in bank.terms.values())


def _one(id: str, kind: Kind, title: str, addresses: Iterable[str], /, **parts: str) -> Published:
    return Published(id=id, kind=kind, title=title, addresses=tuple(addresses), parts=_parts(title=title, **parts))


def _parts(**parts: str) -> Parts:
    return MappingProxyType({name: text for name, text in parts.items() if text})


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


# ── what is scored ──


def _item(item: Item, text: str) -> Published:
    return _one(
        item.id,
        "item",
        item.title,
        [item.address],
        question=item.question,
        **{f"level {id}": said for id, said in item.levels.items()},
        who_knows=item.who_knows,
        weight=f"{item.weight}: {item.weight_reason}",
        gates=_lines(map(_gate, item.gates)),
        applies_when=_condition(item.applies_when),
        text=text,
    )


def _gate(gate: Gate) -> str:
    when = _condition(gate.when)
    return f"{gate.stage}: {gate.least}{f', {words.IF} {when}' if when else ''}"


def _condition(condition: Condition) -> str:
    clauses = (
        f" {words.AND} ".join(f"{fact}: {f' {words.OR} '.join(choices)}" for fact, choices in one.items()) for one in condition.clauses
    )
    return f"; {words.OR} ".join(clauses)


def _questionnaire(one: Questionnaire, text: str) -> Published:
    page = f"assessments/{one.id}/"
    anchors = [part.get("id", "") for part in form(one, lambda item: item.address).iter("h2")]
    addresses = [page, *(f"{page}#{anchor}" for anchor in (*anchors, RESULT) if anchor)]
    return _one(one.id, "questionnaire", one.title, addresses, text=text, items=", ".join(item.id for item in one.items))


# ── what it rests on ──


def _row(row: Evidence, bank: Bank) -> Published:
    own: dict[str, str] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name not in {"id", "kind", "machine_learning"}:
            own[field.name] = value if isinstance(value, str) else _lines(map(_told, value))
    own.pop("name", None)
    anchor = f"#{row.id.lower()}"
    addresses = [f"{LEDGER}{anchor}"]
    if isinstance(row, Failure):
        page = f"cases/{row.id.lower()}/"
        made = ledger_pages.case(row, bank.items, ())
        addresses = [page, *addresses, *(f"{page}#{part.get('id')}" for part in made.iter("h2"))]
    elif isinstance(row, Claim):
        addresses.append(f"{NUMBERS}{anchor}")
    return _one(row.id, "case" if isinstance(row, Failure) else "evidence", _title(row), addresses, **own)


def _title(row: Evidence) -> str:
    if isinstance(row, Claim):
        return row.heard
    return row.name if isinstance(row, Failure | Success) else row.claim


def _told(value: object) -> str:
    return f"{value.item}: {value.check}" if isinstance(value, Caught) else str(value)


def _sum(sum: Sum) -> Published:
    inputs = _lines(f"{one.means}: {one.value}" for one in sum.inputs)
    steps = _lines(f"{one.means}: {one.gives}" for one in sum.steps)
    return _one(sum.id, "sum", sum.title, [f"{NUMBERS}#{sum.id}"], inputs=inputs, steps=steps, so=sum.so)


def _framework(one: Framework, bank: Bank) -> Published:
    page = f"frameworks/{one.id}/"
    anchors = [part.get("id") for part in framework_pages.framework(one, bank).iter("h2")]
    return _one(
        one.id,
        "framework",
        one.title,
        [page, *(f"{page}#{anchor}" for anchor in anchors)],
        version=one.version,
        date=one.date,
        publisher=one.publisher,
        url=one.url,
        note=one.note,
        references=_lines(f"{id} {title}" for id, title in one.references.items()),
    )


def _law(row: LawRow) -> Published:
    return _one(
        row.id,
        "law",
        row.title,
        [f"{LAW}#{row.id}", f"{LAW}#{row.id}-title"],
        jurisdiction=row.jurisdiction,
        asks=row.asks,
        who=row.who,
        applies_when=_condition(row.applies_when),
        state=row.state,
        dates=_lines(f"{one.date}: {one.what} ({one.state})" for one in row.dates),
        source=row.source,
        url=row.url,
        read=row.read,
        as_of=row.as_of,
        review_by=row.review_by,
        unconfirmed=row.unconfirmed,
    )


def _term(term: Term) -> Published:
    return _one(
        term.id, "term", term.term, [f"{GLOSSARY}#{term.id}"], also=", ".join(term.also), means=term.means, source=term.source, url=term.url
    )
