"""The one door between the page and the engine: texts in, a text out."""

from __future__ import annotations

from collections.abc import Sequence

from assessment import html, law_html, link, migration_chapters, sheet, words
from assessment.codec import Unreadable, canonical, load_json, plain, read_answers, read_law, read_questionnaire, read_texts, slim_project
from assessment.explanation import lane_says, unscored
from assessment.fast_lane import fast_lane
from assessment.law import which
from assessment.migration import Migration, current
from assessment.model import DimensionScore, Problem
from assessment.report import assess


def open_door(compiled: str) -> Door | LawDoor:
    """The door to a compiled questionnaire or book of law; raises Unreadable when the text is neither."""
    raw = load_json(compiled)
    return LawDoor(compiled) if isinstance(raw, dict) and "rows" in raw else Door(compiled)


def open_calculators() -> CalculatorsDoor:
    """The door to the calculators, which need nothing that is compiled."""
    return CalculatorsDoor()


class Door:
    """A questionnaire that is open in a page and scores whatever answers come in. No method raises for any text."""

    def __init__(self, questionnaire: str) -> None:
        """Take a compiled questionnaire; raises Unreadable when it is none."""
        self._questionnaire = read_questionnaire(questionnaire)

    def assess(self, answers: str, root: str, today: str | None = None) -> str:
        """Score answers (JSON) and return JSON: `report`, `html` to show, `problems` for what could not be counted, `lane` with the ids
        of what can still change the verdict and `lane_says` in words, `progress` in words by dimension, and `again` with the ids of
        questions that mean something else since they were answered.

        Each answer counts by the edition that it carries, and without one as given under this one.
        `root` is the address of the guide's start, to which the addresses of sections are added; `today` is an ISO date.
        """
        return self._scored(answers, root, today, glance=False)

    def glance(self, answers: str, root: str, today: str | None = None) -> str:
        """The same at once, without the `report` and without what is folded, whose places are empty."""
        return self._scored(answers, root, today, glance=True)

    def _scored(self, answers: str, root: str, today: str | None, *, glance: bool) -> str:
        try:
            given, unread = read_answers(answers)
        except Unreadable as error:
            return canonical({"report": None, "html": html.problems(error.problems), "problems": plain(error.problems)})
        now = current(self._questionnaire, given, "", unread=unread)
        report = assess(self._questionnaire, now.answers, today=today, glance=glance)
        lane = fast_lane(self._questionnaire, report)
        shown = html.result(self._questionnaire, report, now.aside, root, lane=lane, folded=not glance)
        return canonical(
            {
                **({} if glance else {"report": plain(report)}),
                "html": shown + self._told(now.migration, ()),
                "problems": plain(now.aside),
                "lane": [*lane.items, *lane.dont_know] if lane else [],
                "lane_says": " ".join(lane_says(self._questionnaire, lane)),
                "progress": {one.dimension: _progress(one) for one in report.dimensions},
                "again": list(now.migration.changed),
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
        return canonical({"project": slim_project(found.answers), "html": self._told(found.migration, found.aside)})

    def opened(self, name: str, text: str) -> str:
        """The `project` in a file of answers or a result, brought forward to this edition; `html` says what that changed, and what was
        left out and why. `name` is the file's.
        """
        try:
            found = sheet.read(text)
        except Unreadable as error:
            return _refused(error, name)
        migration = sheet.bring(self._questionnaire, found).migration
        told = self._told(migration, [one.within(name) for one in found.problems])
        return canonical({"project": slim_project(migration.project, name), "html": told})

    def _told(self, found: Migration, aside: Sequence[Problem]) -> str:
        """What a change of edition did to answers, if it did anything, and what was left out."""
        changes = migration_chapters.explain(self._questionnaire, found)
        return html.notices([*changes, *([unscored(aside, words.LEFT_OUT)] if aside else [])])

    def export(self, kind: str, answers: str, guide: str, today: str) -> str:
        """A file to take away, of a kind that `exports` has."""
        from assessment import take_away  # which no score needs, and which takes a browser long to load

        return take_away.export(self._questionnaire, kind, answers, guide, today)

    def badge(self, answers: str, address: str, today: str) -> str:
        """What to paste so that a badge leads to the shared answers at an address."""
        from assessment import take_away

        return take_away.badge_snippets(self._questionnaire, answers, address, today)

    def compare(self, files: str, root: str) -> str:
        """What changed from the first of two files to the second."""
        from assessment import take_away

        return take_away.compare(self._questionnaire, files, root)

    def merge(self, files: str, root: str) -> str:
        """Where several people's files agree and differ, and what is to be settled."""
        from assessment import take_away

        return take_away.merge(self._questionnaire, files, root)

    def portfolio(self, files: str, root: str, target: str | None = None) -> str:
        """Many projects' files side by side."""
        from assessment import take_away

        return take_away.portfolio(self._questionnaire, files, root, target)

    def gaps(self, answers: str, today: str) -> str:
        """The `sections` that a proposal on these answers should speak of, as ids."""
        from assessment import take_away

        return take_away.gaps(self._questionnaire, answers, today)

    def propose(self, kind: str, answers: str, sections: str, guide: str, today: str, sources: str = "") -> str:
        """A readiness chapter for a proposal, on the sections with these ids or on those of the answers' gaps."""
        from assessment import take_away

        return take_away.propose(self._questionnaire, kind, answers, sections, guide, today, sources)


class LawDoor:
    """A book of law that is open in a page and finds the rows for whatever facts come in."""

    def __init__(self, book: str) -> None:
        """Take a compiled book of law; raises Unreadable when it is none."""
        self._book = read_law(book)

    def glance(self, answers: str, root: str, today: str) -> str:
        """The same as `assess`, which takes no time to speak of."""
        return self.assess(answers, root, today)

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


def _progress(dimension: DimensionScore) -> str:
    return words.answered(sum(term.level is not None for term in dimension.terms), len(dimension.terms))


def _refused(error: Unreadable, file: str = "") -> str:
    return canonical({"html": html.notices([unscored([one.within(file) for one in error.problems], words.WRONG)])})
