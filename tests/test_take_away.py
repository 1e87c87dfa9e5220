"""What a page hands out and takes in: files that other readers take back, answers to anybody's files, and never a traceback."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import fromstring

import docx as word
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import badge, results
from assessment.browser import Door
from assessment.codec import canonical, read_answers, slim_answers, write_answers, write_questionnaire
from assessment.exports import KINDS, file_name
from assessment.model import Answer, Answers, Questionnaire, Retired
from assessment.report import assess
from tests.places import read, texts
from tests.strategies import assessed
from tests.support import answers, fact, item, questionnaire, stage

GUIDE = "https://guide.example/v/2026.1/"
DAY = "2026-11-20"
ASKED = questionnaire(
    item("A-01", gates={"go": "repeatable"}), item("A-02"), stages=(stage("go", "A", floor="1/4"),), facts=(fact("safety"),)
)
DOOR = Door(write_questionnaire(ASKED))
NEWER = Door(
    write_questionnaire(
        replace(
            ASKED,
            edition="2027.1",
            items=(replace(ASKED.items[0], meaning_changed="2027.1"), item("A-03", since="2027.1")),
            retired=(Retired(id="A-02", retired="2027.1", replaced_by=("A-03",)),),
        )
    )
)
CHANGES = (
    "Questions that are new A-03 Title of A-03 Questions that mean something else since then A-01 Title of A-01 "
    "Questions that are asked no longer A-02 In its place: A-03."
)
ADA = replace(answers({"safety": "no"}, A_01="enforced", A_02="no"), name="Churn & Co. für Ä")
GRACE = answers(A_01="no", A_02="no")


def written(given_answers: Answers) -> str:
    return write_answers(ASKED, given_answers)


def files(**given_answers: Answers) -> str:
    return json.dumps([{"name": f"{name}.json", "text": written(one)} for name, one in given_answers.items()])


def reply(text: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(text)
    return made


def said(html: str) -> str:
    """The texts of a fragment as one line."""
    return " ".join(" ".join(one[1].split()) for one in read(html) if one[0] == "text")


def export(kind: str, given_answers: Answers = ADA) -> dict[str, Any]:
    return reply(DOOR.export(kind, written(given_answers), GUIDE, DAY))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_has_a_name_a_type_and_one_content(kind: str) -> None:
    made = export(kind)

    assert made["name"] == f"churn-co-für-ä{KINDS[kind].ending}"
    assert made["type"] == KINDS[kind].media
    assert len({"text", "base64"} & made.keys()) == 1
    assert made == export(kind)


def test_the_result_file_can_be_checked() -> None:
    assert results.verify(ASKED, export("result")["text"]) == ()


def test_each_kind_is_what_its_type_says() -> None:
    assert export("markdown")["text"].startswith("# Test\n")
    assert export("plan")["text"].startswith("title,body,priority,effort,owner,due\r\n")
    assert export("html")["text"].startswith("<!doctype html>\n")
    assert fromstring(export("picture")["text"]).tag == fromstring(export("badge")["text"]).tag
    assert word.Document(io.BytesIO(base64.b64decode(export("docx")["base64"]))).paragraphs[0].text == "Test"


def test_each_file_carries_the_edition_and_the_day() -> None:
    for kind in ("markdown", "html", "picture", "badge"):
        assert "2026.1" in export(kind)["text"].replace("\\", "")
        assert DAY in export(kind)["text"]
    assert (json.loads(export("result")["text"])["today"], json.loads(export("result")["text"])["questionnaire"]["edition"]) == (
        DAY,
        "2026.1",
    )


@pytest.mark.parametrize(
    ("name", "slug"),
    [("", "test"), ("???", "test"), ("Churn", "churn"), ("../../etc/passwd", "etc-passwd"), ("a_b  c", "a-b-c"), ("x" * 500, "x" * 80)],
)
def test_a_file_is_named_after_its_project(name: str, slug: str) -> None:
    assert file_name(ASKED, Answers(name=name), ".md") == f"{slug}.md"


def test_answers_that_cannot_be_read_are_refused_in_words() -> None:
    for made in (DOOR.export("html", "[]", GUIDE, DAY), DOOR.badge("[]", GUIDE, DAY)):
        assert said(reply(made)["html"]) == "What is wrong file  is a list; an object is needed".replace("  ", " ")


def test_a_shared_link_of_an_earlier_edition_says_what_is_new_changed_and_gone() -> None:
    fragment = reply(DOOR.share(write_answers(ASKED, ADA)))["fragment"]

    made = reply(NEWER.shared(fragment))

    assert said(made["html"]) == CHANGES
    assert made["project"]["answers"] == {}
    assert reply(DOOR.shared(fragment))["html"] == ""


def test_a_file_of_an_earlier_edition_says_what_is_new_changed_and_gone() -> None:
    given_answers = replace(ADA, answers=MappingProxyType({**ADA.answers, "X-01": Answer(level="no")}))

    made = reply(NEWER.opened("ada.json", write_answers(ASKED, given_answers)))

    assert said(made["html"]) == CHANGES
    assert made["project"]["answers"] == {"X-01": {"level": "no"}}


def test_a_file_of_this_edition_is_opened_without_a_word() -> None:
    made = reply(DOOR.opened("ada.json", write_answers(ASKED, ADA)))

    assert made["html"] == ""
    assert {*made["project"]["answers"]} == {*ADA.answers}


def test_an_answer_counts_by_the_edition_that_it_carries() -> None:
    old, now = (canonical({"answers": {"A-01": {"level": "no", "edition": one}}}) for one in ("2026.1", "2027.1"))

    for score in (NEWER.assess, NEWER.glance):
        assert said(reply(score(old, "/"))["html"]).endswith("Questions that mean something else since then A-01 Title of A-01")
        assert reply(score(old, "/"))["again"] == ["A-01"]
        assert reply(score(now, "/"))["again"] == []
    assert (reply(NEWER.assess(old, "/"))["report"]["answered"], reply(NEWER.assess(now, "/"))["report"]["answered"]) == (0, 1)


def test_what_left_the_guide_is_said_beside_the_result() -> None:
    old = canonical({"answers": {"A-02": {"level": "no", "edition": "2026.1"}}})

    made = reply(NEWER.assess(old, "/"))

    assert said(made["html"]).endswith("Questions that are asked no longer A-02 In its place: A-03.")
    assert made["problems"] == []


def test_a_file_to_take_away_counts_what_the_page_counts() -> None:
    old = canonical({"answers": {"A-01": {"level": "no", "edition": "2026.1"}}})

    kept = json.loads(reply(NEWER.export("result", old, GUIDE, DAY))["text"])

    assert (kept["answers"], kept["report"]["answered"]) == ({}, 0)


# ── badge ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_badge_leads_to_the_shared_answers_in_three_kinds_of_page() -> None:
    fragment = reply(DOOR.share(written(ADA)))["fragment"]
    address = f"{GUIDE}assessments/test/#shared={fragment}"

    made = reply(DOOR.badge(written(replace(ADA, name="")), address, DAY))

    alt = "Fieldworthy 2026.1: ready to go, 2026-11-20"
    assert made == {
        "markdown": f"[![{alt}](test-badge.svg)]({address})",
        "html": f'<a href="{address}"><img src="test-badge.svg" alt="{alt}"></a>',
        "rst": f".. image:: test-badge.svg\n   :alt: {alt}\n   :target: {address}\n",
    }


@given(texts)
def test_no_name_of_a_stage_breaks_out_of_a_snippet(name: str) -> None:
    asked = replace(ASKED, stages=(replace(ASKED.stages[0], name=name),))

    made = badge.snippets(asked, assess(asked, ADA), image="a.svg", address="https://a.example/", date=DAY)

    assert [one[:2] for one in read(made.html)] == [("start", "a"), ("start", "img"), ("end", "a")]
    assert made.rst.count("\n") == 3
    assert made.markdown.count("\n") == 0


# ── compare, merge, portfolio ────────────────────────────────────────────────────────────────────────────────────────


def test_two_files_are_compared() -> None:
    made = reply(DOOR.compare(files(then=GRACE, now=ADA), "../"))

    assert said(made["html"]).startswith("Answers: 1 rose.")
    assert "What rose" in said(made["html"])
    assert (made["picture"]["name"], made["picture"]["type"]) == ("churn-co-für-ä-then-and-now.svg", "image/svg+xml")
    assert fromstring(made["picture"]["text"]).tag.endswith("svg")


def test_people_are_merged_and_what_they_agree_on_is_a_project() -> None:
    made = reply(DOOR.merge(files(ada=ADA, grace=GRACE), "../"))

    assert "2 levels" not in said(made["html"])
    assert said(made["html"]).startswith("1 disagreement of two levels or more.")
    assert "Chosen by grace." in said(made["form"])
    assert made["project"] == {
        "name": ADA.name,
        "facts": {"safety": "no"},
        "answers": {"A-02": {"edition": "2026.1", "level": "no"}},
    }


def test_people_who_agree_have_nothing_to_settle() -> None:
    assert reply(DOOR.merge(files(ada=ADA, again=ADA), ""))["form"] == ""


def test_what_was_left_out_of_a_file_is_said() -> None:
    strange = Answers(answers=MappingProxyType({"X-01": Answer(level="no")}))

    for made in (DOOR.compare(files(a=strange, b=ADA), ""), DOOR.merge(files(a=strange, b=ADA), "")):
        assert "Left out, and why a.json: answers.X-01 no questionnaire of this edition asks this item" in said(reply(made)["html"])


def test_a_folder_of_files_is_laid_out_and_what_cannot_be_read_is_named() -> None:
    folder = json.dumps([*json.loads(files(ada=ADA, grace=GRACE)), {"name": "odd.json", "text": "?"}])

    made = reply(DOOR.portfolio(folder, "../", "go"))

    assert said(made["html"]).startswith("2 projects.")
    assert "odd.json: line 1, column 1 not JSON: Expecting value" in said(made["html"])
    assert made["table"]["name"] == "test-portfolio.csv"
    assert [line.partition(",")[0] for line in made["table"]["text"].splitlines()] == ["file", "grace.json", "ada.json"]


@pytest.mark.parametrize("verb", ["compare", "merge"])
@pytest.mark.parametrize(
    ("given_files", "told"),
    [
        ("[]", "What is wrong files two files of answers are needed, or more to merge; choose them together"),
        (files(ada=ADA), "What is wrong files two files of answers are needed, or more to merge; choose them together"),
        (json.dumps([{"name": "a", "text": "?"}] * 2), "What is wrong " + " ".join(["a: line 1, column 1 not JSON: Expecting value"] * 2)),
    ],
)
def test_files_that_will_not_do_are_refused_in_words(verb: str, given_files: str, told: str) -> None:
    assert said(reply(getattr(DOOR, verb)(given_files, ""))["html"]) == told


@given(assessed(most_items=4), st.sampled_from(sorted(KINDS)))
def test_whatever_was_answered_can_be_taken_away(case: tuple[Questionnaire, Answers], kind: str) -> None:
    asked, given_answers = case

    made = reply(Door(write_questionnaire(asked)).export(kind, write_answers(asked, given_answers), GUIDE, DAY))

    assert {"name", "type"} < made.keys()


@given(assessed(most_items=4))
def test_what_people_agree_on_is_read_back_as_it_was(case: tuple[Questionnaire, Answers]) -> None:
    asked, given_answers = case
    both = json.dumps([{"name": f"{n}.json", "text": write_answers(asked, given_answers)} for n in range(2)])

    project = reply(Door(write_questionnaire(asked)).merge(both, ""))["project"]

    again, unread = read_answers(canonical(project))
    stamped = {id: replace(answer, edition=asked.edition) for id, answer in given_answers.answers.items()}
    assert (unread, slim_answers(again)) == ((), slim_answers(Answers(answers=MappingProxyType(stamped))))
    assert (again.facts, again.target) == (given_answers.facts, given_answers.target)
