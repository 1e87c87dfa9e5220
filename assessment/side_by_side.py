"""What a page asks about several projects at once: all in a table, two compared, the answers of several people merged.

Projects come in as JSON, a list of objects with a `name` and the `text` of a file; what comes out is JSON with `html` to show.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from assessment import comparison_chapters, html, merge_chapters, portfolio_csv, portfolio_html, settlement_form, sheet, words
from assessment.chapters import Document
from assessment.codec import Unreadable, canonical, slim_answers
from assessment.comparison import compare
from assessment.html import Page
from assessment.markup import el, write
from assessment.migration import Current
from assessment.model import Answers, Problem, Questionnaire
from assessment.portfolio import Portfolio, portfolio
from assessment.raters import merge
from assessment.settlement import settle

Files = list[tuple[str, Current]]


def listed(questionnaire: Questionnaire, projects: str, root: str) -> str:
    """All projects in a table and a heat map, the least far first."""
    found = _portfolio(questionnaire, projects)
    return canonical({"html": write(*portfolio_html.parts(questionnaire, found, _page(root)))})


def table(questionnaire: Questionnaire, projects: str) -> str:
    """The same as `text`, a CSV file."""
    return canonical({"text": portfolio_csv.table(questionnaire, _portfolio(questionnaire, projects))})


def compared(questionnaire: Questionnaire, projects: str, root: str) -> str:
    """What changed from the first of two projects to the second."""
    files, unread = _files(questionnaire, projects)
    if len(files) != 2:
        return canonical({"html": html.problems(unread, words.WRONG)})
    return canonical({"html": _shown(comparison_chapters.explain(questionnaire, compare(questionnaire, files[0][1], files[1][1])), root)})


def merged(questionnaire: Questionnaire, projects: str, root: str) -> str:
    """Where people agree and differ, with a form to settle the differences; `project` holds what they agree on."""
    files, unread = _files(questionnaire, projects)
    if len(files) < 2:
        return canonical({"html": html.problems(unread, words.WRONG)})
    names = [current.answers.name or name for name, current in files]
    sheets = [current.answers for _, current in files]
    found = settle(questionnaire, sheets)
    told = merge_chapters.explain(questionnaire, names, sheets, merge(questionnaire, sheets), found)
    return canonical({"html": _shown(told, root, settlement_form.form(questionnaire, names, found)), "project": kept(found.agreed)})


def kept(answers: Answers, name: str = "") -> dict[str, object]:
    """A set of answers as a page keeps it, under its own name or else this one."""
    named = {"name": answers.name or name, "facts": dict(answers.facts), "answers": slim_answers(answers)}
    return {**named, **({"target": answers.target} if answers.target else {})}


def _portfolio(questionnaire: Questionnaire, projects: str) -> Portfolio:
    files, unread = _files(questionnaire, projects)
    return portfolio(questionnaire, files, unread)


def _files(questionnaire: Questionnaire, projects: str) -> tuple[Files, list[Problem]]:
    """The projects that can be read, and the problems of all others."""
    files: Files = []
    unread: list[Problem] = []
    for one in json.loads(projects):  # made by the page itself; each text in it is read with all care
        name, text = str(one["name"]), str(one["text"])
        try:
            files.append((name, sheet.bring(questionnaire, sheet.read(text))))
        except Unreadable as error:
            unread += (Problem(where=f"{name}: {problem.where}", message=problem.message) for problem in error.problems)
    return files, unread


def _shown(told: Document, root: str, *more: Element | None) -> str:
    parts: Sequence[Element] = html.chapters(told.chapters, _page(root))
    standing = el("ul", {"class": "fw-standing"}, *(el("li", None, line) for line in told.standing))
    return write(standing, *(one for one in more if one is not None), *parts, el("p", {"class": "fw-small"}, told.colophon))


def _page(root: str) -> Page:
    return Page(root=root, heading="h3", folds=True, questions=False)
