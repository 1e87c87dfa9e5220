"""What to do, and what to ask: `plan` and `next`."""

from __future__ import annotations

from pathlib import Path

import click

from assessment.authoring.command import files, options, tables
from assessment.authoring.command.files import Output
from assessment.authoring.command.guide import Wanted
from assessment.authoring.command.score import of_file
from assessment.authoring.scored import Asked
from assessment.codec import canonical, plain


@click.command()
@click.argument("file", type=options.FILE)
@options.wanted
@options.asked
@options.as_json
@options.output
def plan(*, file: Path, wanted: Wanted, asked: Asked, as_json: bool, output: Output) -> None:
    """Find the cheapest way to a stage.

    No other set of raises confirms the stage with less effort. Without a target it is the first that is not confirmed.

    \b
    Example:
      fieldworthy plan answers.json --target pilot
    """
    done = of_file(file, wanted, asked)
    found = {"plan": plain(done.report.plan), "problems": plain(done.aside)}
    output.write(canonical(found) if as_json else files.printable(tables.plan(done.questionnaire, done.report)))


@click.command("next")
@click.argument("file", type=options.FILE)
@options.wanted
@options.asked
@options.as_json
@options.output
@click.option("-n", "--most", type=click.IntRange(min=1), default=3, show_default=True, help="How many questions to show.")
def next_(*, file: Path, wanted: Wanted, asked: Asked, as_json: bool, output: Output, most: int) -> None:
    """Find the question to answer next.

    Those come first that can change a verdict, then those that narrow the index most.

    \b
    Example:
      fieldworthy next answers.json -n 1
    """
    done = of_file(file, wanted, asked)
    found = {"next_questions": plain(done.report.next_questions), "problems": plain(done.aside)}
    output.write(canonical(found) if as_json else files.printable(tables.questions(done.questionnaire, done.report, most)))
