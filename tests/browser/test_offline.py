"""The site is kept on a device only when its reader asks, a page says when it is the copy, and a broken update changes nothing of it."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from assessment import words as engine_words
from assessment.authoring import offline
from assessment.authoring import offline_words as words
from tests.browser import axe, pages
from tests.browser.pages import GATE_CHECK, LESSON, Fault, Server, Traffic, answer, expected, verdicts
from tests.conftest import BASE, Site

SWITCH = "privacy-and-security/"
OTHER = "lessons/stakeholder-alignment/"
PAGES = (
    "index.html",
    "404.html",
    "privacy-and-security/index.html",
    f"{GATE_CHECK}index.html",
    f"{LESSON}index.html",
    f"{OTHER}index.html",
)
NEEDED = ("assets/bundle", "assets/javascripts", "assets/stylesheets")
FILES = ("assets/images/mark.svg", "data/sections.json", "service-worker.js")
SITEMAP = "sitemap.xml"
DATE = "2026-11-20"
COPY = words.copy("2026.1", DATE)
TITLE, ANEW = "Problem framing", "Problem framing, anew"

EVERYTHING = "async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]"
NOTHING = [0, 0]
COPIED = "async () => (await (await caches.open((await caches.keys())[0])).keys()).length"
NO_WORKER = "delete Navigator.prototype.serviceWorker"
FULL = "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))"


@dataclass
class Small:
    """A small part of the built site that can be changed, go away and come back at the same address."""

    folder: Path
    server: Server
    ends: ExitStack = field(default_factory=ExitStack)

    @property
    def url(self) -> str:
        return f"{self.server.url}{BASE}/"

    def change(self, path: str, old: str, new: str) -> None:
        """Publish the next edition, in which one file differs."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.unlink()  # it is the built site's own
        file.write_text(text.replace(old, new), encoding="utf-8")
        offline.write(self.folder, "2026.2", "2026-12-24")

    def go(self) -> None:
        self.ends.close()


@pytest.fixture
def small(site: Site, tmp_path: Path) -> Iterator[Small]:
    folder = tmp_path / BASE
    with ExitStack() as ends:
        found = Small(folder, ends.enter_context(pages.serving(tmp_path)), ends)
        for path in NEEDED:
            shutil.copytree(site.folder / path, folder / path, copy_function=os.link)
        for path in (*PAGES, *FILES):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.link(site.folder / path, folder / path)
        sitemap = (site.folder / SITEMAP).read_text(encoding="utf-8").replace(site.url, found.url)
        (folder / SITEMAP).write_text(sitemap, encoding="utf-8")  # by which the theme goes on without loading anew
        offline.write(folder, "2026.1", DATE)
        yield found


def switch(page: Page) -> Locator:
    return page.get_by_role("switch", name=words.SWITCH, exact=True)


def said(page: Page, text: str) -> None:
    expect(page.get_by_role("main").get_by_role("status").get_by_text(text, exact=True)).to_be_visible()


def keep(page: Page, url: str) -> None:
    """Turn the switch on, and wait until the copy is there."""
    page.goto(url + SWITCH)
    switch(page).check()
    said(page, json.loads(page.request.get(url + offline.LIST).text())["says"]["kept"])


def title(page: Page, text: str) -> Locator:
    return page.get_by_role("heading", level=1, name=f"{text} #", exact=True)


def copies(page: Page) -> Locator:
    return page.get_by_text(COPY, exact=True)


def newer(page: Page) -> Locator:
    return page.get_by_text(words.NEWER, exact=True)


