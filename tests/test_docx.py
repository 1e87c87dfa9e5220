"""A document for Word: opened by another program it says all that the page says, its links live, its bytes the same each time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from xml.etree.ElementTree import fromstring

import docx as word
import pytest
from docx.document import Document as Opened
from docx.shared import Twips
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import given

from assessment import docx
from assessment.chapters import Chapter, Document, Entries, Entry
from assessment.chapters import Table as Words
from assessment.explanation import document
from assessment.model import Answer, Answers, Problem
from assessment.report import assess
from tests.places import Case, Twice, twice
from tests.support import answers, item, questionnaire, stage

GUIDE = "https://guide.example/v/2026.1/"
DAY = "2026-11-20"
TWO = questionnaire(
    item("FRM-01", 3, gates={"start": "repeatable"}), item("FRM-02"), stages=(stage("start", "FRM", floor="1/10"), stage("build"))
)
KEPT = Answer(level="no", note="Signed\nin May", link="https://a.example/?a=1&b=(2)")
GIVEN = Answers(answers=MappingProxyType({"FRM-01": KEPT}))


def opened(content: bytes) -> Opened:
    return word.Document(io.BytesIO(content))


def told(given_answers: Answers = GIVEN) -> Document:
    report = assess(TWO, given_answers)
    return document(TWO, report, given_answers, [Problem(where="target", message="is odd")], date=DAY)


def made(given_answers: Answers = GIVEN) -> Opened:
    return opened(docx.whole(told(given_answers), GUIDE))


def links(one: Opened) -> dict[str, str]:
    return {link.text: link.url for paragraph in one.paragraphs for link in paragraph.hyperlinks}


def empty(*chapters: Chapter) -> Document:
    return Document(title="T", about="A", brief="B", verdicts=(), standing=(), progress=(), chapters=chapters, colophon="C")


def texts(one: Opened) -> Iterator[str]:
    """Every text in its order."""
    for block in one.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)


def test_the_document_says_what_it_is() -> None:
    one = made()

    assert [(p.style and p.style.name, p.text) for p in one.paragraphs[:5]] == [
        ("Title", "Test"),
        ("Subtitle", "Fieldworthy 2026.1, 2026-11-20"),
        ("List Bullet", "Ready to start? No. 1 gate fails. No open answer can change that."),
        ("List Bullet", "Ready to build? No. 1 gate fails. No open answer can change that."),
        ("Normal", "1 of 2 answered."),
    ]
    core = one.core_properties
    assert (core.title, core.subject, core.comments, core.language) == (
        "Test",
        "Fieldworthy 2026.1, 2026-11-20",
        "Ready to start? No. Ready to build? No.",
        "en-US",
    )


def test_every_chapter_has_a_heading() -> None:
    headings = [p.text for p in made().paragraphs if p.style and p.style.name == "Heading 1"]

    assert headings == [chapter.title for chapter in told().chapters if chapter.blocks]


def test_tables_repeat_their_head_and_have_every_cell() -> None:
    [first, *_] = [table for table in made().tables if table.cell(0, 0).text == "Dimension"]

    assert [[cell.text for cell in row.cells] for row in first.rows] == [
        ["Dimension", "Proven", "Possible", "Floor"],
        ["Dimension FRM", "0 %", "25 %", "10 %"],
    ]
    assert first.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert not first.rows[1]._tr.xpath("w:trPr/w:tblHeader")
    assert first.style is not None
    assert first.style.name == "Table Grid"


def test_columns_are_as_wide_as_what_they_say_and_fill_the_page() -> None:
    rows = (("E-01", "No", "A sentence of some length that would fill a narrow column over many lines."),)
    told = empty(
        Chapter(
            name="x", title="X", blocks=(Words(head=("Id", "Now", "Then"), rows=tuple(tuple((cell,) for cell in row) for row in rows)),)
        )
    )

    [table] = opened(docx.whole(told, GUIDE)).tables
    widths = [column.width or 0 for column in table.columns]

    assert widths[1] < widths[0] * 2 < widths[2]
    assert docx.TEXT_WIDTH - 3 <= sum(widths) // Twips(1) <= docx.TEXT_WIDTH
    assert [cell.width for cell in table.rows[1].cells] == widths


def test_many_columns_of_long_words_stay_on_the_page() -> None:
    long = tuple(("Unbreakable" * 3,) for _ in range(12))

    [table] = opened(docx.whole(empty(Chapter(name="x", title="X", blocks=(Words(head=("H",) * 12, rows=(long,)),))), GUIDE)).tables

    assert sum(column.width or 0 for column in table.columns) // Twips(1) <= docx.TEXT_WIDTH


def test_links_lead_to_sections_and_to_evidence() -> None:
    found = links(made())

    assert found["FRM-01 Title of FRM-01"] == f"{GUIDE}lessons/frm/#frm-01"
    assert found["https://a.example/?a=1&b=(2)"] == "https://a.example/?a=1&b=(2)"


def test_lines_of_a_note_stay_lines() -> None:
    [note] = [p.text for p in made().paragraphs if "Signed" in p.text]

    assert "Signed\nin May" in note


def test_each_numbered_list_counts_from_one() -> None:
    lists = [Entries(numbered=True, entries=(Entry(text=(f"{n}",)), Entry(text=(f"{n}",)))) for n in range(2)]
    one = opened(docx.whole(empty(Chapter(name="x", title="X", blocks=tuple(lists))), GUIDE))

    numbers = [p._p.xpath("w:pPr/w:numPr/w:numId/@w:val") for p in one.paragraphs if p.style and p.style.name == "List Number"]
    assert numbers == [["2"], ["2"], ["3"], ["3"]]
    numbering = one.part.numbering_part.element
    assert numbering.xpath("w:num/@w:numId") == ["1", "2", "3"]
    assert numbering.xpath("w:num/w:lvlOverride/w:startOverride/@w:val") == ["1", "1"]


def test_the_same_document_has_the_same_bytes_and_nothing_that_runs() -> None:
    content = docx.whole(told(), GUIDE)

    assert content == docx.whole(told(), GUIDE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        assert [one.filename for one in parts] == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]
        assert {(one.date_time, one.compress_type, one.create_system) for one in parts} == {((1980, 1, 1, 0, 0, 0), 0, 0)}


def test_every_style_that_is_used_is_there_and_every_relation_too() -> None:
    with zipfile.ZipFile(io.BytesIO(docx.whole(told(), GUIDE))) as archive:
        body, styles, relations = (
            archive.read(f"word/{name}").decode() for name in ("document.xml", "styles.xml", "_rels/document.xml.rels")
        )

    assert set(re.findall(r'w:(?:p|r|tbl)Style w:val="(\w+)"', body)) <= set(re.findall(r'w:styleId="(\w+)"', styles))
    assert set(re.findall(r'r:id="(\w+)"', body)) <= set(re.findall(r' Id="(\w+)"', relations))


@given(twice())
def test_any_text_comes_back_as_text(case: Twice) -> None:
    def lines(one: Case) -> list[str]:
        report = document(one.questionnaire, one.report, one.answers, one.aside, date=one.date)
        return [" ".join(text.split()) for text in texts(opened(docx.whole(report, GUIDE)))]

    assert lines(case.filled) == [" ".join(case.put(text).split()) for text in lines(case.marked)]


def test_what_no_xml_can_hold_is_replaced() -> None:
    one = opened(docx.whole(empty(Chapter(name="x", title="a\x00b\ud800c", blocks=(Entries(entries=(Entry(text=("\x0b",)),)),))), GUIDE))

    assert "a\ufffdb\ufffdc" in list(texts(one))


def test_every_part_is_well_formed() -> None:
    with zipfile.ZipFile(io.BytesIO(docx.whole(told(), GUIDE))) as archive:
        assert all(fromstring(archive.read(name)) is not None for name in archive.namelist())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(docx.whole(told(), GUIDE))

    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"  # it starts once for each profile
    subprocess.run(["soffice", own, "--headless", "--convert-to", "html", "report.docx"], cwd=tmp_path, check=True, timeout=120)

    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert f'href="{GUIDE}lessons/frm/#frm-01"' in page
    assert "Ready to start?" in page


def test_a_blank_form_makes_a_document_too() -> None:
    assert made(answers()).paragraphs[4].text == "0 of 2 answered."
