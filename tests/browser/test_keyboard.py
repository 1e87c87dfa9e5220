"""The whole journey without a mouse: from the start page to a shared link and a settled merge, the focus in view and never lost."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, ViewportSize, expect

from assessment import exchange_words, words
from tests.browser import axe, pages
from tests.browser.pages import GATE_CHECK, LESSON, choice, expected, kept, question, result, verdicts
from tests.conftest import Site

MOST_TABS = 60
AMISS = ("nowhere", "unmarked", "out of view")
SEEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "nowhere";
  const { top, bottom, left, right } = one.getBoundingClientRect();
  const above = one.closest("dialog, .md-header, .md-search, .md-skip");
  const head = above ? 0 : document.querySelector(".md-header").getBoundingClientRect().bottom;
  const bar = one.closest("dialog, .fw-side") ? null : document.querySelector(".fw-side");
  const over = bar?.getBoundingClientRect() ?? { top: 0, bottom: 0, left: 0, right: 0 };
  const marked = [one, one.nextElementSibling, ...(one.labels ?? [])].filter(Boolean).map((part) => getComputedStyle(part)).some(
    (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
  );
  const covered = top >= over.top && bottom <= over.bottom && left >= over.left && right <= over.right;
  const shown = bottom > head && top < innerHeight && right > 0 && left < innerWidth && !covered;
  return `${marked ? "" : "unmarked "}${shown ? "" : "out of view "}${one.tagName.toLowerCase()} ${one.textContent.trim().slice(0, 40)}`;
}"""


@pytest.fixture
def gate_check(booted: Page, site: Site) -> Page:
    """A gate check in which Python runs, with nothing answered and nothing focused."""
    if booted.url.split("#")[0] != site.url + GATE_CHECK:  # where a test that failed left it
        booted.goto(site.url + GATE_CHECK)
        choice(booted, "FRM-01", "no").check()
        expect(verdicts(booted)).to_have_count(2)
    booted.keyboard.press("Escape")
    booted.set_viewport_size(axe.DESK)
    booted.get_by_label(words.FAST_LANE).uncheck()
    pages.press(booted, words.PROJECTS)
    pages.press(booted, words.ERASE)
    pages.press(booted, words.CLOSE)
    pages.expect_state(booted, "idle")
    return booted


# ── what the keyboard does ───────────────────────────────────────────────────────────────────────────────────────────


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until the wanted control has the focus; on the way it is always somewhere, marked and below no bar."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        seen = settled(page)
        assert not seen.startswith(AMISS), seen
        if wanted.evaluate("control => control === document.activeElement"):
            return
    pytest.fail(f"{MOST_TABS} times {key} do not lead there")


def settled(page: Page) -> str:
    """What has the focus, once it is in view: a page may have to scroll there first."""
    with suppress(TimeoutError):
        page.wait_for_function(f"amiss => !amiss.some((one) => ({SEEN})().startsWith(one))", arg=AMISS, timeout=5_000)
    return str(page.evaluate(SEEN))


def push(page: Page, name: str, key: str = "Enter", way: str = "Tab") -> None:
    """Reach the button that can be seen, and press it."""
    tab_to(page, button(page, name), way)
    page.keyboard.press(key)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def after(place: Locator) -> None:
    """Go on from a place, as a reader who has just been there."""
    place.focus()


