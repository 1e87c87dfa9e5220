"""Which rules apply, as an HTML fragment: each with what it asks, its dates, and how surely it was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element

from assessment import law_words as words
from assessment.law import Found, LawBook, LawDate, LawRow, Rules
from assessment.markup import el, write


def result(book: LawBook, rules: Rules, root: str) -> str:
    """The fragment beside the facts; `root` is the address of the guide's start."""
    rows = {row.id: row for row in book.rows}
    facts = {fact.id: fact.question for fact in book.facts}
    parts = [
        el("p", {"class": "fw-brief"}, words.brief(len(rules.applies), len(rules.may_apply))),
        el("p", {"class": "fw-says"}, words.says(len(rules.applies), len(rules.may_apply), len(rules.unknown_facts))),
        _group(words.APPLIES, rules.applies, rows, facts, root),
        _group(words.MAY_APPLY, rules.may_apply, rows, facts, root),
        _group(words.ENDED, rules.ended, rows, facts, root),
        el("p", {"class": "fw-small"}, words.NOT_ADVICE),
    ]
    return write(*(part for part in parts if part is not None))


def row_parts(row: LawRow, section: Callable[[str], str]) -> list[Element | None]:
    """What a row says wherever it stands: the duty, who has it, the dates, the source, and what is not sure.

    `section` makes an item's address one that can be followed from where the row stands.
    """
    return [
        el("p", None, row.asks),
        el("p", {"class": "fw-small"}, words.who(row.jurisdiction, row.who)),
        el("ul", {"class": "fw-dates"}, *(_date(date) for date in row.dates)) if row.dates else None,
        el("p", {"class": "fw-small"}, *_source(row), words.read(row.read, row.as_of, row.review_by)),
        el("p", {"class": "fw-small"}, words.unconfirmed(row.unconfirmed)) if row.unconfirmed else None,
        _items(row, section),
    ]


def _group(title: str, found: Sequence[Found], rows: Mapping[str, LawRow], facts: Mapping[str, str], root: str) -> Element | None:
    if not found:
        return None
    return el("section", None, el("h3", None, title), *(_found(one, rows[one.row], facts, root) for one in found))


def _found(found: Found, row: LawRow, facts: Mapping[str, str], root: str) -> Element:
    return el(
        "details",
        {"class": "fw-law"},
        el("summary", None, row.title, " ", el("small", None, words.when(found.state, found.next))),
        el("p", {"class": "fw-trouble"}, words.stale(row.review_by)) if found.stale else None,
        el("p", {"class": "fw-small"}, words.waits_for([facts[id] for id in found.waits_for])) if found.waits_for else None,
        *row_parts(row, lambda address: root + address),
    )


def _date(date: LawDate) -> Element:
    return el("li", None, el("time", {"datetime": date.date}, words.day(date.date)), " ", date.what)


def _source(row: LawRow) -> list[Element | str]:
    source: Element | str = el("a", {"href": row.url}, row.source) if row.url.startswith(("https://", "http://")) else row.source
    return [words.SOURCE, " ", source, ". "]


def _items(row: LawRow, section: Callable[[str], str]) -> Element | None:
    if not row.items:
        return None
    links: list[Element | str] = []
    for id, address in row.items.items():
        links += [" ", el("a", {"href": section(address), "class": "fw-id"}, id)]
    return el("p", {"class": "fw-small"}, words.PREPARES, *links)
