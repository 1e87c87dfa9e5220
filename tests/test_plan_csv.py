"""The plan as tasks for a tracker: one row for each raise, read back as it was written, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from types import MappingProxyType

import pytest
from hypothesis import given

from assessment import plan_csv, words
from assessment.model import Answer, Answers
from assessment.report import assess
from tests.places import Case, Twice, texts, twice
from tests.support import answers, item, questionnaire, stage

GUIDE = "https://guide.example/v/2026.1/"
TWO = questionnaire(item("FRM-01", gates={"start": "ad-hoc"}), item("FRM-02"), stages=(stage("start", "FRM", floor="1/4"),))


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def plan(case: Case) -> list[list[str]]:
    return rows(plan_csv.plan(case.questionnaire, case.report, case.answers, date=case.date, guide=GUIDE))


def test_each_raise_is_a_task_with_the_owner_and_the_date_of_its_answer() -> None:
    kept = Answer(level="no", owner="Ann", review_by="2026-12-01")
    given = Answers(answers=MappingProxyType({"FRM-01": kept, "FRM-02": Answer(dont_know=True)}))

    made = plan_csv.plan(TWO, assess(TWO, given), given, date="2026-11-20", guide=GUIDE)

    origin = "Part of the cheapest way to “ready to start”. Test, Fieldworthy 2026.1, 2026-11-20."
    assert rows(made) == [
        ["title", "body", "priority", "effort", "owner", "due"],
        [
            "FRM-01 Title of FRM-01 (to ad hoc)",
            f"From no to ad hoc: 1 person-day.\nFRM-01 at ad-hoc\n{GUIDE}lessons/frm/#frm-01\n{origin}",
            "High",
            "1",
            "Ann",
            "2026-12-01",
        ],
        [
            "FRM-02 Title of FRM-02 (to ad hoc)",
            f"To ad hoc: 1 person-day.\nFRM-02 at ad-hoc\n{GUIDE}lessons/frm/#frm-02\n{origin}",
            "Medium",
            "1",
            "",
            "",
        ],
    ]


def test_where_nothing_is_left_to_raise_the_file_has_only_its_head() -> None:
    given = answers(FRM_01="enforced", FRM_02="enforced")

    assert plan_csv.plan(TWO, assess(TWO, given), given, date="2026-11-20", guide=GUIDE) == "title,body,priority,effort,owner,due\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert plan_csv.cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ann", "a=1", "'=1", "1-2", " =1"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert plan_csv.cell(text) == text


@given(texts)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert plan_csv.cell(text)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}
    assert plan_csv.cell(text).removeprefix("'") == text.removeprefix("'")


@given(twice())
def test_any_text_comes_back_as_text(case: Twice) -> None:
    marked, filled = plan(case.marked), plan(case.filled)

    assert filled == [[plan_csv.cell(case.put(text)) for text in row] for row in marked]
    assert {len(row) for row in filled} == {len(words.PLAN_HEAD)}
