"""Each command of `fieldworthy` says what it should, whole, to people and to programs, and refuses in a sentence what it cannot use."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment import markdown_report, picture, plan_csv, report_page
from assessment.answers import accept
from assessment.authoring.command import main
from assessment.authoring.command.guide import shipped
from assessment.authoring.command.report import FORMATS
from assessment.authoring.command.views import KIND_OF
from assessment.codec import plain, read_answers, read_questionnaire, write_questionnaire
from assessment.exports import KINDS
from assessment.migration import migrate
from assessment.raters import merge
from assessment.report import assess
from assessment.results import write_result
from tests.fixtures.guide import change, copied
from tests.support import DOCS, ROOT, guide, item, questionnaire, stage

OWN = questionnaire(
    item("FRM-01", 3, gates={"start": "repeatable"}),
    item("FRM-02", who_knows="The sponsor."),
    item("DAT-01", 2, gates={"build": "repeatable"}),
    stages=(stage("start", "FRM", floor="1/4"), stage("build", "DAT", floor="1/2")),
)
ADA = '{"edition": "2025.1", "answers": {"FRM-01": {"level": "enforced"}, "FRM-02": {"dont_know": true}, "DAT-01": {"level": "no"}}}'
GRACE = '{"answers": {"FRM-01": {"level": "repeatable"}, "DAT-01": {"level": "repeatable"}, "OLD-01": {"level": "no"}}}'
UNKNOWN = "answers.OLD-01: no questionnaire of this edition asks this item; the answer is kept and not counted\n"
COMMANDS = list(main.commands)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a questionnaire and two people's answers, in which the command runs."""
    (tmp_path / "own.json").write_text(write_questionnaire(OWN))
    (tmp_path / "ada.json").write_text(ADA)
    (tmp_path / "grace.json").write_text(GRACE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, words, input=stdin)


def said(*words: str, stdin: str | bytes | None = None) -> tuple[int, str, str]:
    result = run(*words, stdin=stdin)
    return result.exit_code, result.stdout, result.stderr


def by_own(*words: str) -> tuple[int, str, str]:
    """A command by the questionnaire `own.json`."""
    return said(*words, "-q", "own.json")


# ── score ────────────────────────────────────────────────────────────────────────────────────────────────────────────

VERDICT = (
    "Test, Fieldworthy 2026.1. 2 of 3 answered.\n"
    "\n"
    "Ready to start? Yes. The one gate passes and every dimension meets its floor.\n"
    "Ready to build? No. 1 gate fails and Dimension DAT cannot reach the floor.\n"
    "\n"
    "What fails:\n"
    "  DAT-01  Title of DAT-01\n"
    "\n"
    "What is open:\n"
    "  FRM-02  Title of FRM-02\n"
)


@pytest.mark.parametrize(
    ("least", "code", "told"),
    [
        ("start", 0, ""),
        ("build", 2, "ada.json: below what was asked: confirmed is “ready to start”, the proven index is 19 %; asked was build\n"),
        ("18.75%", 0, ""),
        ("18.8 %", 2, "ada.json: below what was asked: confirmed is “ready to start”, the proven index is 19 %; asked was 18.8 %\n"),
        ("0%", 0, ""),
    ],
)
def test_below_what_is_asked_the_code_is_2_and_the_result_is_there_all_the_same(least: str, code: int, told: str) -> None:
    assert by_own("score", "ada.json", "--fail-under", least) == (code, VERDICT, told)


@pytest.mark.parametrize("least", ["moon", "60", "101%", "-1%", "%", "1e1%"])
def test_what_is_neither_a_stage_nor_a_percentage_cannot_be_asked(least: str) -> None:
    message = f"--fail-under: '{least}' is not one of: start, build, a percentage such as 60%\n"

    assert by_own("score", "ada.json", f"--fail-under={least}") == (1, "", message)


def test_the_target_of_the_command_takes_the_place_of_the_answers(here: Path) -> None:
    (here / "ada.json").write_text('{"target": "start"}')

    targets = [json.loads(by_own("score", "ada.json", "--json", *words)[1])["report"]["target"] for words in ([], ["--target", "build"])]

    assert targets == ["start", "build"]


def test_a_target_that_no_stage_has_is_refused(here: Path) -> None:
    (here / "flat.json").write_text(write_questionnaire(questionnaire(item("FRM-01"))))

    assert by_own("score", "ada.json", "--target", "moon") == (1, "", "--target: 'moon' is not one of: start, build\n")
    assert said("score", "ada.json", "--target", "moon", "-q", "flat.json") == (
        1,
        "",
        "--target: 'moon' is none; this questionnaire has no stages\n",
    )


def test_strict_believes_no_top_level_without_evidence() -> None:
    code, out, err = by_own("score", "ada.json", "--json", "--strict")

    report = json.loads(out)["report"]
    assert (code, err, report["strict"], report["findings"][1]["level"]) == (0, "", True, "repeatable")


