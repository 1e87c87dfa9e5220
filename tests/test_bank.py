"""Every way to write the content wrongly is named with file and line: one good guide, one change, and all that must be said."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from assessment.authoring import bank
from assessment.authoring.ledger import evidence_references
from assessment.codec import Unreadable, read_questionnaire, write_questionnaire
from tests.fixtures.guide import change, copied
from tests.support import DOCS

DEFAULTS = "assessments/defaults.yml"
QUICK = "assessments/quick.yml"
LESSON = "lessons/framing.yml"
PAGE = "lessons/framing.md"
EVIDENCE = "evidence/findings.yml"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return copied(tmp_path)


def problems(docs: Path) -> list[str]:
    """All that is said about a guide that cannot be loaded."""
    with pytest.raises(Unreadable) as refusal:
        bank.load(docs)
    return [str(problem) for problem in refusal.value.problems]


def test_a_sound_guide_becomes_a_model(docs: Path) -> None:
    found = bank.load(docs)

    quick = found.questionnaires["quick"]
    goal, baseline = quick.items
    assert (found.edition, list(found.items), list(found.questionnaires)) == ("2026.1", ["FRM-01", "FRM-02"], ["quick"])
    assert (list(found.evidence), list(found.frameworks)) == (["E-01", "E-02"], ["mini"])
    assert (quick.title, quick.edition, quick.weakest_link) == ("Quick check", "2026.1", Fraction(1, 2))
    assert [(level.id, level.value) for level in quick.scale] == [("no", 0), ("ad-hoc", Fraction(1, 4)), ("enforced", 1)]
    assert [(stage.id, dict(stage.floors)) for stage in quick.stages] == [
        ("start", {"low": Fraction(1, 10), "medium": Fraction(15, 100), "high": Fraction(1, 5)})
    ]
    assert [(dimension.id, dimension.title) for dimension in quick.dimensions] == [("FRM", "Problem framing")]
    assert [[(choice.id, choice.stakes) for choice in fact.choices] for fact in quick.facts] == [[("no", "low"), ("yes", "medium")]]
    assert (goal.id, goal.title, goal.address) == ("FRM-01", "The goal is a number", "lessons/framing/#frm-01")
    assert ([(gate.stage, gate.least) for gate in goal.gates], dict(goal.effort)) == ([("start", "ad-hoc")], {"ad-hoc": 1, "enforced": 4})
    assert (list(baseline.applies_when.clauses), baseline.may_not_apply) == ([{"personal-data": ("yes",)}], True)
    assert found.grounds["FRM-02"].note == "Practice; no study found."


def test_all_items_in_the_order_of_the_guide_are_what_all_means(docs: Path) -> None:
    change(docs / QUICK, "[FRM-01, FRM-02]", "all")

    assert [item.id for item in bank.load(docs).questionnaires["quick"].items] == ["FRM-01", "FRM-02"]


def test_a_questionnaire_has_only_the_gates_of_its_stages_and_knows_what_others_ask(docs: Path) -> None:
    change(docs / QUICK, "items: [FRM-01, FRM-02]\nstages: [start]", "items: [FRM-01]\nstages: [build]")

    quick = bank.load(docs).questionnaires["quick"]

    assert ([item.gates for item in quick.items], quick.elsewhere) == ([()], ("FRM-02",))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param(
            DEFAULTS,
            "value: 1/4",
            "value: 3/2",
            ["docs/assessments/defaults.yml:4: values must rise from 0 at the first level to 1 at the last"],
            id="the scale falls",
        ),
        pytest.param(
            DEFAULTS,
            "value: 1/4",
            "value: 0",
            ["docs/assessments/defaults.yml:4: values must rise from 0 at the first level to 1 at the last"],
            id="two levels are worth the same",
        ),
        pytest.param(
            DEFAULTS,
            "value: 0,",
            "value: 1/8,",
            ["docs/assessments/defaults.yml:4: values must rise from 0 at the first level to 1 at the last"],
            id="the lowest level is worth something",
        ),
        pytest.param(
            DEFAULTS,
            "value: 1,",
            "value: 9/10,",
            ["docs/assessments/defaults.yml:4: values must rise from 0 at the first level to 1 at the last"],
            id="the highest level is not worth all",
        ),
        pytest.param(
            DEFAULTS,
            "dimensions: [DAT]",
            "dimensions: [DAT, DTA]",
            ["docs/assessments/defaults.yml:10: dimension 'DTA' is not one of: FRM, DAT"],
            id="a stage with an unknown dimension",
        ),
        pytest.param(
            DEFAULTS,
            "medium: 3/10, high: 2/5",
            "medium: 1/10, high: 1/5",
            ["docs/assessments/defaults.yml:10: the floor at medium stakes is below that of the stage before"],
            id="a floor falls, the one that stays is not named",
        ),
        pytest.param(
            DEFAULTS,
            "high: 2/5",
            "high: 7/5",
            ["docs/assessments/defaults.yml:10: the floor at high stakes is not between 0 and 1"],
            id="a floor that nobody reaches",
        ),
        pytest.param(
            DEFAULTS,
            "weakest_link: 1/2",
            "weakest_link: 0.5",
            ["docs/assessments/defaults.yml:3: '0.5' does not match '^\\\\d{1,4}(/[1-9]\\\\d{0,3})?$'"],
            id="a number that is not exact",
        ),
        pytest.param(
            LESSON,
            "{ id: FRM, title: Problem framing }",
            "{ id: DAT, title: Data }",
            [
                "docs/lessons/framing.yml:3: item 'FRM-01' stands in the lesson of DAT; its id must start with 'DAT-'",
                "docs/lessons/framing.yml:19: item 'FRM-02' stands in the lesson of DAT; its id must start with 'DAT-'",
            ],
            id="items in the lesson of another dimension",
        ),
        pytest.param(
            PAGE,
            "## The goal is a number { #frm-01 }",
            "## The goal is a number",
            ["docs/lessons/framing.yml:3: item 'FRM-01' has no section in framing.md; write '## A claim { #frm-01 }'"],
            id="an item without a section",
        ),
        pytest.param(
            PAGE,
            "## Sources",
            "## Forgotten { #frm-03 }\n\n## Sources",
            ["docs/lessons/framing.md:53: section '#frm-03' has no item in framing.yml"],
            id="a section without an item",
        ),
        pytest.param(
            LESSON,
            "      ad-hoc: Someone remembers a number.\n",
            "",
            ["docs/lessons/framing.yml:23: levels are no, enforced; the scale has: no, ad-hoc, enforced"],
            id="a level without words",
        ),
        pytest.param(
            LESSON,
            "      ad-hoc: Someone remembers a number.\n",
            "      ad-hoc: Someone remembers a number.\n      repeatable: It is written down.\n",
            ["docs/lessons/framing.yml:23: levels are no, ad-hoc, repeatable, enforced; the scale has: no, ad-hoc, enforced"],
            id="words for a level that the scale lacks",
        ),
        pytest.param(
            LESSON,
            "    effort: { enforced: 4 }\n",
            "    may_not_apply: true\n",
            ["docs/lessons/framing.yml:15: a gate can never be marked as not applicable by hand"],
            id="a gate that may not apply",
        ),
        pytest.param(
            LESSON,
            "ad-hoc: Someone remembers a number.",
            "ad-hoc: Someone does it, sometimes.",
            ["docs/lessons/framing.yml:25: says of 'ad-hoc' only what the scale says of it; say what it looks like here"],
            id="a level in the words of the scale",
        ),
        pytest.param(
            LESSON,
            "    weight_reason: It can be made up for later.\n",
            "",
            ["docs/lessons/framing.yml:19: 'weight_reason' is a required property"],
            id="a weight without a reason",
        ),
        pytest.param(
            LESSON,
            "weight_reason: It can be made up for later.",
            'weight_reason: " "',
            ["docs/lessons/framing.yml:28: no reason is given for weight 1; say what the item decides that others do not"],
            id="a weight with an empty reason",
        ),
        pytest.param(
            LESSON,
            "It can be made up for later.",
            "everything else hangs on it.",
            ["docs/lessons/framing.yml:28: gives the reason of 'FRM-01' word for word; say what makes this one weigh 1"],
            id="a weight with the reason of another",
        ),
        pytest.param(
            LESSON,
            "Is there a baseline to beat without a model?",
            "Is the goal written down with a number?",
            ["docs/lessons/framing.yml:21: asks what 'FRM-01' asks, word for word"],
            id="a question that another item asks",
        ),
        pytest.param(
            LESSON,
            "{ stage: start, least: ad-hoc }",
            "{ stage: begin, least: ad-hoc }",
            ["docs/lessons/framing.yml:14: stage 'begin' is not one of: start, build"],
            id="a gate of an unknown stage",
        ),
        pytest.param(
            LESSON,
            "{ stage: start, least: ad-hoc }",
            "{ stage: start, least: no }",
            ["docs/lessons/framing.yml:14: least 'no' is not one of: ad-hoc, enforced"],
            id="a gate that every answer passes",
        ),
        pytest.param(
            LESSON,
            "{ stage: start, least: ad-hoc }",
            "{ stage: start, least: ad-hoc, when: [{ personal: yes }, { personal-data: maybe }] }",
            [
                "docs/lessons/framing.yml:14: fact 'personal' is not one of: personal-data",
                "docs/lessons/framing.yml:14: choice 'maybe' of fact 'personal-data' is not one of: no, yes",
            ],
            id="a gate under unknown facts",
        ),
        pytest.param(
            LESSON,
            "    may_not_apply: true\n",
            "    gates:\n      - { stage: start, least: ad-hoc, when: { personal-data: no } }\n",
            ["docs/lessons/framing.yml:31: never holds while the item applies; the gate could neither pass nor fail"],
            id="a gate that holds only when its item does not apply",
        ),
        pytest.param(
            LESSON,
            "{ personal-data: yes }",
            "{ personal-data: [yes, often], children: yes }",
            [
                "docs/lessons/framing.yml:29: choice 'often' of fact 'personal-data' is not one of: no, yes",
                "docs/lessons/framing.yml:29: fact 'children' is not one of: personal-data",
            ],
            id="an item that applies under unknown facts",
        ),
        pytest.param(
            LESSON,
            "effort: { enforced: 4 }",
            "effort: { no: 1 }",
            ["docs/lessons/framing.yml:15: effort for 'no' is not one of: ad-hoc, enforced"],
            id="effort for the lowest level",
        ),
        pytest.param(
            LESSON,
            "    evidence_note: Practice; no study found.\n",
            "",
            ["docs/lessons/framing.yml:32: no evidence is named; name a row or add evidence_note: Practice; no study found."],
            id="neither evidence nor a note",
        ),
        pytest.param(
            LESSON,
            "evidence: [E-01]",
            "evidence:\n      - E-01\n      - E-77",
            ["docs/lessons/framing.yml:20: evidence 'E-77' does not exist"],
            id="an item with unknown evidence",
        ),
        pytest.param(
            LESSON,
            "evidence: [E-01]",
            "evidence: [E-02]",
            ["docs/lessons/framing.yml:18: evidence 'E-02' is unconfirmed and cannot be stated as a fact"],
            id="an item with unconfirmed evidence",
        ),
        pytest.param(
            LESSON,
            "framework: mini",
            "framework: maxi",
            ["docs/lessons/framing.yml:17: framework 'maxi' does not exist"],
            id="a mapping to an unknown framework",
        ),
        pytest.param(
            PAGE,
            "Beat it, or stop.",
            "Beat it [E-01],\nor stop [E-77].",
            ["docs/lessons/framing.md:38: evidence 'E-77' does not exist"],
            id="prose with unknown evidence",
        ),
        pytest.param(
            PAGE,
            "Beat it, or stop.",
            "Beat it, or stop [E-02].",
            ["docs/lessons/framing.md:37: evidence 'E-02' is unconfirmed and cannot be stated as a fact"],
            id="prose with unconfirmed evidence",
        ),
        pytest.param(
            EVIDENCE,
            "id: E-02",
            "id: E-01",
            [
                "docs/evidence/findings.yml:12: row 'E-01' exists already",
                "docs/lessons/framing.md:7: evidence 'E-01' is unconfirmed and cannot be stated as a fact",
                "docs/lessons/framing.yml:18: evidence 'E-01' is unconfirmed and cannot be stated as a fact",
            ],
            id="an evidence row twice",
        ),
        pytest.param(
            QUICK,
            "items: [FRM-01, FRM-02]",
            "items:\n  - FRM-01\n  - FRM-09",
            ["docs/assessments/quick.yml:4: item 'FRM-09' does not exist"],
            id="a questionnaire with an unknown item",
        ),
        pytest.param(
            QUICK,
            "items: [FRM-01, FRM-02]",
            "items: [FRM-01, FRM-02, FRM-01]",
            ["docs/assessments/quick.yml:2: item 'FRM-01' stands twice"],
            id="a questionnaire that asks twice",
        ),
        pytest.param(
            QUICK,
            "stages: [start]",
            "stages: [start, land]",
            ["docs/assessments/quick.yml:3: stage 'land' is not one of: start, build"],
            id="a questionnaire with an unknown stage",
        ),
        pytest.param(
            QUICK,
            "facts: [personal-data]",
            "facts: [personal]",
            ["docs/assessments/quick.yml:4: fact 'personal' is not one of: personal-data"],
            id="a questionnaire with an unknown fact",
        ),
        pytest.param(
            QUICK,
            "stages: [start]",
            "stage: [start]\nfloor: 1",
            ["docs/assessments/quick.yml:1: unknown key 'floor', 'stage'; allowed are: bands, facts, items, stages, title, weakest_link"],
            id="misspelled keys",
        ),
        pytest.param(
            QUICK,
            "title: Quick check\n",
            "",
            ["docs/assessments/quick.yml:1: 'title' is a required property"],
            id="a missing key",
        ),
        pytest.param(
            QUICK,
            "title: Quick check",
            "title: 2026",
            ["docs/assessments/quick.yml:1: 2026 is not of type 'string'"],
            id="a number for a text",
        ),
        pytest.param(
            QUICK,
            "items: [FRM-01, FRM-02]",
            f"items: {'FRM-01 ' * 40}",
            [f"docs/assessments/quick.yml:2: '{('FRM-01 ' * 40)[:196]}…"],
            id="a long value is cut short",
        ),
        pytest.param(
            QUICK,
            "stages: [start]",
            "stages: [start",
            ["docs/assessments/quick.yml:4: not YAML: did not find expected ',' or ']'"],
            id="not YAML",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(docs: Path, file: str, old: str, new: str, said: list[str]) -> None:
    change(docs / file, old, new)

    assert problems(docs) == said


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param(DEFAULTS, "weakest_link: 1/2", "weakest_link: 3/2", "is not between 0 and 1", id="more than all on the weakest"),
        pytest.param(DEFAULTS, "id: build, name", "id: start, name", "'start' stands twice", id="two stages of one name"),
        pytest.param(
            QUICK, "facts: [personal-data]", "facts: []", "fact 'personal-data' is not", id="a fact that decides and is not asked"
        ),
    ],
)
def test_what_the_engine_would_refuse_is_refused_here(docs: Path, file: str, old: str, new: str, said: str) -> None:
    change(docs / file, old, new)

    assert [problem for problem in problems(docs) if said in problem]


@pytest.mark.parametrize("stages", ["stages: [start]\n", "stages: [build]\n", "stages: [start, build]\n", ""])
def test_what_is_loaded_the_engine_can_read(docs: Path, stages: str) -> None:
    change(docs / QUICK, "stages: [start]\n", stages)
    quick = bank.load(docs).questionnaires["quick"]

    assert read_questionnaire(write_questionnaire(quick)) == quick


def test_every_questionnaire_of_the_guide_can_be_read_by_the_engine() -> None:
    for questionnaire in bank.load(DOCS).questionnaires.values():
        assert read_questionnaire(write_questionnaire(questionnaire)) == questionnaire


def test_everything_wrong_is_said_in_one_go_sorted_by_place(docs: Path) -> None:
    change(docs / DEFAULTS, "dimensions: [DAT]", "dimensions: [XYZ]")
    change(docs / QUICK, "stages: [start]", "stages: [land]")
    change(docs / QUICK, "[FRM-01, FRM-02]", "[FRM-01, FRM-09]")
    change(docs / LESSON, "effort: { enforced: 4 }", "effort: { most: 4 }")
    change(docs / LESSON, "least: ad-hoc", "least: most")
    change(docs / LESSON, "framework: mini", "framework: maxi")
    change(docs / PAGE, "[E-01]", "[E-02] [E-77]")
    change(docs / PAGE, "## Sources", "## Forgotten { #frm-03 }\n\n## Sources")

    assert problems(docs) == [
        "docs/assessments/defaults.yml:10: dimension 'XYZ' is not one of: FRM, DAT",
        "docs/assessments/quick.yml:2: item 'FRM-09' does not exist",
        "docs/assessments/quick.yml:3: stage 'land' is not one of: start, build",
        "docs/lessons/framing.md:7: evidence 'E-02' is unconfirmed and cannot be stated as a fact",
        "docs/lessons/framing.md:7: evidence 'E-77' does not exist",
        "docs/lessons/framing.md:53: section '#frm-03' has no item in framing.yml",
        "docs/lessons/framing.yml:14: least 'most' is not one of: ad-hoc, enforced",
        "docs/lessons/framing.yml:15: effort for 'most' is not one of: ad-hoc, enforced",
        "docs/lessons/framing.yml:17: framework 'maxi' does not exist",
    ]


def test_a_second_lesson_takes_neither_dimension_nor_ids_of_the_first(docs: Path) -> None:
    for kind in ("yml", "md"):
        (docs / f"lessons/other.{kind}").write_bytes((docs / f"lessons/framing.{kind}").read_bytes())

    assert problems(docs) == [
        "docs/lessons/other.yml:1: dimension 'FRM' has a lesson already",
        "docs/lessons/other.yml:3: item 'FRM-01' exists already; ids are used once, for ever",
        "docs/lessons/other.yml:19: item 'FRM-02' exists already; ids are used once, for ever",
    ]


def test_a_lesson_without_its_page_lacks_every_section(docs: Path) -> None:
    (docs / PAGE).unlink()

    assert problems(docs) == [
        "docs/lessons/framing.yml:3: item 'FRM-01' has no section in framing.md; write '## A claim { #frm-01 }'",
        "docs/lessons/framing.yml:19: item 'FRM-02' has no section in framing.md; write '## A claim { #frm-02 }'",
    ]


def test_a_lesson_needs_a_place_in_the_order_of_the_guide(docs: Path) -> None:
    change(docs / DEFAULTS, "order: [FRM, DAT]", "order: [DAT]")
    change(docs / DEFAULTS, "dimensions: [FRM]", "dimensions: []")

    assert problems(docs) == ["docs/lessons/framing.yml:1: dimension 'FRM' is not one of: DAT"]


def test_without_the_shared_rules_nothing_else_is_read(docs: Path) -> None:
    (docs / DEFAULTS).unlink()
    change(docs / QUICK, "[FRM-01, FRM-02]", "[FRM-09]")

    assert problems(docs) == [
        f"docs/assessments/defaults.yml: cannot be read: [Errno 2] No such file or directory: '{docs / DEFAULTS}'",
    ]


@pytest.mark.parametrize("file", [QUICK, PAGE])
def test_a_file_that_is_not_utf_8_is_named(docs: Path, file: str) -> None:
    (docs / file).write_bytes((docs / file).read_bytes() + b"\xff")
    end = (docs / file).stat().st_size - 1

    assert f"docs/{file}: cannot be read: 'utf-8' codec can't decode byte 0xff in position {end}: invalid start byte" in problems(docs)


def test_a_lesson_of_the_wrong_form_is_named_once(docs: Path) -> None:
    change(docs / LESSON, "weight: 1", "weight: 7")

    assert problems(docs).count("docs/lessons/framing.yml:27: 7 is not one of [1, 2, 3]") == 1


def test_a_reference_is_an_id_in_brackets_and_no_link_and_no_code() -> None:
    page = "One [E-01], two [F-02] [S-03][R-07].\n`[W-04]` and [Z-05]\n[E-06](x.md) [X-08] [E-9] [e-10]\n"

    assert list(evidence_references(page)) == [(1, "E-01"), (1, "F-02"), (1, "S-03"), (1, "R-07"), (2, "Z-05")]
