"""The copy menu beside headings: the forms of a citation stand in the page as data, and one dialog a page offers them."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from assessment import words as common
from assessment.authoring import published_words as words
from assessment.authoring.manuscript import START, Page
from assessment.authoring.published import Shelf
from assessment.authoring.register import Published
from assessment.authoring.search import leave_out, leave_out_controls
from assessment.citation import Cited, cite
from assessment.markup import el

ROOT = "{root}"  # where a script puts the address of the guide's start, which no build knows
RANKS = {"h1", "h2", "h3"}
WHOLE = ("lesson", "case")  # what is cited as a page; other pages by their sections


class CopyMenus(Treeprocessor):
    """Puts a copy menu at each heading of a page whose id the register has; comes after the table of contents, which gives anchors."""

    def __init__(self, md: Markdown, shelf: Callable[[], Shelf]) -> None:
        super().__init__(md)
        self._shelf = shelf

    def run(self, root: Element) -> None:
        """Change a page's tree; called by Python-Markdown."""
        page: Page | None = self.md.fieldworthy_page  # type: ignore[attr-defined]
        if page is None or page.address == START:
            return
        shelf = self._shelf()
        found = [
            (parent, heading, one)
            for parent in root.iter()
            for heading in parent
            if heading.tag in RANKS and (one := _headed(shelf, page, heading))
        ]
        for parent, heading, one in found:
            _put(parent, heading, button(shelf.cited(one)))
        if found:
            root.append(dialog())


def button(cited: Cited) -> Element:
    """What opens the menu for a thing; the element carries every form of its citation."""
    forms = cite(cited, ROOT)
    data = {
        "data-link": forms.link,
        "data-edition": forms.edition_link,
        "data-markdown": forms.markdown,
        "data-html": forms.html,
        "data-bibtex": forms.bibtex,
        "data-plain": forms.plain,
    }
    named = words.cite(words.named(cited.id, cited.title))
    press = el("button", {"type": "button", "aria-haspopup": "dialog", "aria-label": named}, words.CITE)
    return leave_out_controls(el("fieldworthy-cite", {"class": "fw-cite", **data}, press))


def dialog() -> Element:
    """The menu itself, once a page: a button for each form, and a field with the text, for where nothing can be copied."""
    forms = (
        el("li", None, el("button", {"type": "button", "class": "fw-button", "data-form": form}, text), " ", el("span", None, means))
        for form, (text, means) in words.FORMS.items()
    )
    close = el("button", {"type": "button", "class": "fw-button", "data-form": "close"}, common.CLOSE)
    return leave_out(
        el(
            "dialog",
            {"class": "fw-dialog fw-citing", "aria-label": words.CITE},
            el("p", {"class": "fw-title", "role": "heading", "aria-level": 2}),
            el("ul", {"class": "fw-exports"}, *forms),
            el("label", {"class": "fw-field"}, el("span", None, words.TEXT), el("textarea", {"readonly": True, "rows": 4})),
            el(
                "p",
                {"role": "status"},
                el("span", {"data-said": "copied", "hidden": True}, common.COPIED),
                el("span", {"data-said": "selected", "hidden": True}, common.SELECTED),
            ),
            el("p", {"class": "fw-buttons"}, close),
        )
    )


def _headed(shelf: Shelf, page: Page, heading: Element) -> Published | None:
    """What a heading is the title of; a thing that is shown in several places has its menu where it is read."""
    anchor = heading.get("id", "")
    if heading.tag == "h1":
        one = shelf.register.get(shelf.redirects.present.get(page.address, ""))
        return one if one and one.kind in WHOLE else None
    address = f"{page.address}#{anchor}"
    one = shelf.register.get(shelf.redirects.present.get(address, ""))
    return one if one and one.home == address else None


def _put(parent: Element, heading: Element, button: Element) -> None:
    """Into the card of an item's question, where one follows, or behind the heading."""
    place = list(parent).index(heading)
    card = parent[place + 1] if place + 1 < len(parent) and parent[place + 1].tag == "fieldworthy-item" else None
    if card is None:
        button.tail, heading.tail = heading.tail, None
        parent.insert(place + 1, button)
    else:
        card.insert(next(at for at, part in enumerate(card) if part.tag == "form") + 1, button)
