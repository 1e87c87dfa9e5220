"""What a page hands out and takes in beside the live result; texts in, JSON out, and no function raises for anybody's file."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from assessment import (
    badge,
    comparison_chapters,
    docx,
    html,
    markdown_report,
    merge_chapters,
    picture,
    portfolio_chapters,
    portfolio_csv,
    portfolio_html,
    proposal,
    settlement_form,
    sheet,
    words,
)
from assessment import exchange_words as labels
from assessment.chapters import Document
from assessment.codec import Unreadable, canonical, plain, read_answers, read_sources, slim_project
from assessment.comparison import compare as compared
from assessment.exports import KINDS, SVG, Result, file_name
from assessment.markup import write, write_xml
from assessment.migration import Current, current
from assessment.model import Answers, Problem, Questionnaire
from assessment.portfolio import portfolio as laid_out
from assessment.raters import merge as merged
from assessment.report import assess
from assessment.settlement import settle

PROPOSALS: dict[str, tuple[str, str, Callable[[Document, str], str | bytes]]] = {
    "markdown": ("-proposal.md", KINDS["markdown"].media, markdown_report.whole),
    "html": ("-proposal.html", KINDS["html"].media, html.pasted),
    "docx": ("-proposal.docx", docx.MEDIA, docx.whole),
}
FEWEST = 2  # files to be compared or merged


def export(questionnaire: Questionnaire, kind: str, answers: str, guide: str, today: str) -> str:
    """A file of one of the kinds of `exports`: `name`, `type`, and `text` or else `base64`; only `html` with what is wrong otherwise.

    `answers` are JSON; `guide` is the absolute address of the guide's start, `today` the ISO date of the day.
    """
    try:
        one = _result(questionnaire, answers, guide, today)
    except Unreadable as error:
        return _refused(error.problems)
    made = KINDS[kind]
    return canonical(_file(file_name(questionnaire, one.answers, made.ending), made.media, made.make(one)))


def badge_snippets(questionnaire: Questionnaire, answers: str, address: str, today: str) -> str:
    """What to paste, as `markdown`, `html` and `rst`, so that the badge leads to the shared answers at `address`."""
    try:
        one = _result(questionnaire, answers, "", today)
    except Unreadable as error:
        return _refused(error.problems)
    image = file_name(questionnaire, one.answers, KINDS["badge"].ending)
    return canonical(plain(badge.snippets(questionnaire, one.report, image=image, address=address, date=today)))


def compare(questionnaire: Questionnaire, files: str, root: str) -> str:
    """What changed from the first of two files to the second: `html` to show, and the `picture` as a file.

    `files` is a JSON list of objects with `name` and `text`; `root` is the address of the guide's start.
    """
    sides, problems = _sides(questionnaire, files)
    if problems or len(sides) != FEWEST:
        return _refused(problems or (_too_few(),))
    found = compared(questionnaire, *(side for _, side in sides))
    shown = html.fragment(comparison_chapters.explain(questionnaire, found), root)
    drawn = write_xml(picture.then_and_now(questionnaire, found))
    ending = "-then-and-now.svg"
    return canonical({"html": shown + _aside(sides), "picture": _file(file_name(questionnaire, sides[1][1].answers, ending), SVG, drawn)})


def merge(questionnaire: Questionnaire, files: str, root: str) -> str:
    """Several people's files: `html` with where they agree and differ, `form` to settle it or "", and the `project` that is agreed on.

    The form's buttons carry answers as those of the questions do; whoever decides belongs into each as `settled_by`.
    """
    sides, problems = _sides(questionnaire, files)
    if problems or len(sides) < FEWEST:
        return _refused(problems or (_too_few(),))
    names = [side.answers.name or name.removesuffix(".json") for name, side in sides]
    sheets = [side.answers for _, side in sides]
    found = settle(questionnaire, sheets)
    told = merge_chapters.explain(questionnaire, names, sheets, merged(questionnaire, sheets), found)
    form = settlement_form.form(questionnaire, names, found)
    return canonical(
        {
            "html": html.fragment(told, root) + _aside(sides),
            "form": "" if form is None else write(form),
            "project": slim_project(found.agreed),
        }
    )


def portfolio(questionnaire: Questionnaire, files: str, root: str, target: str | None = None) -> str:
    """Many projects' files: `html` with tables that a script may sort and filter, and the `table` as a file for a spreadsheet."""
    sides, problems = _sides(questionnaire, files)
    found = laid_out(questionnaire, sides, problems, target)
    told = portfolio_chapters.explain(questionnaire, found)
    around = html.Page(root=root, heading="h3", folds=False, questions=False)
    shown = html.fragment(replace(told, chapters=()), root, *portfolio_html.parts(questionnaire, found, around))
    name = f"{questionnaire.id}-portfolio.csv"
    return canonical({"html": shown, "table": _file(name, "text/csv", portfolio_csv.table(questionnaire, found))})


