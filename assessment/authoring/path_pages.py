"""Paths through the guide as pages, and the list that leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from assessment.authoring import path_words as words
from assessment.authoring.ledger_pages import facts, table
from assessment.authoring.links import ROOT, item, joined, linked
from assessment.authoring.paths import PACE, Commitment, ReaderPath, Stop
from assessment.markup import el
from assessment.model import Gate, Item

if TYPE_CHECKING:
    from assessment.authoring.bank import Bank


def listed(paths: Iterable[ReaderPath]) -> Element:
    """Paths with whom each is for and how long it takes, as links to their pages."""
    return el("ul", {"class": "fw-made fw-paths"}, *map(_line, paths))


def _line(path: ReaderPath) -> Element:
    length = words.length(len(path.gates) + len(path.stops), path.minutes)
    return el(
        "li",
        None,
        el("p", None, el("a", {"href": f"{ROOT}paths/{path.id}.md"}, path.title)),
        el("p", None, *linked(path.reader)),
        el("p", {"class": "fw-small"}, length),
    )


def path(path: ReaderPath, bank: Bank) -> Element:
    """A path: who it is for, what it leads through and why, and what to do at its end."""
    return el(
        "div",
        {"class": "fw-made fw-path"},
        el("h1", None, path.title),
        el("p", {"class": "fw-lead"}, *linked(path.reader)),
        facts(
            [
                (words.DECIDE, linked(path.decide)),
                (words.TIME, [words.time(path.minutes, path.words, PACE)]),
                (words.ANSWER, [_questionnaire(path, bank)]),
            ]
        ),
        *_gates(path, bank),
        el("h2", {"id": "stops"}, words.BEYOND if path.gates else words.STOPS),
        el("ol", {"class": "fw-stops"}, *(_stop(one, bank) for one in path.stops)),
        el("h2", {"id": "proposal"}, words.PROPOSAL),
        el("p", {"class": "fw-small"}, words.PROPOSAL_LEAD),
        el("blockquote", None, *(_commitment(one, bank) for one in path.proposal)),
    )


def _questionnaire(path: ReaderPath, bank: Bank) -> Element:
    asked = bank.questionnaires[path.questionnaire]
    return el("a", {"href": f"{ROOT}assessments/{asked.id}.md"}, words.questions(asked.title, len(asked.items)))


def _gates(path: ReaderPath, bank: Bank) -> Iterator[Element]:
    if path.gates:
        names = {level.id: level.name for level in bank.scale}
        yield el("h2", {"id": "gates"}, words.GATES)
        yield el("p", None, words.GATES_LEAD)
        yield table(words.GATES_HEAD, (_gate(one, gate, names[gate.least]) for one, gate in path.gates), "fw-table")


def _gate(one: Item, gate: Gate, least: str) -> Element:
    some = el("p", {"class": "fw-small"}, words.SOME_PROJECTS) if gate.when.clauses else None
    return el(
        "tr",
        None,
        el("th", {"scope": "row"}, item(one, title=True)),
        el("td", None, least, some),
        el("td", None, one.levels[gate.least]),
    )


def _stop(stop: Stop, bank: Bank) -> Element:
    return el(
        "li",
        None,
        el("p", None, item(bank.items[stop.item], title=True)),
        el("p", None, *linked(stop.why)),
        el("p", None, el("b", None, words.TAKE), " ", *linked(stop.take)),
    )


def _commitment(one: Commitment, bank: Bank) -> Element:
    return el("p", None, *linked(one.say), " (", *joined(item(bank.items[id]) for id in one.items), ")")
