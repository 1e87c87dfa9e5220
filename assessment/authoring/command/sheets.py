"""Several sheets of answers, and old ones: `merge`, `compare`, `portfolio` and `migrate`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from assessment import sheet
from assessment.authoring import scored
from assessment.authoring.command import files, options, tables
from assessment.authoring.command.files import Output
from assessment.authoring.command.guide import Wanted
from assessment.codec import Unreadable, canonical, plain, read_answers, write_answers
from assessment.comparison import Comparison
from assessment.comparison import compare as compared
from assessment.migration import Current
from assessment.migration import migrate as brought_forward
from assessment.model import Answers, Problem, Questionnaire
from assessment.portfolio import portfolio as listed
from assessment.raters import merge as merged

COMPARED = ("md", "html", "svg", "json")
LISTED = ("md", "html", "csv", "json")
UNREAD = 1


@click.command()
@click.argument("sheets", metavar="A B [C…]", type=options.FILE, nargs=-1, required=True)
@options.wanted
@options.as_json
@options.output
def merge(*, sheets: tuple[Path, ...], wanted: Wanted, as_json: bool, output: Output) -> None:
    """Compare two or more people's answers.

    Says where they differ, what they give together, and how far people agree. Facts and target are those of the first file.

    \b
    Example:
      fieldworthy merge ada.json grace.json
    """
    if len(sheets) < 2:
        raise click.UsageError("merging takes two files of answers or more")
    texts = [files.read(sheet) for sheet in sheets]
    chosen = wanted.questionnaire(sheets[0], texts[0])
    read = [_accepted(chosen, sheet, text) for sheet, text in zip(sheets, texts, strict=True)]
    found = merged(chosen, [answers for answers, _ in read])
    problems = tuple(problem for _, aside in read for problem in aside)
    files.tell(problems)
    names = [str(sheet) for sheet in sheets]
    if as_json:
        output.write(canonical({"sheets": names, "merged": plain(found), "problems": plain(problems)}))
    else:
        output.write(files.printable(tables.merged(chosen, names, found)))


@click.command()
@click.argument("earlier", type=options.FILE)
@click.argument("now", type=options.FILE)
@click.option(
    "--format", "format", type=click.Choice(COMPARED), default="md", show_default=True, help="Markdown, a page, a picture, or data."
)
@options.site
@options.wanted
@options.output
def compare(*, earlier: Path, now: Path, format: str, guide: str, wanted: Wanted, output: Output) -> None:
    """Say what changed between two files of answers.

    Both may be result files, and of any edition: earlier answers are brought forward, and what that did is said.

    \b
    Example:
      fieldworthy compare may.json november.json --format html -o changes.html
    """
    texts = {file: files.read(file) for file in (earlier, now)}
    chosen = wanted.questionnaire(now, texts[now])
    sides = [_current(chosen, file, text) for file, text in texts.items()]
    output.write(_compared(chosen, compared(chosen, *sides), format, guide))


@click.command()
@click.argument("sheets", metavar="FILE...", type=options.FILE, nargs=-1, required=True)
@click.option("--format", "format", type=click.Choice(LISTED), default="md", show_default=True, help="Markdown, a page, a table, or data.")
@click.option("--target", metavar="STAGE", show_default="the one that each file names", help="The stage whose verdict is shown.")
@options.site
@options.wanted
@options.output
def portfolio(*, sheets: tuple[Path, ...], format: str, target: str | None, guide: str, wanted: Wanted, output: Output) -> None:
    """Lay many projects side by side.

    FILEs hold answers or results, of any edition. One that cannot be read is named on the error output and left out.

    \b
    Example:
      fieldworthy portfolio projects/*.json --target pilot --format html -o portfolio.html

    \b
    Ends with
      0  every file was read
      1  some were not, and are named
    """
    read, unread = _read(sheets)
    chosen = wanted.questionnaire(*read[0]) if read else wanted.questionnaire(sheets[0], "{}")
    scored.check_target(chosen, target)
    found = listed(chosen, *_brought(chosen, read, unread), target)
    files.tell(found.unread)
    from assessment.authoring.command import views  # which no other command here needs to load

    output.write(views.portfolio(chosen, found, format, guide))
    if found.unread:
        raise SystemExit(UNREAD)


@click.command()
@click.argument("file", type=options.FILE)
@options.wanted
@options.as_json
@options.writing("Write the answers that go on to this file, which must not exist yet.")
@click.option("--from", "edition", show_default="the one that the file names", help="The edition that the answers were given under.")
def migrate(*, file: Path, wanted: Wanted, as_json: bool, output: Output, edition: str | None) -> None:
    """Bring old answers forward to this edition.

    Says what is new, what means something else now, and what left. No answer is dropped: each goes on, or is in what --json prints.

    \b
    Example:
      fieldworthy migrate answers.json --output answers-2026.json
    """
    text = files.read(file)
    chosen = wanted.questionnaire(file, text)
    with files.named(file):
        before = edition or scored.said(text, "edition") or ""
        given, unread = read_answers(text)
        if unread:  # going on would drop them
            raise Unreadable(unread)
    found = brought_forward(chosen, given, before)
    if not output.is_standard:
        output.write(write_answers(chosen, found.answers))
    report = canonical({"from": before, "migration": plain(found)})
    files.show(report if as_json else files.printable(tables.migration(chosen, found, before, len(given.answers))))


def _read(sheets: Sequence[Path]) -> tuple[list[tuple[Path, str]], list[Problem]]:
    """The texts of all files that there are, and what is wrong with the others."""
    read: list[tuple[Path, str]] = []
    unread: list[Problem] = []
    for file in sheets:
        try:
            read.append((file, files.read(file)))
        except Unreadable as error:
            unread += error.problems
    return read, unread


def _brought(
    questionnaire: Questionnaire, read: Sequence[tuple[Path, str]], unread: Sequence[Problem]
) -> tuple[list[tuple[str, Current]], list[Problem]]:
    """The answers of all texts that hold some, and what is wrong with the others."""
    brought: list[tuple[str, Current]] = []
    refused = list(unread)
    for file, text in read:
        try:
            with files.named(file):
                brought.append((str(file), sheet.bring(questionnaire, sheet.read(text))))
        except Unreadable as error:
            refused += error.problems
    return brought, refused


def _current(questionnaire: Questionnaire, file: Path, text: str) -> Current:
    with files.named(file):
        side = sheet.bring(questionnaire, sheet.read(text))
    files.tell(side.aside, file)
    return side


def _compared(questionnaire: Questionnaire, found: Comparison, format: str, guide: str) -> str:
    if format == "json":
        return canonical(plain(found))
    from assessment.authoring.command import views  # which no other command here needs to load

    return views.comparison(questionnaire, found, format, guide)


def _accepted(questionnaire: Questionnaire, sheet: Path, text: str) -> tuple[Answers, tuple[Problem, ...]]:
    with files.named(sheet):
        answers, aside = scored.accepted(questionnaire, text)
    return answers, tuple(problem.within(str(sheet)) for problem in aside)
