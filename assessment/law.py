"""Which rules of law apply to a project, by the same facts that the questionnaires ask, with their dates in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from assessment.answers import holds
from assessment.model import ALWAYS, Condition, Fact

RowState = Literal["in-force", "coming", "withdrawn", "repealed", "proposed", "voluntary"]
DateState = Literal["in-force", "coming", "ended", "proposed"]
Read = Literal["primary", "secondary", "unconfirmed"]

ENDED: tuple[RowState, ...] = ("withdrawn", "repealed")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDate:
    """An ISO date of a rule and what happens on it."""

    date: str
    what: str
    state: DateState


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRow:
    """One rule: what it asks of a team in plain words, under which facts, from when, and how surely this was read.

    `as_of` is the ISO date of the description, `review_by` the one after which it should not be trusted unseen.
    """

    id: str
    jurisdiction: str
    title: str
    asks: str
    who: str
    state: RowState
    source: str
    url: str
    read: Read
    as_of: str
    review_by: str
    applies_when: Condition = ALWAYS
    dates: tuple[LawDate, ...] = ()
    unconfirmed: str = ""
    items: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class LawBook:
    """All rows, and the facts that their conditions ask for."""

    id: str
    edition: str
    title: str
    facts: tuple[Fact, ...]
    rows: tuple[LawRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A rule that applies, or may: `waits_for` names the facts that would decide it, none when it applies by what is known.

    `state` is the row's, brought up to today; `next` is its first date from today on, None when none is left; `stale` says that
    today is past its review date.
    """

    row: str
    state: RowState
    waits_for: tuple[str, ...]
    next: LawDate | None
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules for a set of facts: those that apply, those that may, and those that ended and still get quoted."""

    applies: tuple[Found, ...]
    may_apply: tuple[Found, ...]
    ended: tuple[Found, ...]
    unknown_facts: tuple[str, ...]


def which(book: LawBook, facts: Mapping[str, str], today: str) -> Rules:
    """Sort the rows by whether they hold under the facts; each group goes by next date, then by the order of the book.

    A fact that is not known never rules a row out. `today` is an ISO date given from outside.
    """
    possible = [row for row in book.rows if holds(row.applies_when, facts)]
    found = sorted((_found(row, facts, today) for row in possible), key=_by_date)
    ended = {row.id for row in book.rows if row.state in ENDED}
    return Rules(
        applies=tuple(one for one in found if not one.waits_for and one.row not in ended),
        may_apply=tuple(one for one in found if one.waits_for and one.row not in ended),
        ended=tuple(one for one in found if one.row in ended),
        unknown_facts=tuple(fact.id for fact in book.facts if fact.id not in facts),
    )


def _found(row: LawRow, facts: Mapping[str, str], today: str) -> Found:
    dates = sorted(row.dates, key=lambda date: date.date)
    coming = [date for date in dates if date.date >= today]
    begun = row.state == "coming" and bool(dates) and dates[0].date <= today
    return Found(
        row=row.id,
        state="in-force" if begun else row.state,
        waits_for=_waits_for(row.applies_when, facts),
        next=coming[0] if coming else None,
        stale=row.review_by < today,
    )


def _waits_for(condition: Condition, facts: Mapping[str, str]) -> tuple[str, ...]:
    """The unknown facts of the clauses that can still hold; none as soon as one clause holds by what is known."""
    open = [
        [fact for fact in clause if fact not in facts]
        for clause in condition.clauses
        if all(facts[fact] in choices for fact, choices in clause.items() if fact in facts)
    ]
    if not all(open):
        return ()
    return tuple(dict.fromkeys(fact for unknown in open for fact in unknown))


def _by_date(found: Found) -> tuple[bool, str]:
    return found.next is None, found.next.date if found.next else ""
