"""Every sentence that only the command line says; numbers and names come in as arguments."""

from __future__ import annotations

from collections.abc import Sequence

IDENTICAL = "recomputed: identical"
NOTHING = "nothing"
ALL_CONFIRMED = "Every stage is confirmed. There is nothing left to plan."
NO_STAGES = "This questionnaire has no stages, so there is no way to one."
ALL_ANSWERED = "Every question that applies has an answer."
MEANS_MORE = "May change a verdict."
MEANS_LESS = "Changes no verdict by itself."
OPEN = "open"
STEP_HEAD = ("Item", "Now", "Raise to", "Person-days", "Gate", "Index then", "Title")
CHANGED = "Mean something else since then, and are open again"
RETIRED = "Asked no longer"
NEW = "New questions"
KEPT_ASIDE = "Kept aside; --json prints these answers whole"
NO_TEXT = "is needed, since this format is no text for a terminal"
IS_FOLDER = "is a folder; a file is needed"
STDIN_CLOSED = "standard input is closed"
EXISTS = "exists already; --force replaces it"
CHECKOUT_ONLY = "is written into the guide of a checkout; name its folder with --guide"


def unreadable(reason: str) -> str:
    """Why a file cannot be read."""
    return f"cannot be read: {reason}"


def not_utf8(reason: str, byte: int) -> str:
    """A file that holds something else than UTF-8 text."""
    return f"cannot be read: not UTF-8, {reason} at byte {byte}"


def unwritable(reason: str) -> str:
    """Why a file cannot be written."""
    return f"cannot be written: {reason}"


def too_long(most: int) -> str:
    """A file that is longer than any that is read."""
    return f"longer than {most:,} bytes"


def not_one_of(name: str, allowed: Sequence[str]) -> str:
    """A name that nothing has, and those that would do."""
    return f"'{name}' is not one of: {', '.join(allowed)}"


def differs(path: str, recorded: str | None, recomputed: str | None) -> str:
    """One place at which a result file says something else than its answers give."""
    return f"{path}: recorded {recorded or NOTHING}, recomputed {recomputed or NOTHING}"


def short_of(confirmed: str, proven: str, asked: str) -> str:
    """A result that does not reach what --fail-under asks."""
    return f"below what was asked: confirmed is “{confirmed}”, the proven index is {proven}; asked was {asked}"


def line_short_of(asked: str) -> str:
    """The same for one line of many."""
    return f"below {asked}"


def way(stage: str, steps: int, effort: int) -> str:
    """What the cheapest way to a stage needs."""
    if not steps:
        return f"Nothing is missing: “{stage}” is confirmed."
    return f"Cheapest way to “{stage}”: {_count(steps, 'step')}, {_count(effort, 'person-day')}."


def narrows(least: str, most: str) -> str:
    """By how much an answer narrows the index."""
    by = least if least == most else f"{least} to {most}"
    return f"Narrows the index by {by}."


def left(shown: int, all: int) -> str:
    """How many of the open questions are shown."""
    return f"{_count(all, 'question')} without a level; the most useful {'one' if shown == 1 else shown} first."


def migrated(before: str, after: str, kept: int, given: int) -> str:
    """How many answers go on into an edition."""
    return f"From {before or 'an edition that the file does not name'} to {after}: {kept} of {_count(given, 'answer')} kept."


def replaced(by: Sequence[str]) -> str:
    """Which items ask in the place of one that left."""
    return f"replaced by {', '.join(by)}" if by else "not replaced"


def guide_counts(items: int, questionnaires: int, evidence: int, frameworks: int) -> str:
    """A guide in which nothing is wrong."""
    return f"{items} items, {questionnaires} questionnaires, {evidence} evidence rows, {frameworks} frameworks: no problems."


def proved(items: int, stages: int, bands: int) -> str:
    """A questionnaire in which nothing is wrong, and what that means."""
    proofs = ["ids are used once and every name resolves", "the scale rises from 0 to 1", "every item says where to read on"]
    if stages:
        proofs += ["no floor sinks", "every gate can pass and fail"]
    if bands:
        proofs.append("every index falls in one band")
    kind = _count(bands, "band") if bands else _count(stages, "stage")
    return f"{_count(items, 'item')}, {kind}: sound; {'; '.join(proofs)}."


def calculator_help(title: str, question: str) -> str:
    """What the command of one calculator is for."""
    return f"{title}.\n\n{question} A share is written as 0.12 or as 12%. Whatever is left out has the number of the worked example."


def bundled(folder: str, changed: bool) -> str:
    """Whether the bundle had to be written."""
    return f"Bundle {'written' if changed else 'unchanged'}: {folder}"


def missing_for_site(package: str) -> str:
    """What to install where something that only a site needs is not there."""
    return f"the package '{package}' is missing; install Fieldworthy with its extra: fieldworthy[site]"


def compressed(folder: str, copies: int) -> str:
    """How many compressed copies were written."""
    return f"{copies} compressed copies written in {folder}"


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
