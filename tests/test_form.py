"""The questions as HTML: every answer carries what it stands for, every question can be reached, and no text can become markup."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given

from assessment import html
from assessment.codec import read_answers
from assessment.form import fact_fieldset, form, item_fieldset
from assessment.markup import write
from assessment.model import Answer, Answers, Questionnaire
from assessment.report import assess
from tests.places import Case, Event, Twice, mapped, read, twice
from tests.strategies import assessed, questionnaires
from tests.support import SCALE, fact, item, stage

STAGES = (stage("start", "FRM"),)


def made(questionnaire: Questionnaire) -> Element:
    return form(questionnaire, lambda item: item.address)


def test_a_question_offers_every_level_and_not_knowing() -> None:
    question = item_fieldset(item("FRM-01", who_knows="The sponsor.", gates={"start": "repeatable"}), SCALE, STAGES, "there/")

    answers = [json.loads(one.get("data-answer") or "") for one in question.iter("input") if one.get("type") == "radio"]
    assert answers == [*({"level": level.id} for level in SCALE), {"dont_know": True}]
    assert "".join(question.find("p").itertext()) == (  # type: ignore[union-attr]
        "Gate: ready to start needs repeatable Who usually knows: the sponsor. Read the section"
    )


def test_only_where_an_item_allows_it_a_reason_can_be_given() -> None:
    allowed = item_fieldset(item("FRM-01", may_not_apply=True), SCALE, STAGES, None)
    refused = item_fieldset(item("FRM-01"), SCALE, STAGES, None)

    assert [one.get("type") for one in allowed.iter("input") if not one.get("data-part")] == [*["radio"] * 6, "text"]
    assert [one.get("type") for one in refused.iter("input") if not one.get("data-part")] == ["radio"] * 5


def test_beside_every_answer_there_is_room_for_all_that_a_file_can_hold() -> None:
    kept = {field.name for field in fields(Answer)} - {"level", "dont_know", "not_applicable", "edition", "settled_by"}

    question = item_fieldset(item("FRM-01"), SCALE, STAGES, None)

    assert {one.get("data-part") for one in question.iter() if one.get("data-part")} == kept


def test_a_fact_offers_its_choices() -> None:
    asked = fact_fieldset(fact("x"))

    assert [(one.get("name"), one.get("value")) for one in asked.iter("input")] == [("fact-x", "no"), ("fact-x", "yes")]


@given(questionnaires())
def test_every_answer_that_a_form_offers_is_one_that_can_be_read(questionnaire: Questionnaire) -> None:
    offered = {
        f"{group.get('data-item')}": json.loads(one.get("data-answer") or "")
        | ({"not_applicable": "So."} if "not_applicable" in (one.get("data-answer") or "") else {})
        for group in made(questionnaire).iter("fieldset")
        if group.get("data-item")
        for one in group.iter("input")
        if one.get("data-answer")
    }

    answers, problems = read_answers(json.dumps({"answers": offered}))

    assert (set(answers.answers), problems) == ({one.id for one in questionnaire.items}, ())


@given(assessed())
def test_the_next_question_stands_in_the_form_where_the_result_leads(case: tuple[Questionnaire, Answers]) -> None:
    questionnaire, answers = case
    ids = {one.get("id") for one in made(questionnaire).iter("fieldset")}

    fragment = fromstring(f"<main>{html.result(questionnaire, assess(questionnaire, answers), (), '/').replace('<wbr>', '<wbr/>')}</main>")

    assert {place[1:] for one in fragment.iter("a") if (place := one.get("href") or "").startswith("#")} <= ids


@given(questionnaires())
def test_no_id_stands_twice(questionnaire: Questionnaire) -> None:
    ids = [one.get("id") for one in made(questionnaire).iter() if one.get("id")]

    assert len(ids) == len(set(ids))


@given(twice())
def test_any_text_comes_back_as_text(case: Twice) -> None:
    marked, filled = _shape(case.marked), _shape(case.filled)

    assert filled == mapped(marked, case.put)


def _shape(case: Case) -> list[Event]:
    known = replace(case.questionnaire, items=tuple(replace(one, who_knows="") for one in case.questionnaire.items))
    return read(write(made(known)))
