"""A worksheet's files say what its section says, empty and filled in; a calculation in a spreadsheet comes to the numbers of the page."""

from __future__ import annotations

import ast
import csv
import io
import re
from fractions import Fraction
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from assessment.authoring import bank, worksheet_files
from assessment.authoring.calculation import Calculation, Group, Quantity, written
from assessment.authoring.markdown import makeExtension
from assessment.authoring.worksheet_files import IN_CELLS, as_csv, as_markdown
from assessment.authoring.worksheets import Grid, Worksheet
from assessment.codec import Unreadable
from tests.fixtures.guide import change, copied
from tests.support import guide

PAGE = "lessons/framing.md"
GUIDE = "https://example.test/guide/"
SHEETS = {
    "framing-chain": "lessons/problem-framing/#frm-02",
    "raci": "lessons/stakeholder-alignment/#template",
    "data-audit": "lessons/data-quality/#template",
    "release-and-rollback-card": "lessons/deployment-and-ownership/#template",
    "monitoring-plan": "lessons/drift-and-monitoring/#template",
    "unit-economics": "lessons/cost-and-value/#template",
    "impact-and-rights-checklist": "lessons/regulation-ethics-security/#template",
    "change-plan": "lessons/people-and-adoption/#template",
    "ninety-day-plan": "lessons/first-ninety-days/#template",
}

BLOCK = """/// worksheet | aims
    title: Aims
    tables: [2 empty rows, keep columns 1 and 3]

An illustration of [FRM-02](#frm-02)
in two lines.

**Aims.** All of them.

| Aim | By |
|---|---|
| =1+1 | **May** |

* `a` one,
  and more
* two

| Aim | Who | Read |
| --- | --- | --- |
| Rows \\| columns | Ada | [there](other.md#x) |
///
"""
CALCULATION = """groups:
  - title: "= yours"
    quantities:
      - { id: price, means: Price, unit: $, example: 6 }
      - { id: count, means: Count, unit: pieces, example: 4 }
  - title: All
    quantities:
      - { id: whole, means: Whole, unit: $, formula: price - (count - 2) * 3 / price }
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The smallest guide with a worksheet."""
    docs = copied(tmp_path)
    change(docs / PAGE, "Beat it, or stop.\n", f"Beat it, or stop.\n\n{BLOCK}")
    return docs


@pytest.fixture
def calculated(docs: Path) -> Path:
    (docs / "worksheets").mkdir()
    (docs / "worksheets" / "aims.yml").write_text(CALCULATION)
    return docs


def aims(docs: Path) -> Worksheet:
    return bank.load(docs).worksheets["aims"]


def problems(docs: Path) -> list[str]:
    with pytest.raises(Unreadable) as refusal:
        bank.load(docs)
    return [str(problem) for problem in refusal.value.problems]


def line(docs: Path, block: int = 0) -> int:
    """Where a worksheet's block begins, counted from 1."""
    lines = (docs / PAGE).read_text(encoding="utf-8").splitlines()
    return [n for n, text in enumerate(lines, start=1) if text.startswith("/// worksheet")][block]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


# ── what the block says ──


def test_a_block_is_read_as_tables_with_what_is_said_between_them(docs: Path) -> None:
    sheet = aims(docs)

    assert (sheet.id, sheet.title, sheet.address, sheet.calculation) == ("aims", "Aims", "lessons/framing/#frm-02", None)
    assert sheet.parts == (
        "An illustration of [FRM-02](#frm-02)\nin two lines.",
        "**Aims.** All of them.",
        Grid(caption="Aims", head=("Aim", "By"), rows=(("=1+1", "**May**"),), kept=(), blank=2),
        "* `a` one,\n  and more\n* two",
        Grid(caption="", head=("Aim", "Who", "Read"), rows=(("Rows \\| columns", "Ada", "[there](other.md#x)"),), kept=(0, 2), blank=0),
    )


