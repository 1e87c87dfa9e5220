"""The copy menu beside headings: every form stands in the page as `citation` makes it, and the page has one menu for all."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from assessment.authoring import bank, citing, published
from assessment.authoring import published_words as words
from assessment.citation import Citation, cite
from tests.fixtures.guide import change, whole
from tests.support import DOCS
from tests.test_editions import GOAL, raised, release
from tests.test_published_pages import rendered
from tests.test_site import parsed, text

LESSON = "lessons/framing.md"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return whole(tmp_path)


def menus(docs: Path, file: str = LESSON) -> dict[str, Element]:
    """What opens the menu, by the name of its button."""
    return {
        button.get("aria-label", ""): one for one in parsed(rendered(docs, file)).iter("fieldworthy-cite") for button in one.iter("button")
    }


def forms(menu: Element) -> Citation:
    """What stands in the page for a menu."""
    said = {name: menu.get(f"data-{name}", "") for name in ("link", "markdown", "html", "bibtex", "plain")}
    return Citation(edition_link=menu.get("data-edition", ""), printed=text(parsed(said["html"])), **said)


def test_a_lesson_its_items_and_its_sections_can_be_cited(docs: Path) -> None:
    change(docs / LESSON, "## Sources", "### A detail\n\nOf it.\n\n## Sources")

    assert [*menus(docs)] == [
        "Cite FRM Problem framing",
        "Cite FRM-01 The goal is a number",
        "Cite FRM-02 The baseline is known",
        "Cite A detail",
        "Cite Sources",
    ]


def test_each_form_is_what_is_cited_from_the_start_of_whatever_site(docs: Path) -> None:
    found = bank.load(docs)
    shelf = published.read(found, docs)

    item = shelf.register["FRM-01"]
    assert forms(menus(docs)[words.cite(f"FRM-01 {item.title}")]) == cite(shelf.cited(item), citing.ROOT)


def test_a_link_to_the_edition_names_the_one_that_first_had_the_words(docs: Path) -> None:
    release(docs)
    raised(docs, "2026.1", "2026.2")
    change(docs / "lessons/framing.yml", GOAL, "Is the goal a number?")
    release(docs)

    found = [(one.get("data-link"), one.get("data-edition")) for one in menus(docs).values()]
    assert ("{root}s/FRM-01/", "{root}s/FRM-01/2026.2/") in found
    assert ("{root}s/FRM-02/", "{root}s/FRM-02/2026.1/") in found


def test_a_page_has_one_menu_with_every_form(docs: Path) -> None:
    [dialog] = parsed(rendered(docs, LESSON)).iter("dialog")

    offered = [button.get("data-form") for button in dialog.iter("button")]
    assert offered == ["link", "edition", "markdown", "html", "rich", "bibtex", "plain", "close"]


@pytest.mark.parametrize("file", ["index.md", "assessments/projects.md"])
def test_the_start_and_a_page_without_sections_have_none(docs: Path, file: str) -> None:
    made = parsed(rendered(docs, file))

    assert [part.tag for part in made.iter() if part.tag in {"dialog", "fieldworthy-cite"}] == []


def test_the_button_of_an_item_stands_below_its_question(docs: Path) -> None:
    cards = list(parsed(rendered(docs, LESSON)).iter("fieldworthy-item"))

    order = [[part.tag for part in card if part.tag in {"form", "fieldworthy-cite", "details"}] for card in cards]
    assert order == [["form", "fieldworthy-cite", "details"]] * len(cards)


def test_a_case_is_cited_as_a_whole_and_its_headings_are_not() -> None:
    made = parsed(rendered(DOCS, "cases/f-01.md"))

    assert [one.get("data-link") for one in made.iter("fieldworthy-cite")] == ["{root}s/F-01/"]