# ── the journey ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_whole_journey_needs_no_mouse(page: Page, site: Site, tmp_path: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.on("filechooser", lambda chooser: chooser.set_files(tmp_path / "mine.json"))
    page.goto(site.url)
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Choose a questionnaire"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Which questionnaire")
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Readiness", exact=True).first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Readiness")

    after(page.get_by_role("combobox", name=words.PROJECT))
    tab_to(page, page.locator("[data-fact] input").first)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-fact]").first.get_by_role("radio").nth(1)).to_be_checked()
    expect(verdicts(page).first).to_be_visible()
    target = page.get_by_role("group", name=words.TARGET).get_by_role("radio")
    tab_to(page, target.first)
    page.keyboard.press("Space")
    expect(target.first).to_be_checked()
    expect(target.first).to_be_focused()

    first = choice(page, "FRM-01", "no")
    tab_to(page, first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(choice(page, "FRM-01", "repeatable")).to_be_focused()
    tab_to(page, question(page, "FRM-01").locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, question(page, "FRM-01").get_by_label(words.KEPT_PARTS["note"]))
    page.keyboard.type("Ask Ann.")
    assert kept(page)["answers"]["FRM-01"] == {"level": "repeatable", "edition": "2026.1", "note": "Ask Ann."}

    after(choice(page, "FRM-01", "repeatable"))
    tab_to(page, page.get_by_label(words.FAST_LANE), "Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator("[data-lane-says]")).to_have_text(pages.containing("can still change the verdict."))
    expect(page.get_by_label(words.FAST_LANE)).to_be_focused()
    page.keyboard.press("Space")

    after(page.get_by_role("combobox", name=words.PROJECT))
    push(page, words.UNDO)
    expect(question(page, "FRM-01").get_by_label(words.KEPT_PARTS["note"])).to_have_value("")
    expect(button(page, words.UNDO)).to_be_focused()
    push(page, words.REDO)
    expect(question(page, "FRM-01").get_by_label(words.KEPT_PARTS["note"])).to_have_value("Ask Ann.")
    expect(button(page, words.REDO)).to_be_focused()

    with page.expect_download() as download:
        page.keyboard.press("Control+s")
    download.value.save_as(tmp_path / "mine.json")
    tab_to(page, button(page, words.OPEN_FILE))
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name=words.PROJECT).locator("option")).to_have_count(2)

    push(page, words.SHARE)
    expect(page.get_by_role("textbox", name=words.LINK)).to_have_value(pages.containing("#shared="))
    expect(page.get_by_role("textbox", name=words.LINK)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(words.COPIED, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(button(page, words.SHARE)).to_be_focused()

    push(page, words.PROJECTS, way="Shift+Tab")
    tab_to(page, page.get_by_role("link", name=words.ALL_PROJECTS))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your projects")


def test_two_projects_are_compared_merged_and_settled_by_keyboard(page: Page, site: Site) -> None:
    page.goto(site.url + "assessments/projects/")
    for id, level in (("1", "no"), ("2", "enforced")):
        project = json.dumps({**pages.given(FRM_01=level, FRM_02="enforced"), "name": f"By {id}"})
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"fieldworthy/project/{id}", project])
    page.reload()
    which = page.get_by_label(words.BY_WHICH)
    which.focus()
    page.keyboard.type("Ten")
    table = page.get_by_role("region", name=exchange_words.WHERE_EACH_STANDS)
    expect(table.locator("tbody tr")).to_have_count(2)

    for name in ("By 1", "By 2"):
        tab_to(page, page.get_by_label(name, exact=True))
        page.keyboard.press("Space")
    push(page, words.SIDE_BY_SIDE["compare"])
    heading = page.get_by_role("heading", name=words.SIDES)
    expect(heading).to_be_focused()
    expect(page.get_by_role("heading", name=exchange_words.ROSE)).to_be_visible()

    after(page.get_by_label("By 2", exact=True))
    push(page, words.SIDE_BY_SIDE["merge"])
    expect(page.get_by_label(exchange_words.WHO_DECIDES)).to_be_visible()
    expect(heading).to_be_focused()
    tab_to(page, page.get_by_label(exchange_words.WHO_DECIDES))
    page.keyboard.type("Grace")
    repeatable = page.get_by_role("region", name=words.SIDES).get_by_role("radio", name="Repeatable")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(repeatable).to_be_checked()
    push(page, words.KEEP_SETTLED)

    expect(page.get_by_text(words.SETTLED_KEPT)).to_be_visible()
    expect(button(page, words.KEEP_SETTLED)).to_be_focused()
    expect(table.locator("tbody tr")).to_have_count(3)
    tab_to(page, table.get_by_role("button", name="Confirmed"))
    page.keyboard.press("Enter")
    expect(table.get_by_role("columnheader", name="Confirmed")).to_have_attribute("aria-sort", "ascending")
    expect(table.get_by_role("button", name="Confirmed")).to_be_focused()


def test_from_a_finding_to_its_lesson_and_back_by_keyboard(gate_check: Page, site: Site) -> None:
    gate_check.goto(site.url + GATE_CHECK)
    choice(gate_check, "FRM-01", "no").focus()
    gate_check.keyboard.press("Space")
    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="no"))
    finding = pages.listed(gate_check, words.FAILS).get_by_role("link").first
    finding.focus()

    gate_check.keyboard.press("Enter")
    expect(gate_check).to_have_url(re.compile(f"{LESSON}#frm-01$"))
    expect(gate_check.get_by_role("heading", level=1)).to_contain_text("Problem framing")
    tab_to(gate_check, question(gate_check, "FRM-01").get_by_role("radio", checked=True))
    gate_check.keyboard.press("ArrowDown")
    expect(choice(gate_check, "FRM-01", "ad-hoc")).to_be_checked()

    gate_check.go_back()  # what Alt and the left arrow do in a window with a browser around it
    expect(choice(gate_check, "FRM-01", "ad-hoc")).to_be_checked()
    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="ad-hoc"))


# ── the focus is never lost ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_dialog_gives_the_focus_back_to_its_button(gate_check: Page) -> None:
    for name in (words.PROJECTS, words.SHARE):
        after(button(gate_check, name))
        gate_check.keyboard.press("Enter")
        expect(gate_check.get_by_role("dialog", name=name)).to_be_visible()
        push(gate_check, words.CLOSE)

        expect(gate_check.locator("dialog[open]")).to_have_count(0)
        expect(button(gate_check, name)).to_be_focused()


