"""The pages in a language that nobody speaks, whose words are a third longer and which is written from right to left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment import words
from assessment.authoring import runtime
from tests import pseudo
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, NewContext, Server, Traffic
from tests.support import ROOT

LANGUAGE = "he"  # the theme has its own words for it, and writes it from right to left
SETTINGS = """
INHERIT: mkdocs.yml
nav: [index.md, lessons/problem-framing.md]
exclude_docs: |
  cases/*
  frameworks/*
  paths/*
  questions/*
  schemas/*
extra:
  names: { search: "⟦ščħ⟧", section: "⟦šçţ⟧", table: "⟦ţƀļ⟧" }
"""


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The guide with few pages in that language, built from a copy of the sources as a translator would have them."""
    folder = tmp_path_factory.mktemp("foreign")
    for name in ("assessment", "docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("bundle", "__pycache__"))
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "few.yml").write_text(SETTINGS, encoding="utf-8")
    pseudo.write(folder, LANGUAGE, direction="rtl")
    build(folder)
    with pages.serving(folder / "site") as server:
        yield server


def build(folder: Path) -> None:
    """Build the site in the folder into `site` there; a failed build fails the test with its words."""
    settings = {"FIELDWORTHY_LANGUAGE": LANGUAGE, "FIELDWORTHY_CACHE": str(runtime.default_cache()), "PYTHONPATH": str(folder)}
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", "few.yml", "--site-dir", str(folder / "site")]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **settings, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(f"the build in another language failed:\n{done.stdout}{done.stderr}", pytrace=False)


@pytest.fixture(params=[1280, 320])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page at each width."""
    with browser.new_context(viewport={"width": request.param, "height": 900}, reduced_motion="reduce") as context:
        yield context.new_page()


def open_result(page: Page) -> None:
    """Answer some questions and open all that can be opened."""
    for id, nth in {"q-frm-01": 0, "q-frm-02": 3, "q-frm-04": 2, "q-dep-01": 1}.items():
        page.locator(f"#{id}").get_by_role("radio").nth(nth).check()
    expect(page.locator(".fw-says > li")).to_have_count(2)
    if page.locator(".fw-toggle").is_visible():
        page.locator(".fw-toggle").click()
    for folded in page.locator(".fw-side details > summary").all():
        folded.click()


def open_projects(page: Page) -> None:
    """Open the dialog of the projects."""
    page.locator("[data-do=projects]").click()


def open_sharing(page: Page) -> None:
    """Open the dialog for sharing, with an answer to share."""
    open_result(page)
    if page.locator(".fw-toggle").is_visible():
        page.locator(".fw-toggle").click()
    page.locator("[data-do=share]").click()
    expect(page.locator("[data-snippet=rst]")).not_to_have_value("")


def compare(page: Page) -> None:
    """Show two projects side by side."""
    page.locator("[data-ask=table]").wait_for()


def as_it_comes(page: Page) -> None:
    """Do nothing to the page."""


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
@pytest.mark.parametrize(
    ("address", "prepare"),
    [
        (GATE_CHECK, open_result),
        (GATE_CHECK, open_projects),
        (GATE_CHECK, open_sharing),
        ("lessons/problem-framing/", as_it_comes),
        ("assessments/projects/", compare),
        ("assessments/your-own/", as_it_comes),
        ("assessments/engineering-depth/", as_it_comes),
        ("calculators/drift-alarms/", as_it_comes),
        ("regulation/", as_it_comes),
        ("evidence/", as_it_comes),
    ],
    ids=["result", "projects", "sharing", "lesson", "portfolio", "own", "depth", "calculator", "law", "evidence"],
)
def test_long_words_and_either_direction_leave_nothing_beside_the_page(
    page: Page, foreign: Server, address: str, prepare: Callable[[Page], None], direction: str
) -> None:
    page.goto(foreign.url + address)
    page.evaluate("direction => { document.body.dir = direction }", direction)
    prepare(page)

    assert beside(page) == []


def beside(page: Page) -> list[str]:
    """What reaches beyond the page or its dialog to a side, where nothing scrolls it into view."""
    found: list[str] = page.evaluate(BESIDE)
    return found


BESIDE = """() => {
  const screen = document.documentElement.clientWidth;
  const dialog = document.querySelector("dialog[open]");
  const kept = (one) => one && one !== document.body && (getComputedStyle(one).overflowX !== "visible" || kept(one.parentElement));
  const beyond = [];
  for (const one of (dialog ?? document.querySelector("main")).querySelectorAll("*")) {
    const { left, right, width, height } = one.getBoundingClientRect();
    if (!width || !height || !one.checkVisibility({ visibilityProperty: true }) || one.closest(".md-sidebar, .fw-aloud")) continue;
    if ((left < -1 || right > screen + 1) && !kept(one.parentElement)) beyond.push(`${one.tagName} ${one.className}: ${left} to ${right}`);
  }
  if (dialog && dialog.scrollWidth > dialog.clientWidth) beyond.push(`dialog: ${dialog.scrollWidth} in ${dialog.clientWidth}`);
  const page = document.documentElement.scrollWidth;
  return page > screen ? [...beyond, `page: ${page} in ${screen}`] : beyond;
}"""


def test_page_and_worker_speak_the_language_of_the_build(new_context: NewContext, foreign: Server) -> None:
    context = new_context()
    traffic = Traffic.of(context)
    page = context.new_page()
    page.goto(foreign.url + GATE_CHECK)
    open_result(page)

    expect(page.locator("html")).to_have_attribute("lang", LANGUAGE)
    expect(page.locator("body")).to_have_attribute("dir", "rtl")
    expect(page.locator(".md-search[role=dialog]")).to_have_attribute("aria-label", "⟦ščħ⟧")
    expect(page.get_by_role("region", name=pseudo.pseudo(words.RESULT))).to_be_visible()
    expect(page.locator(".fw-says > li").first).to_contain_text(pseudo.pseudo("No."))
    expect(page.locator(".fw-output").get_by_role("heading", name=pseudo.pseudo(words.FAILS), exact=True)).to_be_visible()
    assert [address.rsplit("/", 1)[1] for address in traffic.asked("messages")] == [f"messages-{LANGUAGE}.mo"]
    assert traffic.complaints == []
