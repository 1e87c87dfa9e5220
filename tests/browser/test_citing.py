"""A link that stands in a document leads to its section for ever: with and without scripts, moved or not, in any edition."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assessment import words
from assessment.authoring import bank, published, published_pages, published_words
from assessment.citation import Citation, cite
from tests.browser.axe import violations
from tests.browser.pages import Fault, NewContext, Server, Traffic, serving
from tests.conftest import Site
from tests.fixtures.guide import change, whole
from tests.support import DOCS
from tests.test_editions import raised, release
from tests.test_published_pages import built, shelf
from tests.test_redirects import page_renamed, redirect

LESSON = "lessons/data-quality/"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A small guide with three editions in which nothing but its edition changed."""
    docs = whole(tmp_path)
    change(docs / "assessments/quick.md", "/// questionnaire", "## What it is for { #purpose }\n\nFor a first look.\n\n/// questionnaire")
    for before, after in (("2026.1", "2026.2"), ("2026.2", "2026.3")):
        release(docs)
        raised(docs, before, after)
    return docs


@pytest.fixture
def moved(docs: Path) -> Iterator[Server]:
    """The same after a page got another name, and a section went to another page."""
    page_renamed(docs)
    change(docs / "assessments/quick.md", "## What it is for { #purpose }\n\nFor a first look.\n", "")
    redirect(docs, '- { from: "lessons/framing/", to: FRM }', '- { from: "assessments/quick/#purpose", to: FRM-02 }')
    site = built(docs)
    for page in site.rglob("index.html"):  # as the guide's pages load it
        way = "../" * len(page.relative_to(site).parts[:-1])
        page.write_text(
            f'{page.read_text("utf-8")}<script type="module" src="{way}assets/javascripts/fieldworthy.js"></script>', encoding="utf-8"
        )
    with serving(site) as server:
        yield server


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address", ["s/DAT-07/", "s/dat-07/"])
def test_a_short_address_leads_to_its_section(new_context: NewContext, site: Site, address: str, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()

    page.goto(site.url + address)

    page.wait_for_url(f"{site.url}{LESSON}#dat-07")
    expect(page.locator("h2#dat-07")).to_be_in_viewport()


def test_a_page_that_moved_takes_the_reader_to_the_section_that_was_asked_for(page: Page, moved: Server) -> None:
    page.goto(f"{moved.url}lessons/framing/#frm-02")

    page.wait_for_url(f"{moved.url}lessons/problem-framing/#frm-02")


def test_a_section_that_moved_takes_the_reader_along(page: Page, moved: Server) -> None:
    page.goto(f"{moved.url}assessments/quick/#purpose")

    page.wait_for_url(f"{moved.url}lessons/problem-framing/#frm-02")


def test_without_a_script_a_page_that_moved_leads_to_the_new_one(new_context: NewContext, moved: Server) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(f"{moved.url}lessons/framing/")

    page.wait_for_url(f"{moved.url}lessons/problem-framing/")


def test_without_a_script_a_section_that_moved_is_one_link_away(new_context: NewContext, moved: Server) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(f"{moved.url}assessments/quick/#purpose")
    page.locator("#purpose").click()

    page.wait_for_url(f"{moved.url}lessons/problem-framing/#frm-02")


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("s/FRM-01/2026.2/", "s/FRM-01/2026.1/"),
        ("s/Frm-01/2026.2/", "s/FRM-01/2026.1/"),
        ("s/lessons/framing/sources/2026.2", "s/lessons/framing/sources/2026.1/"),
        ("s/Lessons/framing/SOURCES/", "lessons/framing/#sources"),
    ],
)
def test_an_edition_that_has_no_file_of_its_own_is_found_from_the_page_for_lost_readers(
    page: Page, docs: Path, asked: str, there: str
) -> None:
    site = built(docs)
    published_pages.write(*shelf(docs), site, "", most_stubs=0)
    published.publish(bank.load(docs), docs)
    shutil.copytree(docs / "data", site / "data")
    with serving(site) as server:
        lost = '<h1>Not here</h1><script type="module" src="/assets/javascripts/lost.js"></script>'
        server.faults[asked] = Fault(status=404, kind="text/html", body=lost.encode())

        page.goto(server.url + asked)

        page.wait_for_url(server.url + there)


def test_an_address_of_nothing_stays_on_the_page_for_lost_readers(page: Page, docs: Path) -> None:
    site = built(docs)
    published.publish(bank.load(docs), docs)
    shutil.copytree(docs / "data", site / "data")
    with serving(site) as server:
        lost = '<h1>Not here</h1><script type="module" src="/assets/javascripts/lost.js"></script>'
        server.faults["s/FRM-01/2031.1/"] = Fault(status=404, kind="text/html", body=lost.encode())

        with page.expect_response("**/data/sections.json"):
            page.goto(f"{server.url}s/FRM-01/2031.1/")

        expect(page.get_by_role("heading", name="Not here")).to_be_visible()


