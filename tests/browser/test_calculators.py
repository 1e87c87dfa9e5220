"""A reader with an argument to settle changes a number and quotes the sentence, with the keyboard alone if need be."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from assessment import calculator_words as words
from assessment.browser import open_calculators
from assessment.calculation import Calculation, calculate
from assessment.calculator_fields import CALCULATORS
from tests.browser.pages import Fault, NewContext, serving
from tests.conftest import Site

FOLDER = "calculators/"
CALL = """
async ([site, bundle, cases]) => {
  const { ask } = await import(site + "assets/javascripts/engine.js");
  const replies = [];
  for (const args of cases) replies.push(await ask(bundle, { questionnaire: "calculators", verb: "calculate", args }));
  return replies;
}
"""


def sentences(id: str, **given: str) -> list[str]:
    """What the same engine says outside of a browser."""
    found = calculate(CALCULATORS[id], {name.replace("_", "-"): text for name, text in given.items()})
    assert isinstance(found, Calculation)
    return [*found.sentences]


def said(page: Page) -> Locator:
    return page.get_by_role("region", name=words.RESULT).locator(".fw-says > p")


def test_the_keyboard_alone_changes_a_number_and_hears_the_new_sentence(page: Page, site: Site) -> None:
    page.goto(site.url + FOLDER + "sample-size/")
    expect(said(page)).to_have_text(sentences("sample-size"))
    page.get_by_label("Share without the change").focus()

    page.keyboard.press("Tab")
    expect(page.get_by_label("Smallest effect worth seeing")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("-2.5")

    changed = sentences("sample-size", effect="-2.5")
    expect(said(page)).to_have_text(changed)
    expect(page.get_by_label("Smallest effect worth seeing")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text=changed[0])).to_have_count(1)


def test_what_is_wrong_is_said_beside_the_field_and_in_place_of_the_result(page: Page, site: Site) -> None:
    page.goto(site.url + FOLDER + "error-budget/")
    target = page.get_by_label("Availability target")

    target.fill("100")

    problem = "must lie between 50% and 99.9999%."
    expect(page.get_by_role("region", name=words.RESULT).get_by_role("listitem")).to_have_text([f"Availability target {problem}"])
    expect(target).to_have_attribute("aria-invalid", "true")
    expect(target).to_have_accessible_description(re.compile(f"{re.escape(problem)}$"))

    target.fill("99")

    expect(said(page)).to_have_text(sentences("error-budget", target="99"))
    expect(target).to_have_attribute("aria-invalid", "false")


def test_the_worked_example_comes_back(page: Page, site: Site) -> None:
    page.goto(site.url + FOLDER + "no-model/")
    page.get_by_label("Share of positive cases").fill("40")
    expect(said(page)).to_have_text(sentences("no-model", base_rate="40"))

    page.get_by_role("button", name=words.BACK).click()

    expect(page.get_by_label("Share of positive cases")).to_have_value("12")
    expect(said(page)).to_have_text(sentences("no-model"))


@pytest.mark.parametrize("id", CALCULATORS)
def test_without_scripts_the_worked_example_is_there(new_context: NewContext, site: Site, id: str) -> None:
    page = new_context(java_script_enabled=False).new_page()

    page.goto(f"{site.url}{FOLDER}{id}/")

    expect(said(page)).to_have_text(sentences(id))
    for field in CALCULATORS[id].fields:
        expect(page.get_by_role("spinbutton", name=field.label, exact=True)).to_be_visible()
    expect(page.get_by_text(words.NO_SCRIPT, exact=True)).to_be_visible()
    expect(page.locator("[data-when]:visible")).to_have_count(0)


def test_from_a_lesson_to_its_calculator_and_back_is_one_visit(page: Page, site: Site) -> None:
    page.goto(site.url + "lessons/drift-and-monitoring/")

    page.get_by_role("link", name="Count its false alarms").click()
    page.get_by_label("Live rows in a comparison").fill("2000000")

    expect(said(page)).to_have_text(sentences("drift-alarms", rows="2000000"))
    page.get_by_role("link", name="DRF-04", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/lessons/drift-and-monitoring/#drf-04$"))


def test_what_cannot_be_loaded_is_said(page: Page, site: Site) -> None:
    with serving(site.folder) as server:
        server.faults.update({file: Fault(status=500) for file in ("quick.zip", ".whl")})
        page.goto(server.url + FOLDER + "no-model/")

        page.get_by_label("Cases", exact=True).fill("7")

        expect(page.locator("[data-when]:visible")).to_have_text([words.STATES["missing"]])


def test_cpython_and_pyodide_say_the_same_of_every_calculator(page: Page, site: Site) -> None:
    page.goto(site.url + FOLDER + "no-model/")
    bundle = page.locator("fieldworthy-calculator").get_attribute("data-bundle")
    cases = [[id, "{}"] for id in CALCULATORS]
    for id, one in CALCULATORS.items():
        cases.append([id, json.dumps({field.id: field.shown(field.least) for field in one.fields})])
        cases.append([id, json.dumps({field.id: field.shown(field.most) for field in one.fields})])

    there = page.evaluate(CALL, [site.url, bundle, cases])

    door = open_calculators()
    assert there == [json.loads(door.calculate(id, given)) for id, given in cases]
