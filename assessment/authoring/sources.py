"""The rows of the ledger that a proposal cites: those that the sections of the guide rest on."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from assessment.authoring import ledger_words
from assessment.authoring.bank import Bank
from assessment.authoring.ledger import Evidence
from assessment.codec import write_sources
from assessment.model import Source, Sources

FILE = Path("data", "sources.json")  # not in the bundle, whose name must stay when only prose changes
PAGE = Path("proposal", "index.md")


def sources(bank: Bank) -> Sources:
    """What each item of a bank rests on, without what people only repeat and what nobody could confirm."""
    rows = {row.id: _source(row) for row in bank.evidence.values() if row.confirmed and row.kind != "claim"}
    sections = {id: tuple(one for one in grounds.evidence if one in rows) for id, grounds in bank.grounds.items()}
    used = {one for ids in sections.values() for one in ids}
    return Sources(rows=tuple(row for id, row in rows.items() if id in used), sections=MappingProxyType(sections))


def publish(bank: Bank, docs: Path) -> list[Path]:
    """Write them below `docs` for the page that writes proposals, and return what changed; a second call changes nothing."""
    path = docs / FILE
    text = write_sources(sources(bank))
    if not (docs / PAGE).exists() or (path.exists() and path.read_text(encoding="utf-8") == text):
        return []
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return [path]


def _source(row: Evidence) -> Source:
    return Source(
        id=row.id,
        says=row.claim,
        publisher=row.publisher,
        year=row.year,
        grade=f"{row.grade}, {ledger_words.GRADES[row.grade]}",
        status=ledger_words.STATUS[row.status],
        address=next(iter(row.urls), ""),
    )
