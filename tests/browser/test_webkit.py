"""The main journey, privacy and faults in the WebKit of this machine, where Playwright's own cannot be had: pytest --browser webkit.

The browser asks a proxy for everything, whoever it is for. The proxy is the test's server: it answers for the site, knows nobody else,
and writes down all that arrives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assessment import words
from tests.browser import pages, webdriver
from tests.browser.pages import GATE_CHECK, LESSON, Fault, Server
from tests.browser.test_faults import BROKEN, GONE, LOGIN
from tests.browser.test_privacy import EVERY_STORE, GIVEN, NOTHING, PAGES, SECRETS, tells
from tests.browser.webdriver import Driver, Page, driving, eventually
from tests.conftest import BASE, Site

VERDICTS = "() => [...document.querySelectorAll('.fw-says > li')].map((one) => one.textContent)"
CHECKED = "() => [...document.querySelectorAll('fieldset[data-item] [type=radio]:checked')].map((one) => one.dataset.answer)"
TOLD = "() => [...document.querySelectorAll('[data-when]')].filter((one) => one.checkVisibility()).map((one) => one.textContent)"
ALIVE = "() => document.querySelectorAll('body :not(:defined, fieldworthy-gaps)').length"
FOLDED = "() => document.querySelectorAll('article details:not([open])').length"
KEPT = f"() => JSON.parse(localStorage.getItem('{pages.STORED}')).answers"
PROJECTS = "() => document.querySelectorAll('[data-open] option').length"
FILL = """() => {
  let text = "x".repeat(1 << 20);
  while (text) {
    try { localStorage.setItem(`full/${localStorage.length}`, text) } catch { text = text.slice(1 + text.length / 2) }
  }
}"""


@pytest.fixture(scope="module")
def driver(webkit_program: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    if webkit_program is None:
        pytest.skip("Playwright has a WebKit here, in which the other modules run")
    with driving(webkit_program, tmp_path_factory.mktemp("home")) as driver:
        yield driver


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    """The built site, at the address that it was built for."""
    with pages.serving(site.folder.parents[1], in_place_of=site.url) as server:
        yield server


@contextmanager
def opened(driver: Driver, server: Server) -> Iterator[Page]:
    for left in driver.taken.iterdir():
        left.unlink()
    with webdriver.browsing(driver, proxy=server.url.split("/")[2]) as page:
        yield page


@pytest.fixture
def page(driver: Driver, server: Server) -> Iterator[Page]:
    with opened(driver, server) as page:
        yield page


# ── what a reader does ───────────────────────────────────────────────────────────────────────────────────────────────


def answer(page: Page, **levels: str) -> None:
    """Answer items, named as for `pages.answer`."""
    for id, level in levels.items():
        said = "dont_know" if level == pages.DONT_KNOW else f'"{level}"'
        page.click(f"fieldset[data-item={id.replace('_', '-')}] [data-answer*='{said}']")


def press(page: Page, does: str, kind: str = "") -> None:
    page.click(f"[data-do={does}]" + (f"[data-kind={kind}]" if kind else ""))


def expect_verdicts(page: Page, **levels: str) -> None:
    page.expect(VERDICTS, pages.expected(**levels))


def journey(page: Page) -> dict[str, object]:
    """Answer, write a note, share, take everything away, print, save a file, and open it again; what the file holds is returned."""
    answer(page, **GIVEN)
    expect_verdicts(page, **GIVEN)
    write_beside(page)
    press(page, "share")
    page.expect("() => document.querySelector('[data-link]').value.includes('#shared=')", True)
    for number, kind in enumerate(words.EXPORTS, 1):
        press(page, "export", kind)
        eventually(lambda: len(taken(page)), number)
    page.run("() => { window.print = () => ['beforeprint', 'afterprint'].forEach((kind) => dispatchEvent(new Event(kind))) }")
    press(page, "print")
    page.click(".fw-share [data-do=close]")
    press(page, "save")
    eventually(lambda: f"{SECRETS[0].lower()}.json" in taken(page), True)
    file = page.taken / f"{SECRETS[0].lower()}.json"
    page.write(".fw-desk [type=file]", str(file))
    page.expect(PROJECTS, 2)
    expect_verdicts(page, **GIVEN)
    content: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return content


def write_beside(page: Page) -> None:
    """A note, an owner and the project's name."""
    page.click("fieldset[data-item=FRM-01] summary")
    page.write("fieldset[data-item=FRM-01] [data-part=note]", SECRETS[1])
    page.write("fieldset[data-item=FRM-01] [data-part=owner]", SECRETS[2])
    press(page, "projects")
    page.write("[data-name]", SECRETS[0])
    page.click(".fw-projects [data-do=close]")


