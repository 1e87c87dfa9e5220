"""Everything with an id is known by its addresses and its words, read off the sources as a reader would read the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

from assessment.authoring import bank, manuscript, register
from assessment.authoring.register import Register
from assessment.codec import Unreadable
from tests.fixtures.guide import change, whole


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return whole(tmp_path)


def known(docs: Path) -> Register:
    return register.read(bank.load(docs), docs)


def test_everything_with_an_id_has_its_addresses(docs: Path) -> None:
    assert {one.id: (one.kind, *one.addresses) for one in known(docs).values()} == {
        "FRM": ("lesson", "lessons/framing/"),
        "FRM-01": ("item", "lessons/framing/#frm-01"),
        "FRM-02": ("item", "lessons/framing/#frm-02"),
        "quick": (
            "questionnaire",
            "assessments/quick/",
            "assessments/quick/#about-the-project",
            "assessments/quick/#questions-frm",
            "assessments/quick/#result",
        ),
        "E-01": ("evidence", "evidence/#e-01"),
        "E-02": ("evidence", "evidence/#e-02", "evidence/numbers/#e-02"),
        "start": ("page", "./"),
        "start/where-to-begin": ("section", "./#where-to-begin"),
        "assessments/projects": ("page", "assessments/projects/"),
        "evidence": ("page", "evidence/"),
        "evidence/numbers": ("page", "evidence/numbers/"),
        "lessons/framing/sources": ("section", "lessons/framing/#sources"),
    }


def test_an_item_is_worded_by_its_question_its_levels_and_its_section(docs: Path) -> None:
    item = known(docs)["FRM-01"]

    text = item.parts["text"]
    assert (item.title, dict(item.parts)) == (
        "The goal is a number",
        {
            "title": "The goal is a number",
            "question": "Is the goal written down with a number?",
            "level no": "Two people asked apart name different goals.",
            "level ad-hoc": "One person has a goal in mind.",
            "level enforced": "Funding is refused without the page.",
            "who_knows": "The sponsor.",
            "weight": "3: Everything else hangs on it.",
            "gates": "start: ad-hoc",
            "text": text,
        },
    )
    assert text.startswith("Write it down; [E-99] is code and no reference.\n\nWhy it matters. A goal without a number can be")
    assert "\n\n| What | From | To | By |\n| letters answered within a day | 40 of 100 | 60 of 100 | June |\n\n" in text
    assert text.endswith("\nName a second figure that may not fall meanwhile.")


def test_only_words_change_a_hash(docs: Path) -> None:
    before = known(docs)
    change(docs / "lessons/framing.md", "Write it down", "**Write** [it](quick.md) down")
    marked_up = known(docs)
    change(docs / "lessons/framing.md", "Beat it, or stop.", "Beat it, or stop early.")
    change(docs / "lessons/framing.yml", "The sponsor.", "The one who pays.")
    reworded = known(docs)

    assert {id for id in before if before[id].hash != marked_up[id].hash} == set()
    assert {id for id in before if before[id].hash != reworded[id].hash} == {"FRM-01", "FRM-02"}


def test_two_things_cannot_bear_one_id(docs: Path) -> None:
    (docs / "frameworks" / "index.md").write_text("# Frameworks\n")
    (docs / "frameworks" / "mini.md").write_text("# Mini\n\n/// framework | mini\n///\n")
    (docs / "glossary").mkdir()
    (docs / "glossary" / "index.md").write_text("# Glossary\n")
    (docs / "glossary" / "terms.yml").write_text(
        "terms:\n  - { id: mini, term: mini, means: Small. }\n  - { id: frm, term: frm, means: A lesson. }\n"
    )

    with pytest.raises(Unreadable) as refusal:
        known(docs)

    assert str(refusal.value).splitlines() == [
        "docs/glossary/#mini: the id 'mini' of this term of the glossary is that of a framework already; ids are used once, for ever",
        "docs/glossary/#frm: the id 'frm' of this term of the glossary is that of a lesson already; ids are used once, for ever",
    ]


MARKDOWN = """\
**Why *it* matters.** See [the lesson](a.md#b) and `code_with_stars` [E-27].
{ .fw-lead }

| A | B |
| --- | :-: |
| 1 | \\*2 |

/// ledger | finding
///

```yaml
- a: 2 * 3
```

### A part { #part }

* one
* 4 * 5 <br> 6"""

PLAIN = """\
Why it matters. See the lesson and code_with_stars [E-27].

| A | B |
| 1 | *2 |

- a: 2 * 3

A part

* one
* 4 * 5  6"""


def test_markup_is_left_out_and_every_word_stays() -> None:
    assert manuscript.plain(MARKDOWN.splitlines()) == PLAIN


@pytest.mark.parametrize("title", ["Where to begin", "What it costs: 5 % more", "Über-Größe, naïve", "  a -- b  ", "C'est `la` vie"])
def test_an_anchor_of_its_own_is_the_one_that_the_page_gets(title: str) -> None:
    assert manuscript.slug(title) == slugify(title, "-")


def test_sections_are_found_as_the_page_shows_them(docs: Path) -> None:
    (docs / "lessons" / "more.md").write_text(
        "---\ntitle: More\n---\n# More *of* it\n\nLead.\n\n## Same\n\nA.\n\n### Below\n\nB.\n\n```\n## code\n```\n\n"
        "## Same\n\nC.\n\n## Same\n\nD.\n"
    )

    [page] = (page for page in manuscript.read(docs) if page.file == "lessons/more.md")

    assert (page.address, page.title, page.lead) == ("lessons/more/", "More", "Lead.")
    assert [(one.level, one.anchor, one.title, one.text) for one in page.sections] == [
        (2, "same", "Same", "A.\n\nBelow\n\nB.\n\n## code"),
        (3, "below", "Below", "B.\n\n## code"),
        (2, "same_1", "Same", "C."),
        (2, "same_2", "Same", "D."),
    ]
