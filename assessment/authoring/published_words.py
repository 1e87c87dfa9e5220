"""Every sentence of the register of published things, its short addresses and its editions; names and numbers come in as arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.catalogue import listed, meaning, say
from assessment.words import NAME

IF = say("if")
AND = say("and")
OR = say("or")

KINDS: Mapping[str, str] = {
    "page": say("page"),
    "lesson": say("lesson"),
    "section": say("section"),
    "item": say("item"),
    "questionnaire": say("questionnaire"),
    "case": say("failure case"),
    "evidence": say("row of the ledger"),
    "sum": say("sum"),
    "law": say("row of law"),
    "framework": say("framework"),
    "term": say("term of the glossary"),
}

PARTS: Mapping[str, str] = {
    "title": say("Title"),
    "text": say("Text"),
    "question": say("Question"),
    "who_knows": say("Who usually knows"),
    "weight": say("Weight, and why"),
    "gates": say("Gates"),
    "applies_when": say("Applies when"),
    "means": say("Meaning"),
    "also": say("Other names"),
    "asks": say("What it asks"),
    "who": say("Who has to do it"),
    "as_of": say("Described as of"),
    "review_by": say("To be read again by"),
    "url": say("Address"),
    "urls": say("Addresses"),
    "heard": say("What people say"),
    "say_instead": say("Say instead"),
    "would_have_caught": say("What would have caught it"),
    "so": say("So"),
}
LEVEL = "level "
CHANGED: Mapping[str, str] = {"who_knows": say("who usually knows"), "applies_when": say("condition")}

# a link to an edition
CITED = say("The wording that was cited")
CHANGES = say("What changed since")
CHANGES_NOTE = say("Words that are no longer there are struck through, words that are new are underlined.")
UNCHANGED = say("It has not changed since: the guide says the same today.")
CHANGED_UNRELEASED = say("It has changed since the last edition.")
READ_NOW = say("Read it as it is now")
REFERENCE = say("Reference")
START = say("the start of the guide")

# a short address
MOVING = say("You are being taken to")
EDITIONS = say("Wordings of earlier editions")

# an embed
EMBED_READ = say("Read the section")
EMBED_FROM = say("in Fieldworthy, CC BY 4.0.")

# what moved
MOVED = say("This has moved:")

# the copy menu
CITE = meaning("to name a source", "Cite")
TEXT = say("Text")
FORMS: Mapping[str, tuple[str, str]] = {
    "link": (say("Link"), say("Leads to what is there now.")),
    "edition": (say("Link to this edition"), say("Keeps showing the words that you cite.")),
    "markdown": (say("Markdown"), say("For a wiki, or beside code.")),
    "html": (say("HTML"), say("For a page of yours.")),
    "rich": (say("Rich text"), say("Pastes into Word or Docs as a live link.")),
    "bibtex": (say("BibTeX"), say("For LaTeX and managers of references.")),
    "plain": (say("Reference"), say("A line for a list of sources.")),
}

LEARNING = say("guide with self-assessment")

# pictures for social networks
GUIDE_CARD = say("Is your machine-learning project fieldworthy?")
GUIDE_CARD_LINE = say("A field guide with an inspection built in")

# history in a card
HISTORY = say("How this section changed")

# the command
NOT_YET = say("not in any edition yet")
EDITION_WHERE = "docs/assessments/defaults.yml"


def part(name: str) -> str:
    """The label of a part of a wording."""
    if name.startswith(LEVEL):
        return say("Level: {level}", level=name.removeprefix(LEVEL).replace("-", " "))
    return PARTS.get(name) or name.replace("_", " ").capitalize()


def id_taken(id: str, kind: str, other: str) -> str:
    """Two things that bear one id."""
    return say(
        "the id '{id}' of this {kind} is that of a {other} already; ids are used once, for ever",
        id=id,
        kind=KINDS[kind],
        other=KINDS[other],
    )


# ── what was published and is gone ──


def gone(id: str, address: str, line: str) -> str:
    """A published id that nothing bears any more, and the line that makes it right."""
    return say(
        "'{id}' was published at {address} and is gone; bring it back, or add to redirects: {line}", id=id, address=address, line=line
    )


def address_gone(address: str, line: str) -> str:
    """A published address that leads nowhere any more, and the line that makes it right."""
    return say("{address} was published and is gone; bring it back, or add to redirects: {line}", address=address, line=line)


def redirect(old: str, new: str) -> str:
    """A line of the file of redirects."""
    return f'- {{ from: "{old}", to: "{new}" }}'


def nowhere(to: str) -> str:
    """A redirect that leads to nothing."""
    return say("'{to}' is neither an id nor an address of this guide; write where it leads now", to=to)


def still_there(old: str) -> str:
    """A redirect from what exists."""
    return say("'{old}' is there still; remove this line", old=old)


def twice(old: str) -> str:
    """A redirect that is written twice."""
    return say("'{old}' is redirected already", old=old)


def never_published(old: str) -> str:
    """A redirect from what nobody ever linked to."""
    return say("'{old}' was never published; remove this line", old=old)


# ── editions ──


def not_written_so(what: str) -> str:
    """A file of an edition that somebody changed by hand."""
    return say("{what}; this file is written by 'fieldworthy release' only: take back what was changed", what=what)


def text_changed(hash: str) -> str:
    """A text that is no longer the one that was released."""
    return say("the text under {hash} is not the one that was released", hash=hash)


def text_missing(id: str, hash: str) -> str:
    """A text that an edition needs and that is not there."""
    return say("'{id}' has the text {hash}, which texts.json does not hold", id=id, hash=hash)


def exists_otherwise(edition: str, changed: Sequence[str]) -> str:
    """A release of an edition that is out already with other words."""
    shown = ", ".join(changed[:5])
    if len(changed) > 5:
        shown = say("{shown} and {more} more", shown=shown, more=len(changed) - 5)
    return say(
        "edition {edition} was released already, and {changed} read otherwise now; raise the edition, then release again",
        edition=edition,
        changed=shown,
    )


def not_later(edition: str, last: str) -> str:
    """A release that would come before one that is out."""
    return say("edition {edition} comes before {last}, which was released already; raise the edition", edition=edition, last=last)


def released(edition: str, things: int, changed: bool) -> str:
    """What a release wrote."""
    if not changed:
        return say("Edition {edition} was released already and reads the same: nothing changed.", edition=edition)
    return say(
        "Edition {edition} released: the words of {things} things are kept. Commit what changed in published/.",
        edition=edition,
        things=things,
    )


def wrote(files: int, folder: str) -> str:
    """What was written into a built site."""
    return say("{files} files of short addresses, editions, embeds and redirects written: {folder}", files=files, folder=folder)


# ── pages ──


def named(id: str, title: str) -> str:
    """A thing by its id and title."""
    return f"{id} {title}" if id.isupper() else title


def cite(name: str) -> str:
    """The name of the button that opens a copy menu."""
    return f"{CITE} {name}"


def page_title(name: str) -> str:
    """The title of a small page."""
    return f"{name} · {NAME}"


def edition_title(printed: str, title: str) -> str:
    """The title of a wording's page."""
    return f"{printed}: {title}"


