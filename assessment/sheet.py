"""A file of answers or a result file, read as one thing: the answers, and what the file says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.catalogue import say
from assessment.codec import Unreadable, load_json
from assessment.migration import Current, current
from assessment.model import Answers, Problem, Questionnaire
from assessment.results import read_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Answers with the questionnaire, the edition and the day that their file names, each "" where it names none.

    `problems` are those answers that make no sense, which are left out.
    """

    answers: Answers
    questionnaire: str
    edition: str
    date: str
    problems: tuple[Problem, ...]


def read(text: str) -> Sheet:
    """What a file of answers or a result file holds; raises Unreadable for any other text.

    The day is that of the result, or else the latest one that an answer carries.
    """
    answers, problems = read_kept(text)
    raw = load_json(text)
    about = raw.get("questionnaire") if isinstance(raw, Mapping) else None
    if not isinstance(about, Mapping):  # a result file says more about its questionnaire than the id
        about = {"id": about, "edition": _text(raw, "edition")}
    day = _text(raw, "today") or max((answer.date for answer in answers.answers.values()), default="")
    return Sheet(answers=answers, questionnaire=_text(about, "id"), edition=_text(about, "edition"), date=day, problems=problems)


def bring(questionnaire: Questionnaire, sheet: Sheet) -> Current:
    """A sheet as it counts in the questionnaire's edition."""
    return current(questionnaire, sheet.answers, sheet.edition, date=sheet.date, unread=sheet.problems)


def _text(raw: object, key: str) -> str:
    value = raw.get(key) if isinstance(raw, Mapping) else None
    if value is None or isinstance(value, str):
        return value or ""
    raise Unreadable((Problem(where=key, message=say("is no text; one is needed")),))
