"""A result in every format in which one can take it away, each made by the engine's own view."""

from __future__ import annotations

from collections.abc import Callable

from assessment import markdown_report, picture, plan_csv, report_page, results
from assessment.authoring.scored import Scored

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


VIEWS: dict[str, View] = {"html": _html, "md": _markdown, "csv": _csv, "json": _json, "svg": _svg, "badge": _badge}