def short_description(id: str, title: str) -> str:
    """What a short address is."""
    return say("The short permanent address of {id}: {title}", id=id, title=title)


def edition_description(id: str, editions: str) -> str:
    """What a link to an edition shows."""
    return say("The wording of {id} in {editions} of Fieldworthy, and what has changed since.", id=id, editions=editions)


def embed_description(id: str) -> str:
    """What an embed shows."""
    return say("The claim and the question of {id} for a frame in another page.", id=id)


def moved_description(title: str) -> str:
    """What stands where a page was."""
    return say("This page has moved to: {title}", title=title)


def span(first: str, last: str) -> str:
    """The editions that have one wording."""
    return say("edition {first}", first=first) if first == last else say("editions {first} to {last}", first=first, last=last)


def wording_of(first: str, last: str) -> str:
    """Which editions' wording a page shows."""
    return say("This is the wording of {editions}.", editions=span(first, last))


def changed_in(edition: str) -> str:
    """When a wording changed."""
    return say("It has changed since, first in edition {edition}.", edition=edition)


def left(title: str | None) -> str:
    """A thing that is no longer there, and what took its place."""
    if title:
        return say("It is no longer in the guide. What took its place: {title}.", title=title)
    return say("It is no longer in the guide.")


def lesson_card(sections: int) -> str:
    """What stands below a lesson's title in its picture."""
    return say("{sections} sections, each with its question", sections=sections)


# ── history ──


def history(changes: Sequence[tuple[str, Sequence[str]]], first: str) -> list[tuple[str, str]]:
    """Editions with what each changed of a section, given as names of parts; what came with the guide's `first` is not new."""
    return [
        (edition, reworded(edition, parts) if parts else say("New in {edition}.", edition=edition))
        for edition, parts in changes
        if parts or edition != first
    ]


def reworded(edition: str, parts: Sequence[str]) -> str:
    """What of a section changed in an edition."""
    names = dict.fromkeys(say("levels") if name.startswith(LEVEL) else CHANGED.get(name, name.replace("_", " ")) for name in parts)
    said = listed(tuple(names))
    return say("{parts} reworded in {edition}.", parts=f"{said[0].upper()}{said[1:]}", edition=edition)
