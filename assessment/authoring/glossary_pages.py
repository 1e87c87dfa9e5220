"""The glossary as a page, and the first use of each of its terms in the prose of any other page as a link to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from assessment.authoring import ledger_words as words
from assessment.authoring.glossary import Term
from assessment.authoring.links import GLOSSARY, item, joined, row
from assessment.authoring.search import leave_out
from assessment.markup import Child, el
from assessment.model import Item

if TYPE_CHECKING:
    from assessment.authoring.bank import Bank

PROSE = {"p", "li", "td", "dd"}
INLINE = {"em", "strong", "small", "span"}
START = "fw-hero"  # the heading of the start page, whose few words lead where they say and nowhere else


def glossary(terms: Iterable[Term], all: Mapping[str, Term], items: Mapping[str, Item]) -> Element:
    """Every term by its first letter, with its meaning, and with where it comes from and leads to."""
    ordered = sorted(terms, key=lambda one: one.term.casefold())
    letters = []
    for letter, group in groupby(ordered, key=lambda one: one.term[0].upper()):
        entries = (_entry(one, all, items) for one in group)
        heading = leave_out(el("h2", {"id": f"letter-{letter.lower()}"}, letter))
        letters.append(el("section", None, heading, *entries))
    return el("div", {"class": "fw-made fw-glossary"}, *letters)


def _entry(term: Term, all: Mapping[str, Term], items: Mapping[str, Item]) -> Element:
    links = joined(el("a", {"href": f"#{id}"}, all[id].term) for id in term.see)
    source = el("a", {"href": term.url}, term.source) if term.url else term.source
    return el(
        "section",
        {"class": "fw-entry"},
        el("h3", {"id": term.id}, term.term),
        _line(words.ALSO, [", ".join(term.also)]),
        el("p", None, term.means),
        _line(words.SEE, links),
        _line(words.ITEMS, joined(item(items[id]) for id in term.items)),
        _line(words.TERM_EVIDENCE, joined(row(id) for id in term.evidence)),
        _line(words.TERM_SOURCE, [source]),
    )


def _line(label: str, said: list[Element | str]) -> Element | None:
    return el("p", {"class": "fw-small"}, f"{label} ", *said) if any(part != "" for part in said) else None


class FirstUses(Treeprocessor):
    """Makes the first use of each term in a page's prose a link to its entry, with the meaning as its title."""

    def __init__(self, md: Markdown, bank: Callable[[], Bank]) -> None:
        super().__init__(md)
        self._bank = bank

    def run(self, root: Element) -> None:
        """Change a page's tree; called by Python-Markdown."""
        terms = self._bank().terms
        pattern, spellings = _spelled(tuple(terms.values()))
        if pattern is None or any(START in heading.get("class", "") for heading in root.iter("h1")):
            return
        linked: set[str] = set()
        for part in _prose(root):
            _link(part, pattern, spellings, terms, linked)


def _prose(part: Element) -> Iterator[Element]:
    """Every element of prose and what is inline in it; headings, links, code, forms and what is made of data are none."""
    for child in part:
        if child.tag in PROSE | INLINE | {"ul", "ol", "dl", "div", "blockquote", "section", "table", "tbody", "tr"} and not _made(child):
            if child.tag in PROSE or (child.tag in INLINE and part.tag in PROSE | INLINE):
                yield child
            yield from _prose(child)


def _made(part: Element) -> bool:
    classes = set(part.get("class", "").split())
    return bool(classes & {"fw-made", "fw-evidence", "fw-table", "fw-id", "fw-laws", "admonition-title"})


def _link(part: Element, pattern: re.Pattern[str], spellings: Mapping[str, str], terms: Mapping[str, Term], linked: set[str]) -> None:
    """Make links of the terms in an element's own text and in what stands behind its children."""
    children = list(part)
    texts: list[str] = [part.text or "", *(child.tail or "" for child in children)]
    made = [_split(text, pattern, spellings, terms, linked) for text in texts]
    if all(len(pieces) == 1 for pieces in made):
        return
    for child in children:
        part.remove(child)
        child.tail = None
    part.text = None
    order: list[Child] = [*made[0]]
    for child, pieces in zip(children, made[1:], strict=True):
        order += [child, *pieces]
    _fill(part, order)


def _fill(part: Element, order: Iterable[Child]) -> None:
    """Texts and elements in their order; texts are final, so that no later step reads Markdown into them."""
    last: Element | None = None
    for piece in order:
        if isinstance(piece, Element):
            part.append(piece)
            last = piece
        elif piece and last is None:
            part.text = AtomicString((part.text or "") + piece)
        elif piece and last is not None:
            last.tail = AtomicString((last.tail or "") + piece)


def _split(
    text: str, pattern: re.Pattern[str], spellings: Mapping[str, str], terms: Mapping[str, Term], linked: set[str]
) -> list[Element | str]:
    pieces: list[Element | str] = []
    end = 0
    for match in pattern.finditer(text):
        id = spellings[_key(match["term"])]
        if id in linked:
            continue
        linked.add(id)
        pieces += [text[end : match.start()], el("a", _leads(terms[id]), match[0])]
        end = match.end()
    return [*pieces, text[end:]]


def _leads(term: Term) -> dict[str, str]:
    return {"href": f"{GLOSSARY}#{term.id}", "class": "fw-term", "title": term.means}


@lru_cache(maxsize=2)
def _spelled(terms: tuple[Term, ...]) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    """One pattern for every spelling, the longest first, and the term that each stands for."""
    spellings = {_key(spelling): term.id for term in terms for spelling in term.spellings}
    if not spellings:
        return None, {}
    first = sorted(spellings, key=lambda one: (one[0].casefold(), -len(one), one))
    written = "|".join(_beginning(letter, group) for letter, group in groupby(first, key=lambda one: one[0].casefold()))
    return re.compile(rf"(?<![\w/–-])(?P<term>{written})s?(?![\w–-]|/\w)"), spellings


def _beginning(letter: str, spellings: Iterable[str]) -> str:
    """A pattern for the spellings that begin with a letter, in capitals or not, which no other word takes long to be told from."""
    written = "|".join(re.escape(one) if _exact(one) else f"(?i:{re.escape(one)})" for one in spellings)
    return f"(?=[{re.escape(letter + letter.upper())}])(?:{written})"


def _key(spelling: str) -> str:
    """A spelling as it is looked up: abbreviations such as AUC as they stand, all else in small letters."""
    return spelling if _exact(spelling) else spelling.casefold()


def _exact(spelling: str) -> bool:
    return sum(letter.isupper() for letter in spelling) > 1
