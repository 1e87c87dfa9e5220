"""Sections of a lesson: where they begin and end, what counts as their prose, and how near two are to each other."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain

import pytest

from assessment.authoring.sections import LEAST_WORDS, MOST_SHARED, Section, closest, problems, sections
from tests.support import DOCS


def one(text: str) -> Section:
    """The section below a heading of FRM-01."""
    return sections(f"## A claim {{ #frm-01 }}\n{text}", "framing.md")["FRM-01"]


def guide_sections() -> tuple[Section, ...]:
    lessons = sorted((DOCS / "lessons").glob("*.md"))
    return tuple(chain.from_iterable(sections(file.read_text(encoding="utf-8"), file.name).values() for file in lessons))


def test_a_section_of_an_item_is_a_second_level_heading_with_its_id() -> None:
    page = (
        "# Top { #frm-00 }\n## One claim { #frm-01 }\n## Two {#dat-12}\n### Three { #frm-03 }\n## Four { #sources }\n ## Five { #frm-05 }\n"
    )

    assert [(section.id, section.title, section.where) for section in sections(page, "framing.md").values()] == [
        ("FRM-01", "One claim", "framing.md:2"),
        ("DAT-12", "Two", "framing.md:3"),
    ]


def test_a_heading_in_a_block_of_code_begins_no_section() -> None:
    assert sections("```\n## A claim { #frm-01 }\n```\n~~~~\n~~~\n## Another { #frm-02 }\n~~~~\n", "framing.md") == {}


def test_a_section_ends_where_the_next_heading_of_its_level_stands() -> None:
    page = "## A claim { #frm-01 }\none\n### Part\ntwo\n\n## Sources { #sources }\nthree\n"

    assert sections(page, "framing.md")["FRM-01"].words == ("one", "two")


def test_prose_is_neither_code_nor_table_nor_reference_nor_block() -> None:
    made = one(
        "**Why it matters.** Half [E-01] of [all](../index.md#x) the model's 2,212 `code` runs.\n```\nx\n```\n| a | b |\n/// sources\n///\n"
    )

    assert made.words == ("why", "it", "matters", "half", "of", "all", "the", "model's", "2,212", "code", "runs")


def test_leads_are_the_bold_words_that_paragraphs_begin_with() -> None:
    assert one("**How to tell.** It **shows.**\n\nNot **here.** and **there.**\n\n**Watch out.** Now.\n").leads == (
        "How to tell.",
        "Watch out.",
    )


def test_nearness_is_the_shared_part_of_the_shorter_section() -> None:
    page = "## A { #frm-01 }\na b c d e f g h\n## B { #frm-02 }\nx a b c d e f\n## C { #frm-03 }\na b c d\n"

    assert [(a.id, b.id, runs, part) for a, b, runs, part in closest(sections(page, "framing.md").values())] == [
        ("FRM-01", "FRM-02", 2, Fraction(2, 3))
    ]


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        pytest.param(6, [], id="2 runs of 10"),
        pytest.param(
            7,
            ["a.md:3: section 'FRM-02' says what 'FRM-01' says: 3 runs of 5 words are the same; say it in one and link to it"],
            id="3 of 10",
        ),
    ],
)
def test_a_fifth_may_be_shared_and_no_more(shared: int, said: list[str]) -> None:
    words = [f"w{n}" for n in range(28)]
    first, second = words[:14], [*words[:shared], *words[14 : 28 - shared]]
    found = sections(f"## A {{ #frm-01 }}\n{' '.join(first)}\n## B {{ #frm-02 }}\n{' '.join(second)}\n", "a.md")

    assert [str(problem) for problem in problems(found.values()) if "says what" in problem.message] == said


def test_the_guide_is_far_from_both_limits() -> None:
    every = guide_sections()

    assert min(len(section.words) for section in every) > LEAST_WORDS
    assert max(part for *_, part in closest(every)) < MOST_SHARED / 2
