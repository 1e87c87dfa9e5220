"""What readers of this repository read, in passages without markup: its pages, the texts in its data, and the sentences of its views."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assessment.authoring import source
from assessment.authoring.pages import body
from assessment.authoring.source import Source

Kind = Literal["sentences", "words"]

PARSER = MarkdownIt("commonmark").enable("table")
OTHERS = re.compile(r"^(?:///.*|</?div\b.*>)$", re.MULTILINE)  # blocks out of the bank, and what stands around Markdown
ATTRIBUTES = re.compile(r"\{:? *[#.][^{}]*\}")
ADDRESS = re.compile(r"\bhttps?://\S+|(?<![\w-])--[a-z][a-z-]*|(?<![\w.])(?:[\w-]+[./])*[\w-]+\.[a-z]{2,}(?:/\S*\w)?(?!\w)")
REFERENCE = re.compile(r"\[[A-Z]-\d\d\]|\b(?:[A-Z]{3}|[A-Z])-\d\d\b")
CODE = re.compile(r"`[^`]*`")
AWAY = "□"  # stands where code, an address or a reference stood: one word that is never wrong

# Keys of our YAML whose values are ids, codes, dates or names that others gave, and so no prose of ours.
KEYS = {
    "id", "since", "edition", "url", "urls", "evidence", "items", "lessons", "kind", "grade", "status", "year", "read", "state",
    "as_of", "review_by", "date", "stage", "stages", "least", "when", "applies_when", "framework", "relation", "certainty",
    "item", "see", "source", "publisher", "weakest_link", "order", "dimensions", "floors", "value", "stakes", "facts", "also",
    "period", "version", "licence", "about", "steps", "heard", "verdict", "short", "jurisdiction", "address",
}  # fmt: skip
TOLD = {"items", "facts", "stages", "dimensions"}  # lists of ids in one file, and in another what the ids are of


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text without markup, with the file and line where it begins; `part` is the section or field that it belongs to.

    One of kind "words" is a heading, a cell or a label: its words count, its sentences do not.
    """

    file: str
    line: int
    part: str
    text: str
    kind: Kind = "sentences"

    def at(self, place: int) -> str:
        """Where a place in the text stands, as `file:line`."""
        return f"{self.file}:{self.line + self.text.count(chr(10), 0, place)}"


def of_markdown(text: str, file: str) -> Iterator[Passage]:
    """A page's passages: of its head title and description, then every paragraph, item of a list, heading and cell."""
    yield from of_head(text, file)
    tokens = PARSER.parse(OTHERS.sub("", body(text)))
    part, line = "", 1
    for before, token in zip([None, *tokens], tokens, strict=False):
        line = token.map[0] + 1 if token.map else line
        if token.type == "inline" and before is not None:
            heading = before.type == "heading_open"
            plain = stripped(_plain(token))
            part = plain if heading and before.tag in {"h1", "h2"} else part
            yield Passage(file=file, line=line, part=part, text=plain, kind="sentences" if before.type == "paragraph_open" else "words")


def of_head(text: str, file: str) -> Iterator[Passage]:
    """The title and the description of a page."""
    for line, written in enumerate(text.split("\n---\n")[0].split("\n"), start=1) if text.startswith("---\n") else ():
        key, _, value = written.partition(": ")
        if key in {"title", "description"}:
            yield Passage(file=file, line=line, part=key, text=stripped(value), kind="sentences" if key == "description" else "words")


def of_yaml(text: str, file: str) -> Iterator[Passage]:
    """The passages of a data file: every text but those of keys that hold no prose of ours."""
    read = source.read(text, file)
    yield from _values(read, read.data, ())


def of_python(text: str, file: str) -> Iterator[Passage]:
    """The passages of a module of words: its texts of two words or more that are no docstring, with what is filled in left out."""
    tree = ast.parse(text)
    described = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}  # type: ignore[attr-defined]
    parts = {id(value) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for value in node.values}
    for node in ast.walk(tree):
        told = _told(node) if id(node) not in described | parts else None
        if told and " " in told.strip():
            yield Passage(file=file, line=getattr(node, "lineno", 1), part=str(getattr(node, "lineno", 1)), text=stripped(told))


def stripped(text: str) -> str:
    """A text in which code, addresses, references and attributes have given way."""
    for one in (CODE, ADDRESS, REFERENCE):
        text = one.sub(AWAY, text)
    return ATTRIBUTES.sub("", text).strip()


def _plain(inline: Token) -> str:
    parts = []
    for token in inline.children or ():
        if token.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif token.type == "code_inline":
            parts.append(AWAY)
        elif token.type in {"text", "image"}:
            parts.append(token.content)
    return "".join(parts)


def _values(read: Source, data: object, path: tuple[str | int, ...]) -> Iterator[Passage]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in KEYS or (key in TOLD and isinstance(value, dict | list)):
                yield from _values(read, value, (*path, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            if not (isinstance(value, str) and path and path[-1] in KEYS):
                yield from _values(read, value, (*path, n))
    elif isinstance(data, str):
        where, _, line = read.at(*path).rpartition(":")
        part = ".".join(map(str, path))
        yield Passage(file=where, line=int(line), part=part, text=stripped(data), kind="sentences" if "." in data else "words")


def _has_docstring(node: ast.AST) -> bool:
    kinds = ast.Module | ast.FunctionDef | ast.ClassDef
    return isinstance(node, kinds) and ast.get_docstring(node) is not None


def _told(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else AWAY for part in node.values)
    return None


def every(root: Path) -> Iterator[Passage]:
    """Everything that readers read in a repository."""
    docs = root / "docs"
    for file in [root / "README.md", root / "CONTRIBUTING.md", *sorted(docs.rglob("*.md"))]:
        yield from of_markdown(file.read_text(encoding="utf-8"), file.relative_to(root).as_posix())
    for file in sorted(docs.rglob("*.yml")):
        yield from of_yaml(file.read_text(encoding="utf-8"), file.relative_to(root).as_posix())
    for file in sorted((root / "assessment").rglob("*words.py")):
        yield from of_python(file.read_text(encoding="utf-8"), file.relative_to(root).as_posix())
