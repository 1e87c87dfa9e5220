"""A calculator's form is whole without a script, and what Python replies takes the place of the result."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from markdown import markdown

from assessment import calculator_words as words
from assessment.authoring import bank, bundle
from assessment.authoring.content import current
from assessment.browser import open_calculators
from assessment.calculation import Calculation, calculate
from assessment.calculator_fields import CALCULATORS
from assessment.codec import Unreadable
from tests.fixtures.guide import copied
from tests.support import DOCS


def page(docs: Path, block: str) -> Element:
    ours = "assessment.authoring.markdown"
    html = markdown(f"# Title\n\n/// {block}\n///\n", extensions=[ours], extension_configs={ours: {"docs": str(docs)}})
    return fromstring(f"<main>{html}</main>")


def texts(root: Element, path: str) -> list[str]:
    return [" ".join("".join(found.itertext()).split()) for found in root.findall(path)]


def reply(id: str, given: object) -> dict[str, object]:
    read: dict[str, object] = json.loads(open_calculators().calculate(id, given if isinstance(given, str) else json.dumps(given)))
    return read


@pytest.mark.parametrize("id", CALCULATORS)
def test_a_block_becomes_a_form_with_its_worked_example_beside_it(tmp_path: Path, id: str) -> None:
    docs = copied(tmp_path)
    made = page(docs, f"calculator | {id}")[1]

    example = calculate(CALCULATORS[id], {})
    assert isinstance(example, Calculation)
    assert made.attrib == {"class": "fw-calculator", "data-calculator": id, "data-bundle": bundle.name(current(docs).bank)}
    assert texts(made, ".//div[@class='fw-says']/p") == [*example.sentences]
    assert texts(made, ".//label") == [field.label for field in CALCULATORS[id].fields]
    assert [one.get("hidden") for one in made.iter() if one.get("data-when")] == [""] * len(words.STATES)


@pytest.mark.parametrize("id", CALCULATORS)
def test_every_field_has_a_label_a_unit_and_limits_that_can_be_found(tmp_path: Path, id: str) -> None:
    made = page(copied(tmp_path), f"calculator | {id}")
    ids = [one.get("id") for one in made.iter() if one.get("id")]

    assert len(ids) == len(set(ids))
    for entry, label, field in zip(made.iter("input"), made.iter("label"), CALCULATORS[id].fields, strict=True):
        assert (entry.get("type"), entry.get("name"), entry.get("id")) == ("number", field.id, label.get("for"))
        assert {*(entry.get("aria-describedby") or "").split()} <= {*ids}
        assert float(entry.get("min") or "x") <= float(entry.get("value") or "x") <= float(entry.get("max") or "x")
        described = {one.get("id"): one.text for one in made.iter()}
        shown = [described[id] for id in (entry.get("aria-describedby") or "").split()]
        assert [text for text in (field.unit.before, field.unit.after, field.help) if text] == [text for text in shown if text]


def test_a_field_looks_like_this(tmp_path: Path) -> None:
    form = page(copied(tmp_path), "calculator | smallest-gain")[1][0]

    assert [one.attrib for one in form.iter("input")][3] == {
        "id": "smallest-gain-acting",
        "name": "acting",
        "type": "number",
        "inputmode": "decimal",
        "step": "any",
        "min": "0",
        "max": "1000000000000",
        "value": "144000",
        "required": "",
        "aria-describedby": "smallest-gain-acting-before smallest-gain-acting-after smallest-gain-acting-help smallest-gain-acting-wrong",
    }


def test_the_pad_of_a_phone_has_a_minus_where_one_is_needed(tmp_path: Path) -> None:
    made = page(copied(tmp_path), "calculator | sample-size")

    assert [one.get("inputmode") for one in made.iter("input")] == ["decimal", None, "decimal", "decimal", "decimal"]


def test_whole_numbers_are_asked_for_as_such(tmp_path: Path) -> None:
    made = page(copied(tmp_path), "calculator | drift-alarms")

    assert [(one.get("name"), one.get("step"), one.get("inputmode")) for one in made.iter("input") if one.get("step") == "1"] == [
        ("features", "1", "numeric"),
        ("rows", "1", "numeric"),
        ("reference", "1", "numeric"),
        ("bins", "1", "numeric"),
    ]


def test_an_unknown_calculator_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="calculator: 'luck' is not one of: no-model, smallest-gain, "):
        page(copied(tmp_path), "calculator | luck")


def test_the_overview_leads_to_every_calculator(tmp_path: Path) -> None:
    made = page(copied(tmp_path), "calculators")

    assert [link.get("href") for link in made.iter("a")] == [f"../calculators/{id}.md" for id in CALCULATORS]
    assert texts(made, ".//td[2]") == [one.question for one in CALCULATORS.values()]


def test_every_calculator_has_a_page_of_its_own_that_a_lesson_leads_to() -> None:
    pages = {path.stem for path in (DOCS / "calculators").glob("*.md")} - {"index"}
    lessons = "".join(path.read_text(encoding="utf-8") for path in (DOCS / "lessons").glob("*.md"))

    assert pages == {*CALCULATORS}
    assert [id for id in CALCULATORS if f"](../calculators/{id}.md)" not in lessons] == []
    for id in CALCULATORS:
        assert f"/// calculator | {id}\n///\n" in (DOCS / "calculators" / f"{id}.md").read_text(encoding="utf-8")
    assert bank.load(DOCS).evidence.keys() >= {"E-52", "E-53", "E-54", "E-55"}


# ── the door ──


def test_the_door_replies_with_the_sentences_for_the_numbers() -> None:
    found = reply("error-budget", {"target": "99", "incident": "30"})

    assert found["problems"] == []
    assert texts(fromstring(f"<main>{str(found['html']).replace('<wbr>', '')}</main>"), ".//div[@class='fw-says']/p")[:2] == [
        "99% over 30 days leaves 432 minutes in which requests may fail.",
        "Over 365 days it leaves 5,256.",
    ]


def test_the_door_replies_with_every_problem_and_the_way_to_its_field() -> None:
    found = reply("error-budget", {"target": "100", "days": "", "<b>": "1"})

    assert found["problems"] == [
        {"where": "<b>", "message": "is no field; the fields are: target, days, incident, failing"},
        {"where": "target", "message": "must lie between 50% and 99.9999%"},
        {"where": "days", "message": "needs a number such as 30 days"},
    ]
    assert found["html"] == (
        '<p class="fw-says">Nothing is calculated until this is right:</p><ul>'
        "<li>&lt;b&gt; is no field; the fields are: target, days, incident, failing.</li>"
        '<li><a href="#error-budget-target">Availability target</a> must lie between 50% and 99.9999%.</li>'
        '<li><a href="#error-budget-days">Window</a> needs a number such as 30 days.</li></ul>'
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[", {"where": "line 1, column 2", "message": "not JSON: Expecting value"}),
        ("[]", {"where": "file", "message": "is a list; an object is needed"}),
        ('{"target": 99}', {"where": "target", "message": "is the number 99; a text is needed"}),
    ],
)
def test_what_are_no_fields_is_a_problem_and_no_crash(text: str, problem: dict[str, str]) -> None:
    found = reply("error-budget", text)

    assert found["problems"] == [problem]
    assert problem["message"].replace("'", "&#x27;") in str(found["html"]) or problem["message"] in str(found["html"])
