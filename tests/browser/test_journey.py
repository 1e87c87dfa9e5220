"""From a lesson to a verdict and back: answers are kept, counted and shown everywhere, and nothing leaves the site."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from assessment import words
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, LESSON, answer, choice, expected, kept, listed, question, result, verdicts
from tests.conftest import Site

EVERY_GATE = dict.fromkeys(
    ("FRM_01", "FRM_02", "FRM_04", "DEP_01", "DEP_04", "DRF_01", "DRF_06", "DAT_01", "REG_01", "REG_02"), "repeatable"
)


@pytest.fixture
def gate_check(booted: Page) -> Page:
    """A gate check in which Python runs, with nothing answered."""
    booted.context.set_offline(False)
    pages.forget_all(booted)
    pages.expect_state(booted, "idle")
    return booted


def test_each_answer_changes_the_verdicts_without_a_button(gate_check: Page) -> None:
    expect(verdicts(gate_check)).to_have_count(0)

    answer(gate_check, FRM_01="repeatable")
    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="repeatable"))

    answer(gate_check, FRM_01="no")
    expect(verdicts(gate_check)).to_have_text(
        [
            "Ready to start? No. 1 gate fails. No open answer can change that.",
            "Ready to build? No. 1 gate fails. No open answer can change that.",
        ]
    )

    answer(gate_check, REG_01=pages.DONT_KNOW, DAT_01="ad-hoc")
    expect(verdicts(gate_check)).to_have_text(
        [
            "Ready to start? No. 1 gate fails. No open answer can change that.",
            "Ready to build? No. 2 gates fail. No open answer can change that.",
        ]
    )

    answer(gate_check, **EVERY_GATE)
    expect(verdicts(gate_check)).to_have_text(
        [
            "Ready to start? Yes. All 7 gates pass and every dimension meets its floor.",
            "Ready to build? Yes. All 10 gates pass and every dimension meets its floor.",
        ]
    )


def test_what_fails_and_what_is_open_is_listed_by_name(gate_check: Page) -> None:
    answer(gate_check, **{**EVERY_GATE, "FRM_02": "ad-hoc", "REG_02": pages.DONT_KNOW})

    expect(listed(gate_check, words.FAILS)).to_have_text([f"{pages.title('FRM-02')}You said ad hoc; ready to start needs repeatable."])
    expect(listed(gate_check, words.OPEN)).to_have_text([pages.title("REG-02")])
    expect(result(gate_check).get_by_text("9 of 10 answered.", exact=True)).to_be_visible()


def test_from_a_lesson_to_a_finding_and_back_is_one_visit(page: Page, site: Site) -> None:
    """No page is loaded anew, so that Python starts once."""
    traffic = pages.Traffic.of(page.context)
    page.goto(site.url + LESSON)
    page.evaluate("() => { window.sameVisit = true }")
    answer(page, FRM_01="repeatable")
    pages.to_gate_check(page)
    expect(page).to_have_url(site.url + GATE_CHECK)
    expect(choice(page, "FRM-01", "repeatable")).to_be_checked()

    answer(page, FRM_02="no")
    expect(verdicts(page)).to_have_text(expected(FRM_01="repeatable", FRM_02="no"))
    listed(page, words.FAILS).get_by_role("link", name=pages.title("FRM-02")).click()

    expect(page).to_have_url(f"{site.url}{LESSON}#frm-02")
    expect(page.get_by_role("heading", name=pages.title("FRM-02"))).to_be_in_viewport()
    expect(choice(page, "FRM-02", "no")).to_be_checked()

    answer(page, FRM_02="repeatable")
    page.go_back()

    expect(page).to_have_url(site.url + GATE_CHECK)
    expect(choice(page, "FRM-02", "repeatable")).to_be_checked()
    expect(verdicts(page)).to_have_text(expected(FRM_01="repeatable", FRM_02="repeatable"))
    expect(result(page).get_by_text("2 of 10 answered.", exact=True)).to_be_visible()
    assert page.evaluate("() => window.sameVisit")
    assert len(traffic.asked("pyodide.asm.wasm")) == 1


SCROLL_AND_FOLLOW = """link => {
  scrollBy({ top: 200, behavior: "instant" });
  link.click();
  return new Promise((noted) => setTimeout(noted, 300)); // three times as long as the theme waits until it notes where a page stands
}"""


def test_a_link_that_is_followed_while_a_page_scrolls_leads_to_its_section(page: Page, site: Site) -> None:
    held = []
    page.goto(site.url + LESSON)
    pages.to_gate_check(page)
    answer(page, FRM_02="no")
    link = listed(page, words.FAILS).get_by_role("link", name=pages.title("FRM-02"))
    expect(link).to_be_visible()
    page.route(site.url + LESSON, lambda route: held.append(route))

    with page.expect_request(site.url + LESSON):
        link.evaluate(SCROLL_AND_FOLLOW)
    held[0].continue_()

    expect(page.get_by_role("heading", name=pages.title("FRM-02"))).to_be_in_viewport()


def test_a_reload_keeps_the_answers_and_python_starts_by_itself(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="enforced", DRF_06=pages.DONT_KNOW)

    page.reload()

    expect(verdicts(page)).to_have_text(expected(FRM_01="enforced", DRF_06="?"))
    expect(choice(page, "FRM-01", "enforced")).to_be_checked()
    expect(choice(page, "DRF-06", pages.DONT_KNOW)).to_be_checked()
    expect(page.get_by_role("main").get_by_role("radio", checked=True)).to_have_count(2)


def test_two_pages_show_the_same_answers_while_they_are_given(gate_check: Page, site: Site) -> None:
    answer(gate_check, FRM_01="no")
    with gate_check.context.new_page() as other:
        other.goto(site.url + GATE_CHECK)
        expect(verdicts(other)).to_have_text(expected(FRM_01="no"))

        answer(gate_check, FRM_01="enforced")
        answer(other, FRM_02="ad-hoc")
        answer(gate_check, FRM_04="repeatable")

        given = {"FRM_01": "enforced", "FRM_02": "ad-hoc", "FRM_04": "repeatable"}
        for page in (gate_check, other):
            expect(verdicts(page)).to_have_text(expected(**given))
            expect(choice(page, "FRM-01", "enforced")).to_be_checked()
            expect(choice(page, "FRM-02", "ad-hoc")).to_be_checked()
            expect(choice(page, "FRM-04", "repeatable")).to_be_checked()
            assert kept(page) == pages.given(**given)


def test_an_answer_does_not_undo_what_another_page_kept_unheard(page: Page, site: Site) -> None:
    page.goto(site.url + LESSON)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [pages.STORED, json.dumps(pages.given(FRM_02="no"))])

    answer(page, FRM_01="enforced")

    expect(choice(page, "FRM-02", "no")).to_be_checked()
    assert kept(page) == pages.given(FRM_01="enforced", FRM_02="no")


def test_a_cleared_answer_is_open_again(gate_check: Page) -> None:
    answer(gate_check, FRM_01="no", FRM_02="no")
    clear = question(gate_check, "FRM-01").get_by_role("button", name=words.CLEAR)

    clear.click()

    expect(verdicts(gate_check)).to_have_text(expected(FRM_02="no"))
    expect(listed(gate_check, words.FAILS)).to_have_count(1)
    expect(listed(gate_check, words.OPEN).filter(has_text=pages.title("FRM-01"))).to_be_visible()
    expect(choice(gate_check, "FRM-01", "no")).not_to_be_checked()
    expect(choice(gate_check, "FRM-01", "no")).to_be_focused()
    expect(clear).to_be_hidden()
    assert kept(gate_check) == pages.given(FRM_02="no")


def test_with_the_last_answer_cleared_nothing_is_judged(gate_check: Page) -> None:
    answer(gate_check, FRM_01="no")
    expect(verdicts(gate_check)).to_have_count(2)

    question(gate_check, "FRM-01").get_by_role("button", name=words.CLEAR).click()

    expect(verdicts(gate_check)).to_have_count(0)
    pages.expect_state(gate_check, "idle")


# ── when Python starts ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("intent", ["pointer", "focus"])
def test_python_waits_until_the_reader_turns_to_the_questions(page: Page, site: Site, intent: str) -> None:
    traffic = pages.Traffic.of(page.context)
    page.goto(site.url + GATE_CHECK)
    page.get_by_role("heading", level=1).hover()
    pages.expect_state(page, "idle")
    page.wait_for_load_state("networkidle")
    assert traffic.asked("assets/bundle/") == []

    with page.expect_request("**/pyodide.asm.wasm"):
        if intent == "pointer":
            question(page, "FRM-01").hover()
        else:
            choice(page, "FRM-01", "no").focus()

    expect(verdicts(page)).to_have_count(0)


def test_a_lesson_never_starts_python(page: Page, site: Site) -> None:
    traffic = pages.Traffic.of(page.context)
    page.goto(site.url + LESSON)

    answer(page, FRM_01="no", FRM_02="enforced")
    page.reload()
    expect(choice(page, "FRM-02", "enforced")).to_be_checked()
    page.wait_for_load_state("networkidle")

    assert kept(page) == pages.given(FRM_01="no", FRM_02="enforced")
    assert traffic.asked("assets/bundle/") == []
    assert traffic.asked("worker.js") == []


# ── what leaves the page: nothing ────────────────────────────────────────────────────────────────────────────────────


def test_scoring_goes_on_without_a_network(gate_check: Page) -> None:
    answer(gate_check, FRM_01="no")
    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="no"))

    gate_check.context.set_offline(True)
    answer(gate_check, FRM_01="enforced")

    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="enforced"))


def test_a_copy_at_the_root_of_a_server_scores_too(page: Page, site: Site) -> None:
    with pages.serving(site.folder) as server:
        page.goto(server.url + GATE_CHECK)

        answer(page, FRM_01="no")

        expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
        listed(page, words.FAILS).get_by_role("link").click()
        expect(page).to_have_url(f"{server.url}{LESSON}#frm-01")
        expect(choice(page, "FRM-01", "no")).to_be_checked()
