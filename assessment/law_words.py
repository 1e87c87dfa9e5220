"""The sentences of the pages about law."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.law import LawDate, Read, RowState

APPLIES = "Applies by your facts"
MAY_APPLY = "May apply: depends on facts you have not stated"
ENDED = "No longer law, and still quoted"
SOURCE = "Source:"
PREPARES = "Prepared by"
NOT_ADVICE = "This is not legal advice. Rows are in plain words of ours, as of the date each one names; have counsel read the text itself."

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
STATES: dict[RowState, str] = {
    "in-force": "in force",
    "coming": "coming",
    "withdrawn": "withdrawn",
    "repealed": "repealed",
    "proposed": "proposed, not law",
    "voluntary": "voluntary",
}
READ: dict[Read, str] = {
    "primary": "read at the source",
    "secondary": "read in reliable reports, not in the text itself",
    "unconfirmed": "not confirmed",
}


def day(date: str) -> str:
    """An ISO date in words."""
    year, month, number = date.split("-")
    return f"{MONTHS[int(month) - 1]} {int(number)}, {year}"


def brief(applies: int, may: int) -> str:
    """How many rules there are, for a narrow bar."""
    return f"{_rules(applies)} apply, {may} may."


def says(applies: int, may: int, unknown: int) -> str:
    """How many rules there are and what would settle the rest."""
    open = f" {_count(unknown, 'fact is', 'facts are')} not stated; each one you state settles some of them." if unknown and may else ""
    return f"By what you have stated, {_rules(applies)} apply and {may} more may.{open}"


def when(state: RowState, next: LawDate | None) -> str:
    """A row's state and its next date."""
    return f"{STATES[state]}; {day(next.date)}: {next.what}" if next else STATES[state]


def who(jurisdiction: str, roles: str) -> str:
    """Where and on whom."""
    return f"{jurisdiction}. On: {roles}."


def read(how: Read, as_of: str, review_by: str) -> str:
    """How surely a row was read, as of when, and until when."""
    return f"As of {day(as_of)}, {READ[how]}; review by {day(review_by)}."


def unconfirmed(what: str) -> str:
    """What is not sure."""
    return f"Not confirmed: {what}"


def stale(review_by: str) -> str:
    """The warning of a row past its review date."""
    return f"This row was due for review by {day(review_by)}. Check the source before you rely on it."


def waits_for(questions: Sequence[str]) -> str:
    """The facts that would decide."""
    return f"Depends on: {' '.join(questions)}"


def _rules(count: int) -> str:
    return _count(count, "rule", "rules")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
