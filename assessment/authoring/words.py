"""Every sentence that only the command line says; numbers and names come in as arguments."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.catalogue import meaning, plural, say
from assessment.words import between, person_days

IDENTICAL = say("recomputed: identical")
NOTHING = say("nothing")
ALL_CONFIRMED = say("Every stage is confirmed. There is nothing left to plan.")
NO_STAGES = say("This questionnaire has no stages, so there is no way to one.")
ALL_ANSWERED = say("Every question that applies has an answer.")
MEANS_MORE = say("May change a verdict.")
MEANS_LESS = say("Changes no verdict by itself.")
OPEN = meaning("an answer that nobody gave yet", "open")
STEP_HEAD = (say("Item"), say("Now"), say("Raise to"), say("Person-days"), say("Gate"), say("Index then"), say("Title"))
CHANGED = say("Mean something else since then, and are open again")
RETIRED = say("Asked no longer")
NEW = say("New questions")
KEPT_ASIDE = say("Kept aside; --json prints these answers whole")
NO_TEXT = say("is needed, since this format is no text for a terminal")
IS_FOLDER = say("is a folder; a file is needed")
STDIN_CLOSED = say("standard input is closed")
EXISTS = say("exists already; --force replaces it")
CHECKOUT_ONLY = say("is written into the guide of a checkout; name its folder with --guide")


def unreadable(reason: str) -> str:
    """Why a file cannot be read."""
    return say("cannot be read: {reason}", reason=reason)


def not_utf8(reason: str, byte: int) -> str:
    """A file that holds something else than UTF-8 text."""
    return say("cannot be read: not UTF-8, {reason} at byte {byte}", reason=reason, byte=byte)


def unwritable(reason: str) -> str:
    """Why a file cannot be written."""
    return say("cannot be written: {reason}", reason=reason)


def too_long(most: int) -> str:
    """A file that is longer than any that is read."""
    return say("longer than {most:,} bytes", most=most)


def not_one_of(name: str, allowed: Sequence[str]) -> str:
    """A name that nothing has, and those that would do."""
    return say("'{name}' is not one of: {allowed}", name=name, allowed=", ".join(allowed))


def differs(path: str, recorded: str | None, recomputed: str | None) -> str:
    """One place at which a result file says something else than its answers give."""
    before, after = recorded or NOTHING, recomputed or NOTHING
    return say("{path}: recorded {recorded}, recomputed {recomputed}", path=path, recorded=before, recomputed=after)


def short_of(confirmed: str, proven: str, asked: str) -> str:
    """A result that does not reach what --fail-under asks."""
    return say(
        "below what was asked: confirmed is “{confirmed}”, the proven index is {proven}; asked was {asked}",
        confirmed=confirmed,
        proven=proven,
        asked=asked,
    )


def line_short_of(asked: str) -> str:
    """The same for one line of many."""
    return say("below {asked}", asked=asked)


def way(stage: str, steps: int, effort: int) -> str:
    """What the cheapest way to a stage needs."""
    if not steps:
        return say("Nothing is missing: “{stage}” is confirmed.", stage=stage)
    many = plural("{number} step", "{number} steps", steps)
    return say("Cheapest way to “{stage}”: {steps}, {effort}.", stage=stage, steps=many, effort=person_days(effort))


def narrows(least: str, most: str) -> str:
    """By how much an answer narrows the index."""
    return say("Narrows the index by {range}.", range=between(least, most))


def left(shown: int, all: int) -> str:
    """How many of the open questions are shown."""
    many = plural("{number} question without a level", "{number} questions without a level", all)
    return plural("{questions}; the most useful one first.", "{questions}; the most useful {number} first.", shown, questions=many)


def migrated(before: str, after: str, kept: int, given: int) -> str:
    """How many answers go on into an edition."""
    return plural(
        "From {before} to {after}: {kept} of {number} answer kept.",
        "From {before} to {after}: {kept} of {number} answers kept.",
        given,
        before=before or say("an edition that the file does not name"),
        after=after,
        kept=kept,
    )


def replaced(by: Sequence[str]) -> str:
    """Which items ask in the place of one that left."""
    return say("replaced by {items}", items=", ".join(by)) if by else say("not replaced")


def guide_counts(items: int, questionnaires: int, evidence: int, frameworks: int) -> str:
    """A guide in which nothing is wrong."""
    return say(
        "{items} items, {questionnaires} questionnaires, {evidence} evidence rows, {frameworks} frameworks: no problems.",
        items=items,
        questionnaires=questionnaires,
        evidence=evidence,
        frameworks=frameworks,
    )


def proved(items: int, stages: int, bands: int) -> str:
    """A questionnaire in which nothing is wrong, and what that means."""
    proofs = [say("ids are used once and every name resolves"), say("the scale rises from 0 to 1"), say("every item says where to read on")]
    if stages:
        proofs += [say("no floor sinks"), say("every gate can pass and fail")]
    if bands:
        proofs.append(say("every index falls in one band"))
    kind = plural("{number} band", "{number} bands", bands) if bands else plural("{number} stage", "{number} stages", stages)
    asked = plural("{number} item", "{number} items", items)
    return say("{items}, {kind}: sound; {proofs}.", items=asked, kind=kind, proofs="; ".join(proofs))


def calculator_help(title: str, question: str) -> str:
    """What the command of one calculator is for."""
    return say(
        "{title}.\n\n{question} A share is written as 0.12 or as 12%. Whatever is left out has the number of the worked example.",
        title=title,
        question=question,
    )


def bundled(folder: str, changed: bool) -> str:
    """Whether the bundle had to be written."""
    return say("Bundle written: {folder}", folder=folder) if changed else say("Bundle unchanged: {folder}", folder=folder)


def missing_for_site(package: str) -> str:
    """What to install where something that only a site needs is not there."""
    return say("the package '{package}' is missing; install Fieldworthy with its extra: fieldworthy[site]", package=package)


def compressed(folder: str, copies: int) -> str:
    """How many compressed copies were written."""
    return say("{copies} compressed copies written in {folder}", copies=copies, folder=folder)
