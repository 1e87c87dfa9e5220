"""What a page may cost before a reader shows intent, and Python after it, in bytes, requests and objects; no clock is read."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from playwright.sync_api import Page, expect

from tests.browser import pages
from tests.browser.pages import GATE_CHECK, LESSON, Fault, Traffic, answer, expected, verdicts
from tests.conftest import Site

LESSON_BYTES = 110_000
LESSON_REQUESTS = 10  # five are the theme's
PYTHON_BYTES = 4_200_000  # at brotli's quality 5, which is quick; hosts send less
PYTHON = {"pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "quick.zip", "gate-check.json"}


LEFT_ALONE = b"self.leftAlone = () => python.pyimport('gc').get_freeze_count();"


def files(site: Site, traffic: Traffic) -> list[Path]:
    """Every file that was asked for, once, in order."""
    paths = dict.fromkeys(unquote(urlsplit(one.url).path).removeprefix(urlsplit(site.url).path) for one in traffic.requests)
    found = [site.folder / path for path in paths]
    return [path / "index.html" if path.is_dir() else path for path in found]


def weight(file: Path, quality: int = 11) -> int:
    return len(brotli.compress(file.read_bytes(), quality=quality))


def test_a_lesson_is_light_and_brings_nothing_of_python(page: Page, site: Site) -> None:
    traffic = Traffic.of(page.context)

    page.goto(site.url + LESSON, wait_until="networkidle")

    asked = files(site, traffic)
    assert [file for file in asked if "bundle" in file.parts] == []
    assert [one.url for one in traffic.requests if not one.url.startswith(site.url)] == []
    assert len(asked) <= LESSON_REQUESTS, [file.name for file in asked]
    assert sum(map(weight, asked)) <= LESSON_BYTES, {file.name: weight(file) for file in asked}


def test_python_and_the_engine_are_six_files_of_a_known_size(page: Page, site: Site) -> None:
    page.goto(site.url + GATE_CHECK, wait_until="networkidle")
    traffic = Traffic.of(page.context)

    answer(page, FRM_01="no")

    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    bundled = [file for file in files(site, traffic) if "bundle" in file.parts]
    assert {file.name for file in bundled} == PYTHON
    assert sum(weight(file, quality=5) for file in bundled) <= PYTHON_BYTES, {file.name: weight(file, quality=5) for file in bundled}


def test_what_is_there_once_a_questionnaire_is_open_is_not_looked_through_for_what_could_go(page: Page, site: Site) -> None:
    script = (site.folder / "assets/javascripts/worker.js").read_bytes()
    with pages.serving(site.folder) as server:
        server.faults["worker.js"] = Fault(kind="text/javascript", body=script + LEFT_ALONE)
        page.goto(server.url + GATE_CHECK)
        answer(page, FRM_01="no")
        expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
        [python] = [worker for worker in page.workers if worker.url.endswith("/worker.js")]

        assert python.evaluate("() => leftAlone()") > 15_000