def test_pages_that_come_at_once_bring_what_they_say_to_machines(new_context: NewContext, site: Site) -> None:
    context = new_context()
    traffic = Traffic.of(context)
    page = context.new_page()
    page.goto(f"{site.url}lessons/")

    page.locator("article").get_by_role("link", name="Data quality").click()

    expect(page.get_by_role("heading", level=1, name="Data quality")).to_be_visible()
    expect(page.locator("meta[name=citation_title]")).to_have_attribute("content", "Data quality")
    assert traffic.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["s/FRM-01/2026.1/", "embed/FRM-01/"])
def test_the_small_pages_shut_nobody_out(page: Page, docs: Path, address: str, scheme: Literal["light", "dark"]) -> None:
    change(docs / "lessons/framing.yml", "Is the goal written down with a number?", "Is the goal a number, and who wrote it down?")
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme)
    with serving(built(docs)) as server:
        page.goto(server.url + address)

        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []


def test_an_embed_shows_the_question_in_a_frame_and_its_link_leaves_the_frame(page: Page, site: Site, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f'<iframe src="{site.url}embed/DAT-07/" title="DAT-07"></iframe>', encoding="utf-8")
    with serving(tmp_path) as server:
        page.goto(server.url)
        frame = page.frame_locator("iframe")
        expect(frame.get_by_text("Would an alarm reach someone", exact=False)).to_be_visible()

        frame.get_by_role("link", name="Read the section").click()

        page.wait_for_url(f"{site.url}{LESSON}#dat-07")


# ── the copy menu ────────────────────────────────────────────────────────────────────────────────────────────────────

CLIPBOARD = ["clipboard-read", "clipboard-write"]
COPIED = """async () => {
  const [item] = await navigator.clipboard.read();
  return Object.fromEntries(await Promise.all(item.types.map(async (type) => [type, await (await item.getType(type)).text()])));
}"""


@pytest.fixture(scope="module")
def lesson(browser: Browser, site: Site) -> Iterator[Page]:
    with browser.new_context(permissions=CLIPBOARD) as context:
        page = context.new_page()
        page.goto(f"{site.url}{LESSON}#dat-07")
        yield page


def opened(page: Page, id: str) -> Locator:
    """The menu of a section, opened by keyboard."""
    page.get_by_role("button", name=f"Cite {id}").press("Enter")
    return page.get_by_role("dialog", name=f"Cite {id}")


def cited(site: Site, id: str) -> Citation:
    found = bank.load(DOCS)
    now = published.read(found, DOCS)
    return cite(now.cited(now.register[id]), site.url)


@pytest.mark.parametrize(
    ("form", "name"), [("link", "link"), ("edition", "edition_link"), *((one, one) for one in ("markdown", "html", "bibtex", "plain"))]
)
def test_each_form_of_a_citation_is_copied_by_keyboard(lesson: Page, site: Site, form: str, name: str) -> None:
    menu = opened(lesson, "DAT-07")
    expect(menu.get_by_role("button").first).to_be_focused()
    for _ in range([*published_words.FORMS].index(form)):
        lesson.keyboard.press("Tab")

    lesson.keyboard.press("Enter")

    expect(menu.get_by_role("status")).to_have_text(words.COPIED, use_inner_text=True)
    assert lesson.evaluate(COPIED) == {"text/plain": getattr(cited(site, "DAT-07"), name)}
    lesson.keyboard.press("Escape")
    expect(lesson.get_by_role("button", name="Cite DAT-07")).to_be_focused()


def test_rich_text_is_a_live_link_and_a_reference_in_words(lesson: Page, site: Site) -> None:
    menu = opened(lesson, "DAT-01")
    menu.get_by_role("button", name="Rich text").press("Enter")
    expect(menu.get_by_role("status")).to_have_text(words.COPIED, use_inner_text=True)

    whole = cited(site, "DAT-01")
    assert lesson.evaluate(COPIED) == {"text/html": whole.html, "text/plain": whole.plain}
    lesson.keyboard.press("Escape")


@pytest.mark.parametrize("form", ["rich", "bibtex"])
def test_where_the_page_may_not_copy_it_selects_and_says_so(new_context: NewContext, site: Site, form: str) -> None:
    page = new_context(has_touch=True, viewport={"width": 320, "height": 640}).new_page()
    page.goto(f"{site.url}cases/f-01/")
    refuses = "() => Promise.reject(new Error('no'))"
    page.evaluate(f"() => {{ navigator.clipboard.write = {refuses}; navigator.clipboard.writeText = {refuses} }}")

    page.get_by_role("button", name="Cite F-01").tap()
    menu = page.get_by_role("dialog")
    menu.get_by_role("button", name=published_words.FORMS[form][0], exact=True).tap()

    expect(menu.get_by_role("status")).to_have_text(words.SELECTED, use_inner_text=True)
    whole = cited(site, "F-01")
    selected = "() => { const field = document.activeElement; return field.value.slice(field.selectionStart, field.selectionEnd) }"
    assert page.evaluate(selected) == (whole.plain if form == "rich" else whole.bibtex)


def test_the_menu_and_its_button_shut_nobody_out(lesson: Page) -> None:
    opened(lesson, "DAT-07")

    assert violations(lesson) == []
    lesson.keyboard.press("Escape")


def test_without_a_script_there_is_no_button_that_does_nothing(new_context: NewContext, site: Site) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(site.url + LESSON)

    expect(page.get_by_role("button", name="Cite DAT-07")).to_have_count(0)
