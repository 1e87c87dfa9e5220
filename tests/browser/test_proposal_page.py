"""The page that writes a readiness chapter: what is chosen stands in it, and what is taken away is what the command writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from assessment import exchange_words, words
from assessment.authoring.command import main
from tests.browser import pages
from tests.browser.axe import violations
from tests.browser.pages import NewContext, Traffic
from tests.conftest import Site

PROPOSAL = "proposal/"
CHURN = {"FRM_01": "no", "FRM_02": "enforced", "DAT_07": "ad-hoc"}
GIVEN = {**pages.given(**CHURN), "name": "Churn", "target": "start"}


@pytest.fixture(scope="module")
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A reader who has assessed one project."""
    held = [{"name": pages.STORED, "value": json.dumps(GIVEN)}]
    state: Any = {"cookies": [], "origins": [{"origin": "/".join(site.url.split("/")[:3]), "localStorage": held}]}
    with browser.new_context(storage_state=state, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(site.url + PROPOSAL)
        yield page


def chapter(page: Page) -> Locator:
    return page.get_by_role("region", name=exchange_words.CHAPTER, exact=True)


def start_from(page: Page, project: str) -> None:
    page.get_by_label(exchange_words.START_FROM).select_option(label=project)


def chosen(page: Page) -> list[str]:
    return [str(box.get_attribute("value")) for box in page.locator("fieldworthy-proposal :checked:not(option)").all()]


def by_the_command(page: Page, site: Site, folder: Path, kind: str, *options: str) -> bytes:
    """The chapter that the command writes on the same answers, on the page's day."""
    (folder / "answers.json").write_text(json.dumps(GIVEN), encoding="utf-8")
    today = page.evaluate("() => new Date().toLocaleDateString('sv')")
    told = ["--questionnaire", "readiness", "--site", site.url, "--today", today, "--format", kind, "-o", str(folder / "out")]
    main(["proposal", str(folder / "answers.json"), *told, *options], standalone_mode=False)
    return (folder / "out").read_bytes()


def test_the_gaps_of_a_project_are_chosen_and_their_chapter_is_shown(page: Page) -> None:
    start_from(page, "Churn")
    pages.press(page, exchange_words.TAKE_GAPS)

    expect(chapter(page).get_by_role("heading", level=2)).to_have_text("Readiness of Churn")
    ids = chosen(page)
    assert "FRM-01" in ids
    assert "FRM-02" not in ids
    cited = chapter(page).locator(".fw-cited li a .fw-id").all_inner_texts()
    assert cited[0] == "FRM-01"
    assert sorted(cited) == sorted(ids)


@pytest.mark.parametrize(("name", "kind"), [("Markdown", "md"), ("Word document", "docx")])
def test_the_files_are_the_very_bytes_that_the_command_writes(page: Page, site: Site, tmp_path: Path, name: str, kind: str) -> None:
    start_from(page, "Churn")
    pages.press(page, exchange_words.TAKE_GAPS)
    expect(chapter(page).get_by_role("heading", level=2)).to_have_text("Readiness of Churn")

    with page.expect_download() as download:
        pages.press(page, name)

    assert Path(download.value.path()).read_bytes() == by_the_command(page, site, tmp_path, kind)


def test_the_chapter_is_copied_with_live_links_and_as_markdown(page: Page, site: Site, tmp_path: Path) -> None:
    start_from(page, "Churn")
    pages.press(page, exchange_words.TAKE_GAPS)
    pages.press(page, exchange_words.COPY_CHAPTER)
    expect(page.locator("[data-copied]")).to_be_visible()

    markdown = page.evaluate("() => navigator.clipboard.readText()")
    html = page.evaluate("async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()")
    assert markdown == by_the_command(page, site, tmp_path, "md").decode()
    assert f'href="{site.url}lessons/problem-framing/#frm-01"' in html


def test_sections_are_found_by_words_and_chosen_by_hand(page: Page) -> None:
    start_from(page, exchange_words.NO_ANSWERS)
    pages.press(page, exchange_words.CHOOSE_NONE)
    expect(chapter(page)).to_be_empty()
    page.get_by_label(exchange_words.FIND_SECTION).fill("feeds alarm")

    page.get_by_role("checkbox", name="DAT-07").check()

    assert page.locator("fieldworthy-proposal label:has([type=checkbox]):visible").count() == 1
    expect(chapter(page).get_by_role("heading", level=2)).to_have_text("Readiness")
    expect(chapter(page).locator(".fw-sources tbody tr")).not_to_have_count(0)
    expect(chapter(page).locator(".fw-cited li")).to_have_count(1)


def test_where_the_page_may_not_copy_the_chapter_is_selected(new_context: NewContext, site: Site) -> None:
    page = new_context().new_page()
    page.goto(site.url + PROPOSAL)
    page.get_by_text("Data quality", exact=True).locator("visible=true").last.click()
    page.get_by_role("checkbox", name="DAT-07").check()
    expect(chapter(page).get_by_role("heading", level=2)).to_have_text("Readiness")
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')) }")

    pages.press(page, exchange_words.COPY_CHAPTER)

    expect(page.locator("[data-select]")).to_have_text(words.SELECTED)
    expect(page.locator("[data-select]")).to_be_visible()
    assert "Feeds raise an alarm" in page.evaluate("() => getSelection().toString()")


def test_whoever_comes_from_another_page_finds_it_working(new_context: NewContext, site: Site) -> None:
    context = new_context()
    traffic = Traffic.of(context)
    page = context.new_page()
    page.goto(f"{site.url}cite/")
    expect(page.get_by_role("button", name="Cite The copy menu")).to_be_visible()
    assert traffic.asked("proposal.js") == []

    page.get_by_role("link", name="put together for you").click()
    page.get_by_label(exchange_words.FIND_SECTION).fill("feeds alarm")
    page.get_by_role("checkbox", name="DAT-07").check()

    expect(chapter(page).get_by_role("heading", level=2)).to_have_text("Readiness")
    assert traffic.complaints == []


def test_what_is_chosen_before_the_script_comes_counts(new_context: NewContext, site: Site) -> None:
    page = new_context().new_page()
    held: list[Route] = []
    page.route("**/proposal.js", lambda route: held.append(route))
    page.goto(site.url + PROPOSAL)
    page.locator("fieldworthy-proposal summary").filter(has_text="Data").click()
    page.get_by_role("checkbox", name="DAT-07").check()

    held[0].continue_()

    expect(chapter(page).get_by_role("heading", level=2)).to_have_text("Readiness")
    assert chosen(page) == ["DAT-07"]


def test_the_page_shuts_nobody_out(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    start_from(page, "Churn")
    pages.press(page, exchange_words.TAKE_GAPS)
    expect(chapter(page).get_by_role("heading", level=2)).to_have_text("Readiness of Churn")

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_every_section_can_be_read(new_context: NewContext, site: Site) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(site.url + PROPOSAL)

    expect(page.locator("fieldworthy-proposal [type=checkbox]")).to_have_count(84)
    expect(page.locator("noscript p")).to_be_visible()
