"""Links between the pages of the guide, as the site generator checks and rewrites them.

They begin at the guide's start while a page is made; at its end `Ways` puts there what leads to it from where the page lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from assessment.authoring.ledger import REFERENCE, Evidence
from assessment.authoring.manuscript import START, Page
from assessment.markup import el
from assessment.model import Item

ROOT = "guide:"  # the guide's start, in a link that is being made
DEEP = 1  # folders to a page that nobody knows, such as a text that is made by itself
LEDGER = f"{ROOT}evidence/index.md"
QUOTED = f"{ROOT}evidence/numbers.md"
CASES = f"{ROOT}cases"
FRAMEWORKS = f"{ROOT}frameworks"
GLOSSARY = f"{ROOT}glossary/index.md"


class Ways(Treeprocessor):
    """Lets every link to another page begin where its own lies; comes after all that makes links, and before who checks them."""

    def run(self, root: Element) -> None:
        """Change a page's tree; called by Python-Markdown."""
        page: Page | None = getattr(self.md, "fieldworthy_page", None)
        start = "../" * (page.file.count("/") if page else DEEP)
        for link in root.iter("a"):
            address = link.get("href", "")
            if address.startswith(ROOT):
                link.set("href", start + address.removeprefix(ROOT))


def page(address: str) -> str:
    """An address below the guide's start, such as `lessons/data/#dat-01`, as a link to the Markdown file."""
    return ROOT + address.replace("/#", ".md#")


def up(address: str) -> str:
    """The way from a built page to the guide's start, for what no site generator knows of."""
    return "../" * address.count("/")


def way(address: str, to: str) -> str:
    """The way from a built page to another address, both seen from the guide's start."""
    return up(address) + to.removeprefix(START) or START


def item(item: Item, *, title: bool = False) -> Element:
    """A link to an item's section: its id, and its title where that is asked for."""
    return el("a", {"href": page(item.address), "title": None if title else item.title}, f"{item.id} {item.title}" if title else item.id)


def row(id: str, claim: str | None = None) -> Element:
    """A link to a row of the ledger, with the claim as its title."""
    return el("a", {"href": f"{LEDGER}#{id.lower()}", "class": "fw-ref", "title": claim}, id)


def linked(text: str) -> list[Element | str]:
    """A text with its evidence references as links."""
    parts: list[Element | str] = []
    end = 0
    for match in REFERENCE.finditer(text):
        parts += [text[end : match.start()], row(match["id"])]
        end = match.end()
    return [*parts, text[end:]]


def sources(evidence: Evidence) -> list[Element]:
    """Links to what a row cites, each named by its host."""
    return [el("a", {"href": url, "class": "fw-source"}, host(url)) for url in evidence.urls]


def host(url: str) -> str:
    """The site that an address leads to."""
    found = re.match(r"https?://(?:www\.)?([^/]+)", url)
    return found[1] if found else url


def joined(parts: Iterable[Element], by: str = ", ") -> list[Element | str]:
    """Elements with a text between each two."""
    made: list[Element | str] = []
    for part in parts:
        made += [by, part] if made else [part]
    return made
