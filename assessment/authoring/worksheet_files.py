"""Worksheets as files: CSV for a spreadsheet and Markdown to keep beside the code, each empty first and then with the example."""

from __future__ import annotations

import ast
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from assessment import words as engine
from assessment.authoring import worksheet_words as words
from assessment.authoring.calculation import Calculation, Quantity, written
from assessment.authoring.ledger_pages import table
from assessment.authoring.worksheets import Grid, Worksheet
from assessment.explanation import section
from assessment.markup import el
from assessment.plan_csv import cell

if TYPE_CHECKING:
    from assessment.authoring.bank import Bank

FOLDER = "data"
MARK = "\ufeff"  # by which a spreadsheet tells UTF-8
LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)]*)\)")
STYLE = re.compile(r"\*\*|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
IN_CELLS = {"+": "+", "-": "-", "*": "*", "/": "/"}
IN_WORDS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
YOURS, EXAMPLE = "C", "D"  # the columns of a calculation

Row = Sequence[str]


def publish(bank: Bank, docs: Path, guide: str) -> list[Path]:
    """Write every worksheet below `docs`, and return what changed; `guide` is the address of the guide's start, ending with a slash."""
    if not bank.worksheets:
        return []
    folder = docs / FOLDER
    folder.mkdir(exist_ok=True)
    made: dict[str, str] = {}
    for sheet in bank.worksheets.values():
        made[f"{sheet.id}.csv"] = MARK + as_csv(sheet, bank.edition, guide)
        made[f"{sheet.id}.txt"] = as_markdown(sheet, bank.edition, guide)
    return [folder / name for name, text in made.items() if _write(folder / name, text.encode())]


def links(sheet: str, root: str) -> Element:
    """The links to a worksheet's files, from a page from which `root` leads to the guide's start.

    The Markdown lies there as .txt, since a file that ends in .md would be a page of the site, and is saved under its own name.
    """
    return el("p", {"class": "fw-take"}, words.TAKE, *_files(sheet, root, words.AS_CSV, words.AS_MARKDOWN), ".")


def _files(sheet: str, root: str, *names: str) -> tuple[Element | str, ...]:
    kinds = zip((("csv", "csv"), ("txt", "md")), names, strict=True)
    made = [el("a", {"href": f"{root}{FOLDER}/{sheet}.{lies}", "download": f"{sheet}.{saved}"}, name) for (lies, saved), name in kinds]
    return made[0], words.OR, made[1]


def overview(sheets: Iterable[Worksheet], root: str) -> Element:
    """Every worksheet with its section and its files, from a page from which `root` leads to the guide's start."""
    rows = (
        el(
            "tr",
            None,
            el("th", {"scope": "row"}, el("a", {"href": root + sheet.address.replace("/#", ".md#")}, sheet.title)),
            el("td", None, *_files(sheet.id, root, words.CSV, words.MARKDOWN)),
        )
        for sheet in sheets
    )
    return table(words.OVERVIEW_HEAD, rows, "fw-table")


def as_csv(sheet: Worksheet, edition: str, guide: str) -> str:
    """A worksheet for a spreadsheet (RFC 4180); no text of it can be taken for a formula, and a calculation has live ones."""
    rows: list[Row] = [[sheet.title], *([name, ""] for name in words.PROJECT), *_origin(sheet, edition, guide), []]
    rows = [[cell(text) for text in row] for row in rows]
    rows += _calculated(sheet.calculation, len(rows)) if sheet.calculation else _to_fill_in(sheet)
    rows += [[words.EXAMPLE], *(_guarded(row) for row in _example(sheet))]
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()


def as_markdown(sheet: Worksheet, edition: str, guide: str) -> str:
    """A worksheet as Markdown whose links lead to the guide from anywhere."""
    blocks = [f"# {sheet.title}", "\n".join(f"* {name}:" for name in words.PROJECT)]
    blocks += ["\n".join(f"* {name}: {text}" for name, text in _origin(sheet, edition, guide, calculated=False)), f"## {words.YOURS}"]
    for grid in sheet.grids():
        blocks += [*([f"### {grid.caption}"] if grid.caption else []), _table(grid.head, grid.empty())]
    blocks.append(f"## {words.EXAMPLE}")
    blocks += [_table(part.head, part.rows) if isinstance(part, Grid) else part for part in sheet.parts]
    lesson = sheet.address.partition("#")[0]
    return LINK.sub(lambda link: f"[{link['text']}]({_absolute(link['target'], lesson, guide)})", "\n\n".join(blocks)) + "\n"


def _origin(sheet: Worksheet, edition: str, guide: str, *, calculated: bool = True) -> Iterator[Row]:
    yield words.SECTION, section(guide, sheet.address)
    yield words.EDITION, engine.named_edition(edition)
    yield words.LICENSE, words.CC_BY
    yield words.HOW, words.CALCULATE if sheet.calculation and calculated else words.FILL_IN


def _write(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True


# ── for a spreadsheet ──


def _to_fill_in(sheet: Worksheet) -> Iterator[Row]:
    for grid in sheet.grids():
        yield _guarded([words.named(words.YOURS, grid.caption)])
        yield from map(_guarded, (grid.head, *grid.empty()))
        yield []


def _example(sheet: Worksheet) -> Iterator[Row]:
    for part in sheet.parts:
        if isinstance(part, Grid):
            yield from (part.head, *part.rows)
            yield []
        else:
            yield from ([line] for line in _lines(part))


def _lines(paragraph: str) -> list[str]:
    """A paragraph in one line, a list in one line for each entry."""
    return [" ".join(entry.split()) for entry in re.split(r"\n(?=\* )", paragraph)]


def _guarded(row: Iterable[str]) -> Row:
    return [cell(_plain(text)) for text in row]


def _plain(text: str) -> str:
    """Markdown as it is read: the words of links, without marks."""
    return STYLE.sub("", LINK.sub(lambda link: link["text"], text.removeprefix("* "))).replace("\\|", "|")


def _calculated(calculation: Calculation, above: int) -> Iterator[Row]:
    """The lines with live formulas, twice: over what the reader puts in, and over the example; `above` rows stand before them."""
    yield words.CALCULATION_HEAD
    place = above + 1
    rows: dict[str, int] = {}
    for group in calculation.groups:
        yield _guarded([group.title])
        place += 1
        for one in group.quantities:
            place += 1
            rows[one.id] = place
            yield _line(one, rows)
    yield []


def _line(one: Quantity, rows: dict[str, int]) -> Row:
    named = _guarded([one.means, one.unit])
    if one.formula is None:
        return [*named, "", str(one.example), ""]
    return [*named, *(_formula(one.formula, column, rows) for column in (YOURS, EXAMPLE)), _in_words(one.formula, rows)]


def _formula(formula: ast.expr, column: str, rows: dict[str, int]) -> str:
    """A formula of cells, whole numbers and signs, which reads the same to spreadsheets of every language."""
    return f"={written(formula, lambda id: f'{column}{rows[id]}', IN_CELLS)}"


def _in_words(formula: ast.expr, rows: dict[str, int]) -> str:
    return written(formula, lambda id: words.row(rows[id]), IN_WORDS)


# ── as Markdown ──


def _table(head: Row, rows: Iterable[Row]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def _absolute(target: str, lesson: str, guide: str) -> str:
    """Where a link of a lesson leads to, from anywhere."""
    if "://" in target:
        return target
    page, _, anchor = target.partition("#")
    folder = "" if page.startswith("../") else "lessons/"
    place = lesson if not page else folder + re.sub(r"(index)?\.md$", lambda m: "" if m[1] else "/", page.removeprefix("../"))
    return section(guide, place + (f"#{anchor}" if anchor else ""))