def test_a_dialog_keeps_the_focus_inside(gate_check: Page) -> None:
    button(gate_check, words.PROJECTS).focus()
    gate_check.keyboard.press("Enter")

    for _ in range(12):
        gate_check.keyboard.press("Tab")
        outside = gate_check.evaluate(
            "() => document.hasFocus() && document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        )
        assert outside is False


def test_a_project_that_is_deleted_leaves_the_focus_on_the_button(gate_check: Page) -> None:
    button(gate_check, words.PROJECTS).focus()
    gate_check.keyboard.press("Enter")
    push(gate_check, words.NEW)
    expect(gate_check.get_by_label(words.PROJECT_NAME)).to_be_focused()

    push(gate_check, words.DELETE)

    expect(button(gate_check, words.DELETE)).to_be_focused()


def test_the_last_undo_keeps_the_focus(gate_check: Page) -> None:
    choice(gate_check, "FRM-01", "no").check()
    button(gate_check, words.UNDO).focus()

    gate_check.keyboard.press("Enter")

    expect(choice(gate_check, "FRM-01", "no")).not_to_be_checked()
    expect(button(gate_check, words.UNDO)).to_be_disabled()
    expect(button(gate_check, words.UNDO)).to_be_focused()


def test_a_result_that_goes_away_under_the_focus_leaves_it_on_the_result_s_heading(gate_check: Page) -> None:
    choice(gate_check, "FRM-01", "no").check()
    numbers = result(gate_check).get_by_text(words.NUMBERS, exact=True)
    expect(numbers).to_be_visible()
    choice(gate_check, "FRM-01", "ad-hoc").check()
    numbers.focus()

    gate_check.keyboard.press("Control+z")
    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="no"))
    expect(numbers).to_be_focused()

    gate_check.keyboard.press("Control+z")
    pages.expect_state(gate_check, "idle")
    expect(result(gate_check).get_by_role("heading", name=words.RESULT)).to_be_focused()


def test_a_question_that_leaves_the_fast_lane_hands_the_focus_to_the_next(gate_check: Page) -> None:
    choice(gate_check, "FRM-01", "repeatable").check()
    gate_check.get_by_label(words.FAST_LANE).check()
    asked = gate_check.get_by_role("main").locator("fieldset[data-item]:visible")
    expect(asked).to_have_count(6)
    choice(gate_check, "FRM-04", "no").check()
    expect(asked).to_have_count(1)
    choice(gate_check, "FRM-04", "repeatable").check()
    expect(asked).to_have_count(6)
    choice(gate_check, "FRM-02", "no").check()
    expect(asked).to_have_count(2)
    tab_to(gate_check, question(gate_check, "FRM-04").get_by_role("button", name=words.CLEAR))

    gate_check.keyboard.press("Enter")

    expect(asked).to_have_count(1)
    expect(gate_check.get_by_label(words.FAST_LANE)).to_be_focused()


def test_a_copy_that_is_dropped_leaves_the_focus_on_the_projects(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    choice(page, "FRM-01", "no").check()
    pages.press(page, words.SHARE)
    link = page.get_by_role("textbox", name=words.LINK)
    expect(link).to_have_value(pages.containing("#shared="))
    address = link.input_value()
    pages.press(page, words.CLOSE)
    page.evaluate("address => { location.href = address }", address)
    expect(page.get_by_text(words.SHARED_COPY_SAYS)).to_be_visible()
    button(page, words.DROP_COPY).focus()

    page.keyboard.press("Enter")

    expect(page.get_by_role("combobox", name=words.PROJECT)).to_be_focused()


def test_arrow_keys_pass_by_not_applicable_without_being_taken_away(page: Page, site: Site) -> None:
    page.goto(site.url + "assessments/readiness/")
    group = page.locator("fieldset:has(.fw-reason)").first
    group.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowUp")
    last = group.get_by_role("radio").last
    expect(last).to_be_checked()
    expect(last).to_be_focused()

    page.keyboard.press("Tab")
    expect(group.locator(".fw-reason")).to_be_focused()
    page.keyboard.type("We have none.")
    page.keyboard.press("Tab")

    assert [answer["not_applicable"] for answer in kept(page)["answers"].values()] == ["We have none."]


def test_a_letter_alone_does_not_leave_the_page(gate_check: Page) -> None:
    here = gate_check.url
    button(gate_check, words.SHARE).focus()

    for key in "pn,.sf/":
        gate_check.keyboard.press(key)

    expect(gate_check.get_by_role("textbox", name="Search")).not_to_be_focused()
    expect(button(gate_check, words.SHARE)).to_be_focused()
    assert gate_check.url == here


@pytest.mark.parametrize("size", [axe.DESK, axe.PHONE], ids=["desk", "phone"])
def test_what_has_the_focus_is_marked_and_never_below_a_bar(gate_check: Page, size: ViewportSize) -> None:
    choice(gate_check, "FRM-01", "no").check()
    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="no"))
    gate_check.set_viewport_size(size)
    first = gate_check.get_by_role("combobox", name=words.PROJECT)
    first.focus()

    tab_to(gate_check, gate_check.get_by_role("contentinfo").get_by_role("link").last)
    tab_to(gate_check, first, "Shift+Tab")
