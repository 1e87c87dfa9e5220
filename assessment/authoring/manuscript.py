"""The Markdown pages of a guide as their readers know them: address, title, sections with their anchors, and words without markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath, PurePosixPath

from assessment.authoring import pages
from assessment.authoring.pages import FENCE, coded

START = "./"
HEADING = re.compile(r"(?P<marks>#{1,6}) +(?P<title>.+?) *(?:\{(?P<attributes>[^}]*)\})? *$")
BLOCK = "///"  # what stands there is made of data, which has entries of its own
SILENT = re.compile(r"\{[^}]*\}|\|[\s:|-]+\|?")  # attributes alone on a line, and the rule below a table's head
MARKUP = (
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"<[^>\s][^>]*>"), ""),
    (re.compile(r"\*\*(.+?)\*\*"), r"\1"),
    (re.compile(r"(?<![\w*\\])\*(\S(?:[^*]*\S)?)\*(?![\w*])"), r"\1"),
    (re.compile(r"\{ *[#.:][^}]*\}"), ""),
    (re.compile(r"`+"), ""),
    (re.compile(r"\\([*_`#|\[\]{}\\])"), r"\1"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with the words below it, those of its subsections too; `level` is 2 or more, `anchor` the heading's id on the page."""

    anchor: str
    level: int
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: `address` is seen from the guide's start, `file` its place in `docs`, `lead` the words above the first section.

    `source` is all below the front matter.
    """

    address: str
    file: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    source: str


def read(docs: Path) -> tuple[Page, ...]:
    """Every page of a `docs` folder, in the order of the addresses."""
    files = ((file, file.relative_to(docs).as_posix()) for file in docs.rglob("*.md"))
    return tuple(sorted((_page(docs.name, path, file.read_text(encoding="utf-8")) for file, path in files), key=lambda page: page.address))


def address(docs: Path, file: Path) -> str:
    """Where a Markdown file is built to, seen from the guide's start: `lessons/data-quality/`, or `./` for the start itself."""
    return _address(file.relative_to(docs))


def _address(file: PurePath) -> str:
    place = file.with_suffix("")
    folder = place.parent if place.name == "index" else place
    return f"{folder.as_posix()}/"


def slug(title: str) -> str:
    """The anchor that a heading without an id of its own gets from Python-Markdown's table of contents."""
    ascii = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii).strip().lower())


def plain(lines: Sequence[str]) -> str:
    """Lines of Markdown as words: what only marks them up is left out, a line stays a line, and paragraphs stay apart."""
    kept = [line if code else _words(line) for line, code in coded(lines) if not (FENCE.match(line) if code else _silent(line))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _silent(line: str) -> bool:
    """Whether a line outside of code has no words of its own."""
    return line.startswith(BLOCK) or SILENT.fullmatch(line.strip()) is not None


def _words(line: str) -> str:
    heading = HEADING.fullmatch(line)
    text = heading["title"] if heading else line
    for pattern, words in MARKUP:
        text = pattern.sub(words, text)
    return text.rstrip()


@dataclass(frozen=True, slots=True)
class _Heading:
    line: int
    level: int
    title: str
    anchor: str


@lru_cache(maxsize=5_000)  # a build asks three times, and a server again after each change
def _page(docs: str, path: str, text: str) -> Page:
    page = pages.page(text, path, f"{docs}/{path}")
    source = pages.body(page.text)
    lines = source.splitlines()
    found = list(_headings(lines))
    below = [one for one in found if one.level > 1]
    top = next((one for one in found if one.level == 1), None)
    lead = lines[top.line + 1 if top else 0 : below[0].line if below else len(lines)]
    return Page(
        address=_address(PurePosixPath(path)),
        file=page.path,
        title=_words(page.title),
        lead=plain(lead),
        sections=tuple(_section(one, below[n + 1 :], lines) for n, one in enumerate(below)),
        source=source,
    )


def _section(heading: _Heading, after: Sequence[_Heading], lines: Sequence[str]) -> Section:
    end = next((one.line for one in after if one.level <= heading.level), len(lines))
    return Section(
        anchor=heading.anchor,
        level=heading.level,
        title=heading.title,
        text=plain(lines[heading.line + 1 : end]),
    )


def _headings(lines: Sequence[str]) -> Iterator[_Heading]:
    taken: set[str] = set()
    for number, (line, code) in enumerate(coded(lines)):
        if not code and (match := HEADING.fullmatch(line)):
            title = _words(match["title"])
            own = re.search(r"#([^\s}]+)", match["attributes"] or "")
            anchor = own[1] if own else _free(slug(title), taken)
            taken.add(anchor)
            yield _Heading(number, len(match["marks"]), title, anchor)


def _free(anchor: str, taken: set[str]) -> str:
    """The anchor, or with the first number behind it that makes it another one, as Python-Markdown does."""
    number = 1
    free = anchor
    while free in taken:
        free, number = f"{anchor}_{number}", number + 1
    return free
