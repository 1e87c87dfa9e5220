"""When something is missing, broken or refused: a sentence says so, the answers are still there, and trying again works."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from assessment import words
from assessment.authoring import distribution
from assessment.authoring.distribution import WHEEL
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, LESSON, Fault, NewContext, Server, answer, choice, expected, kept, listed, verdicts
from tests.conftest import Site

LOGIN = Fault(kind="text/html", body=b"<!doctype html><title>Sign in</title>")
GONE = Fault(404)
BROKEN = Fault(500)


@pytest.fixture(scope="module")
def working(site: Site) -> Iterator[Server]:
    with pages.serving(site.folder) as server:
        yield server


@pytest.fixture
def server(working: Server) -> Iterator[Server]:
    """The built site; what a test makes fail works again after it."""
    yield working
    working.faults.clear()


# ── files that do not come ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("worker.js", GONE),
        ("pyodide.mjs", BROKEN),
        ("pyodide.asm.wasm", GONE),
        ("pyodide.asm.wasm", LOGIN),
        ("gate-check.json", GONE),
    ],
    ids=lambda value: {GONE: "gone", BROKEN: "broken", LOGIN: "a-login-page"}.get(value, value),
)
def test_a_file_that_does_not_come_is_said_and_costs_no_answer(page: Page, server: Server, file: str, fault: Fault) -> None:
    server.faults[file] = fault
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no")

    pages.expect_state(page, "missing")
    page.reload()
    expect(choice(page, "FRM-01", "no")).to_be_checked()
    assert kept(page) == pages.given(FRM_01="no")


@pytest.mark.parametrize("fault", [GONE, LOGIN, BROKEN], ids=["gone", "a-login-page", "broken"])
def test_without_the_quick_archive_whole_python_scores(page: Page, server: Server, fault: Fault) -> None:
    server.faults["quick.zip"] = fault
    traffic = pages.Traffic.of(page.context)
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    assert [len(traffic.asked(file)) for file in ("quick.zip", "python_stdlib.zip", WHEEL)] == [1, 1, 1]


def test_a_quick_archive_that_lacks_a_module_is_left_for_whole_python(page: Page, server: Server, site: Site) -> None:
    server.faults["quick.zip"] = Fault(body=_without(site, "assessment/plan.pyc"))
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))


def test_a_module_that_is_missed_only_later_is_found_in_whole_python(page: Page, server: Server, site: Site) -> None:
    server.faults["quick.zip"] = Fault(body=_without(site, "assessment/take_away.pyc"))
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    traffic = pages.Traffic.of(page.context)

    pages.press(page, words.SHARE)
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name=words.EXPORTS["plan"], exact=True).click()

    assert download.value.path().read_text(encoding="utf-8").startswith("title,body,priority")
    assert len(traffic.asked(WHEEL)) == 1


def test_nothing_of_whole_python_comes_when_the_quick_archive_does(page: Page, server: Server) -> None:
    traffic = pages.Traffic.of(page.context)
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    assert [len(traffic.asked(file)) for file in ("quick.zip", "python_stdlib.zip", WHEEL)] == [1, 0, 0]


@pytest.mark.parametrize("fault", [GONE, LOGIN], ids=["gone", "a-login-page"])
def test_without_either_engine_it_is_said(page: Page, server: Server, fault: Fault) -> None:
    server.faults.update({"quick.zip": fault, WHEEL: fault})
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no")

    pages.expect_state(page, "missing")


def test_a_reload_tries_again(page: Page, server: Server) -> None:
    server.faults["pyodide.mjs"] = GONE
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no")
    pages.expect_state(page, "missing")

    server.faults.clear()
    page.reload()

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))


def test_the_next_answer_tries_again_after_a_connection_broke(page: Page, server: Server, site: Site) -> None:
    server.faults["pyodide.asm.wasm"] = Fault(kind="application/wasm", body=_bundled(site, "pyodide.asm.wasm"), cut=True)
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no")
    pages.expect_state(page, "missing")

    server.faults.clear()
    answer(page, FRM_02="enforced")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))


def test_a_server_that_knows_no_type_for_python_s_program_does_no_harm(page: Page, server: Server, site: Site) -> None:
    server.faults["pyodide.asm.wasm"] = Fault(body=_bundled(site, "pyodide.asm.wasm"))
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))


# ── scoring that stops ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_engine_that_fails_is_said_and_the_next_answer_starts_it_again(page: Page, server: Server, site: Site) -> None:
    failing = _failing(site)
    lock = distribution.lock(_bundled(site, distribution.LOCK), failing)
    server.faults.update({"quick.zip": GONE, WHEEL: Fault(body=failing), "pyodide-lock.json": Fault(body=lock)})
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no")
    pages.expect_state(page, "crashed")

    server.faults.clear()
    answer(page, FRM_02="enforced")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))
    expect(page.locator("[data-when]:visible")).to_have_count(0)


def test_a_worker_that_dies_in_silence_is_given_up_and_started_again(page: Page, server: Server) -> None:
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    page.clock.install()
    (python,) = [worker for worker in page.workers if worker.url.endswith("/worker.js")]
    with suppress(Error):  # it may be gone before it has answered
        python.evaluate("() => { self.onmessage = null; setTimeout(() => self.close()) }")

    answer(page, FRM_02="ad-hoc")
    page.clock.run_for("01:00")
    pages.expect_state(page, "crashed")

    answer(page, FRM_02="enforced")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))


def test_without_webassembly_the_site_says_so_and_still_reads_prints_and_keeps_answers(page: Page, server: Server) -> None:
    page.add_init_script("delete window.WebAssembly")
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no")

    pages.expect_state(page, "old-browser")
    page.reload()
    expect(choice(page, "FRM-01", "no")).to_be_checked()
    pages.expect_state(page, "old-browser")
    assert kept(page) == pages.given(FRM_01="no")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("article details:not([open])")).to_have_count(0)
    page.goto(server.url + LESSON)
    expect(page.get_by_role("heading", name=pages.title("FRM-02"))).to_be_visible()
    expect(choice(page, "FRM-01", "no")).to_be_checked()


def test_without_webassembly_a_press_that_is_on_its_way_meets_its_choice(page: Page, server: Server) -> None:
    page.add_init_script("delete window.WebAssembly")
    page.set_viewport_size({"width": 1280, "height": 2_000})  # so that the focus scrolls nothing
    page.goto(server.url + GATE_CHECK)
    pages.expect_alive(page)
    before = choice(page, "FRM-01", "no").bounding_box()

    choice(page, "FRM-01", "no").focus()

    pages.expect_state(page, "old-browser")
    assert choice(page, "FRM-01", "no").bounding_box() == before


# ── storage ──────────────────────────────────────────────────────────────────────────────────────────────────────────


DENIED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def test_a_browser_that_keeps_nothing_still_scores_and_says_so(page: Page, server: Server) -> None:
    page.add_init_script(DENIED)
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_01="no", FRM_02="enforced")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))
    expect(choice(page, "FRM-01", "no")).to_be_checked()
    expect(page.get_by_text(words.STORE_OFF, exact=True)).to_be_visible()


@pytest.mark.parametrize("refusal", [DENIED, FULL], ids=["denied", "full"])
def test_a_lesson_whose_answers_cannot_be_kept_says_so(page: Page, server: Server, refusal: str) -> None:
    page.add_init_script(refusal)
    page.goto(server.url + LESSON)

    answer(page, FRM_01="no")

    expect(choice(page, "FRM-01", "no")).to_be_checked()
    expect(page.get_by_text(words.STORE_OFF, exact=True).first).to_be_visible()


RUBBISH = [
    "not JSON",
    "null",
    '{"facts":{},"answers":{}}',
    '{"name":7,"facts":{},"answers":{}}',
    '{"name":"","facts":{},"answers":null}',
    '{"name":"","facts":[],"answers":{}}',
    '{"name":"","facts":{},"answers":{},"unsaved":"many"}',
]


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_a_storage_that_holds_rubbish_starts_empty_and_loses_nothing(new_context: NewContext, server: Server, rubbish: str) -> None:
    page = pages.returning(new_context, server.url, rubbish)
    traffic = pages.Traffic.of(page.context)
    page.goto(server.url + LESSON)
    expect(page.get_by_role("main").get_by_role("radio", checked=True)).to_have_count(0)

    answer(page, FRM_01="no")

    assert page.evaluate("() => localStorage.getItem('fieldworthy/damaged/1')") == rubbish
    assert kept(page) == pages.given(FRM_01="no")
    assert traffic.complaints == []


ODD: dict[str, Any] = {
    "OLD-01": {"level": "no", "edition": "2020.1"},
    "FRM-01": {"level": "perfect", "edition": "2026.1"},
    "FRM-02": {"not_applicable": "We do not decide.", "edition": "2026.1"},
    "FRM-04": {"level": 3, "edition": "2026.1"},
    "DEP-01": None,
    "DEP-04": "enforced",
}


def test_stored_answers_that_do_not_fit_are_listed_and_kept_until_answered_anew(new_context: NewContext, server: Server) -> None:
    page = pages.returning(new_context, server.url, json.dumps(pages.project(ODD)))
    traffic = pages.Traffic.of(page.context)
    page.goto(server.url + GATE_CHECK)

    expect(listed(page, words.ASIDE)).to_have_text(
        [
            "FRM-04.level is the number 3; a text is needed",
            "DEP-01 is empty; an object is needed",
            "DEP-04 is the text 'enforced'; an object is needed",
            "FRM-01 level 'perfect' is not one of: no, ad-hoc, repeatable, enforced",
            "FRM-02 a gate cannot be marked as not applicable; choose a level or don't know",
            "OLD-01 no questionnaire of this edition asks this item; the answer is kept and not counted",
        ]
    )
    expect(verdicts(page)).to_have_text(expected())

    answer(page, DRF_01="no")

    expect(verdicts(page)).to_have_text(expected(DRF_01="no"))
    assert kept(page) == pages.project({**ODD, "DRF-01": {"level": "no", "edition": "2026.1"}})

    answer(page, FRM_01="no", FRM_02="enforced", FRM_04="no", DEP_01="no", DEP_04="no")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced", FRM_04="no", DEP_01="no", DEP_04="no", DRF_01="no"))
    expect(listed(page, words.ASIDE)).to_have_text(
        ["OLD-01 no questionnaire of this edition asks this item; the answer is kept and not counted"]
    )
    assert traffic.complaints == []


def _bundled(site: Site, file: str) -> bytes:
    (found,) = site.folder.glob(f"assets/bundle/*/{file}")
    return found.read_bytes()


def _without(site: Site, module: str) -> bytes:
    """The quick archive without one of its modules."""
    with zipfile.ZipFile(io.BytesIO(_bundled(site, "quick.zip"))) as whole:
        return distribution.archive({name: whole.read(name) for name in whole.namelist() if name != module})


def _failing(site: Site) -> bytes:
    """The engine's wheel with a door that raises when it is asked to score."""
    old, new = b"given, unread = read_answers(answers)", b"raise RuntimeError('planted')"
    with zipfile.ZipFile(io.BytesIO(_bundled(site, WHEEL))) as whole:
        return distribution.archive({name: whole.read(name).replace(old, new) for name in whole.namelist()})
