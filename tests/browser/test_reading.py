"""The pages for everyone: without scripts, on a phone, by keyboard alone, by ear."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from assessment import words
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, LESSON, NewContext, Traffic, answer, choice, expected, question, result, verdicts
from tests.conftest import Site

PHONE: ViewportSize = {"width": 360, "height": 740}
GENERATED = {"cases", "embed", "frameworks", "s"}
WIDTHS = (320, 360, 768, 1440)


@pytest.fixture
def gate_check(booted: Page) -> Page:
    """A gate check in which Python runs, with nothing answered, as wide as a desk's screen."""
    booted.set_viewport_size({"width": 1280, "height": 720})
    pages.forget_all(booted)
    pages.expect_state(booted, "idle")
    return booted


# ── without scripts ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_scripts_every_question_can_be_read_and_one_sentence_says_what_is_missing(new_context: NewContext, site: Site) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site.url + GATE_CHECK)

    expect(page.get_by_text(words.NO_SCRIPT, exact=True)).to_be_visible()
    pages.expect_state(page, "idle")
    for item in pages.items():
        expect(question(page, item)).to_be_visible()
        for level in pages.levels():
            expect(choice(page, item, level)).to_be_visible()
    expect(page.get_by_role("button", name=words.CLEAR)).to_have_count(0)


def test_without_scripts_a_lesson_shows_its_questions(new_context: NewContext, site: Site) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site.url + LESSON)

    for item in ("FRM-01", "FRM-10"):
        expect(page.get_by_role("heading", name=pages.title(item))).to_be_visible()
        expect(question(page, item)).to_be_visible()
        for level in pages.levels():
            expect(choice(page, item, level)).to_be_visible()


# ── on a narrow screen ───────────────────────────────────────────────────────────────────────────────────────────────


def test_on_a_phone_the_verdict_stays_in_view_while_one_answers(gate_check: Page) -> None:
    gate_check.set_viewport_size(PHONE)

    answer(gate_check, FRM_02="no")

    bar = result(gate_check).get_by_role("button", name="Ready to start? No. Ready to build? No.", exact=True)
    expect(bar).to_be_in_viewport(ratio=1)
    answer(gate_check, DRF_06="no")
    expect(bar).to_be_in_viewport(ratio=1)


def tap(button: Locator) -> None:
    button.click()


def press(button: Locator) -> None:
    button.press("Enter")


@pytest.mark.parametrize("push", [tap, press])
def test_on_a_phone_the_result_opens_and_closes(gate_check: Page, push: Callable[[Locator], None]) -> None:
    gate_check.set_viewport_size(PHONE)
    answer(gate_check, FRM_01="no")
    bar = result(gate_check).get_by_role("button", name="Ready to start? No. Ready to build? No.", exact=True)
    expect(bar).to_have_attribute("aria-expanded", "false")
    expect(verdicts(gate_check).first).to_be_hidden()

    push(bar)
    expect(bar).to_have_attribute("aria-expanded", "true")
    expect(bar).to_be_in_viewport(ratio=1)
    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="no"))
    expect(verdicts(gate_check).first).to_be_in_viewport(ratio=1)

    push(bar)
    expect(bar).to_have_attribute("aria-expanded", "false")
    expect(verdicts(gate_check).first).to_be_hidden()


def test_going_to_a_place_on_the_page_does_not_load_it_anew(page: Page, site: Site) -> None:
    page.goto(site.url + LESSON)
    traffic = Traffic.of(page.context)
    title = page.get_by_role("heading", level=1)

    page.get_by_role("navigation", name="Table of contents").get_by_role("link", name=pages.containing("FRM-02")).click()
    expect(page).to_have_url(site.url + LESSON + "#frm-02")
    page.evaluate("() => { location.hash = 'frm-03' }")
    page.go_back()
    expect(page).to_have_url(site.url + LESSON + "#frm-02")
    pages.to_gate_check(page)
    expect(title).to_contain_text("Ten-minute gate check")
    assert traffic.asked(LESSON) == []

    for heading in ("Which questionnaire", "Problem framing"):
        page.go_back()
        expect(title).to_contain_text(heading)
    assert traffic.asked(LESSON) == [site.url + LESSON]