def test_evidence_is_stale_from_the_day_that_is_named_or_else_from_today(here: Path) -> None:
    (here / "ada.json").write_text('{"answers": {"FRM-01": {"level": "no", "review_by": "2026-11-20"}}}')

    def stale(*words: str) -> object:
        return json.loads(by_own("score", "ada.json", "--json", *words)[1])["report"]["evidence"]["stale"]

    assert (stale("--today", "2026-11-20"), stale("--today", "2026-11-21")) == ([], ["FRM-01"])
    assert stale() == (["FRM-01"] if date.today() > date(2026, 11, 20) else [])


def test_the_questionnaire_is_the_one_that_the_answers_name_or_else_the_gate_check(here: Path) -> None:
    (here / "named.json").write_text('{"questionnaire": "readiness"}')
    (here / "other.json").write_text('{"questionnaire": "../own.json"}')

    named, usual = (json.loads(run("score", "--json", file).stdout)["report"]["questionnaire"] for file in ("named.json", "ada.json"))

    assert (named, usual) == ("readiness", "gate-check")
    assert run("score", "other.json").stderr.startswith(
        "other.json: questionnaire: '../own.json' is not one of: first-ninety-days, gate-check, "
    )


def test_a_questionnaire_of_ones_own_may_be_yaml(here: Path) -> None:
    (here / "own.yml").write_text(write_questionnaire(OWN))

    assert said("score", "ada.json", "-q", "own.yml") == (0, VERDICT, "")


def test_a_questionnaire_of_ones_own_that_is_not_sound_scores_nothing(here: Path) -> None:
    (here / "own.yml").write_text("id: own\ntitle: 5\n")

    assert said("score", "ada.json", "-q", "own.yml") == (
        1,
        "",
        "own.yml:1: dimensions: is missing\nown.yml:1: edition: is missing\nown.yml:1: items: is missing\nown.yml:1: scale: is missing\n"
        "own.yml:2: title: is the number 5; a text is needed\n",
    )


def test_a_result_file_is_kept_beside_the_result(here: Path) -> None:
    result = by_own("score", "ada.json", "--result", "result.json", "--today", "2026-11-20")

    answers = read_answers(ADA)[0]
    written = write_result(OWN, answers, assess(OWN, answers, today="2026-11-20"), today="2026-11-20")
    assert (result, (here / "result.json").read_text()) == ((0, VERDICT, ""), written)


# ── verify ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def result(here: Path) -> Path:
    """The result file of Ada's answers."""
    by_own("score", "ada.json", "--result", "result.json", "--today", "2026-11-20")
    return here / "result.json"


def test_a_result_that_is_as_it_was_is_identical(result: Path) -> None:
    assert by_own("verify", result.name) == (0, "recomputed: identical\n", "")
    assert by_own("verify", result.name, "--json") == (0, '{"differences":[],"identical":true}\n', "")


def test_each_difference_of_a_result_is_named_with_both_values(result: Path) -> None:
    change(result, '"confirmed":1', '"confirmed":2')
    change(result, '"today":"2026-11-20"', '"more":"\\u009bx","today":"2026-11-20"')

    assert by_own("verify", result.name) == (
        1,
        'more: recorded "\\x9bx", recomputed nothing\nreport.outcome.confirmed: recorded 2, recomputed 1\n',
        "",
    )
    assert json.loads(by_own("verify", result.name, "--json")[1]) == {
        "identical": False,
        "differences": [
            {"path": "more", "recorded": '"\x9bx"', "recomputed": None},
            {"path": "report.outcome.confirmed", "recorded": "2", "recomputed": "1"},
        ],
    }


def test_a_result_of_the_guide_names_its_own_questionnaire() -> None:
    run("score", "grace.json", "-q", "readiness", "--result", "result.json")

    assert said("verify", "result.json") == (0, "recomputed: identical\n", "")


def test_what_is_no_result_is_not_verified() -> None:
    assert said("verify", "ada.json") == (1, "", "ada.json: format: is not 'fieldworthy-result/1'\n")


# ── plan and next ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_lists_the_raises_with_their_effort() -> None:
    assert by_own("plan", "ada.json") == (
        0,
        "Cheapest way to “ready to build”: 1 step, 4 person-days.\n"
        "\n"
        "Item    Now  Raise to    Person-days  Gate            Index then  Title\n"
        "DAT-01  No   Repeatable  4            ready to build  56 %        Title of DAT-01\n",
        "",
    )


def test_a_plan_as_json_is_the_engines() -> None:
    report = assess(OWN, read_answers(ADA)[0])

    assert json.loads(by_own("plan", "ada.json", "--json")[1]) == {"plan": plain(report.plan), "problems": []}


@pytest.mark.parametrize(
    ("answers", "words", "text"),
    [
        (ADA, ["--target", "start"], "Nothing is missing: “ready to start” is confirmed.\n"),
        (GRACE.replace("repeatable", "enforced"), [], "Every stage is confirmed. There is nothing left to plan.\n"),
    ],
)
def test_where_nothing_is_left_there_is_no_plan(here: Path, answers: str, words: list[str], text: str) -> None:
    (here / "ada.json").write_text(answers)

    assert by_own("plan", "ada.json", *words)[:2] == (0, text)


