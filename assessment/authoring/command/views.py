"""A result, or a comparison of two, in every format in which one can take it away, each made by the engine's own view."""

from __future__ import annotations

from dataclasses import replace

from assessment import (
    comparison_chapters,
    docx,
    html,
    markdown_report,
    portfolio_chapters,
    portfolio_csv,
    portfolio_html,
    report_page,
)
from assessment.authoring.scored import Scored
from assessment.chapters import Document
from assessment.codec import canonical, plain
from assessment.comparison import Comparison
from assessment.exports import KINDS, Result
from assessment.markup import write_xml
from assessment.model import Questionnaire
from assessment.picture import then_and_now
from assessment.portfolio import Portfolio

KIND_OF = {"html": "html", "md": "markdown", "docx": "docx", "csv": "plan", "json": "result", "svg": "picture", "badge": "badge"}


def result(done: Scored, format: str, day: str, guide: str) -> str | bytes:
    """A result in one of the formats of the command `report`."""
    one = Result(questionnaire=done.questionnaire, answers=done.answers, aside=done.aside, report=done.report, day=day, guide=guide)
    return KINDS[KIND_OF[format]].make(one)


def comparison(questionnaire: Questionnaire, found: Comparison, format: str, guide: str) -> str:
    """What changed, as Markdown, as a page, or as the picture alone."""
    drawn = then_and_now(questionnaire, found)
    if format == "svg":
        return write_xml(drawn)
    told = comparison_chapters.explain(questionnaire, found)
    return report_page.whole(told, guide, drawn) if format == "html" else markdown_report.whole(told, guide)


def proposal(told: Document, format: str, guide: str) -> str | bytes:
    """A chapter for a proposal, as Markdown, as HTML for pasting, or as a Word document."""
    if format == "docx":
        return docx.whole(told, guide)
    return html.pasted(told, guide) if format == "html" else markdown_report.whole(told, guide)


def portfolio(questionnaire: Questionnaire, found: Portfolio, format: str, guide: str) -> str:
    """Many projects, as Markdown, a page, a table for a spreadsheet, or data."""
    if format == "csv":
        return portfolio_csv.table(questionnaire, found)
    if format == "json":
        return canonical(plain(found))
    told = portfolio_chapters.explain(questionnaire, found)
    if format == "md":
        return markdown_report.whole(told, guide)
    return report_page.whole(replace(told, chapters=()), guide, *portfolio_html.parts(questionnaire, found, report_page.around(guide)))
