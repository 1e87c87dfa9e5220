"""Many projects side by side: each row says what the project's own report says, sorted, safe to open, and never by color alone."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from fractions import Fraction
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import markdown_report, portfolio_chapters, portfolio_csv, portfolio_html, report_page, words
from assessment.markup import write
from assessment.migration import Current, current
from assessment.model import Answers, Band, Problem, Questionnaire, Range
from assessment.plan_csv import cell
from assessment.portfolio import Heat, Portfolio, Project, heat, portfolio
from assessment.report import assess
from tests.places import Case, Twice, mapped, read, twice
from tests.strategies import filled, questionnaires
from tests.support import answers, item, questionnaire, stage

GUIDE = "https://guide.example/"
PAGE = report_page.around(GUIDE)
ASKED = questionnaire(
    item("A-01", gates={"go": "repeatable"}),
    item("A-02"),
    item("B-01", gates={"stay": "repeatable"}),
    stages=(stage("go", "A", floor="1/4"), stage("stay", "B", floor="1/4")),
)


def side(given_answers: Answers, *, date: str = "", name: str = "") -> Current:
    return current(ASKED, replace(given_answers, name=name), "2026.1", date=date)


FILES = [
    ("good.json", side(answers(A_01="enforced", A_02="enforced", B_01="?"), date="2026-11-20", name="Churn")),
    ("bad.json", side(answers(A_01="no", B_01="no", target="go"))),
    ("open.json", side(answers(X_01="no"))),
]
TROUBLE = Problem(where="answers.X-01", message="no questionnaire of this edition asks this item; the answer is kept and not counted")


@st.composite
def folders(draw: st.DrawFn) -> tuple[Questionnaire, list[tuple[str, Current]]]:
    """A questionnaire with up to four files of answers."""
    asked = draw(questionnaires())
    return asked, [(f"{n}.json", current(asked, draw(filled(asked)), "")) for n in range(draw(st.integers(0, 4)))]


def test_each_row_says_where_a_project_stands() -> None:
    found = portfolio(ASKED, FILES, [Problem(where="odd.json", message="is empty")])

    nothing = Range(proven=Fraction(0), possible=Fraction(1))
    assert found == Portfolio(
        target=None,
        projects=(
            Project(
                file="bad.json",
                name="bad.json",
                edition="2026.1",
                date="",
                confirmed=0,
                possible=0,
                bands=(),
                verdict="no",
                failed=("A-01",),
                index=Range(proven=Fraction(0), possible=Fraction(1, 2)),
                dimensions=(
                    Heat(dimension="A", score=Range(proven=Fraction(0), possible=Fraction(1, 2)), step=0),
                    Heat(dimension="B", score=Range(proven=Fraction(0), possible=Fraction(0)), step=0),
                ),
                answered=2,
                asked=3,
                aside=(),
            ),
            Project(
                file="open.json",
                name="open.json",
                edition="2026.1",
                date="",
                confirmed=0,
                possible=2,
                bands=(),
                verdict=None,
                failed=(),
                index=nothing,
                dimensions=(Heat(dimension="A", score=nothing, step=0), Heat(dimension="B", score=nothing, step=0)),
                answered=0,
                asked=3,
                aside=(TROUBLE,),
            ),
            Project(
                file="good.json",
                name="Churn",
                edition="2026.1",
                date="2026-11-20",
                confirmed=1,
                possible=2,
                bands=(),
                verdict=None,
                failed=(),
                index=Range(proven=Fraction(1, 4), possible=Fraction(1)),
                dimensions=(
                    Heat(dimension="A", score=Range(proven=Fraction(1), possible=Fraction(1)), step=4),
                    Heat(dimension="B", score=nothing, step=0),
                ),
                answered=2,
                asked=3,
                aside=(),
            ),
        ),
        unread=(Problem(where="odd.json", message="is empty"),),
    )


def test_one_target_for_all_takes_the_place_of_each_projects_own() -> None:
    found = portfolio(ASKED, FILES, target="stay")

    assert [(one.name, one.verdict, one.failed) for one in found.projects] == [
        ("bad.json", "no", ("A-01", "B-01")),
        ("open.json", "not-known", ()),
        ("Churn", "not-known", ()),
    ]


@pytest.mark.parametrize(("share", "step"), [("0", 0), ("19/100", 0), ("1/5", 1), ("39/100", 1), ("4/5", 4), ("99/100", 4), ("1", 4)])
def test_a_share_lies_in_one_of_five_equal_steps(share: str, step: int) -> None:
    assert heat(Fraction(share)) == step


@given(folders())
def test_every_row_agrees_with_the_report_of_its_file(case: tuple[Questionnaire, list[tuple[str, Current]]]) -> None:
    asked, files = case

    found = portfolio(asked, files)

    assert sorted(one.file for one in found.projects) == [name for name, _ in files]
    for one in found.projects:
        report = assess(asked, dict(files)[one.file].answers)
        assert (one.confirmed, one.possible, one.index) == (report.outcome.confirmed, report.outcome.possible, report.outcome.index)
        assert [(heat.dimension, heat.score) for heat in one.dimensions] == [(d.dimension, d.score) for d in report.dimensions]
    assert [one.confirmed for one in found.projects] == sorted(one.confirmed for one in found.projects)


@given(folders())
def test_the_order_of_files_changes_nothing(case: tuple[Questionnaire, list[tuple[str, Current]]]) -> None:
    asked, files = case

    assert portfolio(asked, files[::-1]) == portfolio(asked, files)


def test_a_portfolio_reads_as_markdown() -> None:
    found = portfolio(ASKED, FILES, [Problem(where="odd.json", message="is empty")], target="stay")

    assert (
        markdown_report.whole(portfolio_chapters.explain(ASKED, found, "2026-11-20"), GUIDE)
        == f"""\
