"""What was made to break a page is opened in one: nothing runs, nothing freezes, nothing is lost, and a sentence says what is wrong."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import FilePayload, Page, expect

from assessment import words
from assessment.authoring import own
from assessment.codec import write_questionnaire
from tests import hostile
from tests.browser import pages
from tests.browser.pages import GATE_CHECK, NewContext, answer, expected, verdicts
from tests.conftest import Site
from tests.support import DOCS

EXAMPLE = DOCS / "assessments" / "examples" / "own-questionnaire.yml"
LONGEST_FREEZE = 1_000  # milliseconds
WATCH = """() => {
  window.frozen = 0;
  let last = performance.now();
  setInterval(() => { const now = performance.now(); window.frozen = Math.max(window.frozen, now - last - 20); last = now }, 20);
}"""
# Each text is given to Python as the page gives it, and what comes back is put into the page as the page puts it in.
OPEN = """async ([cases, verb, args]) => {
  const { parsed } = await import(new URL('assets/javascripts/markup.js', window.__md_scope));
  const form = document.querySelector('fieldworthy-form');
  const place = document.querySelector('.fw-told');
  const dumb = [];
  for (const [name, text] of cases) {
    const reply = await form.ask(verb, ...args, text);
    place.replaceChildren(parsed(reply.html));
    if (!reply.project && !place.textContent.trim()) dumb.push(name);
  }
  place.replaceChildren();
  return dumb;
}"""


@pytest.fixture(scope="module")
def booted(booted: Page) -> Page:
    booted.evaluate(WATCH)
    return booted


@pytest.mark.parametrize(("verb", "args"), [("opened", ["a.json"]), ("shared", [])])
def test_files_and_links_that_were_made_to_break_a_page_are_read_or_refused(booted: Page, verb: str, args: list[str]) -> None:
    cases = hostile.sheets() if verb == "opened" else hostile.links()
    traffic = pages.Traffic.of(booted.context)
    fit = {name: text.encode("utf-8", "replace").decode() for name, text in cases.items()}  # as a browser reads any file

    assert booted.evaluate(OPEN, [[*fit.items()], verb, args]) == []

    assert booted.evaluate("() => window.ran") is None
    assert booted.evaluate("() => window.frozen") < LONGEST_FREEZE
    assert traffic.complaints == []
    assert pages.kept(booted) == pages.given(FRM_01="no")
    answer(booted, FRM_01="enforced")
    expect(verdicts(booted)).to_have_text(expected(FRM_01="enforced"))
    answer(booted, FRM_01="no")


OPEN_OWN = """async ([cases, ending]) => {
  const scripts = new URL('assets/javascripts/', window.__md_scope);
  const [{ ask }, { parsed }] = await Promise.all([import(new URL('engine.js', scripts)), import(new URL('markup.js', scripts))]);
  const { bundle } = document.querySelector('fieldworthy-own').dataset;
  const place = document.querySelector('.fw-opened');
  const dumb = [];
  for (const [name, text] of cases) {
    const args = [`a${ending}`, text, 'b', '/'];
    const { html, compiled } = await ask(bundle, { questionnaire: 'own', verb: 'read', args });
    place.replaceChildren(parsed(html));
    if (!compiled && !place.textContent.trim()) dumb.push(name);
  }
  place.replaceChildren();
  return dumb;
}"""


@pytest.mark.parametrize("ending", [".yml", ".json"])
def test_questionnaires_that_were_made_to_break_a_page_are_read_or_refused(page: Page, site: Site, ending: str) -> None:
    sound = json.loads(write_questionnaire(own.read(EXAMPLE.read_text(encoding="utf-8"), EXAMPLE.name)))
    cases = hostile.WRITTEN if ending == ".yml" else dict(hostile.questionnaires(sound))
    traffic = pages.Traffic.of(page.context)
    page.goto(site.url + "assessments/your-own/")
    page.evaluate(WATCH)

    assert page.evaluate(OPEN_OWN, [[[name, text.encode("utf-8", "replace").decode()] for name, text in cases.items()], ending]) == []

    assert page.evaluate("() => window.ran") is None
    assert page.evaluate("() => window.frozen") < LONGEST_FREEZE
    assert traffic.complaints == []


def test_a_questionnaire_whose_items_have_names_that_mean_something_keeps_every_answer(page: Page, site: Site) -> None:
    names = [name for name in hostile.PROTOTYPES if name.isalpha()]  # the others are no ids, and are refused
    sound = json.loads(write_questionnaire(own.read(EXAMPLE.read_text(encoding="utf-8"), EXAMPLE.name)))
    items = [{**sound["items"][0], "id": name, "gates": [], "dimension": sound["dimensions"][0]["id"]} for name in names]
    text = json.dumps({**sound, "items": [*sound["items"], *items]})
    own.read(text, "own.json")
    page.goto(site.url + "assessments/your-own/")
    pages.expect_alive(page)
    given: FilePayload = {"name": "own.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator("fieldworthy-own [type=file]").first.set_input_files([given])

    for name in names:
        page.locator(f"fieldset[data-item='{name}'] input[type=radio]").first.check()
    page.reload()

    for name in names:
        expect(page.locator(f"fieldset[data-item='{name}'] input[type=radio]").first).to_be_checked()
    assert {*json.loads(page.evaluate("key => localStorage.getItem(key)", pages.STORED))["answers"]} == {*names}


def test_a_storage_of_hostile_texts_is_shown_as_texts_and_kept(new_context: NewContext, site: Site) -> None:
    texts = {**hostile.RUNNING, **{name: text for name, text in hostile.LYING.items() if "half" not in name}}
    for start in range(0, len(texts), 8):
        some = [*texts.values()][start : start + 8]
        stored = {
            "name": some[0],
            "facts": dict.fromkeys([*some, "__proto__"], some[0]),
            "answers": {
                **{text: {"level": text} for text in some},
                "FRM-01": {"level": "no", "note": some[0]},
                "__proto__": {"level": "no"},
            },
        }
        page = pages.returning(new_context, site.url, json.dumps(stored))
        traffic = pages.Traffic.of(page.context)
        page.goto(site.url + GATE_CHECK)
        expect(verdicts(page)).to_have_text(expected(FRM_01="no"))

        answer(page, FRM_02="enforced")

        assert page.evaluate("() => window.ran") is None
        assert page.get_by_label(words.KEPT_PARTS["note"]).first.input_value() == some[0].replace("\r\n", "\n").replace("\r", "\n")
        now = pages.kept(page)
        assert now["answers"].pop("FRM-02")["level"] == "enforced"
        assert now == stored
        assert traffic.complaints == []
        page.context.close()
