"""What was released is never lost: it is there still, or somebody said where it leads, or the check names the line to add."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.authoring import bank, published
from assessment.codec import Unreadable
from tests.fixtures.guide import change, whole
from tests.test_editions import raised, release

WHERE = "docs/published/redirects.yml"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A small guide whose first edition is out."""
    docs = whole(tmp_path)
    change(docs / "assessments/quick.md", "/// questionnaire", "## What it is for { #purpose }\n\nFor a first look.\n\n/// questionnaire")
    release(docs)
    return docs


def problems(docs: Path) -> list[str]:
    try:
        published.check(bank.load(docs), docs)
    except Unreadable as error:
        return [str(problem) for problem in error.problems]
    return []


def redirect(docs: Path, *lines: str) -> None:
    (docs / "published" / "redirects.yml").write_text(
        "\n".join(["redirects:" if lines else "redirects: []", *(f"  {line}" for line in lines), ""]), encoding="utf-8"
    )


def heading_removed(docs: Path) -> None:
    change(docs / "assessments/quick.md", "## What it is for { #purpose }\n\nFor a first look.\n", "")


def anchor_renamed(docs: Path) -> None:
    change(docs / "assessments/quick.md", "{ #purpose }", "{ #use }")


def heading_reworded(docs: Path) -> None:
    change(docs / "index.md", "## Where to begin", "## Begin here")


def item_retired(docs: Path) -> None:
    page = docs / "lessons/framing.md"
    before, _, after = page.read_text(encoding="utf-8").partition("## The baseline is known { #frm-02 }")
    page.write_text(f"{before}## Sources{after.partition('## Sources')[2]}", encoding="utf-8")
    lesson = docs / "lessons/framing.yml"
    lesson.write_text(lesson.read_text(encoding="utf-8").partition("  - id: FRM-02")[0], encoding="utf-8")
    change(docs / "assessments/quick.yml", "[FRM-01, FRM-02]", "[FRM-01]")


def page_renamed(docs: Path) -> None:
    for ending in ("md", "yml"):
        (docs / f"lessons/framing.{ending}").rename(docs / f"lessons/problem-framing.{ending}")


def page_removed(docs: Path) -> None:
    for ending in ("md", "yml"):
        (docs / f"assessments/quick.{ending}").unlink()


def row_removed(docs: Path) -> None:
    rows = docs / "evidence/findings.yml"
    rows.write_text(rows.read_text(encoding="utf-8").partition("  - id: E-02")[0], encoding="utf-8")


def address(old: str, new: str) -> str:
    return f'{WHERE}: {old} was published and is gone; bring it back, or add to redirects: - {{ from: "{old}", to: "{new}" }}'


def gone(id: str, at: str, new: str) -> str:
    return f'{WHERE}: \'{id}\' was published at {at} and is gone; bring it back, or add to redirects: - {{ from: "{id}", to: "{new}" }}'


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        (heading_removed, [address("assessments/quick/#purpose", "assessments/quick/")]),
        (anchor_renamed, [address("assessments/quick/#purpose", "assessments/quick/#use")]),
        (heading_reworded, [address("./#where-to-begin", "./#begin-here")]),
        (item_retired, [gone("FRM-02", "lessons/framing/#frm-02", "lessons/framing/")]),
        (page_renamed, [address("lessons/framing/", "FRM")]),
        (page_removed, [gone("quick", "assessments/quick/", "./"), address("assessments/quick/#purpose", "./")]),
        (row_removed, [gone("E-02", "evidence/#e-02", "evidence/")]),
    ],
)
def test_what_is_gone_fails_with_the_line_to_add_and_passes_with_it(docs: Path, happened: Callable[[Path], None], said: list[str]) -> None:
    assert problems(docs) == []

    happened(docs)
    found = problems(docs)

    assert found[: len(said)] == said
    for _ in said:  # what hangs on a lost page is asked once the page is put right
        redirect(docs, *lines(docs), *(line.partition("redirects: ")[2] for line in problems(docs)))
    assert problems(docs) == []
    assert len(lines(docs)) == len(said)


def lines(docs: Path) -> list[str]:
    file = docs / "published" / "redirects.yml"
    return re.findall(r"- \{.*\}", file.read_text(encoding="utf-8")) if file.exists() else []


def test_a_page_takes_its_anchors_along(docs: Path) -> None:
    page_renamed(docs)
    redirect(docs, '- { from: "lessons/framing/", to: FRM }')

    assert problems(docs) == []
    found = published.read(bank.load(docs), docs).redirects
    assert found.gone == {
        "lessons/framing/": {
            "": "lessons/problem-framing/",
            "frm-01": "lessons/problem-framing/#frm-01",
            "frm-02": "lessons/problem-framing/#frm-02",
            "sources": "lessons/problem-framing/#sources",
        }
    }


def test_an_anchor_that_the_new_page_lacks_needs_a_line_of_its_own(docs: Path) -> None:
    page_renamed(docs)
    change(docs / "lessons/problem-framing.md", "## Sources { #sources }\n", "")
    redirect(docs, '- { from: "lessons/framing/", to: FRM }')

    assert problems(docs) == [address("lessons/framing/#sources", "lessons/problem-framing/")]


def test_what_one_edition_had_is_asked_for_in_every_later_one(docs: Path) -> None:
    heading_removed(docs)
    line = '- { from: "assessments/quick/#purpose", to: quick }'
    redirect(docs, line)
    raised(docs, "2026.1", "2026.2")
    release(docs)

    assert problems(docs) == []
    redirect(docs)
    assert problems(docs)[0].startswith(f"{WHERE}: assessments/quick/#purpose was published and is gone; ")


def test_what_is_new_is_nobodys_problem_before_its_release(docs: Path) -> None:
    change(docs / "assessments/quick.md", "## What it is for", "## Who asks { #who }\n\nYou.\n\n## What it is for")

    assert problems(docs) == []


def test_a_guide_that_is_not_all_there_is_not_asked(docs: Path) -> None:
    heading_removed(docs)
    (docs / "index.md").unlink()

    assert problems(docs) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{ from: "FRM-01", to: FRM-02 }', "'FRM-01' is there still; remove this line"),
        ('{ from: "lessons/framing/#frm-01", to: FRM-02 }', "'lessons/framing/#frm-01' is there still; remove this line"),
        ('{ from: "FRM-09", to: FRM-02 }', "'FRM-09' was never published; remove this line"),
        (
            "{ from: assessments/quick/#purpose, to: FRM-9 }",
            "'FRM-9' is neither an id nor an address of this guide; write where it leads now",
        ),
        ('{ from: "assessments/quick/#purpose", to: "" }', "'' should be non-empty"),
    ],
)
def test_a_line_that_leads_nowhere_or_from_nowhere_is_named(docs: Path, line: str, said: str) -> None:
    heading_removed(docs)
    redirect(docs, f"- {line}")

    assert problems(docs)[0] == f"{WHERE}:2: {said}"


def test_a_line_that_stands_twice_is_named(docs: Path) -> None:
    heading_removed(docs)
    line = '- { from: "assessments/quick/#purpose", to: quick }'
    redirect(docs, line, line)

    assert problems(docs) == [f"{WHERE}:3: 'assessments/quick/#purpose' is redirected already"]
