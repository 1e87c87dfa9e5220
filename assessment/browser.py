"""The one door between the page and the engine: texts in, a text out."""

from __future__ import annotations

from assessment import html
from assessment.answers import accept
from assessment.codec import Unreadable, canonical, plain, read_answers, read_questionnaire
from assessment.report import assess


class Door:
    """A questionnaire that is open in a page and scores whatever answers come in."""

    def __init__(self, questionnaire: str) -> None:
        """Take a compiled questionnaire; raises Unreadable when it is none."""
        self._questionnaire = read_questionnaire(questionnaire)

    def assess(self, answers: str, root: str) -> str:
        """Score answers (JSON) and return JSON: `report`, `html` to show, and `problems` for what could not be counted.

        `root` is the address of the guide's start, to which the addresses of sections are added. Never raises for any answers.
        """
        try:
            given, unread = read_answers(answers)
        except Unreadable as error:
            return canonical({"report": None, "html": html.problems(error.problems), "problems": plain(error.problems)})
        accepted = accept(self._questionnaire, given)
        report = assess(self._questionnaire, accepted.answers)
        aside = unread + accepted.aside
        shown = html.result(self._questionnaire, report, aside, root)
        return canonical({"report": plain(report), "html": shown, "problems": plain(aside)})
