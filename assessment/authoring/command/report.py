"""A result to take away: `report`, in the format that one asks for."""

from __future__ import annotations

from pathlib import Path

import click

from assessment.authoring.command import options
from assessment.authoring.command.files import Output
from assessment.authoring.command.guide import Wanted
from assessment.authoring.command.score import of_file
from assessment.authoring.scored import Asked

FORMATS = ("html", "md", "docx", "csv", "json", "svg", "badge")


@click.command()
@click.argument("file", type=options.FILE)
@click.option(
    "--format",
    "format",
    type=click.Choice(FORMATS),
    required=True,
    help="A page, Markdown, a Word document, the plan as CSV for a tracker, a result file, the dimensions as a picture, or a badge.",
)
@options.site
@options.wanted
@options.asked
@options.output
def report(*, file: Path, format: str, guide: str, wanted: Wanted, asked: Asked, output: Output) -> None:
    """Write a result to take away.

    \b
    Example:
      fieldworthy report answers.json --format html -o report.html
    """
    from assessment.authoring.command import views  # which no other command needs to load

    done = of_file(file, wanted, asked)
    output.write(views.result(done, format, asked.today or "", guide))
