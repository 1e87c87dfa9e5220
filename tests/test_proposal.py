"""A readiness chapter for a proposal: what is chosen is cited, what was answered is said, and nothing is promised that no answer says."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import docx as word
import pytest
from hypothesis import given

from assessment import docx, html, markdown_report, words
from assessment.authoring.command import main
from assessment.authoring.sources import sources
from assessment.browser import Door
from assessment.codec import Unreadable, read_sources, write_answers, write_questionnaire, write_sources
from assessment.model import Answer, Answers, Source, Sources
from assessment.proposal import Assessed, chosen, gaps, proposal
from assessment.report import assess
from tests.places import Case, Twice, mapped, read, twice
from tests.support import answers, guide, item, questionnaire, stage

GUIDE = "https://guide.example/v/2026.1/"
DAY = "2026-11-20"
ASKED = questionnaire(
    item("DAT-01", gates={"go": "repeatable"}),
    item("DAT-02"),
    item("DEP-01", gates={"go": "ad-hoc", "stay": "enforced"}),
    stages=(stage("go", "DAT", floor="1/4"), stage("stay", "DEP", floor="1/4")),
)
GIVEN = Answers(
    name="Churn",
    answers=MappingProxyType(
        {
            "DAT-01": Answer(level="no", note="Asked in May", link="https://a.example/x", owner="Ann", review_by="2027-01-31"),
            "DAT-02": Answer(level="enforced", note="Log", link="drawer 3", date="2026-05-01"),
            "DEP-01": Answer(dont_know=True),
        }
    ),
)
ROW = Source(id="E-18", says="Cascades are common.", publisher="Someone, CHI 2021", year="2021", grade="A", status="confirmed")
COURT = replace(ROW, id="F-01", publisher="Court", year="2019", address="https://c.example/")
SOURCES = Sources(rows=(COURT, ROW), sections=MappingProxyType({"DAT-01": ("E-18",), "DEP-01": ("E-18", "F-01")}))


def assessed(given_answers: Answers = GIVEN, target: str | None = "go") -> Assessed:
    wanted = replace(given_answers, target=target)
    return Assessed(answers=wanted, report=assess(ASKED, wanted))


def test_a_chapter_on_an_assessed_project_reads_as_markdown() -> None:
    told = proposal(ASKED, ["DAT-01", "DAT-02", "DEP-01"], assessed(), SOURCES, date=DAY)

    dat1, dat2, dep1 = (f"[{id} Title of {id}]({GUIDE}lessons/{id[:3].lower()}/#{id.lower()})" for id in ("DAT-01", "DAT-02", "DEP-01"))
    assert (
        markdown_report.whole(told, GUIDE)
        == f"""\
# Readiness of Churn

Fieldworthy 2026.1, 2026-11-20

- **Ready to go? No.** 1 gate fails. No open answer can change that.
- **Ready to stay? No.** 1 gate fails. No open answer can change that.

2 of 3 answered.

## Risks, and where they are treated

- {dat1}<br>Because.<br>Today: No. DAT-01 at no<br>Needed for “ready to go”: repeatable. DAT-01 at repeatable
- {dat2}<br>Because.<br>Today: Enforced. DAT-02 at enforced
- {dep1}<br>Because.<br>Today: Don’t know.<br>Needed for “ready to go”: ad hoc. DEP-01 at ad-hoc<br>\
Needed for “ready to stay”: enforced. DEP-01 at enforced

## What we will do, and by when

| Section | Now | Then | Person-days | Owner | By |
| --- | --- | --- | --- | --- | --- |
| {dat1} | No | Repeatable: DAT-01 at repeatable | 4 | Ann | 2027-01-31 |
| {dep1} | Don’t know | Ad hoc: DEP-01 at ad-hoc | 1 | – | – |

## Evidence that we hold

