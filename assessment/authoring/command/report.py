"""A result to take away: `report`, in the format that one asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from assessment import markdown_report, picture, plan_csv, report_page, results
from assessment.authoring.command import options
from assessment.authoring.command.files import Output
from assessment.authoring.command.guide import Wanted
from assessment.authoring.command.score import of_file
from assessment.authoring.scored import Asked, Scored

View = Callable[[Scored, str, str], str]  # what was scored, the day, the guide's address


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


@click.command()
@click.argument("file", type=options.FILE)
@click.option(
    "--format",
    "format",
    type=click.Choice(list(VIEWS)),
    required=True,
    help="A page, Markdown, the plan as CSV for a tracker, a result file, the dimensions as a picture, or a badge.",
)
@click.option(
    "--site",
    metavar="URL",
    envvar="SITE_URL",
    default="http://127.0.0.1:8000/",
    show_default=True,
    help="The address of the guide's start, for links to sections; SITE_URL sets it too.",
)
@options.wanted
@options.asked
@options.output
def report(*, file: Path, format: str, site: str, wanted: Wanted, asked: Asked, output: Output) -> None:
    """Write a result to take away.

    \b
    Example:
      fieldworthy report answers.json --format html -o report.html
    """
    done = of_file(file, wanted, asked)
    output.write(VIEWS[format](done, asked.today or "", site if site.endswith("/") else f"{site}/"))
