"""A document as DOCX (ECMA-376), made with the standard library: built-in styles, live links, no macros, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, tostring

from assessment.catalogue import ENGLISH, language
from assessment.chapters import (
    Bar,
    Block,
    Chapter,
    Document,
    Entries,
    Entry,
    Exact,
    Inline,
    ItemName,
    Mark,
    Paragraph,
    Strong,
    Table,
    Text,
    ToQuestion,
    Web,
)
from assessment.explanation import section
from assessment.markup import Attributes, allowed, el

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
APPLICATION = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MEDIA = f"{APPLICATION}.document"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive knows; a clock would make other bytes each time

LANGUAGE = "en-US" if language() == ENGLISH else language()
INK, SOFT, ACCENT, LINE = "1D2526", "566062", "0B5D54", "C9C5BA"
SANS, MONO = "Calibri", "Consolas"
TEXT_WIDTH = 9638  # twentieths of a point between the margins of a page of A4
MARGIN = 1134
PADDING, LETTER = 200, 130  # of a cell and of a letter in it, in the same unit
LONGEST_WORD, LONGEST_CELL = 14, 150  # letters beyond which a column gets no wider for one word, or for one cell
BULLETS, NUMBERS = 1, 2


def whole(told: Document, guide: str) -> bytes:
    """A whole DOCX file; `guide` is the absolute address of the guide's start, which ends with a slash.

    Headings, lists, tables with header rows and links are what Word calls them, so that screen readers and outlines find them.
    """
    made = _Made(guide)
    parts = {
        "word/document.xml": _body(made, told),  # first, since it finds the links
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(told),
        "word/_rels/document.xml.rels": _relations(made),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(made),
        "word/settings.xml": _settings(),
    }
    order = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in order:
            archive.writestr(_stored(name), _xml(parts[name]))
    return written.getvalue()


def _stored(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EARLIEST)  # not compressed, since not every zlib makes the same bytes
    info.create_system = 0  # or the archive would say on which system it was made
    return info


def _xml(element: Element) -> bytes:
    body: str = tostring(element, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}'.encode()


@dataclass(slots=True)
class _Made:
    """What the parts of a file share: the addresses that are linked, and how many numbered lists there are."""

    guide: str
    links: dict[str, str] = field(default_factory=dict)
    lists: int = 0

    def link(self, address: str) -> str:
        """The id of the relation to an address."""
        return self.links.setdefault(address, f"rLink{len(self.links) + 1}")

    def numbered(self) -> int:
        """The id of one more list that counts from 1."""
        self.lists += 1
        return NUMBERS + self.lists - 1


# ── the body ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _body(made: _Made, told: Document) -> Element:
    size = el("w:pgSz", {"w:w": 11906, "w:h": 16838})
    sides = ("top", "right", "bottom", "left", "header", "footer")
    margins = el("w:pgMar", {**{f"w:{side}": MARGIN for side in sides}, "w:gutter": 0})
    body = el(
        "w:body",
        None,
        _paragraph(made, (told.title,), "Title"),
        _paragraph(made, (told.about,), "Subtitle"),
        *_lead(made, told),
        *(part for chapter in told.chapters for part in _chapter(made, chapter)),
        _paragraph(made, (told.colophon,), "Colophon"),
        el("w:sectPr", None, size, margins),
    )
    return el("w:document", {"xmlns:w": WORD, "xmlns:r": f"{OFFICE}/relationships"}, body)


def _lead(made: _Made, told: Document) -> Iterator[Element]:
    """The verdicts, or where the project stands, and how far the form is filled."""
    for one in told.verdicts:
        yield _paragraph(made, (Strong(f"{one.question} {one.answer}"), f" {one.reason}"), "ListBullet")
    if not told.verdicts and told.standing:
        yield _paragraph(made, (Strong(" ".join(told.standing)),))
    for line in told.progress:
        yield _paragraph(made, (line,))


def _chapter(made: _Made, chapter: Chapter) -> Iterator[Element]:
    if chapter.blocks:
        yield _paragraph(made, (chapter.title,), "Heading1")
        for block in chapter.blocks:
            yield from _block(made, block)


def _block(made: _Made, block: Block) -> Iterator[Element]:
    match block:
        case Paragraph():
            yield _paragraph(made, block.text)
        case Entries():
            if block.caption:
                yield _paragraph(made, (block.caption,), "Heading2")
            number = made.numbered() if block.numbered else None
            for entry in block.entries:
                yield _entry(made, entry, number)
        case Table():
            if block.caption:
                yield _paragraph(made, (block.caption,), "Caption")
            yield _table(made, block)
            yield el("w:p", None, el("w:pPr", None, el("w:pStyle", {"w:val": "AfterTable"})))


def _entry(made: _Made, entry: Entry, number: int | None) -> Element:
    """A point of a list, its notes on lines of their own."""
    style = "ListBullet" if number is None else "ListNumber"
    paragraph = _paragraph(made, entry.text, style, number=number)
    for note in entry.notes:
        if runs := list(_runs(made, note)):
            paragraph.append(el("w:r", None, el("w:br")))
            paragraph.extend(runs)
    return paragraph


def _table(made: _Made, table: Table) -> Element:
    head: Sequence[Text] = [(Strong(text),) for text in table.head]
    rows = [[_paragraph(made, cell, "TableText") for cell in row] for row in (head, *table.rows, *([table.sum] if table.sum else []))]
    widths = _widths(rows)
    look = el("w:tblLook", {"w:firstRow": 1, "w:lastRow": 0, "w:firstColumn": 1, "w:lastColumn": 0, "w:noHBand": 1, "w:noVBand": 1})
    fixed = el("w:tblLayout", {"w:type": "fixed"})
    size = el("w:tblW", {"w:w": sum(widths), "w:type": "dxa"})
    return el(
        "w:tbl",
        None,
        el("w:tblPr", None, el("w:tblStyle", {"w:val": "TableGrid"}), size, fixed, look),
        el("w:tblGrid", None, *(el("w:gridCol", {"w:w": width}) for width in widths)),
        *(_row(row, widths, head=number == 0) for number, row in enumerate(rows)),
    )


def _widths(rows: Sequence[Sequence[Element]]) -> list[int]:
    """As wide as its longest word each column, and more for those with more to say; together as wide as the text."""
    columns = [["".join(cell.itertext()) for cell in column] for column in zip(*rows, strict=True)]
    least = [
        PADDING + LETTER * min(max(len(word) for cell in column for word in (cell.split() or [""])), LONGEST_WORD) for column in columns
    ]
    wanted = [max(1, *(min(len(cell), LONGEST_CELL) for cell in column)) for column in columns]
    left = TEXT_WIDTH - sum(least)
    if left < 0:
        return [width * TEXT_WIDTH // sum(least) for width in least]
    return [width + left * share // sum(wanted) for width, share in zip(least, wanted, strict=True)]


def _row(cells: Sequence[Element], widths: Sequence[int], *, head: bool = False) -> Element:
    properties = el("w:trPr", None, el("w:cantSplit"), el("w:tblHeader") if head else None)
    return el("w:tr", None, properties, *(_cell(cell, width) for cell, width in zip(cells, widths, strict=True)))


def _cell(paragraph: Element, width: int) -> Element:
    return el("w:tc", None, el("w:tcPr", None, el("w:tcW", {"w:w": width, "w:type": "dxa"})), paragraph)


def _paragraph(made: _Made, text: Text, style: str | None = None, *, number: int | None = None) -> Element:
    properties: list[Element] = []
    if style:
        properties.append(el("w:pStyle", {"w:val": style}))
    if number is not None:
        properties.append(el("w:numPr", None, el("w:ilvl", {"w:val": 0}), el("w:numId", {"w:val": number})))
    return el("w:p", None, el("w:pPr", None, *properties) if properties else None, *_runs(made, text))


def _runs(made: _Made, text: Text) -> Iterator[Element]:
    for one in text:
        yield from _inline(made, one)


def _inline(made: _Made, one: Inline) -> Iterator[Element]:
    match one:
        case str():
            yield from _run(one)
        case ItemName():
            yield _link(made, section(made.guide, one.address), f"{one.id} {one.title}".rstrip())
        case Strong():
            yield from _run(one.text, "Strong")
        case Mark():
            yield from _run(one.text, "Mark")
        case Web():
            yield _link(made, one.address, one.address)
        case Exact():
            yield from _run(str(one.number))
        case Bar() | ToQuestion():
            return  # the numbers stand beside the bar, and the questions in no document


def _link(made: _Made, address: str, text: str) -> Element:
    return el("w:hyperlink", {"r:id": made.link(address), "w:history": 1}, *_run(text, "Hyperlink"))


def _run(text: str, style: str | None = None) -> Iterator[Element]:
    """A text; its own lines stay lines."""
    if not text:
        return
    properties = el("w:rPr", None, el("w:rStyle", {"w:val": style})) if style else None
    run = el("w:r", None, properties)
    for n, line in enumerate(allowed(text).splitlines() or [""]):
        if n:
            run.append(el("w:br"))
        run.append(el("w:t", {"xml:space": "preserve"}, line))
    yield run


# ── the parts around it ──────────────────────────────────────────────────────────────────────────────────────────────


def _content_types() -> Element:
    overrides = {
        "/word/document.xml": f"{MEDIA}.main+xml",
        "/word/styles.xml": f"{APPLICATION}.styles+xml",
        "/word/numbering.xml": f"{APPLICATION}.numbering+xml",
        "/word/settings.xml": f"{APPLICATION}.settings+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    return el(
        "Types",
        {"xmlns": f"{PACKAGE}/content-types"},
        el("Default", {"Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"}),
        el("Default", {"Extension": "xml", "ContentType": "application/xml"}),
        *(el("Override", {"PartName": name, "ContentType": kind}) for name, kind in overrides.items()),
    )


def _package_relations() -> Element:
    return _relationships(
        ("rId1", f"{OFFICE}/relationships/officeDocument", "word/document.xml", False),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
    )


def _relations(made: _Made) -> Element:
    return _relationships(
        *(
            (f"rId{n}", f"{OFFICE}/relationships/{name}", f"{name}.xml", False)
            for n, name in enumerate(("styles", "numbering", "settings"), 1)
        ),
        *((id, f"{OFFICE}/relationships/hyperlink", allowed(address), True) for address, id in made.links.items()),
    )


def _relationships(*relations: tuple[str, str, str, bool]) -> Element:
    return el(
        "Relationships",
        {"xmlns": f"{PACKAGE}/relationships"},
        *(
            el("Relationship", {"Id": id, "Type": kind, "Target": target, "TargetMode": "External" if outside else None})
            for id, kind, target, outside in relations
        ),
    )


def _core(told: Document) -> Element:
    return el(
        "cp:coreProperties",
        {"xmlns:cp": f"{PACKAGE}/metadata/core-properties", "xmlns:dc": "http://purl.org/dc/elements/1.1/"},
        el("dc:title", None, allowed(told.title)),
        el("dc:subject", None, allowed(told.about)),
        el("dc:description", None, allowed(told.brief)),
        el("dc:language", None, LANGUAGE),
    )


def _settings() -> Element:
    modern: Attributes = {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": 15}
    return el("w:settings", {"xmlns:w": WORD}, el("w:compat", None, el("w:compatSetting", modern)))


def _numbering(made: _Made) -> Element:
    """Bullets, and for each numbered list a number of its own that begins at 1."""
    start = el("w:lvlOverride", {"w:ilvl": 0}, el("w:startOverride", {"w:val": 1}))
    counted = range(NUMBERS, NUMBERS + max(made.lists, 1))
    return el(
        "w:numbering",
        {"xmlns:w": WORD},
        _abstract(BULLETS, "bullet", "•"),
        _abstract(NUMBERS, "decimal", "%1."),
        el("w:num", {"w:numId": BULLETS}, el("w:abstractNumId", {"w:val": BULLETS})),
        *(el("w:num", {"w:numId": id}, el("w:abstractNumId", {"w:val": NUMBERS}), start) for id in counted),
    )


def _abstract(id: int, kind: str, text: str) -> Element:
    level = el(
        "w:lvl",
        {"w:ilvl": 0},
        el("w:start", {"w:val": 1}),
        el("w:numFmt", {"w:val": kind}),
        el("w:lvlText", {"w:val": text}),
        el("w:lvlJc", {"w:val": "left"}),
        el("w:pPr", None, el("w:ind", {"w:left": 360, "w:hanging": 360})),
    )
    return el("w:abstractNum", {"w:abstractNumId": id}, el("w:multiLevelType", {"w:val": "singleLevel"}), level)


def _styles() -> Element:
    """Styles by the names that Word has for them, so that a template of the reader's own can take their place."""
    fonts = el("w:rFonts", {f"w:{kind}": SANS for kind in ("ascii", "hAnsi", "cs")})
    language = el("w:lang", {"w:val": LANGUAGE})
    defaults = el("w:rPr", None, fonts, el("w:color", {"w:val": INK}), el("w:sz", {"w:val": 22}), language)
    return el(
        "w:styles",
        {"xmlns:w": WORD},
        el(
            "w:docDefaults",
            None,
            el("w:rPrDefault", None, defaults),
            el("w:pPrDefault", None, el("w:pPr", None, _spacing(0, 120))),
        ),
        _style("Normal", "Normal", default=True),
        _style("Title", "Title", paragraph=(_spacing(0, 60),), run=_look(size=52, bold=True)),
        _style("Subtitle", "Subtitle", paragraph=(_spacing(0, 240),), run=_look(color=SOFT)),
        _style("Heading1", "heading 1", paragraph=(el("w:keepNext"), _spacing(360, 120), _outline(0)), run=_look(size=32, bold=True)),
        _style("Heading2", "heading 2", paragraph=(el("w:keepNext"), _spacing(240, 80), _outline(1)), run=_look(size=26, bold=True)),
        _style("Caption", "caption", paragraph=(el("w:keepNext"), _spacing(200, 60)), run=_look(bold=True)),
        _style("ListBullet", "List Bullet", paragraph=(_numbered(BULLETS), _spacing(0, 80))),
        _style("ListNumber", "List Number", paragraph=(_numbered(NUMBERS), _spacing(0, 80))),
        _style("TableText", "Table Text", paragraph=(_spacing(30, 30),), run=_look(size=20), ours=True),
        _style("AfterTable", "After Table", paragraph=(_spacing(0, 60),), run=_look(size=8), ours=True),
        _style("Colophon", "Colophon", paragraph=(_spacing(480, 0),), run=_look(size=18, color=SOFT), ours=True),
        _style("Strong", "Strong", kind="character", run=_look(bold=True)),
        _style("Hyperlink", "Hyperlink", kind="character", run=(el("w:color", {"w:val": ACCENT}), el("w:u", {"w:val": "single"}))),
        _style("Mark", "Mark", kind="character", run=(el("w:rFonts", {"w:ascii": MONO, "w:hAnsi": MONO}),), ours=True),
        _table_style(),
    )


