"""No rule of axe-core finds fault with a page: WCAG 2.2 to level AA, and good practice beyond."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.pages import GATE_CHECK, LESSON
from tests.conftest import Site


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize(
    "address",
    [
        "",
        LESSON,
        GATE_CHECK,
        "assessments/how-scoring-works/",
        "evidence/",
        "assessments/",
        "assessments/engineering-depth/",
        "assessments/readiness/",
        "calculators/drift-alarms/",
        "paths/",
        "paths/sponsor/",
        "questions/",
        "lessons/",
        "cases/",
        "cases/f-01/",
        "evidence/numbers/",
        "frameworks/",
        "frameworks/ml-test-score/",
        "glossary/",
        "regulation/",
        "calculators/",
        "assessments/projects/",
        "assessments/your-own/",
        "cite/proposal-in-five-minutes/",
        "privacy-and-security/",
        "404.html",
    ],
    ids=lambda address: address.rstrip("/").rpartition("/")[2] or "home",
)
def test_a_page_shuts_nobody_out(page: Page, site: Site, address: str) -> None:
    page.goto(site.url + address)

    assert axe.violations(page) == []