def test_without_stages_there_is_no_way_to_one(here: Path) -> None:
    (here / "flat.json").write_text(write_questionnaire(questionnaire(item("FRM-01"))))

    assert said("plan", "ada.json", "-q", "flat.json")[1] == "This questionnaire has no stages, so there is no way to one.\n"


def test_the_next_question_is_shown_whole() -> None:
    assert said("next", "-", "-n", "1", "-q", "own.json", stdin="{}") == (
        0,
        "3 questions without a level; the most useful one first.\n"
        "\n"
        "DAT-01  Title of DAT-01\n"
        "Question of DAT-01?\n"
        "  No          DAT-01 at no\n"
        "  Ad hoc      DAT-01 at ad-hoc\n"
        "  Repeatable  DAT-01 at repeatable\n"
        "  Enforced    DAT-01 at enforced\n"
        "May change a verdict. Narrows the index by 25 % to 75 %.\n",
        "",
    )


def test_as_many_questions_are_shown_as_are_asked_for() -> None:
    code, out, err = by_own("next", "ada.json")

    assert (code, out, err) == (
        0,
        "1 question without a level; the most useful one first.\n"
        "\n"
        "FRM-02  Title of FRM-02\n"
        "Question of FRM-02?\n"
        "  No          FRM-02 at no\n"
        "  Ad hoc      FRM-02 at ad-hoc\n"
        "  Repeatable  FRM-02 at repeatable\n"
        "  Enforced    FRM-02 at enforced\n"
        "Who usually knows: the sponsor.\n"
        "Changes no verdict by itself. Narrows the index by 6 %.\n",
        "",
    )
    assert re.findall(r"^\w+-\d+", said("next", "-", "-q", "own.json", stdin="{}")[1], re.MULTILINE) == ["DAT-01", "FRM-01", "FRM-02"]


def test_where_all_is_answered_there_is_no_next_question(here: Path) -> None:
    (here / "ada.json").write_text(ADA.replace('"dont_know": true', '"level": "no"'))

    assert by_own("next", "ada.json") == (0, "Every question that applies has an answer.\n", "")
    assert by_own("next", "ada.json", "--json") == (0, '{"next_questions":[],"problems":[]}\n', "")


# ── merge and migrate ────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_peoples_answers_stand_side_by_side_the_widest_gap_first() -> None:
    assert by_own("merge", "ada.json", "grace.json") == (
        0,
        "Test, Fieldworthy 2026.1. 2 people.\n"
        "\n"
        "Item    ada.json  grace.json  Gap\n"
        "DAT-01  No        Repeatable  2    disagreement: Title of DAT-01\n"
        "FRM-01  Enforced  Repeatable  1    Title of FRM-01\n"
        "\n"
        "1 disagreement of two levels or more. 1 item without a level from anybody.\n"
        "Confirmed by everybody’s lowest answers: ready to start. Possible by the highest: ready to build.\n"
        "Index: 9 % proven, 63 % possible.\n"
        "Agreement: poor (quadratic-weighted kappa 0.00).\n",
        f"grace.json: {UNKNOWN}",
    )


def test_a_comparison_says_what_changed_between_two_files() -> None:
    code, out, err = by_own("compare", "ada.json", "grace.json")

    assert (code, err) == (0, f"grace.json: {UNKNOWN}")
    assert out.splitlines()[:5] == [
        "# Test",
        "",
        "Then: edition 2025.1, no day given. Now: edition 2026.1, no day given.",
        "",
        "- **Answers: 1 rose and 1 fell. Confirmed then and now: ready to start. Index now: 41 % to 53 %; then: 19 % to 25 %.**",
    ]


def test_a_comparison_comes_as_a_page_a_picture_and_data_too() -> None:
    made = {format: by_own("compare", "ada.json", "grace.json", "--format", format)[1] for format in ("html", "svg", "json")}

    assert made["html"].startswith("<!doctype html>\n")
    assert "<svg" in made["html"]
    assert made["svg"].startswith("<svg")
    assert json.loads(made["json"])["dates"] == ["", ""]


def test_a_portfolio_lists_the_files_that_can_be_read_and_names_the_others() -> None:
    code, out, err = by_own("portfolio", "ada.json", "missing.json", "own.yml", "grace.json", "--target", "build", "--format", "csv")

    assert code == 1
    assert [line.split(",")[:10] for line in out.splitlines()[1:]] == [
        ["ada.json", "ada.json", "2025.1", "", "2", "3", "ready to start", "ready to start", "No", "DAT-01"],
        ["grace.json", "grace.json", "2026.1", "", "2", "3", "ready to start", "ready to build", "Not known yet", ""],
    ]
    assert err == "missing.json: cannot be read: No such file or directory\nown.yml: cannot be read: No such file or directory\n"


@pytest.mark.parametrize("format", ["md", "html", "json"])
def test_a_portfolio_comes_in_other_formats_too(format: str) -> None:
    code, out, err = by_own("portfolio", "ada.json", "grace.json", "--format", format)

    assert (code, err) == (0, "")
    assert {"ada.json", "grace.json"} <= set(re.findall(r"\w+\.json", out))


