"""The search box finds ids however they are written, words of a question, references of frameworks and terms, and loads nothing before."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import LESSON, Traffic
from tests.conftest import Site

INDEX = "search/search_index.json"


def found(page: Page) -> Locator:
    """The links to the pages and sections that the first result holds."""
    return page.locator(".md-search-result__item").first.locator("a.md-search-result__link")


def look_for(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Search").fill(words)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("DAT-07", "lessons/data-quality/#dat-07"),
        ("dat 07", "lessons/data-quality/#dat-07"),
        ("dat07", "lessons/data-quality/#dat-07"),
        ("alarm live feed stopped", "lessons/data-quality/#dat-07"),
        ("NIST MEASURE 2.4", "frameworks/nist-ai-rmf/#ref-measure-2-4"),
        ("EU AI Act art. 26", "frameworks/eu-ai-act/#ref-article-26-2"),
        ("Article 72", "regulation/#eu-ai-act-article-72-title"),
        ("base rate", "glossary/#base-rate"),
        ("retraining schedule", "lessons/drift-and-monitoring/#drf-06"),
        ("85%", "questions/#85-percent"),
    ],
)
def test_what_people_look_for_is_found_first(page: Page, site: Site, words: str, address: str) -> None:
    page.goto(site.url + LESSON)

    look_for(page, words)

    expect(found(page).nth(1)).to_be_attached()
    assert found(page).nth(1).get_attribute("href") == site.url + address


def test_a_result_leads_to_its_section(page: Page, site: Site) -> None:
    page.goto(site.url + LESSON)
    look_for(page, "dat07")

    found(page).nth(1).click()

    expect(page.get_by_role("heading", name="DAT-07")).to_be_in_viewport()


def test_the_index_is_fetched_once_the_reader_turns_to_search(page: Page, site: Site) -> None:
    traffic = Traffic.of(page.context)
    page.goto(site.url + LESSON, wait_until="networkidle")
    assert traffic.asked(INDEX) == []

    page.get_by_role("textbox", name="Search").focus()
    look_for(page, "drift")

    expect(found(page).first).to_be_attached()
    assert len(traffic.asked(INDEX)) == 1


def test_an_address_with_words_to_look_for_finds_them(page: Page, site: Site) -> None:
    page.goto(f"{site.url}{LESSON}?q=rollback")

    expect(found(page).first).to_be_attached()
