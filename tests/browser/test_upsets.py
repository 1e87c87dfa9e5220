"""What happens around a page while answers are given: nothing of it costs one."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessment import exchange_words, words
from tests import hostile
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, LESSON, Fault, NewContext, Server, answer, choice, expected, kept, verdicts
from tests.browser.test_hostile_page import LONGEST_FREEZE, WATCH
from tests.conftest import Site

Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def working(site: Site) -> Iterator[Server]:
    with pages.serving(site.folder) as server:
        yield server


@pytest.fixture
def server(working: Server) -> Iterator[Server]:
    """The built site; what a test makes fail works again after it."""
    yield working
    working.faults.clear()


def bundled(site: Site, file: str) -> bytes:
    (found,) = site.folder.glob(f"assets/bundle/*/{file}")
    return found.read_bytes()


# ── a runtime that is not what it was ────────────────────────────────────────────────────────────────────────────────


def flipped(content: bytes) -> bytes:
    """With a bit turned over at the start, in the middle and near the end."""
    changed = bytearray(content)
    for place in (0, len(content) // 2, len(content) - 30):
        changed[place] ^= 0x10
    return bytes(changed)


def short(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def empty(content: bytes) -> bytes:
    return content[:0]


@pytest.mark.parametrize("file", ["pyodide.asm.wasm", "gate-check.json"])
@pytest.mark.parametrize("change", [flipped, short, empty], ids=lambda change: change.__name__)
def test_a_file_that_was_altered_is_said_and_the_next_visit_works(
    page: Page, server: Server, site: Site, file: str, change: Change
) -> None:
    kind = "application/wasm" if file.endswith(".wasm") else "application/octet-stream"
    server.faults[file] = Fault(kind=kind, body=change(bundled(site, file)))
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no")

    expect(page.locator("[data-when]:visible")).to_have_text(pages.containing(words.STATES["missing"]))
    assert kept(page) == pages.given(FRM_01="no")
    server.faults.clear()
    page.reload()
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))


@pytest.mark.parametrize("change", [short, empty], ids=lambda change: change.__name__)
def test_a_quick_archive_that_was_cut_is_left_for_whole_python(page: Page, server: Server, site: Site, change: Change) -> None:
    server.faults["quick.zip"] = Fault(body=change(bundled(site, "quick.zip")))
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))


def test_a_slow_runtime_is_waited_for_while_answers_are_kept(page: Page, server: Server, site: Site) -> None:
    held = threading.Event()
    server.faults["pyodide.asm.wasm"] = Fault(kind="application/wasm", body=bundled(site, "pyodide.asm.wasm"), held=held)
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no", FRM_02="enforced")
    pages.expect_state(page, "starting")
    assert kept(page) == pages.given(FRM_01="no", FRM_02="enforced")
    held.set()

    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))


# ── a storage, a clock and a history that change under a page ────────────────────────────────────────────────────────


def test_a_storage_cleared_under_a_page_is_filled_again_by_the_next_answer(page: Page, server: Server) -> None:
    page.goto(server.url + LESSON)
    answer(page, FRM_01="no")

    page.evaluate("() => localStorage.clear()")
    answer(page, FRM_02="enforced")

    assert kept(page) == pages.given(FRM_01="no", FRM_02="enforced")


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z"])
def test_a_clock_that_is_moved_costs_no_answer_and_no_verdict(page: Page, server: Server, now: str) -> None:
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))

    page.clock.set_system_time(now)
    answer(page, FRM_02="enforced")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))
    assert kept(page) == pages.given(FRM_01="no", FRM_02="enforced")


def test_a_page_that_comes_back_shows_what_was_answered_meanwhile(page: Page, server: Server) -> None:
    """A page that the browser kept aside hears of nothing; here what happens when it is shown again is made to happen."""
    page.goto(server.url + LESSON)
    answer(page, FRM_01="no")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [pages.STORED, json.dumps(pages.given(FRM_01="enforced"))])

    page.evaluate("() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })) }")

    expect(choice(page, "FRM-01", "enforced")).to_be_checked()


def test_going_away_and_back_keeps_the_answers(page: Page, server: Server) -> None:
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no")
    page.goto(server.url + "404.html")

    page.go_back()

    expect(choice(page, "FRM-01", "no")).to_be_checked()
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))


# ── a site that changed between two visits ───────────────────────────────────────────────────────────────────────────


def retired(compiled: bytes) -> bytes:
    """A later edition of the gate check, in which one question is gone and another means something else."""
    asked = json.loads(compiled)
    gone, changed, *others = asked["items"]
    asked["items"] = [{**changed, "meaning_changed": "2099.1"}, *others]
    asked["retired"] = [{"id": gone["id"], "retired": "2099.1", "replaced_by": []}]
    return json.dumps({**asked, "edition": "2099.1"}).encode()


def test_a_questionnaire_that_changed_between_visits_costs_no_answer(page: Page, server: Server, site: Site) -> None:
    compiled = bundled(site, "gate-check.json")
    server.faults["gate-check.json"] = Fault(kind="application/json", body=compiled)  # which a browser may keep otherwise
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no", FRM_02="ad-hoc", FRM_04="enforced")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="ad-hoc", FRM_04="enforced"))
    before = kept(page)

    server.faults["gate-check.json"] = Fault(kind="application/json", body=retired(compiled))
    page.reload()

    expect(verdicts(page)).to_have_count(2)
    expect(pages.listed(page, exchange_words.MEANS_ELSE)).to_have_text([pages.title("FRM-02")])
    expect(pages.listed(page, exchange_words.ASKED_NO_LONGER)).to_have_text([pages.containing("FRM-01")])
    assert kept(page) == before
    server.faults.clear()
    page.reload()
    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="ad-hoc", FRM_04="enforced"))


# ── offline at each step ─────────────────────────────────────────────────────────────────────────────────────────────


def test_offline_before_scoring_has_started_is_said_and_costs_no_answer(page: Page, server: Server) -> None:
    page.goto(server.url + GATE_CHECK)
    page.context.set_offline(True)

    answer(page, FRM_01="no")
    pages.expect_state(page, "missing")
    page.context.set_offline(False)
    answer(page, FRM_02="enforced")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))


def test_offline_in_a_lesson_answers_are_kept_and_counted_later(page: Page, server: Server) -> None:
    page.goto(server.url + LESSON)
    page.context.set_offline(True)
    answer(page, FRM_01="no")

    page.context.set_offline(False)
    page.goto(server.url + GATE_CHECK)

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))


# ── very much of everything ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_of_many_lines_is_opened_without_a_freeze(page: Page, server: Server) -> None:
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    page.evaluate(WATCH)
    text = hostile.TEXTS["many lines"]
    assert text.count("\n") > 10_000
    content: Any = {"name": "many.json", "mimeType": "application/json", "buffer": text.encode()}

    page.get_by_label(words.OPEN_FILE, exact=True).and_(page.locator("input")).set_input_files([content])

    expect(pages.listed(page, words.ASIDE).last).to_have_text("… and 9,500 more.")
    assert page.evaluate("() => window.frozen") < LONGEST_FREEZE
    assert len(json.loads(page.evaluate("() => localStorage.getItem('fieldworthy/project/2')"))["answers"]) == 10_000
    assert kept(page) == pages.given(FRM_01="no")


def test_a_thousand_projects_are_listed_and_scored_without_a_freeze(new_context: NewContext, server: Server) -> None:
    stored = [
        {"name": f"fieldworthy/project/{n}", "value": json.dumps({**pages.given(FRM_01="no"), "name": f"P{n}"})} for n in range(1, 1_001)
    ]
    state: Any = {"cookies": [], "origins": [{"origin": server.url.rstrip("/"), "localStorage": stored}]}
    page = new_context(storage_state=state).new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(server.url + GATE_CHECK)
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))

    answer(page, FRM_02="enforced")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))
    expect(page.locator("[data-open] option")).to_have_count(1_000)
    assert page.evaluate("() => window.frozen") < LONGEST_FREEZE
    assert page.evaluate("() => Object.keys(localStorage).length") >= 1_000
