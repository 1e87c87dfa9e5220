"""The command `fieldworthy`: what the site does, from a terminal."""

from __future__ import annotations

import click

from assessment import __version__
from assessment.authoring.command import files
from assessment.authoring.command.advice import next_, plan
from assessment.authoring.command.calculate import calculate
from assessment.authoring.command.content import build, bundle, check, compress, copies, materials, offline, protect, publish, release
from assessment.authoring.command.proposal import proposal
from assessment.authoring.command.report import report
from assessment.authoring.command.score import score, verify
from assessment.authoring.command.sheets import compare, merge, migrate, portfolio
from assessment.codec import Unreadable

UNREADABLE = 1

ASSESSING = (score, verify, plan, next_, compare, merge, portfolio, migrate, report, proposal, calculate)
KEEPING = (check, build, bundle, copies, compress, release, publish, materials, protect, offline)


class _Commands(click.Group):
    """Commands in the order of use. Whatever people get wrong ends with 1, since 2 is what `score` says of a result."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object) -> click.Context:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise _ended(error) from None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _ended(error) from None
        except Unreadable as error:
            files.tell(error.problems)
            raise click.exceptions.Exit(UNREADABLE) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fieldworthy")
def main() -> None:
    """Assess machine-learning projects, and keep the guide's questions and evidence sound."""


for one in (*ASSESSING, *KEEPING):
    main.add_command(one)


def _ended(error: click.UsageError) -> click.exceptions.Exit:
    error.show()
    return click.exceptions.Exit(UNREADABLE)