def test_a_spreadsheet_gets_empty_tables_first_and_no_formula_that_somebody_wrote(docs: Path) -> None:
    assert rows(as_csv(aims(docs), "2026.1", GUIDE)) == [
        ["Aims"],
        ["Project", ""],
        ["Filled in by", ""],
        ["Date", ""],
        ["Section", "https://example.test/guide/lessons/framing/#frm-02"],
        ["Edition", "Fieldworthy 2026.1"],
        ["License", "The form: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. What you write into it is yours."],
        ["How", "Fill in the tables below. The illustration after them shows what goes where; the section says why."],
        [],
        ["To fill in: Aims"],
        ["Aim", "By"],
        ["", ""],
        ["", ""],
        [],
        ["To fill in"],
        ["Aim", "Who", "Read"],
        ["Rows | columns", "", "there"],
        [],
        ["An illustration, filled in"],
        ["An illustration of FRM-02 in two lines."],
        ["Aims. All of them."],
        ["Aim", "By"],
        ["'=1+1", "May"],
        [],
        ["a one, and more"],
        ["two"],
        ["Aim", "Who", "Read"],
        ["Rows | columns", "Ada", "there"],
        [],
    ]


def test_markdown_keeps_its_tables_and_its_links_lead_to_the_guide(docs: Path) -> None:
    assert as_markdown(aims(docs), "2026.1", GUIDE) == (
        """# Aims

* Project:
* Filled in by:
* Date:

* Section: https://example.test/guide/lessons/framing/#frm-02
* Edition: Fieldworthy 2026.1
* License: The form: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. What you write into it is yours.
* How: Fill in the tables below. The illustration after them shows what goes where; the section says why.

## To fill in

### Aims

| Aim | By |
| --- | --- |
|  |  |
|  |  |

| Aim | Who | Read |
| --- | --- | --- |
| Rows \\| columns |  | [there](https://example.test/guide/lessons/other/#x) |

## An illustration, filled in

An illustration of [FRM-02](https://example.test/guide/lessons/framing/#frm-02)
in two lines.

**Aims.** All of them.

| Aim | By |
| --- | --- |
| =1+1 | **May** |

* `a` one,
  and more
* two

| Aim | Who | Read |
| --- | --- | --- |
| Rows \\| columns | Ada | [there](https://example.test/guide/lessons/other/#x) |
"""
    )


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("#dat-01", "lessons/data/#dat-01"),
        ("other.md", "lessons/other/"),
        ("other.md#x", "lessons/other/#x"),
        ("index.md", "lessons/"),
        ("../regulation/index.md#eu", "regulation/#eu"),
        ("../assessments/readiness.md", "assessments/readiness/"),
    ],
)
def test_a_link_of_a_lesson_leads_to_the_same_place_from_anywhere(target: str, address: str) -> None:
    sheet = Worksheet(id="a", title="A", address="lessons/data/#template", parts=(f"[it]({target})",), calculation=None)

    assert f"[it]({GUIDE}{address})" in as_markdown(sheet, "2026.1", GUIDE)


def test_a_link_to_the_web_stays_as_it_is() -> None:
    sheet = Worksheet(id="a", title="A", address="lessons/a/", parts=("[it](https://example.org/a.md#b)",), calculation=None)

    assert "[it](https://example.org/a.md#b)" in as_markdown(sheet, "2026.1", GUIDE)


def test_a_calculation_has_a_live_formula_over_the_readers_numbers_and_one_over_the_example(calculated: Path) -> None:
    made = rows(as_csv(aims(calculated), "2026.1", GUIDE))

    assert made[7][1].startswith("Put whole numbers into the column “Yours”")
    assert made[9:17] == [
        ["Line", "Unit", "Yours", "Example", "How it is computed"],
        ["'= yours"],
        ["Price", "$", "", "6", ""],
        ["Count", "pieces", "", "4", ""],
        ["All"],
        ["Whole", "$", "=C12-(C13-2)*3/C12", "=D12-(D13-2)*3/D12", "row 12 − (row 13 − 2) × 3 ÷ row 12"],
        [],
        ["An illustration, filled in"],
    ]
    assert made[11][0] == "Price"  # row 12, counted from 1 as spreadsheets do


FORMULAS = st.recursive(
    st.one_of(st.integers(0, 99).map(ast.Constant), st.sampled_from("ab").map(ast.Name)),
    lambda part: st.builds(ast.BinOp, part, st.sampled_from([ast.Add(), ast.Sub(), ast.Mult(), ast.Div()]), part),
    max_leaves=6,
)


@given(FORMULAS)
def test_a_formula_in_cells_means_what_was_written(formula: ast.expr) -> None:
    text = written(formula, lambda id: id, IN_CELLS)

    assert worth(ast.parse(text, mode="eval").body) == worth(formula)


