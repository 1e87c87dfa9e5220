"""Anchors that a page had once: where their section stands on the same page they stay beside it, otherwise a link leads on."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from assessment.authoring import manuscript, memory
from assessment.authoring import published_words as words
from assessment.authoring.manuscript import Page
from assessment.authoring.published import Shelf
from assessment.authoring.register import page_of
from assessment.markup import el

HOLDS_ROWS = {"table", "tbody", "tr", "ul", "ol", "dl"}  # in which no anchor can stand by itself


class PageKnown(Preprocessor):
    """Notes which page is being made: no site generator says so, but no two pages have the same text."""

    def __init__(self, md: Markdown, docs: Path) -> None:
        super().__init__(md)
        self._docs = docs

    def run(self, lines: list[str]) -> list[str]:
        """Leave the lines as they are; called by Python-Markdown."""
        self.md.fieldworthy_page = _pages(self._docs).get("\n".join(lines).strip())  # type: ignore[attr-defined]
        return lines


def _pages(docs: Path) -> Mapping[str, Page | None]:
    return _read(docs, memory.state(docs, (".md",)))


@lru_cache(maxsize=2)
def _read(docs: Path, state: memory.State) -> Mapping[str, Page | None]:
    found: dict[str, Page | None] = {}
    for page in manuscript.read(docs):
        key = page.source.strip()
        found[key] = None if key in found else page
    return found


class MovedAnchors(Treeprocessor):
    """Puts the anchors that a page had once where they lead; comes after the table of contents, which must not list them."""

    def __init__(self, md: Markdown, docs: Path, shelf: Callable[[], Shelf]) -> None:
        super().__init__(md)
        self._docs = docs
        self._shelf = shelf

    def run(self, root: Element) -> None:
        """Change a page's tree; called by Python-Markdown."""
        page: Page | None = self.md.fieldworthy_page  # type: ignore[attr-defined]
        if page is None:
            return
        gone = {old.partition("#")[2]: now for old, now in self._shelf().redirects.gone() if page_of(old) == page.address}
        for anchor, now in gone.items():
            there, _, id = now.partition("#")
            beside = next((part for part in root.iter() if part.get("id") == id), None) if there == page.address else None
            if beside is not None:
                _stay(beside, anchor)
            else:
                root.append(self._leads_on(page, anchor, now))

    def _leads_on(self, page: Page, anchor: str, now: str) -> Element:
        there, _, id = now.partition("#")
        files = {one.address: one.file for one in manuscript.read(self._docs)}
        to = posixpath.relpath(files[there], posixpath.dirname(page.file) or ".") + (f"#{id}" if id else "")
        redirects = self._shelf().redirects
        title = redirects.register[redirects.present[now]].title
        return el("p", {"class": "fw-small"}, f"{words.MOVED} ", el("a", {"href": to, "id": anchor, "class": "fw-moved"}, title))


def _stay(beside: Element, anchor: str) -> None:
    """An empty anchor at the start of an element, or of the first part of it that can hold one."""
    while beside.tag in HOLDS_ROWS and len(beside):
        beside = beside[0]
    mark = el("span", {"id": anchor})
    mark.tail, beside.text = beside.text, ""
    beside.insert(0, mark)
