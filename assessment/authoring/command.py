"""The command `fieldworthy`: what the site does, from a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from assessment import __version__, text
from assessment.answers import accept
from assessment.authoring import bank, bundle, runtime
from assessment.authoring.bank import Bank
from assessment.codec import Unreadable, canonical, plain, read_answers
from assessment.model import Problem
from assessment.report import assess

guide = click.option(
    "--guide",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("docs"),
    show_default=True,
    help="The folder that holds lessons/, assessments/ and evidence/.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fieldworthy")
def main() -> None:
    """Assess machine-learning projects, and keep the guide's questions and evidence sound."""


@main.command()
@guide
def check(guide: Path) -> None:
    """Read everything authors wrote and list every problem with its file and line; exit 1 if there is one."""
    found = _load(guide)
    click.echo(
        f"{len(found.items)} items, {len(found.questionnaires)} questionnaires, {len(found.evidence)} evidence rows, "
        f"{len(found.frameworks)} frameworks: no problems."
    )


@main.command()
@guide
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@click.option("--questionnaire", default="gate-check", show_default=True, help="Which questionnaire to score by.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def score(guide: Path, as_json: bool, questionnaire: str, file: Path) -> None:
    """Score the answers in FILE ("-" for standard input); answers that do not fit are named, and exit is 1 if nothing can be read."""
    chosen = _load(guide).questionnaires.get(questionnaire)
    if chosen is None:
        raise click.UsageError(f"there is no questionnaire '{questionnaire}'")
    try:
        given, unread = read_answers(_text(file))
    except Unreadable as error:
        _fail(Problem(where=f"{file}: {p.where}", message=p.message) for p in error.problems)
    accepted = accept(chosen, given)
    report = assess(chosen, accepted.answers)
    aside = unread + accepted.aside
    for problem in aside:
        click.echo(f"{file}: {problem}", err=True)
    click.echo(canonical({"report": plain(report), "problems": plain(aside)}) if as_json else text.result(chosen, report), nl=False)


@main.command("bundle")
@guide
def bundle_(guide: Path) -> None:
    """Write what the browser loads: runtime, engine and questionnaires."""
    try:
        changed = bundle.build(_load(guide), guide, runtime.default_cache())
    except runtime.RuntimeMissing as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Bundle {'written' if changed else 'unchanged'}: {guide / bundle.FOLDER}")


def _load(guide: Path) -> Bank:
    try:
        return bank.load(guide)
    except Unreadable as error:
        _fail(error.problems)


def _text(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        _fail([Problem(where=str(file), message=f"cannot be read: {error}")])


def _fail(problems: Iterable[Problem]) -> NoReturn:
    for problem in problems:
        click.echo(str(problem), err=True)
    raise SystemExit(1)
