"""No rule of axe-core finds fault with a page: WCAG 2.2 to level AA, and good practice beyond."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment import words
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, LESSON, answer, result, verdicts
from tests.conftest import Site

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["color-contrast", "link-in-text-block"]  # the dark scheme differs in nothing else


@pytest.fixture(scope="module", params=[1280, 360])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """One page for each width."""
    with browser.new_context(viewport={"width": request.param, "height": 800}, reduced_motion="reduce") as context:
        yield context.new_page()


def as_it_comes(page: Page) -> None:
    """Do nothing to the page."""


def with_a_result(page: Page) -> None:
    """Answer some questions and open all that can be opened."""
    answer(page, FRM_01="no", FRM_02="enforced", FRM_04="repeatable", DEP_01=pages.DONT_KNOW)
    expect(verdicts(page)).to_have_count(2)
    bar = result(page).get_by_role("button", expanded=False)
    if bar.count():
        bar.click()
    result(page).get_by_text(words.NUMBERS, exact=True).click()


@pytest.mark.parametrize(
    ("address", "prepare"),
    [
        ("", as_it_comes),
        (LESSON, as_it_comes),
        (GATE_CHECK, as_it_comes),
        (GATE_CHECK, with_a_result),
        ("assessments/how-scoring-works/", as_it_comes),
        ("evidence/", as_it_comes),
        ("assessments/", as_it_comes),
        ("assessments/engineering-depth/", as_it_comes),
        ("calculators/drift-alarms/", as_it_comes),
    ],
    ids=["home", "lesson", "gate-check", "result", "how-scoring-works", "evidence", "questionnaires", "engineering-depth", "calculator"],
)
def test_a_page_shuts_nobody_out(page: Page, site: Site, address: str, prepare: Callable[[Page], None]) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(site.url + address)
    prepare(page)
    page.evaluate(AXE)

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert violations(page, EVERYTHING) == []

    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(page, COLORS) == []


def violations(page: Page, rules: list[str]) -> list[str]:
    """Each rule that is broken, and where first."""
    found: dict[str, Any] = page.evaluate("rules => axe.run({ runOnly: rules, resultTypes: ['violations'] })", rules)
    return [
        f"{rule['help']} ({rule['id']}, {len(rule['nodes'])} times), first {first['html']}: {first['failureSummary']}"
        for rule in found["violations"]
        for first in rule["nodes"][:1]
    ]
