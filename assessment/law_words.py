"""The sentences of the pages about law."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.catalogue import plural, say
from assessment.law import LawDate, Read, RowState

APPLIES = say("Applies by your facts")
MAY_APPLY = say("May apply: depends on facts you have not stated")
ENDED = say("No longer law, and still quoted")
SOURCE = say("Source:")
PREPARES = say("Prepared by")
NOT_ADVICE = say(
    "This is not legal advice. Rows are in plain words of ours, as of the date each one names; have counsel read the text itself."
)

MONTHS = (
    say("January"),
    say("February"),
    say("March"),
    say("April"),
    say("May"),
    say("June"),
    say("July"),
    say("August"),
    say("September"),
    say("October"),
    say("November"),
    say("December"),
)
STATES: dict[RowState, str] = {
    "in-force": say("in force"),
    "coming": say("coming"),
    "withdrawn": say("withdrawn"),
    "repealed": say("repealed"),
    "proposed": say("proposed, not law"),
    "voluntary": say("voluntary"),
}
READ: dict[Read, str] = {
    "primary": say("read at the source"),
    "secondary": say("read in reliable reports, not in the text itself"),
    "unconfirmed": say("not confirmed"),
}


def day(date: str) -> str:
    """An ISO date in words."""
    year, month, number = date.split("-")
    return say("{month} {day}, {year}", month=MONTHS[int(month) - 1], day=int(number), year=year)


def brief(applies: int, may: int) -> str:
    """How many rules there are, for a narrow bar."""
    return say("{rules} apply, {more} may.", rules=_rules(applies), more=may)


def says(applies: int, may: int, unknown: int) -> str:
    """How many rules there are and what would settle the rest."""
    said = say("By what you have stated, {rules} apply and {more} more may.", rules=_rules(applies), more=may)
    if not (unknown and may):
        return said
    open = plural(
        "{number} fact is not stated; each one you state settles some of them.",
        "{number} facts are not stated; each one you state settles some of them.",
        unknown,
    )
    return f"{said} {open}"


def when(state: RowState, next: LawDate | None) -> str:
    """A row's state and its next date."""
    return f"{STATES[state]}; {day(next.date)}: {next.what}" if next else STATES[state]


def who(jurisdiction: str, roles: str) -> str:
    """Where and on whom."""
    return say("{jurisdiction}. On: {roles}.", jurisdiction=jurisdiction, roles=roles)


def read(how: Read, as_of: str, review_by: str) -> str:
    """How surely a row was read, as of when, and until when."""
    return say("As of {as_of}, {read}; review by {review_by}.", as_of=day(as_of), read=READ[how], review_by=day(review_by))


def unconfirmed(what: str) -> str:
    """What is not sure."""
    return say("Not confirmed: {what}", what=what)


def stale(review_by: str) -> str:
    """The warning of a row past its review date."""
    return say("This row was due for review by {review_by}. Check the source before you rely on it.", review_by=day(review_by))


def waits_for(questions: Sequence[str]) -> str:
    """The facts that would decide."""
    return say("Depends on: {questions}", questions=" ".join(questions))


def _rules(count: int) -> str:
    return plural("{number} rule", "{number} rules", count)