def taken(page: Page) -> list[str]:
    """The names of the files that were saved, without those that are being written."""
    return [file.name for file in page.taken.iterdir() if file.suffix != ".wkdownload" and file.stat().st_size]


# ── the journey, and what is sent ────────────────────────────────────────────────────────────────────────────────────


def test_a_whole_journey_works_and_no_request_of_it_carries_an_answer(page: Page, server: Server, site: Site) -> None:
    page.goto(site.url)
    page.run("() => { window.sameVisit = true }")
    page.write("[data-md-component=search-query]", "FRM-01")
    page.expect("() => document.querySelectorAll('a.md-search-result__link').length > 1", True)
    page.click("a.md-search-result__link")
    page.expect("() => location.pathname", f"/{BASE}/{LESSON}")
    answer(page, FRM_01="no")
    page.click(".md-tabs a[href$='assessments/']")
    page.expect("() => location.pathname.endsWith('/assessments/')", True)
    page.click(".md-content a[href$='gate-check/']")
    page.expect(CHECKED, ['{"level":"no"}'])

    content = journey(page)
    page.click(".fw-output a[href*='#frm-02']")
    page.expect("() => location.hash", "#frm-02")

    assert page.run("() => window.sameVisit")
    assert content["answers"] == {
        **pages.given(**GIVEN)["answers"],
        "FRM-01": {**pages.given(**GIVEN)["answers"]["FRM-01"], "note": SECRETS[1], "owner": SECRETS[2]},
    }
    assert [asked for asked in server.asked if not pages.is_file(site, site.url.removesuffix(f"/{BASE}/") + asked.path)] == []
    assert len([asked for asked in server.asked if asked.path.endswith("pyodide.asm.wasm")]) == 1
    assert [telling for asked in server.asked for telling in tells(asked)] == []


def test_the_witness_would_see_what_is_asked_of_others(page: Page, server: Server, site: Site) -> None:
    page.goto(site.url + "sitemap.xml")  # which has no policy that would stop it

    page.run("() => fetch('http://elsewhere.example/?level=no', { mode: 'no-cors' }).catch(() => {})")

    eventually(lambda: "http://elsewhere.example/?level=no" in [asked.path for asked in server.asked], True)


