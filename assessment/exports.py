"""Every kind of file in which a result can be taken away, each made by the engine's own view."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assessment import docx, markdown_report, picture, plan_csv, report_page, results
from assessment.chapters import Document
from assessment.explanation import document
from assessment.model import Answers, Problem, Questionnaire, Report

NOT_IN_NAMES = re.compile(r"[\W_]+")
SVG = "image/svg+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A report with what it was made from: accepted answers, what was kept aside, the ISO date of the day, and the absolute address of
    the guide's start, which ends with a slash.
    """

    questionnaire: Questionnaire
    answers: Answers
    aside: tuple[Problem, ...]
    report: Report
    day: str
    guide: str

    def document(self) -> Document:
        """All that the report says, with every answer."""
        return document(self.questionnaire, self.report, self.answers, self.aside, date=self.day)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: what its name ends with, its media type, and how it is made."""

    ending: str
    media: str
    make: Callable[[Result], str | bytes]


def file_name(questionnaire: Questionnaire, answers: Answers, ending: str) -> str:
    """A file's name after the project's, or else the questionnaire's, of letters, digits and hyphens."""
    slug = NOT_IN_NAMES.sub("-", answers.name.lower()).strip("-")[:80]
    return f"{slug or questionnaire.id}{ending}"


def _result(one: Result) -> str:
    return results.write_result(one.questionnaire, one.answers, one.report, today=one.day)


def _markdown(one: Result) -> str:
    return markdown_report.whole(one.document(), one.guide)


def _plan(one: Result) -> str:
    return plan_csv.plan(one.questionnaire, one.report, one.answers, date=one.day, guide=one.guide)


def _page(one: Result) -> str:
    return report_page.page(one.questionnaire, one.report, one.answers, one.aside, date=one.day, guide=one.guide)


def _docx(one: Result) -> bytes:
    return docx.whole(one.document(), one.guide)


def _bars(one: Result) -> str:
    return picture.bars(one.questionnaire, one.report, date=one.day)


def _badge(one: Result) -> str:
    return picture.badge(one.questionnaire, one.report, date=one.day)


KINDS = {
    "result": Kind("-result.json", "application/json", _result),
    "markdown": Kind(".md", "text/markdown", _markdown),
    "plan": Kind("-plan.csv", "text/csv", _plan),
    "html": Kind(".html", "text/html", _page),
    "docx": Kind(".docx", docx.MEDIA, _docx),
    "picture": Kind(".svg", SVG, _bars),
    "badge": Kind("-badge.svg", SVG, _badge),
}
