"""What pages say to machines: tags for managers of references, for social networks, and JSON-LD for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from assessment.authoring import cards
from assessment.authoring import published_words as words
from assessment.authoring.manuscript import START
from assessment.authoring.published import Shelf
from assessment.authoring.register import Published, page_of
from assessment.citation import Cited, cite
from assessment.markup import el
from assessment.words import AUTHORS, NAME

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
CITABLE = ("lesson", "case")

Tag = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the head of a page says beside its title: `names` and `properties` are meta tags, `linked` is JSON-LD or empty."""

    names: tuple[Tag, ...]
    properties: tuple[Tag, ...]
    linked: str


def head(shelf: Shelf, docs: Path, address: str, root: str, description: str) -> Head | None:
    """The head of the page at an address, seen from the guide's start; None where no page is. `root` is the site's public address."""
    id = shelf.redirects.present.get(address or START)
    if id is None:
        return None
    one = shelf.register[id]
    citable = one.kind in CITABLE
    return Head(
        names=(*(reference(shelf.cited(one), root) if citable else ()), ("twitter:card", "summary_large_image")),
        properties=_graph(one, docs, root, description),
        linked=_json(_linked(one, shelf, root, description)) if citable else "",
    )


def reference(cited: Cited, root: str) -> tuple[Tag, ...]:
    """The tags that managers of references read."""
    citation = cite(cited, root)
    date = (cited.date or cited.edition[:4]).replace("-", "/")
    return (
        ("citation_title", cited.title),
        ("citation_author", AUTHORS),
        ("citation_publication_date", date),
        ("citation_online_date", date),
        ("citation_publisher", NAME),
        ("citation_technical_report_number", citation.printed),
        ("citation_language", "en"),
        ("citation_public_url", citation.edition_link),
    )


def elements(tags: Iterable[Tag]) -> Iterable[Element]:
    """Tags as elements of a head."""
    return (el("meta", {"name": name, "content": content}) for name, content in tags)


def card(one: Published) -> str:
    """The file of a page's picture, below the guide's start: a lesson's own, or that of the guide."""
    return (cards.FOLDER / f"{one.id.lower() if one.kind == 'lesson' else cards.GUIDE}.png").as_posix()


def _graph(one: Published, docs: Path, root: str, description: str) -> tuple[Tag, ...]:
    tags = [
        ("og:type", "article" if one.kind in CITABLE else "website"),
        ("og:site_name", NAME),
        ("og:title", one.title),
        ("og:description", description),
        ("og:url", root + one.home.removeprefix(START)),
    ]
    if (docs / card(one)).exists():
        tags += [("og:image", root + card(one)), ("og:image:width", "1200"), ("og:image:height", "630"), ("og:image:alt", one.title)]
    return tuple(tags)


def _linked(one: Published, shelf: Shelf, root: str, description: str) -> dict[str, object]:
    """A lesson or a case in the words of schema.org, with the sections that have an id of their own as its parts."""
    cited = shelf.cited(one)
    parts = [
        part for part in shelf.register.values() if part is not one and part.kind in {"item", "section"} and page_of(part.home) == one.home
    ]
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": ["TechArticle", "LearningResource"] if one.kind == "lesson" else "TechArticle",
        "@id": root + one.home,
        "identifier": one.id,
        "headline": one.title,
        "name": one.title,
        "description": description,
        "url": root + one.home,
        "inLanguage": "en",
        "version": cited.edition,
        "license": LICENSE,
        "author": {"@type": "Organization", "name": AUTHORS},
        "publisher": {"@type": "Organization", "name": NAME},
        "isPartOf": {"@type": "Book", "name": NAME, "bookEdition": cited.edition, "url": root},
    }
    if cited.date:
        data["datePublished"] = cited.date
    if one.kind == "lesson":
        data["learningResourceType"] = words.LEARNING
        data["hasPart"] = [
            {"@type": "WebPageElement", "identifier": part.id, "name": part.title, "url": root + part.home} for part in parts
        ]
    return data


def _json(data: object) -> str:
    """JSON that can stand in a script element: nothing in it can end the element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
