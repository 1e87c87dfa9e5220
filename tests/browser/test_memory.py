"""A second visit starts with the memory that Python had in the first, and without it where that is not there or not what was kept."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Worker, expect

from assessment import words
from assessment.authoring import bank
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, Fault, NewContext, Server, answer, choice, expected, verdicts
from tests.conftest import Site
from tests.support import DOCS

STARTED = b"""
self.started = () => {
  const held = python.globals.get("door to gate-check") !== undefined;
  return way === KEPT && held ? "kept" : way === QUICK ? "quick" : "otherwise";
};
self.replied = async () => {
  while (!asked) await new Promise((done) => setTimeout(done, 20));
};
"""
KEPT = "async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length))).join()"
LOCKS = "async () => (await navigator.locks.query()).held.length"
CHANGED = """async (change) => {
  const [name] = await caches.keys();
  const cache = await caches.open(name);
  const [key] = await cache.keys();
  const found = await cache.match(key);
  const body = new Uint8Array(await found.arrayBuffer());
  const changes = {
    "missing": () => caches.delete(name),
    "damaged": () => { body[body.length >> 1] ^= 1; return cache.put(key, new Response(body, { headers: found.headers })) },
    "cut": () => cache.put(key, new Response(body.subarray(0, body.length >> 1), { headers: found.headers })),
    "said to be something else": () => cache.put(key, new Response(body, { headers: { Kept: "rubbish" } })),
    "of another browser": async () => {
      const other = key.url.replace(encodeURIComponent(navigator.userAgent), "other");
      await cache.put(other, new Response(body, { headers: found.headers }));
      if (other !== key.url) await cache.delete(key);
    },
    "no memory": async () => {
      body.fill(7);
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).join();
      const kept = JSON.stringify({ ...JSON.parse(found.headers.get("Kept")), hash });
      await cache.put(key, new Response(body, { headers: { Kept: kept } }));
    },
  };
  await changes[change]();
}"""
CHANGES = ("missing", "damaged", "cut", "said to be something else", "of another browser", "no memory")
REFUSALS = {
    "off": b"Object.defineProperty(self, 'caches', { get() { throw new DOMException('denied', 'SecurityError') } });\n",
    "full": b"Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));\n",
}
HOLDS = """async (texts) => {
  const [found] = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).matchAll()));
  const all = new TextDecoder("latin1").decode(await found[0].arrayBuffer());
  return texts.filter((text) => all.includes(text));
}"""


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    """The built site, whose worker says how it started."""
    with pages.serving(site.folder) as server:
        server.faults["worker.js"] = worker(site)
        yield server


def worker(site: Site, before: bytes = b"") -> Fault:
    script = (site.folder / "assets/javascripts/worker.js").read_bytes()
    return Fault(kind="text/javascript", body=before + script + STARTED)


def python(page: Page) -> Worker:
    """The worker in which Python runs."""
    [found] = [worker for worker in page.workers if worker.url.endswith("/worker.js")]
    return found


def started(page: Page) -> object:
    """How Python started in a page."""
    return python(page).evaluate("() => started()")


def visit(page: Page, server: Server) -> None:
    """A first visit, which lasts until something is kept."""
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    pages.until(page, KEPT, "1")


def test_the_second_visit_starts_with_what_the_first_kept_and_can_do_all_that_it_could(page: Page, server: Server) -> None:
    visit(page, server)
    assert started(page) == "quick"

    page.reload()

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    assert started(page) == "kept"
    answer(page, FRM_02="enforced")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))
    pages.press(page, words.SHARE)
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name=words.EXPORTS["plan"], exact=True).click()
    assert download.value.path().read_text(encoding="utf-8").startswith("title,body,priority")


def test_another_questionnaire_is_opened_in_what_was_kept(page: Page, server: Server) -> None:
    visit(page, server)

    page.goto(server.url + "assessments/readiness/")

    expect(verdicts(page)).not_to_have_count(0)
    assert started(page) == "kept"


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_what_was_kept_is_done_without(page: Page, server: Server, change: str) -> None:
    visit(page, server)
    page.evaluate(CHANGED, change)

    page.reload()

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    assert started(page) == "quick"
    pages.until(page, KEPT, "1")


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_storage_that_is_off_or_full_keeps_nothing_and_does_no_harm(page: Page, server: Server, site: Site, refusal: str) -> None:
    server.faults["worker.js"] = worker(site, REFUSALS[refusal])
    page.goto(server.url + GATE_CHECK)
    answer(page, FRM_01="no")
    pages.until(page, LOCKS, 1)
    pages.until(page, LOCKS, 0)

    answer(page, FRM_02="enforced")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no", FRM_02="enforced"))
    assert page.evaluate(KEPT) == ""
    assert started(page) == "quick"


@pytest.mark.parametrize(("file", "option"), [("pyodide.mjs", b"_loadSnapshot"), ("pyodide.asm.mjs", b"makeMemorySnapshot")])
def test_a_runtime_that_no_longer_knows_of_it_does_no_harm(page: Page, server: Server, site: Site, file: str, option: bytes) -> None:
    [runtime] = site.folder.glob(f"assets/bundle/*/{file}")
    assert option in runtime.read_bytes()
    if file == "pyodide.mjs":
        visit(page, server)
    server.faults[file] = Fault(kind="text/javascript", body=runtime.read_bytes().replace(option, b"gone"))
    page.goto(server.url + GATE_CHECK)

    answer(page, FRM_02="enforced")

    said = {"FRM_01": "no"} if file == "pyodide.mjs" else {}
    expect(verdicts(page)).to_have_text(expected(**said, FRM_02="enforced"))


def test_what_an_older_bundle_left_goes_when_something_is_kept(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.evaluate("async () => (await caches.open('fieldworthy python /')).put('/assets/bundle/0/memory', new Response('old'))")

    visit(page, server)

    pages.until(page, "async () => (await caches.match('/assets/bundle/0/memory')) === undefined", True)
    pages.until(page, KEPT, "1")


def test_no_answer_is_in_what_is_kept(new_context: NewContext, server: Server) -> None:
    said = {"FRM-01": {"level": "no", "edition": "2026.1", "note": "Quetzalcoatl", "owner": "Ouagadougou"}}
    page = pages.returning(new_context, server.url, json.dumps({**pages.project(said), "name": "Zanzibar"}))
    page.goto(server.url + GATE_CHECK)
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    pages.until(page, KEPT, "1")

    question = bank.load(DOCS).items["FRM-01"].title
    assert page.evaluate(HOLDS, ["Quetzalcoatl", "Ouagadougou", "Zanzibar", question]) == [question]


def test_erasing_everything_removes_what_was_kept_and_nothing_is_kept_of_python_where_no_answer_is(page: Page, server: Server) -> None:
    visit(page, server)

    pages.press(page, words.PROJECTS)
    pages.press(page, words.ERASE)

    pages.until(page, KEPT, "")
    page.clock.install()
    page.reload()
    with page.expect_worker() as begun:
        choice(page, "FRM-01", "no").focus()
    begun.value.evaluate("() => replied()")
    pages.expect_state(page, "idle")
    page.clock.run_for("00:10")
    assert page.evaluate(LOCKS) == 0
    assert page.evaluate(KEPT) == ""
