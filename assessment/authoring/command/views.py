"""A result, or a comparison of two, in every format in which one can take it away, each made by the engine's own view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assessment import (
    comparison_chapters,
    docx,
    markdown_report,
    picture,
    plan_csv,
    portfolio_chapters,
    portfolio_csv,
    portfolio_html,
    report_page,
    results,
)
from assessment.authoring.scored import Scored
from assessment.codec import canonical, plain
from assessment.comparison import Comparison
from assessment.explanation import document
from assessment.markup import write_xml
from assessment.model import Questionnaire
from assessment.picture import then_and_now
from assessment.portfolio import Portfolio

View = Callable[[Scored, str, str], str | bytes]  # what was scored, the day, the address of the guide's start


def _html(done: Scored, day: str, guide: str) -> str:
    return report_page.page(done.questionnaire, done.report, done.answers, done.aside, date=day, guide=guide)


def _markdown(done: Scored, day: str, guide: str) -> str:
    return markdown_report.result(done.questionnaire, done.report, done.answers, done.aside, date=day, guide=guide)


def _docx(done: Scored, day: str, guide: str) -> bytes:
    return docx.whole(document(done.questionnaire, done.report, done.answers, done.aside, date=day), guide)


def _csv(done: Scored, day: str, guide: str) -> str:
    return plan_csv.plan(done.questionnaire, done.report, done.answers, date=day, guide=guide)


def _json(done: Scored, day: str, guide: str) -> str:
    return results.write_result(done.questionnaire, done.answers, done.report, today=day)


def _svg(done: Scored, day: str, guide: str) -> str:
    return picture.bars(done.questionnaire, done.report, date=day)


def _badge(done: Scored, day: str, guide: str) -> str:
    return picture.badge(done.questionnaire, done.report, date=day)


def comparison(questionnaire: Questionnaire, found: Comparison, format: str, guide: str) -> str:
    """What changed, as Markdown, as a page, or as the picture alone."""
    drawn = then_and_now(questionnaire, found)
    if format == "svg":
        return write_xml(drawn)
    told = comparison_chapters.explain(questionnaire, found)
    return report_page.whole(told, guide, drawn) if format == "html" else markdown_report.whole(told, guide)


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


VIEWS: dict[str, View] = {"html": _html, "md": _markdown, "docx": _docx, "csv": _csv, "json": _json, "svg": _svg, "badge": _badge}
