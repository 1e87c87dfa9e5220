"""Every sentence of the register of published things, its short addresses and its editions; names and numbers come in as arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

IF = "if"
AND = "and"
OR = "or"

KINDS: Mapping[str, str] = {
    "page": "page",
    "lesson": "lesson",
    "section": "section",
    "item": "item",
    "questionnaire": "questionnaire",
    "case": "failure case",
    "evidence": "row of the ledger",
    "sum": "sum",
    "law": "row of law",
    "framework": "framework",
    "term": "term of the glossary",
}

PARTS: Mapping[str, str] = {
    "title": "Title",
    "text": "Text",
    "question": "Question",
    "who_knows": "Who usually knows",
    "weight": "Weight, and why",
    "gates": "Gates",
    "applies_when": "Applies when",
    "means": "Meaning",
    "also": "Other names",
    "asks": "What it asks",
    "who": "Who has to do it",
    "as_of": "Described as of",
    "review_by": "To be read again by",
    "url": "Address",
    "urls": "Addresses",
    "heard": "What people say",
    "say_instead": "Say instead",
    "would_have_caught": "What would have caught it",
    "so": "So",
}
LEVEL = "level "
CHANGED: Mapping[str, str] = {"who_knows": "who usually knows", "applies_when": "condition"}

# a link to an edition
CITED = "The wording that was cited"
CHANGES = "What changed since"
CHANGES_NOTE = "Words that are no longer there are struck through, words that are new are underlined."
UNCHANGED = "It has not changed since: the guide says the same today."
CHANGED_UNRELEASED = "It has changed since the last edition."
READ_NOW = "Read it as it is now"
REFERENCE = "Reference"
START = "the start of the guide"

# a short address
MOVING = "You are being taken to"
EDITIONS = "Wordings of earlier editions"

# an embed
EMBED_READ = "Read the section"
EMBED_FROM = "in Fieldworthy, CC BY 4.0."

# what moved
MOVED = "This has moved:"

# the copy menu
CITE = "Cite"
TEXT = "Text"
FORMS: Mapping[str, tuple[str, str]] = {
    "link": ("Link", "Leads to what is there now."),
    "edition": ("Link to this edition", "Keeps showing the words that you cite."),
    "markdown": ("Markdown", "For a wiki, or beside code."),
    "html": ("HTML", "For a page of yours."),
    "rich": ("Rich text", "Pastes into Word or Docs as a live link."),
    "bibtex": ("BibTeX", "For LaTeX and managers of references."),
    "plain": ("Reference", "A line for a list of sources."),
}

LEARNING = "guide with self-assessment"

# pictures for social networks
GUIDE_CARD = "Is your machine-learning project fieldworthy?"
GUIDE_CARD_LINE = "A field guide with an inspection built in"

# history in a card
HISTORY = "How this section changed"

# the command
NOT_YET = "not in any edition yet"
EDITION_WHERE = "docs/assessments/defaults.yml"


def part(name: str) -> str:
    """The label of a part of a wording."""
    if name.startswith(LEVEL):
        return f"Level: {name.removeprefix(LEVEL).replace('-', ' ')}"
    return PARTS.get(name) or name.replace("_", " ").capitalize()


def id_taken(id: str, kind: str, other: str) -> str:
    """Two things that bear one id."""
    return f"the id '{id}' of this {KINDS[kind]} is that of a {KINDS[other]} already; ids are used once, for ever"


# ── what was published and is gone ──


def gone(id: str, address: str, line: str) -> str:
    """A published id that nothing bears any more, and the line that makes it right."""
    return f"'{id}' was published at {address} and is gone; bring it back, or add to redirects: {line}"


def address_gone(address: str, line: str) -> str:
    """A published address that leads nowhere any more, and the line that makes it right."""
    return f"{address} was published and is gone; bring it back, or add to redirects: {line}"


def redirect(old: str, new: str) -> str:
    """A line of the file of redirects."""
    return f'- {{ from: "{old}", to: "{new}" }}'


def nowhere(to: str) -> str:
    """A redirect that leads to nothing."""
    return f"'{to}' is neither an id nor an address of this guide; write where it leads now"


def still_there(old: str) -> str:
    """A redirect from what exists."""
    return f"'{old}' is there still; remove this line"


def twice(old: str) -> str:
    """A redirect that is written twice."""
    return f"'{old}' is redirected already"


def never_published(old: str) -> str:
    """A redirect from what nobody ever linked to."""
    return f"'{old}' was never published; remove this line"


# ── editions ──


def not_written_so(what: str) -> str:
    """A file of an edition that somebody changed by hand."""
    return f"{what}; this file is written by 'fieldworthy release' only: take back what was changed"


def text_changed(hash: str) -> str:
    """A text that is no longer the one that was released."""
    return f"the text under {hash} is not the one that was released"


def text_missing(id: str, hash: str) -> str:
    """A text that an edition needs and that is not there."""
    return f"'{id}' has the text {hash}, which texts.json does not hold"


def exists_otherwise(edition: str, changed: Sequence[str]) -> str:
    """A release of an edition that is out already with other words."""
    shown = ", ".join(changed[:5]) + (f" and {len(changed) - 5} more" if len(changed) > 5 else "")
    return f"edition {edition} was released already, and {shown} read otherwise now; raise the edition, then release again"


def not_later(edition: str, last: str) -> str:
    """A release that would come before one that is out."""
    return f"edition {edition} comes before {last}, which was released already; raise the edition"


def released(edition: str, things: int, changed: bool) -> str:
    """What a release wrote."""
    if not changed:
        return f"Edition {edition} was released already and reads the same: nothing changed."
    return f"Edition {edition} released: the words of {things} things are kept. Commit what changed in published/."


def wrote(files: int, folder: str) -> str:
    """What was written into a built site."""
    return f"{files} files of short addresses, editions, embeds and redirects written: {folder}"


# ── pages ──


def named(id: str, title: str) -> str:
    """A thing by its id and title."""
    return f"{id} {title}" if id.isupper() else title


def cite(name: str) -> str:
    """The name of the button that opens a copy menu."""
    return f"{CITE} {name}"


def page_title(name: str) -> str:
    """The title of a small page."""
    return f"{name} · Fieldworthy"


def edition_title(printed: str, title: str) -> str:
    """The title of a wording's page."""
    return f"{printed}: {title}"