def test_no_page_scrolls_sideways(page: Page, site: Site) -> None:
    wider = []
    for path in _pages(site):
        page.goto(site.url + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            wider += [(path, width)] if pages.sideways(page) else []

    assert wider == []


def test_a_result_does_not_scroll_the_page_sideways(gate_check: Page) -> None:
    answer(gate_check, FRM_01="no", FRM_02="enforced", DRF_06=pages.DONT_KNOW)
    expect(verdicts(gate_check)).to_have_count(2)
    gate_check.get_by_text(words.NUMBERS, exact=True).click()
    gate_check.set_viewport_size(PHONE)
    bar = result(gate_check).get_by_role("button", name="Ready to start?")
    bar.click()

    wider = []
    for width in WIDTHS:
        gate_check.set_viewport_size({"width": width, "height": 740})
        expect(result(gate_check).get_by_role("table").last).to_be_visible()
        wider += [width] if pages.sideways(gate_check) else []
    gate_check.set_viewport_size(PHONE)
    bar.click()

    assert wider == []


def _pages(site: Site) -> list[str]:
    """The paths of all pages that were written, and of those that are generated alike the longest of each kind."""
    written = (file for file in site.folder.rglob("index.html") if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8"))
    found = sorted(written, key=lambda file: file.stat().st_size)
    paths = [file.parent.relative_to(site.folder) for file in found]
    kinds = {(path.parts[0], len(path.parts)) if path.parts[:1] and path.parts[0] in GENERATED else path: path for path in paths}
    return [f"{path.as_posix()}/" for path in kinds.values()]


# ── by keyboard and by ear ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_keyboard_alone_answers_and_the_focus_stays(gate_check: Page) -> None:
    first, third = choice(gate_check, "FRM-01", "no"), choice(gate_check, "FRM-01", "repeatable")
    gate_check.get_by_role("link", name="Skip to content").press("Enter")
    expect(gate_check).to_have_url(re.compile("#ten-minute-gate-check$"))
    _tab_to(gate_check, first)

    gate_check.keyboard.press("Space")
    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="no"))
    expect(first).to_be_focused()

    gate_check.keyboard.press("ArrowDown")
    gate_check.keyboard.press("ArrowDown")
    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="repeatable"))
    expect(third).to_be_checked()
    expect(third).to_be_focused()

    gate_check.keyboard.press("Tab")
    expect(question(gate_check, "FRM-01").get_by_role("button", name=words.CLEAR)).to_be_focused()
    gate_check.keyboard.press("Enter")
    expect(first).to_be_focused()
    expect(verdicts(gate_check)).to_have_count(0)


def _tab_to(page: Page, wanted: Locator) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("control => control === document.activeElement"):
            return
    pytest.fail("forty tabs from the page's heading do not lead there")


def test_a_burst_of_answers_is_announced_once(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    page.clock.install()
    page.clock.pause_at("2040-01-01")
    result(page).get_by_role("status").evaluate(LISTEN)

    burst: dict[str, str] = {}
    for item in ("FRM_01", "FRM_02", "FRM_04", "DEP_01"):
        burst[item] = "no"
        answer(page, **{item: "no"})
        expect(verdicts(page)).to_have_text(expected(**burst))
        page.clock.run_for(100)
    starting = words.STATES["starting"]
    assert page.evaluate("() => said") == [starting]

    page.clock.run_for(1_000)
    assert page.evaluate("() => said") == [starting, " ".join(expected(**burst))]

    answer(page, DEP_01="ad-hoc", DEP_04="enforced")
    expect(result(page).get_by_text("5 of 10 answered.", exact=True)).to_be_visible()
    page.clock.run_for(1_000)
    assert page.evaluate("() => said") == [starting, " ".join(expected(**burst))]


LISTEN = """region => {
    window.said = [];
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
}"""