def gaps(questionnaire: Questionnaire, answers: str, today: str) -> str:
    """The `sections` with the gaps and commitments of answers (JSON), as ids; `html` says what is wrong where there are none."""
    try:
        found = proposal.chosen(questionnaire, "", _assessed(questionnaire, answers, today))
    except Unreadable as error:
        return _refused(error.problems)
    return canonical({"sections": found})


def propose(questionnaire: Questionnaire, kind: str, answers: str, sections: str, guide: str, today: str, sources: str = "") -> str:
    """A readiness chapter as a file: `kind` is "markdown", "html" for pasting, or "docx".

    `answers` are JSON, or "" for none; `sections` are ids parted by commas, or "" for those of the answers' own gaps.
    `sources` are rows of the ledger as `codec.read_sources` takes them, or "" for a chapter without any.
    """
    try:
        assessed = _assessed(questionnaire, answers, today) if answers else None
        chosen = proposal.chosen(questionnaire, sections, assessed)
        rows = read_sources(sources) if sources else proposal.NO_SOURCES
    except Unreadable as error:
        return _refused(error.problems)
    told = proposal.proposal(questionnaire, chosen, assessed, rows, date=today)
    ending, media, make = PROPOSALS[kind]
    named = assessed.answers if assessed else Answers()
    return canonical(_file(file_name(questionnaire, named, ending), media, make(told, guide)))


def _assessed(questionnaire: Questionnaire, answers: str, today: str) -> proposal.Assessed:
    one = _result(questionnaire, answers, "", today)
    return proposal.Assessed(answers=one.answers, report=one.report)


def _result(questionnaire: Questionnaire, answers: str, guide: str, today: str) -> Result:
    given, unread = read_answers(answers)
    now = current(questionnaire, given, "", unread=unread)
    return Result(
        questionnaire=questionnaire,
        answers=now.answers,
        aside=now.aside,
        report=assess(questionnaire, now.answers, today=today),
        day=today,
        guide=guide,
    )


def _sides(questionnaire: Questionnaire, files: str) -> tuple[list[tuple[str, Current]], tuple[Problem, ...]]:
    """The answers in each file that holds some, and what is wrong with the others."""
    sides: list[tuple[str, Current]] = []
    problems: list[Problem] = []
    for file in json.loads(files):
        try:
            sides.append((file["name"], sheet.bring(questionnaire, sheet.read(file["text"]))))
        except Unreadable as error:
            problems += [one.within(file["name"]) for one in error.problems]
    return sides, tuple(problems)


def _aside(sides: Sequence[tuple[str, Current]]) -> str:
    """What was left out of the files, if anything was."""
    found = [problem.within(name) for name, side in sides for problem in side.aside]
    return html.problems(found, words.LEFT_OUT) if found else ""


def _too_few() -> Problem:
    return Problem(where=labels.FILES, message=labels.TOO_FEW)


def _file(name: str, media: str, content: str | bytes) -> dict[str, str]:
    held = {"text": content} if isinstance(content, str) else {"base64": base64.b64encode(content).decode()}
    return {"name": name, "type": media, **held}


def _refused(problems: Sequence[Problem]) -> str:
    return canonical({"html": html.problems(problems, words.WRONG)})
