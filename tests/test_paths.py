"""A path names only what exists, takes a stage's gates from the items, and becomes a page with the items' own titles."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from markdown import markdown

from assessment.authoring import bank
from assessment.codec import Unreadable
from tests.fixtures.guide import change, copied
from tests.support import guide

FILE = "paths/role.yml"
LESSON = "lessons/framing.yml"

PATHS = """paths:
  - id: sponsor
    title: You pay for it
    reader: For whoever pays.
    decide: whether to pay [E-01].
    stops:
      - { item: FRM-01, why: It comes first., take: A number. }
      - { item: FRM-02, why: "It is half of it [E-01].", take: A baseline. }
      - { item: FRM-03, why: It follows., take: Three. }
      - { item: FRM-04, why: It follows., take: Four. }
      - { item: FRM-05, why: It follows., take: Five. }
    questionnaire: quick
    proposal:
      - { say: "We move [metric].", items: [FRM-01, FRM-02] }
  - id: start
    title: Before you start
    reader: For a team.
    decide: whether to start.
    stage: start
    stops:
      - { item: FRM-02, why: One., take: Two. }
      - { item: FRM-03, why: One., take: Two. }
      - { item: FRM-04, why: One., take: Two. }
      - { item: FRM-05, why: One., take: Two. }
    questionnaire: quick
    proposal:
      - { say: We start., items: [FRM-01] }
"""
MORE = """
## Claim {n} {{ #frm-0{n} }}

Six words stand in this section.
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The smallest guide with three more items and two paths."""
    docs = copied(tmp_path)
    written = (docs / LESSON).read_text(encoding="utf-8")
    page = docs / "lessons/framing.md"
    (docs / LESSON).write_text(written + "".join(_another(written, n) for n in (3, 4, 5)), encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8") + "".join(MORE.format(n=n) for n in (3, 4, 5)), encoding="utf-8")
    (docs / "paths").mkdir()
    (docs / FILE).write_text(PATHS, encoding="utf-8")
    return docs


def _another(lesson: str, n: int) -> str:
    """The lesson's second item once more, with an id, a question and a reason of its own."""
    second = lesson[lesson.index("  - id: FRM-02") :]
    for old, new in {"FRM-02": f"FRM-0{n}", "Is there a baseline": f"Is there {n} times a baseline", "It can": f"For {n}, it can"}.items():
        second = second.replace(old, new)
    return second


def problems(docs: Path) -> list[str]:
    with pytest.raises(Unreadable) as refusal:
        bank.load(docs)
    return [str(problem) for problem in refusal.value.problems]


def page(docs: Path, text: str) -> Element:
    ours = "assessment.authoring.markdown"
    return fromstring(f"<main>{markdown(text, extensions=[ours], extension_configs={ours: {'docs': str(docs)}})}</main>")


