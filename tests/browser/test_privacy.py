"""Answers never leave the browser unless the reader takes them out: every request of a whole journey is looked at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import BrowserContext, Page, expect

from assessment import words
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, LESSON, answer, choice, expected, listed, question, verdicts
from tests.conftest import Asked, Site

SECRETS = ("Zanzibar", "Quetzalcoatl", "Ouagadougou")  # a name, a note and an owner that stand nowhere on the site
GIVEN = {"FRM_01": "repeatable", "FRM_02": "ad-hoc", "DEP_01": pages.DONT_KNOW}
TELLING = (*SECRETS, *GIVEN.values(), "shared=", "FRM-0", "DEP-0")  # what a request would have in it that carried an answer
PAGES = ("", LESSON, GATE_CHECK, "assessments/projects/", "assessments/your-own/", "calculators/sample-size/", "evidence/")


def journey(page: Page) -> Path:
    """Answer, write a note, share, take everything away, print, save a file, and open it again; the file is returned."""
    answer(page, **GIVEN)
    expect(verdicts(page)).to_have_text(expected(**GIVEN))
    write_beside(page)
    pages.press(page, words.SHARE)
    expect(page.get_by_role("textbox", name=words.LINK)).to_have_value(pages.containing("#shared="))
    for name in words.EXPORTS.values():
        with page.expect_download() as download:
            pages.press(page, name)
        assert download.value.path().stat().st_size > 0
    print_it(page)
    pages.press(page, words.CLOSE)
    with page.expect_download() as download:
        pages.press(page, words.SAVE_FILE)
    file = Path(download.value.path())
    open_file(page, file)
    return file


def write_beside(page: Page) -> None:
    """A note, an owner and the project's name."""
    beside = question(page, "FRM-01")
    beside.get_by_text(words.BESIDE).click()
    beside.get_by_role("textbox", name=words.KEPT_PARTS["note"]).fill(SECRETS[1])
    beside.get_by_role("textbox", name=words.KEPT_PARTS["owner"]).fill(SECRETS[2])
    pages.press(page, words.PROJECTS)
    page.get_by_label(words.PROJECT_NAME).fill(SECRETS[0])
    pages.press(page, words.CLOSE)


def print_it(page: Page) -> None:
    """What happens in the page when a reader prints; Chromium alone can be told to make the paper as well."""
    page.evaluate("() => { window.print = () => ['beforeprint', 'afterprint'].forEach((kind) => dispatchEvent(new Event(kind))) }")
    pages.press(page, words.PRINT)
    if _browser(page) == "chromium":
        page.pdf()


def open_file(page: Page, file: Path) -> None:
    """Open a file, and see its answers beside those that were there."""
    before = page.locator("[data-open] option").count()
    content: Any = {"name": "kept.json", "mimeType": "application/json", "buffer": file.read_bytes()}
    page.get_by_label(words.OPEN_FILE, exact=True).and_(page.locator("input")).set_input_files([content])
    expect(page.locator("[data-open] option")).to_have_count(before + 1)
    expect(verdicts(page)).to_have_text(expected(**GIVEN))


def _browser(page: Page) -> str:
    browser = page.context.browser
    assert browser is not None
    return browser.browser_type.name


# ── what is sent ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_request_of_a_whole_journey_carries_an_answer(page: Page, site: Site) -> None:
    traffic = pages.Traffic.of(page.context)
    asked_before = len(site.asked)
    page.goto(site.url)
    page.get_by_role("textbox", name="Search").fill("FRM-01")
    page.locator(".md-search-result__link").first.click()
    expect(page).to_have_url(pages.containing(site.url + LESSON))
    answer(page, FRM_01="no")
    pages.to_gate_check(page)
    expect(choice(page, "FRM-01", "no")).to_be_checked()

    file = journey(page)
    listed(page, words.FAILS).get_by_role("link", name=pages.title("FRM-02")).click()
    expect(page).to_have_url(f"{site.url}{LESSON}#frm-02")

    arrived = site.asked[asked_before:]
    stored = page.evaluate("() => JSON.stringify(localStorage)")
    assert [secret for secret in SECRETS if secret not in stored] == []
    assert SECRETS[1] in json.loads(file.read_text(encoding="utf-8"))["answers"]["FRM-01"]["note"]
    assert [url for url in traffic.sent() if not pages.is_file(site, url)] == []
    assert len(traffic.asked("pyodide.asm.wasm")) == 1  # what the worker asks for was seen too
    assert [telling for asked in arrived for telling in tells(asked)] == []
    assert page.context.cookies() == []
    assert traffic.complaints == []


