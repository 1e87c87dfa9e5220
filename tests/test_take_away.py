"""What a page hands out: files that other readers take back, badges that lead to the answers, and never a traceback."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import fromstring

import docx as word
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import badge, results
from assessment.browser import Door
from assessment.codec import write_answers, write_questionnaire
from assessment.exports import KINDS, file_name
from assessment.model import Answers, Questionnaire
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
ADA = replace(answers({"safety": "no"}, A_01="enforced", A_02="no"), name="Churn & Co. für Ä")


def written(given_answers: Answers) -> str:
    return write_answers(ASKED, given_answers)


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


@given(assessed(most_items=4), st.sampled_from(sorted(KINDS)))
def test_whatever_was_answered_can_be_taken_away(case: tuple[Questionnaire, Answers], kind: str) -> None:
    asked, given_answers = case

    made = reply(Door(write_questionnaire(asked)).export(kind, write_answers(asked, given_answers), GUIDE, DAY))

    assert {"name", "type"} < made.keys()
