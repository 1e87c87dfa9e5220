"""A reader with a number heard in a meeting finds it, sees what a reference says, and learns which rules the facts bring."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assessment import words
from assessment.law import which
from tests.browser import pages
from tests.browser.pages import LESSON, result
from tests.conftest import Site
from tests.support import guide

LEDGER = "evidence/"
NUMBERS = "evidence/numbers/"
LAW = "regulation/"
AT = "2026-11-20"


@pytest.fixture(scope="module")
def ledger(browser: Browser, site: Site) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site.url + LEDGER)
        yield page


def rows(page: Page) -> Locator:
    return page.locator("tr[data-kind]").filter(visible=True)


def test_the_ledger_narrows_to_what_is_asked_and_says_how_many(ledger: Page) -> None:
    evidence = guide().evidence.values()
    ledger.get_by_label("Lesson").select_option("CST")
    ledger.get_by_label("Grade").select_option("A")

    wanted = [row.id for row in evidence if "CST" in row.dimensions and row.grade == "A"]
    expect(rows(ledger)).to_have_count(len(wanted))
    expect(ledger.get_by_role("status").filter(has_text="of")).to_have_text(f"{len(wanted)} of {len(evidence)} rows")

    ledger.get_by_role("button", name="Show everything").click()
    expect(rows(ledger)).to_have_count(len(evidence))


def test_a_word_finds_the_rows_that_hold_it(ledger: Page) -> None:
    ledger.get_by_role("searchbox").fill("sepsis alert")

    expect(rows(ledger).first).to_be_visible()
    for text in rows(ledger).all_inner_texts():
        assert "sepsis" in text.lower()
        assert "alert" in text.lower()
    ledger.get_by_role("button", name="Show everything").click()


def test_a_link_to_a_row_that_is_filtered_out_shows_it(ledger: Page) -> None:
    ledger.get_by_role("searchbox").fill("no row says this")
    expect(rows(ledger)).to_have_count(0)

    ledger.evaluate("() => { location.hash = '#e-27' }")

    expect(ledger.locator("#e-27")).to_be_visible()


@pytest.mark.parametrize("number", ["85%", "87%", "95%", "3.1 trillion", "5% of the code"])
def test_a_number_heard_in_a_meeting_is_two_clicks_from_home(page: Page, site: Site, number: str) -> None:
    page.goto(site.url)
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Evidence").click()
    page.get_by_role("link", name="Numbers people quote").first.click()

    expect(page).to_have_url(site.url + NUMBERS)
    expect(page.get_by_role("article").get_by_text(number).first).to_be_visible()


def test_a_reference_says_what_its_row_claims_on_hover_and_on_focus(page: Page, site: Site) -> None:
    claim = guide().evidence["E-02"].claim
    page.goto(site.url + LESSON)
    reference = page.locator("a.fw-ref", has_text="E-02").first
    tip = page.get_by_role("tooltip").filter(has_text=claim)

    reference.hover()
    expect(tip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()

    reference.focus()
    expect(tip).to_be_visible()


@pytest.mark.parametrize(
    "facts",
    [
        {"users-in-eu": "yes", "users-in-us": "no", "talks-to-people": "yes"},
        {"users-in-eu": "no", "users-in-us": "yes", "area-of-use": "credit", "decides-about-people": "yes", "organization": "bank"},
        {"users-in-eu": "no", "users-in-us": "no", "users-in-uk": "yes", "decides-about-people": "yes"},
    ],
    ids=["a chat in the EU", "credit at a US bank", "decisions about people in the UK"],
)
def test_the_facts_bring_the_rules_that_the_engine_finds_for_them(page: Page, site: Site, facts: dict[str, str]) -> None:
    book = guide().law
    titles = {row.id: row.title for row in book.rows}
    questions = {fact.id: fact for fact in book.facts}
    page.clock.set_fixed_time(f"{AT}T12:00:00Z")
    page.goto(site.url + LAW)

    for id, choice in facts.items():
        label = next(one.label for one in questions[id].choices if one.id == choice)
        page.get_by_role("group", name=questions[id].question).get_by_role("radio", name=label, exact=True).check()

    wanted = [titles[found.row] for found in which(book, facts, AT).applies]
    applying = result(page).locator("section").filter(has=page.get_by_role("heading", name="Applies by your facts"))
    expect(applying.locator("summary")).to_have_count(len(wanted))
    assert [text.split("\n")[0].strip() for text in applying.locator("summary").all_inner_texts()] == wanted
    expect(result(page).get_by_text("This is not legal advice.")).to_be_visible()


def test_a_row_past_its_review_date_warns_the_reader(page: Page, site: Site) -> None:
    page.clock.set_fixed_time("2031-01-01T12:00:00Z")
    page.goto(site.url + LAW)

    page.get_by_role("group", name=next(f.question for f in guide().law.facts if f.id == "users-in-eu")).get_by_role(
        "radio", name="Yes"
    ).check()
    result(page).locator("summary").first.click()

    expect(result(page).get_by_text(re.compile("^This row was due for review by")).first).to_be_visible()
    expect(page.get_by_text(words.KEPT_HERE)).to_be_visible()
    assert pages.kept(page)["facts"] == {"users-in-eu": "yes"}