def test_a_portfolio_of_nothing_that_can_be_read_says_so() -> None:
    assert by_own("portfolio", "missing.json")[1].splitlines()[4] == "- **No project could be read.**"


def test_a_portfolio_has_no_stage_that_its_questionnaire_has_not() -> None:
    assert by_own("portfolio", "ada.json", "--target", "moon") == (1, "", "--target: 'moon' is not one of: start, build\n")


def test_a_proposal_speaks_of_the_gaps_with_the_sources_of_the_guide() -> None:
    code, out, err = by_own("proposal", "ada.json", "--today", "2026-11-20", "--site", "https://guide.example")

    assert (code, err) == (0, "")
    assert out.startswith("# Readiness\n\nFieldworthy 2026.1, 2026-11-20\n\n- **Ready to start? Yes.**")
    assert "- Fieldworthy 2026.1, DAT-01. [DAT-01 Title of DAT-01](https://guide.example/lessons/dat/#dat-01)\n" in out


def test_a_proposal_without_answers_cites_sections_of_the_whole_guide_and_their_rows() -> None:
    code, out, err = said("proposal", "--sections", "DAT-07,DEP-04")

    assert (code, err) == (0, "")
    assert re.findall(r"^- Fieldworthy [\d.]+, (\S+)\. ", out, re.MULTILINE) == ["DAT-07", "DEP-04"]
    rows = re.findall(r"^\| ([EFW]-\d+) \| .* \| A, peer-reviewed or official record, ", out, re.MULTILINE)
    assert {"E-18", "F-13"} <= set(rows)


def test_a_proposal_comes_for_word_and_for_pasting_too(here: Path) -> None:
    for format in ("docx", "html"):
        assert by_own("proposal", "ada.json", "--format", format, "-o", f"out.{format}") == (0, "", "")

    assert (here / "out.docx").read_bytes()[:2] == b"PK"
    assert (here / "out.html").read_text(encoding="utf-8").startswith("<h2>Readiness</h2>")


def test_a_proposal_cites_no_section_that_there_is_not() -> None:
    message = "sections: 'DAT-99' is no item of this questionnaire; ids look like DAT-07, parted by commas\n"

    assert by_own("proposal", "--sections", "DAT-99") == (1, "", message)


def test_a_document_goes_to_a_pipe_as_it_is() -> None:
    assert run("report", "ada.json", "-q", "own.json", "--format", "docx").stdout_bytes[:2] == b"PK"


def test_more_than_two_people_agree_by_another_measure() -> None:
    out = by_own("merge", "ada.json", "ada.json", "grace.json")[1].splitlines()

    assert out[0] == "Test, Fieldworthy 2026.1. 3 people."
    assert re.fullmatch(r"Agreement: (poor|fair|good) \(Krippendorff’s ordinal alpha -?\d\.\d\d\)\.", out[-1])


def test_people_who_choose_one_level_only_have_no_agreement_to_measure(here: Path) -> None:
    (here / "ada.json").write_text('{"answers": {"FRM-01": {"level": "no"}}}')

    assert (
        by_own("merge", "ada.json", "ada.json")[1].splitlines()[-1]
        == "Agreement: not defined, since no two levels that were chosen differ."
    )


def test_a_merge_as_json_is_the_engines() -> None:
    sheets = [accept(OWN, read_answers(text)[0]).answers for text in (ADA, GRACE)]

    found = json.loads(by_own("merge", "ada.json", "grace.json", "--json")[1])

    problem = {"where": "grace.json: answers.OLD-01", "message": UNKNOWN.strip().partition(": ")[2]}
    assert found == {"sheets": ["ada.json", "grace.json"], "merged": plain(merge(OWN, sheets)), "problems": [problem]}


def test_one_persons_answers_are_nothing_to_merge() -> None:
    code, out, err = by_own("merge", "ada.json")

    assert (code, out, err.splitlines()[-1]) == (1, "", "Error: merging takes two files of answers or more")


RETIRED = {"retired": [{"id": "OLD-01", "retired": "2026.1", "replaced_by": ["FRM-02"]}]}


def newer(folder: Path) -> None:
    """The questionnaire in an edition that asks something new, something else, and something no longer."""
    raw = json.loads(write_questionnaire(OWN)) | RETIRED
    raw["items"][0]["meaning_changed"] = "2026.1"
    raw["items"][1]["since"] = "2026.1"
    (folder / "own.json").write_text(json.dumps(raw))


def test_answers_to_questions_of_an_earlier_edition_are_named_and_do_not_count(here: Path) -> None:
    newer(here)
    earlier = json.loads((here / "grace.json").read_text()) | {"edition": "2025.1"}
    (here / "earlier.json").write_text(json.dumps(earlier))

    code, out, err = by_own("score", "earlier.json", "--json")

    assert code == 0
    assert err.splitlines() == [
        "earlier.json: answers.FRM-01: means something else since 2026.1; the question is open until it is answered anew",
        "earlier.json: answers.OLD-01: is asked no longer; in its place: FRM-02",
    ]
    assert json.loads(out)["report"]["answered"] == 1


