"""The tags of a built page, in their order or as a tree: just enough of HTML for what site generators write, and quick."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

NAME, WRITTEN = r"[a-zA-Z][^\s/>]*+", r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+"
TEXTS = "script", "style", "textarea", "title"  # elements that hold nothing but text
HELD = rf"<({'|'.join(TEXTS)})(?=[\s/>])({WRITTEN})>(.*?)</\1\s*>"
BEGINNING = re.compile(rf"{HELD}|<({NAME})({WRITTEN})>", re.IGNORECASE | re.DOTALL)
EITHER = re.compile(rf"{HELD}|<(/?{NAME})({WRITTEN})>", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = re.compile(r"(?P<name>[^\s\"'>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+)))?")
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

Attributes = Mapping[str, str]


class Tag(NamedTuple):
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
    for found in BEGINNING.finditer(page):
        holds, said, text, name, written = found.groups()
        yield Tag(found.start(), holds.lower(), said, text) if holds else Tag(found.start(), name.lower(), written, "")


@lru_cache(maxsize=100_000)  # most tags of a page stand on the others too
def attributes(written: str) -> Attributes:
    """Attributes by their names in small letters, without escapes."""
    found = ATTRIBUTE.finditer(written)
    return MappingProxyType({one["name"].lower(): unescape(one["double"] or one["single"] or one["bare"] or "") for one in found})


def tree(html: str) -> Node:
    """A piece of a page as a tree; an end without a beginning is passed over."""
    html = COMMENT.sub("", html)
    open = [Node("", {})]
    place = 0
    for found in EITHER.finditer(html):
        _say(open[-1], html[place : found.start()])
        place = found.end()
        holds, said, text, name, written = found.groups()
        if holds:
            open[-1].parts.append(node := Node(holds.lower(), attributes(said)))
            _say(node, text)
        elif name.startswith("/"):
            _end(open, name[1:].lower())
        else:
            open[-1].parts.append(node := Node(name.lower(), attributes(written)))
            if node.tag not in EMPTY and not written.endswith("/"):
                open.append(node)
    _say(open[-1], html[place:])
    return open[0]


def _say(node: Node, text: str) -> None:
    if text:
        node.parts.append(unescape(text) if "&" in text else text)


def _end(open: list[Node], name: str) -> None:
    for place in range(len(open) - 1, 0, -1):
        if open[place].tag == name:
            del open[place:]
            return
