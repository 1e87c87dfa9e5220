"""Worksheets: blocks of a lesson whose tables a team fills in, read from the same text that the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import yaml

from assessment.authoring.calculation import Calculation, calculation
from assessment.authoring.memory import Same
from assessment.authoring.reading import Reading
from assessment.authoring.source import Source
from assessment.model import Problem

LESSONS = "lessons"
FOLDER = "worksheets"
BLOCK = re.compile(r"^/// worksheet \| (?P<id>.+)\n(?P<settings>(?: {4}.*\n)*)(?P<body>(?:.*\n)*?)///$", re.MULTILINE)
ANCHOR = re.compile(r"^#+ .*\{ *#(?P<anchor>[a-z0-9-]+) *\} *$", re.MULTILINE)
FILLED = re.compile(r"(?P<rows>[1-9]\d?) empty rows|keep columns? (?P<columns>[1-9](?: and [1-9])*)")
CAPTION = re.compile(r"\*\*(?P<caption>[^*]+?)[.:]?\*\*")
ID = re.compile(r"[a-z][a-z0-9-]*")
CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of the filled-in example, in Markdown, and what of it stays in the empty one: columns by their places, or no row at all.

    `blank` is the number of empty rows where nothing stays.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kept: tuple[int, ...]
    blank: int

    def empty(self) -> tuple[tuple[str, ...], ...]:
        """The rows to fill in."""
        if not self.kept:
            return (("",) * len(self.head),) * self.blank
        return tuple(tuple(cell if n in self.kept else "" for n, cell in enumerate(row)) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """What a team fills in: tables with the sentences around them, in Markdown, and the section at `address` that they stand in."""

    id: str
    title: str
    address: str
    parts: tuple[str | Grid, ...]
    calculation: Calculation | None

    def grids(self) -> tuple[Grid, ...]:
        """Its tables."""
        return tuple(part for part in self.parts if isinstance(part, Grid))


def read(reading: Reading, lessons: Iterable[str]) -> dict[str, Worksheet]:
    """Every worksheet of the lessons, whose file names are given, by id; what is wrong with them is among the problems."""
    calculations = _calculations(reading)
    found: dict[str, Worksheet] = {}
    for page in (reading.docs / LESSONS / f"{lesson}.md" for lesson in lessons):
        text = (reading.text(page) if page.exists() else None) or ""
        for block in BLOCK.finditer(text):
            where = f"{reading.name(page)}:{text.count(chr(10), 0, block.start()) + 1}"
            sheet, problems = _worksheet(block, _address(page.stem, text[: block.start()]), calculations)
            doubled = [f"worksheet '{sheet.id}' exists already"] if sheet.id in found else []
            reading.problems += [Problem(where=where, message=message) for message in (*problems, *doubled)]
            found[sheet.id] = sheet
    reading.problems += [
        Problem(where=f"docs/{FOLDER}/{id}.yml", message=f"no lesson has the worksheet; write '/// worksheet | {id}'")
        for id in calculations.keys() - found.keys()
        if LESSONS not in reading.unread
    ]
    return found


def _calculations(reading: Reading) -> dict[str, Calculation]:
    made: dict[str, Calculation] = {}
    for where in reading.folder(FOLDER, "worksheet"):
        made[where.name.rpartition("/")[2].removesuffix(".yml")], problems = _calculation(Same(where))
        reading.problems += problems
    return made


@lru_cache(maxsize=100)  # formulas equal none but themselves, and are to be the same for as long as their file is
def _calculation(where: Same[Source]) -> tuple[Calculation, list[Problem]]:
    return calculation(where.value)


def _address(lesson: str, before: str) -> str:
    """The section that a block stands in, from the guide's start."""
    anchors = [match["anchor"] for match in ANCHOR.finditer(before)]
    return f"{LESSONS}/{lesson}/" + (f"#{anchors[-1]}" if anchors else "")


def _worksheet(block: re.Match[str], address: str, calculations: Mapping[str, Calculation]) -> tuple[Worksheet, list[str]]:
    id = block["id"].strip()
    settings = _settings(block["settings"])
    fillings = settings.get("tables", [])
    tables = [chunk for chunk in _chunks(block["body"]) if chunk.startswith("|")]
    problems = [*_settings_problems(id, settings, len(tables))]
    if problems:
        return Worksheet(id=id, title="", address=address, parts=(), calculation=None), problems
    parts, problems = _parts(block["body"], fillings)
    return Worksheet(id=id, title=settings["title"], address=address, parts=parts, calculation=calculations.get(id)), problems


def _settings(text: str) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}


def _settings_problems(id: str, settings: Mapping[str, Any], tables: int) -> Iterator[str]:
    if not ID.fullmatch(id):
        yield f"'{id}' is no id; small letters, digits and hyphens make one"
    if set(settings) != {"title", "tables"} or not isinstance(settings["title"], str) or not isinstance(settings["tables"], list):
        yield "needs below it, indented by four: 'title: …' and 'tables: […]'"
        return
    if len(settings["tables"]) != tables:
        yield f"has {tables} tables and says of {len(settings['tables'])} how they are filled in"
    for one in settings["tables"]:
        if not FILLED.fullmatch(str(one)):
            yield f"'{one}' is not one of: 6 empty rows, keep column 1, keep columns 1 and 2"


def _chunks(body: str) -> list[str]:
    return [chunk.strip("\n") for chunk in re.split(r"\n{2,}", body.strip("\n")) if chunk.strip()]


def _parts(body: str, fillings: Sequence[str]) -> tuple[tuple[str | Grid, ...], list[str]]:
    parts: list[str | Grid] = []
    problems: list[str] = []
    waiting = iter(fillings)
    for chunk in _chunks(body):
        if not chunk.startswith("|"):
            parts.append(chunk)
            continue
        grid = _grid(chunk, next(waiting), parts[-1] if parts else "")
        problems += _grid_problems(grid)
        parts.append(grid)
    return tuple(parts), problems


def _grid(chunk: str, filling: str, before: str | Grid) -> Grid:
    head, _, *rows = [_cells(line) for line in chunk.splitlines()]
    caption = CAPTION.match(before) if isinstance(before, str) else None
    filled = cast("re.Match[str]", FILLED.fullmatch(filling))
    kept = tuple(int(n) - 1 for n in filled["columns"].split(" and ")) if filled["columns"] else ()
    return Grid(caption=caption["caption"] if caption else "", head=head, rows=tuple(rows), kept=kept, blank=int(filled["rows"] or 0))


def _grid_problems(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        if len(row) != len(grid.head):
            yield f"the row '{row[0]}' has {len(row)} cells; the head has {len(grid.head)}"
    if any(n >= len(grid.head) for n in grid.kept):
        yield f"the table that begins with '{grid.head[0]}' has {len(grid.head)} columns; one that is kept lies beyond"


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in CELL.split(line.strip()[1:-1]))