def test_a_migration_says_what_changed_and_writes_what_goes_on(here: Path) -> None:
    newer(here)

    done = by_own("migrate", "grace.json", "--from", "2025.1", "-o", "new.json")

    assert done == (
        0,
        "From 2025.1 to 2026.1: 1 of 3 answers kept.\n"
        "\n"
        "Mean something else since then, and are open again:\n"
        "  FRM-01  Title of FRM-01\n"
        "\n"
        "Asked no longer:\n"
        "  OLD-01  replaced by FRM-02\n"
        "\n"
        "New questions:\n"
        "  FRM-02  Title of FRM-02\n"
        "\n"
        "Kept aside; --json prints these answers whole:\n"
        "  FRM-01\n"
        "  OLD-01\n",
        "",
    )
    assert json.loads((here / "new.json").read_text()) == {
        "format": "fieldworthy-answers/1",
        "questionnaire": "test",
        "edition": "2026.1",
        "facts": {},
        "answers": {"DAT-01": {"edition": "2026.1", "level": "repeatable"}},
    }


def test_no_answer_is_dropped_by_a_migration(here: Path) -> None:
    newer(here)

    found = json.loads(by_own("migrate", "grace.json", "--json")[1])["migration"]

    assert found["answers"]["answers"].keys() | found["aside"].keys() == json.loads(GRACE)["answers"].keys()
    assert found["aside"]["OLD-01"]["level"] == "no"
    assert found == plain(migrate(read_questionnaire((here / "own.json").read_text()), read_answers(GRACE)[0], ""))


def test_the_edition_is_the_one_that_the_file_names_or_else_none() -> None:
    first = [by_own("migrate", file)[1].splitlines()[0] for file in ("ada.json", "grace.json")]

    assert first == [
        "From 2025.1 to 2026.1: 3 of 3 answers kept.",
        "From an edition that the file does not name to 2026.1: 2 of 3 answers kept.",
    ]


def test_answers_that_make_no_sense_are_not_migrated_for_they_would_be_dropped(here: Path) -> None:
    (here / "ada.json").write_text('{"answers": {"FRM-01": {"level": "no"}, "FRM-02": {}}}')

    assert by_own("migrate", "ada.json", "-o", "new.json") == (
        1,
        "",
        "ada.json: answers.FRM-02: needs one of: level, dont_know, not_applicable; an open item, something kept for it\n",
    )
    assert not (here / "new.json").exists()


# ── report ───────────────────────────────────────────────────────────────────────────────────────────────────────────

ANSWERS = read_answers(ADA)[0]
REPORT = assess(OWN, ANSWERS, today="2026-11-20")
DAY, GUIDE = "2026-11-20", "https://guide.example.org/"


@pytest.mark.parametrize(
    ("format", "written"),
    [
        ("html", report_page.page(OWN, REPORT, ANSWERS, (), date=DAY, guide=GUIDE)),
        ("md", markdown_report.result(OWN, REPORT, ANSWERS, (), date=DAY, guide=GUIDE)),
        ("csv", plan_csv.plan(OWN, REPORT, ANSWERS, date=DAY, guide=GUIDE)),
        ("json", write_result(OWN, ANSWERS, REPORT, today=DAY)),
        ("svg", picture.bars(OWN, REPORT, date=DAY)),
        ("badge", picture.badge(OWN, REPORT, date=DAY)),
    ],
)
def test_a_report_is_the_engines_view_in_the_format_asked_for(here: Path, format: str, written: str) -> None:
    words = ["report", "ada.json", "--format", format, "--today", DAY, "-q", "own.json", "--site"]

    shown, kept = run(*words, GUIDE), run(*words, GUIDE.rstrip("/"), "-o", "report")

    assert (shown.stdout_bytes, (here / "report").read_bytes(), shown.stderr, kept.output) == (written.encode(), written.encode(), "", "")


def test_every_format_has_its_view() -> None:
    assert tuple(KIND_OF) == FORMATS
    assert set(KIND_OF.values()) == set(KINDS)


def test_a_report_names_what_was_kept_aside() -> None:
    code, out, err = by_own("report", "grace.json", "--format", "md")

    assert (code, err) == (0, f"grace.json: {UNKNOWN}")
    assert "OLD-01" in out


# ── check and build ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_proved_of_a_questionnaire_is_said(here: Path) -> None:
    bands = json.loads(write_questionnaire(questionnaire(item("FRM-01")))) | {"bands": [{"id": "low", "name": "Low", "least": 0}]}
    (here / "bands.yml").write_text(json.dumps(bands))

    assert said("check", "own.json", "bands.yml") == (
        0,
        "own.json: 3 items, 2 stages: sound; ids are used once and every name resolves; the scale rises from 0 to 1; every item says where "
        "to read on; no floor sinks; every gate can pass and fail.\n"
        "bands.yml: 1 item, 1 band: sound; ids are used once and every name resolves; the scale rises from 0 to 1; every item says where "
        "to read on; every index falls in one band.\n",
        "",
    )


def test_the_example_of_the_guide_passes_its_own_check() -> None:
    code, out, err = said("check", str(DOCS / "assessments" / "examples" / "own-questionnaire.yml"))

    assert (code, err) == (0, "")
    assert "own-questionnaire.yml: 5 items, 2 stages: sound; " in out


