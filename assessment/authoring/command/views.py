"""A result, or a comparison of two, in every format in which one can take it away, each made by the engine's own view."""

from __future__ import annotations

from collections.abc import Callable

from assessment import comparison_chapters, markdown_report, picture, plan_csv, report_page, results
from assessment.authoring.scored import Scored
from assessment.comparison import Comparison
from assessment.markup import write_xml
from assessment.model import Questionnaire
from assessment.picture import then_and_now

View = Callable[[Scored, str, str], str]  # what was scored, the day, the address of the guide's start


def _html(done: Scored, day: str, guide: str) -> str:
    return report_page.page(done.questionnaire, done.report, done.answers, done.aside, date=day, guide=guide)


def _markdown(done: Scored, day: str, guide: str) -> str:
    return markdown_report.result(done.questionnaire, done.report, done.answers, done.aside, date=day, guide=guide)


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


VIEWS: dict[str, View] = {"html": _html, "md": _markdown, "csv": _csv, "json": _json, "svg": _svg, "badge": _badge}
