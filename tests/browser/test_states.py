"""Whatever state an assessment is in, it shuts nobody out: axe-core finds no fault on a desk and on a phone, light, dark and forced."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from assessment import exchange_words, words
from tests.browser import axe, pages
from tests.browser.pages import GATE_CHECK, LESSON, answer, question, result, verdicts
from tests.conftest import Site

OWN = "assessments/your-own/"
PROJECTS = "assessments/projects/"
EXAMPLE = (Path("docs") / OWN).parent / "examples" / "own-questionnaire.yml"

Prepare = Callable[[Page], None]


@pytest.fixture
def gate_check(booted: Page) -> Page:
    """A gate check in which Python runs, with nothing answered, on a desk."""
    booted.keyboard.press("Escape")  # what a test before left open
    booted.locator("details").evaluate_all("all => all.forEach(one => one.open = false)")
    booted.locator(".fw-toggle[aria-expanded=true]").evaluate_all("all => all.forEach(one => one.click())")
    booted.set_viewport_size(axe.DESK)
    booted.get_by_label(words.FAST_LANE).uncheck()
    pages.press(booted, words.PROJECTS)
    pages.press(booted, words.ERASE)
    pages.press(booted, words.CLOSE)
    pages.expect_state(booted, "idle")
    return booted


# ── states of the form and of its result ─────────────────────────────────────────────────────────────────────────────


def empty(page: Page) -> None:
    """Nothing is answered."""


def says_no(page: Page) -> None:
    answer(page, FRM_01="no", FRM_02="enforced", FRM_04="repeatable", DEP_01=pages.DONT_KNOW)
    expect(verdicts(page)).to_have_text(pages.expected(FRM_01="no", FRM_02="enforced", FRM_04="repeatable", DEP_01=pages.DONT_KNOW))


def says_not_known(page: Page) -> None:
    answer(page, FRM_01="repeatable")
    expect(verdicts(page)).to_have_text(pages.expected(FRM_01="repeatable"))


def says_yes(page: Page) -> None:
    levels = dict.fromkeys((id.replace("-", "_") for id in pages.items()), "enforced")
    answer(page, **levels)
    expect(verdicts(page)).to_have_text(pages.expected(**levels))


def all_of_the_result_open(page: Page) -> None:
    says_no(page)
    expect(result(page).get_by_text(words.NUMBERS, exact=True)).to_be_visible()
    result(page).locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    page.set_viewport_size(axe.PHONE)
    result(page).get_by_role("button", expanded=False).click()


def a_note_written(page: Page) -> None:
    answer(page, FRM_01="no")
    question(page, "FRM-01").get_by_text(words.BESIDE).click()
    question(page, "FRM-01").get_by_label(words.KEPT_PARTS["note"]).fill("Ask Ann.")


def fast_lane(page: Page) -> None:
    answer(page, FRM_01="repeatable")
    page.get_by_label(words.FAST_LANE).check()
    expect(page.get_by_role("main").locator("fieldset[data-item]:visible")).to_have_count(6)


def fast_lane_at_its_end(page: Page) -> None:
    fast_lane(page)
    answer(page, FRM_02="no")
    expect(page.get_by_role("main").locator("fieldset[data-item]:visible")).to_have_count(1)


def share_dialog(page: Page) -> None:
    page.context.grant_permissions(["clipboard-write"])
    answer(page, FRM_01="no")
    pages.press(page, words.SHARE)
    expect(page.get_by_role("textbox", name=words.LINK)).to_have_value(pages.containing("#shared="))
    page.get_by_role("button", name=words.COPY, exact=True).first.click()
    expect(page.get_by_text(words.COPIED, exact=True)).to_be_visible()


def projects_dialog(page: Page) -> None:
    answer(page, FRM_01="no")
    pages.press(page, words.PROJECTS)
    page.get_by_label(words.PROJECT_NAME).fill("Churn")


def problems_told(page: Page) -> None:
    odd = {"answers": {"FRM-01": {"level": "no"}, "DAT-01": {"level": 3}}}
    open_file(page, "odd.json", json.dumps(odd))
    expect(page.locator(".fw-desk").get_by_role("status").get_by_role("listitem")).to_have_count(1)


@pytest.mark.parametrize(
    "state",
    [
        empty,
        says_no,
        says_not_known,
        says_yes,
        all_of_the_result_open,
        a_note_written,
        fast_lane,
        fast_lane_at_its_end,
        share_dialog,
        projects_dialog,
        problems_told,
    ],
    ids=lambda state: state.__name__,
)
def test_a_form_shuts_nobody_out(gate_check: Page, state: Prepare) -> None:
    state(gate_check)

    assert axe.violations(gate_check) == []


# ── what the fewest ever see ─────────────────────────────────────────────────────────────────────────────────────────

FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def starting(page: Page, site: Site) -> None:
    page.context.route("**/pyodide.asm.wasm", lambda route: None)
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    pages.expect_state(page, "starting")


def missing(page: Page, site: Site) -> None:
    page.context.route(re.compile(r"/quick\.zip$|\.whl$"), lambda route: route.abort())
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    pages.expect_state(page, "missing")


def old_browser(page: Page, site: Site) -> None:
    page.add_init_script("delete window.WebAssembly")
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    pages.expect_state(page, "old-browser")


def storage_off(page: Page, site: Site) -> None:
    page.add_init_script(FULL)
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    expect(page.get_by_text(words.STORE_OFF, exact=True)).to_be_visible()
    expect(verdicts(page)).to_have_count(2)


def refused_link(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK + "#shared=1.damaged")
    expect(page.locator(".fw-desk").get_by_role("status")).to_contain_text("link")


def shared_copy(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    pages.press(page, words.SHARE)
    field = page.get_by_role("textbox", name=words.LINK)
    expect(field).to_have_value(pages.containing("#shared="))
    address = field.input_value()
    pages.press(page, words.CLOSE)
    page.evaluate("address => { location.href = address }", address)
    expect(page.get_by_text(words.SHARED_COPY_SAYS)).to_be_visible()


def own_with_problems(page: Page, site: Site) -> None:
    page.goto(site.url + OWN)
    open_own(page, EXAMPLE.read_text(encoding="utf-8").replace("dimensions:", "dimension:", 1))
    expect(page.locator("fieldworthy-own").get_by_role("status").first.get_by_role("listitem").first).to_be_visible()


def own_open(page: Page, site: Site) -> None:
    page.goto(site.url + OWN)
    open_own(page, EXAMPLE.read_text(encoding="utf-8"))
    first = page.get_by_role("group", name="Which decision changes when the forecast changes?")
    first.get_by_role("radio").nth(1).check()
    expect(verdicts(page)).to_have_count(2)


def no_projects(page: Page, site: Site) -> None:
    page.goto(site.url + PROJECTS)


def projects_in_a_table(page: Page, site: Site) -> None:
    page.goto(site.url + PROJECTS)
    keep(page, {"1": ("Churn", {"FRM_01": "no", "FRM_02": "enforced"}), "2": ("Churn, by Ben", {"FRM_01": "enforced", "DEP_01": "no"})})
    page.reload()
    page.get_by_label(words.BY_WHICH).select_option("gate-check")
    table = page.get_by_role("region", name=exchange_words.WHERE_EACH_STANDS)
    table.get_by_role("button", name="Confirmed").click()
    expect(table.locator("tbody tr")).to_have_count(2)


def projects_compared(page: Page, site: Site) -> None:
    projects_in_a_table(page, site)
    choose_both(page)
    pages.press(page, words.SIDE_BY_SIDE["compare"])
    expect(page.get_by_role("heading", name=exchange_words.ROSE)).to_be_visible()


def projects_merged(page: Page, site: Site) -> None:
    projects_in_a_table(page, site)
    choose_both(page)
    pages.press(page, words.SIDE_BY_SIDE["merge"])
    page.get_by_label(exchange_words.WHO_DECIDES).fill("Grace")


def a_lesson_with_marks(page: Page, site: Site) -> None:
    page.goto(site.url + LESSON)
    answer(page, FRM_01="ad-hoc", FRM_02="enforced", FRM_03="no")
    page.get_by_label(words.ONLY_GAPS).check()
    expect(page.locator(".fw-gap:visible")).to_have_count(2)


def a_calculator_with_a_problem(page: Page, site: Site) -> None:
    page.goto(site.url + "calculators/sample-size/")
    page.get_by_label("Smallest effect worth seeing").fill("0")
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)


@pytest.mark.parametrize(
    "state",
    [
        starting,
        missing,
        old_browser,
        storage_off,
        refused_link,
        shared_copy,
        own_with_problems,
        own_open,
        no_projects,
        projects_in_a_table,
        projects_compared,
        projects_merged,
        a_lesson_with_marks,
        a_calculator_with_a_problem,
    ],
    ids=lambda state: state.__name__,
)
def test_a_page_in_a_rare_state_shuts_nobody_out(page: Page, site: Site, state: Callable[[Page, Site], None]) -> None:
    state(page, site)

    assert axe.violations(page) == []


# ── what these have in common ────────────────────────────────────────────────────────────────────────────────────────


def open_file(page: Page, name: str, text: str) -> None:
    field = page.get_by_label(words.OPEN_FILE, exact=True).and_(page.locator("input"))
    field.set_input_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})


def open_own(page: Page, text: str) -> None:
    field: Locator = page.get_by_label(words.OPEN_OWN).and_(page.locator("input"))
    field.set_input_files({"name": "mine.yml", "mimeType": "text/yaml", "buffer": text.encode()})


def keep(page: Page, projects: dict[str, tuple[str, dict[str, str]]]) -> None:
    """Put projects into the storage as an earlier visit would have."""
    for id, (name, levels) in projects.items():
        text = json.dumps({**pages.given(**levels), "name": name})
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"fieldworthy/project/{id}", text])


def choose_both(page: Page) -> None:
    for name in ("Churn", "Churn, by Ben"):
        page.get_by_label(name, exact=True).check()
