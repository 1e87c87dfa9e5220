"""Stories that a person would argue about: a named situation and the result it must have, one file each in `golden/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from assessment.answers import accept
from assessment.authoring import bank, source
from assessment.codec import canonical, plain, read_answers, read_questionnaire
from assessment.model import Questionnaire
from assessment.report import assess
from tests.support import DOCS

FOLDER = Path(__file__).parent / "golden"
STORIES = sorted(FOLDER.glob("*.yml"))


def questionnaire(named: str) -> Questionnaire:
    """One of the guide's own, or one written for the stories in `golden/questionnaires`."""
    own = FOLDER / "questionnaires" / f"{named}.yml"
    if own.exists():
        return read_questionnaire(canonical(source.read(own.read_text(encoding="utf-8"), own.name).data))
    return bank.load(DOCS).questionnaires[named]


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_story(story: Path) -> None:
    told = cast("dict[str, Any]", source.read(story.read_text(encoding="utf-8"), story.name).data)
    chosen = questionnaire(told["questionnaire"])
    given, unread = read_answers(canonical(told["answers"]))
    accepted = accept(chosen, given)

    report = cast("dict[str, Any]", plain(assess(chosen, accepted.answers)))

    assert {key: report[key] for key in told["report"]} == told["report"]
    assert [str(problem) for problem in unread + accepted.aside] == told.get("aside", [])


def test_there_are_stories() -> None:
    assert STORIES
