"""The door between the page and the engine: what it says at a glance is what it says in full, and no text makes it raise."""

from __future__ import annotations

import json
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given

from assessment.browser import Door
from assessment.codec import write_answers, write_questionnaire
from assessment.markup import write
from assessment.model import Answers, Questionnaire
from tests.strategies import assessed
from tests.support import answers, fact, item, questionnaire, stage

ROOT = "/guide/"
ASKED = questionnaire(
    item("A-01", gates={"go": "repeatable"}), item("A-02"), item("B-01"), stages=(stage("go", "A", "B", floor="1/4"),), facts=(fact("x"),)
)


def told(door: Door, verb: str, text: str) -> dict[str, Any]:
    reply: dict[str, Any] = json.loads(getattr(door, verb)(text, ROOT, "2026-11-20"))
    return reply


def parts(html: str) -> list[Element]:
    return list(fromstring(f"<main>{html.replace('<wbr>', '<wbr/>')}</main>"))


@given(assessed())
def test_a_glance_says_all_that_is_not_folded_and_leaves_the_place_of_the_rest(case: tuple[Questionnaire, Answers]) -> None:
    door = Door(write_questionnaire(case[0]))
    text = write_answers(*case)

    glance, whole = told(door, "glance", text), told(door, "assess", text)

    assert {key: glance[key] for key in ("problems", "lane", "lane_says", "progress")} == {
        key: whole[key] for key in ("problems", "lane", "lane_says", "progress")
    }
    assert "report" not in glance
    assert [one.get("class") for one in parts(glance["html"])] == [one.get("class") for one in parts(whole["html"])]
    assert [write(one) for one in parts(glance["html"]) if one.tag != "details"] == [
        write(one) for one in parts(whole["html"]) if one.tag != "details"
    ]
    assert {len(one) for one in parts(glance["html"]) if one.tag == "details"} == {0}


def test_progress_is_told_by_dimension() -> None:
    door = Door(write_questionnaire(ASKED))

    reply = told(door, "glance", write_answers(ASKED, answers(A_01="no")))

    assert reply["progress"] == {"A": "1 of 2 answered.", "B": "0 of 1 answered."}


def test_what_was_shared_comes_back_as_a_project_without_what_was_written() -> None:
    door = Door(write_questionnaire(ASKED))
    fragment = json.loads(door.share(write_answers(ASKED, answers({"x": "yes"}, "go", A_01="no", B_01="?"))))["fragment"]

    assert json.loads(door.shared(fragment))["project"] == {
        "name": "",
        "facts": {"x": "yes"},
        "answers": {"A-01": {"edition": ASKED.edition, "level": "no"}, "B-01": {"dont_know": True, "edition": ASKED.edition}},
        "target": "go",
    }


def test_no_text_makes_it_raise() -> None:
    door = Door(write_questionnaire(ASKED))

    for text in ("", "{", "[]", '{"answers": 3}', '{"format": "x"}', "\ud800"):
        assert "fw-aside" in told(door, "glance", text)["html"]
        assert "fw-aside" in json.loads(door.opened("a.json", text))["html"]
        assert set(json.loads(door.shared(text))) == {"html"}
