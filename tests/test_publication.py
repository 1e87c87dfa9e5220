"""Every way in which a guide that can be scored by may still not be shown: one good guide, one change, and all that must be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.authoring import bank, publication
from assessment.codec import Unreadable
from tests.fixtures.guide import change, copied
from tests.support import DOCS

PAGE = "lessons/framing.md"
QUICK = "assessments/quick.md"
LEAD = "**How to tell.** Look for"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_text("Outside the guide.\n")
    return copied(tmp_path)


def problems(docs: Path) -> list[str]:
    with pytest.raises(Unreadable) as refusal:
        publication.check(docs)
    return [str(problem) for problem in refusal.value.problems]


def test_a_guide_that_can_be_shown_is_its_bank(docs: Path) -> None:
    assert list(publication.check(docs).items) == ["FRM-01", "FRM-02"]


def test_what_is_wrong_only_with_pages_does_not_keep_anybody_from_scoring(docs: Path) -> None:
    change(docs / QUICK, "description: Two questions", "about: Two questions")

    assert list(bank.load(docs).questionnaires) == ["quick"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param(
            QUICK,
            "# Quick check\n",
            "",
            ["docs/assessments/quick.md:1: has no title; write 'title: …' between two lines of --- at its start"],
            id="no title",
        ),
        pytest.param(
            QUICK,
            "# Quick check",
            "# Problem framing { #top .wide }",
            ["docs/lessons/framing.md:2: has the title of docs/assessments/quick.md; write one of its own"],
            id="the title of another page",
        ),
        pytest.param(
            QUICK,
            "description: Two questions about how the problem is framed, each with a section that says what to do about it.\n",
            "",
            ["docs/assessments/quick.md:1: has no description; write 'description: …' between two lines of --- at its start"],
            id="no description",
        ),
        pytest.param(
            QUICK,
            "Two questions about how the problem is framed, each with a section that says what to do about it.",
            "The smallest lesson that is sound, with two sections that say enough to be acted on, for tests to break.",
            ["docs/lessons/framing.md:3: has the description of docs/assessments/quick.md; write one of its own"],
            id="the description of another page",
        ),
        pytest.param(
            QUICK,
            ", each with a section that says what to do about it.",
            "",
            ["docs/assessments/quick.md:2: its description has 45 characters; write 50 to 160"],
            id="a description that says little",
        ),
        pytest.param(
            QUICK,
            "what to do about it.",
            f"what to do about it{', and more' * 8}.",
            ["docs/assessments/quick.md:2: its description has 177 characters; write 50 to 160"],
            id="a description that is cut off",
        ),
        pytest.param(
            QUICK,
            "description: Two",
            "description: [Two",
            ["docs/assessments/quick.md:3: not YAML: did not find expected ',' or ']'"],
            id="a head that is not YAML",
        ),
        pytest.param(
            PAGE,
            "(#frm-01)",
            "(#frm-10)",
            ["docs/lessons/framing.md:51: '#frm-10' leads to no heading or row: there is no #frm-10 in docs/lessons/framing.md"],
            id="an anchor that the page lacks",
        ),
        pytest.param(
            PAGE,
            "quick.md#q-frm-02",
            "quick.md#frm-10",
            [
                "docs/lessons/framing.md:51: '../assessments/quick.md#frm-10' leads to no heading or row: "
                "there is no #frm-10 in docs/assessments/quick.md"
            ],
            id="an anchor that is not made of the bank",
        ),
        pytest.param(
            PAGE,
            "../assessments/quick.md#q-frm-02",
            "quick.md#q-frm-02",
            [
                "docs/lessons/framing.md:51: 'quick.md#q-frm-02' leads to no page and no file of the guide; "
                "there is docs/assessments/quick.md"
            ],
            id="a page in another folder",
        ),
        pytest.param(
            PAGE,
            "../assessments/quick.md#q-frm-02",
            "../../README.md",
            ["docs/lessons/framing.md:51: '../../README.md' leads to no page and no file of the guide"],
            id="a file outside the guide",
        ),
        pytest.param(
            PAGE,
            "../assessments/quick.md#q-frm-02",
            "/assessments/quick.md",
            [
                "docs/lessons/framing.md:51: '/assessments/quick.md' begins at the host; "
                "write the path from this page, such as ../lessons/index.md"
            ],
            id="a path from the host's start",
        ),
        pytest.param(
            PAGE,
            "Beat it, or stop.",
            "Beat it, or stop. ![A picture](../assets/picture.png)",
            ["docs/lessons/framing.md:37: '../assets/picture.png' leads to no page and no file of the guide"],
            id="a picture that is not there",
        ),
        pytest.param(
            PAGE,
            "the very same cases",
            "the same cases",
            ["docs/lessons/framing.md:35: section 'FRM-02' has 149 words of prose; write 150 or more"],
            id="a thin section",
        ),
        pytest.param(
            PAGE,
            LEAD,
            "**How to look.** Look for",
            ["docs/lessons/framing.md:35: section 'FRM-02' lacks a paragraph that begins with **How to tell.**"],
            id="a section without a lead",
        ),
        pytest.param(
            PAGE,
            LEAD,
            f"**How to tell.** See the next paragraph.\n\n{LEAD}",
            [
                "docs/lessons/framing.md:35: section 'FRM-02' has its leads as Why it matters. How to tell. How to tell. Do this next. "
                "What to show. Watch out. "
                "Each stands once, in this order: Why it matters. How to tell. Do this next. What to show. Watch out."
            ],
            id="a lead twice",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(docs: Path, file: str, old: str, new: str, said: list[str]) -> None:
    change(docs / file, old, new)

    assert problems(docs) == said


def test_two_sections_that_say_the_same_are_named(docs: Path) -> None:
    text = (docs / PAGE).read_text(encoding="utf-8")
    first, second = (text.index(f"**{lead}** {words}") for lead, words in (("Why it matters.", "A goal"), ("Why it matters.", "Whatever")))
    ends = text.index("## The baseline"), text.index("## Sources")
    copy = text[first : ends[0]].replace("sponsor", "client")
    (docs / PAGE).write_text(text[:second] + copy + text[ends[1] :], encoding="utf-8")

    assert problems(docs) == [
        "docs/lessons/framing.md:35: section 'FRM-02' says what 'FRM-01' says: 161 runs of 5 words are the same; "
        "say it in one and link to it"
    ]


def test_the_files_that_a_build_writes_need_not_be_there(docs: Path) -> None:
    change(docs / PAGE, "Beat it, or stop.", "Take [all of it](../data/crosswalk.csv) with you.")

    assert publication.check(docs)


def test_pages_and_data_are_complained_of_together_in_the_order_of_places(docs: Path) -> None:
    change(docs / PAGE, "[E-01]", "[E-77]")
    change(docs / PAGE, "(#frm-01)", "(other.md)")
    change(docs / PAGE, "quick.md#q-frm-02", "quick.md#unknown-while-the-data-is-wrong")
    change(docs / QUICK, "description: Two questions", "about: Two questions")

    assert problems(docs) == [
        "docs/assessments/quick.md:1: has no description; write 'description: …' between two lines of --- at its start",
        "docs/lessons/framing.md:7: evidence 'E-77' does not exist",
        "docs/lessons/framing.md:51: 'other.md' leads to no page and no file of the guide",
    ]


def test_a_page_that_is_not_utf_8_is_named_once(docs: Path) -> None:
    (docs / QUICK).write_bytes(b"\xff")

    assert problems(docs) == [
        "docs/assessments/quick.md: cannot be read: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"
    ]


def test_the_guide_itself_can_be_shown() -> None:
    assert publication.check(DOCS).items