# ── asked for ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_installed_or_fetched_unasked_and_the_size_is_told_before(page: Page, site: Site) -> None:
    traffic = Traffic.of(page.context)
    for address in ("", LESSON, GATE_CHECK):
        page.goto(site.url + address, wait_until="networkidle")
    assert traffic.asked("offline.js") + traffic.asked("service-worker") + traffic.asked(offline.LIST) == []

    page.goto(site.url + SWITCH, wait_until="networkidle")

    found = offline.files(site.folder)
    said(page, words.size(-(-sum(one.bytes for one in found) // 1_000_000), len(found)))
    expect(switch(page)).not_to_be_checked()
    assert page.evaluate(EVERYTHING) == NOTHING
    assert traffic.asked("service-worker") + traffic.asked("bundle/") == []


def test_without_the_site_a_lesson_is_read_and_the_gate_check_scores_and_both_say_that_they_are_copies(page: Page, site: Site) -> None:
    with pages.serving(site.folder.parents[1]) as server:
        url = f"{server.url}{BASE}/"
        keep(page, url)
        page.goto(url + LESSON)
        expect(title(page, TITLE)).to_be_visible()
        expect(page.locator(".fw-copy")).to_have_count(0)

    page.reload()
    expect(page.locator(".fw-copy")).to_contain_text("You are reading the copy kept on this device: Fieldworthy 2026.1 of ")
    expect(title(page, TITLE)).to_be_visible()
    page.goto(url + GATE_CHECK)
    answer(page, FRM_01="no")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    expect(page.locator(".fw-copy")).to_be_visible()
    page.get_by_role("textbox", name="Search").fill("DRF-01")
    expect(page.locator(".md-search-result__item").first).to_contain_text("DRF-01")


def test_what_is_not_kept_leads_on_or_says_so(page: Page, small: Small) -> None:
    keep(page, small.url)
    small.go()

    page.goto(f"{small.url}s/aln-01")
    expect(page).to_have_url(f"{small.url}{OTHER}#aln-01")
    expect(copies(page)).to_be_visible()
    page.goto(f"{small.url}{LESSON.rstrip('/')}")
    expect(page).to_have_url(small.url + LESSON)
    page.goto(f"{small.url}s/ALN-01/2026.1/")

    expect(page.get_by_text(words.MISSING, exact=True)).to_be_visible()


def test_a_page_that_is_reached_without_loading_anew_says_that_it_is_the_copy_until_the_site_answers_again(
    page: Page, small: Small
) -> None:
    keep(page, small.url)
    page.goto(small.url + LESSON, wait_until="networkidle")  # the theme knows by then where it can go
    small.server.faults[OTHER] = Fault(503)
    page.evaluate("() => { window.sameVisit = true }")

    page.get_by_role("link", name="Next: Stakeholder alignment").click()
    expect(title(page, "Stakeholder alignment")).to_be_visible()
    expect(copies(page)).to_be_visible()
    page.go_back()

    expect(title(page, TITLE)).to_be_visible()
    expect(copies(page)).to_have_count(0)
    assert page.evaluate("() => window.sameVisit")


def test_a_network_that_says_nothing_counts_as_none(page: Page, small: Small) -> None:
    keep(page, small.url)
    small.server.faults[LESSON] = Fault(held=(held := threading.Event()))

    page.goto(small.url + LESSON)

    expect(copies(page)).to_be_visible()
    expect(title(page, TITLE)).to_be_visible()
    held.set()


@pytest.mark.only_browser("chromium")  # the Firefox of this machine cannot be told to prefer dark colors
def test_the_switch_and_what_is_said_of_copies_shut_nobody_out(page: Page, small: Small) -> None:
    keep(page, small.url)
    small.change(f"{LESSON}index.html", f"{TITLE}<a", f"{ANEW}<a")
    page.reload()
    expect(newer(page)).to_be_visible()
    assert axe.violations(page) == []
    small.go()
    page.reload()
    expect(copies(page)).to_be_visible()

    assert axe.violations(page) == []


# ── a newer site ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_newer_site_is_said_and_taken_after_the_press_and_only_what_changed_is_fetched(page: Page, small: Small) -> None:
    keep(page, small.url)
    traffic = Traffic.of(page.context)
    small.change(f"{LESSON}index.html", f"{TITLE}<a", f"{ANEW}<a")
    page.goto(small.url + LESSON)
    expect(newer(page)).to_be_visible()
    expect(title(page, ANEW)).to_be_visible()
    assert first_says(page) == COPY

    with page.expect_navigation():
        pages.press(page, words.RELOAD)

    expect(title(page, ANEW)).to_be_visible()
    expect(newer(page)).to_have_count(0)
    assert first_says(page) == words.copy("2026.2", "2026-12-24")
    assert traffic.asked("pyodide") == []
    small.go()
    page.reload()
    expect(title(page, ANEW)).to_be_visible()
    expect(page.get_by_text(words.copy("2026.2", "2026-12-24"), exact=True)).to_be_visible()


def first_says(page: Page) -> str:
    """What a page of the copy would say now."""
    says: str = page.evaluate(
        "async () => (await (await (await caches.open((await caches.keys())[0])).match(new URL('kept.json', __md_scope))).json()).says.copy"
    )
    return says.replace("</p></div></aside>", "").rpartition("<p>")[2]


BROKEN: dict[str, Callable[[bytes], Fault]] = {
    "cut": lambda content: Fault(kind="text/html", body=content, cut=True),
    "altered": lambda content: Fault(kind="text/html", body=content.replace(b"anew", b"once")),
    "missing": lambda content: Fault(404),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_update_is_said_and_leaves_the_copy_as_it_was(page: Page, small: Small, broken: str) -> None:
    keep(page, small.url)
    files = page.evaluate(COPIED)
    small.change(f"{LESSON}index.html", f"{TITLE}<a", f"{ANEW}<a")
    small.change(f"{OTHER}index.html", "Stakeholder alignment<a", "Stakeholder alignment, anew<a")
    content = (small.folder / LESSON / "index.html").read_bytes()
    page.goto(small.url + GATE_CHECK)

    small.server.faults[LESSON] = replace(BROKEN[broken](content), held=(held := threading.Event()))
    with page.expect_response(small.url + OTHER):
        pages.press(page, words.RELOAD)
    held.set()
    expect(page.get_by_text(words.NEWER_NOT_WHOLE, exact=True)).to_be_visible()

    assert page.evaluate(COPIED) == files
    small.go()
    page.goto(small.url + LESSON)
    expect(copies(page)).to_be_visible()
    expect(title(page, TITLE)).to_be_visible()


# ── and away again ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_switch_removes_everything(page: Page, small: Small) -> None:
    keep(page, small.url)
    assert page.evaluate(EVERYTHING) == [1, 1]
    page.reload()
    expect(switch(page)).to_be_checked()

    switch(page).uncheck()

    said(page, words.REMOVED)
    assert page.evaluate(EVERYTHING) == NOTHING
    page.goto(small.url + LESSON, wait_until="networkidle")
    assert page.evaluate(EVERYTHING) == NOTHING


def test_erasing_everything_removes_the_copy_too(page: Page, small: Small) -> None:
    keep(page, small.url)
    page.goto(small.url + GATE_CHECK)

    pages.press(page, engine_words.PROJECTS)
    pages.press(page, engine_words.ERASE)

    pages.until(page, EVERYTHING, NOTHING)


def test_turning_it_off_while_it_fetches_keeps_nothing(page: Page, small: Small) -> None:
    held = threading.Event()
    small.server.faults["pyodide.asm.wasm"] = Fault(held=held)
    page.goto(small.url + SWITCH)
    switch(page).check()
    expect(page.get_by_text(words.FETCHING)).to_be_visible()

    switch(page).uncheck()
    said(page, words.REMOVED)
    held.set()

    assert page.evaluate(EVERYTHING) == NOTHING


# ── refused ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("refusal", "sentence"), [(FULL, words.FULL), (NO_WORKER, words.NO_WORKER)], ids=["full", "no-worker"])
def test_a_browser_that_keeps_no_copy_says_why_and_nothing_is_half_kept(
    context: BrowserContext, small: Small, refusal: str, sentence: str
) -> None:
    page = context.new_page()
    page.add_init_script(refusal)
    page.goto(small.url + SWITCH)
    if refusal == FULL:
        switch(page).click()

    said(page, sentence)
    expect(switch(page)).not_to_be_checked()
    assert page.evaluate("async () => (await caches.keys()).length") == 0


@pytest.mark.parametrize("file", ["quick.zip", "service-worker.js"])
def test_a_first_copy_that_does_not_come_whole_is_not_kept(page: Page, small: Small, file: str) -> None:
    small.server.faults[file] = Fault(404)
    page.goto(small.url + SWITCH)

    switch(page).click()

    said(page, words.NOT_WHOLE)
    expect(switch(page)).not_to_be_checked()
    assert page.evaluate(EVERYTHING) == NOTHING
