"""A readiness chapter for a proposal: `proposal`."""

from __future__ import annotations

from pathlib import Path

import click

from assessment.authoring.command import guide as guides
from assessment.authoring.command import options
from assessment.authoring.command.files import Output
from assessment.authoring.command.guide import Wanted
from assessment.authoring.command.score import of_file
from assessment.authoring.scored import Asked
from assessment.model import Sources
from assessment.proposal import Assessed, chosen
from assessment.proposal import proposal as written

FORMATS = ("md", "html", "docx")
ALL_SECTIONS = "readiness"  # the questionnaire that asks every item of the guide


@click.command()
@click.argument("file", type=options.FILE, required=False)
@click.option("--sections", metavar="IDS", default="", show_default="your gaps", help="Ids of sections, such as DAT-07,DEP-04.")
@click.option(
    "--format", "format", type=click.Choice(FORMATS), default="md", show_default=True, help="Markdown, HTML for pasting, or Word."
)
@options.site
@options.wanted
@options.asked
@options.output
def proposal(*, file: Path | None, sections: str, format: str, guide: str, wanted: Wanted, asked: Asked, output: Output) -> None:
    """Write a readiness chapter for a proposal.

    Without a FILE of answers it says what the sections ask for.

    \b
    Example:
      fieldworthy proposal answers.json --sections DAT-07,DEP-04 --format docx -o readiness.docx
    """
    from assessment.authoring.command import views  # which no other command needs to load

    done = of_file(file, wanted, asked) if file else None
    questionnaire = done.questionnaire if done else guides.named(wanted.name or ALL_SECTIONS, wanted.folder)
    assessed = Assessed(answers=done.answers, report=done.report) if done else None
    ids = chosen(questionnaire, sections, assessed)
    told = written(questionnaire, ids, assessed, _sources(wanted.folder), date=asked.today or "")
    output.write(views.proposal(told, format, guide))


def _sources(folder: Path) -> Sources:
    from assessment.authoring.sources import sources  # brings the reader of schemas, which the other commands do without

    return sources(guides.load(folder))
