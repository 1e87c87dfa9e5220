"""The guide's questionnaires are whole: the index lists each, each lesson has a self-check, and an instrument is as published."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from markdown import Markdown

from assessment.authoring import bank
from assessment.authoring.bank import Bank
from assessment.authoring.markdown import makeExtension
from assessment.codec import Unreadable, canonical, read_answers
from assessment.explanation import explain
from assessment.model import Band, Questionnaire
from assessment.report import assess
from tests.fixtures.guide import change, copied
from tests.support import DOCS, guide

ASSESSMENTS = DOCS / "assessments"
ROW = re.compile(r"^\| \[.+?\]\((?P<page>[a-z-]+)\.md\) \|.*?\| (?P<questions>\d+) questions, \d+ minutes \|$", re.MULTILINE)
WORDS = {7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve"}
SELF_CHECKS = [one for one in guide().questionnaires.values() if one.id.startswith("check-")]

INSTRUMENT = """title: Two tests
weakest_link: 1
points: 2
weight_reason: Alike.
scale: [{ id: no, name: "No", value: 0, means: Nobody. }, { id: yes, name: "Yes", value: 1, means: Somebody. }]
bands: [{ id: low, name: low, least: 0 }]
dimensions: [{ id: TWO-T, title: Tests }]
items:
  - { id: TWO-T1, since: "2026.1", dimension: TWO-T, title: One, question: Is there one?, who_knows: You., read_on: FRM-01 }
  - id: TWO-T2
    since: "2026.1"
    dimension: TWO-T
    title: Two
    question: Are there two?
    who_knows: You.
    levels: { yes: There are two. }
    read_on: "assessments/two-tests/#two"
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The smallest guide with an instrument and self-checks."""
    docs = copied(tmp_path)
    (docs / "assessments" / "instruments").mkdir()
    (docs / "assessments" / "instruments" / "two-tests.yml").write_text(INSTRUMENT)
    checks = 'title: "Check {lesson}"\nbands:\n  - { id: low, name: low, least: 0 }\n  - { id: high, name: high, least: 1/2 }\n'
    (docs / "assessments" / "self-checks.yml").write_text(checks)
    return docs


def problems(docs: Path) -> list[str]:
    with pytest.raises(Unreadable) as refusal:
        bank.load(docs)
    return [str(problem) for problem in refusal.value.problems]


def shown(questionnaire: Questionnaire, levels: dict[str, str]) -> tuple[str, ...]:
    """How far answers lead, in the words of the report."""
    given, _ = read_answers(canonical({"answers": {id: {"level": level} for id, level in levels.items()}}))
    return explain(questionnaire, assess(questionnaire, given)).standing


# ── the guide's own ──


def test_the_index_lists_every_questionnaire_with_its_number_of_questions() -> None:
    listed = ROW.findall((ASSESSMENTS / "index.md").read_text(encoding="utf-8"))

    assert dict(listed) == {id: str(len(one.items)) for id, one in guide().questionnaires.items()}


def test_every_lesson_has_a_self_check_over_all_of_its_items() -> None:
    asked = [(one.id, [item.id for item in one.items]) for one in SELF_CHECKS]

    assert asked == [
        (f"check-{items[0].address.split('/')[1]}", [item.id for item in items])
        for items in ([i for i in guide().items.values() if i.dimension == d.id] for d in guide().dimensions)
    ]


@pytest.mark.parametrize("check", SELF_CHECKS, ids=lambda one: one.id)
def test_a_self_check_is_reached_from_its_lesson_and_leads_back(check: Questionnaire) -> None:
    slug = check.id.removeprefix("check-")
    number = WORDS[len(check.items)]
    lesson = (DOCS / "lessons" / f"{slug}.md").read_text(encoding="utf-8")
    page = (ASSESSMENTS / f"{check.id}.md").read_text(encoding="utf-8")

    assert f"**[Check yourself on this lesson](../assessments/{check.id}.md)**: its {number} questions on one page" in lesson
    assert f"The {number} questions of the lesson [{check.dimensions[0].title}](../lessons/{slug}.md)" in page


def test_a_self_check_asks_the_facts_that_decide_what_applies_and_no_others() -> None:
    asked = {one.id: {fact.id for fact in one.facts} for one in SELF_CHECKS}

    assert asked["check-cost-and-value"] == {"serving-choice"}
    assert asked["check-data-quality"] == set()
    assert asked == {one.id: {fact for item in one.items for clause in item.applies_when.clauses for fact in clause} for one in SELF_CHECKS}


def test_the_page_of_the_first_ninety_days_gives_every_question_one_day() -> None:
    page = (ASSESSMENTS / "first-ninety-days.md").read_text(encoding="utf-8")

    days = re.findall(r"\[([A-Z]{3}-\d\d)\]\(#", page)

    assert sorted(days) == sorted(item.id for item in guide().questionnaires["first-ninety-days"].items)


def test_engineering_depth_has_the_tests_of_the_framework_in_their_order() -> None:
    asked = [item.id.removeprefix("MTS-") for item in guide().questionnaires["engineering-depth"].items]

    assert asked == list(guide().frameworks["ml-test-score"].references)


def test_each_test_leads_to_a_section_that_touches_it_or_to_its_own() -> None:
    found = guide()
    own = {"M3": "tuning", "I5": "step-by-step", "Mo5": "finite-numbers"}

    led = {item.id.removeprefix("MTS-"): item.address for item in found.questionnaires["engineering-depth"].items}

    assert {test: address for test, address in led.items() if address not in touching(found, test)} == {
        test: f"assessments/engineering-depth/#{anchor}" for test, anchor in own.items()
    }


def touching(found: Bank, test: str) -> set[str]:
    """Addresses of the sections whose items touch a test of the ML Test Score."""
    mapped = ((id, m) for id, grounds in found.grounds.items() for m in grounds.crosswalk)
    return {found.items[id].address for id, m in mapped if (m.framework, m.id) == ("ml-test-score", test)}


def test_the_ml_test_score_is_shown_in_its_own_points() -> None:
    depth = guide().questionnaires["engineering-depth"]
    half = {item.id: "by-hand" if item.id == "MTS-Mo7" else "automated" for item in depth.items}

    assert shown(depth, half) == ("exceptionally tested and monitored", "Score: 6.5 of 7 points.")
    assert shown(depth, {item.id: "by-hand" for item in depth.items})[1] == "Score: 3.5 of 7 points."
    assert shown(depth, {"MTS-D1": "none"})[1] == "Score: 0 to 6 of 7 points."


# ── what is written wrongly ──


def test_each_kind_becomes_a_questionnaire_and_knows_what_the_others_ask(docs: Path) -> None:
    found = bank.load(docs).questionnaires

    two, check = found["two-tests"], found["check-framing"]
    assert {id: one.elsewhere for id, one in found.items()} == {
        "quick": ("TWO-T1", "TWO-T2"),
        "check-framing": ("TWO-T1", "TWO-T2"),
        "two-tests": ("FRM-01", "FRM-02"),
    }
    assert (two.points, two.weakest_link == 1, [dimension.id for dimension in two.dimensions]) == (2, True, ["TWO-T"])
    assert [item.address for item in two.items] == ["lessons/framing/#frm-01", "assessments/two-tests/#two"]
    assert [dict(item.levels) for item in two.items] == [{"no": "Nobody.", "yes": "Somebody."}, {"no": "Nobody.", "yes": "There are two."}]
    assert (check.title, check.stages, [item.gates for item in check.items]) == ("Check Problem framing", (), [(), ()])
    assert [fact.id for fact in check.facts] == ["personal-data"]
    assert check.bands == (Band(id="low", name="low", least=Fraction(0)), Band(id="high", name="high", least=Fraction(1, 2)))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param(
            "instruments/two-tests.yml",
            "read_on: FRM-01",
            "read_on: FRM-09",
            ["docs/assessments/instruments/two-tests.yml:9: item 'FRM-09' does not exist"],
            id="a section that is not there",
        ),
        pytest.param(
            "instruments/two-tests.yml",
            "levels: { yes: There are two. }",
            "levels: { maybe: There are two. }",
            ["docs/assessments/instruments/two-tests.yml:16: levels are no, yes, maybe; the scale has: no, yes"],
            id="a level that the scale lacks",
        ),
        pytest.param(
            "instruments/two-tests.yml",
            "points: 2\n",
            "points: 2000\n",
            ["docs/assessments/instruments/two-tests.yml:3: a full score of 2000 is not between 1 and 1000"],
            id="more points than anybody counts",
        ),
        pytest.param(
            "self-checks.yml",
            "Check {lesson}",
            "Check",
            ["docs/assessments/self-checks.yml:1: 'Check' does not match '\\\\{lesson\\\\}'"],
            id="self-checks that are all called the same",
        ),
        pytest.param(
            "self-checks.yml",
            "least: 0 }",
            "least: 1/4 }",
            [
                "docs/assessments/self-checks.yml:2: "
                "bands must begin at 0 and rise, none above 1, so that every index falls in exactly one",
            ],
            id="a score without a band",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(docs: Path, file: str, old: str, new: str, said: list[str]) -> None:
    change(docs / "assessments" / file, old, new)

    assert problems(docs) == said


def test_a_questionnaire_needs_a_page_where_the_guide_has_an_index_of_them(docs: Path) -> None:
    (docs / "assessments" / "index.md").write_text("# Which questionnaire\n")
    (docs / "assessments" / "two-tests.md").write_text("# Two\n")

    assert problems(docs) == [
        "docs/assessments/self-checks.yml:1: 'check-framing' has no page; write assessments/check-framing.md with "
        "'/// questionnaire | check-framing'",
        "docs/assessments/two-tests.md: does not show 'two-tests'; write '/// questionnaire | two-tests'",
    ]


def test_what_is_wrong_with_all_self_checks_is_said_once(docs: Path) -> None:
    for kind in ("yml", "md"):
        text = (docs / f"lessons/framing.{kind}").read_text().replace("FRM", "DAT").replace("frm-", "dat-")
        (docs / f"lessons/data.{kind}").write_text(re.sub(r'(question|weight_reason): ("?)', r"\1: \2As to data, ", text))
    change(docs / "assessments" / "self-checks.yml", "least: 0 }", "least: 1/4 }")

    assert [problem for problem in problems(docs) if "self-checks" in problem] == [
        "docs/assessments/self-checks.yml:2: bands must begin at 0 and rise, none above 1, so that every index falls in exactly one"
    ]


def test_two_questionnaires_cannot_have_one_name(docs: Path) -> None:
    (docs / "assessments" / "instruments" / "quick.yml").write_text(INSTRUMENT)

    assert problems(docs) == ["docs/assessments/instruments/quick.yml:1: questionnaire 'quick' exists already"]


def test_bands_stand_in_a_table_with_what_each_begins_at(docs: Path) -> None:
    made = Markdown(extensions=["tables", makeExtension(docs=str(docs))]).convert("/// bands | check-framing\n///\n")

    rows = [[cell.text for cell in row] for row in fromstring(f"<body>{made}</body>").iter("tr")]

    assert rows == [["Band", "From"], ["low", "0 %"], ["high", "50 %"]]
