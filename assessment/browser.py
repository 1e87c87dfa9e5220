"""The one door between the page and the engine: texts in, a text out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assessment import html, law_html, link, words
from assessment.answers import accept
from assessment.codec import Unreadable, canonical, load_json, plain, read_answers, read_law, read_questionnaire, slim_answers
from assessment.explanation import lane_says
from assessment.fast_lane import fast_lane
from assessment.law import which
from assessment.model import Answers, DimensionScore, Problem
from assessment.report import assess
from assessment.results import read_kept


def open_door(compiled: str) -> Door | LawDoor:
    """The door to a compiled questionnaire or book of law; raises Unreadable when the text is neither."""
    raw = load_json(compiled)
    return LawDoor(compiled) if isinstance(raw, dict) and "rows" in raw else Door(compiled)


class Door:
    """A questionnaire that is open in a page and scores whatever answers come in. No method raises for any text."""

    def __init__(self, questionnaire: str) -> None:
        """Take a compiled questionnaire; raises Unreadable when it is none."""
        self._questionnaire = read_questionnaire(questionnaire)

    def assess(self, answers: str, root: str, today: str | None = None) -> str:
        """Score answers (JSON) and return JSON: `report`, `html` to show, `problems` for what could not be counted, `lane` with the ids
        of what can still change the verdict and `lane_says` in words, and `progress` in words by dimension.

        `root` is the address of the guide's start, to which the addresses of sections are added; `today` is an ISO date.
        """
        try:
            given, unread = read_answers(answers)
        except Unreadable as error:
            return canonical({"report": None, "html": html.problems(error.problems), "problems": plain(error.problems)})
        accepted = accept(self._questionnaire, given)
        report = assess(self._questionnaire, accepted.answers, today=today)
        aside = unread + accepted.aside
        lane = fast_lane(self._questionnaire, report)
        return canonical(
            {
                "report": plain(report),
                "html": html.result(self._questionnaire, report, aside, root, lane=lane),
                "problems": plain(aside),
                "lane": [*lane.items, *lane.dont_know] if lane else [],
                "lane_says": " ".join(lane_says(self._questionnaire, lane)),
                "progress": {one.dimension: _progress(one) for one in report.dimensions},
            }
        )

    def share(self, answers: str) -> str:
        """The `fragment` that shares answers (JSON) with whoever gets the address."""
        try:
            given, _ = read_answers(answers)
        except Unreadable as error:
            return _refused(error)
        return canonical({"fragment": link.write(self._questionnaire, given)})

    def shared(self, fragment: str) -> str:
        """The `project` in an address that somebody shared, and in `html` what there is to say about it."""
        try:
            found = link.read(self._questionnaire, fragment)
        except Unreadable as error:
            return _refused(error)
        return canonical({"project": _project(found.answers), "html": html.problems(found.aside, words.LEFT_OUT) if found.aside else ""})

    def opened(self, name: str, text: str) -> str:
        """The `project` in a file of answers or a result, and in `html` what was left out and why; `name` is the file's."""
        try:
            given, unread = read_kept(text)
        except Unreadable as error:
            return _refused(error, name)
        return canonical({"project": _project(given, name), "html": html.problems(_of(name, unread), words.LEFT_OUT) if unread else ""})


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


def _progress(dimension: DimensionScore) -> str:
    return words.answered(sum(term.level is not None for term in dimension.terms), len(dimension.terms))


def _project(answers: Answers, file: str = "") -> object:
    """A set of answers as a page keeps it, under its own name or else that of the file."""
    return {
        "name": answers.name or file.removesuffix(".json"),
        "facts": plain(answers.facts),
        "answers": slim_answers(answers),
        **({"target": answers.target} if answers.target else {}),
    }


def _refused(error: Unreadable, file: str = "") -> str:
    return canonical({"html": html.problems(_of(file, error.problems), words.WRONG)})


def _of(file: str, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems with the name of the file that they were found in."""
    return tuple(replace(one, where=f"{file}: {one.where}") if file else one for one in problems)
