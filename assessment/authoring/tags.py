"""The tags of a built page, in their order or as a tree: just enough of HTML for what site generators write, and quick."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"(?P<name>[^\s\"'>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+)))?")
TEXTS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that begins an element: where it stands, its name in small letters, and its attributes as they are written.

    `text` is what is in the element, for those that hold nothing but text.
    """

    place: int
    name: str
    written: str
    text: str


@dataclass(slots=True, eq=False)
class Node:
    """An element of a tree, with the texts and elements in it in their order; the root has no tag."""

    tag: str
    attributes: Attributes
    parts: list[Node | str] = field(default_factory=list)


def tags(page: str) -> Iterator[Tag]:
    """Every tag of a page that begins an element, in order, also within comments."""
    place = 0
    while found := TAG.search(page, place):
        place = found.end()
        if not found["end"]:
            name = found["name"].lower()
            text, place = _held(page, name, place)
            yield Tag(found.start(), name, found["attributes"], text)


def attributes(written: str) -> Attributes:
    """Attributes by their names in small letters, without escapes."""
    found = ATTRIBUTE.finditer(written)
    return {one["name"].lower(): unescape(one["double"] or one["single"] or one["bare"] or "") for one in found}


def tree(html: str) -> Node:
    """A piece of a page as a tree; an end without a beginning is passed over."""
    html = COMMENT.sub("", html)
    open = [Node("", {})]
    place = 0
    while found := TAG.search(html, place):
        _say(open[-1], html[place : found.start()])
        name, place = found["name"].lower(), found.end()
        if found["end"]:
            _end(open, name)
            continue
        open[-1].parts.append(node := Node(name, attributes(found["attributes"])))
        text, place = _held(html, name, place)
        _say(node, text)
        if name not in EMPTY and name not in TEXTS and not found["attributes"].endswith("/"):
            open.append(node)
    _say(open[-1], html[place:])
    return open[0]


def _held(page: str, name: str, place: int) -> tuple[str, int]:
    """The text that an element holds and where it ends; no text, and the same place, for one that may hold elements."""
    end = TEXTS[name].search(page, place) if name in TEXTS else None
    return (page[place : end.start()], end.end()) if end else ("", place)


def _say(node: Node, text: str) -> None:
    if text:
        node.parts.append(unescape(text))


def _end(open: list[Node], name: str) -> None:
    for place in range(len(open) - 1, 0, -1):
        if open[place].tag == name:
            del open[place:]
            return
