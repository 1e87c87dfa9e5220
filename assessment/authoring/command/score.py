"""Answers in, a result out: `score` for one project or for many, and `verify`."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import click

from assessment import results, text
from assessment.authoring import batch, scored, words
from assessment.authoring.command import files, options, tables
from assessment.authoring.command.files import Output
from assessment.authoring.command.guide import Wanted
from assessment.authoring.scored import Asked, Scored
from assessment.codec import canonical, plain
from assessment.model import Problem

DIFFERENT = UNREADABLE = 1
BELOW = 2


def of_file(file: Path, wanted: Wanted, asked: Asked) -> Scored:
    """The result of the answers in a file; what was kept aside is told on the error output."""
    given = files.read(file)
    chosen = wanted.questionnaire(file, given)
    scored.check_target(chosen, asked.target)
    with files.named(file):
        done = scored.score(chosen, given, asked)
    files.tell(done.aside, file)
    return done


@click.command()
@click.argument("file", type=options.FILE)
@options.wanted
@options.asked
@options.as_json
@options.output
@click.option("--fail-under", "least", metavar="VALUE", help="End with 2 below this stage, or below this proven index, such as 60%.")
@click.option("--result", type=options.FILE, help="Write a result file too, for `verify` to check.")
@click.option("--ndjson", is_flag=True, help="FILE holds one project a line; one line of JSON comes out for each.")
@click.option("--jobs", type=click.IntRange(min=0), default=1, show_default=True, help="With --ndjson: processes; 0 is one a core.")
@click.option("--strict-lines", is_flag=True, help="With --ndjson: stop at the first line that cannot be read.")
def score(
    *,
    file: Path,
    wanted: Wanted,
    asked: Asked,
    as_json: bool,
    output: Output,
    least: str | None,
    result: Path | None,
    ndjson: bool,
    jobs: int,
    strict_lines: bool,
) -> None:
    """Score the answers in a file.

    FILE is "-" for standard input. Answers that do not fit are named on the error output, and the rest is scored.

    \b
    Example, for a build that must not go on before the project is ready to build:
      fieldworthy score answers.json --fail-under build

    \b
    Ends with
      0  a result that reaches what --fail-under asks
      1  the command or its input cannot be read; with --ndjson, any line of it
      2  a result that is below what --fail-under asks
    """
    if ndjson and result:
        raise click.UsageError("--result is for one project; with --ndjson every line that comes out is a result")
    if ndjson:
        texts, chosen = wanted.compiled()
        rules = batch.Rules(questionnaires=texts, chosen=chosen, asked=asked, least=least)
        _score_lines(file, rules, output, jobs=jobs, strict=strict_lines)
    else:
        kept = Output(result, output.force) if result else None
        _score_one(file, wanted, asked, output, kept, as_json=as_json, least=least)


@click.command()
@click.argument("file", type=options.FILE)
@options.wanted
@options.as_json
@options.output
def verify(*, file: Path, wanted: Wanted, as_json: bool, output: Output) -> None:
    """Check that a result comes out the same again.

    FILE is a result file, such as `score --result` writes: its answers are scored once more, and every difference is listed.

    \b
    Example:
      fieldworthy verify result.json

    \b
    Ends with
      0  recomputed: identical
      1  something differs, and is listed; or the file cannot be read
    """
    given = files.read(file)
    chosen = wanted.questionnaire(file, given)
    with files.named(file):
        found = results.verify(chosen, given)
    if as_json:
        output.write(canonical({"identical": not found, "differences": plain(found)}))
    else:
        said = [words.differs(one.path, one.recorded, one.recomputed) for one in found]
        output.write(files.printable("\n".join(said or [words.IDENTICAL]) + "\n"))
    if found:
        raise SystemExit(DIFFERENT)


def _score_one(file: Path, wanted: Wanted, asked: Asked, output: Output, kept: Output | None, *, as_json: bool, least: str | None) -> None:
    if kept:
        kept.check()
    done = of_file(file, wanted, asked)
    must = scored.least(done.questionnaire, least) if least else scored.Least()
    output.write(canonical(done.json()) if as_json else files.printable(text.result(done.questionnaire, done.report)))
    if kept:
        kept.write(results.write_result(done.questionnaire, done.answers, done.report, today=asked.today))
    if not scored.reaches(done.report, must):
        files.tell([Problem(where=str(file), message=_short_of(done, least or ""))])
        raise SystemExit(BELOW)


def _short_of(done: Scored, least: str) -> str:
    confirmed = tables.stage_name(done.questionnaire, done.report.outcome.confirmed)
    index = done.report.index
    return words.short_of(confirmed, tables.share(index.score.proven) if index else words.NOTHING, least)


# ── one project a line ───────────────────────────────────────────────────────────────────────────────────────────────


def _score_lines(file: Path, rules: batch.Rules, output: Output, *, jobs: int, strict: bool) -> None:
    """Write the results as they come, tell what is wrong with a line, and end with the code that says so."""
    bad = short = False
    size = files.size(file)  # of standard input it is not known, and lines are counted
    hidden = not sys.stderr.isatty() or (output.is_standard and sys.stdout.isatty())
    with (
        closing(batch.score(files.lines(file), rules, jobs)) as done,
        output.writing() as write,
        click.progressbar(done, length=size, show_pos=size is None, hidden=hidden, file=sys.stderr) as bar,
    ):
        for line in done:
            bar.update(line.size if size else 1)
            write(line.text)
            if not hidden and (line.problems or line.short):
                click.echo(err=True)  # what is told stands below the bar
            files.tell(line.problems or _short_line(line, rules), f"{file}:{line.number}")
            if line.problems and strict:
                raise SystemExit(UNREADABLE)
            bad, short = bad or bool(line.problems), short or line.short
    if bad or short:
        raise SystemExit(UNREADABLE if bad else BELOW)


def _short_line(line: batch.Line, rules: batch.Rules) -> tuple[Problem, ...]:
    return (Problem(where="--fail-under", message=words.line_short_of(rules.least or "")),) if line.short else ()
