"""Answers never leave the browser unless the reader takes them out: every request of a whole journey is looked at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from assessment import words
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, answer, expected, question, verdicts
from tests.conftest import Site

SECRETS = ("Zanzibar", "Quetzalcoatl", "Ouagadougou")  # a name, a note and an owner that stand nowhere on the site
GIVEN = {"FRM_01": "repeatable", "FRM_02": "ad-hoc", "DEP_01": pages.DONT_KNOW}


def journey(page: Page) -> Path:
    """Answer, write a note, share, take everything away, print, save a file, and open it again; the file is returned."""
    answer(page, **GIVEN)
    expect(verdicts(page)).to_have_text(expected(**GIVEN))
    beside = question(page, "FRM-01")
    beside.get_by_text(words.BESIDE).click()
    beside.get_by_role("textbox", name=words.KEPT_PARTS["note"]).fill(SECRETS[1])
    beside.get_by_role("textbox", name=words.KEPT_PARTS["owner"]).fill(SECRETS[2])
    pages.press(page, words.PROJECTS)
    page.get_by_label(words.PROJECT_NAME).fill(SECRETS[0])
    pages.press(page, words.CLOSE)
    pages.press(page, words.SHARE)
    expect(page.get_by_role("textbox", name=words.LINK)).to_have_value(pages.containing("#shared="))
    for name in words.EXPORTS.values():
        with page.expect_download():
            pages.press(page, name)
    page.evaluate("() => { window.print = () => dispatchEvent(new Event('afterprint')) }")
    pages.press(page, words.PRINT)
    pages.press(page, words.CLOSE)
    with page.expect_download() as download:
        pages.press(page, words.SAVE_FILE)
    file = Path(download.value.path())
    open_file(page, file)
    return file


def open_file(page: Page, file: Path) -> None:
    """Open a file, and see its answers beside those that were there."""
    before = page.locator("[data-open] option").count()
    content: Any = {"name": "kept.json", "mimeType": "application/json", "buffer": file.read_bytes()}
    page.get_by_label(words.OPEN_FILE, exact=True).and_(page.locator("input")).set_input_files([content])
    expect(page.locator("[data-open] option")).to_have_count(before + 1)
    expect(verdicts(page)).to_have_text(expected(**GIVEN))


def test_the_same_journey_goes_on_with_the_network_cut(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))

    page.context.set_offline(True)
    file = journey(page)

    assert json.loads(file.read_text(encoding="utf-8"))["answers"]["FRM-02"]["level"] == "ad-hoc"


def test_a_shared_link_is_not_told_to_anybody(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    pages.press(page, words.SHARE)
    field = page.get_by_role("textbox", name=words.LINK)
    expect(field).to_have_value(pages.containing("#shared="))
    address = field.input_value()
    other = context.new_page()
    traffic = pages.Traffic.of(context)

    other.goto(address)
    expect(other.get_by_text(words.SHARED_COPY_SAYS)).to_be_visible()
    other.get_by_role("navigation", name="Tabs").get_by_role("link", name="Evidence").click()
    expect(other).to_have_url(site.url + "evidence/")

    assert [request.url for request in traffic.requests if "shared" in request.url] == []
    assert [request.url for request in traffic.requests if "shared" in request.all_headers().get("referer", "")] == []
    assert other.evaluate("() => document.referrer") == ""