def worth(formula: ast.expr) -> Fraction | None:
    """What a formula comes to with a = 5 and b = 7, or None where it divides by 0."""
    given = (Quantity(id=id, means="", unit="", example=n, formula=None) for id, n in (("a", 5), ("b", 7)))
    result = Quantity(id="c", means="", unit="", example=None, formula=formula)
    try:
        return Calculation(groups=(Group(title="", quantities=(*given, result)),)).results()["c"]
    except ZeroDivisionError:
        return None


# ── the guide's own ──


def test_every_lesson_has_one_and_each_leads_to_its_section() -> None:
    assert [(id, sheet.address) for id, sheet in guide().worksheets.items()] == [*SHEETS.items()]


@pytest.mark.parametrize("id", SHEETS)
def test_a_worksheet_has_something_to_fill_in_and_the_whole_example(id: str) -> None:
    sheet = guide().worksheets[id]

    for grid in sheet.grids():
        assert [cell for row in grid.empty() for cell in row].count("") >= len(grid.empty())
        assert all(cell for cell in grid.head)
        assert {cell for row in grid.rows for cell in row if cell}
    table = as_csv(sheet, "2026.1", GUIDE)
    kept = {worksheet_files._plain(cell) for grid in sheet.grids() for row in grid.rows for cell in row}
    assert kept <= {cell.removeprefix("'") for row in rows(table) for cell in row}
    assert not re.search(r"\]\((?!https://)", as_markdown(sheet, "2026.1", GUIDE))


def test_the_unit_economics_of_the_page_come_out_of_the_formulas() -> None:
    sheet = guide().worksheets["unit-economics"]
    assert sheet.calculation
    found = sheet.calculation.results()
    lines, questions = sheet.grids()
    one_use = ["value", "calls", "people", "errors", "variable", "samples", "upkeep", "life", "fixed", "margin"]

    for row, id in zip(lines.rows, one_use, strict=True):
        assert stands(row[2], found[id]), (row, float(found[id]))
        assert stands(row[3], found[id] * found["volume"]), (row, float(found[id] * found["volume"]))
    for id in ("value", "variable", "fixed", "margin"):
        assert found[f"{id}_year"] == found[id] * found["volume"]
    for row, id in zip(questions.rows, ["break_even", "least_share", "error_limit", "hours", "margin_used"], strict=False):
        assert stands(row[2], found[id]), (row, float(found[id]))
    assert "= 3.6%" in str(sheet.parts[-1])
    assert found["wrong_together"] == Fraction(36, 10)


def stands(text: str, number: Fraction) -> bool:
    """Whether the first number of a text is this one, rounded as far as it is written; after *about* to the nearest thousand."""
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    assert digits, text
    step = Fraction(1000) if text.startswith("about") else Fraction(1, 10 ** len(digits[0].partition(".")[2]))
    return round(number / step) * step == Fraction(digits[0].replace(",", ""))


# ── what is written wrongly ──


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "| aims\n", "| The Aims\n", "'The Aims' is no id; small letters, digits and hyphens make one", id="a name that is no id"
        ),
        pytest.param("    title: Aims\n", "", "needs below it, indented by four: 'title: …' and 'tables: […]'", id="no title"),
        pytest.param("[2 empty", "{2 empty", "needs below it, indented by four: 'title: …' and 'tables: […]'", id="not YAML"),
        pytest.param(
            "[2 empty rows, keep", "[keep", "has 2 tables and says of 1 how they are filled in", id="a table of which nothing is said"
        ),
        pytest.param(
            "2 empty rows",
            "some rows",
            "'some rows' is not one of: 6 empty rows, keep column 1, keep columns 1 and 2",
            id="a filling that nobody knows",
        ),
        pytest.param("| Ada |", "|", "the row 'Rows \\| columns' has 2 cells; the head has 3", id="a row that is too short"),
        pytest.param(
            "1 and 3]",
            "1 and 4]",
            "the table that begins with 'Aim' has 3 columns; one that is kept lies beyond",
            id="a column that is not there",
        ),
    ],
)
def test_what_is_wrong_with_a_block_is_named_with_its_line(docs: Path, old: str, new: str, said: str) -> None:
    change(docs / PAGE, old, new)

    assert problems(docs) == [f"docs/lessons/framing.md:{line(docs)}: {said}"]


