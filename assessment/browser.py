"""The one door between the page and the engine: texts in, a text out."""

from __future__ import annotations

from assessment import html, law_html
from assessment.answers import accept
from assessment.codec import Unreadable, canonical, load_json, plain, read_answers, read_law, read_questionnaire, read_texts
from assessment.law import which
from assessment.report import assess


def open_door(compiled: str) -> Door | LawDoor:
    """The door to a compiled questionnaire or book of law; raises Unreadable when the text is neither."""
    raw = load_json(compiled)
    return LawDoor(compiled) if isinstance(raw, dict) and "rows" in raw else Door(compiled)


def open_calculators() -> CalculatorsDoor:
    """The door to the calculators, which need nothing that is compiled."""
    return CalculatorsDoor()


class Door:
    """A questionnaire that is open in a page and scores whatever answers come in."""

    def __init__(self, questionnaire: str) -> None:
        """Take a compiled questionnaire; raises Unreadable when it is none."""
        self._questionnaire = read_questionnaire(questionnaire)

    def assess(self, answers: str, root: str, today: str | None = None) -> str:
        """Score answers (JSON) and return JSON: `report`, `html` to show, and `problems` for what could not be counted.

        `root` is the address of the guide's start, to which the addresses of sections are added; `today` is an ISO date.
        Never raises for any answers.
        """
        try:
            given, unread = read_answers(answers)
        except Unreadable as error:
            return canonical({"report": None, "html": html.problems(error.problems), "problems": plain(error.problems)})
        accepted = accept(self._questionnaire, given)
        report = assess(self._questionnaire, accepted.answers, today=today)
        aside = unread + accepted.aside
        shown = html.result(self._questionnaire, report, aside, root)
        return canonical({"report": plain(report), "html": shown, "problems": plain(aside)})


class LawDoor:
    """A book of law that is open in a page and finds the rows for whatever facts come in."""

    def __init__(self, book: str) -> None:
        """Take a compiled book of law; raises Unreadable when it is none."""
        self._book = read_law(book)

    def assess(self, answers: str, root: str, today: str) -> str:
        """Find the rows for the facts among the answers (JSON); the same JSON as for a questionnaire comes back.

        `today` is the ISO date that dates and reviews are held against. Never raises for any answers.
        """
        try:
            given, _ = read_answers(answers)
        except Unreadable as error:
            return canonical({"report": None, "html": html.problems(error.problems), "problems": plain(error.problems)})
        choices = {fact.id: {choice.id for choice in fact.choices} for fact in self._book.facts}
        facts = {id: choice for id, choice in given.facts.items() if choice in choices.get(id, ())}
        rules = which(self._book, facts, today)
        return canonical({"report": plain(rules), "html": law_html.result(self._book, rules, root), "problems": []})


class CalculatorsDoor:
    """All calculators, which do their sums with whatever numbers come in."""

    def __init__(self) -> None:
        """Load them now: scoring starts without them."""
        from assessment import calculator_html
        from assessment.calculator_fields import CALCULATORS

        self._calculators = CALCULATORS
        self._reply = calculator_html.reply

    def calculate(self, calculator: str, fields: str) -> str:
        """Do the sum of a calculator with texts by field id (JSON) and return JSON: `html` to show, and `problems` by field id.

        Never raises for any fields. Raises KeyError for a calculator that does not exist.
        """
        try:
            given = read_texts(fields)
        except Unreadable as error:
            return canonical({"html": html.problems(error.problems), "problems": plain(error.problems)})
        shown, problems = self._reply(self._calculators[calculator], given)
        return canonical({"html": shown, "problems": plain(problems)})
