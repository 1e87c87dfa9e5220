"""The assessment keeps its shape: with room between letters, at 400 %, for a thumb, read aloud, and on paper."""

from __future__ import annotations

import io
import json

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from assessment import words
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, LESSON, answer, expected, question, verdicts
from tests.conftest import Site

SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""  # WCAG 2.2, 1.4.12
ADD = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
  return sheet;
}"""
LEAST = 24  # pixels of a target: WCAG 2.2, 2.5.8
TEXTS = "button, legend, summary, label, h1, h2, h3, p, td, th"
CUT = """texts => [...document.querySelectorAll(`main :is(${texts})`)]
  .filter(one => one.checkVisibility() && !one.closest('.fw-aloud'))
  .filter(one => getComputedStyle(one).overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.textContent.trim().slice(0, 60))"""
CONTROLS = "button, select, summary, label:has(input), textarea, input[type=text]"
SMALL = """([least, controls]) => [...document.querySelectorAll(`fieldworthy-form :is(${controls})`)]
  .filter(one => one.checkVisibility())
  .map(one => [one.textContent.trim().slice(0, 40) || one.tagName, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < least || box.width < least)
  .map(([name, box]) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`)"""
SHIFTS = """() => new Promise(done => {
  const found = [];
  const observer = new PerformanceObserver(list => found.push(...list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => {
    found.push(...observer.takeRecords());
    done(found.map(one => [one.value, ...one.sources.map(source => source.node?.className ?? source.node?.nodeName)]));
  }));
})"""


@pytest.fixture
def gate_check(booted: Page) -> Page:
    """A gate check with a result."""
    answer(booted, FRM_01="no", FRM_02="enforced", DRF_06=pages.DONT_KNOW)
    expect(verdicts(booted)).to_have_text(expected(FRM_01="no", FRM_02="enforced", DRF_06="?"))
    return booted


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740)], ids=["desk", "phone"])
def test_room_between_letters_and_lines_cuts_nothing_off(gate_check: Page, width: int, height: int) -> None:
    gate_check.set_viewport_size({"width": width, "height": height})
    style = gate_check.evaluate_handle(
        ADD,
        SPACING,
    )

    cut = gate_check.evaluate(CUT, TEXTS)
    wider = pages.sideways(gate_check)

    style.evaluate("sheet => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet) }")
    assert (cut, wider) == ([], 0)


def test_at_400_percent_everything_is_in_one_column_and_can_be_answered(gate_check: Page) -> None:
    gate_check.set_viewport_size({"width": 320, "height": 256})

    assert pages.sideways(gate_check) == 0
    choice = pages.choice(gate_check, "DAT-01", "repeatable")
    choice.check()
    expect(choice).to_be_checked()
    gate_check.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("width", [1280, 320])
def test_every_control_is_large_enough_for_a_finger(gate_check: Page, width: int) -> None:
    gate_check.set_viewport_size({"width": width, "height": 740})

    assert gate_check.evaluate(SMALL, [LEAST, CONTROLS]) == []


def test_the_form_is_read_aloud_as_groups_of_choices(gate_check: Page) -> None:
    gate_check.set_viewport_size({"width": 1280, "height": 900})

    expect(question(gate_check, "REG-02")).to_match_aria_snapshot(
        """
        - group:
          - radio /^No /
          - text: /.*/
          - radio /^Ad hoc /
          - text: /.*/
          - radio /^Repeatable /
          - text: /.*/
          - radio /^Enforced /
          - text: /.*/
          - radio /^Don’t know /
          - text: /.*/
          - group: Note and evidence
        """
    )
    expect(gate_check.get_by_role("group", name=words.TOOLS)).to_match_aria_snapshot(
        """
        - group "Project and files":
          - text: Project
          - combobox "Project":
            - option "Unnamed project" [selected]
          - button "Projects"
          - button "Undo"
          - button "Redo" [disabled]
          - button "Save file"
          - button "Open file"
          - button "Share"
        """
    )


def test_the_result_is_read_aloud_verdict_first(gate_check: Page) -> None:
    expect(pages.result(gate_check)).to_match_aria_snapshot(
        """
        - region /Result/:
          - 'heading "Result #" [level=2]'
          - list:
            - listitem:
              - text: Ready to start?
              - strong: No.
              - text: /\\d gate/
            - listitem:
              - text: Ready to build?
              - strong: No.
              - text: /\\d gate/
          - paragraph: /\\d+ of 10 answered\\./
        """
    )


def test_on_paper_stand_questions_answers_and_all_of_the_result_and_no_tools(gate_check: Page) -> None:
    text = printed(gate_check)

    for item in pages.items():
        assert item in text
    for shown in (words.NUMBERS, words.WOULD_HOLD, words.FAILS, "Ready to start?"):
        assert shown in text
    for tool in (words.SAVE_FILE, words.UNDO, words.FAST_LANE):
        assert tool not in text


def test_a_lesson_prints_with_its_questions_and_without_its_navigation(page: Page, site: Site) -> None:
    page.goto(site.url + LESSON)

    text = printed(page)

    assert "FRM-01" in text
    assert "Watch out" in text
    assert "Table of contents" not in text


def printed(page: Page) -> str:
    """What stands on the paper, with single spaces."""
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages).split())


def test_a_slow_start_blocks_nothing_and_what_was_answered_meanwhile_counts(page: Page, site: Site) -> None:
    held = []
    page.context.route("**/*.wasm", lambda route: held.append(route))
    page.goto(site.url + GATE_CHECK)

    answer(page, FRM_01="no", FRM_02="enforced")
    pages.expect_state(page, "starting")
    answer(page, DAT_01="repeatable")
    for route in held:
        route.continue_()
    page.context.unroute("**/*.wasm")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced", DAT_01="repeatable"))


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740)], ids=["desk", "phone"])
@pytest.mark.parametrize("page_of", [pages.GATE_CHECK, pages.LESSON], ids=["assessment", "lesson"])
def test_a_stored_result_appears_without_moving_the_page(
    new_context: pages.NewContext, site: Site, page_of: str, width: int, height: int
) -> None:
    stored = json.dumps(pages.given(FRM_01="no", FRM_02="enforced", DRF_06=pages.DONT_KNOW))
    page = pages.returning(new_context, site.url, stored, viewport={"width": width, "height": height})

    page.goto(site.url + page_of)

    if page_of == GATE_CHECK:
        expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced", DRF_06="?"))
        expect(pages.result(page).locator("details:not([hidden])").first).to_be_attached()
    else:
        expect(pages.choice(page, "FRM-01", "no")).to_be_checked()
    assert page.evaluate(SHIFTS) == []
