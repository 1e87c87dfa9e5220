"""The pages of the guide as their authors wrote them: what stands at their head, their anchors and their links, each with its line.

It reads just enough of Markdown to be quick; a test holds what it finds against a whole parser on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assessment.authoring import source
from assessment.authoring.reading import Reading
from assessment.codec import Unreadable
from assessment.model import Problem

EDGE = "---"
FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
CODE = re.compile(r"(?P<mark>`+)(?!`).+?(?<!`)(?P=mark)(?!`)")
ANCHOR = re.compile(r"^#{1,6} .*\{[^{}]*#(?P<anchor>[^\s{}]+)[^{}]*\} *$")
TOP = re.compile(r"^# (?P<title>.+?) *(?:\{[^{}]*\} *)?$")
LINKS = (
    re.compile(r"\]\(\s*<?(?P<target>[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)"),
    re.compile(r"^ {0,3}\[[^\]]+\]:\s+<?(?P<target>[^\s<>]+)"),
    re.compile(r"<[a-z][^<>]*\s(?:href|src)=\"(?P<target>[^\"]*)\""),
)

Line = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that a page leads to, as it is written, and the line where it stands."""

    line: int
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its path below the guide's folder, how problems name its file, its text, and what was found in it.

    `head` is what stands between the two lines of hyphens at its start, by key; `anchors` are those that its headings name.
    """

    path: str
    name: str
    text: str
    head: Mapping[str, object]
    head_lines: Mapping[str, int]
    anchors: frozenset[str]
    links: tuple[Link, ...]

    @property
    def title(self) -> str:
        """What a browser and a search result call it: the title in its head, or its heading of the first level; else empty."""
        headings = (match["title"] for _, line in written(self.text) if (match := TOP.match(line)))
        return str(self.head.get("title") or next(headings, ""))

    @property
    def description(self) -> str:
        """What a search result shows below the title; empty where there is none."""
        return str(self.head.get("description") or "")

    def at(self, key: str) -> str:
        """Where a key of the head stands, or should stand, as `file:line`."""
        return f"{self.name}:{self.head_lines.get(key, 1)}"


def pages(reading: Reading) -> tuple[Page, ...]:
    """Every page of a guide, in the order of paths; one that cannot be read is among the problems."""
    found = []
    for file in sorted(reading.docs.rglob("*.md")):
        text = reading.text(file)
        if text is None:
            continue
        try:
            found.append(page(text, file.relative_to(reading.docs).as_posix(), reading.name(file)))
        except Unreadable as error:
            reading.problems += error.problems
    return tuple(found)


def page(text: str, path: str, name: str) -> Page:
    """A page from its text; raises Unreadable when its head is not YAML."""
    head, lines = _head(text, name)
    anchors = (match["anchor"] for _, line in written(text) if (match := ANCHOR.match(line)))
    return Page(path=path, name=name, text=text, head=head, head_lines=lines, anchors=frozenset(anchors), links=tuple(_links(text)))


def body(text: str) -> str:
    """A page's text without its head; the lines of the head are left empty, so that every other keeps its number."""
    lines = text.split("\n")
    return "\n".join([""] * _head_end(lines) + lines[_head_end(lines) :])


def written(text: str) -> Iterator[Line]:
    """The numbered lines of a page that are neither head nor a block of code."""
    for number, (line, code) in enumerate(coded(body(text).split("\n")), start=1):
        if not code:
            yield number, line


def coded(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Every line, with whether it belongs to a block of code; the marks around one belong to it."""
    fence = ""
    for line in lines:
        mark = FENCE.match(line)
        yield line, bool(fence or mark)
        if fence:
            fence = "" if mark and mark["mark"].startswith(fence) else fence
        elif mark:
            fence = mark["mark"]


def _head_end(lines: list[str]) -> int:
    """How many lines the head takes; 0 where there is none."""
    return lines.index(EDGE, 1) + 1 if lines[0] == EDGE and EDGE in lines[1:] else 0


def _head(text: str, name: str) -> tuple[Mapping[str, object], Mapping[str, int]]:
    lines = text.split("\n")
    end = _head_end(lines)
    read = source.read("\n".join(["", *lines[1 : end - 1]]), name) if end else source.Source(name, None)
    if read.data is not None and not isinstance(read.data, dict):
        raise Unreadable((Problem(where=f"{name}:1", message="the head of a page is keys with their values, such as title: …"),))
    places = {str(path[0]): line for path, line in read.lines.items() if len(path) == 1}
    return MappingProxyType(dict(read.data or {})), MappingProxyType(places)


def _links(text: str) -> Iterator[Link]:
    for number, line in written(text):
        plain = CODE.sub("", line)
        for kind in LINKS:
            yield from (Link(line=number, target=match["target"]) for match in kind.finditer(plain))
