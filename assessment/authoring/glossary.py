"""The terms of the field, as the guide uses them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from assessment.authoring.ledger import Evidence, evidence_problem, web_address
from assessment.authoring.reading import Place, Reading

ASIDE = re.compile(r" \([^)]*\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term with its meaning in our words; `also` are other spellings and names, `see` the ids of related terms."""

    id: str
    term: str
    also: tuple[str, ...]
    means: str
    source: str
    url: str
    evidence: tuple[str, ...]
    see: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """How it is written in prose; a term that needs an aside, such as "open (scoring)", is an everyday word without it."""
        return self.also if ASIDE.search(self.term) else (self.term, *self.also)


def terms(reading: Reading, rows: Mapping[str, Evidence], items: Collection[str] | None) -> dict[str, Term]:
    """Every term by id; `items` are all that terms may name, None where not all could be read."""
    found: dict[str, Term] = {}
    places: dict[str, Place] = {}
    written: dict[str, str] = {}
    for where in reading.folder("glossary", "glossary"):
        for n, raw in enumerate(cast("dict[str, Any]", where.data)["terms"]):
            term = _term(raw)
            if term.id in found:
                reading.say(where, ("terms", n, "id"), f"term '{term.id}' exists already")
            for spelling in term.spellings:
                if written.setdefault(spelling.casefold(), term.id) != term.id:
                    reading.say(where, ("terms", n), f"'{spelling}' is written for '{written[spelling.casefold()]}' already")
            found[term.id], places[term.id] = term, (where, ("terms", n))
    for id, (where, path) in places.items() if "evidence" not in reading.unread else ():
        for part, message in _problems(found[id], found, rows, items):
            reading.say(where, (*path, *part), message)
    return found


def _term(raw: dict[str, Any]) -> Term:
    source = raw.get("source", {})
    lists = {key: tuple(raw.get(key, ())) for key in ("also", "evidence", "see", "items")}
    return Term(id=raw["id"], term=raw["term"], means=raw["means"], source=source.get("title", ""), url=source.get("url", ""), **lists)


def _problems(
    term: Term, terms: Mapping[str, Term], rows: Mapping[str, Evidence], items: Collection[str] | None
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from ((("see", n), f"term '{id}' does not exist") for n, id in enumerate(term.see) if id not in terms)
    yield from ((("evidence", n), message) for n, id in enumerate(term.evidence) if (message := evidence_problem(id, rows)))
    if items is not None:
        yield from ((("items", n), f"item '{id}' does not exist") for n, id in enumerate(term.items) if id not in items)
    if term.url and not web_address(term.url):
        yield ("source", "url"), f"'{term.url}' is no web address"
