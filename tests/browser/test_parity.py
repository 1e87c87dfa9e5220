"""The same answers give the same bytes under CPython and under Pyodide, in the browser that readers use."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Page

from assessment.browser import Door
from assessment.codec import canonical, write_answers, write_questionnaire
from assessment.model import Answers, Questionnaire
from tests.conftest import Site
from tests.stories import stories
from tests.strategies import assessed

ROOT = "/some/base/"
CASES = 2000

SCORE_ALL = """
async ([bundle, questionnaires, cases, root]) => {
  const { loadPyodide } = await import(bundle + "pyodide.mjs");
  const python = await loadPyodide({ indexURL: bundle });
  const archive = await fetch(bundle + "engine.zip");
  python.unpackArchive(await archive.arrayBuffer(), "zip");
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
    bundle = next(Path(site.folder, "assets/bundle").iterdir()).name
    page.goto(site.url)

    sent = {questionnaire: place for place, questionnaire in enumerate(dict.fromkeys(questionnaire for questionnaire, _ in cases))}
    numbered = [(sent[questionnaire], answers) for questionnaire, answers in cases]
    there = page.evaluate(SCORE_ALL, [f"{site.url}assets/bundle/{bundle}/", list(sent), numbered, ROOT])

    here = [Door(questionnaire).assess(answers, ROOT) for questionnaire, answers in cases]
    assert len(here) >= CASES
    assert [json.loads(text)["report"] for text in there] == [json.loads(text)["report"] for text in here]
    assert there == here
