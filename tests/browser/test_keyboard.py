"""The whole journey without a mouse: from the start page to a shared link and a settled merge, the focus in view and never lost."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from assessment import exchange_words, words
from tests.browser import axe, pages
from tests.browser.pages import GATE_CHECK, choice, expected, kept, question, result, verdicts
from tests.conftest import Site

MOST_TABS = 60
SLIDES_IN = "out of view a Skip to content"  # a moment later it is in view
SEEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "nowhere";
  const { top, bottom, left, right } = one.getBoundingClientRect();
  const head = one.closest("dialog, .md-header, .md-search") ? 0 : document.querySelector(".md-header").getBoundingClientRect().bottom;
  const bar = one.closest("dialog, .fw-side") ? null : document.querySelector(".fw-side");
  const sticks = bar && getComputedStyle(bar).bottom === "0px" && getComputedStyle(bar).position === "sticky";
  const foot = sticks ? bar.getBoundingClientRect().top : innerHeight;
  const marked = [one, one.nextElementSibling, ...(one.labels ?? [])].filter(Boolean).map((part) => getComputedStyle(part)).some(
    (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
  );
  const shown = bottom > head && top < foot && right > 0 && left < innerWidth;
  return `${marked ? "" : "unmarked "}${shown ? "" : "out of view "}${one.tagName.toLowerCase()} ${one.textContent.trim().slice(0, 40)}`;
}"""


@pytest.fixture(scope="module")
def booted(browser: Browser, site: Site) -> Iterator[Page]:
    with pages.scoring(browser, site.url) as page:
        yield page


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
    """Press Tab until the wanted control has the focus; on the way it is always somewhere, marked and in view."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        seen = page.evaluate(SEEN)
        assert seen
        assert seen == SLIDES_IN or not seen.startswith(("nowhere", "unmarked", "out of view")), seen
        if wanted.evaluate("control => control === document.activeElement"):
            return
    pytest.fail(f"{MOST_TABS} times {key} do not lead there")


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


@pytest.mark.parametrize("size", [axe.DESK], ids=["desk"])
def test_what_has_the_focus_is_marked_and_never_below_a_bar(gate_check: Page, size: ViewportSize) -> None:
    choice(gate_check, "FRM-01", "no").check()
    expect(verdicts(gate_check)).to_have_text(expected(FRM_01="no"))
    gate_check.set_viewport_size(size)
    gate_check.get_by_role("combobox", name=words.PROJECT).focus()

    passed = []
    for key in ["Tab"] * 45 + ["Shift+Tab"] * 45:
        gate_check.keyboard.press(key)
        passed.append(gate_check.evaluate(SEEN))

    assert [seen for seen in passed if seen.startswith(("nowhere", "unmarked", "out of view"))] == []