def test_the_same_journey_goes_on_with_the_network_cut_and_asks_for_nothing(page: Page, server: Server, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    expect_verdicts(page, FRM_01="no")
    page.expect(ALIVE, 0)
    server.cut()
    asked = page.run("() => performance.getEntriesByType('resource').length")

    journey(page)

    assert page.run("() => performance.getEntriesByType('resource').length") == asked


def test_a_shared_link_is_not_told_to_anybody(page: Page, server: Server, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    press(page, "share")
    page.expect("() => document.querySelector('[data-link]').value.includes('#shared=')", True)
    address = page.run("() => document.querySelector('[data-link]').value")
    page.goto(site.url + "404.html")
    server.asked.clear()

    page.goto(address)
    page.expect("() => document.querySelector('.fw-copied').hidden", False)
    page.run("() => { location.href = new URL('../../glossary/', location.href.split('#')[0]).href }")
    page.expect("() => location.pathname.endsWith('/glossary/') && document.readyState", "complete")

    assert [asked.path for asked in server.asked if asked.path.endswith("/glossary/")] != []
    assert [asked for asked in server.asked if "shared" in f"{asked.path} {asked.headers}"] == []
    assert page.run("() => document.referrer") == ""


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_kept_before_the_reader_does_something(page: Page, site: Site) -> None:
    kept = {}
    for address in PAGES:
        page.goto(site.url + address)
        page.expect(ALIVE, 0)
        page.run("() => window.scrollTo(0, 5000)")
        kept[address] = page.run(EVERY_STORE)

    assert kept == dict.fromkeys(PAGES, NOTHING)


def test_erasing_everything_after_a_whole_journey_leaves_nothing_behind(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    journey(page)
    page.run("() => { localStorage.setItem('/elsewhere/.__palette', '1'); __md_set('__outdated', true, sessionStorage) }")

    press(page, "projects")
    press(page, "erase")

    page.expect(EVERY_STORE, {**NOTHING, "local": ["/elsewhere/.__palette"]})
    page.goto(site.url + GATE_CHECK)
    page.expect(ALIVE, 0)
    assert page.run(EVERY_STORE) == {**NOTHING, "local": ["/elsewhere/.__palette"]}


def test_a_reload_keeps_the_answers_and_python_starts_by_itself(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="enforced", DRF_06=pages.DONT_KNOW)

    page.goto(site.url + GATE_CHECK)

    expect_verdicts(page, FRM_01="enforced", DRF_06="?")
    page.expect(CHECKED, ['{"level":"enforced"}', '{"dont_know":true}'])


# ── what fails ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("worker.js", GONE),
        ("pyodide.mjs", BROKEN),
        ("pyodide.asm.wasm", LOGIN),
        ("pyodide.asm.wasm", Fault(kind="application/wasm", body=b"\0asm\1\0\0\0" * 1000, cut=True)),
        ("gate-check.json", GONE),
    ],
    ids=["worker-gone", "pyodide-broken", "a-login-page", "cut", "questionnaire-gone"],
)
def test_a_file_that_does_not_come_is_said_and_the_next_answer_tries_again(
    page: Page, server: Server, site: Site, file: str, fault: Fault
) -> None:
    server.faults[file] = fault
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    page.expect(TOLD, [words.STATES["missing"]])
    assert page.run(KEPT) == pages.given(FRM_01="no")["answers"]

    server.faults.clear()
    page.goto(site.url + GATE_CHECK)
    answer(page, FRM_02="enforced")

    expect_verdicts(page, FRM_01="no", FRM_02="enforced")


def test_without_the_quick_archive_whole_python_scores(page: Page, server: Server, site: Site) -> None:
    server.faults["quick.zip"] = GONE
    page.goto(site.url + GATE_CHECK)

    answer(page, FRM_01="no")

    expect_verdicts(page, FRM_01="no")


def test_a_storage_that_is_full_is_said_and_scoring_goes_on(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK)
    page.run(FILL)

    answer(page, FRM_01="no", FRM_02="enforced")

    expect_verdicts(page, FRM_01="no", FRM_02="enforced")
    page.expect(f"() => document.querySelector('fieldworthy-form').innerText.includes({json.dumps(words.STORE_OFF)})", True)
    assert page.run(CHECKED) == ['{"level":"no"}', '{"level":"enforced"}']


def test_without_webassembly_the_site_says_so_and_still_reads_prints_and_keeps_answers(
    webkit_program: Path, server: Server, site: Site, tmp_path: Path
) -> None:
    with driving(webkit_program, tmp_path, webdriver.NO_WEBASSEMBLY) as old, opened(old, server) as page:
        page.goto(site.url + GATE_CHECK)
        answer(page, FRM_01="no")
        page.expect(TOLD, [words.STATES["old-browser"]])
        folded = page.run(FOLDED)
        page.run("() => dispatchEvent(new Event('beforeprint'))")
        assert (folded > 0, page.run(FOLDED)) == (True, 0)

        page.goto(site.url + LESSON)

        page.expect(CHECKED, ['{"level":"no"}'])
        assert "FRM-01" in page.run("() => document.querySelector('article').innerText")