def test_two_worksheets_cannot_have_one_name(docs: Path) -> None:
    change(docs / PAGE, "## Sources", f"{BLOCK}\n## Sources")

    assert problems(docs) == [f"docs/lessons/framing.md:{line(docs, 1)}: worksheet 'aims' exists already"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("* 3 / price", "* 3 / prize", "8: 'prize' is not one of: count, price", id="a line that does not exist"),
        pytest.param("price - (count", "whole - (count", "8: 'whole' is not one of: count, price", id="a line over itself"),
        pytest.param("id: count", "id: price", "5: 'price' stands twice", id="a line twice"),
        pytest.param(
            "price - (count - 2) * 3 / price",
            "open(count)",
            "8: 'open(count)' is no formula; names, whole numbers, + - * / and parentheses make one",
            id="something to run",
        ),
        pytest.param(
            "price - (count - 2) * 3 / price",
            "price ** count",
            "8: 'price ** count' is no formula; names, whole numbers, + - * / and parentheses make one",
            id="a sign that is not known",
        ),
        pytest.param("* 3 / price", "* 3 / (price - 6)", "1: the example divides by 0", id="a division by nothing"),
    ],
)
def test_what_is_wrong_with_a_calculation_is_named_with_its_line(calculated: Path, old: str, new: str, said: str) -> None:
    file = calculated / "worksheets" / "aims.yml"
    change(file, old, new)

    assert f"docs/worksheets/aims.yml:{said}" in problems(calculated)


def test_a_calculation_without_a_worksheet_is_named(calculated: Path) -> None:
    (calculated / "worksheets" / "aims.yml").rename(calculated / "worksheets" / "ends.yml")

    assert problems(calculated) == ["docs/worksheets/ends.yml: no lesson has the worksheet; write '/// worksheet | ends'"]


# ── files ──


def test_every_worksheet_becomes_two_files_and_a_second_time_changes_nothing(docs: Path) -> None:
    found = bank.load(docs)

    changed = worksheet_files.publish(found, docs, GUIDE)

    assert [path.relative_to(docs).as_posix() for path in changed] == ["data/aims.csv", "data/aims.txt"]
    assert (docs / "data/aims.csv").read_bytes() == b"\xef\xbb\xbf" + as_csv(aims(docs), "2026.1", GUIDE).encode()
    assert (docs / "data/aims.txt").read_bytes() == as_markdown(aims(docs), "2026.1", GUIDE).encode()
    assert worksheet_files.publish(found, docs, GUIDE) == []


def test_a_guide_without_worksheets_gets_no_folder_for_them(tmp_path: Path) -> None:
    docs = copied(tmp_path)

    assert worksheet_files.publish(bank.load(docs), docs, GUIDE) == []
    assert not (docs / "data").exists()


# ── on the page ──


def page(docs: Path, text: str) -> Element:
    """A page of the guide as Python-Markdown makes it."""
    made = Markdown(extensions=["tables", makeExtension(docs=str(docs))]).convert(text)
    return fromstring(f"<body>{made}</body>")


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_block_shows_its_tables_and_leads_to_its_files(docs: Path) -> None:
    [block] = page(docs, BLOCK).iter("div")

    links = [(link.text, link.get("href"), link.get("download")) for link in block[-1]]
    assert [part.tag for part in block] == ["p", "p", "table", "ul", "table", "p"]
    assert words_of(block[-1]) == (
        "Take it along, empty and with this example: for a spreadsheet (CSV), or to keep beside the code (Markdown)."
    )
    assert links == [
        ("for a spreadsheet (CSV)", "../data/aims.csv", "aims.csv"),
        ("to keep beside the code (Markdown)", "../data/aims.txt", "aims.md"),
    ]


def test_all_of_them_stand_in_one_table(docs: Path) -> None:
    [table] = page(docs, "/// worksheets\n///\n").iter("table")

    assert [words_of(row) for row in table.iter("tr")] == ["What you fill in Take it along", "Aims CSV, or Markdown"]
    assert [link.get("href") for link in table.iter("a")] == ["../lessons/framing.md#frm-02", "../data/aims.csv", "../data/aims.txt"]
