"""What views show: chapters of paragraphs, entries and tables, made of texts and of names that can be followed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from assessment.model import Item, Range, Verdict


@dataclass(frozen=True, slots=True)
class ItemName:
    """An item by its id and title; `address` is that of its section, from the guide's start."""

    id: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ToQuestion:
    """The way to an item's question, for views that hold the questions."""

    id: str


@dataclass(frozen=True, slots=True)
class Strong:
    """A text that stands out."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An id or a path, in the face that ids have."""

    text: str


@dataclass(frozen=True, slots=True)
class Web:
    """An address on the web that somebody gave; it begins with http:// or https://."""

    address: str


@dataclass(frozen=True, slots=True)
class Exact:
    """A number as a fraction, so that a reader can add it up."""

    number: Fraction


@dataclass(frozen=True, slots=True)
class Bar:
    """A score to be drawn against its floor; the numbers stand beside it."""

    dimension: str
    score: Range
    floor: Fraction | None


Inline = str | ItemName | ToQuestion | Strong | Mark | Web | Exact | Bar
Text = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing of a list, and what there is to say about it; `question` is the item whose answer it shows."""

    text: Text
    notes: tuple[Text, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """A list, in order where `numbered`."""

    entries: tuple[Entry, ...]
    caption: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows whose first cell names them; `sum` is the last one, which the others add up to."""

    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    sum: tuple[Text, ...] = ()


Block = Paragraph | Entries | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Blocks under a title; one without blocks says nothing and is not shown. A `folded` one is for those who ask.

    `name` is what the chapter is called inside; `title` is for people.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    folded: bool = False


def listed(name: str, title: str, entries: Iterable[Entry], *, folded: bool = False) -> Chapter:
    """A chapter that is one list; without entries it says nothing."""
    found = tuple(entries)
    return Chapter(name=name, title=title, blocks=(Entries(entries=found),) if found else (), folded=folded)


def tabled(name: str, title: str, table: Table) -> Chapter:
    """A chapter that is one table; without rows it says nothing."""
    return Chapter(name=name, title=title, blocks=(table,) if table.rows else ())


def item_name(item: Item) -> ItemName:
    """What an item is called, and where its section stands."""
    return ItemName(item.id, item.title, item.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A stage's question, the answer and the reason."""

    verdict: Verdict
    question: str
    answer: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that there is to say, in the order in which it is read. `brief` says the main thing in one line.

    `verdicts` are empty when the questionnaire has no stages; then `standing` says where the index lies.
    `chapters` has the same chapters in the same order for every report, also those that say nothing.
    """

    brief: str
    verdicts: tuple[Said, ...]
    standing: tuple[str, ...]
    progress: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    colophon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Explanation):
    """An explanation to take away, which says by itself what it is: a title, and in a line from which edition and day it is."""

    title: str
    about: str