def _style(
    id: str,
    name: str,
    *,
    kind: str = "paragraph",
    paragraph: Sequence[Element] = (),
    run: Sequence[Element] = (),
    default: bool = False,
    ours: bool = False,
) -> Element:
    return el(
        "w:style",
        {"w:type": kind, "w:styleId": id, "w:default": "1" if default else None, "w:customStyle": "1" if ours else None},
        el("w:name", {"w:val": name}),
        el("w:basedOn", {"w:val": "Normal"}) if kind == "paragraph" and not default else None,
        el("w:qFormat"),
        el("w:pPr", None, *paragraph) if paragraph else None,
        el("w:rPr", None, *run) if run else None,
    )


def _table_style() -> Element:
    sides = ("top", "bottom", "insideH")
    borders = el("w:tblBorders", None, *(el(f"w:{side}", {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": LINE}) for side in sides))
    margins = el("w:tblCellMar", None, *(el(f"w:{side}", {"w:w": 80, "w:type": "dxa"}) for side in ("left", "right")))
    return el(
        "w:style",
        {"w:type": "table", "w:styleId": "TableGrid"},
        el("w:name", {"w:val": "Table Grid"}),
        el("w:qFormat"),
        el("w:tblPr", None, borders, margins),
    )


def _look(*, size: int | None = None, color: str | None = None, bold: bool = False) -> tuple[Element, ...]:
    """How letters look, in the order that the format asks for; `size` is in half points."""
    parts = (
        el("w:b") if bold else None,
        el("w:color", {"w:val": color}) if color else None,
        el("w:sz", {"w:val": size}) if size else None,
    )
    return tuple(part for part in parts if part is not None)


def _spacing(before: int, after: int) -> Element:
    return el("w:spacing", {"w:before": before, "w:after": after, "w:line": 264, "w:lineRule": "auto"})


def _outline(level: int) -> Element:
    return el("w:outlineLvl", {"w:val": level})


def _numbered(id: int) -> Element:
    return el("w:numPr", None, el("w:numId", {"w:val": id}))
