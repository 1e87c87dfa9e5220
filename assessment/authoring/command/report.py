"""A result to take away: `report`, in the format that one asks for."""

from __future__ import annotations

from pathlib import Path

import click

from assessment import results
from assessment.authoring.command import options
from assessment.authoring.command.files import Output
from assessment.authoring.command.guide import Wanted
from assessment.authoring.command.score import of_file
from assessment.authoring.scored import Asked


@click.command()
@click.argument("file", type=options.FILE)
@click.option("--format", "format", type=click.Choice(["json"]), required=True, help="…")
@options.wanted
@options.asked
@options.output
def report(*, file: Path, format: str, wanted: Wanted, asked: Asked, output: Output) -> None:
    """Write a result to take away.

    \b
    Example:
      fieldworthy report answers.json --format html -o report.html
    """
    done = of_file(file, wanted, asked)
    output.write(results.write_result(done.questionnaire, done.answers, done.report, today=asked.today))
