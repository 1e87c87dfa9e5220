"""All projects side by side: a table to sort and narrow, two compared, several people's answers merged and settled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from assessment import exchange_words, words
from tests.browser import pages
from tests.browser.pages import NewContext
from tests.conftest import Site

PROJECTS = "assessments/projects/"
CHURN = {"FRM_01": "no", "FRM_02": "enforced", "FRM_04": "repeatable"}
BEN = {"FRM_01": "enforced", "FRM_02": "enforced", "DEP_01": "ad-hoc"}


@pytest.fixture(scope="module")
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """Three projects by the gate check."""
    held = {"1": ("Churn", CHURN), "2": ("Churn, by Ben", BEN), "3": ("Fraud", dict.fromkeys(all_gates(), "enforced"))}
    kept = [{"name": f"fieldworthy/project/{id}", "value": stored(*one)} for id, one in held.items()]
    state: Any = {"cookies": [], "origins": [{"origin": "/".join(site.url.split("/")[:3]), "localStorage": kept}]}
    with browser.new_context(storage_state=state) as context:
        page = context.new_page()
        page.goto(site.url + PROJECTS)
        page.get_by_label(words.BY_WHICH).select_option("gate-check")
        expect(standings(page)).to_have_count(3)
        yield page


def stored(name: str, levels: dict[str, str]) -> str:
    """What the storage holds for a project of this name."""
    return json.dumps({**pages.given(**levels), "name": name})


def all_gates() -> list[str]:
    return [id.replace("-", "_") for id in pages.items()]


def standings(page: Page) -> Locator:
    """The rows of the first table that can be seen."""
    return page.get_by_role("region", name=exchange_words.WHERE_EACH_STANDS).locator("tbody tr:visible")


def names(page: Page) -> list[str]:
    return [row.locator("th").inner_text() for row in standings(page).all()]


def choose(page: Page, *projects: str) -> None:
    """Choose these projects and no others."""
    for name in ("Churn", "Churn, by Ben", "Fraud"):
        page.get_by_label(name, exact=True).set_checked(name in projects)


def test_the_table_sorts_by_each_column_and_says_so(page: Page) -> None:
    table = page.get_by_role("region", name=exchange_words.WHERE_EACH_STANDS)
    table.get_by_role("button", name="Confirmed").click()
    assert names(page)[-1] == "Fraud"
    expect(table.get_by_role("columnheader", name="Confirmed")).to_have_attribute("aria-sort", "ascending")

    table.get_by_role("button", name="Confirmed").press("Enter")

    assert names(page)[0] == "Fraud"
    expect(table.get_by_role("columnheader", name="Confirmed")).to_have_attribute("aria-sort", "descending")


def test_the_tables_narrow_to_a_stage_and_to_a_gate(page: Page) -> None:
    page.get_by_label(exchange_words.SHOW_FAILED).select_option("FRM-01")
    assert names(page) == ["Churn"]
    page.get_by_label(exchange_words.SHOW_FAILED).select_option("")

    page.get_by_label(exchange_words.SHOW_CONFIRMED).select_option(label="ready to build")
    assert names(page) == ["Fraud"]

    page.get_by_label(exchange_words.SHOW_CONFIRMED).select_option("")
    expect(standings(page)).to_have_count(3)


def test_the_table_can_be_taken_away_for_a_spreadsheet(page: Page) -> None:
    with page.expect_download() as download:
        pages.press(page, words.SIDE_BY_SIDE["table"])

    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert sum('"Churn, by Ben"' in line for line in lines) == 1


REPLACED = """place => {
  window.replaced = 0;
  new MutationObserver((changes) => (window.replaced += changes.length)).observe(place, { childList: true });
}"""
ELSEWHERE = """([key, ...texts]) => {
  for (const text of texts) {
    localStorage.setItem(key, text);
    dispatchEvent(new StorageEvent("storage", { key }));
  }
}"""


def test_answers_given_in_other_tabs_replace_the_table_once_and_leave_the_reader_where_she_stands(page: Page) -> None:
    table = page.get_by_role("region", name=exchange_words.WHERE_EACH_STANDS)
    page.get_by_label(exchange_words.SHOW_FAILED).select_option("FRM-01")
    table.get_by_role("button", name="Project").press("Enter")
    head = table.get_by_role("columnheader", name="Project")
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.locator(".fw-portfolio").evaluate(REPLACED)

    page.evaluate(ELSEWHERE, ["fieldworthy/project/2", *(stored(name, {**BEN, "FRM_01": "no"}) for name in ("A", "B", "Churn, by Ben"))])

    expect(standings(page)).to_have_count(2)
    assert names(page) == ["Churn", "Churn, by Ben"]
    assert page.evaluate("() => window.replaced") == 1
    expect(table.get_by_role("button", name="Project")).to_be_focused()
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_label(exchange_words.SHOW_FAILED)).to_have_value("FRM-01")
    page.evaluate(ELSEWHERE, ["fieldworthy/project/2", stored("Churn, by Ben", BEN)])
    expect(standings(page)).to_have_count(1)
    page.get_by_label(exchange_words.SHOW_FAILED).select_option("")


def test_a_file_that_was_chosen_before_the_script_came_is_read(new_context: NewContext, site: Site) -> None:
    held: list[Route] = []
    page = new_context().new_page()
    page.route("**/projects.js", lambda route: held.append(route))
    page.goto(site.url + PROJECTS)
    content = json.dumps({"format": "fieldworthy-answers/1", **pages.given(FRM_01="no")}).encode()
    file: Any = {"name": "Ada.json", "mimeType": "application/json", "buffer": content}

    page.get_by_label(words.OPEN_FILE, exact=True).and_(page.locator("input")).set_input_files([file])
    held[0].continue_()

    expect(page.get_by_label("Ada", exact=True)).to_be_visible()


def test_two_projects_are_compared(page: Page) -> None:
    choose(page, "Churn", "Churn, by Ben")

    pages.press(page, words.SIDE_BY_SIDE["compare"])

    sides = page.get_by_role("region", name=words.SIDES)
    expect(sides.get_by_role("listitem").first).to_contain_text("Answers: 1 rose, 1 got a level and 1 lost the level.")
    expect(sides.get_by_role("heading", name=exchange_words.ROSE)).to_be_visible()
    expect(page.get_by_role("button", name=words.KEEP_SETTLED)).to_be_hidden()


def test_what_people_differ_on_is_settled_under_a_name_and_kept_as_a_project(page: Page) -> None:
    choose(page, "Churn", "Churn, by Ben")
    pages.press(page, words.SIDE_BY_SIDE["merge"])
    sides = page.get_by_role("region", name=words.SIDES)
    expect(sides.get_by_role("listitem").first).to_contain_text("1 disagreement of two levels or more.")
    sides.get_by_label(exchange_words.WHO_DECIDES).fill("Grace")
    sides.get_by_role("group").get_by_role("radio", name="Repeatable").check()

    pages.press(page, words.KEEP_SETTLED)

    kept = json.loads(page.evaluate("() => localStorage.getItem('fieldworthy/project/4')"))
    assert kept["answers"] == {
        "DEP-01": {"edition": "2026.1", "level": "ad-hoc"},
        "FRM-01": {"level": "repeatable", "settled_by": "Grace"},
        "FRM-02": {"edition": "2026.1", "level": "enforced"},
        "FRM-04": {"edition": "2026.1", "level": "repeatable"},
    }
    expect(standings(page)).to_have_count(4)