# Portfolio: Test

Fieldworthy 2026.1, 2026-11-20

- **3 projects. Confirmed: 2 not framed and 1 ready to go.**

## Where each project stands

| Project | Confirmed | Possible | Verdict for “ready to stay” | Failed gates | Index | Edition | Day |
| --- | --- | --- | --- | --- | --- | --- | --- |
| bad.json | not framed | not framed | No. | A-01, B-01 | 0 % to 50 % | 2026.1 | – |
| open.json | not framed | ready to stay | Not known yet. | – | 0 % to 100 % | 2026.1 | – |
| Churn | ready to go | ready to stay | Not known yet. | – | 25 % to 100 % | 2026.1 | 2026-11-20 |

## Dimension by dimension

| Project | Dimension A | Dimension B |
| --- | --- | --- |
| bad.json | 0 % to 50 % | 0 % |
| open.json | 0 % to 100 % | 0 % to 100 % |
| Churn | 100 % | 0 % to 100 % |

## Kept, and not counted

**Files that hold no answers**

- odd.json is empty

**Kept, and not counted**

- open.json: answers.X-01 {TROUBLE.message}

Test, Fieldworthy 2026.1, 2026-11-20. {words.CAVEAT}
""".replace("| 2026.1 |", "| 2026\\.1 |")
    )


def test_with_bands_the_columns_are_theirs() -> None:
    bands = (Band(id="low", name="low", least=Fraction(0)), Band(id="high", name="high", least=Fraction(1, 2)))
    asked = questionnaire(item("A-01"), bands=bands)
    found = portfolio(asked, [("a.json", current(asked, answers(), ""))])

    assert portfolio_chapters.projects(asked, found).rows == ((("a.json",), ("low",), ("high",), ("0 % to 100 %",), ("2026.1",), ("–",)),)
    assert portfolio_html.filters(asked, found) is None


def test_nothing_read_is_said_and_shown_as_nothing() -> None:
    found = portfolio(ASKED, [])

    told = portfolio_chapters.explain(ASKED, found)

    assert (told.brief, [one for one in told.chapters if one.blocks]) == ("No project could be read.", [])
    assert portfolio_html.parts(ASKED, found, PAGE) == []


def test_where_nothing_applies_there_is_no_index_to_sort_by() -> None:
    asked = questionnaire(item("A-01", may_not_apply=True))
    found = portfolio(asked, [("a.json", current(asked, answers(A_01="n/a no"), ""))])

    [row] = rows(portfolio_html.standings(asked, found, PAGE))
    assert [(cell.text, cell.get("data-sort")) for cell in row] == [
        ("a.json", None),
        ("–", "0"),
        ("–", "0"),
        ("–", None),
        ("2026.1", None),
        ("–", None),
    ]


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def rows(made: Element) -> list[Element]:
    return list(next(made.iter("tbody")))


def test_rows_carry_what_they_are_filtered_by() -> None:
    found = portfolio(ASKED, FILES, target="stay")

    for made in (portfolio_html.standings(ASKED, found, PAGE), portfolio_html.heat_map(ASKED, found, PAGE)):
        assert [(row.get("data-stage"), row.get("data-gates")) for row in rows(made)] == [("0", "A-01 B-01"), ("0", ""), ("1", "")]


def test_cells_sort_by_numbers_where_their_text_does_not() -> None:
    made = portfolio_html.standings(ASKED, portfolio(ASKED, FILES, target="stay"), PAGE)

    assert [[cell.get("data-sort") for cell in row] for row in rows(made)] == [
        [None, "0", "0", "0", "2", "0", None, None],
        [None, "0", "2", "1", "0", "0", None, None],
        [None, "1", "2", "1", "0", "25", None, None],
    ]


def test_the_choices_are_those_that_leave_some_row() -> None:
    made = portfolio_html.filters(ASKED, portfolio(ASKED, FILES, target="stay"))

    assert made is not None
    chosen = {one.get("data-filter"): [(option.get("value"), option.text) for option in one.iter("option")] for one in made.iter("select")}
    assert chosen == {
        "stage": [("", "Any stage"), ("0", "not framed"), ("1", "ready to go")],
        "gate": [("", "Any gate"), ("A-01", "A-01 Title of A-01"), ("B-01", "B-01 Title of B-01")],
    }


@given(folders())
def test_every_cell_of_the_heat_map_says_its_number(case: tuple[Questionnaire, list[tuple[str, Current]]]) -> None:
    asked, files = case
    found = portfolio(asked, files)

    for row, one in zip(rows(portfolio_html.heat_map(asked, found, PAGE)), found.projects, strict=True):
        scores = {heat.dimension: heat for heat in one.dimensions}
        for shown, dimension in zip(row[1:], asked.dimensions, strict=True):
            score = scores.get(dimension.id)
            assert shown.text == portfolio_chapters.between(score.score if score else None)
            assert shown.get("data-heat") == (str(score.step) if score else None)


def folder(case: Case) -> Portfolio:
    given_answers = replace(case.answers, name=case.questionnaire.title)
    return portfolio(case.questionnaire, [("a.json", current(case.questionnaire, given_answers, "", date=case.date))])


@given(twice())
def test_any_text_comes_back_as_text(case: Twice) -> None:
    def page(one: Case) -> str:
        return write(*portfolio_html.parts(one.questionnaire, folder(one), PAGE))

    assert read(page(case.filled)) == mapped(read(page(case.marked)), case.put)


@given(twice())
def test_no_cell_of_the_file_runs(case: Twice) -> None:
    def lines(one: Case) -> list[list[str]]:
        made = portfolio_csv.table(one.questionnaire, folder(one))
        return list(csv.reader(io.StringIO(made, newline=""), strict=True))

    marked, filled_in = lines(case.marked), lines(case.filled)

    assert filled_in == [[cell(case.put(text)) for text in line] for line in marked]
    assert {len(line) for line in filled_in} == {len(marked[0])}


def test_the_file_for_a_spreadsheet_has_a_row_for_each_project() -> None:
    assert portfolio_csv.table(ASKED, portfolio(ASKED, FILES, target="stay")).splitlines() == [
        "file,project,edition,day,answered,asked,confirmed,possible,verdict,failed gates,index proven %,index possible %,"
        "Dimension A proven %,Dimension A possible %,Dimension B proven %,Dimension B possible %",
        "bad.json,bad.json,2026.1,,2,3,not framed,not framed,No,A-01 B-01,0,50,0,50,0,0",
        "open.json,open.json,2026.1,,0,3,not framed,ready to stay,Not known yet,,0,100,0,100,0,100",
        "good.json,Churn,2026.1,2026-11-20,2,3,ready to go,ready to stay,Not known yet,,25,100,100,100,0,100",
    ]


def test_where_nothing_in_a_dimension_applies_its_cells_are_empty() -> None:
    never = replace(item("A-01"), may_not_apply=True)
    asked = questionnaire(never, item("B-01"))
    found = portfolio(asked, [("a.json", current(asked, answers(A_01="n/a no", B_01="no"), ""))])

    assert portfolio_csv.table(asked, found).splitlines()[1] == "a.json,a.json,2026.1,,1,1,–,–,,,0,0,,,0,0"
