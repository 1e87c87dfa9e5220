"""The tools above the form: nothing that a person did is ever lost, and what they take away or are sent is what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FileChooser, Locator, Page, Route, expect

from assessment import words
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, LESSON, NewContext, answer, choice, expected, kept, question, result, verdicts
from tests.conftest import Site

READINESS = "assessments/readiness/"
OWN = "assessments/your-own/"


@pytest.fixture
def page(booted: Page, site: Site) -> Page:
    """A gate check in which Python runs, with nothing kept."""
    if booted.get_by_role("dialog").count():  # left open by a test that failed
        booted.keyboard.press("Escape")
    pages.press(booted, words.PROJECTS)
    pages.press(booted, words.ERASE)
    pages.press(booted, words.CLOSE)
    pages.expect_state(booted, "idle")
    return booted


def projects(page: Page) -> Locator:
    """The list of projects to choose from."""
    return page.get_by_role("combobox", name=words.PROJECT)


def name_it(page: Page, name: str) -> None:
    """Give the open project a name."""
    pages.press(page, words.PROJECTS)
    page.get_by_label(words.PROJECT_NAME).fill(name)
    pages.press(page, words.CLOSE)


def unfolded(page: Page, item: str) -> Locator:
    """A question with what can be kept beside its answer in view."""
    beside = question(page, item)
    if not beside.get_by_label(words.KEPT_PARTS["note"]).is_visible():
        beside.get_by_text(words.BESIDE).click()
    return beside


def saved(page: Page, *, by: str = "button") -> dict[str, Any]:
    """What the file holds that the page saves."""
    with page.expect_download() as download:
        if by == "button":
            pages.press(page, words.SAVE_FILE)
        else:
            page.keyboard.press(by)
    content: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return {"file": download.value.suggested_filename, **content}


def file(name: str, content: object) -> Any:
    """A file as a browser hands it over."""
    text = content if isinstance(content, str) else json.dumps(content)
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def open_file(page: Page, *files: Any) -> None:
    page.get_by_label(words.OPEN_FILE, exact=True).and_(page.locator("input")).set_input_files(list(files))


def link(page: Page) -> str:
    """The address that shares the open project."""
    pages.press(page, words.SHARE)
    field = page.get_by_role("textbox", name=words.LINK)
    expect(field).to_have_value(pages.containing("#shared="))
    address = field.input_value()
    pages.press(page, words.CLOSE)
    return address


# ── undo ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_step_can_be_undone_and_done_again(page: Page) -> None:
    answer(page, FRM_01="no", FRM_02="enforced")

    pages.press(page, words.UNDO)
    expect(choice(page, "FRM-02", "enforced")).not_to_be_checked()
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))

    page.keyboard.press("Control+z")
    expect(choice(page, "FRM-01", "no")).not_to_be_checked()
    expect(page.get_by_role("button", name=words.UNDO, exact=True)).to_be_disabled()

    page.keyboard.press("Control+Shift+z")
    page.keyboard.press("Control+y")
    expect(choice(page, "FRM-01", "no")).to_be_checked()
    expect(choice(page, "FRM-02", "enforced")).to_be_checked()
    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))


def test_a_note_is_undone_as_one_and_its_answer_stays(page: Page) -> None:
    answer(page, FRM_01="no")
    beside = unfolded(page, "FRM-01")
    beside.get_by_label(words.KEPT_PARTS["note"]).press_sequentially("Ask Ann.")
    page.get_by_role("heading", level=1).click()

    pages.press(page, words.UNDO)

    expect(beside.get_by_label(words.KEPT_PARTS["note"])).to_have_value("")
    expect(choice(page, "FRM-01", "no")).to_be_checked()


def test_undo_leaves_alone_what_another_page_answered(page: Page, site: Site) -> None:
    answer(page, FRM_01="no")
    with page.context.new_page() as other:
        other.goto(site.url + GATE_CHECK)
        answer(other, FRM_02="enforced")
        expect(choice(page, "FRM-02", "enforced")).to_be_checked()

        pages.press(page, words.UNDO)

        assert kept(page) == pages.given(FRM_02="enforced")


# ── notes and evidence ───────────────────────────────────────────────────────────────────────────────────────────────


def test_evidence_is_kept_with_each_letter_and_outlives_a_change_of_answer(page: Page) -> None:
    answer(page, FRM_01="no")
    beside = unfolded(page, "FRM-01")
    for part, text in (("note", "Signed."), ("link", "https://wiki.example/1"), ("owner", "Ann"), ("date", "2026-11-20")):
        beside.get_by_label(words.KEPT_PARTS[part], exact=True).fill(text)
    answer(page, FRM_01="enforced")

    assert kept(page)["answers"]["FRM-01"] == {
        "level": "enforced",
        "edition": "2026.1",
        "note": "Signed.",
        "link": "https://wiki.example/1",
        "owner": "Ann",
        "date": "2026-11-20",
    }
    expect(result(page).get_by_role("heading", name=words.EVIDENCE_KEPT)).to_be_visible()


def test_an_open_question_can_carry_a_note_and_stays_open(page: Page) -> None:
    answer(page, FRM_02="no")
    beside = unfolded(page, "FRM-01")
    beside.get_by_label(words.KEPT_PARTS["note"]).fill("Ask Ann.")

    assert kept(page)["answers"]["FRM-01"] == {"note": "Ask Ann."}
    expect(result(page).get_by_text("1 of 10 answered.", exact=True)).to_be_visible()
    expect(pages.listed(page, words.ASIDE)).to_have_count(0)


# ── projects ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_projects_have_names_and_keep_their_answers_apart(page: Page) -> None:
    name_it(page, "Churn")
    answer(page, FRM_01="no")
    pages.press(page, words.PROJECTS)
    pages.press(page, words.NEW)
    page.get_by_label(words.PROJECT_NAME).fill("Fraud")
    pages.press(page, words.CLOSE)
    expect(page.get_by_role("main").get_by_role("radio", checked=True)).to_have_count(0)
    answer(page, FRM_02="enforced")

    projects(page).select_option("Churn")

    expect(choice(page, "FRM-01", "no")).to_be_checked()
    expect(choice(page, "FRM-02", "enforced")).not_to_be_checked()
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    expect(projects(page).locator("option")).to_have_text(["Churn", "Fraud"])


def test_a_deleted_project_comes_back_with_undo(page: Page) -> None:
    name_it(page, "Churn")
    answer(page, FRM_01="no")
    pages.press(page, words.PROJECTS)
    pages.press(page, words.DUPLICATE)
    pages.press(page, words.DELETE)
    expect(projects(page).locator("option")).to_have_text(["Churn"])
    pages.press(page, words.CLOSE)

    pages.press(page, words.UNDO)

    expect(projects(page).locator("option")).to_have_text(["Churn", "Churn 2"])
    expect(projects(page).locator("option:checked")).to_have_text(["Churn 2"])
    expect(choice(page, "FRM-01", "no")).to_be_checked()


def test_erasing_leaves_nothing_of_ours_in_the_browser(page: Page) -> None:
    name_it(page, "Churn")
    answer(page, FRM_01="no")

    pages.press(page, words.PROJECTS)
    pages.press(page, words.ERASE)
    pages.press(page, words.CLOSE)

    assert page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('fieldworthy'))") == []
    expect(page.get_by_role("main").get_by_role("radio", checked=True)).to_have_count(0)


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("by", ["button", "Control+s"])
def test_a_saved_file_holds_everything_and_opens_as_a_project_of_its_own(page: Page, by: str) -> None:
    name_it(page, "Churn & co")
    answer(page, FRM_01="no", FRM_02=pages.DONT_KNOW)
    reminder = page.get_by_text(words.NOT_IN_A_FILE)
    expect(reminder).to_be_visible()

    content = saved(page, by=by)

    assert content == {
        "file": "churn-co.json",
        "format": "fieldworthy-answers/1",
        "name": "Churn & co",
        "edition": "2026.1",
        "facts": {},
        "answers": pages.given(FRM_01="no", FRM_02=pages.DONT_KNOW)["answers"],
    }
    expect(reminder).to_be_hidden()
    answer(page, FRM_01="enforced")

    open_file(page, file("churn.json", {key: value for key, value in content.items() if key != "file"}))

    expect(projects(page).locator("option")).to_have_text(["Churn & co", "Churn & co"])
    expect(choice(page, "FRM-01", "no")).to_be_checked()


def test_a_file_can_be_dropped_on_the_page(page: Page) -> None:
    text = json.dumps({"format": "fieldworthy-answers/1", "answers": {"FRM-01": {"level": "no"}}})

    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "From Ann.json"));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )

    expect(projects(page).locator("option:checked")).to_have_text(["From Ann"])
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))


def test_what_is_wrong_in_a_file_is_said_and_the_rest_is_kept(page: Page) -> None:
    answer(page, FRM_02="enforced")
    odd = {"answers": {"FRM-01": {"level": "no"}, "DAT-01": {"level": 3}}}

    open_file(page, file("odd.json", odd), file("no.json", "{"))

    told = page.locator(".fw-desk").get_by_role("status").filter(has_text="json")
    expect(told.get_by_role("listitem")).to_have_text(
        [
            "odd.json: answers.DAT-01.level is the number 3; a text is needed",
            "no.json: line 1, column 2 not JSON: Expecting property name enclosed in double quotes",
        ]
    )
    expect(projects(page).locator("option:checked")).to_have_text(["odd"])
    expect(choice(page, "FRM-01", "no")).to_be_checked()
    projects(page).select_option(label=words.UNNAMED)
    expect(choice(page, "FRM-02", "enforced")).to_be_checked()


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_shared_link_shows_a_copy_that_changes_nothing_until_it_is_kept(page: Page, new_context: NewContext) -> None:
    answer(page, FRM_01="no", FRM_02="enforced")
    unfolded(page, "FRM-01").get_by_label(words.KEPT_PARTS["note"]).fill("Secret")
    address = link(page)
    other = new_context().new_page()
    other.goto(address.split("#")[0])
    answer(other, DAT_01="repeatable")

    other.goto(address)

    expect(other.get_by_text(words.SHARED_COPY_SAYS)).to_be_visible()
    expect(verdicts(other)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))
    expect(choice(other, "FRM-01", "no")).to_be_checked()
    expect(choice(other, "FRM-01", "enforced")).to_be_disabled()
    assert kept(other) == pages.given(DAT_01="repeatable")

    pages.press(other, words.DROP_COPY)
    expect(choice(other, "DAT-01", "repeatable")).to_be_checked()
    expect(choice(other, "FRM-01", "no")).not_to_be_checked()
    assert "#" not in other.url

    other.goto(address)
    pages.press(other, words.KEEP_COPY)
    expect(choice(other, "FRM-01", "no")).to_be_checked()
    answer(other, FRM_01="enforced")
    expect(verdicts(other)).to_have_text(expected(FRM_01="enforced", FRM_02="enforced"))
    expect(projects(other).locator("option")).to_have_count(2)
    assert kept(other) == pages.given(DAT_01="repeatable")
    assert "Secret" not in other.content()


def test_while_a_copy_is_looked_at_no_key_changes_one_s_own_project(page: Page) -> None:
    answer(page, FRM_01="no")
    address = link(page)
    answer(page, FRM_02="enforced")
    page.keyboard.press("Control+z")
    expect(choice(page, "FRM-02", "enforced")).not_to_be_checked()
    before = page.evaluate("key => localStorage.getItem(key)", pages.STORED)
    page.evaluate("hash => { location.hash = hash }", address.split("#")[1])
    copied = page.get_by_text(words.SHARED_COPY_SAYS)
    expect(copied).to_be_visible()

    for key in ("Control+z", "Control+y"):
        page.keyboard.press(key)
    saved(page, by="Control+s")

    expect(copied).to_be_visible()
    for name in ("undo", "redo"):
        expect(page.locator(f"[data-do={name}]")).to_have_attribute("aria-disabled", "true")
    assert page.evaluate("key => localStorage.getItem(key)", pages.STORED) == before
    pages.press(page, words.DROP_COPY)
    expect(page.get_by_role("button", name=words.REDO, exact=True)).to_be_enabled()


def test_a_damaged_link_is_refused_with_a_sentence(page: Page, new_context: NewContext) -> None:
    answer(page, FRM_01="no")
    address = link(page)
    other = new_context().new_page()

    other.goto(address[:-3])

    told = other.locator(".fw-desk").get_by_role("status")
    expect(told).to_contain_text("is damaged: characters are missing or were changed on the way; ask the sender for it once more")
    expect(other.get_by_text(words.SHARED_COPY_SAYS)).to_be_hidden()
    assert other.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('fieldworthy'))") == []


def test_the_link_is_copied_or_else_selected_and_either_is_said(page: Page) -> None:
    answer(page, FRM_01="no")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pages.press(page, words.SHARE)
    field = page.get_by_role("textbox", name=words.LINK)
    expect(field).to_have_value(pages.containing("#shared="))

    page.get_by_role("button", name=words.COPY, exact=True).first.click()
    expect(page.get_by_text(words.COPIED, exact=True)).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == field.input_value()

    page.context.clear_permissions()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name=words.COPY, exact=True).first.click()
    expect(page.get_by_text(words.SELECTED)).to_be_visible()
    assert page.evaluate("() => getSelection().toString() || document.activeElement.value") == field.input_value()
    pages.press(page, words.CLOSE)


# ── fast lane ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_fast_lane_asks_only_what_can_still_change_the_verdict_and_stops(page: Page) -> None:
    asked = page.get_by_role("main").locator("fieldset[data-item]:visible")
    answer(page, FRM_01="repeatable")
    lane = page.get_by_label(words.FAST_LANE)
    lane.check()
    expect(asked).to_have_count(6)
    expect(page.locator("[data-lane-says]")).to_have_text("Ready to start? 6 questions can still change the verdict.")

    answer(page, FRM_02="no")

    expect(asked).to_have_count(1)
    expect(page.locator("[data-lane-says]")).to_have_text(
        "Already decided: Ready to start? No, whatever the other 8 answers turn out to be."
    )
    lane.uncheck()
    expect(asked).to_have_count(10)


# ── the guide ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_gap_is_marked_where_its_section_stands_and_all_marks_go_with_one_switch(page: Page, site: Site) -> None:
    other = page.context.new_page()
    loaded = pages.Traffic.of(page.context)
    other.goto(site.url + LESSON)
    expect(other.get_by_label(words.SHOW_GAPS)).to_be_hidden()
    assert loaded.asked("gaps.js") == []

    answer(other, FRM_01="ad-hoc", FRM_02="enforced", FRM_03="no")

    marks = other.locator(".fw-gap:visible")
    expect(marks).to_have_text(["You said ad hoc; ready to start needs repeatable.", pages.containing("You said no")])
    toc = other.get_by_role("navigation", name="Table of contents").first.get_by_role("link").filter(has_text="FRM-")
    other.get_by_label(words.ONLY_GAPS).check()
    expect(toc.filter(visible=True)).to_have_text([pages.containing("FRM-01"), pages.containing("FRM-03")])

    other.get_by_label(words.SHOW_GAPS).uncheck()
    expect(marks).to_have_count(0)
    other.reload()
    expect(other.get_by_label(words.SHOW_GAPS)).not_to_be_checked()
    expect(marks).to_have_count(0)
    other.close()


# ── a questionnaire of one's own ─────────────────────────────────────────────────────────────────────────────────────


def test_what_is_answered_before_any_script_comes_counts(new_context: NewContext, site: Site) -> None:
    page = new_context().new_page()
    held: list[Route] = []
    page.route("**/fieldworthy.js", lambda route: held.append(route))
    page.goto(site.url + GATE_CHECK, wait_until="commit")
    answer(page, FRM_01="no", FRM_02="enforced")

    held[0].continue_()

    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))
    assert kept(page) == pages.given(FRM_01="no", FRM_02="enforced")


def test_what_is_pressed_before_the_script_comes_counts(new_context: NewContext, site: Site) -> None:
    page = new_context().new_page()
    held: list[Route] = []
    opened: list[FileChooser] = []
    page.route("**/own.js", lambda route: held.append(route))
    page.on("filechooser", lambda chooser: opened.append(chooser))
    page.goto(site.url + OWN)
    pages.press(page, words.OPEN_OWN)
    assert opened == []

    with page.expect_event("filechooser"):
        held[0].continue_()

    assert len(opened) == 1


def test_a_questionnaire_of_one_s_own_is_checked_by_line_and_works_like_ours(new_context: NewContext, site: Site) -> None:
    example = (Path("docs") / "assessments" / "examples" / "own-questionnaire.yml").read_text(encoding="utf-8")
    page = new_context().new_page()
    page.goto(site.url + OWN)
    chosen = page.get_by_label(words.OPEN_OWN).and_(page.locator("input"))

    chosen.set_input_files(file("mine.yml", example.replace("dimensions:", "dimension:", 1)))
    told = page.locator("fieldworthy-own").get_by_role("status").first
    expect(told.get_by_role("listitem").first).to_have_text("mine.yml:5 dimensions: is missing")

    chosen.set_input_files(file("mine.yml", example))
    first = page.get_by_role("group", name="Which decision changes when the forecast changes?")
    first.get_by_role("radio").nth(1).check()
    expect(verdicts(page)).to_have_text(
        [
            "Ready for a trial? Not known yet. 1 gate passes, none fails; Use of the forecast may or may not meet the floor.",
            "Ready for daily use? No. 1 gate fails. No open answer can change that.",
        ]
    )

    page.reload()
    expect(first.get_by_role("radio").nth(1)).to_be_checked()
    expect(verdicts(page)).to_have_count(2)
    page.get_by_role("button", name=words.CLOSE_OWN).click()
    expect(first).to_have_count(0)


# ── paper ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_folded_is_opened_on_paper_and_folded_again_after(page: Page) -> None:
    answer(page, FRM_01="no")
    expect(verdicts(page)).to_have_count(2)
    folded = page.locator("article details:not([open])")
    before = folded.count()

    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_count(0)

    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(folded).to_have_count(before)


# ── files to take away ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "name", "begins"),
    [
        ("result", "churn-result.json", b'{"answers":{'),
        ("markdown", "churn.md", b"# Ten-minute gate check"),
        ("plan", "churn-plan.csv", b"title,body,priority"),
        ("html", "churn.html", b"<!doctype html>"),
        ("docx", "churn.docx", b"PK"),
        ("picture", "churn.svg", b"<svg"),
        ("badge", "churn-badge.svg", b"<svg"),
    ],
)
def test_a_result_can_be_taken_away_as_a_file(page: Page, kind: str, name: str, begins: bytes) -> None:
    name_it(page, "Churn")
    answer(page, FRM_01="no")
    pages.press(page, words.SHARE)

    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name=words.EXPORTS[kind], exact=True).click()

    content = Path(download.value.path()).read_bytes()
    assert (download.value.suggested_filename, content[: len(begins)]) == (name, begins)
    pages.press(page, words.CLOSE)


def test_a_badge_s_snippets_lead_to_the_shared_answers(page: Page) -> None:
    answer(page, FRM_01="no")
    address = link(page)
    pages.press(page, words.SHARE)

    for label in words.SNIPPETS.values():
        expect(page.get_by_role("textbox", name=label, exact=True)).to_have_value(pages.containing(address.split("#")[1]))
    pages.press(page, words.CLOSE)