def test_everything_wrong_in_all_files_is_listed_at_once(here: Path) -> None:
    (here / "one.yml").write_text("id: one\nid: two\n")
    raw = json.loads(write_questionnaire(OWN))
    raw["items"][2]["gates"][0]["least"] = "often"
    (here / "two.json").write_text(json.dumps(raw, indent=1))

    code, out, err = said("check", "one.yml", "own.json", "two.json", "three.yml")

    line = next(n for n, text in enumerate(json.dumps(raw, indent=1).splitlines(), start=1) if '"often"' in text) - 1
    assert (code, out.partition(":")[0], err) == (
        1,
        "own.json",
        "one.yml:2: the key 'id' stands twice\n"
        f"two.json:{line}: items[2].gates[0]: least 'often' is not one of: ad-hoc, repeatable, enforced\n"
        "three.yml: cannot be read: No such file or directory\n",
    )


def test_a_check_as_json_holds_counts_and_problems(here: Path) -> None:
    (here / "one.yml").write_text("id: one\nid: two\n")

    code, out, err = said("check", "--json", "own.json", "one.yml")

    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "questionnaires": [{"file": "own.json", "id": "test", "items": 3, "stages": 2, "bands": 0}],
        "problems": [{"where": "one.yml:2", "message": "the key 'id' stands twice"}],
    }


def test_a_check_of_a_guide_as_json_holds_counts_or_problems(here: Path) -> None:
    docs = copied(here)
    sound = said("check", "--json", "--guide", str(docs))
    change(docs / "assessments/quick.yml", "stages: [start]", "stages: [land]")

    problem = {"where": "docs/assessments/quick.yml:3", "message": "stage 'land' is not one of: start, build"}
    counts = {"items": 2, "questionnaires": 1, "evidence": 2, "frameworks": 1, "problems": []}
    assert (sound[0], json.loads(sound[1]), sound[2]) == (0, counts, "")
    code, out, err = said("check", "--json", "--guide", str(docs))
    assert (code, json.loads(out), err) == (1, {"problems": [problem]}, "")


def test_a_questionnaire_is_built_to_what_every_command_reads(here: Path) -> None:
    (here / "own.yml").write_text(write_questionnaire(OWN))

    assert said("build", "own.yml", "-o", "built.json") == (0, "", "")
    assert (here / "built.json").read_text() == write_questionnaire(OWN)
    assert said("build", "own.yml")[1] == write_questionnaire(OWN)


def test_one_of_the_guides_can_be_built_to_keep_its_rules() -> None:
    assert read_questionnaire(said("build", "gate-check")[1]).id == "gate-check"


# ── texts in and out ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_written_whole_and_readable_and_nothing_else_is_left(here: Path) -> None:
    before = {path.name for path in here.iterdir()}

    assert by_own("score", "ada.json", "--output", "out.txt") == (0, "", "")
    assert (here / "out.txt").read_text() == VERDICT
    assert {path.name for path in here.iterdir()} - before == {"out.txt"}
    assert stat.S_IMODE((here / "out.txt").stat().st_mode) == stat.S_IMODE((here / "ada.json").stat().st_mode)


@pytest.mark.parametrize("option", ["--output", "--result"])
def test_no_file_is_overwritten_unless_it_is_asked_for(here: Path, option: str) -> None:
    (here / "out.txt").write_text("precious")

    assert by_own("score", "ada.json", option, "out.txt") == (1, "", "out.txt: exists already; --force replaces it\n")
    assert (here / "out.txt").read_text() == "precious"
    assert by_own("score", "ada.json", option, "out.txt", "--force")[0] == 0
    assert (here / "out.txt").read_text() != "precious"


def test_a_link_stays_a_link_to_what_is_replaced(here: Path) -> None:
    (here / "out.txt").write_text("old")
    (here / "link.txt").symlink_to("out.txt")

    by_own("score", "ada.json", "--output", "link.txt", "--force")

    assert ((here / "link.txt").is_symlink(), (here / "out.txt").read_text()) == (True, VERDICT)


def test_a_file_that_could_not_be_written_whole_is_not_there(here: Path) -> None:
    (here / "many.ndjson").write_text("{}\nbad\n")
    before = sorted(here.iterdir())

    code, out, err = by_own("score", "--ndjson", "many.ndjson", "--strict-lines", "--output", "out.ndjson")

    assert (code, out, err) == (1, "", "many.ndjson:2: column 1: not JSON: Expecting value\n")
    assert sorted(here.iterdir()) == before


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="there is no /dev/null here")
def test_a_device_stays_a_device() -> None:
    assert by_own("score", "ada.json", "--output", "/dev/null") == (0, "", "")
    assert Path("/dev/null").is_char_device()


def test_a_dash_is_a_standard_stream() -> None:
    assert said("score", "-", "-q", "own.json", "--output", "-", stdin=ADA) == (0, VERDICT, "")


