"""Each question that people ask has an address of its own, a short answer, and a way on."""

from __future__ import annotations

import re

from tests.support import DOCS

QUESTION = re.compile(r"^### (?P<asked>.+?) \{ #(?P<anchor>[\w-]+) \}\n(?P<answer>.+?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
SHORTEST, LONGEST = 40, 120
PAGE = (DOCS / "questions" / "index.md").read_text(encoding="utf-8")


def test_every_question_has_an_address_of_its_own() -> None:
    anchors = [match["anchor"] for match in QUESTION.finditer(PAGE)]

    assert len(anchors) == PAGE.count("\n### ") >= 20
    assert sorted({*anchors}) == sorted(anchors)


def test_every_answer_is_short_and_leads_on() -> None:
    answers = {match["anchor"]: match["answer"] for match in QUESTION.finditer(PAGE)}
    lengths = {anchor: len(re.sub(r"\]\([^)]*\)", "]", answer).split()) for anchor, answer in answers.items()}

    assert {anchor: length for anchor, length in lengths.items() if not SHORTEST <= length <= LONGEST} == {}
    assert [anchor for anchor, answer in answers.items() if "](../" not in answer] == []
