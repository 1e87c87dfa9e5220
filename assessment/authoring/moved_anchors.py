"""Anchors that a page had once: where their section stands on the same page they stay beside it, otherwise a link leads on."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from assessment.authoring import published_words as words
from assessment.authoring.content import Content
from assessment.authoring.manuscript import Page
from assessment.markup import el

HOLDS_ROWS = {"table", "tbody", "tr", "ul", "ol", "dl"}  # in which no anchor can stand by itself


class PageKnown(Preprocessor):
    """Notes which page is being made: no site generator says so, but no two pages have the same text."""

    def __init__(self, md: Markdown, content: Callable[[], Content]) -> None:
        super().__init__(md)
        self._content = content

    def run(self, lines: list[str]) -> list[str]:
        """Leave the lines as they are; called by Python-Markdown."""
        self.md.fieldworthy_page = self._content().page("\n".join(lines))  # type: ignore[attr-defined]
        return lines


class MovedAnchors(Treeprocessor):
    """Puts the anchors that a page had once where they lead; comes after the table of contents, which must not list them."""

    def __init__(self, md: Markdown, content: Callable[[], Content]) -> None:
        super().__init__(md)
        self._content = content

    def run(self, root: Element) -> None:
        """Change a page's tree; called by Python-Markdown."""
        page: Page | None = self.md.fieldworthy_page  # type: ignore[attr-defined]
        if page is None:
            return
        for anchor, now in self._content().names.redirects.gone.get(page.address, {}).items():
            there, _, id = now.partition("#")
            beside = next((part for part in root.iter() if part.get("id") == id), None) if there == page.address else None
            if beside is not None:
                _stay(beside, anchor)
            else:
                root.append(self._leads_on(page, anchor, now))

    def _leads_on(self, page: Page, anchor: str, now: str) -> Element:
        there, _, id = now.partition("#")
        to = posixpath.relpath(self._content().files[there], posixpath.dirname(page.file) or ".") + (f"#{id}" if id else "")
        redirects = self._content().names.redirects
        title = redirects.register[redirects.present[now]].title
        return el("p", {"class": "fw-small"}, f"{words.MOVED} ", el("a", {"href": to, "id": anchor, "class": "fw-moved"}, title))


def _stay(beside: Element, anchor: str) -> None:
    """An empty anchor at the start of an element, or of the first part of it that can hold one."""
    while beside.tag in HOLDS_ROWS and len(beside):
        beside = beside[0]
    mark = el("span", {"id": anchor})
    mark.tail, beside.text = beside.text, ""
    beside.insert(0, mark)