def test_a_byte_order_mark_is_no_part_of_a_text() -> None:
    assert said("score", "-", "-q", "own.json", stdin=b"\xef\xbb\xbf" + ADA.encode()) == (0, VERDICT, "")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["score", "none.json"], "none.json: cannot be read: No such file or directory"),
        (["score", "."], ".: is a folder; a file is needed"),
        (["score", "ada.json", "-q", "none.yml"], "none.yml: cannot be read: No such file or directory"),
        (["score", "ada.json", "-q", "none"], "questionnaire: 'none' is not one of: first-ninety-days, gate-check, "),
        (["score", "ada.json", "-q", "latin.yml"], "latin.yml: cannot be read: not UTF-8, invalid continuation byte at byte 0"),
        (["score", "latin.yml"], "latin.yml: cannot be read: not UTF-8, invalid continuation byte at byte 0"),
        (["score", "long.json"], "long.json: longer than 2,000,000 bytes"),
        (["score", "ada.json", "-o", "."], ".: is a folder; a file is needed"),
        (["score", "ada.json", "-o", "none/out.txt"], "none/out.txt: cannot be written: No such file or directory"),
        (["score", "--ndjson", "none.ndjson"], "none.ndjson: cannot be read: No such file or directory"),
        (["verify", "latin.yml"], "latin.yml: cannot be read: not UTF-8, invalid continuation byte at byte 0"),
        (["merge", "ada.json", "none.json"], "none.json: cannot be read: No such file or directory"),
        (["build", "none.yml"], "none.yml: cannot be read: No such file or directory"),
        (["score", "number.json"], "number.json: questionnaire: is no text; an id is needed"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line_and_the_code_is_1(here: Path, words: list[str], problem: str) -> None:
    (here / "latin.yml").write_bytes("é".encode("latin-1") + b"a")
    (here / "long.json").write_bytes(b" " * 2_000_001)
    (here / "number.json").write_text('{"questionnaire": 5}')

    code, out, err = said(*words)

    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(problem)


def test_what_somebody_wrote_cannot_steer_the_terminal(here: Path) -> None:
    (here / "ada.json").write_text('{"target": "\\u001b[2J\\nada.json: all is well"}')

    assert by_own("score", "ada.json")[2] == "ada.json: target: '\\x1b[2J\\nada.json: all is well' is not one of: start, build\n"


@pytest.mark.parametrize("words", [["--nope"], ["score"], ["score", "--nope"], ["nope"], ["score", "ada.json", "--today", "soon"]])
def test_a_wrong_call_ends_with_1_since_2_says_something_of_a_result(words: list[str]) -> None:
    code, out, err = said(*words)

    assert (code, out, err.splitlines()[0].partition(" [")[0]) == (1, "", f"Usage: main{' score' if words[0] == 'score' else ''}")


# ── one project a line ───────────────────────────────────────────────────────────────────────────────────────────────

MANY = f'{ADA}\nbad\n{{"id": "b", "answers": {{"FRM-01": {{"level": "often"}}}}}}\n'


def test_each_line_that_can_be_read_gives_a_line_and_the_others_are_told(here: Path) -> None:
    (here / "many.ndjson").write_text(MANY)

    code, out, err = by_own("score", "--ndjson", "many.ndjson", "--today", "2026-11-20")

    first, third = (json.loads(line) for line in out.splitlines())
    assert (code, err) == (1, "many.ndjson:2: column 1: not JSON: Expecting value\n")
    assert first == {"line": 1, **json.loads(by_own("score", "ada.json", "--json", "--today", "2026-11-20")[1])}
    assert (third["id"], third["line"], [problem["where"] for problem in third["problems"]]) == ("b", 3, ["answers.FRM-01"])


def test_a_line_below_what_is_asked_is_told_and_the_code_is_2(here: Path) -> None:
    (here / "many.ndjson").write_text(f"{ADA}\n{{}}\n".replace("\n\n", "\n"))

    code, out, err = by_own("score", "--ndjson", "many.ndjson", "--fail-under", "start")

    assert (code, out.count("\n"), err) == (2, 2, "many.ndjson:2: --fail-under: below start\n")


def test_a_line_that_cannot_be_read_weighs_more_than_one_that_falls_short() -> None:
    assert said("score", "--ndjson", "-", "-q", "own.json", "--fail-under", "start", stdin="{}\nbad\n")[::2] == (
        1,
        "-:1: --fail-under: below start\n-:2: column 1: not JSON: Expecting value\n",
    )


def test_half_of_a_character_in_an_id_comes_out_as_it_went_in(here: Path) -> None:
    line = '{"id": "\\ud800"}'

    to_stream = said("score", "--ndjson", "-", "-q", "own.json", stdin=line)
    said("score", "--ndjson", "-", "-q", "own.json", "-o", "out.ndjson", stdin=line)

    assert json.loads(to_stream[1])["id"] == json.loads((here / "out.ndjson").read_text())["id"] == "\ud800"


def test_a_result_file_is_for_one_project() -> None:
    code, out, err = said("score", "--ndjson", "-", "--result", "r.json", stdin="{}")

    assert (code, out) == (1, "")
    assert err.endswith("Error: --result is for one project; with --ndjson every line that comes out is a result\n")


def test_without_a_terminal_there_is_no_bar() -> None:
    assert said("score", "--ndjson", "-", "-q", "own.json", stdin="{}")[2] == ""


def test_on_a_terminal_a_bar_shows_how_far_it_is(here: Path) -> None:
    pty = pytest.importorskip("pty")
    (here / "many.ndjson").write_text(MANY)
    ours, theirs = pty.openpty()

    done = subprocess.run(
        [sys.executable, "-m", "assessment.authoring", "score", "--ndjson", "many.ndjson", "-q", "own.json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )

    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert (done.returncode, done.stdout.count(b"\n")) == (1, 2)
    assert "many.ndjson:2: column 1: not JSON: Expecting value\r\n" in shown
    assert "100%" in shown


# ── help ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example_of_each_command(command: str) -> None:
    code, out, err = said(command, "--help")

    assert (code, err) == (0, "")
    assert re.search(rf"Example.*:\n    fieldworthy {command}\b", out)


def test_the_list_of_commands_cuts_no_sentence_short() -> None:
    listed = said("--help")[1].partition("Commands:\n")[2]

    assert [line.split()[0] for line in listed.splitlines()] == COMMANDS
    assert [line for line in listed.splitlines() if not line.endswith(".") or line.endswith("...")] == []


def completed(*words: str) -> list[str]:
    """What bash is told to complete the last of these words with."""
    line = {"COMP_WORDS": " ".join(["fieldworthy", *words]), "COMP_CWORD": str(len(words)), "_FIELDWORTHY_COMPLETE": "bash_complete"}
    return CliRunner().invoke(main, prog_name="fieldworthy", env=line).stdout.split()


def test_shells_complete_commands_options_and_questionnaires() -> None:
    assert completed("mi") == ["plain,migrate"]
    assert completed("score", "--fail") == ["plain,--fail-under"]
    assert completed("score", "-q", "gate") == ["plain,gate-check"]
    assert completed("score", "-q", "") == [f"plain,{id}" for id in sorted(guide().questionnaires)]
    assert completed("score", "-q", "own") == ["file,own"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_page_says_how_each_shell_completes(shell: str) -> None:
    page = (DOCS / "assessments" / "on-the-command-line.md").read_text(encoding="utf-8")

    assert f"_FIELDWORTHY_COMPLETE={shell}_source fieldworthy" in page


def test_the_page_names_every_command_and_format_and_nothing_that_is_none() -> None:
    page = (DOCS / "assessments" / "on-the-command-line.md").read_text(encoding="utf-8")

    formats = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    named = {match[1] for match in re.finditer(r"^ *(?:- run: )?fieldworthy (\w+)", page, re.MULTILINE)}
    assert (named, tuple(formats)) == ({*COMMANDS}, FORMATS)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page)) <= {
        option for command in main.commands.values() for parameter in command.params for option in parameter.opts
    } | {"--help"}


def test_the_answers_on_the_page_are_read_whole() -> None:
    page = (DOCS / "assessments" / "on-the-command-line.md").read_text(encoding="utf-8")
    answers = page.partition("```json\n")[2].partition("```")[0]

    code, out, err = said("score", "-", stdin=answers)

    assert (code, out.splitlines()[0].partition(" answered")[0][-7:], err) == (0, "1 of 84", "")


# ── as installed ─────────────────────────────────────────────────────────────────────────────────────────────────────


def python(*words: str, environment: Mapping[str, str]) -> tuple[int, str, str]:
    done = subprocess.run([sys.executable, *words], env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_without_its_packages_the_command_says_what_to_install() -> None:
    done = python("-S", "-m", "assessment.authoring", environment={"PYTHONPATH": str(ROOT)})

    assert done == (1, "", "fieldworthy: the package 'click' is missing; install Fieldworthy with its extra: fieldworthy[command]\n")


@pytest.mark.parametrize(
    ("words", "unneeded"),
    [
        (["score", "ada.json", "-q", "own.json"], {"jsonschema", "markdown", "mkdocs", "assessment.authoring.runtime"}),
        (["check", "own.json"], {"jsonschema", "markdown", "mkdocs", "assessment.authoring.runtime"}),
        (["score", "ada.json"], {"markdown", "mkdocs", "assessment.authoring.runtime", "assessment.report_page", "concurrent.futures"}),
    ],
)
def test_a_command_loads_no_package_that_it_does_not_need(words: list[str], unneeded: set[str]) -> None:
    script = "import sys\nfrom assessment.authoring.command import main\nmain(standalone_mode=False)\nprint(*sys.modules)"
    code, out, err = python("-c", script, *words, environment={"PYTHONPATH": str(ROOT)})

    assert (code, err) == (0, "")
    assert unneeded & set(out.splitlines()[-1].split()) == set()


def test_in_a_checkout_the_guide_is_that_of_the_checkout() -> None:
    assert shipped() == DOCS


def test_a_wheel_brings_every_folder_of_the_guide_that_is_data() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

    folders = {path.relative_to(DOCS).parts[0] for pattern in ("*.yml", "*.schema.json") for path in DOCS.rglob(pattern)}
    assert included == {f"docs/{name}": f"assessment/guide/{name}" for name in {*folders, "LICENSE"}}
