"""A report as an HTML fragment: the verdict as a sentence first, then what to do, then how every number is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from xml.etree.ElementTree import Element

from assessment import picture, words
from assessment.chapters import (
    Bar,
    Block,
    Chapter,
    Document,
    Entries,
    Entry,
    Exact,
    Explanation,
    Inline,
    ItemName,
    Mark,
    Paragraph,
    Strong,
    Table,
    Text,
    ToQuestion,
    Web,
)
from assessment.explanation import explain, section, unscored
from assessment.fast_lane import FastLane
from assessment.markup import anchor, el, write
from assessment.model import Problem, Questionnaire, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page around a report: the address of the guide's start, the tag of a chapter's title, whether chapters fold, and whether
    the questions stand on it.
    """

    root: str
    heading: str
    folds: bool
    questions: bool


def result(
    questionnaire: Questionnaire,
    report: Report,
    aside: Sequence[Problem],
    root: str,
    *,
    date: str = "",
    lane: FastLane | None = None,
    folded: bool = True,
) -> str:
    """The fragment that stands beside the form; `root` is the address of the guide's start, `aside` what was kept and not counted.

    `date` is the day of the report, for a fragment that is taken away; `lane` is what can still change the verdict. Without `folded`
    the chapters that fold are empty places.
    """
    told = explain(questionnaire, report, aside, date, lane=lane)
    kept = told.chapters if folded else tuple(replace(one, blocks=()) if one.folded else one for one in told.chapters)
    return fragment(replace(told, chapters=kept), root)


def fragment(told: Explanation, root: str, *parts: Element) -> str:
    """Whatever there is to say, for a place in a page of the guide, whose start has the address `root`; `parts` precede the chapters."""
    brief = el("p", {"class": "fw-brief"}, told.brief)
    shown = chapters(told.chapters, _beside_the_form(root))
    return write(brief, *verdicts(told), *parts, *shown, el("p", {"class": "fw-small"}, told.colophon))


def problems(found: Sequence[Problem], title: str = words.ASIDE) -> str:
    """The fragment for what could not be read, or only in part, for a place below a heading of the second level."""
    return write(*chapters([unscored(found, title)], _beside_the_form("")))


def notices(told: Sequence[Chapter]) -> str:
    """The fragment for chapters that stand by themselves, right below a page's title, and lead nowhere; empty where none says anything."""
    return write(*chapters(told, Page(root="", heading="h2", folds=False, questions=False)))


def pasted(told: Document, guide: str) -> str:
    """A document for a place in somebody else's page, where its title is a heading of the second level; `guide` is an absolute address."""
    around = Page(root=guide, heading="h3", folds=False, questions=False)
    title = el("h2", None, told.title), el("p", None, told.about)
    return write(*title, *verdicts(told), *chapters(told.chapters, around), el("p", None, el("small", None, told.colophon)))


def verdicts(told: Explanation) -> list[Element]:
    """The answer on each stage with its reason, and how far the form is filled."""
    rows = [
        el("li", {"data-verdict": one.verdict}, _asked(one.question), " ", el("strong", None, one.answer), f" {one.reason}")
        for one in told.verdicts
    ]
    standing = [el("li", None, el("strong", None, " ".join(told.standing)))] if told.standing else []
    said = rows or standing
    return [
        *([el("ol", {"class": "fw-verdicts fw-says"}, *said)] if said else []),
        *(el("p", {"class": "fw-progress"}, line) for line in told.progress),
    ]


def chapters(told: Sequence[Chapter], page: Page) -> list[Element]:
    """Chapters as they follow each other. Where they fold, an empty one stays as a hidden place, so that the others keep theirs."""
    return [_chapter(one, page) for one in told if one.blocks or (one.folded and page.folds)]


def blocks(told: Sequence[Block], page: Page) -> list[Element]:
    """Blocks as they follow each other, for a page that has their title already."""
    return [part for block in told for part in _block(block, page)]


def table(block: Table, page: Page) -> Element:
    """A table whose first cell of each row names it."""
    return el(
        "table",
        {"class": "fw-table"},
        el("caption", None, block.caption) if block.caption else None,
        el("thead", None, el("tr", None, *(el("th", {"scope": "col"}, text) for text in block.head))),
        el("tbody", None, *(_row(row, page) for row in block.rows)),
        el("tfoot", None, _row(block.sum, page)) if block.sum else None,
    )


def _beside_the_form(root: str) -> Page:
    return Page(root=root, heading="h3", folds=True, questions=True)


def _asked(question: str) -> Element:
    return el("span", {"class": "fw-asked"}, question)


def _chapter(chapter: Chapter, page: Page) -> Element:
    parts = blocks(chapter.blocks, page)
    if chapter.folded and page.folds:
        summary = el("summary", None, chapter.title) if parts else None
        return el("details", {"class": f"fw-folded fw-{chapter.name}", "hidden": not parts}, summary, *parts)
    return el("section", {"class": f"fw-{chapter.name}"}, el(page.heading, None, chapter.title), *parts)


def _block(block: Block, page: Page) -> list[Element]:
    match block:
        case Paragraph():
            return [el("p", None, *_text(block.text, page))]
        case Entries():
            caption = [el("p", {"class": "fw-caption"}, block.caption)] if block.caption else []
            rows = (_entry(entry, page) for entry in block.entries)
            return [*caption, el("ol" if block.numbered else "ul", {"class": "fw-list"}, *rows)]
        case Table():
            return [table(block, page)]


def _entry(entry: Entry, page: Page) -> Element:
    notes = [note for text in entry.notes if (note := _text(text, page))]
    id = anchor(entry.question) if entry.question else None
    return el("li", {"id": id}, *_text(entry.text, page), *(el("small", None, *note) for note in notes))


def _row(row: Sequence[Text], page: Page) -> Element:
    name, *cells = (_text(cell, page) for cell in row)
    return el("tr", None, el("th", {"scope": "row"}, *name), *(el("td", None, *cell) for cell in cells))


def _text(text: Text, page: Page) -> list[Element | str]:
    return [shown for one in text if (shown := _inline(one, page)) is not None]


def _inline(one: Inline, page: Page) -> Element | str | None:
    match one:
        case str():
            return one
        case ItemName():
            return el("a", {"href": section(page.root, one.address)}, _mark(one.id), f" {one.title}" if one.title else None)
        case ToQuestion():
            return el("a", {"href": f"#{anchor(one.id)}"}, words.TO_QUESTION) if page.questions else None
        case Strong():
            return el("strong", None, one.text)
        case Mark():
            return _mark(one.text)
        case Web():
            return el("a", {"href": one.address, "rel": "nofollow noreferrer"}, one.address)
        case Exact():
            return _fraction(one.number)
        case Bar():
            return picture.bar(one.score, one.floor, pattern=f"fw-hatch-{one.dimension}")


def _fraction(number: Fraction) -> Element | str:
    """A fraction that may be broken at its bar where there is little room."""
    top, bar, bottom = str(number).partition("/")
    return el("span", None, top + bar, el("wbr"), bottom) if bar else top


def _mark(text: str) -> Element:
    return el("span", {"class": "fw-id"}, text)