def text(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def test_a_path_takes_the_gates_of_its_stage_from_the_items(docs: Path) -> None:
    sponsor, start = bank.load(docs).paths.values()

    assert (sponsor.kind, sponsor.gates, [stop.item for stop in sponsor.stops]) == (
        "role",
        (),
        ["FRM-01", "FRM-02", "FRM-03", "FRM-04", "FRM-05"],
    )
    assert [(item.id, gate.stage, gate.least) for item, gate in start.gates] == [("FRM-01", "start", "ad-hoc")]


def test_a_gate_that_an_item_gains_joins_the_path(docs: Path) -> None:
    lesson = docs / LESSON
    written = lesson.read_text(encoding="utf-8")
    third = written.index("  - id: FRM-03")
    lesson.write_text(
        written[:third] + written[third:].replace("crosswalk: []", "crosswalk: []\n    gates: [{ stage: start, least: enforced }]", 1)
    )

    assert "docs/paths/role.yml:22: item 'FRM-03' gates the stage 'start', so it is on the path already; remove it here" in problems(docs)


def test_what_there_is_to_read_is_each_section_and_its_question(docs: Path) -> None:
    change(docs / "lessons/framing.md", "Beat it, or stop.", "Beat it.")
    before = bank.load(docs).paths["start"].words
    change(docs / "lessons/framing.md", "Beat it.", "Beat it, or stop at once.")

    assert bank.load(docs).paths["start"].words == before + 4
    assert bank.load(docs).paths["start"].minutes == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("item: FRM-01, why", "item: FRM-77, why", "7: item 'FRM-77' does not exist", id="an unknown item"),
        pytest.param("item: FRM-01, why", "item: FRM-02, why", "8: item 'FRM-02' stands twice", id="an item twice"),
        pytest.param(
            "      - { item: FRM-01, why: It comes first., take: A number. }\n",
            "",
            "6: 4 stops, gates among them; a path has 5 to 10",
            id="too few stops",
        ),
        pytest.param("stage: start", "stage: moon", "19: stage 'moon' is not one of: start, build", id="an unknown stage"),
        pytest.param("half of it [E-01]", "half of it [E-77]", "8: evidence 'E-77' does not exist", id="an unknown row"),
        pytest.param(
            "to pay [E-01]", "to pay [E-02]", "5: evidence 'E-02' is unconfirmed and cannot be stated as a fact", id="an unconfirmed row"
        ),
        pytest.param("[FRM-01, FRM-02]", "[FRM-01, FRM-77]", "14: item 'FRM-77' does not exist", id="an unknown item in a proposal"),
        pytest.param("id: start", "id: sponsor", "15: path 'sponsor' exists already", id="an id twice"),
        pytest.param(", take: Five.", "", "11: 'take' is a required property", id="no take-away"),
    ],
)
def test_what_is_wrong_with_a_path_is_named_with_its_place(docs: Path, old: str, new: str, said: str) -> None:
    change(docs / FILE, old, new)

    assert f"docs/paths/role.yml:{said}" in problems(docs)


def test_an_unknown_questionnaire_is_named_with_those_that_there_are(docs: Path) -> None:
    written = (docs / FILE).read_text(encoding="utf-8")
    (docs / FILE).write_text(written.replace("questionnaire: quick", "questionnaire: slow", 1), encoding="utf-8")

    assert problems(docs) == ["docs/paths/role.yml:12: questionnaire 'slow' is not one of: quick"]


def test_every_path_has_a_page_that_shows_it(docs: Path) -> None:
    (docs / "paths/index.md").write_text("# Paths\n")
    (docs / "paths/start.md").write_text("# Before you start\n")

    assert problems(docs) == [
        "docs/paths/role.yml:2: 'sponsor' has no page; write paths/sponsor.md with '/// path | sponsor'",
        "docs/paths/start.md: does not show 'start'; write '/// path | start'",
    ]


def test_the_page_of_a_path_leads_to_its_stops_by_their_own_titles(docs: Path) -> None:
    made = page(docs, "/// path | sponsor\n///")

    assert text(made.find("h1")) == "You pay for it"
    assert [text(line) for line in made.findall(".//ol/li")][:2] == [
        "FRM-01 The goal is a number It comes first. Take away: A number.",
        "FRM-02 The baseline is known It is half of it E-01. Take away: A baseline.",
    ]
    assert [link.get("href") for link in made.findall(".//ol/li/p[1]/a")][:2] == [
        "../lessons/framing.md#frm-01",
        "../lessons/framing.md#frm-02",
    ]
    assert text(made.find(".//blockquote")) == "We move [metric]. (FRM-01, FRM-02)"
    assert text(made.findall(".//dd")[2]) == "Quick check (2 questions)"


def test_the_page_of_a_stage_says_what_each_gate_takes_in_the_words_of_the_item(docs: Path) -> None:
    made = page(docs, "/// path | start\n///")

    assert [[text(cell) for cell in row] for row in made.findall(".//tbody/tr")] == [
        ["FRM-01 The goal is a number", "Ad hoc", "One person has a goal in mind."]
    ]
    assert [text(heading) for heading in made.iter("h2")] == [
        "The gates of this stage",
        "What no gate asks, and the stage still needs",
        "Paste this into a proposal",
    ]


def test_the_list_of_a_kind_leads_to_each_path(docs: Path) -> None:
    made = page(docs, "/// paths | role\n///")

    assert [(link.get("href"), text(link)) for link in made.iter("a")] == [
        ("../paths/sponsor.md", "You pay for it"),
        ("../paths/start.md", "Before you start"),
    ]


def test_every_stage_of_the_guide_has_one_path() -> None:
    found = guide()

    assert sorted(path.stage for path in found.paths.values() if path.stage) == sorted(stage.id for stage in found.stages)