| Section | What it is | Link | Owner | Date |
| --- | --- | --- | --- | --- |
| {dat1} | Asked in May | [https:<!-- -->//a.example/x](https://a.example/x) | Ann | – |
| {dat2} | Log | drawer 3 | – | 2026-05-01 |

## What the sections rest on

| Id | What it says | Source | Grade and status |
| --- | --- | --- | --- |
| E-18 | Cascades are common. | Someone, CHI 2021 | A, confirmed |
| F-01 | Cascades are common. | Court, 2019 [https:<!-- -->//c.example/](https://c.example/) | A, confirmed |

## Sections cited

- Fieldworthy 2026.1, DAT-01. {dat1}
- Fieldworthy 2026.1, DAT-02. {dat2}
- Fieldworthy 2026.1, DEP-01. {dep1}

Test, Fieldworthy 2026.1, 2026-11-20. {words.CAVEAT}
"""
    )


def test_without_answers_the_chapter_says_what_is_to_be_put_in_place() -> None:
    told = proposal(ASKED, ["DEP-01", "DAT-02"], date=DAY)

    dep1, dat2 = (f"[{id} Title of {id}]({GUIDE}lessons/{id[:3].lower()}/#{id.lower()})" for id in ("DEP-01", "DAT-02"))
    made = markdown_report.whole(told, GUIDE)
    assert made.startswith("# Readiness\n\nFieldworthy 2026.1, 2026-11-20\n\n- **Not assessed yet.**\n\n## Risks")
    assert (
        f"- {dep1}<br>Because.<br>Needed for “ready to go”: ad hoc. DEP-01 at ad-hoc<br>Needed for “ready to stay”: enforced. "
        f"DEP-01 at enforced\n- {dat2}<br>Because.\n"
    ) in made
    assert f"| {dep1} | – | Enforced: DEP-01 at enforced | – | – | – |\n| {dat2} | – | Enforced: DAT-02 at enforced | – | – | – |\n" in made


def test_the_gaps_are_failed_gates_then_the_plan_then_what_somebody_promised() -> None:
    promised = {**GIVEN.answers, "DAT-02": Answer(level="repeatable", owner="Eve")}

    assert gaps(ASKED, assessed(replace(GIVEN, answers=MappingProxyType(promised)))) == ("DAT-01", "DEP-01", "DAT-02")
    assert gaps(ASKED, assessed()) == ("DAT-01", "DEP-01")


def test_where_all_is_in_place_there_is_no_gap() -> None:
    done = answers(DAT_01="enforced", DAT_02="enforced", DEP_01="enforced")

    assert gaps(ASKED, assessed(done, None)) == ()


@pytest.mark.parametrize(
    ("sections", "ids"),
    [("DAT-01", ("DAT-01",)), (" DEP-01 , DAT-01,, DEP-01", ("DEP-01", "DAT-01")), ("", ("DAT-01", "DEP-01"))],
)
def test_sections_are_those_named_or_else_the_gaps(sections: str, ids: tuple[str, ...]) -> None:
    assert chosen(ASKED, sections, assessed()) == ids


def test_all_that_is_no_section_is_named() -> None:
    with pytest.raises(Unreadable) as refused:
        chosen(ASKED, "DAT-01,DAT-99,all", None)

    assert [str(problem) for problem in refused.value.problems] == [
        "sections: 'DAT-99' is no item of this questionnaire; ids look like DAT-07, parted by commas",
        "sections: 'all' is no item of this questionnaire; ids look like DAT-07, parted by commas",
    ]


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (None, "sections: none is named; name some, such as DAT-07,DEP-04, or start from answers"),
        (
            assessed(answers(DAT_01="enforced", DAT_02="enforced", DEP_01="enforced"), None),
            "sections: none is left to cite: no gate fails, the plan is empty, and no answer below the top has an owner or a date; "
            "name sections",
        ),
    ],
)
def test_a_chapter_on_nothing_is_refused(start: Assessed | None, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        chosen(ASKED, "", start)

    assert str(refused.value) == said


def test_pasted_html_has_live_absolute_links_and_nothing_that_folds() -> None:
    made = read(html.pasted(proposal(ASKED, ["DAT-01"], assessed(), SOURCES, date=DAY), GUIDE))

    links = [dict(one[2])["href"] for one in made if len(one) == 3 and one[1] == "a"]
    assert links == [f"{GUIDE}lessons/dat/#dat-01"] * 2 + [
        f"{GUIDE}lessons/dat/#dat-01",
        "https://a.example/x",
        f"{GUIDE}lessons/dat/#dat-01",
    ]
    assert {one[1] for one in made if one[0] == "start"}.isdisjoint({"details", "script", "style", "svg"})


def test_every_item_of_the_guide_can_be_cited() -> None:
    asked = guide().questionnaires["readiness"]
    ids = [one.id for one in asked.items]

    told = proposal(asked, ids, date=DAY)

    links = [link.url for p in word.Document(io.BytesIO(docx.whole(told, GUIDE))).paragraphs for link in p.hyperlinks]
    assert links[: len(ids)] == [GUIDE + one.address for one in asked.items]


def _page(case: Case) -> str:
    everything = [one.id for one in case.questionnaire.items]
    told = proposal(case.questionnaire, everything, Assessed(answers=case.answers, report=case.report), date=case.date)
    return html.pasted(told, GUIDE)


@given(twice())
def test_any_text_comes_back_as_text(case: Twice) -> None:
    assert read(_page(case.filled)) == mapped(read(_page(case.marked)), case.put)


# ── from the page ────────────────────────────────────────────────────────────────────────────────────────────────────

DOOR = Door(write_questionnaire(ASKED))


@pytest.mark.parametrize(
    ("kind", "name", "media"),
    [
        ("markdown", "churn-proposal.md", "text/markdown"),
        ("html", "churn-proposal.html", "text/html"),
        ("docx", "churn-proposal.docx", docx.MEDIA),
    ],
)
def test_the_page_gets_the_chapter_as_a_file(kind: str, name: str, media: str) -> None:
    made = json.loads(DOOR.propose(kind, write_answers(ASKED, GIVEN), "", GUIDE, DAY))

    assert (made["name"], made["type"]) == (name, media)
    assert "Readiness of Churn" in (
        made["text"] if "text" in made else word.Document(io.BytesIO(base64.b64decode(made["base64"]))).paragraphs[0].text
    )


def test_the_page_gets_a_chapter_without_answers_too() -> None:
    assert json.loads(DOOR.propose("markdown", "", "DAT-02", GUIDE, DAY))["name"] == "test-proposal.md"


def test_the_page_is_told_in_words_what_will_not_do() -> None:
    for given_answers, sections in (("", "DAT-99"), ("[]", ""), ("", "")):
        made = json.loads(DOOR.propose("html", given_answers, sections, GUIDE, DAY))
        assert ("text", "What is wrong") in read(made["html"])


@pytest.mark.parametrize(("kind", "format"), [("markdown", "md"), ("html", "html"), ("docx", "docx")])
@pytest.mark.parametrize("start", [True, False])
def test_the_page_and_the_command_write_the_same_bytes(tmp_path: Path, kind: str, format: str, start: bool) -> None:
    asked = guide().questionnaires["readiness"]
    levels = {one.id: Answer(level="ad-hoc", owner="Ann") for one in asked.items[:30]}
    kept = write_answers(asked, replace(GIVEN, answers=MappingProxyType(levels), target="pilot")) if start else ""
    (tmp_path / "answers.json").write_text(kept, encoding="utf-8")
    sections = "" if start else "DAT-07,DEP-04"
    there = tmp_path / "there"

    held = json.loads(Door(write_questionnaire(asked)).propose(kind, kept, sections, GUIDE, DAY, write_sources(sources(guide()))))
    options = ["--format", format, "--site", GUIDE, "--today", DAY, "--sections", sections, "-o", str(there)]
    main(["proposal", *([str(tmp_path / "answers.json")] if start else []), *options], standalone_mode=False)

    made = held["text"].encode() if "text" in held else base64.b64decode(held["base64"])
    assert made == there.read_bytes()
    assert kind == "docx" or b"](https://" in made or b'<a href="https://' in made


def test_rows_of_the_ledger_come_back_from_their_file_as_they_were() -> None:
    told = sources(guide())

    assert read_sources(write_sources(told)) == told
    assert {one for ids in told.sections.values() for one in ids} == {one.id for one in told.rows}
    assert set(told.sections) == {*guide().items}


def test_a_proposal_cites_no_row_that_nobody_could_confirm() -> None:
    rows = guide().evidence
    doubted = replace(guide(), evidence=MappingProxyType({**rows, "E-18": replace(rows["E-18"], status="unconfirmed")}))

    assert "E-18" in sources(guide()).sections["DAT-07"]
    assert "E-18" not in sources(doubted).sections["DAT-07"]


def test_the_page_is_told_the_sections_of_the_gaps() -> None:
    assert json.loads(DOOR.gaps(write_answers(ASKED, replace(GIVEN, target="go")), DAY)) == {"sections": ["DAT-01", "DEP-01"]}
    assert ("text", "What is wrong") in read(json.loads(DOOR.gaps("[]", DAY))["html"])


def test_rows_that_cannot_be_read_are_refused_in_words() -> None:
    made = json.loads(DOOR.propose("html", "", "DAT-01", GUIDE, DAY, "[]"))

    assert ("text", "What is wrong") in read(made["html"])
