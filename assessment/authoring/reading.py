"""Reads a guide's files one after another, and gathers what is wrong with them as `file:line: what is wrong; what would be right`.

Shape is checked against the JSON Schemas in `docs/schemas`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import jsonschema

from assessment.authoring import source
from assessment.authoring.source import Source, path_of
from assessment.codec import Unreadable
from assessment.model import Problem

Place = tuple[Source, Sequence[str | int]]


class Reading:
    """One pass over a `docs` folder: `problems` holds all that was found so far, `unread` the folders of which a file could not be read.

    What such a file would have held is not known, so nobody is told that it does not exist.
    """

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        self.problems: list[Problem] = []
        self.unread: set[str] = set()

    def folder(self, folder: str, schema: str, *, but: Collection[str] = ()) -> Iterator[Source]:
        """Every YAML file of a folder that has its shape, in order, without those whose names are in `but`."""
        for path in sorted((self.docs / folder).glob("*.yml")):
            if path.stem not in but and (read := self.file(folder, path.stem, schema)) is not None:
                yield read

    def file(self, folder: str, stem: str, schema: str) -> Source | None:
        """A YAML file that has its shape, or None, with the reasons among the problems."""
        read = self._shaped(self.docs / folder / f"{stem}.yml", schema)
        if read is None:
            self.unread.add(folder)
        return read

    def _shaped(self, path: Path, schema: str) -> Source | None:
        text = self.text(path)
        if text is None:
            return None
        try:
            return _source(self.docs, schema, text, self.name(path))
        except Unreadable as error:
            self.problems += error.problems
            return None

    def text(self, path: Path) -> str | None:
        """A file's text, or None when it cannot be read, which is named once."""
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problem = Problem(where=self.name(path), message=f"cannot be read: {error}")
            if problem not in self.problems:
                self.problems.append(problem)
            return None

    def name(self, path: Path) -> str:
        """How problems name a file of the guide."""
        return f"{self.docs.name}/{path.relative_to(self.docs).as_posix()}"

    def say(self, where: Source, path: Sequence[str | int], message: str) -> None:
        """Add a problem with one part of a file."""
        self.problems.append(where.problem(path, message))

    def file_under(self, where: Source, problems: Iterable[Problem]) -> None:
        """Add problems that name parts of a file, such as `items[2].weight`, with the lines of these parts."""
        self.problems += [where.problem(path_of(problem.where), problem.message) for problem in problems]

    def paged(self, folder: str, block: str, places: Mapping[str, Place], *, alone: bool = True) -> None:
        """Where a folder has an index page, every id must have a page that shows it by a block, and every other page an id.

        `places` says for each id where a missing page is filed under. Where these pages are not `alone` in the folder, others may be
        about anything.
        """
        if not (self.docs / folder / "index.md").exists():
            return
        pages = {path.stem: path for path in sorted((self.docs / folder).glob("*.md")) if path.stem != "index"}
        for id, (where, path) in places.items():
            page = pages.pop(id.lower(), None)
            shown = f"/// {block} | {id}"
            if page is None:
                self.say(where, path, f"'{id}' has no page; write {folder}/{id.lower()}.md with '{shown}'")
            elif shown not in (self.text(page) or "").splitlines():
                self.problems.append(Problem(where=self.name(page), message=f"does not show '{id}'; write '{shown}'"))
        self.problems += [
            Problem(where=self.name(page), message="is the page of nothing that exists; remove it") for page in pages.values() if alone
        ]


def by_place(problem: Problem) -> tuple[str, int]:
    """What puts problems into the order of files and lines."""
    file, _, line = problem.where.rpartition(":")
    return (file, int(line)) if line.isdigit() else (problem.where, 0)


@lru_cache(maxsize=1_000)  # while a server runs, a file that did not change is not read again; nobody changes what is read
def _source(docs: Path, schema: str, text: str, name: str) -> Source:
    read = source.read(text, name)
    if wrong := tuple(read.problem(tuple(e.absolute_path), _schema_message(e)) for e in _schema(docs, schema).iter_errors(read.data)):
        raise Unreadable(wrong)
    return read


@cache
def _schema(docs: Path, name: str) -> jsonschema.Draft202012Validator:
    text = (docs / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def _schema_message(error: jsonschema.ValidationError) -> str:
    if error.validator == "additionalProperties" and isinstance(error.instance, dict) and isinstance(error.schema, dict):
        allowed = sorted(error.schema.get("properties", {}))
        extra = sorted(set(error.instance) - set(allowed))
        return f"unknown key {', '.join(map(repr, extra))}; allowed are: {', '.join(allowed)}"
    return error.message if len(error.message) < 200 else f"{error.message[:197]}…"
