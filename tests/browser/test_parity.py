"""The same answers give the same bytes under CPython and under Pyodide, in the browser that readers use."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Browser, Page, expect

from assessment.browser import Door
from assessment.codec import canonical, write_answers, write_questionnaire
from assessment.model import Answers, Questionnaire
from tests.browser.conftest import ONCE, LaunchArgs
from tests.conftest import Site
from tests.stories import stories
from tests.strategies import assessed

ROOT = "/some/base/"
CASES = 2000

SCORE_ALL = """
async ([bundle, library, packages, questionnaires, cases, root]) => {
  const { loadPyodide } = await import(bundle + "pyodide.mjs");
  const python = await loadPyodide({ indexURL: bundle, stdLibURL: bundle + library, packages });
  const browser = python.pyimport("assessment.browser");
  let open = -1;
  let door;
  return cases.map(([questionnaire, answers]) => {
    if (questionnaire !== open) {
      door?.destroy();
      door = browser.Door(questionnaires[questionnaire]);
      open = questionnaire;
    }
    return door.assess(answers, root);
  });
}
"""


@pytest.fixture(scope="module")
def browser(launch_browser: Callable[..., Browser], browser_type_launch_args: LaunchArgs) -> Iterator[Browser]:
    """One that compiles Python better a second time, which here runs long."""
    with launch_browser(args=[one for one in browser_type_launch_args.get("args", ()) if one != ONCE]) as browser:
        yield browser


def told() -> list[tuple[str, str]]:
    """Questionnaire and answers of each golden story, as texts."""
    return [(write_questionnaire(story.questionnaire), canonical(story.answers)) for story in stories()]


def generated() -> list[tuple[str, str]]:
    """Questionnaires and answers of every kind, the same in each run."""
    cases: list[tuple[str, str]] = []

    @settings(
        max_examples=CASES, phases=[Phase.generate], derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(assessed())
    def collect(case: tuple[Questionnaire, Answers]) -> None:
        cases.append((write_questionnaire(case[0]), write_answers(*case)))

    collect()
    return cases


def test_cpython_and_pyodide_return_the_same_bytes(page: Page, site: Site) -> None:
    cases = told() + generated()

    there = scored(page, site, cases, "quick.zip", [])

    here = [Door(questionnaire).assess(answers, ROOT) for questionnaire, answers in cases]
    assert len(here) >= CASES
    assert [json.loads(text)["report"] for text in there] == [json.loads(text)["report"] for text in here]
    assert there == here


def test_so_does_the_engine_as_a_package_of_pyodide(page: Page, site: Site) -> None:
    cases = told()

    there = scored(page, site, cases, "python_stdlib.zip", ["fieldworthy"])

    assert there == [Door(questionnaire).assess(answers, ROOT) for questionnaire, answers in cases]


def test_the_example_page_scores_from_the_bundle_alone(page: Page, site: Site) -> None:
    bundle = next(Path(site.folder, "assets/bundle").iterdir()).name

    page.goto(f"{site.url}assets/bundle/{bundle}/example.html")

    expect(page.locator("#reply")).to_contain_text('"stage": "start"', timeout=60_000)


def scored(page: Page, site: Site, cases: list[tuple[str, str]], library: str, packages: list[str]) -> Any:
    """What the engine says in the browser, case by case."""
    bundle = next(Path(site.folder, "assets/bundle").iterdir()).name
    page.goto(site.url)
    sent = {questionnaire: place for place, questionnaire in enumerate(dict.fromkeys(questionnaire for questionnaire, _ in cases))}
    numbered = [(sent[questionnaire], answers) for questionnaire, answers in cases]
    return page.evaluate(SCORE_ALL, [f"{site.url}assets/bundle/{bundle}/", library, packages, list(sent), numbered, ROOT])