def short_description(id: str, title: str) -> str:
    """What a short address is."""
    return f"The short permanent address of {id}: {title}"


def edition_description(id: str, editions: str) -> str:
    """What a link to an edition shows."""
    return f"The wording of {id} in {editions} of Fieldworthy, and what has changed since."


def embed_description(id: str) -> str:
    """What an embed shows."""
    return f"The claim and the question of {id} for a frame in another page."


def moved_description(title: str) -> str:
    """What stands where a page was."""
    return f"This page has moved to: {title}"


def span(first: str, last: str) -> str:
    """The editions that have one wording."""
    return f"edition {first}" if first == last else f"editions {first} to {last}"


def wording_of(first: str, last: str) -> str:
    """Which editions' wording a page shows."""
    return f"This is the wording of {span(first, last)}."


def changed_in(edition: str) -> str:
    """When a wording changed."""
    return f"It has changed since, first in edition {edition}."


def left(title: str | None) -> str:
    """A thing that is no longer there, and what took its place."""
    return f"It is no longer in the guide. What took its place: {title}." if title else "It is no longer in the guide."


def lesson_card(sections: int) -> str:
    """What stands below a lesson's title in its picture."""
    return f"{sections} sections, each with its question"


# ── history ──


def history(changes: Sequence[tuple[str, Sequence[str]]], first: str) -> list[tuple[str, str]]:
    """Editions with what each changed of a section, given as names of parts; what came with the guide's `first` is not new."""
    return [
        (edition, reworded(edition, parts) if parts else f"New in {edition}.") for edition, parts in changes if parts or edition != first
    ]


def reworded(edition: str, parts: Sequence[str]) -> str:
    """What of a section changed in an edition."""
    names = list(dict.fromkeys("levels" if name.startswith(LEVEL) else CHANGED.get(name, name.replace("_", " ")) for name in parts))
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed[0].upper()}{listed[1:]} reworded in {edition}."