def tells(asked: Asked) -> list[str]:
    """What a request as it arrived has in it beyond the name of a file."""
    beyond = [] if asked.method == "GET" else [asked.method]
    beyond += [name for name in ("cookie", "content-length", "transfer-encoding") if name in asked.headers]
    beyond += [f"{sign} in {text}" for text in (asked.path, asked.headers.get("referer", "")) for sign in "?#" if sign in text]
    said = unquote(" ".join([asked.path, *asked.headers.values()]))
    return [f"{one}: {asked}" for one in [*beyond, *(telling for telling in TELLING if telling in said and telling != "?")]]


def test_the_same_journey_goes_on_with_the_network_cut_and_asks_for_nothing(page: Page, site: Site) -> None:
    with pages.serving(site.folder) as server:
        page.goto(server.url + GATE_CHECK)
        answer(page, FRM_01="no")
        expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
        pages.expect_alive(page)
        server.cut()
        page.context.set_offline(True)
        traffic = pages.Traffic.of(page.context)

        file = journey(page)

    assert json.loads(file.read_text(encoding="utf-8"))["answers"]["FRM-02"]["level"] == "ad-hoc"
    assert traffic.sent() == []


def test_a_shared_link_is_not_told_to_anybody(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    pages.press(page, words.SHARE)
    field = page.get_by_role("textbox", name=words.LINK)
    expect(field).to_have_value(pages.containing("#shared="))
    address = field.input_value()
    other = context.new_page()
    asked_before = len(site.asked)

    other.goto(address)
    expect(other.get_by_text(words.SHARED_COPY_SAYS)).to_be_visible()
    other.get_by_role("navigation", name="Tabs").get_by_role("link", name="Evidence").click()
    expect(other).to_have_url(site.url + "evidence/")
    other.goto(site.url + "glossary/")

    arrived = site.asked[asked_before:]
    assert [asked.path for asked in arrived if asked.path.endswith("/glossary/")] != []
    assert [asked for asked in arrived if "shared" in f"{asked.path} {asked.headers}"] == []
    assert other.evaluate("() => document.referrer") == ""


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────────────────────────

EVERY_STORE = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookie: document.cookie,
  caches: await caches.keys(), databases: (await indexedDB.databases()).map(({ name }) => name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "cookie": "", "caches": [], "databases": [], "workers": 0}


def test_nothing_is_kept_before_the_reader_does_something(page: Page, site: Site) -> None:
    kept = {}
    for address in PAGES:
        page.goto(site.url + address)
        pages.expect_alive(page)
        page.mouse.wheel(0, 5_000)
        kept[address] = page.evaluate(EVERY_STORE)

    assert kept == dict.fromkeys(PAGES, NOTHING)
    assert page.context.cookies() == []


def test_nothing_is_kept_because_python_starts(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    with page.expect_response("**/gate-check.json"):
        choice(page, "FRM-01", "no").focus()

    assert page.evaluate(EVERY_STORE) == NOTHING


def test_erasing_everything_after_a_whole_journey_leaves_nothing_behind(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    journey(page)
    page.evaluate("() => { localStorage.setItem('/elsewhere/.__palette', '1'); __md_set('__outdated', true, sessionStorage) }")
    page.locator("label[for=__palette_1]:visible").click()
    assert page.evaluate("() => Object.keys(localStorage).length") > 3

    pages.press(page, words.PROJECTS)
    pages.press(page, words.ERASE)

    pages.until(page, EVERY_STORE, {**NOTHING, "local": ["/elsewhere/.__palette"]})
    page.reload()
    pages.expect_alive(page)
    assert page.evaluate(EVERY_STORE) == {**NOTHING, "local": ["/elsewhere/.__palette"]}
