"""The rows of law as authors write them, made into a book that the engine can search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from assessment.authoring.source import Source
from assessment.law import LawBook, LawDate, LawRow
from assessment.model import Condition, Fact, Item

BOOK = "which-rules"
TITLE = "Which rules apply"

Say = Callable[[Source, Sequence[str | int], str], None]


def book(
    edition: str,
    sources: Iterable[Source],
    facts: Sequence[Fact],
    items: Mapping[str, Item],
    *,
    condition: Callable[[object], Condition],
    say: Say,
    today: str | None = None,
) -> LawBook:
    """The book of law; what does not resolve is said through `say`, and only facts that some row asks for are kept.

    With `today`, an ISO date, a row past its review date is said too.
    """
    known = {fact.id: {choice.id for choice in fact.choices} for fact in facts}
    rows: dict[str, LawRow] = {}
    for where in sources:
        for n, raw in enumerate(cast("dict[str, Any]", where.data)["rows"]):
            row = _row(raw, items, condition)
            if row.id in rows:
                say(where, ("rows", n, "id"), f"row '{row.id}' exists already")
            _check(where, ("rows", n), raw, row, known, items, say)
            if today and row.review_by < today:
                late = f"was due for review by {row.review_by}; read the source again, then set as_of and review_by"
                say(where, ("rows", n, "review_by"), late)
            rows[row.id] = row
    asked = {fact for row in rows.values() for clause in row.applies_when.clauses for fact in clause}
    return LawBook(id=BOOK, edition=edition, title=TITLE, facts=tuple(f for f in facts if f.id in asked), rows=tuple(rows.values()))


def _row(raw: dict[str, Any], items: Mapping[str, Item], condition: Callable[[object], Condition]) -> LawRow:
    return LawRow(
        id=raw["id"],
        jurisdiction=raw["jurisdiction"],
        title=raw["title"],
        asks=raw["asks"].strip(),
        who=raw["who"],
        state=raw["state"],
        source=raw["source"]["title"],
        url=raw["source"].get("url", ""),
        read=raw["read"],
        as_of=raw["as_of"],
        review_by=raw["review_by"],
        applies_when=condition(raw.get("applies_when")),
        dates=tuple(LawDate(**one) for one in raw["dates"]),
        unconfirmed=raw.get("unconfirmed", ""),
        items=MappingProxyType({id: items[id].address for id in raw["items"] if id in items}),
    )


def _check(
    where: Source,
    path: tuple[str | int, ...],
    raw: dict[str, Any],
    row: LawRow,
    known: Mapping[str, set[str]],
    items: Mapping[str, Item],
    say: Say,
) -> None:
    for clause in row.applies_when.clauses:
        for fact, choices in clause.items():
            if fact not in known:
                say(where, (*path, "applies_when"), f"fact '{fact}' is not one of: {', '.join(known)}")
            for choice in set(choices) - known.get(fact, set(choices)):
                say(where, (*path, "applies_when"), f"choice '{choice}' of fact '{fact}' is not one of: {', '.join(sorted(known[fact]))}")
    for id in raw["items"]:
        if id not in items:
            say(where, (*path, "items"), f"item '{id}' does not exist")
    if row.review_by <= row.as_of:
        say(where, (*path, "review_by"), f"review_by {row.review_by} is not after as_of {row.as_of}")
    if row.read == "unconfirmed" and not row.unconfirmed:
        say(where, (*path, "read"), "is 'unconfirmed'; say in a sentence what is, as unconfirmed: …")
