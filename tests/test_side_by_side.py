"""Several projects through the page's door: a table, two compared, people merged; whatever cannot be read is named."""

from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given

from assessment.browser import Door
from assessment.codec import canonical, read_answers, slim_answers, write_answers, write_questionnaire
from assessment.model import Answer, Answers, Questionnaire, Retired
from tests.places import read
from tests.strategies import assessed
from tests.support import answers, fact, item, questionnaire, stage

ASKED = questionnaire(
    item("A-01", gates={"go": "repeatable"}), item("A-02"), stages=(stage("go", "A", floor="1/4"),), facts=(fact("safety"),)
)
DOOR = Door(write_questionnaire(ASKED))
ADA = replace(answers({"safety": "no"}, A_01="enforced", A_02="no"), name="Churn")
GRACE = answers(A_01="no", A_02="no")


def projects(**given_answers: Answers) -> str:
    return json.dumps([{"name": name, "text": write_answers(ASKED, one)} for name, one in given_answers.items()])


def reply(text: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(text)
    return made


def said(html: str) -> str:
    """The texts of a fragment as one line."""
    return " ".join(" ".join(one[1].split()) for one in read(html) if one[0] == "text")


def test_two_projects_are_compared() -> None:
    made = said(reply(DOOR.compared(projects(then=GRACE, now=ADA), "../"))["html"])

    assert made.startswith("Answers: 1 rose.")
    assert "What rose A-01" in made


def test_people_are_merged_and_what_they_agree_on_is_a_project() -> None:
    made = reply(DOOR.merged(projects(ada=ADA, grace=GRACE), "../"))

    assert said(made["html"]).startswith("1 disagreement of two levels or more.")
    assert "Chosen by grace." in said(made["html"])
    assert made["project"] == {
        "name": "Churn",
        "facts": {"safety": "no"},
        "answers": {"A-02": {"edition": "2026.1", "level": "no"}},
    }


def test_people_who_agree_have_nothing_to_settle() -> None:
    assert "Who decides" not in said(reply(DOOR.merged(projects(ada=ADA, again=ADA), ""))["html"])


def test_all_projects_are_laid_out_and_what_cannot_be_read_is_named() -> None:
    folder = json.dumps([*json.loads(projects(ada=ADA, grace=GRACE)), {"name": "odd.json", "text": "?"}])

    assert "odd.json: line 1, column 1 not JSON: Expecting value" in said(reply(DOOR.listed(folder, "../"))["html"])
    lines = reply(DOOR.table(folder))["text"].splitlines()
    assert [line.split(",")[:2] for line in lines] == [["file", "project"], ["grace", "grace"], ["ada", "Churn"]]


@pytest.mark.parametrize("verb", ["compared", "merged"])
def test_what_cannot_be_read_is_named_in_place_of_a_result(verb: str) -> None:
    given_projects = json.dumps([{"name": "a", "text": "?"}, {"name": "b", "text": "{}"}])

    assert said(reply(getattr(DOOR, verb)(given_projects, ""))["html"]) == "What is wrong a: line 1, column 1 not JSON: Expecting value"


@given(assessed(most_items=4))
def test_what_people_agree_on_is_read_back_as_it_was(case: tuple[Questionnaire, Answers]) -> None:
    asked, given_answers = case
    both = json.dumps([{"name": str(n), "text": write_answers(asked, given_answers)} for n in range(2)])

    project = reply(Door(write_questionnaire(asked)).merged(both, ""))["project"]

    again, unread = read_answers(canonical(project))
    stamped = {id: replace(answer, edition=asked.edition) for id, answer in given_answers.answers.items()}
    assert (unread, slim_answers(again)) == ((), slim_answers(Answers(answers=MappingProxyType(stamped))))
    assert (again.facts, again.target) == (given_answers.facts, given_answers.target)


def test_a_shared_link_of_an_earlier_edition_says_what_is_new_changed_and_gone() -> None:
    fragment = reply(DOOR.share(write_answers(ASKED, ADA)))["fragment"]
    newer = replace(
        ASKED,
        edition="2027.1",
        items=(replace(ASKED.items[0], meaning_changed="2027.1"), item("A-03", since="2027.1")),
        retired=(Retired(id="A-02", retired="2027.1", replaced_by=("A-03",)),),
    )

    made = reply(Door(write_questionnaire(newer)).shared(fragment))

    assert said(made["html"]) == (
        "Questions that are new A-03 Title of A-03 Questions that mean something else since then A-01 Title of A-01 "
        "Questions that are asked no longer A-02 In its place: A-03."
    )
    assert made["project"]["answers"] == {}
    assert reply(DOOR.shared(fragment))["html"] == ""


def test_what_fits_no_item_is_not_merged() -> None:
    strange = Answers(answers=MappingProxyType({"X-01": Answer(level="no")}))

    assert reply(DOOR.merged(projects(a=strange, b=ADA), ""))["project"]["answers"].keys() == {"A-01", "A-02"}
