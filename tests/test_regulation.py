"""What authors get wrong in the rows of law is named with file and line, and so is a row past its review."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from assessment.authoring import bank
from assessment.authoring.command import main
from assessment.codec import Unreadable
from tests.fixtures.guide import change, copied
from tests.support import DOCS

ROW = """\
rows:
  - id: a-rule
    jurisdiction: Somewhere
    title: A rule
    asks: Do something.
    who: deployer
    applies_when: [{ users-here: yes }]
    dates: [{ date: "2026-12-02", what: applies, state: coming }]
    state: coming
    source: { title: A source, url: "https://example.org/law" }
    read: secondary
    as_of: "2026-11-20"
    review_by: "2027-02-20"
    evidence: []
    items: [FRM-01]
"""
FACTS = """\
facts:
  - { id: users-here, question: Are people here affected?, choices: [{ id: no, label: "No" }, { id: yes, label: "Yes" }] }
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    docs = copied(tmp_path)
    (docs / "regulation").mkdir()
    (docs / "regulation/here.yml").write_text(ROW)
    (docs / "regulation/facts.yml").write_text(FACTS)
    return docs


def problems(docs: Path, today: str | None = None) -> list[str]:
    with pytest.raises(Unreadable) as refusal:
        bank.load(docs, today)
    return [str(problem) for problem in refusal.value.problems]


def test_a_sound_row_becomes_part_of_the_book(docs: Path) -> None:
    book = bank.load(docs).law

    assert [(row.id, dict(row.items)) for row in book.rows] == [("a-rule", {"FRM-01": "lessons/framing/#frm-01"})]
    assert [fact.id for fact in book.facts] == ["users-here"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("users-here: yes", "users-there: yes", "docs/regulation/here.yml:7: fact 'users-there' is not one of: "),
        ("users-here: yes", "users-here: maybe", "docs/regulation/here.yml:7: choice 'maybe' of fact 'users-here' is not one of: no, yes"),
        ("[FRM-01]", "[FRM-99]", "docs/regulation/here.yml:15: item 'FRM-99' does not exist"),
        ("2027-02-20", "2026-11-20", "docs/regulation/here.yml:13: review_by 2026-11-20 is not after as_of 2026-11-20"),
        ("read: secondary", "read: unconfirmed", "docs/regulation/here.yml:"),
        ('"2026-12-02"', '"next year"', "docs/regulation/here.yml:8: "),
    ],
)
def test_what_is_wrong_is_named_with_its_place(docs: Path, old: str, new: str, said: str) -> None:
    change(docs / "regulation/here.yml", old, new)

    [problem] = problems(docs)
    assert problem.startswith(said)


def test_a_row_past_its_review_fails_the_check_of_that_day_and_not_of_the_day_before(docs: Path) -> None:
    late = "docs/regulation/here.yml:13: was due for review by 2027-02-20; read the source again, then set as_of and review_by"

    assert problems(docs, "2027-02-21") == [late]
    assert bank.load(docs, "2027-02-20").law.rows
    assert bank.load(docs).law.rows


def test_the_command_takes_the_day_to_check_for() -> None:
    at_ease = CliRunner().invoke(main, ["check", "--guide", str(DOCS), "--today", "2026-11-20"])
    years_on = CliRunner().invoke(main, ["check", "--guide", str(DOCS), "--today", "2036-11-20"])

    assert (at_ease.exit_code, years_on.exit_code) == (0, 1)
    assert len(years_on.stderr.splitlines()) == len(bank.load(DOCS).law.rows)
