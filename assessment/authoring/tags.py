"""The tags of a built page, in their order: just enough of HTML for what site generators write, and quick."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

NAME, WRITTEN = r"[a-zA-Z][^\s/>]*+", r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+"
TEXTS = "script", "style", "textarea", "title"  # elements that hold nothing but text
HELD = rf"<({'|'.join(TEXTS)})(?=[\s/>])({WRITTEN})>(.*?)</\1\s*>"
BEGINNING = re.compile(rf"{HELD}|<({NAME})({WRITTEN})>", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = re.compile(r"(?P<name>[^\s\"'>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+)))?")

Attributes = Mapping[str, str]


class Tag(NamedTuple):
    """A tag that begins an element: where it stands, its name in small letters, and its attributes as they are written.

    `text` is what is in the element, for those that hold nothing but text.
    """

    place: int
    name: str
    written: str
    text: str


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
